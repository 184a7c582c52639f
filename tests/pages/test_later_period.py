"""A later period of a table, of the day its targets are due or after it: every page still runs."""

import pytest

from dashboard.store import paths
from dashboard.ui.frame.pages import COMPARE, MAP, OVERVIEW, PROFILE, RANKING, TARGETS
from dashboard.ui.frame.parameters import DUE, INDICATOR, LEVEL, STRUCTURE, UNIT
from etl.build import build
from tests.later_periods import NEXT_JUNE, YEAR, Later
from tests.pages.conftest import OpenPage

UNITS = {"province": ("p63-01", "p34-01"), "ministry": ("bo-y-te", "bo-y-te-2025")}


@pytest.mark.parametrize(
    ("printed", "period"),
    # In June 2025 the ministries of the table are no more.
    [({"province": "ii-b", "ministry": "ii-a"}, YEAR), ({"province": "ii-b"}, NEXT_JUNE)],
    ids=["on the due date", "after it"],
)
def test_every_page_runs_with_a_later_period(
    open_page: OpenPage,
    later: Later,
    monkeypatch: pytest.MonkeyPatch,
    printed: dict[str, str],
    period: dict[str, object],
) -> None:
    for table_id in printed.values():
        project = later(table_id, period=period)
    build(project)
    monkeypatch.setattr(paths, "WAREHOUSE", project.warehouse / "warehouse.duckdb")
    for level in printed:
        for structure, unit_id in zip(("2024", "2025"), UNITS[level], strict=True):
            address = {STRUCTURE.url: structure, LEVEL.url: level, DUE.url: "2024"}
            address |= {INDICATOR.url: "dvctt_full_rate", UNIT.url: unit_id}
            for page in (OVERVIEW, MAP, RANKING, TARGETS, PROFILE, COMPARE):
                asked = {param.url for param in page.params}
                app = open_page(page, {name: address[name] for name in address.keys() & asked})
                assert not app.exception, (page.id, level, structure)
