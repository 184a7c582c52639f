"""What a target still takes, in words."""

from dashboard.analysis.targets import Shortfall
from dashboard.words.values import gap_unit
from etl.language.i18n import _, format_number


def describe_work(item: Shortfall) -> str:
    """`59 hệ thống, 19,8 điểm % (6,5 điểm % mỗi tháng)`.

    Grades move in whole steps, at no pace, and once the due date has come there is none.
    """
    indicator = item.goal.indicator
    work = describe_gap(item)
    if item.items is not None:
        things = _("{count} hệ thống").format(count=format_number(item.items))
        work = f"{things}, {work}"
    if indicator.value_kind == "grade" or item.per_month is None:
        return work
    pace = _("{amount} {unit} mỗi tháng").format(
        amount=format_number(item.per_month, 1), unit=gap_unit(indicator)
    )
    return f"{work} ({pace})"


def describe_gap(item: Shortfall) -> str:
    """`19,8 điểm %`."""
    return f"{format_number(item.gap, item.decimals)} {gap_unit(item.goal.indicator)}"
