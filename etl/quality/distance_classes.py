"""Classes of the distance to a target, wherever units have both figures and targets."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from etl.catalogue.indicator_specs import IndicatorSpec
from etl.catalogue.table_base import entry_file
from etl.facts import Target
from etl.problems import Problem


def distance_problems(
    indicators: Mapping[str, IndicatorSpec],
    measured: Collection[str],
    targets: Iterable[Target],
) -> Iterator[Problem]:
    """Indicators with figures and targets of units, but without classes of the distance."""
    asked = {
        target.indicator_id: target
        for target in targets
        if target.scope not in ("country", "bloc") and target.indicator_id in measured
    }
    for indicator_id, target in asked.items():
        if not any(value > 0 for value in indicators[indicator_id].gap_breaks):
            yield Problem(
                entry_file(target.table_id),
                "gap_breaks in the indicator's entry, one of them above 0: the table sets a target "
                "and pages colour units by their distance to it",
                cell=f"{indicator_id}.gap_breaks",
                found=str(list(indicators[indicator_id].gap_breaks)),
            )
