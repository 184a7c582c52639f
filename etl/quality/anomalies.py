"""Oddities of the sources, each said beside the figures and none of them changing one.

A printed ratio that does not follow from its counts, a value repeated to the digit, a break in a
series: they become rows of `quality_issue`. What the text says of the tables is tested as claims.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
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
from etl.working.figures import observations_of
from etl.working.store import WorkingStore

ObservationIndex = Mapping[ObservationKey, Observation]


@dataclass
class Noticed:
    """The oddities of one set of indicators after the other, by kind."""

    mismatches: list[Issue] = field(default_factory=list)
    repeated: list[Issue] = field(default_factory=list)
    breaks: list[Issue] = field(default_factory=list)

    def look_at(self, store: WorkingStore, figures: str) -> None:
        """Add what a table of printed figures, and of rates that follow from them, shows."""
        self.mismatches += _ratio_mismatches(store.catalogue, _beside_other_rates(store, figures))
        self.repeated += _repeated_values(store.catalogue, _repeated(store, figures))
        self.breaks += _series_breaks(store.catalogue, _broken(store, figures))

    @property
    def issues(self) -> list[Issue]:
        return [*self.mismatches, *self.repeated, *self.breaks]


def _beside_other_rates(store: WorkingStore, figures: str) -> ObservationIndex:
    """All figures of the units and periods that have a printed rate which its counts may not give.

    What rounds clearly to the digits of the print is none of them.
    """
    found = observations_of(
        store,
        f"""
        SELECT * FROM {figures} WHERE (unit_id, days) IN (
            SELECT (printed.unit_id, printed.days)
            FROM {figures} AS printed JOIN {figures} AS derived
                ON derived.indicator_id = printed.indicator_id
                AND derived.unit_id = printed.unit_id AND derived.days = printed.days
            WHERE printed.basis = 'published' AND derived.basis = 'derived'
                AND printed.status = 'observed' AND derived.status = 'observed'
                AND printed.raw_text IS NOT NULL
                AND NOT coalesce(
                    printed.printed_decimals = printed.digits
                    AND abs(derived.low - printed.low) * 10 ** printed.digits < 0.499, false
                )
        ) ORDER BY basis = 'derived' AND indicator_id IN (
            SELECT indicator_id FROM indicator WHERE aggregation = 'ratio_of_sums'
        ), place
        """,
    )
    return {item.key: item for item in found}


def _repeated(store: WorkingStore, figures: str) -> list[Observation]:
    """The figures printed with decimals that three or more units share."""
    shared = "indicator_id, level, valid_from, period, low, digits"
    return observations_of(
        store,
        f"""
        WITH printed AS (
            SELECT * REPLACE (coalesce(valid_from, DATE '0001-01-01') AS valid_from)
            FROM {figures} JOIN unit USING (unit_id)
            WHERE basis = 'published' AND status = 'observed'
                AND low <> trunc(low) AND raw_text <> ''
        )
        FROM printed SEMI JOIN (
            SELECT {shared} FROM printed GROUP BY {shared} HAVING count(*) >= 3
        ) AS shared USING ({shared})
        ORDER BY place
        """,
    )


def _broken(store: WorkingStore, figures: str) -> list[Observation]:
    """The figures of periods with which a series breaks."""
    breaks = [
        f"(indicator_id = '{spec.indicator_id}' AND period = {number})"
        for spec in store.catalogue.indicators.values()
        for period, number in store.periods.items()
        if period.label in {item.from_period for item in spec.series_breaks}
    ]
    wanted = " OR ".join(breaks) or "false"
    return observations_of(store, f"SELECT * FROM {figures} WHERE {wanted} ORDER BY place")


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
