"""The build, and the views that it makes ready."""

import subprocess
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard.queries.indicator_views import due_dates, view
from dashboard.queries.indicators import UNIT_LEVELS, indicators_at
from dashboard.queries.structures import STRUCTURES
from dashboard.store.warehouse import Warehouse
from etl.build import build
from etl.checked import Project
from tests.bench.at_scale import scale_rows
from tests.bench.report import Gap, Row, Section
from tests.bench.sample import timed

_NOTE = (
    "The large store is invented: the provinces a hundred times, and months of figures of every "
    "kind (`python -m tests.bench.at_scale 12.7e6`). It is built once, in a process of its own."
)
_DOMINATED_BY = (
    "More than half of the large build goes to the rows of views, 1.6 for each observation, of "
    "fifty-two columns: they are joined of ten queries, sorted, and written as a table and as "
    "Parquet. A view of a hundred times as many units makes as many more of the app's records."
)
_VIEWS_DOMINATED_BY = (
    "DuckDB plans a query of forty columns for 2–3 ms before it reads a row; one of two columns "
    "takes half of that in all. A statement prepared before would be one of each reader's cursor "
    "and of each language. Readers meet it once: views are kept."
)
_ROUNDS = 2


def builds_section(project: Project, count: int, large: int) -> Section:
    """Build the real documents several times over, and a store of so many printed figures."""
    build(project)
    builds = timed(partial(build, project) for _number in range(count))
    rows = [
        Row("build of the real documents", builds, "ms", "goal", 3000, 1),
        *_large_rows(large),
    ]
    return Section("Build", rows, _NOTE, _DOMINATED_BY)


def _large_rows(large: int) -> list[Row | Gap]:
    if not large:
        return [Gap("build of the large store", "left out of a quick run")]
    with TemporaryDirectory() as folder:
        try:
            return [*scale_rows(Path(folder), large)]
        except subprocess.CalledProcessError as error:
            last = error.stderr.strip().splitlines()[-1:]
            return [Gap("build of the large store", f"it failed: {' '.join(last)}")]


def views_section(source: Warehouse) -> Section:
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
    read = timed(partial(view.__wrapped__, *q) for _ in range(_ROUNDS) for q in questions)
    cached = timed(partial(view, *q) for _ in range(_ROUNDS) for q in questions)
    rows = [
        Row("ready view, read from the warehouse", read, "ms", "goal", 2, 1),
        Row("view, from the cache", cached, "ms", "read", read.median),
    ]
    return Section("Views", rows, dominated_by=_VIEWS_DOMINATED_BY)
