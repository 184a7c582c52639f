"""Goals of a year, how many units reached them, and what the others still have to do."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dashboard.analysis.targets import Goal, goal_years, goals, shortfalls, tally
from dashboard.queries.benchmarks import benchmarks
from dashboard.queries.indicator_views import View, view
from dashboard.queries.indicators import UNIT_LEVELS
from dashboard.queries.targets import target_lines
from dashboard.store.codes import MET
from dashboard.store.warehouse import Warehouse
from dashboard.words.summaries import benchmark_name, tally_finding
from dashboard.words.targets import describe_gap, describe_work

COMMON_2024 = {
    "dvctt_full_rate": date(2024, 12, 31),
    "dossier_full_online_rate": date(2024, 12, 31),
    "system_grade": date(2024, 12, 31),
    "is_level_approved_rate": date(2024, 9, 30),
    "is_plan_deployed_rate": date(2024, 12, 31),
}
COMMON_2025 = dict.fromkeys(
    ("dvctt_full_rate", "dossier_full_online_rate", "system_grade"), date(2025, 12, 31)
)
ONLY_PROVINCES_2025 = dict.fromkeys(
    ("signature_adult_rate", "ecommerce_retail_share"), date(2025, 12, 31)
)

BEFORE = date(2024, 9, 1)
"""A day before the targets are due."""


def of_goal(source: Warehouse, level: str, indicator_id: str, year: int) -> tuple[Goal, View]:
    (goal,) = (
        goal for goal in goals(source, level, year) if goal.indicator.indicator_id == indicator_id
    )
    return goal, view(source, indicator_id, level, goal.due_on)


@pytest.mark.parametrize(
    ("level", "year", "expected"),
    [
        ("province", 2024, COMMON_2024),
        ("ministry", 2024, COMMON_2024),
        ("province", 2025, COMMON_2025 | ONLY_PROVINCES_2025),
        ("ministry", 2025, COMMON_2025),
    ],
)
def test_the_goals_of_a_year(
    source: Warehouse, level: str, year: int, expected: dict[str, date]
) -> None:
    """Those with figures to compare: allocated counts have none."""
    found = {goal.indicator.indicator_id: goal.due_on for goal in goals(source, level, year)}
    assert found.items() >= expected.items()
    assert "enterprise_additional" not in found
    assert "signature_adults" not in found


@pytest.mark.parametrize("level", UNIT_LEVELS)
def test_the_years_with_goals(source: Warehouse, level: str) -> None:
    assert goal_years(source, level) == (2024, 2025)


@pytest.mark.parametrize(
    ("indicator_id", "level", "expected"),
    [
        ("dvctt_full_rate", "province", {date(2024, 12, 31): 85, date(2025, 12, 31): 95}),
        ("dvctt_full_rate", "ministry", {date(2024, 12, 31): 70, date(2025, 12, 31): 80}),
        ("dossier_full_online_rate", "province", {date(2024, 12, 31): 30, date(2025, 12, 31): 60}),
        # In 2024 the grade to reach depends on the grade a unit has.
        ("system_grade", "province", {date(2025, 12, 31): 5}),
        # Each province has a share of its own.
        ("ecommerce_retail_share", "province", {}),
    ],
)
def test_lines_stand_for_targets_that_all_units_share(
    source: Warehouse, view_of, indicator_id: str, level: str, expected: dict[date, float]
) -> None:
    assert target_lines(source, view_of(indicator_id, level).indicator, level) == expected


@pytest.mark.parametrize(
    ("level", "year", "indicator_id", "expected"),
    [
        ("province", 2024, "dvctt_full_rate", (4, 59, 0, 0)),
        ("province", 2024, "dossier_full_online_rate", (7, 41, 0, 15)),
        ("province", 2024, "is_level_approved_rate", (22, 38, 0, 3)),
        ("province", 2024, "is_plan_deployed_rate", (16, 44, 0, 3)),
        ("province", 2024, "system_grade", (0, 63, 0, 0)),
        ("province", 2025, "signature_adult_rate", (0, 63, 0, 0)),
        ("ministry", 2024, "dvctt_full_rate", (9, 11, 0, 0)),
        ("ministry", 2024, "dossier_full_online_rate", (1, 17, 0, 2)),
        ("ministry", 2024, "is_level_approved_rate", (6, 21, 0, 1)),
        ("ministry", 2025, "system_grade", (0, 21, 0, 0)),
    ],
)
def test_tallies_count_the_units_a_goal_applies_to(
    source: Warehouse, level: str, year: int, indicator_id: str, expected: tuple[int, ...]
) -> None:
    goal, shown = of_goal(source, level, indicator_id, year)
    counted = tally(goal, shown.rows)
    order = ("met", "not_met", "undetermined", "no_data")
    assert tuple(counted.counts[verdict] for verdict in order) == expected
    assert counted.judged == sum(expected)
    assert counted.judged == sum(row.status != "not_applicable" for row in shown.rows)


def test_none_of_as_many_of_each_is_the_most(source: Warehouse) -> None:
    goal, shown = of_goal(source, "province", "dvctt_full_rate", 2024)
    other, _shown = of_goal(source, "province", "dossier_full_online_rate", 2024)
    more = tally(goal, shown.rows)
    alike = replace(more, goal=other)
    fewer = replace(alike, counts=alike.counts | {MET: 3})
    names = goal.indicator.short_name_vi, other.indicator.short_name_vi
    assert tally_finding([more]) == f"Số đơn vị đạt: {names[0]} 4/63."
    assert tally_finding([more, alike]) == f"Số đơn vị đạt: {names[0]} 4/63; {names[1]} 4/63."
    said = tally_finding([fewer, more])
    assert said.startswith(f"Nhiều đơn vị đạt nhất: {names[0]} 4/63; ít nhất: {names[1]} 3/")


def test_the_tallies_of_the_regions_add_up(source: Warehouse) -> None:
    goal, shown = of_goal(source, "province", "dossier_full_online_rate", 2024)
    regions = {row.region_id for row in shown.rows}
    parts = [tally(goal, shown.within(region_id)) for region_id in regions]
    assert len(parts) == 6
    for verdict, count in tally(goal, shown.rows).counts.items():
        assert sum(part.counts[verdict] for part in parts) == count


def test_the_systems_a_province_still_has_to_do(source: Warehouse) -> None:
    """Hà Nội: 239 of 298 systems approved, all due on 30/9/2024, figures of 30/6/2024."""
    goal, shown = of_goal(source, "province", "is_level_approved_rate", 2024)
    found = {item.unit_id: item for item in shortfalls(source, shown, goal, shown.rows)}
    hanoi = found["p63-01"]
    assert hanoi.items == 298 - 239
    assert hanoi.gap == pytest.approx(100 - 239 / 298 * 100)
    assert hanoi.per_month == pytest.approx(hanoi.gap / (92 / 365.25 * 12))
    assert len(found) == 38


@pytest.mark.parametrize("level", UNIT_LEVELS)
def test_every_system_that_is_missing_is_to_be_done(source: Warehouse, view_of, level: str) -> None:
    """The target is 100%, so what is missing is all that is not done."""
    goal, shown = of_goal(source, level, "is_plan_deployed_rate", 2024)
    systems, done = view_of("is_systems", level), view_of("is_plan_deployed", level)
    found = shortfalls(source, shown, goal, shown.rows)
    assert found
    for item in found:
        left = systems.row_of(item.unit_id).value - done.row_of(item.unit_id).value
        assert item.items == left > 0


def test_shortfalls_begin_with_the_nearest_and_leave_out_what_is_not_known(
    source: Warehouse,
) -> None:
    goal, shown = of_goal(source, "province", "dossier_full_online_rate", 2024)
    found = shortfalls(source, shown, goal, shown.rows)
    assert [item.gap for item in found] == sorted(item.gap for item in found)
    assert len(found) == 41
    assert found[0].gap > 0
    assert {item.items for item in found} == {None}
    # 153 days from 31/7 to 31/12/2024.
    assert found[0].per_month == pytest.approx(found[0].gap / (153 / 365.25 * 12))


def test_once_the_due_date_has_come_there_is_no_pace(source: Warehouse) -> None:
    goal, shown = of_goal(source, "province", "dossier_full_online_rate", 2024)
    for days in (0, 1, 400):
        due = replace(goal, due_on=shown.rows[0].period_end - timedelta(days=days))
        found = shortfalls(source, shown, due, shown.rows)
        assert len(found) == 41
        assert {item.per_month for item in found} == {None}
        assert not any("mỗi tháng" in describe_work(item, BEFORE) for item in found)
    first = shortfalls(source, shown, goal, shown.rows)[0]
    assert "mỗi tháng" in describe_work(first, BEFORE)
    # Of figures from before it, too, once the day itself has come.
    assert [describe_work(first, goal.due_on + timedelta(days=days)) for days in (0, 700)] == [
        describe_gap(first)
    ] * 2


def test_bands_ask_for_no_pace(source: Warehouse) -> None:
    goal, shown = of_goal(source, "province", "signature_adult_rate", 2025)
    assert {item.unit_id for item in shortfalls(source, shown, goal, shown.rows)} == {
        "p63-67",
        "p63-79",
    }


@pytest.mark.parametrize(
    ("indicator_id", "level", "published", "units", "mean"),
    [
        ("dvctt_full_rate", "province", 55.38, 63, 55.68),
        ("dvctt_full_rate", "ministry", 59.68, 20, 62.89),
        ("dossier_full_online_rate", "ministry", 50, 18, 18.43),
        ("is_plan_deployed_rate", "province", 57.8, 60, 64.52),
    ],
)
def test_the_published_average_and_the_plain_mean_are_named_apart(
    source: Warehouse,
    view_of,
    indicator_id: str,
    level: str,
    published: float,
    units: int,
    mean: float,
) -> None:
    first, second = benchmarks(source, view_of(indicator_id, level))
    bloc = {"province": "Khối tỉnh, thành phố", "ministry": "Khối bộ, ngành"}[level]
    assert benchmark_name(first) == f"{bloc}, báo cáo công bố"
    assert first.value == published
    assert benchmark_name(second) == f"Trung bình cộng của {units} đơn vị có số liệu"
    assert second.value == pytest.approx(mean, abs=0.005)


@pytest.mark.parametrize("indicator_id", ["system_rank", "system_grade", "is_systems"])
def test_ranks_grades_and_counts_have_no_average(
    source: Warehouse, view_of, indicator_id: str
) -> None:
    assert benchmarks(source, view_of(indicator_id)) == ()


def test_allocated_targets_have_no_average(source: Warehouse, view_of) -> None:
    assert benchmarks(source, view_of("signature_adults", year=2025)) == ()
