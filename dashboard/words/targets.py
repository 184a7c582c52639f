"""What a target still takes, in words."""

from datetime import date

from dashboard.analysis.targets import Shortfall
from dashboard.words.values import gap_unit
from etl.language.i18n import _, format_number


def has_pace(item: Shortfall, day: date) -> bool:
    """Whether there is a pace to tell on a day: time must remain, and grades go in whole steps."""
    is_grade = item.goal.indicator.value_kind == "grade"
    return not is_grade and item.per_month is not None and item.goal.due_on > day


def describe_work(item: Shortfall, day: date) -> str:
    """`59 hệ thống, 19,8 điểm % (6,5 điểm % mỗi tháng)`, as it reads on a day."""
    indicator = item.goal.indicator
    work = describe_gap(item)
    if item.items is not None:
        things = _("{count} hệ thống").format(count=format_number(item.items))
        work = f"{things}, {work}"
    if item.per_month is None or not has_pace(item, day):
        return work
    pace = _("{amount} {unit} mỗi tháng").format(
        amount=format_number(item.per_month, 1), unit=gap_unit(indicator)
    )
    return f"{work} ({pace})"


def describe_gap(item: Shortfall) -> str:
    """`19,8 điểm %`."""
    return f"{format_number(item.gap, item.decimals)} {gap_unit(item.goal.indicator)}"
