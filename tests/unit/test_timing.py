"""How a figure lies in time to the day its target is due."""

from dataclasses import replace
from datetime import date

import pytest

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
