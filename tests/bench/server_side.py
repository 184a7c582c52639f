"""What needs no browser: building the warehouse, asking it, and a map's figure."""

from functools import partial

import plotly.graph_objects as go

from dashboard.classes import classify
from dashboard.figures.choropleth import choropleth
from dashboard.indicators import UNIT_LEVELS, indicators_at
from dashboard.palette import LIGHT
from dashboard.views import due_dates, view
from dashboard.warehouse import Warehouse
from etl.build import Project, build
from tests.bench.report import Row
from tests.bench.sample import Sample, timed

BUILDS = 5
ROUNDS = 3
FIGURES = 40


def build_rows(project: Project) -> list[Row]:
    """Builds the warehouse of the project, several times over."""
    build(project)
    builds = timed(partial(build, project) for _ in range(BUILDS))
    return [Row("build of the warehouse", builds, "ms", "goal", 3000, limit=1)]


def query_rows(source: Warehouse) -> list[Row]:
    """Every view that the pages can ask for: from the warehouse, then from the cache."""
    questions = [
        (source, indicator_id, level, due_on)
        for level in UNIT_LEVELS
        for indicator_id in indicators_at(source, level)
        for due_on in due_dates(source, indicator_id, level) or (None,)
    ]
    for question in questions:
        view(*question)
    uncached = timed(partial(view.__wrapped__, *q) for _ in range(ROUNDS) for q in questions)
    cached = timed(partial(view, *q) for _ in range(ROUNDS) for q in questions)
    return [
        Row("view, asked of the warehouse", uncached, "ms", "goal", 10, limit=1, shows_p95=True),
        Row("view, from the cache", cached, "ms", "warehouse", uncached.median, shows_p95=True),
    ]


def figure_sample(source: Warehouse, indicator_id: str) -> Sample:
    """Milliseconds from a cached view to the JSON of its map."""

    def figure() -> str:
        return draw_map(source, indicator_id, "boundaries.geojson").to_json()

    figure()
    return timed(figure for _ in range(FIGURES))


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
