"""Bars of equal length, each split into parts: as HTML for the page, as SVG for a picture of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from dashboard.figures.palette import ink_on

_NAMES, _BARS = 260, 620
_BAR, _LINE, _GAP = 26, 14, 12
_LETTERS = 36
"""To a line of a name."""
_DIGIT = 8
"""The room that a digit takes in a picture."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a part of every bar counts, and its colour on a light and on a dark page."""

    words: str
    light: str
    dark: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A row: `counts` has a number for each part, the bar is all of them."""

    name: str
    note: str
    """A short word below the name; empty without one."""
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """What the whole bar counts."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class ShareBars:
    """Rows, first on top, and the parts that each is split into, first on the left."""

    bars: tuple[Bar, ...]
    parts: tuple[Part, ...]


def share_bars(rows: Sequence[tuple[str, str, Sequence[int]]], parts: Sequence[Part]) -> ShareBars:
    """Of names, notes and counts by part; without the parts that nothing falls into."""
    kept = [
        place for place in range(len(parts)) if any(counts[place] for _name, _note, counts in rows)
    ]
    return ShareBars(
        tuple(
            Bar(name, note, tuple(counts[place] for place in kept)) for name, note, counts in rows
        ),
        tuple(parts[place] for place in kept),
    )


def share_bars_html(item: ShareBars) -> str:
    """The legend and the bars, with the count in each part; it is told in full on pointing."""
    colours = "".join(
        f"--p{number}:light-dark({part.light},{part.dark});"
        f"--i{number}:light-dark({ink_on(part.light)},{ink_on(part.dark)});"
        for number, part in enumerate(item.parts)
    )
    legend = "".join(
        f'<span class="figure-legend-entry"><i style="background:var(--p{number})"></i>'
        f"{escape(part.words)}</span>"
        for number, part in enumerate(item.parts)
    )
    rows = "".join(_row(bar, item.parts) for bar in item.bars)
    return (
        f'<div class="share-bars" style="{colours}">'
        f'<div class="figure-legend">{legend}</div>{rows}</div>'
    )


def _row(bar: Bar, parts: Sequence[Part]) -> str:
    cells = "".join(
        f'<b style="flex:{count};background:var(--p{number});color:var(--i{number})"'
        f' title="{escape(_told(bar, part, count))}"><span>{count}</span></b>'
        for number, (part, count) in enumerate(zip(parts, bar.counts, strict=True))
        if count
    )
    note = f"<small>{escape(bar.note)}</small>" if bar.note else ""
    return f"<p><span>{escape(bar.name)}{note}</span><span>{cells}</span></p>"


def _told(bar: Bar, part: Part, count: int) -> str:
    """`DVCTT toàn trình: 4/63 ✓ Đạt`."""
    return f"{bar.name}: {count}/{bar.total} {part.words}"


def share_bars_picture(item: ShareBars, *, is_dark: bool) -> str:
    """The bars alone: a picture has the page's legend above it. Names take the page's ink."""
    drawn, top = [], 0
    for bar in item.bars:
        lines = wrap(bar.name, _LETTERS) + ([bar.note] if bar.note else [])
        height = max(_BAR, _LINE * len(lines))
        drawn.append(_names(lines, top + (height - _LINE * len(lines)) / 2))
        drawn.append(_parts(bar, item.parts, top + (height - _BAR) / 2, is_dark=is_dark))
        top += height + _GAP
    width, height = _NAMES + _BARS, max(top - _GAP, 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" font-size="12">{"".join(drawn)}</svg>'
    )


def _names(lines: Sequence[str], top: float) -> str:
    return "".join(
        f'<text x="{_NAMES - 10}" y="{top + _LINE * number + 11:g}" text-anchor="end"'
        f' fill="currentColor">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )


def _parts(bar: Bar, parts: Sequence[Part], top: float, *, is_dark: bool) -> str:
    drawn, left = [], float(_NAMES)
    for part, count in zip(parts, bar.counts, strict=True):
        width = _BARS * count / bar.total if bar.total else 0
        if not width:
            continue
        colour = part.dark if is_dark else part.light
        drawn.append(
            f'<rect x="{left:.1f}" y="{top:g}" width="{width:.1f}" height="{_BAR}" fill="{colour}"'
            ' stroke="currentColor" stroke-width="0.5"/>'
        )
        if width > _DIGIT * len(str(count)):
            drawn.append(
                f'<text x="{left + width / 2:.1f}" y="{top + _BAR / 2 + 4:g}" text-anchor="middle"'
                f' fill="{ink_on(colour)}">{count}</text>'
            )
        left += width
    return "".join(drawn)
