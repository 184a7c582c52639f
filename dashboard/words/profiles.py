"""Scoreboard, strengths, weaknesses and goals of one unit in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.analysis.profiles import (
    GoalStanding,
    Standing,
    is_strength,
    is_weakness,
    leads,
    outstanding,
    trails,
)
from dashboard.analysis.scores import Score, scores
from dashboard.queries.documents import weakest
from dashboard.store.codes import MET, NO_DATA, NOT_MET, UNDETERMINED
from dashboard.words.periods import view_period
from dashboard.words.targets import describe_work
from dashboard.words.values import (
    format_gap,
    format_rank,
    format_row_target,
    format_value,
    format_verdict,
)
from dashboard.words.vocabulary import VERDICT_MARKS, marked, sign_in_brief
from etl.language.i18n import N_, _, capital, format_date, format_month

RULE = N_(
    "Điểm mạnh: hạng chắc chắn thuộc một phần tư dẫn đầu. Điểm yếu: hạng chắc chắn thuộc một phần "
    "tư cuối. Ở giữa thì xét mục tiêu gần nhất: chắc chắn đạt là mạnh trừ khi có thể cùng hạng "
    "cuối, chắc chắn chưa đạt là yếu trừ khi có thể cùng hạng đầu. Số đếm không xét vì phụ thuộc "
    "quy mô đơn vị."
)
"""How strengths and weaknesses are told from the figures: the rank first, then the target."""


@dataclass(frozen=True)
class Trait:
    """A strength or a weakness: the indicator, and what makes it one."""

    name: str
    is_good: bool
    reason: str
    confirmation: str | None
    """Of the weakest figure or target that makes it one."""

    @property
    def words(self) -> str:
        """`▲ điểm mạnh: thuộc một phần tư dẫn đầu`, a sign beside the colour."""
        words = _("▲ điểm mạnh: {reason}") if self.is_good else _("▼ điểm yếu: {reason}")
        return words.format(reason=self.reason)


def strengths(items: Sequence[Standing]) -> list[Trait]:
    """Surely in the leading quarter; between the quarters, the first target surely met."""
    return [trait for item in items if (trait := trait_of(item)) and trait.is_good]


def weaknesses(items: Sequence[Standing]) -> list[Trait]:
    """Surely in the last quarter; between the quarters, the first target surely missed."""
    return [trait for item in items if (trait := trait_of(item)) and not trait.is_good]


def trait_of(item: Standing) -> Trait | None:
    """What an indicator is to the unit, if it is either."""
    is_good = is_strength(item)
    if not is_good and not is_weakness(item):
        return None
    if leads(item):
        reason = _("thuộc một phần tư dẫn đầu")
    elif trails(item):
        reason = _("thuộc một phần tư cuối")
    else:
        words = _("đạt mục tiêu {due}") if is_good else _("chưa đạt mục tiêu {due}")
        reason = words.format(due=format_month(item.goals[0].goal.due_on))
    return Trait(item.indicator.short_name_vi, is_good, reason, _sureness(item))


def _sureness(item: Standing) -> str | None:
    if leads(item) or trails(item):
        return weakest((item.row.confirmation, item.row.order_confirmation))
    return weakest((item.row.confirmation, item.goals[0].row.verdict_confirmation))


def traits_line(items: Sequence[Standing], *, is_good: bool) -> str:
    """`▲ Điểm mạnh (2): DVCTT toàn trình, …`."""
    found = strengths(items) if is_good else weaknesses(items)
    title = _("▲ Điểm mạnh ({count})") if is_good else _("▼ Điểm yếu ({count})")
    names = ", ".join(marked(trait.name, trait.confirmation) for trait in found) or _(
        "số liệu không cho thấy"
    )
    return f"{title.format(count=len(found))}: {names}"


def scoreboard(items: Sequence[Standing], *, is_spelled_out: bool = False) -> str:
    """`Đạt 2/4 mục tiêu 2024 · 2/5 mục tiêu 2025 · hạng 1/63 về DVCTT toàn trình`.

    Spelled out where there is room: `hạng 1/63 về tỷ lệ dịch vụ công trực tuyến toàn trình`.
    """
    parts = [_score(score) for score in scores(items)]
    if parts:
        parts[0] = _("Đạt {score}").format(score=parts[0])
    extreme = outstanding(items)
    if extreme is not None:
        parts.append(
            _("{rank} về {indicator}").format(
                rank=marked(format_rank(extreme.indicator, extreme.row), extreme.row.confirmation),
                indicator=_lower(extreme.indicator.name_vi)
                if is_spelled_out
                else extreme.indicator.short_name_vi,
            )
        )
    return capital(" · ".join(parts))


def _lower(name: str) -> str:
    """A name within a sentence; one that begins with an abbreviation keeps it."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _score(score: Score) -> str:
    """`0/2 mục tiêu 2024 (2 chưa xác định được)`, and how many rest on single figures."""
    words = _("{met}/{all} mục tiêu {year}").format(
        met=score.counts[MET],
        all=marked(str(score.judged), score.confirmation),
        year=score.year,
    )
    notes = [
        f"{score.counts[code]} {format_verdict(code).lower()}"
        for code in (UNDETERMINED, NO_DATA)
        if score.counts[code]
    ]
    if score.of_single_units:
        of_some = _("{count} theo nguồn chỉ nêu vài đơn vị")
        notes.append(of_some.format(count=score.of_single_units))
    return f"{words} ({', '.join(notes)})" if notes else words


@dataclass(frozen=True)
class GoalWords:
    """A unit against one target, in the words of a cell."""

    mark: str
    verdict: str
    target: str
    left: str
    """What is missing, in things to do where they can be counted, or by how much it is passed."""
    due: str
    """The day, where it is not the end of the year that the column is named after."""


def goal_words(standing: GoalStanding, day: date) -> GoalWords:
    """`✗ 85%`, `còn thiếu 59 hệ thống, 19,8 điểm %`, `hạn 30/9/2024`, as they read on a day."""
    indicator, row, due_on = standing.goal.indicator, standing.row, standing.goal.due_on
    left = format_gap(indicator, row)
    if standing.shortfall is not None:
        left = _("còn thiếu {work}").format(work=describe_work(standing.shortfall, day))
    verdict = row.verdict or NO_DATA
    is_end_of_year = (due_on.month, due_on.day) == (12, 31)
    return GoalWords(
        VERDICT_MARKS[verdict],
        format_verdict(verdict, row.verdict_confirmation),
        format_row_target(indicator, row),
        left,
        "" if is_end_of_year else _("hạn {day}").format(day=format_date(due_on)),
    )


def other_period(standing: GoalStanding, item: Standing) -> str:
    """`số liệu 6/2024: 49,89%`, where a goal is judged by another figure than the one shown."""
    row = standing.row
    if row.period_label is None or standing.shown.period == item.shown.period:
        return ""
    return _("số liệu {period}: {value}").format(
        period=view_period(standing.shown), value=format_value(standing.goal.indicator, row)
    )


def passed_over(standing: GoalStanding, unit_id: str) -> str:
    """`không tính số liệu 2024 (chỉ vài đơn vị): 58,89% ◊`, where a lesser figure is later."""
    found = standing.passed_over
    if found is None:
        return ""
    return _("không tính số liệu {period}: {value}").format(
        period=view_period(found),
        value=format_value(standing.goal.indicator, found.row_of(unit_id)),
    )


def figures_until(items: Sequence[Standing]) -> date | None:
    """The last day that figures which targets are judged by are of."""
    days = [
        goal.row.period_end
        for item in items
        for goal in item.goals
        if goal.row.verdict in (MET, NOT_MET, UNDETERMINED) and goal.row.period_end is not None
    ]
    return max(days, default=None)


def source_words(item: Standing) -> str:
    """`7/2024 · Báo cáo Bộ TT&TT 7/2024, Phụ lục II-b`; empty where no document has a figure."""
    row = item.row
    if row.document is None:
        return ""
    place = ", ".join(part for part in (row.document, row.appendix) if part)
    sign = sign_in_brief(row.confirmation)
    return " · ".join(part for part in (view_period(item.shown), place, sign) if part)


def strip_words(item: Standing, ends: tuple[str, str]) -> str:
    """A strip in words: value, rank, targets, and from what to what it goes."""
    indicator, row = item.indicator, item.row
    place = format_rank(indicator, row)
    parts = [f"{indicator.short_name_vi} {format_value(indicator, row)}"]
    parts += [place] if place else []
    parts += [
        _("mục tiêu {due} {target}").format(
            due=format_month(goal.goal.due_on), target=format_row_target(indicator, goal.row)
        )
        for goal in item.goals
    ]
    parts.append(_("thang từ {left} đến {right}").format(left=ends[0], right=ends[1]))
    return "; ".join(parts)
