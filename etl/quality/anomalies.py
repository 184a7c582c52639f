"""Oddities of the sources, each said beside the figures and none of them changing one.

A printed ratio that does not follow from its counts, a value repeated to the digit, a break in a
series: they become rows of `quality_issue`. What the text says of the tables is tested as claims.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from etl.catalogue.indicator_specs import IndicatorSpec
from etl.catalogue.load import Catalogue
from etl.facts import Basis, Issue, Observation
from etl.language.numbers import printed_decimals
from etl.language.rounding import round_half_up
from etl.language.statements import (
    Amount,
    Cased,
    IndicatorName,
    Printed,
    Statement,
    say,
    units,
    worded,
)

# Keyed by indicator, unit, period label and basis.
ObservationIndex = Mapping[tuple[str, str, str, Basis], Observation]


def notice_issues(catalogue: Catalogue, observations: Sequence[Observation]) -> Iterator[Issue]:
    """Every oddity that the observations of all tables show."""
    by_key = {
        (item.indicator_id, item.unit_id, item.period.label, item.basis): item
        for item in observations
    }
    yield from _ratio_mismatches(catalogue, by_key)
    yield from _repeated_values(catalogue, observations)
    yield from _series_breaks(catalogue, observations)


def _ratio_mismatches(catalogue: Catalogue, by_key: ObservationIndex) -> Iterator[Issue]:
    """Printed rates that are not numerator ÷ denominator rounded to the printed digits."""
    for (indicator_id, unit_id, label, basis), printed in by_key.items():
        derived = by_key.get((indicator_id, unit_id, label, "derived"))
        if basis != "published" or derived is None:
            continue
        if printed.value is None or derived.value is None or printed.raw_text is None:
            continue
        digits = printed_decimals(printed.raw_text)
        if round_half_up(derived.value, digits) == printed.value:
            continue
        spec = catalogue.indicators[indicator_id]
        reason = _why_different(catalogue, by_key, spec, printed, derived.value, digits)
        yield Issue(
            "ratio_mismatch",
            "warning",
            say(
                "printed_rate_differs",
                printed=Printed(printed.raw_text, printed.value),
                counts=derived.note,
                rate=Amount(derived.value, 2),
                reason=reason,
            ),
            printed.table_id,
            printed.source_line,
            unit_id,
            indicator_id,
        )


def _why_different(
    catalogue: Catalogue,
    by_key: ObservationIndex,
    spec: IndicatorSpec,
    printed: Observation,
    derived: float,
    digits: int,
) -> Statement:
    """The reading of the printed rate that fits: cut digits, or another count as denominator."""
    if math.floor(derived * 10**digits) / 10**digits == printed.value:
        return say("cut_digits")
    numerator = by_key[
        (spec.numerator_id or "", printed.unit_id, printed.period.label, "published")
    ]
    for other in catalogue.indicators.values():
        count = by_key.get((other.indicator_id, printed.unit_id, printed.period.label, "published"))
        if (
            other.value_kind == "count"
            and other.indicator_id != spec.denominator_id
            and count is not None
            and count.value
            and numerator.value is not None
            and round_half_up(100 * numerator.value / count.value, digits) == printed.value
        ):
            name = IndicatorName(other.indicator_id, full=True)
            return say("other_denominator", count=Cased(name, capital=False))
    return say("no_denominator_fits")


def _repeated_values(catalogue: Catalogue, observations: Sequence[Observation]) -> Iterator[Issue]:
    """Rates printed with decimals that three or more units of a level share to the digit."""
    groups: dict[tuple[str, str, str, float, int], list[Observation]] = defaultdict(list)
    for item in observations:
        if (
            item.basis == "published"
            and item.value is not None
            and item.value % 1
            and item.raw_text
        ):
            level = catalogue.units[item.unit_id].level
            digits = printed_decimals(item.raw_text)
            key = (item.indicator_id, level, item.period.label, item.value, digits)
            groups[key].append(item)
    for (indicator_id, _level, _label, value, _digits), items in groups.items():
        if len(items) >= 3:
            names = units(item.unit_id for item in items)
            for item in items:
                yield Issue(
                    "repeated_value",
                    "warning",
                    say(
                        "same_print",
                        count=len(items),
                        printed=Printed(item.raw_text or "", value),
                        names=names,
                    ),
                    item.table_id,
                    item.source_line,
                    item.unit_id,
                    indicator_id,
                )


def _series_breaks(catalogue: Catalogue, observations: Sequence[Observation]) -> Iterator[Issue]:
    for spec in catalogue.indicators.values():
        for series_break in spec.series_breaks:
            for item in observations:
                if (item.indicator_id, item.period.label) == (
                    spec.indicator_id,
                    series_break.from_period,
                ):
                    yield Issue(
                        "series_break",
                        "info",
                        worded(series_break.reason_vi),
                        item.table_id,
                        item.source_line,
                        item.unit_id,
                        spec.indicator_id,
                    )
