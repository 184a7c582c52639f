"""A canvas for the strips of a brief: millimetres in, a PNG at print resolution out."""

from functools import lru_cache
from io import BytesIO
from typing import Literal

from PIL import Image, ImageDraw, ImageFont

from dashboard.store.paths import ASSETS

_DPI = 300
# Pillow's edges are hard: everything is drawn at twice the size and scaled down.
_FINER = 2
_SCALE = _DPI * _FINER / 25.4
_POINT = 25.4 / 72

Anchor = Literal["lm", "mm", "rm", "mt"]


@lru_cache(maxsize=16)
def _font(name: str, size: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(ASSETS / "fonts" / f"Tinos-{name}.ttf", size * _POINT * _SCALE)


class Canvas:
    """A white sheet; the origin is its upper left corner, y grows downwards."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        size = round(width * _SCALE), round(height * _SCALE)
        self._image = Image.new("RGB", size, "#ffffff")
        self._draw = ImageDraw.Draw(self._image, "RGBA")

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 9,
        colour: str = "#14212b",
        anchor: Anchor = "lm",
    ) -> None:
        """Words at a point; `anchor` says which side of them it is, as Pillow does."""
        font = _font("Regular", size)
        at = (x * _SCALE, y * _SCALE)
        self._draw.text(at, words, font=font, fill=colour, anchor=anchor)

    def width_of(self, words: str, *, size: float = 9) -> float:
        """How many millimetres the words take."""
        return _font("Regular", size).getlength(words) / _SCALE

    def box(self, x0: float, y0: float, x1: float, y1: float, colour: str) -> None:
        """A filled rectangle; `colour` may have an alpha (`#rrggbbaa`)."""
        self._draw.rectangle([v * _SCALE for v in (x0, y0, x1, y1)], fill=colour)

    def dot(self, x: float, y: float, radius: float, colour: str) -> None:
        """A filled circle."""
        edges = (x - radius, y - radius, x + radius, y + radius)
        self._draw.ellipse([v * _SCALE for v in edges], fill=colour)

    def diamond(self, x: float, y: float, radius: float, colour: str, outline: str) -> None:
        """A square on its corner."""
        for size, fill in ((radius + 0.3, outline), (radius, colour)):
            points = [(x - size, y), (x, y - size), (x + size, y), (x, y + size)]
            self._draw.polygon([(a * _SCALE, b * _SCALE) for a, b in points], fill=fill)

    def png(self) -> bytes:
        """The picture, with its resolution, in few colours: it is sent and stored many times."""
        size = self._image.width // _FINER, self._image.height // _FINER
        smooth = self._image.resize(size, Image.Resampling.LANCZOS)
        out = BytesIO()
        smooth.quantize(64).save(out, "PNG", dpi=(_DPI, _DPI), optimize=True)
        return out.getvalue()
