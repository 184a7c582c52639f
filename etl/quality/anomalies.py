"""Oddities of the sources, each said beside the figures and none of them changing one.

A printed ratio that does not follow from its counts, a value repeated to the digit, a break in a
series: they become rows of `quality_issue`. What the text says of the tables is tested as claims.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from etl.catalogue.indicator_specs import IndicatorSpec
from etl.catalogue.load import Catalogue
from etl.catalogue.vocabulary import Period
from etl.facts import Basis, Issue, Observation, ObservationKey
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

ObservationIndex = Mapping[ObservationKey, Observation]


def notice_issues(catalogue: Catalogue, observations: Sequence[Observation]) -> Iterator[Issue]:
    """Every oddity that the observations of all tables show."""
    by_key = {item.key: item for item in observations}
    yield from _ratio_mismatches(catalogue, by_key)
    yield from _repeated_values(catalogue, observations)
    yield from _series_breaks(catalogue, observations)


def _ratio_mismatches(catalogue: Catalogue, by_key: ObservationIndex) -> Iterator[Issue]:
    """Printed rates that are not numerator ÷ denominator rounded to the printed digits."""
    for printed in by_key.values():
        derived = by_key.get(_key(printed, printed.indicator_id, "derived"))
        if printed.basis != "published" or derived is None:
            continue
        if printed.value is None or derived.value is None or printed.raw_text is None:
            continue
        digits = printed_decimals(printed.raw_text)
        if round_half_up(derived.value, digits) == printed.value:
            continue
        spec = catalogue.indicators[printed.indicator_id]
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
            printed.unit_id,
            printed.indicator_id,
        )


def _key(item: Observation, indicator_id: str, basis: Basis = "published") -> ObservationKey:
    """The key of another indicator or basis of an observation's unit and period."""
    return (indicator_id, *item.key[1:-1], basis)


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
    numerator = by_key[_key(printed, spec.numerator_id or "")]
    for other in catalogue.indicators.values():
        count = by_key.get(_key(printed, other.indicator_id))
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
    groups: dict[tuple[str, str, date | None, Period, float, int], list[Observation]] = defaultdict(
        list
    )
    for item in observations:
        if (
            item.basis == "published"
            and item.value is not None
            and item.value % 1
            and item.raw_text
        ):
            unit = catalogue.units[item.unit_id]
            digits = printed_decimals(item.raw_text)
            # A unit of one structure may well have the figure of its namesake of the other.
            peers = (unit.level, unit.valid_from)
            key = (item.indicator_id, *peers, item.period, item.value, digits)
            groups[key].append(item)
    for (indicator_id, *_peers, value, _digits), items in groups.items():
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
