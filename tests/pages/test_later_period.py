"""A later period of a table, of the day its targets are due or after it: every page still runs."""

import pytest

from dashboard.store import paths
from dashboard.ui.frame.pages import COMPARE, MAP, OVERVIEW, PROFILE, RANKING, TARGETS
from dashboard.ui.frame.parameters import DUE, INDICATOR, LANG, LEVEL, STRUCTURE, UNIT
from etl.build import build
from tests.later_periods import NEXT_JUNE, YEAR, Later
from tests.pages.conftest import OpenPage

UNITS = {"province": ("ii-b", "p63-01", "p34-01"), "ministry": ("ii-a", "bo-y-te", "bo-y-te-2025")}


@pytest.mark.parametrize(
    ("level", "period"),
    # In June 2025 the ministries of the table are no more.
    [("province", YEAR), ("province", NEXT_JUNE), ("ministry", YEAR)],
    ids=["provinces, on the due date", "provinces, after it", "ministries, on the due date"],
)
def test_every_page_runs_with_a_later_period(
    open_page: OpenPage,
    later: Later,
    monkeypatch: pytest.MonkeyPatch,
    level: str,
    period: dict[str, object],
) -> None:
    table_id, *units = UNITS[level]
    project = later(table_id, period=period)
    build(project)
    monkeypatch.setattr(paths, "WAREHOUSE", project.warehouse / "warehouse.duckdb")
    for structure, unit_id in zip(("2024", "2025"), units, strict=True):
        address = {STRUCTURE.url: structure, LEVEL.url: level, DUE.url: "2024"}
        address |= {INDICATOR.url: "dvctt_full_rate", UNIT.url: unit_id}
        for page in (OVERVIEW, MAP, RANKING, TARGETS, PROFILE, COMPARE):
            for language in ("vi", "en"):
                given = {
                    param.url: address[param.url] for param in page.params if param.url in address
                }
                app = open_page(page, given | {LANG.url: language})
                assert not app.exception, (page.id, structure, language)
