"""`python -m tests.bench.at_scale 1e6`: the build of an invented store of many figures.

The provinces of the catalogue many times over, its ministries once, and months of figures of every
kind that documents print of them, put where parsed rows of raw tables lie. Measured is all that
follows: checks, derivations, the warehouse and its files.
"""

import json
import os
import resource
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard.queries.indicator_views import view
from dashboard.store.builds import warehouse
from dashboard.store.paths import ROOT
from dashboard.store.warehouse import Warehouse
from etl.build import build_from
from etl.catalogue.load import Catalogue, load_catalogue
from etl.catalogue.unit_specs import LineageSpec, UnitSpec
from etl.catalogue.vocabulary import Period
from etl.checked import Checked, Project, check, check_printed
from etl.facts import Facts
from etl.load.warehouse import DATABASE, SPILL
from etl.problems import BuildError
from etl.working.store import WorkingStore, working_store
from tests.bench.report import Row
from tests.bench.sample import Sample, timed

_VIEWS = 20
_LEVELS = ("ministry", "province")
"""As many units as there are, and a hundred times as many."""

_SHARE = "(hash(unit_id, period, indicator_id) % 1000000) / 1e4"

# What is printed of an indicator, by its kind: the lower end, the upper end, the words.
_PRINTS = {
    "dvctt_full_rate": (_SHARE, "low", "low || '%'"),
    "dossier_full_online_rate": (_SHARE, "low", "low || '%'"),
    "ecommerce_retail_share": ("20.0", "100.0", "'trên 20%'"),
    "system_rank": ("1.0 + hash(unit_id, period) % 63", "low", "low::INTEGER::VARCHAR"),
    "system_grade": ("1.0 + hash(unit_id) % 5", "low", "chr(70 - low::INTEGER)"),
    "is_systems": ("100.0 + hash(unit_id, period) % 200", "low", "low::INTEGER::VARCHAR"),
    "is_level_approved": ("hash(unit_id, period) % 100 + 0.0", "low", "low::INTEGER::VARCHAR"),
    "is_plan_deployed": ("hash(unit_id) % 100 + 0.0", "low", "low::INTEGER::VARCHAR"),
    "shared_catalogue": ("1.0", "low", "'có'"),
    "signatures": ("hash(unit_id, period) % 1000000 + 0.0", "low", "low::INTEGER::VARCHAR"),
}


def many_units(catalogue: Catalogue, copies: int) -> Catalogue:
    """The catalogue with its provinces and regions so many times; nothing is said of them."""
    units = [
        unit if copy == 0 else _copied(unit, copy)
        for copy in range(copies)
        for unit in catalogue.units.values()
        if copy == 0 or unit.level in ("province", "region")
    ]
    provinces = {name for name, unit in catalogue.units.items() if unit.level == "province"}
    lineage = [
        link if copy == 0 else _link_of_copies(link, copy)
        for copy in range(copies)
        for link in catalogue.lineage
        if copy == 0 or link.successor_id in provinces
    ]
    return replace(
        catalogue,
        units={unit.unit_id: unit for unit in units},
        lineage=tuple(lineage),
        claims=(),
    )


def _copied(unit: UnitSpec, copy: int) -> UnitSpec:
    region = None if unit.region_id is None else f"{unit.region_id}-{copy}"
    return unit.model_copy(update={"unit_id": f"{unit.unit_id}-{copy}", "region_id": region})


def _link_of_copies(link: LineageSpec, copy: int) -> LineageSpec:
    ids = {"predecessor_id": link.predecessor_id, "successor_id": link.successor_id}
    return link.model_copy(update={name: f"{unit_id}-{copy}" for name, unit_id in ids.items()})


def print_figures(store: WorkingStore, rows: int) -> int:
    """Fill the table of printed figures, month after month; how many there are."""
    units = [
        {"unit_id": name, "level": unit.level}
        for name, unit in store.catalogue.units.items()
        if unit.level in _LEVELS and unit.valid_from is None
    ]
    store.execute("CREATE TEMP TABLE printing (unit_id unit_id, level VARCHAR)")
    store.insert("printing", units)
    source = store.source_number("bc-btttt-2024-07", "ii-b")
    months = max(1, round(rows / len(units) / len(_PRINTS)))
    for place, (indicator_id, (low, high, words)) in enumerate(_PRINTS.items()):
        levels = store.catalogue.indicators[indicator_id].levels
        for month in range(months):
            period = store.period_number(_month(month))
            first = (place * months + month) * len(units)
            store.execute(f"""
                INSERT INTO published BY NAME
                SELECT '{indicator_id}' AS indicator_id, unit_id, {period} AS period,
                    {period} AS days, 'published' AS basis, false AS is_merged,
                    CASE WHEN missing THEN 'not_reported' WHEN low < high THEN 'interval'
                        ELSE 'observed' END AS status,
                    CASE WHEN NOT missing THEN low END AS low,
                    CASE WHEN NOT missing THEN high END AS high,
                    CASE WHEN missing THEN 'stated' END AS note_code,
                    CASE WHEN missing THEN '{{"text": {{"text_vi": "Chưa báo cáo"}}}}' END
                        AS note_parts,
                    {source} AS source, 'official_document' AS confirmation,
                    number AS source_line, number AS document_line,
                    CASE WHEN missing THEN '-' ELSE words END AS raw_text, raw_text AS clean_text,
                    CASE WHEN low <> trunc(low) THEN 4 ELSE 0 END AS digits,
                    CASE WHEN NOT missing AND low = high THEN digits END AS printed_decimals,
                    {first} + number AS place
                FROM (
                    SELECT unit_id, '{indicator_id}' AS indicator_id, {period} AS period,
                        ({low})::DOUBLE AS low, ({high})::DOUBLE AS high, {words} AS words,
                        hash(unit_id, indicator_id) % 100 = 0 AS missing,
                        row_number() OVER () AS number
                    FROM printing WHERE level IN {levels}
                )
            """)
    return sum(figures for _indicator_id, figures in store.sizes())


def _month(number: int) -> Period:
    first = date(1990 + number // 12, number % 12 + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    label = f"{first.month}/{first.year}"
    return Period(start=first, end=last, label=label, kind="month")


@dataclass(frozen=True)
class Built:
    """What a build took: its rows, seconds, seconds of processors, and the most memory in GB."""

    printed: int
    stored: Mapping[str, int]
    seconds: float
    busy: float
    memory: float

    @property
    def a_row(self) -> float:
        """Microseconds for a row of `observation`, with all that follows from it."""
        return self.seconds / self.stored["observation"] * 1e6


def build_at_scale(rows: int, copies: int, folder: Path) -> Built:
    """Build an invented store of about so many printed figures."""
    project = Project(ROOT)
    catalogue = many_units(load_catalogue(project.catalogue), copies)
    targets = [item for item in check(project)[1].targets if item.scope == "province"]
    store = working_store(catalogue)
    folder.mkdir()
    store.spill_to(folder / SPILL)
    printed = print_figures(store, rows)
    facts = Facts(targets=targets)
    begun, used = time.perf_counter(), time.process_time()
    if problems := list(check_printed(store, facts)):
        raise BuildError(problems)
    stored = build_from(Checked(store, facts, [], []), [], [], folder)
    seconds, busy = time.perf_counter() - begun, time.process_time() - used
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return Built(printed, stored, seconds, busy, memory)


def scale_rows(folder: Path, rows: int) -> list[Row]:
    """The rows of the report; built by a process of its own, whose memory is that of the build."""
    asked = [sys.executable, "-m", "tests.bench.at_scale", str(rows), "--to", str(folder)]
    done = subprocess.run(asked, cwd=ROOT, check=True, capture_output=True, encoding="utf-8")
    built = Built(**json.loads(done.stdout.splitlines()[-1]))
    of = f"{built.stored['observation'] / 1e6:.0f} million observations"
    source = warehouse(folder / "warehouse" / DATABASE)
    return [
        Row(f"build of {of}, each", Sample((built.a_row,)), "µs", "goal", 2, 1),
        Row(f"build of {of}, memory", Sample((built.memory,)), "GB", "goal", 4, 1),
        *(_view_row(source, level, of) for level in _LEVELS),
    ]


def _view_row(source: Warehouse, level: str, of: str) -> Row:
    question = source, "dvctt_full_rate", level, None
    units = len(view(*question).rows)
    views = timed(partial(view.__wrapped__, *question) for _ in range(_VIEWS))
    return Row(f"view among {of}, of {units:,} units", views, "ms", "goal", 10, 1)


def main() -> None:
    """Build once and print what it took, as JSON in the last line."""
    parser = ArgumentParser(prog="python -m tests.bench.at_scale", description=__doc__)
    parser.add_argument("rows", type=float, help="printed figures, about")
    parser.add_argument("--copies", type=int, default=100, help="how often there is every province")
    parser.add_argument("--to", help="folder to leave the store in")
    arguments = parser.parse_args()
    with TemporaryDirectory() as folder:
        made = Path(arguments.to or folder) / "warehouse"
        built = build_at_scale(int(arguments.rows), arguments.copies, made)
    print(
        f"{built.printed:,} printed figures, {built.stored['observation']:,} observations: "
        f"{built.seconds:.1f} s, {built.busy:.1f} s of {os.cpu_count()} processors "
        f"(load {os.getloadavg()[0]:.1f}), {built.a_row:.2f} µs each, {built.memory:.2f} GB"
    )
    print(json.dumps(asdict(built)))


if __name__ == "__main__":
    main()
