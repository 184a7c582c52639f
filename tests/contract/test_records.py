"""Records hold what their types say: `mypy` believes them, so the store is asked."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from dashboard.analysis.national_series import national_series
from dashboard.queries.catalogue import targets
from dashboard.queries.cells import cells
from dashboard.queries.claims import claims
from dashboard.queries.country_figures import country_figures, country_targets
from dashboard.queries.country_remarks import remarks
from dashboard.queries.coverage import coverage, source_tables
from dashboard.queries.documents import documents
from dashboard.queries.glossary import glossary
from dashboard.queries.indicators import indicators
from dashboard.queries.lineage import links
from dashboard.queries.national import headlines
from dashboard.queries.obstacles import obstacles
from dashboard.queries.printed_rates import deviating_rates
from dashboard.queries.project06 import figure_rows, sources
from dashboard.queries.project06_goals import goals
from dashboard.queries.quality_issues import issues
from dashboard.queries.registers import obstacles_of, tasks_of
from dashboard.queries.security import printed_counts, system_levels
from dashboard.queries.statements import names
from dashboard.queries.stored_tables import keys_of, stored_tables
from dashboard.queries.structures import NEW, OLD
from dashboard.queries.target_bases import other_targets
from dashboard.queries.targets import target_lines
from dashboard.queries.tasks import tasks
from dashboard.queries.unit_series import series_of_unit
from dashboard.queries.units import aliases, legal_names, units_at
from dashboard.store.builds import warehouse
from dashboard.store.warehouse import Warehouse
from etl.checked import Project
from tests.days import TODAY

PROVINCE, MINISTRY = "p34-79", "bo-cong-an"

QUESTIONS: dict[str, Callable[[Warehouse], Any]] = {
    "aliases": aliases,
    "cells": lambda source: [
        cells(source, indicator_id, unit_id)
        for indicator_id in indicators(source)
        for unit_id in ("vn", "p63-01", PROVINCE, MINISTRY)
    ],
    "claims": claims,
    "country_figures": country_figures,
    "country_targets": country_targets,
    "coverage": lambda source: [coverage(source, level) for level in ("province", "ministry")],
    "deviating_rates": deviating_rates,
    "documents": documents,
    "figures of Project 06": figure_rows,
    "glossary": glossary,
    "goals": goals,
    "headlines": headlines,
    "indicators": indicators,
    "issues": issues,
    "keys": lambda source: [keys_of(source, table) for table in stored_tables(source)],
    "legal_names": lambda source: [
        legal_names(source, unit_id) for unit_id in units_at(source, "province", NEW)
    ],
    "links": lambda source: [links(source, level) for level in ("province", "ministry")],
    "names": lambda source: names(source.in_language("en")),
    "national_series": lambda source: national_series(source, TODAY),
    "obstacles": lambda source: [obstacles(source, structure) for structure in (OLD, NEW)],
    "obstacles_of": lambda source: obstacles_of(source, frozenset({"p63-48", MINISTRY})),
    "other_targets": lambda source: other_targets(source, "country"),
    "printed_counts": printed_counts,
    "remarks": remarks,
    "source_tables": source_tables,
    "series of units": lambda source: [
        series_of_unit(source, unit_id, structure)
        for unit_id in ("p63-01", PROVINCE, MINISTRY)
        for structure in (OLD, NEW)
    ],
    "sources": sources,
    "system_levels": system_levels,
    "target_lines": lambda source: target_lines(
        source, indicators(source)["dvctt_full_rate"], "province"
    ),
    "targets": targets,
    "tasks": lambda source: [tasks(source, structure) for structure in (OLD, NEW)],
    "tasks_of": lambda source: tasks_of(source, frozenset({MINISTRY, "p63-01"})),
    "units_at": lambda source: [
        units_at(source, level, structure)
        for level in ("province", "ministry", "region")
        for structure in (OLD, NEW)
    ],
}


@pytest.fixture
def source(built_project: Project) -> Warehouse:
    """The built warehouse under a name of its own, so that no answer is in a cache yet."""
    built = warehouse(built_project.warehouse / "warehouse.duckdb")
    return replace(built, build_id="records")


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_cell_is_of_its_type(
    source: Warehouse, monkeypatch: pytest.MonkeyPatch, question: str
) -> None:
    read = Warehouse.records
    kinds: set[type] = set()

    def checked(self: Warehouse, kind: type, sql: str, **parameters: Any) -> tuple[Any, ...]:
        found = read(self, kind, sql, **parameters)
        hints = get_type_hints(kind)
        for record in found:
            for field in fields(kind):
                cell = getattr(record, field.name)
                assert _fits(cell, hints[field.name]), (kind.__name__, field.name, cell)
        kinds.update({kind} if found else ())
        return found

    monkeypatch.setattr(Warehouse, "records", checked)
    QUESTIONS[question](replace(source, build_id=question))
    assert kinds, "no record was read"


@pytest.mark.parametrize(
    ("cell", "hint", "fits"),
    [
        (1, int, True),
        (1.0, int, False),
        (float("nan"), float | None, False),
        (None, str | None, True),
        (None, str, False),
        (("a",), tuple[str, ...], True),
        ((1,), tuple[str, ...], False),
        (True, int, False),
    ],
)
def test_the_check_tells_types_apart(cell: object, hint: Any, fits: bool) -> None:
    assert _fits(cell, hint) == fits


def _fits(cell: object, hint: Any) -> bool:
    if get_origin(hint) is UnionType:
        return any(_fits(cell, part) for part in get_args(hint))
    if get_origin(hint) is tuple:
        return isinstance(cell, tuple) and all(_fits(part, get_args(hint)[0]) for part in cell)
    # A missing number is None; a day has no hour; a yes is no number.
    is_plain = cell == cell and hint in (str, int, float, bool, date, type(None))
    return is_plain and type(cell) is hint
