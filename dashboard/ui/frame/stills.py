"""Pictures that the server draws of figures, for browsers that do not run the figures' script."""

from collections.abc import Callable
from typing import Any

from dashboard.ui.frame.assets import Asset, text_asset
from dashboard.ui.frame.on_request import OnRequest

PATH = "/maps/stills/"

_drawings: OnRequest[str] = OnRequest(512)


def still_url(of: Any, draw: Callable[[], str]) -> str:
    """The address of a picture: `of` tells it from all others, `draw` gives its SVG when asked."""
    return f"{PATH}{_drawings.offer(of, draw)}.svg"


def asked_still(key: str) -> Asset:
    """The picture of an address. Raises FileNotFoundError where none is kept."""
    return text_asset(_drawings.asked(key), ".svg")
