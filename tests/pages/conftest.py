"""Pages run without a browser, from the router, as the address asks."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import paths
from dashboard.ui.pages import Page
from dashboard.warehouse import Warehouse, warehouse
from etl.build import Project

OpenPage = Callable[..., AppTest]


@pytest.fixture
def source(built_project: Project, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    """The warehouse of the real data, which the pages read too."""
    monkeypatch.setattr(paths, "WAREHOUSE", built_project.warehouse / "warehouse.duckdb")
    return warehouse()


@pytest.fixture
def open_page(source: Warehouse, tmp_path: Path) -> OpenPage:
    """`open_page(MAP, {"chi-so": "is_systems"})`: the page of an address, after its first run."""

    def open_address(page: Page, params: dict[str, str] | None = None) -> AppTest:
        # AppTest knows the pages after a first run. It is a short one: no warehouse, no figures.
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(paths, "WAREHOUSE", tmp_path / "none.duckdb")
            app = AppTest.from_file(paths.PAGES / "_router.py", default_timeout=30).run()
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
