"""The regions of the structure the pages show."""

from functools import lru_cache

from dashboard.views import STRUCTURE_ON
from dashboard.warehouse import Warehouse


@lru_cache(maxsize=4)
def regions(source: Warehouse) -> dict[str, str]:
    """Names of the regions by id, from north to south."""
    rows = source.query(
        """
        SELECT unit_id, short_name_vi FROM unit
        WHERE level = 'region'
          AND $day >= coalesce(valid_from, DATE '0001-01-01')
          AND $day <= coalesce(valid_to, DATE '9999-12-31')
        ORDER BY sort_order
        """,
        day=STRUCTURE_ON,
    )
    return dict(zip(rows["unit_id"], rows["short_name_vi"], strict=True))
