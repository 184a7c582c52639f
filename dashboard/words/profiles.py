"""Strengths, weaknesses and goals of one unit in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.analysis.profiles import (
    GoalStanding,
    Standing,
    _is_strength,
    _is_weakness,
    _leads,
    _trails,
)
from dashboard.store.codes import MET, NOT_MET
from dashboard.words.values import format_gap, format_rank, format_row_target, format_value
from etl.language.i18n import N_, _, format_month

RULE = N_(
    "Điểm mạnh: hạng chắc chắn thuộc một phần tư dẫn đầu. Điểm yếu: hạng chắc chắn thuộc một phần "
    "tư cuối. Ở giữa thì xét mục tiêu gần nhất: chắc chắn đạt là mạnh trừ khi có thể cùng hạng "
    "cuối, chắc chắn chưa đạt là yếu trừ khi có thể cùng hạng đầu. Số đếm không xét vì phụ thuộc "
    "quy mô đơn vị."
)
"""How strengths and weaknesses are told from the figures: the rank first, then the target."""


@dataclass(frozen=True)
class Trait:
    """A strength or a weakness, in words: the indicator, and what the figures say of it."""

    name: str
    text: str


def strengths(items: Sequence[Standing]) -> list[Trait]:
    """Surely in the leading quarter; between the quarters, the first target surely met."""
    return [_trait(item) for item in items if _is_strength(item)]


def weaknesses(items: Sequence[Standing]) -> list[Trait]:
    """Surely in the last quarter; between the quarters, the first target surely missed."""
    return [_trait(item) for item in items if _is_weakness(item)]


def _trait(item: Standing) -> Trait:
    parts = [format_value(item.indicator, item.row)]
    place = format_rank(item.indicator, item.row)
    if _leads(item):
        place = _("{rank}, thuộc một phần tư dẫn đầu").format(rank=place)
    elif _trails(item):
        place = _("{rank}, thuộc một phần tư cuối").format(rank=place)
    parts.append(place)
    for standing in item.goals[:1]:
        parts.append(describe_goal(standing) + other_period(standing, item))
    return Trait(item.indicator.short_name_vi, "; ".join(part for part in parts if part))


def describe_goal(standing: GoalStanding) -> str:
    """`chưa đạt mục tiêu 12/2024 (85%), còn thiếu 35,11 điểm %`."""
    indicator, row, due_on = standing.goal.indicator, standing.row, standing.goal.due_on
    words = {MET: _("đạt mục tiêu"), NOT_MET: _("chưa đạt mục tiêu")}
    verdict = words.get(row.verdict or "", _("chưa xác định được có đạt mục tiêu"))
    text = f"{verdict} {format_month(due_on)} ({format_row_target(indicator, row)})"
    gap = format_gap(indicator, row)
    return f"{text}, {gap}" if gap else text


def other_period(standing: GoalStanding, item: Standing) -> str:
    """` (số liệu 6/2024)` where a goal is judged by another figure than the one shown."""
    label = standing.row.period_label
    if label is None or standing.shown.period == item.shown.period:
        return ""
    return " " + _("(số liệu {period})").format(period=label)
