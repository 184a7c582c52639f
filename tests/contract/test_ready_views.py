"""The addresses of views that the browser fetches ahead: what they answer, and for how long."""

from itertools import product
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.queries.indicator_views import due_dates, view
from dashboard.queries.indicators import UNIT_LEVELS, indicators_at
from dashboard.queries.periods import printed_periods, usual_structure
from dashboard.queries.structures import STRUCTURES
from dashboard.store import paths
from dashboard.store.builds import warehouse
from dashboard.store.warehouse import Warehouse
from dashboard.ui.frame.parameters import PARAMS
from dashboard.ui.sections.map import first_colour
from dashboard.ui.sections.ready_views import ROUTES
from dashboard.words.vocabulary import SORTS
from etl.checked import Project
from etl.language.i18n import LANGUAGES

PLACE = {"co-cau": "2024", "cap": "province"}
MAP = PLACE | {"chi-so": "dvctt_full_rate", "han": "2024"}
RANKING = MAP | {"xep": "hang"}
ADDRESSES = {"index": PLACE, "map": MAP, "ranking": RANKING}
each_kind = pytest.mark.parametrize("kind", ADDRESSES)


@pytest.fixture
def source(built_project: Project, monkeypatch: pytest.MonkeyPatch) -> Warehouse:
    monkeypatch.setattr(paths, "WAREHOUSE", built_project.warehouse / "warehouse.duckdb")
    return warehouse()


@pytest.fixture
def client(source: Warehouse) -> TestClient:
    return TestClient(Starlette(routes=ROUTES))


def ask(client: TestClient, kind: str, query: dict[str, str], **more: Any) -> Any:
    return client.get(f"/views/{kind}.json?{urlencode(query)}", **more)


@each_kind
def test_an_address_of_the_build_is_kept_for_good(
    client: TestClient, source: Warehouse, kind: str
) -> None:
    answer = ask(client, kind, ADDRESSES[kind] | {"v": source.build_id})
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["content-encoding"] == "gzip"


@each_kind
@pytest.mark.parametrize("version", [{}, {"v": "of-before"}], ids=["none", "other"])
def test_any_other_is_asked_for_again(
    client: TestClient, kind: str, version: dict[str, str]
) -> None:
    answer = ask(client, kind, ADDRESSES[kind] | version)
    assert answer.status_code == 200
    assert "immutable" not in answer.headers["cache-control"]
    known = {"If-None-Match": answer.headers["etag"]}
    assert ask(client, kind, ADDRESSES[kind] | version, headers=known).status_code == 304


@each_kind
def test_the_same_address_gives_the_same_bytes(client: TestClient, kind: str) -> None:
    first, second = (ask(client, kind, ADDRESSES[kind]).content for _ in range(2))
    assert first == second


ODD = {
    "co-cau": ("1975", None),
    "cap": ("xã", None),
    "chi-so": ("no_such", None),
    "han": ("2099",),
    "ky": ("2024-01-01.as_of",),
    "xep": ("lon-xon", None),
}


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [
        (kind, name, value)
        for kind, asked in ADDRESSES.items()
        for name, values in ODD.items()
        for value in values
        if name in asked or (name == "ky" and kind != "index")
    ],
)
def test_what_there_is_not_is_not_found(
    client: TestClient, kind: str, name: str, value: str | None
) -> None:
    asked = ADDRESSES[kind] | {name: value}
    answer = ask(client, kind, {key: said for key, said in asked.items() if said is not None})
    assert answer.status_code == 404
    assert answer.text == "Không có tệp này."


@each_kind
def test_without_a_warehouse_there_is_nothing(
    client: TestClient, kind: str, monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    monkeypatch.setattr(paths, "WAREHOUSE", tmp_path / "none.duckdb")
    assert ask(client, kind, ADDRESSES[kind]).status_code == 404


@pytest.mark.parametrize("level", UNIT_LEVELS)
@pytest.mark.parametrize("structure", STRUCTURES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_choice_of_the_index_has_its_view(
    client: TestClient, source: Warehouse, level: str, structure: str, lang: str
) -> None:
    common = {"co-cau": structure, "cap": level, "lang": lang, "v": source.build_id}
    found = ask(client, "index", common).json()
    assert found["order"] == [param.url for param in PARAMS]
    options = indicators_at(source, level)
    assert sorted(found["indicators"].values()) == sorted(options)
    # To choose what was printed for other units than most may change the structure as well, and
    # figures of single units have no figure.
    usual = usual_structure(source, level)
    newest = {key: next(iter(printed_periods(source, key, level).items()), None) for key in options}
    assert found["views"].keys() == {
        key
        for key, period in newest.items()
        if period is None or (period[1] == usual and not period[0].of_single_units)
    }
    assert found["first"] == "dvctt_full_rate"
    for indicator_id, choices in found["views"].items():
        days = due_dates(source, indicator_id, level)
        assert list(choices["han"].values()) == [str(day.year) for day in days]
        modes = list(choices["to-mau"].values())
        shown = view(source, indicator_id, level, days[0] if days else None, STRUCTURES[structure])
        assert modes[0] == first_colour(source, shown)
        assert list(choices["xep"].values()) in ([], list(SORTS))
        # One of each: the default, which a page opens with.
        first = {name: next(iter(choices[name].values()), None) for name in ("han", "ky")}
        query = common | {"chi-so": indicator_id}
        query |= {name: value for name, value in first.items() if value is not None}
        answer = ask(client, "map", query)
        assert answer.status_code == 200
        figures = answer.json()["figures"]
        assert figures.keys() <= set(modes)
        assert "value" in figures or not shown.has_source


def test_a_language_has_words_of_its_own(client: TestClient) -> None:
    for kind, asked in ADDRESSES.items():
        own, english = (ask(client, kind, asked | {"lang": lang}).text for lang in ("vi", "en"))
        assert own != english
    parts = ask(client, "map", MAP | {"lang": "en"}).json()["parts"].values()
    assert not any("đơn vị" in part["panel"] for part in parts)


@pytest.mark.parametrize(("level", "sort"), list(product(UNIT_LEVELS, SORTS)))
def test_rankings_of_each_level_stand_in_their_order(
    client: TestClient, level: str, sort: str
) -> None:
    found = ask(client, "ranking", RANKING | {"cap": level, "xep": sort}).json()
    assert list(found["figures"]) == [sort]
    units = found["figures"][sort]["units"]
    assert len(units) == {"province": 63, "ministry": 20}[level]
    first = {"hang": 0, "nguoc": -1}.get(sort)
    if first is not None:
        best = "p63-48" if level == "province" else "bo-cong-thuong"
        assert units[first] == best
