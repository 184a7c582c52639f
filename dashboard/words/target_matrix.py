"""What the matrix of units and goals says: of a goal, of a cell, of one unit."""

from collections.abc import Sequence

from dashboard.analysis.target_matrix import unit_tallies
from dashboard.analysis.targets import Goal
from dashboard.queries.indicator_views import View
from dashboard.queries.view_rows import ViewRow
from dashboard.store.codes import NO_DATA, NOT_MET, UNDETERMINED
from dashboard.words.values import (
    format_gap,
    format_label,
    format_row_target,
    format_target,
    format_value,
    format_verdict,
)
from dashboard.words.vocabulary import VERDICT_MARKS, marked
from etl.language.i18n import _, format_signed

_MOST_TARGETS = 3


def goal_target(goal: Goal, shown: View) -> str:
    """`85%`, `80%/50%`; where nearly every unit has its own, that they do."""
    targets = sorted({row.target_value for row in shown.rows if row.target_value is not None})
    if not 0 < len(targets) <= _MOST_TARGETS:
        return _("theo đơn vị")
    return "/".join(format_target(goal.indicator, value) for value in reversed(targets))


def cell_words(goal: Goal, row: ViewRow) -> str:
    """The verdict's mark and the value, `✗ 49,89%`; the mark alone where there is none."""
    if not row.is_applicable:
        return ""
    mark = VERDICT_MARKS[row.verdict or NO_DATA]
    return f"{mark} {format_label(goal.indicator, row)}" if row.has_value else mark


def cell_gap(goal: Goal, row: ViewRow) -> str:
    """How far the unit is from the target, `−35,1`; empty where it is there, or not known."""
    if not row.is_applicable or row.gap is None or row.gap[0] != row.gap[1] or row.gap[0] == 0:
        return ""
    return format_signed(-row.gap[0], 0 if goal.indicator.value_kind == "grade" else 1)


def cell_detail(goal: Goal, row: ViewRow) -> str:
    """`DVCTT toàn trình: 49,89%. Mục tiêu 85%: chưa đạt, còn thiếu 35,11 điểm %`."""
    words = f"{goal.indicator.short_name_vi}: {format_value(goal.indicator, row)}"
    if row.verdict is None:
        return words
    judged = _("Mục tiêu {target}: {verdict}").format(
        target=format_row_target(goal.indicator, row),
        verdict=format_verdict(row.verdict, row.verdict_confirmation).lower(),
    )
    gap = format_gap(goal.indicator, row)
    return f"{words}. {judged}" + (f", {gap}" if gap else "")


def unit_finding(views: Sequence[View], unit_id: str, year: int) -> str:
    """`Thành phố Hà Nội đạt 0/5 mục tiêu năm 2024: 4 chưa đạt, 1 chưa có số liệu.`"""
    rows = [shown.row_of(unit_id) for shown in views]
    found = next((item for item in unit_tallies(views) if item.unit_id == unit_id), None)
    name = rows[0].name_vi
    if found is None:
        return _("{unit}: không mục tiêu nào của năm {year} áp dụng.").format(unit=name, year=year)
    verdicts = [row.verdict or NO_DATA for row in rows if row.is_applicable]
    rest = [
        f"{verdicts.count(verdict)} {format_verdict(verdict).lower()}"
        for verdict in (NOT_MET, UNDETERMINED, NO_DATA)
        if verdict in verdicts
    ]
    words = _("{unit} đạt {met}/{applies} mục tiêu năm {year}").format(
        unit=name,
        met=found.met,
        applies=marked(str(found.applies), found.confirmation),
        year=year,
    )
    return f"{words}: {', '.join(rest)}." if rest else f"{words}."
