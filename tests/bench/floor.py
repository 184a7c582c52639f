"""The floor: the same two maps in a page without a server behind it.

Nothing that draws with plotly.js can change faster than a page that has both figures at hand.
"""

import shutil
from collections.abc import Sequence
from pathlib import Path

import plotly
import plotly.graph_objects as go

from dashboard.store.paths import GEO

GEOMETRY = "provinces_63.geojson"
"""Address of the boundaries in the page's figures, relative to the page."""

_PAGE = """<!doctype html>
<meta charset="utf-8">
<script src="plotly.min.js"></script>
<div id="map" style="width: {width}px"></div>
<script>
  const figures = [{figures}];
  const config = {{ topojsonURL: "./" }};
  let shown = 0;
  const draw = () => Plotly.react("map", {{ ...figures[shown], config }});
  addEventListener("keydown", ({{ key }}) => {{
    if (key !== "Enter") return;
    shown = (shown + 1) % figures.length;
    draw();
  }});
  draw();
</script>
"""


def write_floor(folder: Path, figures: Sequence[go.Figure], width: float) -> None:
    """Write the page and what it loads to a folder; Enter switches from figure to figure."""
    bundle = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    for file in (bundle, GEO / GEOMETRY, GEO / "world_110m.json"):
        shutil.copy(file, folder)
    page = _PAGE.format(width=width, figures=",\n".join(figure.to_json() for figure in figures))
    (folder / "index.html").write_text(page, encoding="utf-8")
