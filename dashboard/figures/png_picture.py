"""A figure's SVG as PNG, for programs and papers that show no SVG."""

import re
import subprocess
import sys
from functools import cache
from html import unescape
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFontFile

from dashboard.figures.plain_svg import plain_svg
from dashboard.store.paths import ASSETS

SCALE = 2
"""Pixels of the picture to a pixel of the drawing: sharp in print and on dense screens."""
FONTS = tuple(
    ASSETS / "fonts" / f"{name}.ttf"
    for name in (
        *(f"BeVietnamPro-{face}" for face in ("Regular", "Italic", "SemiBold", "Bold")),
        # Only what the family lacks: the painter would set a whole line in a font that has it all.
        "DejaVuSans-Signs",
    )
)
_SECONDS = 60
_PAINT = Path(__file__).with_name("paint.py")
_WORDS = re.compile(r">([^<]+)<")


class PaintingError(Exception):
    """A picture that could not be painted, and why."""


def png_picture(drawn: str) -> bytes:
    """The drawing in its light colours, lettered in the page's fonts."""
    plain = plain_svg(drawn)
    letters = set(unescape("".join(_WORDS.findall(plain))))
    if lacking := {letter for letter in letters if letter.isprintable()} - _known_letters():
        raise PaintingError(f"no font has {sorted(lacking)}")
    painted = subprocess.run(
        [sys.executable, "-I", str(_PAINT), str(SCALE), *map(str, FONTS)],
        input=plain.encode(),
        capture_output=True,
        timeout=_SECONDS,
        check=False,
    )
    if painted.returncode != 0:
        raise PaintingError(painted.stderr.decode(errors="replace")[-500:])
    return painted.stdout


@cache
def _known_letters() -> frozenset[str]:
    fonts = (TTFontFile(str(path)) for path in (FONTS[0], FONTS[-1]))
    return frozenset(chr(code) for font in fonts for code in font.charToGlyph)
