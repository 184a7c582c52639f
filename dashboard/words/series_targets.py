"""The targets of series of the country: which are reached, what each still lacks."""

from collections import Counter
from collections.abc import Iterable, Sequence

from dashboard.queries.documents import weakest
from dashboard.queries.precision import round_decimals
from dashboard.queries.series import CountryTarget, Series
from dashboard.store.codes import MET, NO_DATA, NOT_MET
from dashboard.words.markdown import plain
from dashboard.words.values import (
    describe_other_target,
    format_other_target,
    format_target,
    gap_unit,
)
from dashboard.words.vocabulary import VERDICT_MARKS, marked
from etl.language.i18n import _, format_date, format_month, format_number


def targets_finding(items: Sequence[Series]) -> str:
    """How many targets the country has reached, by the year they are due, and what of the rest.

    `Cả nước đạt 0/3 mục tiêu 2024, 0/5 mục tiêu 2025: 6 chỉ tiêu còn thiếu, 2 chưa có số liệu.`
    """
    goals = [item.target for item in items if item.target is not None]
    if not goals:
        return ""
    years = sorted({goal.due_on.year for goal in goals if goal.due_on is not None})
    counted = [
        _("{met}/{all} mục tiêu {year}").format(met=met, all=count, year=year)
        for year in years
        for met, count in [_reached(goal for goal in goals if _due_year(goal) == year)]
    ]
    met, undated = _reached(goal for goal in goals if goal.due_on is None)
    if undated:
        counted.append(_("{met}/{all} mục tiêu không nêu hạn").format(met=met, all=undated))
    verdicts = Counter(goal.verdict for goal in goals)
    return _(
        "Cả nước đạt {counted}: {missed} chỉ tiêu còn thiếu, {unknown} chưa có số liệu."
    ).format(counted=", ".join(counted), missed=verdicts[NOT_MET], unknown=verdicts[NO_DATA])


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
    goals = [*([] if item.target is None else [item.target]), *item.later]
    lines = []
    for goal in goals:
        due = _("không nêu hạn") if goal.due_on is None else format_month(goal.due_on)
        target = marked(format_target(item.indicator, goal.value), goal.confirmation)
        line = f"{VERDICT_MARKS[goal.verdict]} **{plain(target)}** ({due})"
        lacking = _(", chưa có số liệu") if goal.point is None else _lacking(item, goal)
        lines.append(marked(line + lacking + _judged_by(item, goal), goal.verdict_confirmation))
    return [
        *lines,
        *(
            _("{target}: mẫu số khác, không so").format(
                target=plain(format_other_target(item.indicator, target))
            )
            for target in item.other_targets
        ),
    ]


def _lacking(item: Series, goal: CountryTarget) -> str:
    """`, còn thiếu 38 điểm %`; empty of a target that is reached or has no figure."""
    if goal.gap is None or goal.gap <= 0 or goal.point is None:
        return ""
    return _(", còn thiếu {gap} {unit}").format(
        gap=format_number(
            goal.gap, max(goal.point.decimals, round_decimals(item.indicator, goal.value))
        ),
        unit=gap_unit(item.indicator),
    )


def target_words(item: Series) -> str:
    """`✗ Mục tiêu 80% đến 31/12/2025, còn thiếu 38 điểm %`; empty without a target."""
    own = [] if item.target is None else [_own_target(item, item.target)]
    later = [
        _("{target} đến {day}").format(
            target=marked(format_target(item.indicator, target.value), target.confirmation),
            day=format_date(target.due_on),
        )
        for target in item.later
        if target.due_on is not None
    ]
    return "; ".join([*own, *later, *other_target_words(item)])


def other_target_words(item: Series) -> list[str]:
    """The targets that are shares of something else than the figures."""
    return [describe_other_target(item.indicator, target) for target in item.other_targets]


def _own_target(item: Series, goal: CountryTarget) -> str:
    target = marked(format_target(item.indicator, goal.value), goal.confirmation)
    mark = VERDICT_MARKS[goal.verdict]
    if goal.due_on is None:
        words = _("{mark} Mục tiêu {target}, không nêu hạn").format(mark=mark, target=target)
    else:
        words = _("{mark} Mục tiêu {target} đến {day}").format(
            mark=mark, target=target, day=format_date(goal.due_on)
        )
    words += _lacking(item, goal) + _judged_by(item, goal)
    return marked(words, goal.verdict_confirmation)


def _judged_by(item: Series, goal: CountryTarget) -> str:
    """` (số liệu 2023)` where it is not the newest figure, or one of after the due date."""
    if goal.point is None or (goal.point == item.valued[-1] and not goal.is_after_due):
        return ""
    words = _("số liệu {period}").format(period=goal.point.period_label)
    return f" ({words}, {_('sau hạn')})" if goal.is_after_due else f" ({words})"
