"""What an indicator's entry must say, so that no page fails for want of it.

Counts that make a rate, and the classes that colours and legends are made of.
"""

from collections.abc import Iterable, Iterator, Mapping

from etl.catalogue.specs import IndicatorSpec
from etl.facts import Observation, Target
from etl.problems import Problem

# A class for each of the two words of a flag, and for each of five grades.
_FIXED_BREAKS = {"flag": (1.0,), "grade": (2.0, 3.0, 4.0, 5.0)}


def indicator_problems(indicators: Mapping[str, IndicatorSpec]) -> Iterator[Problem]:
    """Rates whose counts are no counts, and classes that no legend can show."""
    for spec in indicators.values():
        if spec.numerator_id is not None and spec.numerator_id == spec.denominator_id:
            yield _problem(spec, "denominator_id", "another count than the numerator", "the same")
        for key in ("numerator_id", "denominator_id"):
            counted = indicators.get(getattr(spec, key) or "")
            if counted is not None and counted.value_kind != "count":
                yield _problem(spec, key, "an indicator of the kind count", counted.indicator_id)
        fixed = _FIXED_BREAKS.get(spec.value_kind)
        if fixed is not None and spec.class_breaks != fixed:
            expected = f"{list(fixed)}, the classes of a {spec.value_kind}"
            yield _problem(spec, "class_breaks", expected, str(list(spec.class_breaks)))
        low, high = spec.valid_range
        for value in spec.class_breaks:
            if not low < value <= high:
                expected = f"breaks within valid_range, above {low:g} and up to {high:g}"
                yield _problem(spec, "class_breaks", expected, f"{value:g}")


def distance_problems(
    indicators: Mapping[str, IndicatorSpec],
    observations: Iterable[Observation],
    targets: Iterable[Target],
) -> Iterator[Problem]:
    """Indicators with figures and targets of units, but without classes of the distance."""
    measured = {item.indicator_id for item in observations}
    asked = {
        target.indicator_id: target
        for target in targets
        if target.scope not in ("country", "bloc") and target.indicator_id in measured
    }
    for indicator_id, target in asked.items():
        if not any(value > 0 for value in indicators[indicator_id].gap_breaks):
            yield Problem(
                f"data/catalogue/tables/{target.table_id}.yml",
                "gap_breaks in the indicator's entry, one of them above 0: the table sets a target "
                "and pages colour units by their distance to it",
                cell=f"{indicator_id}.gap_breaks",
                found=str(list(indicators[indicator_id].gap_breaks)),
            )


def _problem(spec: IndicatorSpec, key: str, expected: str, found: str) -> Problem:
    cell = f"{spec.indicator_id}.{key}"
    return Problem("data/catalogue/indicators", expected, cell=cell, found=found)
