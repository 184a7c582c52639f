"""What readers see of a page, and where it stands there: the one place that knows how it is drawn.

A figure is found as the shapes of an SVG in its container, as boxes of HTML, or as what plotly
draws there.
"""

from dataclasses import asdict, dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class Sight:
    """A part of a page: its marks with colours and shapes, its text, or the page's address."""

    read: Literal["marks", "text", "address"]
    selector: str = ""

    def as_data(self) -> dict[str, Any]:
        """As `probe.js` takes it."""
        return asdict(self)


_PLOTLY = (
    ".choroplethlocation, .point path, .points path, .hm image, .scatterlayer path, .textpoint text"
)
_OWN = "svg :is(path, rect, circle), .share-bars b, .scatter-mark"
URL = Sight("address")
MAIN = Sight("text", "main")


def container_of(figure: str) -> str:
    """Selector of what holds a figure of the dashboard."""
    return f":is([data-figure='{figure}'], .st-key-picture-{figure})"


def marks_of(figure: str | None) -> Sight:
    """The marks of a figure of the dashboard; of a page without one, all it says."""
    if figure is None:
        return MAIN
    return Sight("marks", f"{container_of(figure)} :is({_OWN}, {_PLOTLY})")


def marks_in(place: str) -> Sight:
    """Those of a plotly figure in an element with an id, on pages of the bench."""
    return Sight("marks", f"[id='{place}'] :is({_PLOTLY})")


MAP = container_of("map")
HEADLINE = Sight("text", f"{MAP}[role='figure'], {MAP} [role='figure']")
LEGEND = Sight("text", f"{MAP} :is(.figure-legend, g.legend)")
HOVER = Sight("text", f"{MAP} :is(.figure-card, .hoverlayer)")
PANEL = Sight("text", "main [data-testid='stColumn'] + [data-testid='stColumn']")
TABLE = Sight("text", "[data-part='table']")
