"""Figures of old units on the units that succeeded them, exactly where that is possible.

Each indicator declares how its figures join (`aggregation`): counts add up, rates whose counts
are known are computed anew from the added counts (`derive_ratios`), other rates lie between the
lowest and the highest of the members, since a weighted mean lies nowhere else, and ranks and
grades stay with the old units. A member without a value leaves the result `partial`.

What flows is what `unit_lineage` says of whole bodies. To a unit that gained or lost functions
nothing flows: what its predecessors reported stands beside it (`etl/derive/reorganised.py`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import fsum
from statistics import fmean

from etl.catalogue.indicator_specs import IndicatorSpec
from etl.catalogue.load import Catalogue
from etl.catalogue.unit_specs import UnitSpec
from etl.catalogue.vocabulary import Interval, PeriodKind, Status
from etl.derive.successions import Succession, successions
from etl.extract.parse import clean_text
from etl.facts import Issue, Observation
from etl.language.statements import (
    Amount,
    Between,
    Part,
    Printed,
    Statement,
    UnitName,
    in_turn,
    listing,
    say,
)
from etl.language.statements import units as named


def merge_observations(
    catalogue: Catalogue, observations: Iterable[Observation]
) -> Iterator[Observation]:
    """The figures that successors have of their own, except rates that follow from counts."""
    joined = [item for item in successions(catalogue) if not item.is_reorganised]
    yield from merge_into(catalogue, joined, observations)


def beside_own(own: Iterable[Observation], merged: Iterable[Observation]) -> Iterator[Observation]:
    """Merged figures of units, less those that a document gives the unit otherwise.

    What is printed of a successor stands, with the figure made of its members beside it. What
    follows from its own print, as a rate from its counts, takes the place of the merged one; and a
    reorganised body has figures of its own as soon as a document prints one.
    """
    keys = {item.key for item in own}
    periods = {key[:-1] for key in keys}
    for item in merged:
        is_told = item.status is Status.REORGANISED and item.key[:-1] in periods
        if item.key not in keys and not is_told:
            yield item


def merge_into(
    catalogue: Catalogue, joined: Iterable[Succession], observations: Iterable[Observation]
) -> Iterator[Observation]:
    """The figures of these units from those of their members."""
    figures = _by_indicator_and_period(observations)
    for succession in joined:
        for (indicator_id, *_days), by_unit in figures.items():
            spec = catalogue.indicators[indicator_id]
            found = [by_unit.get(member.unit_id) for member in succession.members]
            known = [item for item in found if item is not None]
            if not known or spec.aggregation == "ratio_of_sums":
                continue
            if succession.carries_over:
                if spec.value_kind != "rank":
                    yield _carried(succession, known[0])
            elif spec.aggregation != "none":
                yield _merged(succession, spec, found, known[0])


def _by_indicator_and_period(
    observations: Iterable[Observation],
) -> Mapping[tuple[str, PeriodKind, date, date], dict[str, Observation]]:
    """One figure per unit: what the document prints, or what follows where it prints nothing.

    A period is its days: two tables may call it by two names.
    """
    figures: dict[tuple[str, PeriodKind, date, date], dict[str, Observation]] = defaultdict(dict)
    for item in sorted(observations, key=lambda item: item.basis == "published"):
        period = item.period
        figures[(item.indicator_id, period.kind, period.start, period.end)][item.unit_id] = item
    return figures


def _carried(succession: Succession, member: Observation) -> Observation:
    """The figure of an unchanged unit, under its new id."""
    note = say("carried_over", unit=UnitName(succession.members[0].unit_id))
    return replace(
        member,
        unit_id=succession.unit.unit_id,
        basis="derived",
        note=in_turn(note, member.note),
        is_merged=True,
    )


def _merged(
    succession: Succession,
    spec: IndicatorSpec,
    found: Sequence[Observation | None],
    first: Observation,
) -> Observation:
    intervals = [item.interval for item in found if item is not None and item.interval is not None]
    missing = _missing(succession, found)
    result = Observation(
        spec.indicator_id,
        succession.unit.unit_id,
        first.period,
        "derived",
        Status.PARTIAL,
        None,
        first.document_id,
        first.table_id,
        is_merged=True,
    )
    if missing:
        # A member that is itself partial adds what is reported of it.
        sums = [item.reported for item in found if item is not None and item.reported is not None]
        counted = intervals + [(part, part) for part in sums] if spec.aggregation == "sum" else []
        reported = add(counted) if counted else None
        return replace(
            result,
            reported=None if reported is None else reported[0],
            note=say("members_missing", members=listing(missing, "; ")),
        )
    interval = add(intervals) if spec.aggregation == "sum" else bounds(intervals)
    exact = interval[0] == interval[1]
    return replace(
        result,
        status=Status.OBSERVED if exact else Status.INTERVAL,
        interval=interval,
        value_estimate=None if exact or succession.is_region else _estimate(found),
        note=_how(succession, spec, found),
    )


def _missing(succession: Succession, found: Sequence[Observation | None]) -> list[Statement]:
    """The members that have no value, each with the reason."""
    return [
        say("member_missing", unit=UnitName(member.unit_id), reason=reason_of(item))
        for member, item in zip(succession.members, found, strict=True)
        if item is None or item.interval is None
    ]


def reason_of(item: Observation | None) -> Statement:
    """Why a unit has no value: its status, or that the table does not name it."""
    return say("not_in_table" if item is None else item.status.value)


def add(intervals: Sequence[Interval]) -> Interval:
    """The sum at both ends."""
    return fsum(low for low, _ in intervals), fsum(high for _, high in intervals)


def bounds(intervals: Sequence[Interval]) -> Interval:
    """Where every weighted mean of the members lies, whatever the weights."""
    return min(low for low, _ in intervals), max(high for _, high in intervals)


def _estimate(found: Sequence[Observation | None]) -> float | None:
    """The plain mean of exact members, the way the ministry published merged DTI scores."""
    values = [item.value for item in found if item is not None and item.value is not None]
    return fmean(values) if len(values) == len(found) else None


def _how(
    succession: Succession, spec: IndicatorSpec, found: Sequence[Observation | None]
) -> Statement:
    if succession.is_region:
        code = "region_sum" if spec.aggregation == "sum" else "region_bounds"
        return say(code, count=len(succession.members))
    parts = [
        unit_figure(member, _member_figure(spec, item))
        for member, item in zip(succession.members, found, strict=True)
        if item is not None and item.interval is not None
    ]
    if len(parts) == 1:
        return say("only_member", member=parts[0])
    if spec.aggregation == "sum":
        return say("sum_of_members", members=listing(parts, " + "))
    return say("bounds_of_members", members=listing(parts, "; "))


def unit_figure(unit: UnitSpec, figure: Part) -> Statement:
    """A unit with its figure, or with the reason it has none."""
    return say("unit_figure", unit=UnitName(unit.unit_id), figure=figure)


def figure_of(spec: IndicatorSpec, interval: Interval) -> Part:
    """A computed figure, or the bounds of one, to stand in a statement."""
    if interval[0] != interval[1]:
        return Between(*interval, spec.valid_range, spec.percent_sign)
    return Amount(interval[0], spec.decimals, spec.percent_sign)


def _member_figure(spec: IndicatorSpec, item: Observation) -> Part:
    """With the digits it is printed to, where a document prints it."""
    if item.value is not None and item.raw_text is not None and item.basis == "published":
        return Printed(clean_text(item.raw_text), item.value)
    assert item.interval is not None
    return figure_of(spec, item.interval)


def explain_gaps(
    catalogue: Catalogue, observations: Sequence[Observation], issues: Sequence[Issue]
) -> Iterator[Issue]:
    """Why a successor has no figure: its members are left out, or the indicator does not merge."""
    absent: dict[str | None, dict[str, Issue]] = defaultdict(dict)
    for issue in issues:
        if issue.kind == "absent_by_design" and issue.unit_id is not None:
            absent[issue.table_id][issue.unit_id] = issue
    units_of: dict[str, set[str]] = defaultdict(set)
    for item in observations:
        units_of[item.indicator_id].add(item.unit_id)
    for succession in successions(catalogue):
        for by_unit in absent.values():
            left_out = [by_unit[m.unit_id] for m in succession.members if m.unit_id in by_unit]
            if len(left_out) == len(succession.members) > 0:
                yield replace(left_out[0], unit_id=succession.unit.unit_id)
        for indicator_id, units in units_of.items():
            spec = catalogue.indicators[indicator_id]
            keeps = succession.carries_over or succession.is_reorganised
            keeps = keeps and spec.value_kind != "rank"
            known = [m.unit_id for m in succession.members if m.unit_id in units]
            if spec.aggregation == "none" and not keeps and known:
                code = "flag_not_merged" if spec.value_kind == "flag" else "place_not_merged"
                yield Issue(
                    "not_merged",
                    "info",
                    say(code, members=named(known)),
                    None,
                    None,
                    succession.unit.unit_id,
                    indicator_id,
                )
