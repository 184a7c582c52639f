"""What needs no browser: building the warehouse, asking it, answering a change of the map."""

from functools import partial

import plotly.graph_objects as go

from dashboard.figures.choropleth import choropleth
from dashboard.figures.classification import classify
from dashboard.figures.palette import LIGHT
from dashboard.queries.indicator_views import due_dates, view
from dashboard.queries.indicators import UNIT_LEVELS, indicators_at
from dashboard.queries.structures import STRUCTURES
from dashboard.store.warehouse import Warehouse
from etl.build import Project, build
from tests.bench.client import answer_times
from tests.bench.report import Row
from tests.bench.sample import Sample, timed

WARM_UP = 6
"""Changes of the map that are not counted."""
CHANGES = 40
BUILDS = 5
ROUNDS = 2


def build_rows(project: Project) -> list[Row]:
    """Build the warehouse of the project, several times over; it stays for what follows."""
    build(project)
    builds = timed(partial(build, project) for _ in range(BUILDS))
    return [Row("build of the warehouse", builds, "ms", "goal", 3000, limit=1)]


def query_rows(source: Warehouse) -> list[Row]:
    """Every view that the pages can ask for: read from the warehouse, and cached."""
    questions = [
        (source, indicator_id, level, due_on, structure)
        for structure in STRUCTURES.values()
        for level in UNIT_LEVELS
        for indicator_id in indicators_at(source, level)
        for due_on in due_dates(source, indicator_id, level) or (None,)
    ]
    for question in questions:
        view(*question)
    read = timed(partial(view.__wrapped__, *q) for _ in range(ROUNDS) for q in questions)
    cached = timed(partial(view, *q) for _ in range(ROUNDS) for q in questions)
    return [
        Row("view, read from the warehouse", read, "ms", "goal", 2, limit=1, shows_p95=True),
        Row("view, from the cache", cached, "ms", "read", read.median, shows_p95=True),
    ]


def answer_rows(address: str, source: Warehouse) -> list[Row]:
    """The server's time for a change of the map with one client, and its figure's part in it."""
    answer = Sample(tuple(answer_times(address, WARM_UP + CHANGES)[WARM_UP:]))
    indicator_id = first_maps(source)[0]

    def figure() -> str:
        return draw_map(source, indicator_id, "boundaries.geojson").to_json()

    figure()
    drawn = timed(figure for _ in range(CHANGES))
    return [
        Row("map: server's answer, 1 client", answer, "ms", "goal", 20, 1, shows_p95=True),
        Row("map: classes, figure, JSON", drawn, "ms", "server's answer", answer.median),
    ]


def first_maps(source: Warehouse) -> tuple[str, str]:
    """The first two indicators that the map page offers."""
    first, second, *_rest = indicators_at(source, "province")
    return first, second


def draw_map(source: Warehouse, indicator_id: str, geometry_url: str) -> go.Figure:
    """The figure of the map page as it opens on an indicator."""
    due_on = next(iter(due_dates(source, indicator_id, "province")), None)
    shown = view(source, indicator_id, "province", due_on)
    return choropleth(
        shown,
        shown.rows,
        classify(shown, shown.rows, "value", LIGHT),
        geometry_url=geometry_url,
        palette=LIGHT,
    )
