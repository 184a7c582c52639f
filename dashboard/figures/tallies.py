"""How many units reached each goal: a bar per goal, split by verdict."""

from collections.abc import Sequence

from dashboard.analysis.targets import Tally
from dashboard.figures.palette import DARK, LIGHT
from dashboard.figures.share_bars import Part, ShareBars, share_bars
from dashboard.store.made_once import made_once
from dashboard.words.vocabulary import VERDICT_MARKS, VERDICTS
from etl.language.i18n import _, format_date


@made_once(32)
def tallies(items: Sequence[Tally]) -> ShareBars:
    """The units that have the goal, by what came of it."""
    parts = [
        Part(
            f"{VERDICT_MARKS[verdict]} {_(words)}", LIGHT.verdicts[verdict], DARK.verdicts[verdict]
        )
        for verdict, words in VERDICTS.items()
    ]
    rows = [
        (
            item.goal.indicator.short_name_vi,
            format_date(item.goal.due_on),
            [item.counts[verdict] for verdict in VERDICTS],
        )
        for item in items
    ]
    return share_bars(rows, parts)
