"""The floor: the same figures in a page without a server behind it.

Nothing that draws with plotly.js can change faster than a page that has all its figures at hand.
"""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import plotly
import urllib3

from tests.bench.floor_map import write_geometry

Figures = Mapping[str, dict[str, Any]]
"""By the name of their place in the page."""

_PAGE = """<!doctype html>
<meta charset="utf-8">
<link rel="icon" href="data:,">
<script src="plotly.min.js"></script>
{places}
<script>
  const states = {states};
  const config = {{ topojsonURL: "./", displayModeBar: false }};
  const places = [...document.querySelectorAll("div")];
  const draw = (state) => {{
    for (const place of places) {{
      const figure = states[state][place.id];
      place.hidden = !figure;
      if (figure) Plotly.react(place, {{ ...figure, config }});
    }}
  }};
  window.next = "{first}";
  addEventListener("keydown", ({{ key }}) => {{
    if (key === "Enter") draw(window.next);
  }});
  draw(window.next);
  for (const place of places) {{
    place.on?.("plotly_click", ({{ points }}) => {{
      if (states[points[0].location]) draw(points[0].location);
    }});
  }}
</script>
"""


@dataclass(frozen=True)
class FloorPage:
    """What the page can show, by the name of each state; the first is shown at first.

    Enter shows the state that `window.next` names, a click on a province the one of its id.
    """

    states: Mapping[str, Figures]
    widths: Mapping[str, float]
    """Pixels of each place, in the order they stand on the page."""

    def write(self, folder: Path) -> None:
        """Write the page and what it loads to a folder."""
        bundle = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
        shutil.copy(bundle, folder)
        write_geometry(folder)
        places = [
            f'<div id="{name}" style="width: {width}px"></div>'
            for name, width in self.widths.items()
        ]
        page = _PAGE.format(
            places="\n".join(places),
            states=json.dumps(self.states, ensure_ascii=False),
            first=next(iter(self.states)),
        )
        (folder / "index.html").write_text(page, encoding="utf-8")


def with_own_geometry(figures: Figures, address: str, folder: Path) -> Figures:
    """Figures that a server drew, with the boundaries they name fetched to the page's folder."""
    return {name: _with_own_geometry(figure, address, folder) for name, figure in figures.items()}


def _with_own_geometry(figure: dict[str, Any], address: str, folder: Path) -> dict[str, Any]:
    traces = []
    for trace in figure["data"]:
        url = trace.get("geojson")
        if isinstance(url, str):
            file = folder / f"{sha256(url.encode()).hexdigest()[:16]}.geojson"
            if not file.exists():
                file.write_bytes(urllib3.request("GET", urljoin(address, url)).data)
            trace = trace | {"geojson": file.name}
        traces.append(trace)
    return figure | {"data": traces}
