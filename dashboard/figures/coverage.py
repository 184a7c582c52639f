"""How many units have a figure of each indicator: a bar per indicator."""

from collections.abc import Sequence

from dashboard.figures.palette import DARK, LIGHT, Palette
from dashboard.figures.share_bars import Part, ShareBars, share_bars
from dashboard.queries.coverage import ABSENT, PRESENT, Coverage
from dashboard.store.made_once import made_once
from dashboard.words.vocabulary import SLOT_STATUSES
from etl.language.i18n import _


@made_once(8)
def coverage_bars(items: Sequence[Coverage]) -> ShareBars:
    """The units, split by what they have."""
    light, dark = _colours(LIGHT), _colours(DARK)
    parts = [Part(_(words), light[code], dark[code]) for code, words in SLOT_STATUSES.items()]
    rows = [
        (item.indicator_vi, "", [item.counts.get(code, 0) for code in SLOT_STATUSES])
        for item in items
    ]
    return share_bars(rows, parts)


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
