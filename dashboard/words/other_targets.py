"""Targets that are shares of something else than the figures, in words."""

from dashboard.queries.indicators import Indicator
from dashboard.queries.target_bases import OtherTarget
from dashboard.words.values import format_target
from dashboard.words.vocabulary import marked
from etl.language.i18n import _, format_month


def format_other_target(indicator: Indicator, target: OtherTarget) -> str:
    """`100% thủ tục hành chính đủ điều kiện (12/2025)`: a target with what it is a share of."""
    words = _("{target} {base}").format(
        target=marked(format_target(indicator, target.value), target.confirmation),
        base=target.base_vi,
    )
    return words if target.due_on is None else f"{words} ({format_month(target.due_on)})"


def describe_other_target(indicator: Indicator, target: OtherTarget) -> str:
    """The same as a sentence that says why no figure stands beside it."""
    return _("Mục tiêu {target} có mẫu số khác, không so với số liệu").format(
        target=format_other_target(indicator, target)
    )
