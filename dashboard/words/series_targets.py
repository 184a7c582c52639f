"""The targets of series of the country: which are reached, what each still lacks."""

from collections.abc import Iterable, Sequence

from dashboard.queries.country_goals import CountryTarget
from dashboard.queries.documents import weakest
from dashboard.queries.precision import round_decimals
from dashboard.queries.series import Series
from dashboard.store.codes import MET, NO_DATA
from dashboard.words.markdown import plain
from dashboard.words.other_targets import describe_other_target, format_other_target
from dashboard.words.values import format_target, gap_unit
from dashboard.words.vocabulary import VERDICT_MARKS, marked
from etl.language.i18n import _, capital, format_date, format_month, format_number


def targets_finding(items: Sequence[Series]) -> str:
    """How many targets the country reached, by the year they were due, and what of the rest.

    `Cả nước đạt 0/1 mục tiêu 2024, 0/4 mục tiêu 2025 đã có kết quả đến hạn; 14 mục tiêu chưa có.`
    """
    goals = [goal for item in items for goal in item.targets]
    if not goals:
        return ""
    decided = [goal for goal in goals if goal.is_decided]
    years = sorted({goal.due_on.year for goal in decided if goal.due_on is not None})
    counted = [
        _("{met}/{all} mục tiêu {year}").format(met=met, all=count, year=year)
        for year in years
        for met, count in [_reached(goal for goal in decided if _due_year(goal) == year)]
    ]
    met, undated = _reached(goal for goal in decided if goal.due_on is None)
    found = []
    if counted:
        found.append(
            _("Cả nước đạt {counted} đã có kết quả đến hạn").format(counted=", ".join(counted))
        )
    if waiting := sum(goal.due_on is not None for goal in goals if not goal.is_decided):
        found.append(_("{count} mục tiêu chưa có kết quả đến hạn").format(count=waiting))
    if undated:
        found.append(_("{met}/{all} mục tiêu không nêu hạn đã đạt").format(met=met, all=undated))
    return f"{capital('; '.join(found))}." if found else ""


def _reached(goals: Iterable[CountryTarget]) -> tuple[int, str]:
    """How many of some targets are met, and in words how many there are."""
    found = list(goals)
    met = sum(goal.verdict == MET for goal in found)
    weaker = weakest(goal.verdict_confirmation for goal in found)
    return met, marked(str(len(found)), weaker)


def _due_year(goal: CountryTarget) -> int | None:
    return None if goal.due_on is None else goal.due_on.year


def target_lines(item: Series) -> list[str]:
    """The same targets for a cell, a line of Markdown for each with what it still lacks.

    `✗ **80%** (12/2025), còn thiếu 38 điểm %`.
    """
    lines = []
    for goal in item.targets:
        due = _("không nêu hạn") if goal.due_on is None else format_month(goal.due_on)
        target = marked(_amount(item, goal), goal.confirmation)
        line = f"{_mark(goal)} **{plain(target)}** ({due}){_standing(item, goal)}"
        lines.append(marked(line, goal.verdict_confirmation))
    return [
        *lines,
        *(
            _("{target}: mẫu số khác, không so").format(
                target=plain(format_other_target(item.indicator, target))
            )
            for target in item.other_targets
        ),
    ]


def target_words(item: Series) -> str:
    """`✗ Mục tiêu 80% đến 31/12/2025, còn thiếu 38 điểm %`; empty without a target."""
    return "; ".join(
        [*(_own_target(item, goal) for goal in item.targets), *other_target_words(item)]
    )


def other_target_words(item: Series) -> list[str]:
    """The targets that are shares of something else than the figures."""
    return [describe_other_target(item.indicator, target) for target in item.other_targets]


def _own_target(item: Series, goal: CountryTarget) -> str:
    target, mark = marked(_amount(item, goal), goal.confirmation), _mark(goal)
    if goal.due_on is None:
        words = _("{mark} Mục tiêu {target}, không nêu hạn").format(mark=mark, target=target)
    else:
        words = _("{mark} Mục tiêu {target} đến {day}").format(
            mark=mark, target=target, day=format_date(goal.due_on)
        )
    return marked(words + _standing(item, goal), goal.verdict_confirmation)


def _amount(item: Series, goal: CountryTarget) -> str:
    """`15% (cách đo 2)`: two targets of one day may be set for two ways to measure."""
    target = format_target(item.indicator, goal.value)
    if goal.definition_id == 1:
        return target
    return f"{target} ({_('cách đo {number}').format(number=goal.definition_id)})"


def _mark(goal: CountryTarget) -> str:
    """Of a verdict; of what nobody can say yet, that of no figure."""
    return VERDICT_MARKS[goal.verdict if goal.is_decided else NO_DATA]


def _standing(item: Series, goal: CountryTarget) -> str:
    """`, còn thiếu 38 điểm %`; where there is no result, that, and how far things had come."""
    if goal.point is None:
        return _(", chưa có số liệu")
    label = _("số liệu {period}").format(period=goal.point.period_label)
    if goal.is_decided:
        of_due_date = goal.due_on is None or goal.point.period_end == goal.due_on
        judged_by = "" if of_due_date and goal.point == item.newest else f" ({label})"
        return (f", {_lacking(item, goal)}" if _lacking(item, goal) else "") + judged_by
    if goal.is_after_due:
        label = f"{label}, {_('sau hạn')}"
    words = _(", chưa có số liệu đến hạn ({label}: {standing})")
    return words.format(label=label, standing=_lacking(item, goal) or _("đã đạt"))


def _lacking(item: Series, goal: CountryTarget) -> str:
    """`còn thiếu 38 điểm %`; empty of a target that is reached or has no figure."""
    if goal.gap is None or goal.gap <= 0 or goal.point is None:
        return ""
    return _("còn thiếu {gap} {unit}").format(
        gap=format_number(
            goal.gap, max(goal.point.decimals, round_decimals(item.indicator, goal.value))
        ),
        unit=gap_unit(item.indicator),
    )
