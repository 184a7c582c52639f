"""The scoreboard of a unit: how many of its targets of a year have each verdict."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.analysis.profiles import GoalStanding, Standing
from dashboard.queries.documents import weakest
from dashboard.store.codes import NO_DATA, VERDICT_CODES


@dataclass(frozen=True)
class Score:
    """How many of a unit's targets due in a year have each verdict."""

    year: int
    counts: Mapping[str, int] = field(hash=False)
    of_single_units: int
    """Of the targets, those judged by what a source gives of some units only."""
    confirmation: str | None
    """That of the weakest verdict that is counted."""

    @property
    def judged(self) -> int:
        """Targets that apply to the unit."""
        return sum(self.counts.values())


def scores(items: Iterable[Standing]) -> list[Score]:
    """The scoreboard of a unit, a year after the other."""
    of_year: dict[int, list[GoalStanding]] = defaultdict(list)
    for item in items:
        for goal in item.goals:
            of_year[goal.goal.due_on.year].append(goal)
    return [_score(year, of_year[year]) for year in sorted(of_year)]


def _score(year: int, found: Sequence[GoalStanding]) -> Score:
    verdicts = Counter(goal.row.verdict or NO_DATA for goal in found)
    return Score(
        year,
        {code: verdicts[code] for code in VERDICT_CODES},
        sum(goal.shown.is_of_single_units for goal in found),
        weakest(goal.row.verdict_confirmation for goal in found),
    )


def years_of(items: Iterable[Standing]) -> list[int]:
    """The years that targets or allocated amounts are due in."""
    found = list(items)
    allotted = {item.allotted_for.year for item in found if item.allotted_for is not None}
    return sorted({score.year for score in scores(found)} | allotted)
