"""How many units have a figure of each indicator: one stacked bar per indicator."""

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.figures.palette import Palette
from dashboard.figures.spec import STACKED_SHARES, figure, share_trace
from dashboard.queries.coverage import ABSENT, PRESENT, Coverage
from dashboard.store.made_once import made_once
from dashboard.words.vocabulary import SLOT_STATUSES
from etl.language.i18n import _


@made_once(8)
def coverage_bars(items: Sequence[Coverage], palette: Palette) -> go.Figure:
    """Bars of equal length, split by what the units have, with the number of units in each part."""
    colours = _colours(palette)
    names = [item.indicator_vi + "  " for item in items]
    totals = [item.units for item in items]
    traces = [
        share_trace(_(words), names, counts, totals, colours[status], palette.outline)
        for status, words in SLOT_STATUSES.items()
        if any(counts := [item.counts.get(status, 0) for item in items])
    ]
    return figure(traces, STACKED_SHARES | {"bargap": 0.25, "height": 60 + 30 * len(items)})


def _colours(palette: Palette) -> dict[str, str]:
    """Blue for what is there, from exact to allocated; warm for gaps, grey for what is left out."""
    present = dict(zip(PRESENT, reversed(palette.sequential[1:6:2]), strict=True))
    gaps = {
        "not_reported": palette.missing[3],
        "to_reconcile": palette.missing[2],
        "not_connected": palette.missing[1],
        "not_available": palette.no_data,
        "not_in_period": palette.missing[0],
    }
    return present | gaps | {ABSENT: palette.not_applicable}
