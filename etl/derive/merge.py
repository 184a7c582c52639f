"""Figures of old units on the units that succeeded them, exactly where that is possible.

Each indicator declares how its figures join (`aggregation`): counts add up, rates whose counts
are known are computed anew from the added counts (`derive_ratios`), other rates lie between the
lowest and the highest of the members, since a weighted mean lies nowhere else, and ranks and
grades stay with the old units. A member without a value leaves the result `partial`.

What flows is what `unit_lineage` says of whole bodies. To a unit that gained or lost functions
nothing flows: what its predecessors reported stands beside it in words (`etl/reorganised.py`).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import fsum
from statistics import fmean

from etl.catalogue.load import Catalogue
from etl.catalogue.specs import IndicatorSpec, Interval, LineageSpec, Period, Status, UnitSpec
from etl.extract.parse import clean_text
from etl.facts import Issue, Observation, Target
from etl.language.i18n import N_, _
from etl.language.numbers import format_interval, restated, written
from etl.language.statements import say
from etl.language.statements import units as named

REASONS = {
    Status.NOT_REPORTED: N_("chưa báo cáo"),
    Status.TO_RECONCILE: N_("cần đối soát"),
    Status.NOT_CONNECTED: N_("chưa kết nối toàn diện"),
    Status.NOT_AVAILABLE: N_("không có số liệu"),
    Status.PARTIAL: N_("thiếu số liệu thành phần"),
}


@dataclass(frozen=True)
class Succession:
    """A new unit, the old ones that became part of it whole, and those it got a part of."""

    unit: UnitSpec
    members: tuple[UnitSpec, ...]
    split: tuple[tuple[UnitSpec, str], ...]
    """Bodies that were split among successors, with the part this unit took over."""
    carries_over: bool
    """Whether the unit is an old one under a new id."""
    moved: tuple[str, ...] = ()
    """Functions that moved in or out without their figures, in words."""

    @property
    def is_reorganised(self) -> bool:
        """Whether it is another body than before, so that no earlier figure is its own.

        Provinces that merged are all of their members; a ministry that took in another body, or
        a function, or gave one up, answers for something else.
        """
        joined = self.unit.level == "ministry" and len(self.members) > 1
        return joined or bool(self.split or self.moved)

    @property
    def is_region(self) -> bool:
        """Whether the members lie in the unit, rather than became it (`etl/regions.py`)."""
        return self.unit.level == "region"


def successions(catalogue: Catalogue) -> list[Succession]:
    """Every unit that has predecessors, in the catalogue's order."""
    links: dict[str, list[LineageSpec]] = defaultdict(list)
    for link in catalogue.lineage:
        links[link.successor_id].append(link)
    return [
        _succession(catalogue, unit, links[unit.unit_id])
        for unit in catalogue.units.values()
        if unit.unit_id in links
    ]


def _succession(catalogue: Catalogue, unit: UnitSpec, links: Sequence[LineageSpec]) -> Succession:
    whole = [link for link in links if link.whole]
    split = [link for link in links if link.relation == "split"]
    moved = tuple(_moved(catalogue, unit, {link.predecessor_id for link in whole}))
    unaltered = not split and not moved
    return Succession(
        unit,
        tuple(catalogue.units[link.predecessor_id] for link in whole),
        tuple((catalogue.units[link.predecessor_id], link.part_vi or "") for link in split),
        # A body that was merged is gone, even where nothing else was merged with it whole.
        carries_over=unaltered and [link.relation != "merged" for link in whole] == [True],
        moved=moved,
    )


def _moved(catalogue: Catalogue, unit: UnitSpec, members: Collection[str]) -> Iterator[str]:
    for link in catalogue.lineage:
        if link.relation != "part":
            continue
        if link.successor_id == unit.unit_id:
            yield _("nhận {part} từ {unit}").format(
                part=link.part_vi, unit=catalogue.units[link.predecessor_id].short_name_vi
            )
        elif link.predecessor_id in members:
            yield _("chuyển {part} sang {unit}").format(
                part=link.part_vi, unit=catalogue.units[link.successor_id].short_name_vi
            )


def merge_observations(
    catalogue: Catalogue, observations: Iterable[Observation]
) -> Iterator[Observation]:
    """The figures that successors have of their own, except rates that follow from counts."""
    joined = [item for item in successions(catalogue) if not item.is_reorganised]
    yield from merge_into(catalogue, joined, observations)


def merge_into(
    catalogue: Catalogue, joined: Iterable[Succession], observations: Iterable[Observation]
) -> Iterator[Observation]:
    """The figures of these units from those of their members."""
    figures = _by_indicator_and_period(observations)
    for succession in joined:
        for (indicator_id, _period), by_unit in figures.items():
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
) -> Mapping[tuple[str, Period], dict[str, Observation]]:
    """One figure per unit: what the document prints, or what follows where it prints nothing."""
    figures: dict[tuple[str, Period], dict[str, Observation]] = defaultdict(dict)
    for item in sorted(observations, key=lambda item: item.basis == "published"):
        figures[(item.indicator_id, item.period)][item.unit_id] = item
    return figures


def _carried(succession: Succession, member: Observation) -> Observation:
    """The figure of an unchanged unit, under its new id."""
    name = succession.members[0].short_name_vi
    note = _("Giữ nguyên số liệu của {unit} trước sắp xếp.").format(unit=name)
    return replace(
        member,
        unit_id=succession.unit.unit_id,
        basis="derived",
        note_vi=note if member.note_vi is None else f"{note} {member.note_vi}",
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
    )
    if missing:
        # A member that is itself partial adds what is reported of it.
        sums = [item.reported for item in found if item is not None and item.reported is not None]
        counted = intervals + [(part, part) for part in sums] if spec.aggregation == "sum" else []
        reported = _add(counted) if counted else None
        return replace(
            result,
            reported=None if reported is None else reported[0],
            note_vi=_("Thiếu {members}.").format(members="; ".join(missing)),
        )
    interval = _add(intervals) if spec.aggregation == "sum" else _bounds(intervals)
    exact = interval[0] == interval[1]
    return replace(
        result,
        status=Status.OBSERVED if exact else Status.INTERVAL,
        interval=interval,
        value_estimate=None if exact or succession.is_region else _estimate(found),
        note_vi=_how(succession, spec, found),
    )


def _missing(succession: Succession, found: Sequence[Observation | None]) -> list[str]:
    """The members that have no value, each with the reason."""
    lacking = []
    for member, item in zip(succession.members, found, strict=True):
        if item is None:
            lacking.append(f"{member.short_name_vi} ({_('không có trong bảng')})")
        elif item.interval is None:
            lacking.append(f"{member.short_name_vi} ({_(REASONS[item.status])})")
    return lacking


def _add(intervals: Sequence[Interval]) -> Interval:
    return fsum(low for low, _ in intervals), fsum(high for _, high in intervals)


def _bounds(intervals: Sequence[Interval]) -> Interval:
    """Where every weighted mean of the members lies, whatever the weights."""
    return min(low for low, _ in intervals), max(high for _, high in intervals)


def _estimate(found: Sequence[Observation | None]) -> float | None:
    """The plain mean of exact members, the way the ministry published merged DTI scores."""
    values = [item.value for item in found if item is not None and item.value is not None]
    return fmean(values) if len(values) == len(found) else None


def _how(succession: Succession, spec: IndicatorSpec, found: Sequence[Observation | None]) -> str:
    if succession.is_region:
        rule = _("Khoảng giữa mức thấp nhất và cao nhất của {count} tỉnh, thành phố trong vùng.")
        if spec.aggregation == "sum":
            rule = _("Tổng của {count} tỉnh, thành phố trong vùng.")
        return rule.format(count=len(succession.members))
    parts = [
        f"{member.short_name_vi} {_member_figure(spec, item)}"
        for member, item in zip(succession.members, found, strict=True)
        if item is not None and item.interval is not None
    ]
    if len(parts) == 1:
        how = _("Chỉ gồm số liệu trước sắp xếp của {member}.").format(member=parts[0])
    elif spec.aggregation == "sum":
        how = _("Tổng của {members}.").format(members=" + ".join(parts))
    else:
        how = _("Khoảng giữa mức thấp nhất và cao nhất của {members}.").format(
            members="; ".join(parts)
        )
    return how


def _figure(spec: IndicatorSpec, interval: Interval) -> str:
    if interval[0] != interval[1]:
        return format_interval(interval, spec.valid_range, spec.percent_sign)
    return written(interval[0], spec.decimals) + ("%" if spec.unit_vi == "%" else "")


def _member_figure(spec: IndicatorSpec, item: Observation) -> str:
    """With the digits it is printed to, where a document prints it."""
    if item.value is not None and item.raw_text is not None and item.basis == "published":
        return restated(clean_text(item.raw_text), item.value)
    assert item.interval is not None
    return _figure(spec, item.interval)


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
                yield replace(found[0], unit_id=succession.unit.unit_id, basis="derived")
            elif spec.aggregation != "none":
                yield merged_target(succession, spec, found)


def targets_by_unit(targets: Iterable[Target]) -> dict[tuple[str, date | None], dict[str, Target]]:
    """Targets given to single units, by indicator and due date."""
    given: dict[tuple[str, date | None], dict[str, Target]] = defaultdict(dict)
    for target in targets:
        if target.unit_id is not None:
            given[(target.indicator_id, target.due_on)][target.unit_id] = target
    return given


def merged_target(succession: Succession, spec: IndicatorSpec, found: Sequence[Target]) -> Target:
    """The target of a unit all of whose members have one."""
    intervals = [target.interval for target in found]
    interval = _add(intervals) if spec.aggregation == "sum" else _bounds(intervals)
    names = "; ".join(
        f"{member.short_name_vi} {_figure(spec, target.interval)}"
        for member, target in zip(succession.members, found, strict=True)
    )
    if succession.is_region:
        how = _("Tổng chỉ tiêu của {count} tỉnh, thành phố trong vùng").format(count=len(found))
    else:
        how = _("Gộp từ chỉ tiêu của {members}").format(members=names)
    return replace(
        found[0],
        unit_id=succession.unit.unit_id,
        interval=interval,
        value_text=_figure(spec, interval),
        basis="derived",
        source_ref=how,
        source_line=None,
        document_line=None,
        raw_text=None,
    )


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
