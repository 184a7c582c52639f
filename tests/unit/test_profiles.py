"""A unit's standings, what they mean in words, and the strips they are drawn as."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from dashboard.analysis import profiles
from dashboard.analysis.profiles import Standing, by_topic, has_strip, province_tallies, standings
from dashboard.analysis.scores import scores
from dashboard.figures.cell_svg import short
from dashboard.figures.strip_picture import WIDTH, place, strip_picture
from dashboard.figures.strip_scale import strip
from dashboard.queries.as_known import official_only
from dashboard.queries.registers import obstacles_of, tasks_of
from dashboard.queries.structures import NEW, OLD, Structure
from dashboard.queries.units import Unit, origins, units_at
from dashboard.store.warehouse import Warehouse
from dashboard.words.profiles import passed_over, scoreboard, strengths, trait_of, weaknesses
from dashboard.words.task_status import TASK_STATUSES, describe_roles
from dashboard.words.units import identity_lines
from dashboard.words.values import format_own_place, format_value

LEVELS = ("province", "ministry", "region")
DOSSIERS = "dossier_full_online_rate"
each_kind = pytest.mark.parametrize(
    ("level", "structure"),
    [(level, structure) for level in LEVELS for structure in (OLD, NEW)],
    ids=[f"{level}-{structure.id}" for level in LEVELS for structure in (OLD, NEW)],
)


def unit_of(source: Warehouse, unit_id: str) -> tuple[Unit, Structure]:
    for structure in (OLD, NEW):
        for level in LEVELS:
            if unit_id in units_at(source, level, structure):
                return units_at(source, level, structure)[unit_id], structure
    raise KeyError(unit_id)


def items_of(source: Warehouse, unit_id: str) -> dict[str, Standing]:
    found = standings(source, *unit_of(source, unit_id))
    return {item.indicator.indicator_id: item for item in found}


@pytest.mark.parametrize(
    ("level", "structure", "count", "first"),
    [
        ("province", OLD, 63, "An Giang"),
        ("province", NEW, 34, "An Giang"),
        ("ministry", OLD, 30, None),
        ("ministry", NEW, 22, None),
        ("region", OLD, 6, "Trung du và miền núi phía Bắc"),
        ("region", NEW, 6, "Trung du và miền núi phía Bắc"),
    ],
)
def test_units_of_a_structure(
    source: Warehouse, level: str, structure: Structure, count: int, first: str | None
) -> None:
    units = list(units_at(source, level, structure).values())
    assert len(units) == count
    assert first in (None, units[0].short_name_vi)


def test_a_province_has_every_indicator_with_both_targets(source: Warehouse) -> None:
    items = items_of(source, "p63-48")
    rate = items["dvctt_full_rate"]
    assert (format_value(rate.indicator, rate.row), format_own_place(rate.row)) == (
        "95,56%",
        "1/63",
    )
    assert [goal.goal.due_on.year for goal in rate.goals] == [2024, 2025]
    assert [goal.row.verdict for goal in rate.goals] == ["met", "met"]
    given = {key for key, item in items.items() if item.allotted_for is not None}
    assert given == {"signature_adults", "enterprise_additional"}
    told = [item for _topic, group in by_topic(items.values()) for item in group]
    assert given <= {item.indicator.indicator_id for item in told}


def test_what_a_target_takes_in_systems(source: Warehouse) -> None:
    """Hà Nội: 239 of 298 systems approved."""
    (goal,) = items_of(source, "p63-01")["is_level_approved_rate"].goals
    assert goal.shortfall is not None
    assert goal.shortfall.items == 59


def test_no_target_applies_to_a_unit_its_table_leaves_out(source: Warehouse) -> None:
    items = items_of(source, "ban-quan-ly-lang-chu-tich-ho-chi-minh")
    assert items["dvctt_full_rate"].goals == ()
    assert [goal.row.verdict for goal in items["is_plan_deployed_rate"].goals] == ["no_data"]


def test_regions_have_sums_and_bounds_and_no_targets(source: Warehouse) -> None:
    items = items_of(source, "r63-tay-nguyen")
    shown = {key: format_value(item.indicator, item.row) for key, item in items.items()}
    assert shown["is_systems"] == "282"
    assert shown["is_plan_deployed_rate"] == "89,0%"
    assert shown["dvctt_full_rate"] == "34,11–62,87%"
    assert shown["dossier_full_online_rate"] == "Thiếu số liệu thành phần"
    assert shown["system_grade"] == "Không áp dụng"
    assert items["system_grade"].row.note
    assert all(item.goals == () for item in items.values())
    counted = province_tallies(source, *unit_of(source, "r63-tay-nguyen"))
    assert {item.judged for item in counted} == {5}


def test_strengths_and_weaknesses_follow_the_rule(source: Warehouse) -> None:
    items = tuple(items_of(source, "p63-48").values())
    good = {trait.name: trait.words for trait in strengths(items)}
    assert good["DVCTT toàn trình"] == "▲ điểm mạnh: thuộc một phần tư dẫn đầu"
    bad = {trait.name: trait.words for trait in weaknesses(items)}
    assert bad["Phê duyệt HSĐXCĐ"] == "▼ điểm yếu: chưa đạt mục tiêu 9/2024"
    # No unit has a better grade, though 38 others have it and the target is missed.
    assert "Mức hệ thống TTHC" not in good.keys() | bad.keys()
    assert not set(good) & set(bad)
    assert "Số hệ thống thông tin" not in good.keys() | bad.keys()


def test_an_older_measure_of_the_same_makes_no_strength(source: Warehouse) -> None:
    """The first place of 2022 beside the index of 2024; alone it still tells."""
    items = items_of(source, "p63-48")
    rank, index = items["dti_province_rank"], items["dti_province"]
    assert (rank.row.value, rank.row.period_label, index.row.period_label) == (1, "2022", "2024")
    assert (rank.is_outdated, index.is_outdated) == (True, False)
    assert [trait.name for trait in strengths([rank, index])] == [index.indicator.short_name_vi]
    alone = items_of(official_only(source), "p63-48")["dti_province_rank"]
    assert [trait.name for trait in strengths([alone])] == [rank.indicator.short_name_vi]


def test_a_later_figure_of_a_lesser_source_is_told_beside(source: Warehouse) -> None:
    by_year = {goal.goal.due_on.year: goal for goal in items_of(source, "p63-48")[DOSSIERS].goals}
    assert {year: passed_over(goal, "p63-48") for year, goal in by_year.items()} == {
        2024: "",
        2025: "không tính số liệu 2024 (chỉ vài đơn vị): 58,89%\N{NO-BREAK SPACE}◊",
    }
    assert (by_year[2025].row.value, by_year[2025].row.verdict) == (64.94, "met")


def test_a_figure_of_after_the_due_date_is_not_told_beside(
    source: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It decides nothing, and stands with its own period."""
    (goal,) = items_of(source, "p63-48")[DOSSIERS].goals_in(2025)
    passed = goal.passed_over
    assert passed is not None
    assert passed.period is not None
    afterwards = replace(passed, period=replace(passed.period, end=date(2026, 1, 1)))
    monkeypatch.setattr(profiles, "single_figures", lambda *_: (afterwards,))
    made_anew = standings.__wrapped__(source, *unit_of(source, "p63-48"))
    told = [item.passed_over for standing in made_anew for item in standing.goals]
    assert told == [None] * len(told) != []


def test_a_rank_bears_the_sign_of_no_target(source: Warehouse) -> None:
    """What leads does so by its rank; a target judged by a lesser figure has no part in it."""
    item = items_of(source, "p63-48")[DOSSIERS]
    assert item.goals[0].row.verdict_confirmation == "two_copies"
    trait = trait_of(item)
    assert trait is not None
    assert (trait.is_good, trait.confirmation) == (True, "official_document")


@each_kind
def test_every_trait_is_one_kind_and_has_a_value(
    source: Warehouse, level: str, structure: Structure
) -> None:
    for unit in units_at(source, level, structure).values():
        items = standings(source, unit, structure)
        values = {item.indicator.short_name_vi: item for item in items}
        good, bad = strengths(items), weaknesses(items)
        assert not {trait.name for trait in good} & {trait.name for trait in bad}
        for trait in (*good, *bad):
            assert values[trait.name].has_value
            if level == "region":
                assert "mục tiêu" not in trait.reason


@pytest.mark.parametrize(
    ("unit_id", "said"),
    [
        (
            "p63-48",
            "Đạt 2/5 ◊ mục tiêu 2024 (1 theo nguồn chỉ nêu vài đơn vị) · "
            "2/5 mục tiêu 2025 · hạng 1/63 về DVCTT toàn trình",
        ),
        (
            "p34-79",
            "Đạt 0/4 mục tiêu 2024 (1 chưa có số liệu) · "
            "0/4 mục tiêu 2025 (1 chưa xác định được, 1 chưa có số liệu) · "
            "hạng 4–6/34 ◊ về DTI cấp tỉnh",
        ),
        (
            "bo-y-te",
            "Đạt 0/5 ◊ mục tiêu 2024 (1 theo nguồn chỉ nêu vài đơn vị) · "
            "0/3 mục tiêu 2025 · hạng 21/21 về Hạng hệ thống TTHC",
        ),
        ("r63-tay-nguyen", ""),
    ],
)
def test_the_scoreboard_counts_verdicts_and_names_the_extreme(
    source: Warehouse, unit_id: str, said: str
) -> None:
    assert scoreboard(list(items_of(source, unit_id).values())) == said


@each_kind
def test_a_score_is_of_the_goals_of_its_year(
    source: Warehouse, level: str, structure: Structure
) -> None:
    for unit in units_at(source, level, structure).values():
        items = standings(source, unit, structure)
        goals = [goal for item in items for goal in item.goals]
        assert sum(score.judged for score in scores(items)) == len(goals)
        for score in scores(items):
            met = [goal for goal in goals if goal.row.verdict == "met"]
            assert score.counts["met"] == sum(goal.goal.due_on.year == score.year for goal in met)


@each_kind
def test_strips_hold_every_value_between_their_ends(
    source: Warehouse, level: str, structure: Structure
) -> None:
    unit = next(iter(units_at(source, level, structure).values()))
    drawn = [item for item in standings(source, unit, structure) if has_strip(item)]
    assert drawn
    for item in drawn:
        line = strip(item)
        valued = sum(row.has_value for row in item.shown.rows)
        assert len(line.peers) + (line.own is not None) == valued
        spans = [span for _row, span in line.peers] + ([line.own] if line.own else [])
        assert all(0 <= low <= high <= 1 for low, high in spans)
        assert all(0 <= share <= 1 for _years, share in line.targets)
        picture = strip_picture(item)
        root = ElementTree.fromstring(picture.svg)
        own = root.findall("{*}path[@class='o']") + root.findall("{*}g[@class='o']")
        assert len(own) == (line.own is not None)
        (peers,) = root.findall("{*}g[@class='p']")
        exact = {low for _row, (low, high) in line.peers if low == high}
        dots = {dot.get("cx") for dot in peers.findall("{*}circle")}
        assert dots == {short(place(share)) for share in exact}
        bands = {span for _row, span in line.peers if span[0] != span[1]}
        assert len(peers.findall("{*}path")) == len(bands)
        years = [text.text for text in root.findall("{*}text[@class='t']")]
        assert years == [words for words, _share in line.targets]
        assert picture.startswith(
            f"{item.indicator.short_name_vi} {format_value(item.indicator, item.row)}"
        )


def test_words_under_a_strip_stand_apart_and_inside(source: Warehouse) -> None:
    for structure in (OLD, NEW):
        for level in LEVELS:
            for unit in list(units_at(source, level, structure).values())[::5]:
                for item in standings(source, unit, structure):
                    if has_strip(item):
                        ends = spans_of_words(strip_picture(item).svg)
                        assert all(left >= -0.5 and right <= WIDTH + 0.5 for left, right in ends)
                        for (_l, right), (left, _r) in pairwise(sorted(ends)):
                            assert left >= right, (unit.unit_id, item.indicator.indicator_id)


def spans_of_words(svg: str) -> list[tuple[float, float]]:
    """From where to where the texts of a picture reach, letters being 5 wide."""
    spans = []
    for text in ElementTree.fromstring(svg).findall("{*}text"):
        at, width = float(text.get("x", "")), 5.0 * len(text.text or "")
        share = {"start": 0, "middle": 0.5, "end": 1}[text.get("text-anchor", "")]
        spans.append((at - share * width, at + (1 - share) * width))
    return spans


def test_the_best_rank_stands_at_the_right(source: Warehouse) -> None:
    line = strip(items_of(source, "p63-48")["system_rank"])
    assert (line.left, line.right) == ("63", "1")


def test_targets_at_one_place_are_one_tick(source: Warehouse) -> None:
    line = strip(items_of(source, "p63-48")["system_grade"])
    assert [years for years, _place in line.targets] == ["2024, 2025"]
    # Grades, not the numbers that order them.
    assert (line.left, line.right) == ("E", "A")


@pytest.mark.parametrize(
    ("unit_id", "expected"),
    [
        ("p34-79", "Hình thành từ: Bà Rịa - Vũng Tàu, Bình Dương, TP. Hồ Chí Minh (nhập toàn bộ"),
        ("p34-22", "Thành phố Quảng Ninh (từ 1/9/2026, NQ 36/2026/QH16"),
        ("r63-tay-nguyen", "Gồm 5 tỉnh, thành phố: Đắk Lắk, Đắk Nông, Gia Lai, Kon Tum, Lâm Đồng"),
        ("p63-79", "vùng Đông Nam Bộ"),
    ],
)
def test_a_unit_says_who_it_is(source: Warehouse, unit_id: str, expected: str) -> None:
    assert expected in "\n".join(identity_lines(source, *unit_of(source, unit_id)))


def test_registers_know_a_merged_unit_by_its_members(source: Warehouse) -> None:
    merged, structure = unit_of(source, "p34-80")
    known_as = origins(source, merged, structure)
    assert {"p34-80", "p63-80", "p63-72"} <= known_as
    reported = {item.summary_vi for item in obstacles_of(source, frozenset({"p63-80"}))}
    assert reported
    assert reported <= {item.summary_vi for item in obstacles_of(source, known_as)}


def test_obstacles_are_found_by_who_reported_and_by_who_owns(source: Warehouse) -> None:
    found = source.query("SELECT count(*) AS n FROM obstacle_owner WHERE unit_id = 'bo-tu-phap'")[
        "n"
    ][0]
    assert len(obstacles_of(source, frozenset({"bo-tu-phap"}))) == found > 0


def test_tasks_come_by_deadline(source: Warehouse) -> None:
    found = tasks_of(source, frozenset({"bo-y-te"})).owned
    assert found
    days = [task.due_on for task in found if task.due_on is not None]
    assert days == sorted(days)
    assert {task.status for task in found} <= set(TASK_STATUSES)


def test_a_body_that_went_on_keeps_its_tasks_in_either_structure(source: Warehouse) -> None:
    """The documents give it some under the old id and some under the new one."""
    known_as = [
        origins(source, units_at(source, "ministry", structure)[unit_id], structure)
        for structure, unit_id in ((OLD, "bo-noi-vu"), (NEW, "bo-noi-vu-2025"))
    ]
    old, new = (tasks_of(source, ids) for ids in known_as)
    assert old == new
    assert len(old.owned) > 0


def test_a_task_that_names_a_unit_otherwise_says_for_what(source: Warehouse) -> None:
    hanoi = tasks_of(source, frozenset({"p63-01"}))
    assert hanoi.owned == ()
    assert [
        (task.title_vi.split(",")[0], describe_roles(task.roles)) for task in hanoi.otherwise
    ] == [
        (
            "Hướng dẫn cơ sở y tế và người dân dùng sổ sức khỏe điện tử trên VNeID tại Hà Nội "
            "(thí điểm)",
            "phối hợp: Hà Nội; nơi thực hiện: Hà Nội",
        ),
        ("Thí điểm chi trả an sinh xã hội qua VNeID tại 6 địa phương", "nơi thực hiện: Hà Nội"),
    ]
    assert {task.owners_vi for task in hanoi.otherwise} == {"Bộ Y tế", "Bộ LĐ-TB&XH"}
    merged = tasks_of(source, frozenset({"p34-86", "p63-83", "p63-84", "p63-86"}))
    assert [describe_roles(task.roles) for task in merged.otherwise] == [
        "nơi thực hiện: Bến Tre, Vĩnh Long"
    ]


def test_what_a_unit_owns_is_not_listed_again(source: Warehouse) -> None:
    """Công an owns a pilot that has a second owner; neither sees it among the others."""
    for unit_id in ("bo-cong-an", "bo-giao-thong-van-tai"):
        found = tasks_of(source, frozenset({unit_id}))
        pilot = "Hoàn thành thí điểm bằng lái xe"
        assert sum(task.title_vi.startswith(pilot) for task in found.owned) == 1
        assert not any(task.title_vi.startswith(pilot) for task in found.otherwise)
