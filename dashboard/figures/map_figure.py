"""What is painted on a map's sheet: a class for each province, and what is told of it."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from dashboard.figures.change_classes import classify_changes
from dashboard.figures.classification import Classified, ColourBy, classify
from dashboard.figures.map_cards import Card, card_foot, cards_of
from dashboard.figures.map_sheet import ratio_of
from dashboard.figures.palette import DARK, LIGHT, Palette
from dashboard.queries.indicator_views import View
from dashboard.queries.structures import Structure
from dashboard.store.codes import COUNTRY


@dataclass(frozen=True)
class MapClass:
    """A class of the legend with its colour on a light and on a dark page."""

    label: str
    light: str
    dark: str
    count: int


@dataclass(frozen=True)
class MapFigure:
    """A map of provinces. `codes` are indices into `classes`; `cards` are empty or one for each."""

    structure: Structure
    units: tuple[str, ...]
    codes: tuple[int, ...]
    classes: tuple[MapClass, ...]
    alt: str
    window: str = COUNTRY
    cards: tuple[Card, ...] = ()
    foot: str = ""
    """The last line of every card."""
    legend_title: str = ""
    has_legend: bool = True
    is_small: bool = False
    with_old_borders: bool = False

    def data(self) -> dict[str, Any]:
        """What the browser is told, but for addresses and the reader's choice."""
        return {
            "kind": "map",
            "units": self.units,
            "codes": self.codes,
            "classes": [asdict(entry) for entry in self.classes],
            "cards": self.cards,
            "foot": self.foot,
            "alt": self.alt,
            "legendTitle": self.legend_title,
            "hasLegend": self.has_legend,
            "isCountry": self.window == COUNTRY,
            "ratio": round(ratio_of(self.window), 4),
            "small": self.is_small,
        }


def painted(
    classified: Callable[[Palette], Classified],
) -> tuple[tuple[int, ...], tuple[MapClass, ...]]:
    """Codes and classes in the colours of both pages, so that a switch of theme asks nobody."""
    light, dark = classified(LIGHT), classified(DARK)
    classes = tuple(
        MapClass(entry.label, entry.colour, other.colour, entry.count)
        for entry, other in zip(light.classes, dark.classes, strict=True)
    )
    return light.codes, classes


def indicator_map(
    view: View,
    region_id: str | None,
    colour_by: ColourBy,
    alt: str,
    *,
    legend_title: str = "",
    with_old_borders: bool = False,
    is_small: bool = False,
    few_stand_out: bool = True,
) -> MapFigure:
    """The provinces of a view, or of a region of it, by value, distance, verdict or change.

    Of two maps side by side the few do not stand out: they may not be the same on both.
    """
    rows = view.within(region_id)
    shows_change = colour_by == "change"

    def classified(palette: Palette) -> Classified:
        if shows_change:
            return classify_changes(view, rows, palette)
        colours = palette if few_stand_out else palette.without_few()
        return classify(view, rows, colour_by, colours)

    codes, classes = painted(classified)
    return MapFigure(
        view.structure,
        tuple(row.unit_id for row in rows),
        codes,
        classes,
        alt,
        window=region_id or COUNTRY,
        cards=() if is_small else cards_of(view, rows, shows_change=shows_change),
        foot="" if is_small else card_foot(view),
        legend_title=legend_title,
        has_legend=not is_small,
        is_small=is_small,
        with_old_borders=with_old_borders,
    )
