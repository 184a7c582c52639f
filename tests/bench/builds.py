"""The build, and the views that it makes ready."""

from collections.abc import Sequence
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import cast

from dashboard.queries.indicator_views import due_dates, view
from dashboard.queries.indicators import UNIT_LEVELS, indicators_at
from dashboard.queries.structures import STRUCTURES
from dashboard.store.warehouse import Warehouse
from etl.build import Project, build
from tests.bench.report import Gap, Row, Section
from tests.bench.sample import timed

AT_SCALE = "tests.bench.at_scale"
"""The module that measures a large invented store: `scale_rows(folder) -> Sequence[Row | Gap]`.

It is given an empty folder, builds there, and answers with the time of the build for a row of the
data, the memory it takes at most, and the time of a view.
"""
_ROUNDS = 2


def builds_section(project: Project, count: int, folder: Path) -> Section:
    """Build the warehouse of the project, several times over; it stays for what follows."""
    build(project)
    builds = timed(partial(build, project) for _number in range(count))
    rows = [Row("build of the real documents", builds, "ms", "goal", 3000, 1)]
    return Section("Build", [*rows, *_at_scale(folder)])


def _at_scale(folder: Path) -> Sequence[Row | Gap]:
    if find_spec(AT_SCALE) is None:
        return [Gap("build and view of 24 to 50 million observations", f"there is no `{AT_SCALE}`")]
    return cast("Sequence[Row | Gap]", import_module(AT_SCALE).scale_rows(folder))


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
    return Section("Views", rows)
