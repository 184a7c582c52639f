"""What follows from the published figures: rates under one definition, and verdicts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from etl.catalogue.indicator_specs import IndicatorSpec
from etl.catalogue.load import Catalogue
from etl.catalogue.vocabulary import Interval, Period, Status
from etl.facts import Observation, Target
from etl.language.numbers import difference
from etl.language.statements import Amount, say

Verdict = Literal["met", "not_met", "undetermined", "no_data"]


@dataclass(frozen=True)
class Attainment:
    """One row of the contract's `attainment`.

    A gap is what is still missing to the target, in the indicator's own unit: positive when
    the target is not reached, whichever direction is better.
    """

    indicator_id: str
    unit_id: str
    period: Period
    basis: str
    due_on: date
    comparator: str
    value_low: float | None
    value_high: float | None
    target_value: float | None
    target_low: float
    target_high: float
    gap_low: float | None
    gap_high: float | None
    verdict: Verdict
    is_merged: bool = False
    """As of its observation."""


def derive_ratios(catalogue: Catalogue, observations: Iterable[Observation]) -> list[Observation]:
    """The rates whose counts are published, as numerator ÷ denominator in percent.

    One definition for every unit (source trap 4). A count without a value gives a rate
    without a value, for the same reason.
    """
    published = {observation.key: observation for observation in observations}
    return [
        _ratio(spec, published[key], denominator)
        for spec in catalogue.indicators.values()
        if spec.numerator_id is not None and spec.denominator_id is not None
        for denominator in published.values()
        if denominator.indicator_id == spec.denominator_id
        and (key := (spec.numerator_id, *denominator.key[1:])) in published
    ]


def _ratio(spec: IndicatorSpec, numerator: Observation, denominator: Observation) -> Observation:
    status, note, interval = Status.OBSERVED, None, None
    if numerator.value is None or denominator.value is None:
        missing = numerator if numerator.value is None else denominator
        status, note = missing.status, missing.note
    elif denominator.value == 0:
        status, note = Status.NOT_AVAILABLE, say("zero_denominator")
    else:
        rate = 100 * numerator.value / denominator.value
        interval = (rate, rate)
        counts = Amount(numerator.value), Amount(denominator.value)
        note = say("ratio", numerator=counts[0], denominator=counts[1])
    return Observation(
        spec.indicator_id,
        numerator.unit_id,
        numerator.period,
        "derived",
        status,
        interval,
        numerator.document_id,
        numerator.table_id,
        numerator.source_line,
        numerator.document_line,
        note=note,
        is_merged=numerator.is_merged,
    )


def derive_attainment(
    catalogue: Catalogue, observations: Iterable[Observation], targets: Iterable[Target]
) -> Iterator[Attainment]:
    """Every observation against every target of its indicator that applies to its unit.

    A target without a date is never due, so nothing is judged by it, one that is a share of
    something else than the figure does not compare with it, and one that was set anew is in force
    no more. A unit's own target comes before that of its level.
    """
    by_indicator: dict[str, list[tuple[Target, date]]] = {}
    for target in sorted(targets, key=lambda target: target.unit_id is not None):
        if target.due_on is not None and target.base_vi is None and target.superseded_by is None:
            by_indicator.setdefault(target.indicator_id, []).append((target, target.due_on))
    for observation in observations:
        level = catalogue.units[observation.unit_id].level
        applying = {
            due_on: target
            for target, due_on in by_indicator.get(observation.indicator_id, [])
            if observation.unit_id == target.unit_id or level == target.scope
        }
        for due_on, target in applying.items():
            yield _attainment(observation, target, due_on)


def judge(interval: Interval | None, comparator: str, target: Interval) -> Verdict:
    """Whether every value of the interval meets every possible target, none any, or neither.

    An exact target is an interval of one point; targets of merged units can leave bounds.
    """
    if interval is None:
        return "no_data"
    (low, high), (least, most) = interval, target
    match comparator:
        case ">=":
            all_meet, some_meet = low >= most, high >= least
        case "<=":
            all_meet, some_meet = high <= least, low <= most
        case "=":
            all_meet, some_meet = low == high == least == most, low <= most and high >= least
        case _:
            raise ValueError(f"unknown comparator {comparator!r}")
    return "met" if all_meet else "undetermined" if some_meet else "not_met"


def _attainment(observation: Observation, target: Target, due_on: date) -> Attainment:
    interval = observation.interval
    gap = _gap(interval, target)
    return Attainment(
        observation.indicator_id,
        observation.unit_id,
        observation.period,
        observation.basis,
        due_on,
        target.comparator,
        None if interval is None else interval[0],
        None if interval is None else interval[1],
        target.value,
        target.interval[0],
        target.interval[1],
        gap[0],
        gap[1],
        judge(interval, target.comparator, target.interval),
        observation.is_merged,
    )


def _gap(interval: Interval | None, target: Target) -> Interval | tuple[None, None]:
    if interval is None:
        return None, None
    low, high = interval
    least, most = target.interval
    if target.comparator == "<=":
        return difference(low, most), difference(high, least)
    return difference(least, high), difference(most, low)
