"""Targets given to single units, for the units that succeeded them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from math import fsum

from etl.catalogue.indicator_specs import IndicatorSpec
from etl.catalogue.load import Catalogue
from etl.catalogue.vocabulary import Interval
from etl.derive.successions import Succession, successions
from etl.facts import Target
from etl.language.statements import Amount, Between, Part, Text, UnitName, listing, say


def merge_targets(catalogue: Catalogue, targets: Iterable[Target]) -> Iterator[Target]:
    """Targets given to single units, joined for their successors like figures of the indicator.

    A successor one of whose members has no target gets none, and so does a reorganised one.
    """
    given = targets_by_unit(targets)
    for succession in successions(catalogue):
        for (indicator_id, _due), by_unit in given.items():
            found = [by_unit[m.unit_id] for m in succession.members if m.unit_id in by_unit]
            if not found or succession.is_reorganised or len(found) < len(succession.members):
                continue
            spec = catalogue.indicators[indicator_id]
            if succession.carries_over:
                yield _carried_target(catalogue, succession, found[0])
            elif spec.aggregation != "none":
                yield merged_target(catalogue, succession, spec, found)


def with_derived(given: Sequence[Target], derived: Iterable[Target]) -> list[Target]:
    """The targets and those that follow from them, less those that a document sets itself."""
    keys = {target.key for target in given}
    return [*given, *(target for target in derived if target.key not in keys)]


def _carried_target(catalogue: Catalogue, succession: Succession, given: Target) -> Target:
    """The target of an unchanged unit, under its new id."""
    appendix = Text(catalogue.tables[given.table_id].appendix)
    place = say("target_in_table", appendix=appendix, line=given.document_line)
    if given.quote is not None:
        place = say(
            "target_in_text", appendix=appendix, line=given.document_line, quote=given.quote
        )
    return replace(
        given,
        unit_id=succession.unit.unit_id,
        value_text=None,
        basis="derived",
        note=place,
    )


Aim = tuple[str, tuple[date | None, int]]
"""An indicator, the day a target is due, and the definition it is set for."""


def targets_by_unit(targets: Iterable[Target]) -> dict[Aim, dict[str, Target]]:
    """Targets in force that were given to single units, by what they are set for."""
    given: dict[Aim, dict[str, Target]] = defaultdict(dict)
    for target in targets:
        if target.unit_id is not None and target.superseded_by is None:
            aim = target.indicator_id, (target.due_on, target.definition_id)
            given[aim][target.unit_id] = target
    return given


def merged_target(
    catalogue: Catalogue, succession: Succession, spec: IndicatorSpec, found: Sequence[Target]
) -> Target:
    """The target of a unit all of whose members have one: as sure as the weakest of theirs."""
    intervals = [target.interval for target in found]
    interval = _sum(intervals) if spec.aggregation == "sum" else _bounds(intervals)
    if succession.is_region:
        how = say("region_target", count=len(found))
    else:
        members = [
            say("unit_figure", unit=UnitName(member.unit_id), figure=_aim(spec, target.interval))
            for member, target in zip(succession.members, found, strict=True)
        ]
        how = say("merged_target", members=listing(members, "; "))
    return replace(
        max(found, key=lambda target: catalogue.documents[target.document_id].weakness),
        unit_id=succession.unit.unit_id,
        interval=interval,
        value_text=None,
        basis="derived",
        source_line=None,
        document_line=None,
        raw_text=None,
        quote=None,
        note=how,
    )


def _sum(intervals: Sequence[Interval]) -> Interval:
    """The sum at both ends."""
    return fsum(low for low, _ in intervals), fsum(high for _, high in intervals)


def _bounds(intervals: Sequence[Interval]) -> Interval:
    """Where every weighted mean of the members lies, whatever the weights."""
    return min(low for low, _ in intervals), max(high for _, high in intervals)


def _aim(spec: IndicatorSpec, interval: Interval) -> Part:
    """A target, or the bounds of one, to stand in a statement."""
    if interval[0] != interval[1]:
        return Between(*interval, spec.valid_range, spec.percent_sign)
    return Amount(interval[0], spec.decimals, spec.percent_sign)
