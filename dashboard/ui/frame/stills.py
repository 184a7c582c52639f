"""Pictures that the server draws of figures, for browsers that do not run the figures' script.

Hardly anyone fetches one, so a page only says what it would be of and gets its address; it is drawn
when it is asked for. Those of the newest pages are kept, as many as `_KEPT`.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any

import orjson

from dashboard.ui.frame.assets import Asset, text_asset

PATH = "/maps/stills/"
_KEPT = 512

Draw = Callable[[], str]
_drawings: OrderedDict[str, Draw] = OrderedDict()
_lock = Lock()


def still_url(of: Any, draw: Draw) -> str:
    """The address of a picture: `of` tells it from all others, `draw` gives its SVG when asked."""
    key = hashlib.sha256(orjson.dumps(of)).hexdigest()[:16]
    with _lock:
        _drawings[key] = draw
        _drawings.move_to_end(key)
        if len(_drawings) > _KEPT:
            _drawings.popitem(last=False)
    return f"{PATH}{key}.svg"


def asked_still(key: str) -> Asset:
    """The picture of an address. Raises FileNotFoundError where none is kept."""
    with _lock:
        draw = _drawings.get(key)
    if draw is None:
        raise FileNotFoundError(key)
    return text_asset(draw(), ".svg")
