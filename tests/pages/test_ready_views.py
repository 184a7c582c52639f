"""What is fetched ahead of a choice is what the page shows once the choice is made.

Of every indicator, target and colouring or order; structures and languages take turns.
"""

import json
import re
from collections.abc import Iterator
from itertools import cycle, product
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from dashboard.figures.change_classes import map_colour_modes
from dashboard.queries.indicator_views import View, due_dates, view
from dashboard.queries.indicators import UNIT_LEVELS, indicators_at
from dashboard.queries.structures import OLD, STRUCTURES
from dashboard.store.warehouse import Warehouse
from dashboard.ui.frame.pages import MAP, RANKING, Page
from dashboard.ui.frame.parameters import COLOR, DUE, INDICATOR, LANG, LEVEL, SORT, STRUCTURE, UNIT
from dashboard.ui.sections.ready_views import ROUTES
from dashboard.words.vocabulary import SORTS
from etl.language.i18n import LANGUAGES
from tests.pages.conftest import OpenPage

PART = re.compile(r'<div class="page-part" data-part="([^"]+)">(.*)</div>', re.DOTALL)
# What the browser keeps from the figure before: the reader's own choice, and addresses.
KEPT = {"sheet", "borders", "chosen", "selects", "words", "ahead"}
VIEW = (INDICATOR.url, DUE.url, "ky", SORT.url)
"""What tells a view's address from the others, as `addressOf` of choices.js has it."""

Address = dict[str, str]


@pytest.fixture
def client(source: Warehouse) -> TestClient:
    return TestClient(Starlette(routes=ROUTES))


def views_at(source: Warehouse, level: str) -> Iterator[View]:
    for indicator_id in indicators_at(source, level):
        for day in due_dates(source, indicator_id, level) or (None,):
            yield view(source, indicator_id, level, day, OLD)


def address(shown: View, **more: str) -> Address:
    own = {INDICATOR.url: shown.indicator.indicator_id, LEVEL.url: shown.level}
    due = {} if shown.due_on is None else {DUE.url: str(shown.due_on.year)}
    return own | due | more


def map_addresses(source: Warehouse) -> Iterator[Address]:
    """Every indicator and target, once by one of its colourings, each of these in its turn."""
    others = cycle(product(LANGUAGES, STRUCTURES))
    for number, shown in enumerate(views_at(source, "province")):
        modes = map_colour_modes(shown)
        lang, structure = next(others)
        look = {COLOR.url: modes[number % len(modes)]}
        yield address(shown) | look | {LANG.url: lang, STRUCTURE.url: structure}


def ranking_addresses(source: Warehouse) -> Iterator[Address]:
    others = cycle(product(LANGUAGES, STRUCTURES, SORTS))
    for level in UNIT_LEVELS:
        for shown in views_at(source, level):
            lang, structure, sort = next(others)
            yield address(shown) | {SORT.url: sort, LANG.url: lang, STRUCTURE.url: structure}


def figure_of(app: AppTest) -> dict[str, Any] | None:
    """What the component of the page was told."""
    assert not app.exception
    found = [json.loads(item.proto.json) for item in app.get("bidi_component")]
    return found[0] if found else None


def parts_of(app: AppTest) -> dict[str, str]:
    bodies = [html.proto.body for html in app.get("html")]
    return {part[1]: part[2] for body in bodies if (part := PART.fullmatch(body))}


def fetched(client: TestClient, ahead: dict[str, Any]) -> dict[str, Any]:
    """As the browser asks for it, from what the page has told it."""
    choice = {name: ahead["choice"][name] for name in VIEW if name in ahead["choice"]}
    answer = client.get(f"{ahead['views']}&{urlencode(choice)}")
    assert answer.status_code == 200
    assert "immutable" in answer.headers["cache-control"]
    return answer.json()


def is_shown(app: AppTest, found: dict[str, Any], look: str) -> None:
    data = figure_of(app)
    assert data is not None
    assert data.keys() - found["figures"][look].keys() <= KEPT
    assert found["figures"][look].items() <= data.items()
    # No unit is chosen.
    rest = {"table": found["tables"][look], "chosen": ""}
    assert parts_of(app) == found["parts"][look] | rest


def opens(open_page: OpenPage, client: TestClient, page: Page, asked: Address, look: str) -> bool:
    """Whether the page has a figure; if so it is the one that is fetched ahead of it."""
    app = open_page(page, asked)
    data = figure_of(app)
    if data is None:
        return False
    ahead = data["ahead"]
    wanted = {name: asked[name] for name in (INDICATOR.url, DUE.url, look) if name in asked}
    assert ahead["choice"].items() >= wanted.items()
    assert (ahead["look"], ahead["choice"][look]) == (look, asked[look])
    is_shown(app, fetched(client, ahead), asked[look])
    return True


def test_maps_fetched_ahead_are_those_of_the_page(
    source: Warehouse, open_page: OpenPage, client: TestClient
) -> None:
    asked = list(map_addresses(source))
    shown = [opens(open_page, client, MAP, item, COLOR.url) for item in asked]
    # What was printed for the 34 only has no map of the 63.
    assert sum(shown) >= 0.7 * len(asked) > 15
    colourings = {item[COLOR.url] for item, has_map in zip(asked, shown, strict=True) if has_map}
    assert colourings == {"value", "gap", "verdict"}


def test_rankings_fetched_ahead_are_those_of_the_page(
    source: Warehouse, open_page: OpenPage, client: TestClient
) -> None:
    asked = list(ranking_addresses(source))
    shown = [opens(open_page, client, RANKING, item, SORT.url) for item in asked]
    assert sum(shown) >= 0.6 * len(asked) > 15
    drawn = [item for item, has_bars in zip(asked, shown, strict=True) if has_bars]
    assert {item[SORT.url] for item in drawn} == set(SORTS)
    assert {item[LEVEL.url] for item in drawn} == set(UNIT_LEVELS)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("structure", STRUCTURES)
def test_heads_of_units_are_those_of_the_page(
    source: Warehouse, open_page: OpenPage, client: TestClient, structure: str, lang: str
) -> None:
    choice = {STRUCTURE.url: structure, LANG.url: lang}
    data = figure_of(open_page(MAP, choice))
    assert data is not None
    found = fetched(client, data["ahead"])
    assert list(found["units"]) == data["units"]
    for unit_id in data["units"][:: len(data["units"]) // 3]:
        app = open_page(MAP, choice | {UNIT.url: unit_id})
        shown = parts_of(app)
        assert {name: shown[name] for name in ("panel", "chosen")} == found["units"][unit_id]


def test_views_that_a_page_has_no_figure_of_have_none(
    source: Warehouse, open_page: OpenPage, client: TestClient
) -> None:
    """A yes and a no are groups; figures printed for other units are a sentence."""
    new = {STRUCTURE.url: "2025"}
    for page, asked, look in [
        (RANKING, {INDICATOR.url: "shared_catalogue"}, {SORT.url: "hang"}),
        (RANKING, {INDICATOR.url: "is_systems"} | new, {SORT.url: "hang"}),
        (MAP, {INDICATOR.url: "is_systems"} | new, {}),
    ]:
        data = figure_of(open_page(page, {}))
        assert data is not None
        common = {"v": source.build_id, LEVEL.url: "province", STRUCTURE.url: "2024"}
        kind = "ranking" if page is RANKING else "map"
        found = client.get(f"/views/{kind}.json?{urlencode(common | asked | look)}").json()
        has_figure = figure_of(open_page(page, asked)) is not None
        assert bool(found["figures"]) == has_figure, asked


@pytest.mark.parametrize("page", [MAP, RANKING], ids=["map", "ranking"])
def test_a_region_is_not_shown_ahead(open_page: OpenPage, page: Page) -> None:
    data = figure_of(open_page(page, {"vung": "r63-tay-nguyen"}))
    assert data is not None
    assert data["ahead"] is None
