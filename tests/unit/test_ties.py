"""The ends of every order: no tie is cut in silence, nobody is first who only may be."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest

from dashboard.analysis.ordering import ordered, split_by_value
from dashboard.analysis.overview import deadlines, leaders
from dashboard.analysis.profiles import standings
from dashboard.analysis.ties import MOST_NAMED, ends_of, first_of, place_of
from dashboard.queries.indicator_views import View, due_dates, view
from dashboard.queries.indicators import UNIT_LEVELS, indicators_at
from dashboard.queries.structures import STRUCTURES, Structure
from dashboard.queries.units import units_at
from dashboard.queries.view_rows import ViewRow
from dashboard.store.warehouse import Warehouse
from dashboard.ui.controls.summary_panel import lines_of
from dashboard.words.profiles import strengths, weaknesses
from dashboard.words.summaries import finding
from dashboard.words.values import format_group, format_own_place, format_rank

each_structure = pytest.mark.parametrize("structure", STRUCTURES.values(), ids=list(STRUCTURES))
each_level = pytest.mark.parametrize("level", UNIT_LEVELS)


def views(
    source: Warehouse, level: str, structure: Structure
) -> Iterator[tuple[View, list[ViewRow]]]:
    """Every indicator of a level with an order, and its units with a value, best first."""
    for indicator_id, spec in indicators_at(source, level).items():
        days = due_dates(source, indicator_id, level)
        shown = view(source, indicator_id, level, days[0] if days else None, structure)
        valued, _without = split_by_value(ordered(shown.rows, "hang"))
        if spec.value_kind != "flag" and valued:
            yield shown, valued


@each_structure
@each_level
def test_a_list_of_an_end_names_a_tie_whole_or_counts_it(
    source: Warehouse, level: str, structure: Structure
) -> None:
    checked = 0
    for shown, rows in views(source, level, structure):
        shared = Counter(map(place_of, rows))
        for best_first in (rows, rows[::-1]):
            end = first_of(best_first, place_of, MOST_NAMED)
            assert len(end.named) <= MOST_NAMED
            named = Counter(map(place_of, end.named))
            assert all(count == shared[place] for place, count in named.items())
            lines = lines_of(shown, end)
            if end.tied:
                checked += 1
                count = shared[place_of(end.tied[0])]
                assert lines[-1] == format_group(shown.indicator, end.tied[0], count)
                assert lines[-1].startswith(f"{count} ")
            else:
                assert len(end.named) == min(MOST_NAMED, len(rows))
            assert len(lines) == len(end.named) + bool(end.tied)
    assert checked


@each_structure
@each_level
def test_a_sentence_names_no_one_of_many(
    source: Warehouse, level: str, structure: Structure
) -> None:
    """Who is first and last: the one unit, the group with its number, or how many it may be."""
    for shown, rows in views(source, level, structure):
        sentence = finding(shown, shown.rows)
        if shown.is_of_single_units:
            # Nobody is first of those that a writer chose.
            assert "đứng đầu" not in sentence
            continue
        names = {row.short_name_vi for row in rows}
        for end in ends_of(rows, shown.indicator.better):
            places = set(map(place_of, end))
            if len(places) > 1:
                assert f"một trong {len(end)} đơn vị" in sentence
            elif len(end) > MOST_NAMED:
                assert format_group(shown.indicator, end[0], len(end)) in sentence
            else:
                assert f"{end[0].short_name_vi} (" in sentence
        told = [name for name in names if f"{name} (" in sentence]
        assert len(told) <= 2


@each_structure
@each_level
def test_only_who_is_surely_ahead_leads(
    source: Warehouse, level: str, structure: Structure
) -> None:
    """Against the ranks of the query, which are computed apart."""
    for shown, rows in views(source, level, structure):
        if not shown.has_ranks:
            continue
        first, _last = ends_of(rows, shown.indicator.better)
        assert {row.unit_id for row in first} == {
            row.unit_id for row in rows if row.rank_best == 1
        }, shown.indicator.indicator_id
    for item in leaders(deadlines(source, structure), level):
        for end in (item.first, item.last):
            assert end.is_known == (len(set(map(place_of, end.rows))) == 1)


@each_structure
@each_level
def test_a_place_that_many_share_is_told_of_the_group(
    source: Warehouse, level: str, structure: Structure
) -> None:
    for shown, rows in views(source, level, structure):
        shared = Counter(row.value for row in rows if row.value is not None)
        for row in rows if shown.has_ranks else ():
            count = shared[row.value]
            rank, place = format_rank(shown.indicator, row), format_own_place(row)
            if count > MOST_NAMED:
                assert rank == format_group(shown.indicator, row, count)
                assert "hạng" not in rank
                assert place.endswith(f"(chung {count})")
            else:
                assert rank.endswith(place)
                assert "chung" not in place


@each_structure
@pytest.mark.parametrize("level", [*UNIT_LEVELS, "region"])
def test_traits_follow_the_rank(source: Warehouse, level: str, structure: Structure) -> None:
    """First is no weakness and last no strength, though the target says so."""
    found = 0
    for unit in units_at(source, level, structure).values():
        items = {item.indicator.short_name_vi: item for item in standings(source, unit, structure)}
        for trait in weaknesses(tuple(items.values())):
            row = items[trait.name].row
            assert row.rank_best != 1, (unit.unit_id, trait)
        for trait in strengths(tuple(items.values())):
            item = items[trait.name]
            better = item.indicator.better
            rows = [row for row in item.shown.rows if row.has_value]
            last = {row.unit_id for row in ends_of(rows, better)[1]}
            assert unit.unit_id not in last, (unit.unit_id, trait)
            found += 1
    assert found or level == "region"


def test_the_best_grade_there_is_is_no_weakness(source: Warehouse) -> None:
    """39 provinces share grade C, the best of 2024, and all miss their target."""
    known = units_at(source, "province", STRUCTURES["2024"])
    shown = view(source, "system_grade", "province", None, STRUCTURES["2024"])
    grades = {row.unit_id: row.value_text for row in shown.rows}
    assert Counter(grades.values()) == {"C": 39, "D": 15, "E": 9}
    for unit_id, grade in grades.items():
        items = standings(source, known[unit_id], STRUCTURES["2024"])
        bad = {trait.name for trait in weaknesses(items)}
        assert ("Mức hệ thống TTHC" in bad) == (grade != "C")
        if grade == "E":
            row = shown.row_of(unit_id)
            assert format_rank(shown.indicator, row) == "9 tỉnh cùng mức E"


@pytest.mark.parametrize(
    ("rank", "tied", "verdict", "is_good", "is_bad"),
    [
        (1, 63, "not_met", False, False),
        (1, 63, "met", False, False),
        (1, 20, "not_met", False, False),
        (1, 20, "met", True, False),
        (1, 15, "not_met", True, False),
        (30, 1, "met", True, False),
        (30, 1, "not_met", False, True),
        (40, 24, "met", False, False),
        (40, 24, "not_met", False, True),
        (60, 1, "met", False, True),
        (60, 1, "not_met", False, True),
    ],
)
def test_the_rank_goes_before_the_target(
    source: Warehouse, rank: int, tied: int, verdict: str, is_good: bool, is_bad: bool
) -> None:
    """A rate of 63 provinces at every kind of place, with the target met and missed."""
    old = STRUCTURES["2024"]
    items = standings(source, units_at(source, "province", old)["p63-48"], old)
    item = next(item for item in items if item.indicator.indicator_id == "dvctt_full_rate")
    placing = {"rank_best": rank, "rank_worst": rank, "tied": tied, "verdict": verdict}
    goals = tuple(replace(goal, row=replace(goal.row, **placing)) for goal in item.goals)
    placed = replace(item, row=replace(item.row, **placing), goals=goals)
    assert (bool(strengths([placed])), bool(weaknesses([placed]))) == (is_good, is_bad)
