"""The first page: goals by deadline, who is ahead, how far the figures can be trusted."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from dashboard.analysis.overview import Deadline, deadlines, goal_count, leaders, trust
from dashboard.queries.claims import CONTRADICTED, claims
from dashboard.queries.indicators import UNIT_LEVELS
from dashboard.queries.national import data_as_of, headlines
from dashboard.queries.structures import NEW, OLD, STRUCTURES, Structure
from dashboard.store.warehouse import Warehouse
from dashboard.tables.overview import deadlines_table, leaders_table
from dashboard.ui.sections.national_cards import national_cards
from dashboard.words.overview import (
    goal_count_words,
    headline_change,
    headline_gap,
    headline_others,
    headline_target,
    passed_words,
    silence_words,
    systems_left_words,
    trust_words,
)


@pytest.fixture(scope="module", params=STRUCTURES.values(), ids=list(STRUCTURES))
def structure(request) -> Structure:
    return request.param


def deadline_of(source: Warehouse, indicator_id: str, year: int) -> Deadline:
    (found,) = (
        item
        for item in deadlines(source, OLD)
        if (item.indicator.indicator_id, item.due_on.year) == (indicator_id, year)
    )
    return found


def test_the_next_deadline_comes_first(source: Warehouse, structure: Structure) -> None:
    days = [item.due_on for item in deadlines(source, structure)]
    assert days == sorted(days)
    assert days[0] == date(2024, 9, 30)
    assert len(deadlines_table(deadlines(source, structure))) == len(days)


def test_units_that_reached_a_goal_are_those_of_its_view(
    source: Warehouse, structure: Structure
) -> None:
    for item in deadlines(source, structure):
        for level, shown in item.views.items():
            judged = [row for row in shown.rows if row.status != "not_applicable"]
            assert item.tallies[level].judged == len(judged)
            assert item.tallies[level].counts["met"] == sum(row.verdict == "met" for row in judged)
        short = sum(row.verdict == "not_met" for shown in item.views.values() for row in shown.rows)
        assert item.not_met == short


def test_systems_left_are_those_of_the_units_counted_beside_them(source: Warehouse) -> None:
    """7.008 systems of Appendix IX; the text's 7.206 stand nowhere on the page."""
    assert deadline_of(source, "is_level_approved_rate", 2024).systems_left == 7008 - 5323
    assert deadline_of(source, "is_plan_deployed_rate", 2024).systems_left == 7008 - 3957
    assert deadline_of(source, "dvctt_full_rate", 2024).systems_left is None
    assert systems_left_words(deadlines(source, OLD)) == [
        "Hệ thống còn thiếu, cộng Phụ lục IX: Phê duyệt HSĐXCĐ 1.685; "
        "Triển khai đủ phương án ATTT 3.051 (chưa kể 4 đơn vị chưa báo cáo)."
    ]
    assert systems_left_words([deadline_of(source, "dvctt_full_rate", 2024)]) == []


def test_a_column_counts_one_thing_and_a_target_stands_under_its_name(source: Warehouse) -> None:
    items = deadlines(source, OLD)
    table = deadlines_table(items)
    for name in ("Tỉnh đạt", "Bộ đạt"):
        assert all(re.fullmatch(r"\*\*\d+\*\*/\d+|–", str(cell)) for cell in table[name])
    assert [str(cell) for cell in table["Chưa đạt"]] == [str(item.not_met) for item in items]
    goals = [str(cell) for cell in table["Mục tiêu"]]
    assert goals[:3] == [
        "Phê duyệt HSĐXCĐ :gray[· 100%]",
        "DVCTT toàn trình :gray[· tỉnh 85%, bộ 70%]",
        "Hồ sơ trực tuyến toàn trình :gray[· tỉnh 30%, bộ 65%]",
    ]
    # Given to each unit by the grade it has: no one target stands for all.
    assert goals[3] == "Mức hệ thống TTHC"
    assert goals[-2] == "Người lớn có chữ ký số :gray[· tỉnh 50%]"


@pytest.mark.parametrize("level", UNIT_LEVELS)
def test_leaders_have_the_extreme_values_or_may_have_them(
    source: Warehouse, structure: Structure, level: str
) -> None:
    found = leaders(deadlines(source, structure), level)
    assert found
    for item in found:
        valued = [row for row in item.shown.rows if row.value_low is not None]
        lows = [row.value_low for row in valued]
        highs = [row.value_high for row in valued]
        if item.first.is_known:
            assert item.first.rows[0].value_high == max(highs)
            assert len(item.first.rows) == lows.count(max(lows))
        else:
            assert len(item.first.rows) == sum(high >= max(lows) for high in highs) > 1
        if item.last.is_known:
            assert item.last.rows[0].value_low == min(lows)
        else:
            assert len(item.last.rows) > 1
    surely = structure.is_published or level == "ministry"
    assert all(item.first.is_known for item in found) == surely


def test_a_place_that_many_share_is_counted(source: Warehouse) -> None:
    items = deadlines(source, OLD)
    table = leaders_table({level: leaders(items, level) for level in UNIT_LEVELS})
    lines = dict(zip(table["Chỉ số"], table["Dẫn đầu"], strict=True))
    assert lines["Phê duyệt HSĐXCĐ"] == "22 tỉnh **100,0%**  \n6 bộ **100,0%**"
    assert lines["Hồ sơ trực tuyến toàn trình"] == "Hà Nam **66,61%**  \nBộ Công Thương **79,94%**"


def test_who_reached_most_goals(source: Warehouse) -> None:
    found = goal_count(deadlines(source, OLD), "province", 2024)
    assert found is not None
    assert found.best_names == ("Hà Giang", "Nam Định", "Tây Ninh")
    assert (found.best, found.goals, found.none, found.units) == (3, 5, 37, 63)
    assert goal_count(deadlines(source, OLD), "province", 2030) is None


def test_where_nobody_reached_any_goal_nobody_is_named(source: Warehouse) -> None:
    found = goal_count(deadlines(source, NEW), "province", 2025)
    assert found is not None
    assert goal_count_words(found, 2025) == "34/34 chưa đạt mục tiêu nào của năm 2025."


def test_the_national_figures_in_words(source: Warehouse, july: Warehouse) -> None:
    items = {item.indicator.indicator_id: item for item in headlines(source)}
    item = items["national_03_2"]
    words = (headline_gap(item), headline_target(item), headline_change(item))
    assert words == ("thiếu 28,3 điểm %", "đến 80%, 12/2025", "+11,72 điểm % từ 10/2025")
    (then,) = [one for one in headlines(july) if one.indicator == item.indicator]
    words = (headline_gap(then), headline_target(then), headline_change(then))
    assert words == ("thiếu 38 điểm %", "đến 80%, 12/2025", "+25 điểm % từ 2023")
    assert headline_gap(items["enterprise_per_1000_band"]) == "thiếu 0,2"
    without = items["national_01_2"]
    assert (headline_gap(without), headline_target(without)) == ("không so được", "khác mẫu số")
    assert headline_others(without) == [
        "Mục tiêu 100% thủ tục hành chính đủ điều kiện (12/2025)",
        "Mục tiêu 80% ◊ dịch vụ công trực tuyến (12/2025)",
        "Mục tiêu 100% ◊ dịch vụ công trực tuyến (12/2030)",
    ]
    none = replace(without, other_targets=())
    assert (headline_gap(none), headline_target(none)) == ("chưa có mục tiêu", "")


def test_cards_of_several_days_say_their_periods(source: Warehouse, july: Warehouse) -> None:
    assert '<p class="gray">+25 điểm % từ 2023 · ' in national_cards(headlines(july))
    cards = national_cards(headlines(source))
    assert "11/2025 · +11,72 điểm % từ 10/2025 · " in cards
    assert '<p class="gray">7/2024 · ' in cards


def test_deadlines_that_have_passed_are_told(source: Warehouse, july: Warehouse) -> None:
    assert (data_as_of(july), data_as_of(source)) == (date(2024, 7, 31), date(2025, 12, 31))
    items = deadlines(july, OLD)
    waiting = "{} hạn trong đó chưa có số liệu đến hạn"
    for day, passed in ((date(2026, 1, 1), 3), (date(2024, 10, 1), 1)):
        words = passed_words(items, day)
        assert f"Hôm nay {passed}/3 hạn đã qua" in words
        assert waiting.format(passed) in words
    assert "hạn đã qua" not in passed_words(items, date(2024, 8, 1))
    # A figure of the day itself: nothing is waited for.
    shown = items[0].views["province"]
    assert shown.period is not None
    at_due = replace(shown, period=replace(shown.period, end=items[0].due_on))
    known = replace(items[0], views={"province": at_due})
    assert waiting.format(2) in passed_words([known, *items[1:]], date(2026, 1, 1))


def test_what_is_known_of_the_figures(source: Warehouse) -> None:
    found = trust(source)
    counts = Counter(item.verdict for item in claims(source))
    assert f"**{counts.total()}** điều" in trust_words(found)
    assert f"**{counts[CONTRADICTED]}** khác bảng" in trust_words(found)
    lines = [silence_words(item) for item in found.silences]
    assert "Hồ sơ trực tuyến toàn trình: **15 tỉnh** cần đối soát" in lines
    assert "An toàn thông tin: **3 tỉnh, 1 bộ, ngành** chưa báo cáo" in lines
