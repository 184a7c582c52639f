"""How a figure lies in time to the day its target is due; the figure a target is judged by."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.queries.country_figures import CountryGoal
from dashboard.queries.country_goals import Nearest, country_target
from dashboard.queries.country_points import Point
from dashboard.queries.indicator_views import View
from dashboard.queries.periods import Period
from dashboard.words.periods import distance_words, period_words, results_words, timing_words
from dashboard.words.views import describe_due, describe_targets

DUE = date(2024, 12, 31)
TODAY = date(2026, 11, 28)


@pytest.fixture
def shown(view_of) -> View:
    return view_of("dvctt_full_rate", "province", 2024)


def ended(shown: View, day: str, label: str = "kỳ", **said: object) -> View:
    """The view, of a period that ends on a day."""
    end = date.fromisoformat(day)
    period = Period("as_of", end, end, label, is_provisional=False)
    return replace(shown, period=replace(period, **said))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2024-12-31", "đúng ngày đến hạn"),
        ("2024-07-31", "5 tháng trước hạn"),
        ("2024-06-30", "6 tháng trước hạn"),
        ("2024-06-29", "6 tháng trước hạn"),
        ("2024-12-02", "29 ngày trước hạn"),
        ("2024-11-30", "1 tháng trước hạn"),
        ("2025-06-30", "6 tháng sau hạn"),
        ("2025-02-28", "2 tháng sau hạn"),
        ("2025-01-05", "5 ngày sau hạn"),
        ("2026-12-31", "24 tháng sau hạn"),
    ],
)
def test_the_distance_is_in_whole_months_or_else_in_days(shown: View, day: str, words: str) -> None:
    assert distance_words(ended(shown, day)) == words


@pytest.mark.parametrize(
    ("day", "today", "words"),
    [
        ("2024-12-31", TODAY, "kết quả đến hạn, số liệu 12/2024"),
        (
            "2024-07-31",
            TODAY,
            "số liệu 12/2024, 5 tháng trước hạn; chưa có số liệu đến hạn",
        ),
        ("2024-07-31", date(2024, 9, 1), "số liệu 12/2024, 5 tháng trước hạn; đang thực hiện"),
        # On the day itself there is still time.
        ("2024-07-31", DUE, "số liệu 12/2024, 5 tháng trước hạn; đang thực hiện"),
        (
            "2025-06-30",
            TODAY,
            "số liệu 12/2024, 6 tháng sau hạn; không có số liệu đến hạn",
        ),
    ],
)
def test_what_a_figure_is_to_its_target(shown: View, day: str, today: date, words: str) -> None:
    assert timing_words(ended(shown, day, "12/2024"), today) == words


def test_goals_of_one_day_and_period_stand_in_one_line(shown: View) -> None:
    july, june = ended(shown, "2024-07-31"), ended(shown, "2024-06-30")
    lines = results_words([july, july, june], TODAY)
    assert len(lines) == 2
    assert lines[0].startswith("Hạn 31/12/2024: số liệu kỳ, 5 tháng trước hạn")
    assert lines[0].endswith("(DVCTT toàn trình)")


def test_a_target_says_where_the_figures_came_after_it(shown: View) -> None:
    late, early = ended(shown, "2025-06-30"), ended(shown, "2024-07-31")
    assert describe_targets(late).endswith(", số liệu sau hạn")
    assert describe_due(late).endswith("(số liệu sau hạn)")
    assert "sau hạn" not in describe_targets(early) + describe_due(early)


def test_a_period_says_what_its_label_does_not() -> None:
    year = Period("year", date(2024, 1, 1), DUE, "2024", is_provisional=False)
    assert period_words(year) == "2024"
    assert period_words(replace(year, shares_label=True)) == "2024 (cả năm)"
    going_on = replace(year, is_provisional=True, end=date(2024, 10, 10))
    assert period_words(going_on) == "2024 (tạm tính đến 10/10/2024)"
    further = replace(year, definition_id=2, shares_label=True)
    assert period_words(further) == "2024 (cả năm, cách đo 2)"


def point(day: str, value: float | None, *, kind: str = "as_of", of: int = 1) -> Point:
    end = date.fromisoformat(day)
    period = Period(kind, end, end, day, is_provisional=False, definition_id=of)
    return Point("x", period, value, 0, "observed", "Báo cáo", "official_document", None)


def nearest(day: str | None, *, is_result: bool = False) -> Nearest | None:
    return None if day is None else Nearest(point(day, None).period, is_result)


@pytest.mark.parametrize(
    ("days", "found", "told_by", "is_after_due", "is_decided"),
    [
        (["2023-12-31", "2024-12-31"], nearest("2024-12-31", is_result=True), 1, False, True),
        # Long before the due date, whatever was measured later.
        (["2023-12-31", "2025-12-31"], nearest("2023-12-31"), 0, False, False),
        (["2025-06-30", "2025-12-31"], nearest(None), 1, True, False),
    ],
)
def test_a_target_of_the_country_is_decided_by_its_result_alone(
    days: list[str], found: Nearest | None, told_by: int, is_after_due: bool, is_decided: bool
) -> None:
    points = [point(day, 50.0) for day in days]
    target = country_target(CountryGoal("x", 60, DUE, ">=", 1, "press"), points, found)
    assert target.point == points[told_by]
    assert (target.is_after_due, target.is_decided) == (is_after_due, is_decided)
    assert (target.gap, target.verdict) == (10, "not_met")
    # As sure as the weaker of both.
    assert target.verdict_confirmation == "press"


def test_a_target_without_a_date_is_judged_by_the_newest_figure() -> None:
    points = [point("2023-12-31", 50.0), point("2025-12-31", 70.0)]
    goal = CountryGoal("x", 60, None, ">=", 1, "press")
    target = country_target(goal, points, None)
    assert (target.point, target.verdict, target.is_decided) == (points[-1], "met", True)
    nothing = country_target(goal, [], None)
    assert (nothing.verdict, nothing.is_decided) == ("no_data", False)
    assert nothing.verdict_confirmation is None


def test_a_figure_by_another_definition_tells_nothing_of_a_target() -> None:
    points = [point("2023-12-31", 50.0), point("2024-12-31", 70.0, of=2)]
    goal = CountryGoal("x", 60, None, ">=", 1, "press")
    assert country_target(goal, points, None).point == points[0]
