"""What a sentence that names the highest or the lowest says of all the others.

`TP. Hồ Chí Minh có tỷ lệ cao nhất: 42,18%` bounds every unit of which only `trên 20%` is printed:
none lies above 42,18%. And who is named first ten of 63 has a place from 1 to 10 (source trap 15).
Claims are tested before this: a sentence is no evidence for itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from etl.catalogue.load import Catalogue
from etl.catalogue.structures import day_of_units
from etl.catalogue.vocabulary import Interval, Status
from etl.facts import Observation, OrderGroup, StatedRank
from etl.language.statements import in_turn, say, units
from etl.problems import Problem
from etl.working.figures import observations_of, put
from etl.working.store import WorkingStore


def narrow(
    catalogue: Catalogue, observations: Sequence[Observation], orders: Sequence[OrderGroup]
) -> list[Observation]:
    """The observations, with bands no wider than the named highest and lowest leave them.

    A band and a sentence that cannot both be true leave the band as it is; `order_problems`
    reports them.
    """
    groups: dict[tuple[object, ...], list[OrderGroup]] = defaultdict(list)
    for group in orders:
        groups[(group.indicator_id, group.period)].append(group)
    figures = _figures(catalogue, observations, orders)
    narrowed = []
    for item in observations:
        for group in groups[(item.indicator_id, item.period)]:
            if item.status is Status.INTERVAL and item.unit_id in figures[group]:
                item = _narrowed(catalogue, item, group, figures[group])
        narrowed.append(item)
    return narrowed


def speaking_of(store: WorkingStore, orders: Iterable[OrderGroup]) -> str:
    """The printed figures of the indicators and periods that groups speak of."""
    wanted = {
        f"(indicator_id = '{group.indicator_id}' AND period = {store.periods[group.period]})"
        for group in orders
        if group.period in store.periods
    }
    return f"SELECT * FROM published WHERE {' OR '.join(sorted(wanted)) or 'false'} ORDER BY place"


def narrow_published(store: WorkingStore, orders: Sequence[OrderGroup]) -> None:
    """Narrow the bands of the table `published`."""
    printed = observations_of(store, speaking_of(store, orders))
    narrowed = narrow(store.catalogue, printed, orders)
    changed = [item for item, before in zip(narrowed, printed, strict=True) if item is not before]
    store.execute("CREATE OR REPLACE TEMP TABLE narrowed AS FROM published LIMIT 0")
    put(store, changed, "narrowed")
    store.execute("""
        UPDATE published SET low = narrowed.low, high = narrowed.high,
            note_code = narrowed.note_code, note_parts = narrowed.note_parts
        FROM narrowed
        WHERE narrowed.indicator_id = published.indicator_id
            AND narrowed.unit_id = published.unit_id AND narrowed.days = published.days
            AND narrowed.basis = published.basis
    """)


def order_problems(
    catalogue: Catalogue, observations: Sequence[Observation], orders: Sequence[OrderGroup]
) -> Iterator[Problem]:
    """Sentences that their own figures and bands contradict."""
    figures = _figures(catalogue, observations, orders)
    for group in orders:
        for unit_id, interval in figures[group].items():
            low, high = _bounds(group, figures[group], unit_id)
            if max(low, interval[0]) > min(high, interval[1]):
                yield Problem(
                    f"data/raw/{group.document_id}/{group.table_id}.tsv",
                    f"an order that the figures of {group.indicator_id} allow",
                    group.source_line,
                    f"{group.end}, {unit_id}",
                    f"{interval[0]:g}–{interval[1]:g}",
                )


def stated_ranks(catalogue: Catalogue, orders: Sequence[OrderGroup]) -> Iterator[StatedRank]:
    """The places that the named groups leave to every unit of the level, 1 being the best."""
    levels: dict[tuple[object, ...], list[OrderGroup]] = defaultdict(list)
    for group in orders:
        day = _day(catalogue, group)
        levels[(group.indicator_id, group.level, group.period, day)].append(group)
    for groups in levels.values():
        first = groups[0]
        units = catalogue.units_of(first.level, _day(catalogue, first))
        is_lower_better = catalogue.indicators[first.indicator_id].better == "lower"
        for unit in units:
            own: OrderGroup | None = None
            best, worst = 1, len(units)
            for group in groups:
                size = len(group.unit_ids)
                at_top = (group.end == "highest") != is_lower_better
                if unit.unit_id in group.unit_ids:
                    own = group
                    best, worst = (
                        (best, min(worst, size))
                        if at_top
                        else (max(best, len(units) - size + 1), worst)
                    )
                elif at_top:
                    best = max(best, size + 1)
                else:
                    worst = min(worst, len(units) - size)
            yield StatedRank(
                first.indicator_id,
                unit.unit_id,
                first.period,
                best,
                worst,
                first.document_id,
                first.table_id,
                None if own is None else own.source_line,
                None if own is None else own.document_line,
            )


_Figures = Mapping[OrderGroup, Mapping[str, Interval]]


def _figures(
    catalogue: Catalogue, observations: Sequence[Observation], orders: Sequence[OrderGroup]
) -> _Figures:
    """What is known of every unit a group speaks of."""
    return {
        group: {
            item.unit_id: item.interval
            for item in observations
            if item.interval is not None
            and (item.indicator_id, item.period) == (group.indicator_id, group.period)
            and catalogue.units[item.unit_id].level == group.level
            # A group of the 34 says nothing of the 63, whose figures may be of the same period.
            and catalogue.units[item.unit_id].valid_on(_day(catalogue, group))
        }
        for group in orders
    }


def _day(catalogue: Catalogue, group: OrderGroup) -> date:
    """The day whose units a group is chosen from."""
    return day_of_units(catalogue.tables[group.table_id], group.period.end)


def _bounds(group: OrderGroup, figures: Mapping[str, Interval], unit_id: str) -> Interval:
    """Between which values the order leaves a unit: the named ones lie beyond all others."""
    inside = unit_id in group.unit_ids
    others = [ends for other, ends in figures.items() if (other in group.unit_ids) != inside]
    if not others:
        return float("-inf"), float("inf")
    if inside == (group.end == "highest"):
        return max(low for low, _high in others), float("inf")
    return float("-inf"), min(high for _low, high in others)


def _narrowed(
    catalogue: Catalogue, item: Observation, group: OrderGroup, figures: Mapping[str, Interval]
) -> Observation:
    assert item.interval is not None
    low, high = _bounds(group, figures, item.unit_id)
    ends = max(low, item.interval[0]), min(high, item.interval[1])
    if ends == item.interval or ends[0] > ends[1]:
        return item
    reason = say(group.end, units=units(sorted(group.unit_ids)), line=group.document_line)
    note = item.note
    if note is None and item.raw_text is not None:
        note = say("printed_as", printed=item.raw_text)
    return replace(item, interval=ends, note=in_turn(note, reason))
