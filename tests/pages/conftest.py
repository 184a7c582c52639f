"""Pages run without a browser, from the router, as the address asks."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.paths import PAGES as SCRIPTS
from dashboard.ui import shell
from dashboard.ui.pages import Page
from dashboard.warehouse import Warehouse, warehouse
from etl.build import Project

OpenPage = Callable[..., AppTest]


@pytest.fixture
def source(built_project: Project, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    """The warehouse of the real data, which the pages read too."""
    path = built_project.warehouse / "warehouse.duckdb"
    monkeypatch.setattr("dashboard.warehouse.warehouse", lambda: warehouse(path))
    return warehouse(path)


@pytest.fixture
def open_page(
    source: Warehouse, built_project: Project, monkeypatch: pytest.MonkeyPatch
) -> OpenPage:
    """`open_page(MAP, {"chi-so": "is_systems"})`: the page of an address, after its first run."""

    def open_address(page: Page, params: dict[str, str] | None = None) -> AppTest:
        # AppTest knows the pages after a first run. It is a short one: no warehouse, no figures.
        monkeypatch.setattr(shell, "WAREHOUSE", built_project.warehouse / "none.duckdb")
        app = AppTest.from_file(SCRIPTS / "_router.py", default_timeout=30).run()
        monkeypatch.setattr(shell, "WAREHOUSE", built_project.warehouse / "warehouse.duckdb")
        app.switch_page(page.file)
        app.query_params.clear()
        app.query_params.update(params or {})
        return app.run()

    return open_address


def url(app: AppTest) -> dict[str, str]:
    """The query of the page's address."""
    return {name: "".join(value) for name, value in dict(app.query_params).items()}


def alternatives(app: AppTest) -> list[str]:
    """The text alternative of every chart."""
    return [chart.proto.alt for chart in app.get("plotly_chart")]


def displayed(table: Any) -> pd.DataFrame:
    """The cells of a table as a reader sees them; AppTest's `value` is what they sort by."""
    held: pd.DataFrame = table.value
    sent = table.proto.arrow_data
    if not sent.HasField("styler"):
        return held
    texts = pa.ipc.open_stream(sent.styler.display_values).read_all().to_pandas()
    return texts.set_axis(held.columns, axis="columns").set_axis(held.index)
