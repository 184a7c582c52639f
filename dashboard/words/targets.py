"""What a target still takes, in words."""

from dashboard.analysis.targets import Shortfall
from dashboard.words.values import gap_unit
from etl.language.i18n import _, format_number


def describe_work(item: Shortfall) -> str:
    """`59 hệ thống, 19,8 điểm % (6,5 điểm % mỗi tháng)`; grades move in whole steps, at no pace."""
    indicator = item.goal.indicator
    gap = describe_gap(item)
    if indicator.value_kind == "grade":
        return gap
    pace = _("{amount} {unit} mỗi tháng").format(
        amount=format_number(item.per_month, 1), unit=gap_unit(indicator)
    )
    if item.items is None:
        return f"{gap} ({pace})"
    things = _("{count} hệ thống").format(count=format_number(item.items))
    return f"{things}, {gap} ({pace})"


def describe_gap(item: Shortfall) -> str:
    """`19,8 điểm %`."""
    return f"{format_number(item.gap, item.decimals)} {gap_unit(item.goal.indicator)}"
