"""The targets of series of the country: what came of each, what it still lacks."""

from collections.abc import Sequence

from dashboard.analysis.country_targets import (
    DIFFERENT,
    EARLY,
    TargetAhead,
    TargetAnswer,
    shortfall,
)
from dashboard.analysis.series import Series, SeriesTarget, Undated
from dashboard.queries.country_figures import CountryGoal
from dashboard.queries.country_targets import AimFigure
from dashboard.queries.precision import round_decimals
from dashboard.store.codes import MET, NO_DATA, NOT_MET
from dashboard.words.country_targets import (
    ANSWER_MARKS,
    counts_by_year,
    figure_decimals,
    figure_words,
    reason_words,
)
from dashboard.words.markdown import plain
from dashboard.words.other_targets import describe_other_target, format_other_target
from dashboard.words.values import format_target, gap_unit
from dashboard.words.vocabulary import VERDICT_MARKS, marked
from etl.language.i18n import _, format_date, format_month, format_number


def targets_finding(items: Sequence[Series]) -> str:
    """What came of the country's targets, by the year they were due, and how many are not due.

    `Năm 2024: 0 đạt, 1 chưa đạt, 2 chưa rõ; 26 mục tiêu chưa có kết quả đến hạn.`
    """
    standings = [target.standing for item in items for target in item.targets]
    # Two measures of one target have one answer.
    answers = list(dict.fromkeys(one for one in standings if isinstance(one, TargetAnswer)))
    years = sorted({answer.aim.due_on.year for answer in answers})
    by_year = {year: [a for a in answers if a.aim.due_on.year == year] for year in years}
    found = [_("Mục tiêu của cả nước {told}").format(told=counts_by_year(by_year))] if years else []
    if waiting := sum(isinstance(one, TargetAhead) for one in standings):
        found.append(_("{count} mục tiêu chưa có kết quả đến hạn").format(count=waiting))
    undated = [one for one in standings if isinstance(one, Undated) and one.gap is not None]
    if undated:
        met = sum(_undated_verdict(one) == MET for one in undated)
        found.append(
            _("{met}/{all} mục tiêu không nêu hạn đã đạt").format(met=met, all=len(undated))
        )
    return f"{'; '.join(found)}." if found else ""


def target_lines(item: Series) -> list[str]:
    """The same targets for a cell, a line of Markdown for each with what it still lacks.

    `✗ **80%** (12/2025), còn thiếu 38 điểm %`.
    """
    lines = []
    for target in item.targets:
        goal = target.goal
        due = _("không nêu hạn") if goal.due_on is None else format_month(goal.due_on)
        amount = plain(marked(_amount(item, target), goal.confirmation))
        line = f"{_mark(target)} **{amount}** ({due}){_standing(item, target)}"
        lines.append(marked(line, _confirmation(target)))
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
        [*(_own_target(item, target) for target in item.targets), *other_target_words(item)]
    )


def other_target_words(item: Series) -> list[str]:
    """The targets that are shares of something else than the figures."""
    return [describe_other_target(item.indicator, target) for target in item.other_targets]


def _own_target(item: Series, target: SeriesTarget) -> str:
    goal, mark = target.goal, _mark(target)
    amount = marked(_amount(item, target), goal.confirmation)
    if goal.due_on is None:
        words = _("{mark} Mục tiêu {target}, không nêu hạn").format(mark=mark, target=amount)
    else:
        words = _("{mark} Mục tiêu {target} đến {day}").format(
            mark=mark, target=amount, day=format_date(goal.due_on)
        )
    return marked(words + _standing(item, target), _confirmation(target))


def _amount(item: Series, target: SeriesTarget) -> str:
    """`15% (cách đo 2)`: two targets of one day may be set for two ways to measure."""
    amount, number = format_target(item.indicator, target.goal.value), target.goal.definition_id
    return amount if number == 1 else f"{amount} ({_('cách đo {number}').format(number=number)})"


def _mark(target: SeriesTarget) -> str:
    """Of the answer; before there can be one, that of no figure."""
    match target.standing:
        case TargetAnswer() as answer:
            return ANSWER_MARKS[answer.verdict]
        case Undated() as undated:
            return VERDICT_MARKS[_undated_verdict(undated)]
    return VERDICT_MARKS[NO_DATA]


def _undated_verdict(undated: Undated) -> str:
    if undated.gap is None:
        return NO_DATA
    return MET if undated.gap <= 0 else NOT_MET


def _confirmation(target: SeriesTarget) -> str | None:
    """Of what is said beside a target: nothing is, where there is no figure."""
    match target.standing:
        case TargetAnswer(figures=(), later=None) | TargetAhead(now=None) | Undated(point=None):
            return None
    return target.standing.confirmation


def _standing(item: Series, target: SeriesTarget) -> str:
    """`, còn thiếu 38 điểm %`; where there is no result, that, and how far things had come."""
    match target.standing:
        case TargetAnswer() as answer:
            return _answer_words(item, target.goal, answer)
        case TargetAhead(now=now):
            return _so_far(item, target.goal, now)
        case Undated(gap=gap, point=point):
            if gap is None or point is None:
                return _(", chưa có số liệu")
            return f", {_gap_words(item, target.goal, [gap], point.decimals)}" if gap > 0 else ""


def _answer_words(item: Series, goal: CountryGoal, answer: TargetAnswer) -> str:
    if answer.verdict in (MET, NOT_MET):
        return _lacking(item, goal, answer.figures) + _judged_by(item, goal, answer.figures)
    if answer.verdict == EARLY:
        return f", {reason_words(answer)}"
    if answer.why_open == DIFFERENT:
        return f", {reason_words(answer)}" + _judged_by(item, goal, answer.figures)
    return _so_far(item, goal, *answer.figures[:1] or [answer.later])


def _so_far(item: Series, goal: CountryGoal, figure: AimFigure | None) -> str:
    if figure is None:
        return _(", chưa có số liệu")
    label = _("số liệu {period}").format(period=figure.period.label)
    if goal.due_on is not None and figure.period.end > goal.due_on:
        label = f"{label}, {_('sau hạn')}"
    standing = _lacking(item, goal, [figure]).removeprefix(", ") or _("đã đạt")
    words = _(", chưa có số liệu đến hạn ({label}: {standing})")
    return words.format(label=label, standing=standing)


def _judged_by(item: Series, goal: CountryGoal, figures: Sequence[AimFigure]) -> str:
    """` (số liệu 2024)`; of several figures, each; empty where it is plain which one it is."""
    if len(figures) > 1:
        of_period: dict[str, list[str]] = {}
        for figure in figures:
            words = figure_words(item.indicator, figure)
            of_period.setdefault(figure.period.label, []).append(words)
        told = "; ".join(f"{label}: {', '.join(words)}" for label, words in of_period.items())
        return f" ({_('số liệu {period}').format(period=told)})"
    (figure,) = figures
    is_newest = item.newest is not None and figure.period == item.newest.period
    if is_newest and figure.period.end == goal.due_on:
        return ""
    return f" ({_('số liệu {period}').format(period=figure.period.label)})"


def _lacking(item: Series, goal: CountryGoal, figures: Sequence[AimFigure]) -> str:
    """`, còn thiếu 38 điểm %`; empty where a figure says that it is reached or gives no value."""
    gaps = [
        shortfall(goal.comparator, goal.value, figure.value)
        for figure in figures
        if figure.value is not None
    ]
    if not gaps or min(gaps) <= 0:
        return ""
    decimals = max(figure_decimals(item.indicator, figure) for figure in figures)
    return f", {_gap_words(item, goal, gaps, decimals)}"


def _gap_words(item: Series, goal: CountryGoal, gaps: Sequence[float], decimals: int) -> str:
    """`còn thiếu 28,3 điểm %`, `còn thiếu 28,3–43,2 điểm %`."""
    decimals = max(decimals, round_decimals(item.indicator, goal.value))
    ends = dict.fromkeys(format_number(gap, decimals) for gap in (min(gaps), max(gaps)))
    words = _("còn thiếu {gap} {unit}")
    return words.format(gap="–".join(ends), unit=gap_unit(item.indicator))
