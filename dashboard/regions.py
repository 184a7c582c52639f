"""The regions of a structure."""

from functools import lru_cache

from dashboard.structures import Structure
from dashboard.warehouse import Warehouse


@lru_cache(maxsize=4)
def regions(source: Warehouse, structure: Structure) -> dict[str, str]:
    """Names of a structure's regions by id, from north to south."""
    rows = source.query(
        """
        SELECT unit_id, short_name_vi FROM unit
        WHERE level = 'region'
          AND $day >= coalesce(valid_from, DATE '0001-01-01')
          AND $day <= coalesce(valid_to, DATE '9999-12-31')
        ORDER BY sort_order
        """,
        day=structure.on,
    )
    return dict(zip(rows["unit_id"], rows["short_name_vi"], strict=True))
