"""Pages run without a browser, from the router, as the address asks."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.store import paths
from dashboard.store.warehouse import Warehouse, warehouse
from dashboard.ui.frame.pages import Page
from etl.build import Project

OpenPage = Callable[..., AppTest]


@dataclass(frozen=True)
class Opened:
    """A page after its first run, and the files it offers: name and maker of each."""

    app: AppTest
    files: list[tuple[str, Callable[[], bytes]]]

    def files_of(self, extension: str) -> list[bytes]:
        """The files of one kind, made."""
        return [make() for name, make in self.files if name.endswith(f".{extension}")]


Look = Callable[..., Opened]


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


@pytest.fixture(scope="session")
def _opened() -> dict[tuple[str, ...], Opened]:
    return {}


@pytest.fixture
def look(open_page: OpenPage, _opened: dict[tuple[str, ...], Opened]) -> Look:
    """`look(MAP)`: as `open_page`, once for all tests of the session. To read, not to choose on."""
    draw = st.download_button

    def look_at(page: Page, params: dict[str, str] | None = None) -> Opened:
        key = (page.id, *(f"{name}={value}" for name, value in sorted((params or {}).items())))
        if key in _opened:
            return _opened[key]
        files: list[tuple[str, Callable[[], bytes]]] = []

        def remember(label: str, *, data: Any, file_name: str, **options: Any) -> bool:
            files.append((file_name, cache(data) if callable(data) else data))
            return draw(label, data=data, file_name=file_name, **options)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(st, "download_button", remember)
            _opened[key] = Opened(open_page(page, params), files)
        return _opened[key]

    return look_at


def url(app: AppTest) -> dict[str, str]:
    """The query of the page's address."""
    return {name: "".join(value) for name, value in dict(app.query_params).items()}


def browser_figures(app: AppTest, kind: str) -> list[dict[str, Any]]:
    """What the browser is given to draw, of the figures of a kind: `map` or `ranking`.

    AppTest knows neither them nor plotly's charts; their message carries them.
    """
    given = [json.loads(figure.proto.json) for figure in app.get("bidi_component")]
    return [data for data in given if data["kind"] == kind]


def maps(app: AppTest) -> list[dict[str, Any]]:
    """The maps on a page."""
    return browser_figures(app, "map")


def legend_of(figure: dict[str, Any]) -> dict[str, int]:
    """The classes of a figure and how many units each has."""
    return {entry["label"]: entry["count"] for entry in figure["classes"]}


def alternatives(app: AppTest) -> list[str]:
    """The text alternative of every figure: plotly's, then those the browser draws itself."""
    drawn = [json.loads(figure.proto.json)["alt"] for figure in app.get("bidi_component")]
    return [*(chart.proto.alt for chart in app.get("plotly_chart")), *drawn]
