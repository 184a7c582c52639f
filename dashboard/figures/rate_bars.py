"""A rate as a bar on its whole scale with a tick at its target: small pictures for tables."""

from collections.abc import Sequence

from dashboard.analysis.security import SecurityRow, Total
from dashboard.figures.cell_svg import cell_svg
from dashboard.figures.palette import DARK, LIGHT
from dashboard.queries.indicator_views import View
from dashboard.queries.security import RATES, TARGET, SystemLevel
from dashboard.queries.view_rows import ViewRow
from dashboard.store.made_once import made_once
from dashboard.words.cells import Drawn
from dashboard.words.comparison import bar_words
from dashboard.words.security import percent, scale_words, share_words

_WIDTH, _HEIGHT, _THICK = 96, 16, 8
_EDGE = 2
_COLOURS = {
    "t": (LIGHT.sequential[0], DARK.sequential[0]),
    "b": (LIGHT.sequential[4], DARK.sequential[3]),
    "g": (LIGHT.target, DARK.target),
}

Bars = tuple[tuple[Drawn | None, ...], ...]
"""By stage of `RATES`, a bar for each row; None where there is no rate."""


def rate_bar(words: str, rate: float, target: float | None = None) -> Drawn:
    """From 0 to 100%; `words` say rate and target."""
    across = (_WIDTH - 2 * _EDGE) / 100
    top = (_HEIGHT - _THICK) / 2
    parts: list[tuple[str, float, float, float, float]] = [
        ("t", _EDGE, top, 100 * across, _THICK),
        ("b", _EDGE, top, min(rate, 100) * across, _THICK),
    ]
    if target is not None:
        parts.append(("g", _EDGE + target * across - 1, 1, 2.5, _HEIGHT - 2))
    rects = (
        f'<rect class="{name}" x="{x:.1f}" y="{y:g}" width="{width:.1f}" height="{height}"/>'
        for name, x, y, width, height in parts
    )
    return Drawn(words, cell_svg(_WIDTH, _HEIGHT, _COLOURS, rects), rate)


def figure_bar(shown: View, row: ViewRow) -> Drawn | None:
    """A unit's rate with its target; nothing of what is no rate, or not known exactly."""
    if not shown.indicator.is_percent or row.value is None:
        return None
    target = None if row.target is None or row.target[0] != row.target[1] else row.target[0]
    return rate_bar(bar_words(shown, row), row.value, target)


@made_once(32)
def unit_rate_bars(rows: Sequence[SecurityRow]) -> Bars:
    """The rates of units."""
    return tuple(tuple(_of_unit(row.rates[stage].value) for row in rows) for stage in RATES)


def _of_unit(rate: float | None) -> Drawn | None:
    return None if rate is None else rate_bar(scale_words(percent(rate)), rate, TARGET)


@made_once(8)
def total_rate_bars(totals: Sequence[Total]) -> Bars:
    """The rates of groups of units."""
    return tuple(
        tuple(
            rate_bar(scale_words(share_words(share)), share.value, TARGET)
            for share in (total.share(stage) for total in totals)
        )
        for stage in RATES
    )


@made_once(8)
def level_bars(levels: Sequence[SystemLevel]) -> tuple[Drawn, ...]:
    """The shares of levels; they have no target."""
    return tuple(rate_bar(share_words(level.share), level.share.value) for level in levels)
