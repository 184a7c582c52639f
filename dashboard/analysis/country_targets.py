"""Were the targets of the country and its blocs met, and what is ahead of those not due yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.queries.country_targets import Aim, AimFigure, aim_figures, country_aims
from dashboard.queries.documents import weakest
from dashboard.queries.indicators import Indicator, indicators
from dashboard.queries.precision import round_decimals, shown_decimals
from dashboard.store.codes import COUNTRY, MET, NOT_MET, UNDETERMINED
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse

EARLY = "early"
"""The answer of a target that was reached before the due date, and not measured at it: it may have
been lost again."""

NO_FIGURE, OLDER, OTHER_BASE, DIFFERENT = "no_figure", "older", "other_base", "different"
"""Why it is not known whether a target was met: no figure at all; the last one is of long before
the due date; the target is a share of something else; sources or measures say both."""

TargetKey = tuple[str, date, float, int]
"""Indicator, due date, value and definition of a target of the country."""

_DAYS_PER_YEAR = 365.25


@dataclass(frozen=True)
class TargetAnswer:
    """What came of one target at its due date."""

    aim: Aim
    indicator: Indicator
    verdict: str
    """MET, EARLY, NOT_MET, or UNDETERMINED where nobody can say."""
    why_open: str | None
    """Of an undetermined one, one of the reasons above."""
    figures: tuple[AimFigure, ...]
    """Those that the answer rests on, one for each measure and print; of an open one, the newest
    in time."""
    otherwise: AimFigure | None
    """The newest figure in time by another definition: told, and compared with nothing."""
    later: AimFigure | None
    """The newest figure of after the due date: it decides nothing."""

    @property
    def confirmation(self) -> str | None:
        """That of the least confirmed of all that the answer rests on."""
        return weakest(
            [self.aim.source.confirmation, *(item.source.confirmation for item in self.figures)]
        )


@dataclass(frozen=True)
class TargetAhead:
    """What is left of one target, and the pace it takes."""

    aim: Aim
    indicator: Indicator
    now: AimFigure | None
    """The newest figure."""
    gap: float | None
    """What is missing, in the indicator's unit; 0 where it is reached, None where nobody knows."""
    per_year: float | None
    """The even pace from the newest figure to the due date that closes the gap."""
    past_per_year: float | None
    """The pace of the last year for which there are two figures of whole years."""

    @property
    def decimals(self) -> int:
        """Of the gap: those of the finer of its two ends."""
        printed = None if self.now is None else self.now.printed_decimals
        target = round_decimals(self.indicator, self.aim.value)
        return max(shown_decimals(self.indicator, printed), target)

    @property
    def confirmation(self) -> str | None:
        """That of the less confirmed of the target and the figure."""
        figures = () if self.now is None else (self.now.source.confirmation,)
        return weakest([self.aim.source.confirmation, *figures])


def shortfall(comparator: str, target: float, value: float) -> float:
    """What a figure lacks of a target, in their unit; 0 or less where the target is reached."""
    if comparator == "=":
        return abs(value - target)
    return value - target if comparator == "<=" else target - value


@kept(8)
def target_answers(source: Warehouse, until: date) -> tuple[TargetAnswer, ...]:
    """The targets due before a day, the earliest first. One answer for a target of two measures."""
    known, figures = indicators(source), aim_figures(source)
    return tuple(
        _answer(aim, known[aim.indicator_id], figures.get(aim.key, ()))
        for aim in _each_once(source)
        if aim.due_on < until
    )


@kept(8)
def targets_ahead(source: Warehouse, since: date) -> tuple[TargetAhead, ...]:
    """The targets due on a day or later, the next first."""
    known, figures = indicators(source), aim_figures(source)
    return tuple(
        _ahead(aim, known[aim.indicator_id], figures.get(aim.key, ()))
        for aim in _each_once(source)
        if aim.due_on >= since
    )


@kept(8)
def country_standings(
    source: Warehouse, until: date
) -> dict[TargetKey, TargetAnswer | TargetAhead]:
    """For every target of the country with a due date, what came of it or what is left.

    Of one that two measures are set alike there is one answer, which both get; how much is left
    each measures for itself.
    """
    known, figures, told_by = indicators(source), aim_figures(source), _told_by(source)
    answers = {item.aim: item for item in target_answers(source, until)}
    return {
        (aim.indicator_id, aim.due_on, aim.value, aim.definition_id): (
            answers[told_by.get(aim, aim)]
            if aim.due_on < until
            else _ahead(aim, known[aim.indicator_id], figures.get(aim.key, ()))
        )
        for aim in country_aims(source)
        if aim.unit_id == COUNTRY
    }


def _each_once(source: Warehouse) -> list[Aim]:
    """The targets without those that another measure is set alike: its figures stand beside."""
    told_by = _told_by(source)
    return [aim for aim in country_aims(source) if aim not in told_by]


@kept(8)
def _told_by(source: Warehouse) -> dict[Aim, Aim]:
    """For a target of another measure that is set alike, the one whose answer is of both."""
    aims, figures = country_aims(source), aim_figures(source)
    alike = {
        (item.indicator_id, aim.unit_id, aim.due_on, aim.value): aim
        for aim in aims
        for item in figures.get(aim.key, ())
        if item.indicator_id != aim.indicator_id
    }
    keys = {aim: (aim.indicator_id, aim.unit_id, aim.due_on, aim.value) for aim in aims}
    return {aim: alike[key] for aim, key in keys.items() if key in alike}


def _answer(aim: Aim, indicator: Indicator, found: Sequence[AimFigure]) -> TargetAnswer:
    closed = [item for item in found if not item.period.is_provisional]
    alike = [item for item in closed if item.is_alike]
    in_time = _newest_of_each([item for item in alike if item.days_from_due <= 0])
    aside = (
        next((item for item in closed if item.days_from_due <= 0 and not item.is_alike), None),
        next((item for item in alike if item.days_from_due > 0), None),
    )
    if aim.base_vi is not None:
        return TargetAnswer(aim, indicator, UNDETERMINED, OTHER_BASE, (), None, None)
    since = min((item.period.end for item in in_time if item.is_timely), default=date.max)
    # What is told beside, and judged by nobody, speaks of the target if it is no older.
    timely = tuple(item for item in in_time if item.is_timely or item.period.end >= since)
    if timely:
        verdicts = {_verdict(aim, item) for item in timely}
        agreed = verdicts.pop() if len(verdicts) == 1 else UNDETERMINED
        why = DIFFERENT if agreed == UNDETERMINED else None
        return TargetAnswer(aim, indicator, agreed, why, timely, *aside)
    newest = tuple(in_time[:1])
    if newest and newest[0].verdict == MET:
        return TargetAnswer(aim, indicator, EARLY, None, newest, *aside)
    why = OLDER if newest else NO_FIGURE
    return TargetAnswer(aim, indicator, UNDETERMINED, why, newest, *aside)


def _newest_of_each(found: Sequence[AimFigure]) -> list[AimFigure]:
    """Of each measure the newest period, in every print: they come in this order."""
    newest: dict[str, AimFigure] = {}
    for item in found:
        newest.setdefault(item.indicator_id, item)
    return [item for item in found if item.period == newest[item.indicator_id].period]


def _verdict(aim: Aim, item: AimFigure) -> str:
    """The build's; of a figure told beside another it has none."""
    if item.verdict is not None or item.value is None:
        return item.verdict or UNDETERMINED
    return MET if shortfall(aim.comparator, aim.value, item.value) <= 0 else NOT_MET


def _ahead(aim: Aim, indicator: Indicator, found: Sequence[AimFigure]) -> TargetAhead:
    own = [
        item
        for item in found
        if item.verdict is not None
        and item.is_alike
        and item.indicator_id == aim.indicator_id
        and not item.period.is_provisional
    ]
    if aim.base_vi is not None or not own or own[0].value is None:
        return TargetAhead(aim, indicator, None, None, None, None)
    now, value = own[0], own[0].value
    gap = max(0.0, shortfall(aim.comparator, aim.value, value))
    years = (aim.due_on - now.period.end).days / _DAYS_PER_YEAR
    per_year = gap / years if gap and years > 0 else None
    return TargetAhead(aim, indicator, now, gap, per_year, _past_pace(aim, own))


def _past_pace(aim: Aim, own: Sequence[AimFigure]) -> float | None:
    """How far the last whole years brought it, a year; a month beside a year tells no pace."""
    whole = [
        (item.period.end.year, shortfall(aim.comparator, aim.value, item.value))
        for item in own
        if item.period.kind == "year" and item.value is not None
    ]
    if len(whole) < 2:
        return None
    (year, now), (year_before, before) = whole[:2]
    return (before - now) / (year - year_before) if year != year_before else None
