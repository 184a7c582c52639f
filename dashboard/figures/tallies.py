"""How many units reached each goal: one stacked bar per goal."""

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.analysis.targets import Tally
from dashboard.figures.palette import Palette
from dashboard.figures.spec import STACKED_SHARES, figure, share_trace
from dashboard.store.made_once import made_once
from dashboard.words.vocabulary import VERDICT_MARKS, VERDICTS
from etl.language.i18n import _, format_date


@made_once(32)
def tallies(items: Sequence[Tally], palette: Palette) -> go.Figure:
    """Bars of equal length, split by verdict, with the number of units in each part."""
    names = [
        f"{item.goal.indicator.short_name_vi}  <br><i>{format_date(item.goal.due_on)}</i>  "
        for item in items
    ]
    totals = [item.judged for item in items]
    traces = [
        share_trace(
            f"{VERDICT_MARKS[verdict]} {_(words)}",
            names,
            counts,
            totals,
            palette.verdicts[verdict],
            palette.outline,
        )
        for verdict, words in VERDICTS.items()
        if any(counts := [item.counts[verdict] for item in items])
    ]
    return figure(traces, STACKED_SHARES | {"height": 60 + 46 * len(items)})
