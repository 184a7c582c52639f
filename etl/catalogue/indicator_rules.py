"""What an indicator's entry must say, so that no page fails for want of it.

Counts that make a rate, and the classes that colours and legends are made of.
"""

from collections.abc import Iterator, Mapping

from etl.catalogue.indicator_specs import IndicatorSpec
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
            elif counted is not None and counted.numerator_id is not None:
                yield _problem(spec, key, "a count that is no quotient", counted.indicator_id)
        fixed = _FIXED_BREAKS.get(spec.value_kind)
        if fixed is not None and spec.class_breaks != fixed:
            expected = f"{list(fixed)}, the classes of a {spec.value_kind}"
            yield _problem(spec, "class_breaks", expected, str(list(spec.class_breaks)))
        low, high = spec.valid_range
        if spec.numerator_id is not None and spec.percent_sign and (low < 0 or high > 100):
            expected = "a range within 0 and 100, as a part is never more than the whole"
            yield _problem(spec, "valid_range", expected, f"{low:g} to {high:g}")
        yield from _too_many_gap_classes(spec)
        for value in spec.class_breaks:
            if not low < value <= high:
                expected = f"breaks within valid_range, above {low:g} and up to {high:g}"
                yield _problem(spec, "class_breaks", expected, f"{value:g}")


def _too_many_gap_classes(spec: IndicatorSpec) -> Iterator[Problem]:
    """Classes of the distance beyond a target, and short of it, that have no colour."""
    for most, side, breaks in (
        (1, "below", [value for value in spec.gap_breaks if value < 0]),
        (4, "above", [value for value in spec.gap_breaks if value > 0]),
    ):
        if len(breaks) > most:
            expected = f"at most {most} of the breaks {side} 0, as there are colours"
            yield _problem(spec, "gap_breaks", expected, str(breaks))


def _problem(spec: IndicatorSpec, key: str, expected: str, found: str) -> Problem:
    cell = f"{spec.indicator_id}.{key}"
    return Problem("data/catalogue/indicators", expected, cell=cell, found=found)
