"""Colours of values, gaps and verdicts, on a light and on a dark page.

Sequential and diverging scales keep their order for every common colour vision; verdicts differ in
lightness too, so they survive a black-and-white printer. `tests/unit/test_palette.py` holds the
figures.
"""

from dataclasses import dataclass, replace

from dashboard.store.codes import MET, NO_DATA, NOT_MET, UNDETERMINED


@dataclass(frozen=True, eq=False)
class Palette:
    """What to paint with on one background. All colours are `#rrggbb`.

    Each is its own key in caches.
    """

    sequential: tuple[str, ...]
    """From low to high."""
    reached: tuple[str, ...]
    """Targets reached, from far beyond to just reached."""
    missing: tuple[str, ...]
    """Targets missed, from nearly reached to furthest."""
    unchanged: str
    """Between better and worse, which are the stronger colours of `sequential` and `missing`."""
    verdicts: dict[str, str]
    few_met: dict[str, str]
    """Verdicts where nearly all miss: the few that do not take the colour, the rest a tint."""
    few_missed: dict[str, str]
    """The same where nearly all reach."""
    no_data: str
    not_applicable: str
    unclear: str
    """An interval that no single class holds."""
    incomparable: str
    """Two figures that do not compare."""
    border: str
    """Between areas."""
    outline: str
    """Around dots and insets."""
    label: str
    """Names and borders that stand back."""
    ink: str
    """Words on the page."""
    highlight: str
    """The reader's own unit."""
    target: str
    average: str

    def without_few(self) -> "Palette":
        """The same, with verdicts alike whichever is the rare one."""
        return replace(self, few_met=self.verdicts, few_missed=self.verdicts)


LIGHT = Palette(
    sequential=("#e2eef5", "#b5d4e6", "#82b5d3", "#4d91ba", "#226b98", "#0a4368"),
    reached=("#0a4368", "#6aa9c9"),
    missing=("#fbe6d3", "#f4bd8b", "#df8344", "#a8500f", "#6b2d05"),
    unchanged="#dceccf",
    verdicts={MET: "#0a4368", NOT_MET: "#d9762f", UNDETERMINED: "#ecd079", NO_DATA: "#f1efec"},
    few_met={MET: "#0a4368", NOT_MET: "#fbe3cd", UNDETERMINED: "#b98d14", NO_DATA: "#b9b6b2"},
    few_missed={MET: "#d3e5f0", NOT_MET: "#d9762f", UNDETERMINED: "#e3bd4a", NO_DATA: "#6a6561"},
    no_data="#d8d3cd",
    not_applicable="#f6f5f3",
    unclear="#ecd079",
    incomparable="#746e6b",
    border="#9fb0bb",
    outline="#8a99a4",
    label="#4f6270",
    ink="#14212b",
    highlight="#14212b",
    target="#8a1c5a",
    average="#4f6270",
)
DARK = Palette(
    sequential=("#1d3a4d", "#25597a", "#2f7ba5", "#4a9fc9", "#82c4e2", "#c9e8f6"),
    reached=("#c9e8f6", "#4a9fc9"),
    missing=("#5b3a22", "#8f5424", "#c57430", "#ec9d55", "#ffd3a3"),
    unchanged="#35452f",
    verdicts={MET: "#7cc6e6", NOT_MET: "#b4591a", UNDETERMINED: "#daed5e", NO_DATA: "#333d44"},
    few_met={MET: "#7cc6e6", NOT_MET: "#4d3420", UNDETERMINED: "#daed5e", NO_DATA: "#7f8990"},
    few_missed={MET: "#1f4358", NOT_MET: "#ea9a52", UNDETERMINED: "#daed5e", NO_DATA: "#948aa4"},
    no_data="#4a4f52",
    not_applicable="#1e282e",
    unclear="#864dcb",
    incomparable="#999490",
    border="#0b1318",
    outline="#6d7f8b",
    label="#a3b4c0",
    ink="#e6edf2",
    highlight="#ffffff",
    target="#f08cc4",
    average="#a3b4c0",
)


def spread(colours: tuple[str, ...], count: int) -> list[str]:
    """`count` colours of a scale, its ends included, so that few classes still differ clearly."""
    if count > len(colours):
        raise ValueError(f"{count} classes are more than the scale's {len(colours)} colours")
    if count == 1:
        return [colours[-1]]
    step = (len(colours) - 1) / (count - 1)
    return [colours[round(index * step)] for index in range(count)]


def ink_on(colour: str) -> str:
    """Black or white, whichever reads better on a colour (relative luminance of WCAG 2)."""
    return "#14212b" if luminance(colour) > 0.22 else "#ffffff"


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, from 0 (black) to 1 (white), as WCAG 2 defines it."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
