"""The build, and the views that it makes ready."""

import json
import subprocess
import sys
from functools import partial

from dashboard.queries.indicator_views import due_dates, view
from dashboard.queries.indicators import UNIT_LEVELS, indicators_at
from dashboard.queries.structures import STRUCTURES
from dashboard.store.paths import ROOT
from dashboard.store.warehouse import Warehouse
from etl.build import Project, build
from tests.bench.report import Gap, Row, Section
from tests.bench.sample import Sample, timed

_NOTE = (
    "The large store is invented: the provinces a hundred times, and months of figures of every "
    "kind (`python -m tests.bench.large_store`). It is built once, in a process of its own."
)
_ROUNDS = 2


def builds_section(project: Project, count: int, large: int) -> Section:
    """Build the real documents several times over, and a store of so many printed figures."""
    build(project)
    builds = timed(partial(build, project) for _number in range(count))
    rows = [
        Row("build of the real documents", builds, "ms", "goal", 3000, 1),
        *_large_rows(large),
        Gap("view of 50 million observations", "the large store is not kept after its build"),
    ]
    return Section("Build", rows, _NOTE)


def _large_rows(large: int) -> list[Row | Gap]:
    if not large:
        return [Gap("build of the large store", "left out of a quick run")]
    command = [sys.executable, "-m", "tests.bench.large_store", "--rows", str(large), "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:]
        return [Gap("build of the large store", f"it failed: {' '.join(last)}")]
    built = json.loads(done.stdout)
    each = Sample((1e6 * built["seconds"] / built["observations"],))
    name = f"build of {built['observations']:,} observations"
    return [
        Row(f"{name}, each", each, "µs", "goal", 2, 1),
        Row(f"{name}: memory", Sample((built["peak_gigabytes"],)), "GB", "goal", 4, 1),
    ]


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
