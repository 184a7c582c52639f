"""What a unit's value is compared with besides targets: averages, named for what they are."""

from dataclasses import dataclass
from functools import lru_cache
from statistics import fmean

from dashboard.queries.indicator_views import View
from dashboard.queries.precision import shown_decimals
from dashboard.store.codes import BLOCS
from dashboard.store.records import records
from dashboard.store.warehouse import Warehouse
from etl.language.i18n import _, format_number


@dataclass(frozen=True)
class Benchmark:
    """A level to draw beside the units; `name` says whose it is and how it came about."""

    name: str
    value: float
    decimals: int
    """Those printed, or the indicator's where the value is computed."""


@lru_cache(maxsize=256)
def benchmarks(source: Warehouse, view: View) -> tuple[Benchmark, ...]:
    """The bloc's figure as the report prints it, and the plain mean of the units with values.

    The two differ (source trap 9): the report's own averages weigh what its tables do not show.
    Ranks and grades have no mean, and a mean of allocated targets says nothing.
    """
    if view.is_allocation or view.indicator.value_kind not in ("rate", "index", "interval"):
        return ()
    found = []
    published = source.query(
        """
        SELECT unit.name_vi, observation.value, printed_decimals
        FROM observation JOIN unit USING (unit_id)
        WHERE indicator_id = $indicator_id AND unit_id IN ($bloc, 'vn') AND basis = 'published'
          AND value IS NOT NULL
        ORDER BY unit_id <> $bloc, period_end DESC
        LIMIT 1
        """,
        indicator_id=view.indicator.indicator_id,
        bloc=BLOCS[view.level],
    )
    for row in records(published):
        name = _("{bloc}, báo cáo công bố").format(bloc=row["name_vi"])
        decimals = shown_decimals(view.indicator, row["printed_decimals"])
        found.append(Benchmark(name, row["value"], decimals))
    exact = [row.value for row in view.rows if row.value is not None]
    # Where merged units have bounds, the mean of the others would pass for that of all.
    all_exact = len(exact) == sum(row.has_value for row in view.rows)
    if view.indicator.value_kind == "rate" and len(exact) > 1 and all_exact:
        name = _("Trung bình cộng của {count} đơn vị có số liệu")
        name = name.format(count=format_number(len(exact)))
        found.append(Benchmark(name, fmean(exact), view.indicator.decimals))
    return tuple(found)
