"""A figure by the server with the words that its picture needs away from the page."""

import re
from collections.abc import Iterator
from html import escape
from textwrap import wrap

_SVG = "http://www.w3.org/2000/svg"
_EDGE = 16
_FAMILY = "'Be Vietnam Pro', Arial, sans-serif"
_LETTER, _BOLD_LETTER = 0.54, 0.62
"""The width of a letter, of its height: what decides where a line of words ends."""
_TITLE, _FINDING, _SUBTITLE, _FOOT = (17, 600, 23), (14, 400, 19), (13, 400, 18), (11, 400, 15)
"""Height of the letters, their weight, height of a line."""
_SIZE = re.compile(r'\b(width|height)="(\d+)"')


def worded_picture(drawn: str, title: str, finding: str, subtitle: str, foot: str) -> str:
    """The SVG `drawn` under its title, what it shows and what it is of, and above its sources."""
    size = dict(_SIZE.findall(drawn.partition(">")[0]))
    width, height = int(size["width"]), int(size["height"])
    parts: list[str] = []
    y = _EDGE
    for words, (letters, weight, line) in (
        (title, _TITLE),
        (finding, _FINDING),
        (subtitle, _SUBTITLE),
    ):
        for text in _lines(words, width, letters, weight):
            y += line
            parts.append(_text(text, y, letters, weight))
    top = y + _EDGE
    # A sheet in a sheet stands where it is put.
    parts.append(drawn.replace("<svg ", f'<svg x="{_EDGE}" y="{top}" ', 1))
    y = top + height + _EDGE
    letters, weight, line = _FOOT
    for text in _lines(foot, width, letters, weight):
        y += line
        parts.append(_text(text, y, letters, weight))
    whole, end = width + 2 * _EDGE, y + _EDGE
    return (
        f'<svg xmlns="{_SVG}" width="{whole}" height="{end}" viewBox="0 0 {whole} {end}"'
        f' font-family="{_FAMILY}" style="color-scheme:light">'
        f'<title>{escape(title)}</title><rect width="100%" height="100%" fill="#ffffff"/>'
        f"{''.join(parts)}</svg>"
    )


def _lines(words: str, width: int, letters: int, weight: int) -> Iterator[str]:
    letter = _BOLD_LETTER if weight >= 600 else _LETTER
    most = int(width / (letters * letter))
    for paragraph in words.splitlines():
        yield from wrap(paragraph, most)


def _text(words: str, y: int, letters: int, weight: int) -> str:
    return (
        f'<text x="{_EDGE}" y="{y}" font-size="{letters}" font-weight="{weight}"'
        f' fill="#14212b">{escape(words)}</text>'
    )
