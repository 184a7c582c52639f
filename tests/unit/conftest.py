"""What the tests of the dashboard's figures ask: views of the real warehouse."""

from collections.abc import Callable
from datetime import date

import pytest

from dashboard.queries.as_known import as_known
from dashboard.queries.indicator_views import View, due_dates, view
from dashboard.queries.structures import OLD, Structure
from dashboard.store.builds import warehouse
from dashboard.store.warehouse import Warehouse
from etl.checked import Project

ViewOf = Callable[..., View]


@pytest.fixture(scope="session")
def source(built_project: Project) -> Warehouse:
    """The warehouse of the real data, as the dashboard reads it."""
    return warehouse(built_project.warehouse / "warehouse.duckdb")


@pytest.fixture(scope="session")
def july(source: Warehouse) -> Warehouse:
    """As it was known when the report of July 2024 was the newest document."""
    return as_known(source, date(2024, 7, 31))


@pytest.fixture(scope="session")
def view_of(source: Warehouse) -> ViewOf:
    """`view_of("dvctt_full_rate", "province", 2024)`: a view with the target due in a year."""

    def find(
        indicator_id: str,
        level: str = "province",
        year: int | None = None,
        structure: Structure = OLD,
    ) -> View:
        days = {day.year: day for day in due_dates(source, indicator_id, level)}
        due_on = None if year is None else days[year]
        return view(source, indicator_id, level, due_on, structure)

    return find
