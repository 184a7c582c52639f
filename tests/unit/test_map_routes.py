"""What a browser fetches for a map: the sheet, the old borders, the picture without a script."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.figures.map_figure import indicator_map
from dashboard.figures.stills import map_still
from dashboard.queries.structures import NEW, OLD, STRUCTURES, Structure
from dashboard.queries.units import regions
from dashboard.store import paths
from dashboard.store.warehouse import Warehouse
from dashboard.ui.frame import server, stills
from dashboard.ui.frame.assets import style_text
from dashboard.ui.frame.on_request import OnRequest
from dashboard.ui.frame.sheets import borders_url, sheet_asset, sheet_url
from dashboard.ui.frame.stills import still_url
from etl.checked import Project
from etl.language.i18n import using

each_structure = pytest.mark.parametrize("structure", STRUCTURES.values(), ids=STRUCTURES)


@pytest.fixture
def client(built_project: Project, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setattr(paths, "WAREHOUSE", built_project.warehouse / "warehouse.duckdb")
    return TestClient(Starlette(routes=server.ROUTES, middleware=server.MIDDLEWARE))


@each_structure
def test_a_sheet_is_kept_for_good_by_the_hash_in_its_address(
    client: TestClient, source: Warehouse, structure: Structure
) -> None:
    for window in ("vn", *regions(source, structure)):
        address = sheet_url(source, structure, window)
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "image/svg+xml"
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert answer.content == sheet_asset(source, structure, window).content
        etag = answer.headers["etag"]
        again = client.get(address, headers={"If-None-Match": etag})
        assert (again.status_code, again.content) == (304, b"")


def test_a_sheet_without_its_hash_is_asked_for_again(client: TestClient) -> None:
    for query in ("", "?v=000000000000"):
        answer = client.get(f"/maps/2024/vn.svg{query}")
        assert answer.status_code == 200
        assert "immutable" not in answer.headers["cache-control"]


def test_a_sheet_is_of_the_readers_language(client: TestClient, source: Warehouse) -> None:
    vietnamese = sheet_url(source, OLD, "vn")
    with using("en"):
        english = sheet_url(source.in_language("en"), OLD, "vn")
    versions = [parse_qs(urlsplit(address).query)["v"] for address in (vietnamese, english)]
    assert versions[0] != versions[1]
    assert "Biển Đông" in client.get(vietnamese).text
    assert "East Sea" in client.get(english).text
    assert "Biển Đông" not in client.get(english).text


@pytest.mark.parametrize(
    "path",
    [
        "/maps/2024/nowhere.svg",
        "/maps/2023/vn.svg",
        "/maps/2024/r34-tay-nguyen.svg",
        "/maps/2024/inset-tp-ho-chi-minh.svg",
        "/maps/2025/borders.svg",
        "/maps/stills/0123456789abcdef.svg",
    ],
)
def test_what_there_is_not_is_not_found(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.text == "Không có tệp này."


def test_the_old_borders_are_one_line_without_words(client: TestClient) -> None:
    answer = client.get(borders_url())
    assert answer.headers["cache-control"].endswith("immutable")
    assert re.fullmatch(r"<svg [^>]*><path d=\"[^\"]+\"/></svg>", answer.text)


def test_a_picture_is_drawn_when_it_is_asked_for(client: TestClient) -> None:
    drawn: list[int] = []

    def draw() -> str:
        drawn.append(1)
        return "<svg/>"

    address = still_url({"of": "this test"}, draw)
    assert still_url({"of": "this test"}, draw) == address != still_url({"of": "another"}, draw)
    assert drawn == []
    answer = client.get(address)
    assert (answer.text, answer.headers["content-type"]) == ("<svg/>", "image/svg+xml")
    assert drawn == [1]


def test_only_the_newest_pictures_are_kept(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stills, "_drawings", OnRequest(3))
    addresses = [still_url(number, lambda: "<svg/>") for number in range(4)]
    found = [client.get(address).status_code for address in addresses]
    assert found == [404, 200, 200, 200]


@each_structure
def test_a_picture_is_the_sheet_with_its_classes_and_style(
    source: Warehouse, view_of, structure: Structure
) -> None:
    shown = view_of("dvctt_full_rate", year=2024, structure=structure)
    unit = "p63-48" if structure is OLD else "p34-48"
    figure = indicator_map(shown, None, "value", "Tóm tắt", with_old_borders=structure is NEW)
    sheet = sheet_asset(source, structure, "vn").content.decode()
    style = style_text("map_sheet", "classes")
    picture = map_still(sheet, figure, unit, style)
    for number, (unit_id, code) in enumerate(zip(figure.units, figure.codes, strict=True)):
        assert f'data-unit="{unit_id}" d=' in sheet
        assert re.search(f'data-unit="{unit_id}"[^>]* data-class="{code}"', picture), number
    for code, entry in enumerate(figure.classes):
        assert f"--k{code}:light-dark({entry.light},{entry.dark})" in picture
        assert f">{entry.label} ({entry.count})</text>" in picture
    assert 'class="chosen"' in picture
    assert ('class="old-borders"' in picture) == (structure is NEW)
    assert "<title>Tóm tắt</title>" in picture
    assert "color-scheme:light dark" in picture
    assert style in picture
    for words in ("QĐ. Hoàng Sa", "QĐ. Trường Sa", "Biển Đông"):
        assert words in picture


def test_a_picture_of_a_region_has_its_values(source: Warehouse, view_of) -> None:
    shown = view_of("dvctt_full_rate", year=2024)
    figure = indicator_map(shown, "r63-tay-nguyen", "value", "Tóm tắt")
    sheet = sheet_asset(source, OLD, "r63-tay-nguyen").content.decode()
    picture = map_still(sheet, figure, None, "")
    assert ">38,08%</tspan>" in picture
    assert 'class="chosen"' not in picture
