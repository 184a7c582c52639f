"""The peer: a Dash app with the same map and its selector; `python -m tests.bench.peer`.

It answers as such an app does: a callback asks for the view and draws the figure on the server.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from sys import argv, executable
from typing import Any

from dashboard.queries.indicator_views import due_dates, view
from dashboard.queries.indicators import indicators_at
from dashboard.store.builds import warehouse
from dashboard.store.paths import ROOT
from dashboard.store.warehouse import Warehouse
from tests.bench.floor_map import floor_map, write_geometry
from tests.serving import Server, serve

SELECTOR = "indicator"
"""Id of the element that chooses the indicator."""


@contextmanager
def serve_peer(source: Path, folder: Path) -> Iterator[Server]:
    """Serve the app over the warehouse in a file; `folder` is for what it needs."""
    write_geometry(folder)
    command = [executable, "-m", "tests.bench.peer", "{port}", str(source), str(folder)]
    with serve(command, ROOT, folder / "log.txt", ready="/") as server:
        yield server


def main(port: str, file: str, assets: str) -> None:
    """Serve until terminated."""
    # Loaded by its own process only.
    from dash import Dash, Input, Output, dcc, html

    source = warehouse(Path(file))
    names = {key: item.short_name_vi for key, item in indicators_at(source, "province").items()}
    app = Dash(assets_folder=assets)
    app.layout = html.Div(
        [
            html.H1("Bản đồ"),
            html.Label("Chỉ số", htmlFor=SELECTOR),
            dcc.Dropdown(names, next(iter(names)), id=SELECTOR, clearable=False),
            dcc.Graph(id="map", config={"topojsonURL": "/assets/", "displayModeBar": False}),
        ]
    )

    @app.callback(Output("map", "figure"), Input(SELECTOR, "value"))
    def _draw(indicator_id: str) -> dict[str, Any]:
        shown = view(source, indicator_id, "province", _first_due(source, indicator_id))
        return floor_map(shown, "value", folder="/assets/")

    app.run(port=int(port))


def _first_due(source: Warehouse, indicator_id: str) -> date | None:
    return next(iter(due_dates(source, indicator_id, "province")), None)


if __name__ == "__main__":
    main(*argv[1:])
