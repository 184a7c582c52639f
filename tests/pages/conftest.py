"""Pages run without a browser, from the router, as the address asks."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

import pytest
from lxml.html import HtmlElement
from streamlit.testing.v1 import AppTest

from dashboard.store import paths
from dashboard.store.builds import warehouse
from dashboard.store.warehouse import Warehouse
from dashboard.ui.controls import files
from dashboard.ui.frame.pages import Page
from dashboard.ui.frame.parameters import LANG
from dashboard.ui.sections import methods, profile_files
from etl.checked import Project
from etl.language.i18n import OWN, using
from tests.pages.tables import found

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


def _router() -> AppTest:
    return AppTest.from_file(paths.PAGES / "_router.py", default_timeout=30)


@pytest.fixture(scope="session")
def _registered(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The pages, which AppTest knows after a run. It is a short one: no warehouse, no figures."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "WAREHOUSE", tmp_path_factory.mktemp("none") / "none.duckdb")
        return _router().run()._registered_pages


@pytest.fixture
def open_page(source: Warehouse, _registered: Any) -> OpenPage:
    """`open_page(MAP, {"chi-so": "is_systems"})`: the page of an address, after its first run."""

    def open_address(page: Page, params: dict[str, str] | None = None) -> AppTest:
        app = _router()
        app._registered_pages = _registered
        app.switch_page(page.file)
        app.query_params.update(params or {})
        return app.run()

    return open_address


@pytest.fixture(scope="session")
def _opened() -> dict[tuple[str, ...], Opened]:
    return {}


@pytest.fixture
def look(open_page: OpenPage, _opened: dict[tuple[str, ...], Opened]) -> Look:
    """`look(MAP)`: as `open_page`, once for all tests of the session. To read, not to choose on."""
    draw = files.file_link

    def look_at(page: Page, params: dict[str, str] | None = None) -> Opened:
        key = (page.id, *(f"{name}={value}" for name, value in sorted((params or {}).items())))
        if key in _opened:
            return _opened[key]
        taken: list[tuple[str, Callable[[], bytes]]] = []
        code = (params or {}).get(LANG.url, OWN)

        def remember(label: str, name: str, make: Callable[[], bytes]) -> str:
            def made() -> bytes:
                with using(code):
                    return make()

            taken.append((name, cache(made)))
            return draw(label, name, make)

        with pytest.MonkeyPatch.context() as patch:
            for module in (files, methods, profile_files):
                patch.setattr(module, "file_link", remember)
            _opened[key] = Opened(open_page(page, params), taken)
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
    """The text alternative of every figure: plotly's, the browser's own, and the server's."""
    drawn = [json.loads(figure.proto.json)["alt"] for figure in app.get("bidi_component")]
    drawn += [figure.get("aria-label") for figure in found(app, ".//div[@class='figure'][@role]")]
    return [*(chart.proto.alt for chart in app.get("plotly_chart")), *drawn]


def downloads(app: AppTest) -> list[str]:
    """What the menus of files say, from the top of the page."""
    return [
        menu.text_content() for menu in found(app, ".//details/summary[../@class='menu files']")
    ]


def file_links(app: AppTest) -> list[str]:
    """The words of the links to files."""
    return [link.text_content() for link in found(app, ".//a[@class='file']")]


class Way(NamedTuple):
    """A link to a page of ours."""

    label: str
    page: str
    """As in its address, without the slash."""
    query: dict[str, str]


def ways(app: AppTest) -> list[Way]:
    """The links from a page to others."""
    return [_way(link, link.text_content()) for link in found(app, ".//a[@class='way']")]


def page_links(app: AppTest) -> list[Way]:
    """The links of the sidebar."""
    links = found(app, ".//a[@class='page-link']")
    return [_way(link, link[0].tail or "") for link in links]


def _way(link: HtmlElement, label: str) -> Way:
    to = urlsplit(link.get("href"))
    return Way(label, to.path[1:], dict(parse_qsl(to.query)))
