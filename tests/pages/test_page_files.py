"""The address of a page with an ending gives a program what a reader of the page takes away."""

import csv
import re
from collections.abc import Iterator
from io import BytesIO, StringIO
from typing import Any
from urllib.parse import urlencode
from zipfile import ZipFile

import pytest
from PIL import Image
from starlette.testclient import TestClient

from dashboard.ui.frame.page_files import file_path
from dashboard.ui.frame.pages import (
    COMPARE,
    MAP,
    METHODS,
    NATIONAL,
    OVERVIEW,
    PROFILE,
    RANKING,
    TARGETS,
    Page,
)
from dashboard.ui.frame.parameters import INDICATOR, SECTION, UNIT
from etl.checked import Project
from etl.language.i18n import LANGUAGES
from tests.api_client import asked_of
from tests.pages.addresses import each_address
from tests.pages.conftest import Look
from tests.pages.tables import page_tables


@pytest.fixture(scope="module")
def client(built_project: Project) -> Iterator[TestClient]:
    with asked_of(built_project) as found:
        yield found


def stem(name: str) -> str:
    return re.sub(r"_b\d+(_\d{4}-\d\d-\d\d)?\.\w+$", "", name)


def parts(workbook: bytes) -> dict[str, bytes]:
    """All but the hour it was written at."""
    with ZipFile(BytesIO(workbook)) as book:
        return {name: book.read(name) for name in book.namelist() if "docProps" not in name}


@each_address
def test_a_program_takes_what_a_reader_takes(
    look: Look, client: TestClient, page: Page, params: dict[str, str]
) -> None:
    """Every table, each format once, and the rows of the first for programs."""
    query = {param.url: params[param.url] for param in page.params if param.url in params}
    offered = look(page, params).files
    is_store = params.get(SECTION.url) == "tai-ve"
    if is_store:
        # The tables of the store are many, and one way leads to all of them.
        offered = offered[1:4]
    seen: set[str] = set()
    for name, make in offered:
        ending = name.rpartition(".")[2]
        is_first = ending not in seen
        seen.add(ending)
        if ending in ("pdf", "docx") or (ending == "xlsx" and not is_first):
            continue
        # The first is given where none is named.
        named = query if is_first else query | {"tep": stem(name)}
        answer = client.get(f"{file_path(page, ending)}?{urlencode(named)}")
        assert answer.status_code == 200, (name, answer.text)
        assert answer.headers["content-disposition"].endswith(f"''{name}")
        if ending == "xlsx":
            assert parts(answer.content) == parts(make())
        else:
            assert answer.content == make()
        if ending == "csv" and is_first and not is_store:
            told = client.get(f"{file_path(page, 'json')}?{urlencode(named)}").json()
            is_told(told, answer.content)
    if not seen:
        answer = client.get(f"{file_path(page, 'csv')}?{urlencode(query)}")
        assert answer.status_code == 404
        assert answer.json()["type"] == "/api/docs#not-offered"


def is_told(told: dict[str, Any], content: bytes) -> None:
    """Whether the rows for programs are those of the file."""
    header, *lines = csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";")
    assert told["columns"] == header
    assert told["count"] == len(told["rows"]) == len(lines)
    for row, line in zip(told["rows"], lines, strict=True):
        assert [_written(row[column], text) for column, text in zip(header, line, strict=True)]


@pytest.mark.parametrize("page", [MAP, NATIONAL, METHODS], ids=lambda page: page.id)
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_file_is_described_by_its_columns(client: TestClient, page: Page, code: str) -> None:
    about = client.get(f"{file_path(page, 'metadata.json')}?lang={code}").json()
    dialect = about["dialect"]
    assert (dialect["delimiter"] == ";") == (code == "vi")
    text = client.get(about["url"]).content.decode("utf-8-sig")
    header = next(csv.reader(StringIO(text), delimiter=dialect["delimiter"]))
    assert [column["titles"] for column in about["tableSchema"]["columns"]] == header
    names = [column["name"] for column in about["tableSchema"]["columns"]]
    assert len(set(names)) == len(names)
    for file in about["dcat:distribution"]:
        assert client.head(file["dcat:downloadURL"]).status_code == 200
    assert about["dc:source"]


def _written(cell: object, text: str) -> bool:
    """Whether the file has this cell so; what a spreadsheet would take for a formula has a mark."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        assert float(text.replace(",", ".")) == cell
    else:
        assert text.removeprefix("'") == ("" if cell is None else str(cell))
    return True


@pytest.mark.parametrize("page", [MAP, RANKING], ids=lambda page: page.id)
def test_the_page_shows_the_figures_of_its_file(look: Look, client: TestClient, page: Page) -> None:
    params = {INDICATOR.url: "is_plan_deployed_rate", "co-cau": "2025"}
    (table, *_others) = page_tables(look(page, params).app)
    told = client.get(f"{file_path(page, 'json')}?{urlencode(params)}").json()["rows"]
    shown = table.frame
    value = next(column for column in shown if column.startswith("Triển khai đủ"))
    assert len(shown) == len(told) == 34
    for text, row in zip(shown[value], told, strict=True):
        number = re.match(r"\**(\d+(?:,\d+)?)%", text)
        assert (number and float(number[1].replace(",", "."))) == row["Giá trị"], (text, row)


def test_a_profile_is_given_as_a_brief(client: TestClient) -> None:
    for ending, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        answer = client.get(f"{file_path(PROFILE, ending)}?{UNIT.url}=p63-48")
        assert answer.content.startswith(start)
        assert "ho-so_p63-48_2024" in answer.headers["content-disposition"]


@pytest.mark.parametrize("page", [MAP, RANKING], ids=lambda page: page.id)
def test_a_figure_is_given_as_a_picture_with_its_words(client: TestClient, page: Page) -> None:
    answer = client.get(f"{file_path(page, 'svg')}?{INDICATOR.url}=is_plan_deployed_rate")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "Nguồn: Báo cáo Bộ TT&amp;TT 7/2024, Phụ lục IX" in answer.text
    assert "QĐ. Hoàng Sa" in answer.text or page is not MAP
    assert "Đơn vị tính: %" in answer.text
    assert answer.text.count("<script") == 0


@pytest.mark.parametrize(
    "page", [OVERVIEW, MAP, RANKING, TARGETS, COMPARE], ids=lambda page: page.id
)
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_figure_is_given_as_png_at_twice_its_size(
    client: TestClient, page: Page, code: str
) -> None:
    query = f"lang={code}"
    drawn = client.get(f"{file_path(page, 'svg')}?{query}").text
    answer = client.get(f"{file_path(page, 'png')}?{query}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "image/png"
    assert "content-encoding" not in answer.headers
    width, height = re.findall(r' (?:width|height)="(\d+)"', drawn.partition(">")[0])
    assert Image.open(BytesIO(answer.content)).size == (2 * int(width), 2 * int(height))
    tag = {"If-None-Match": answer.headers["etag"]}
    assert client.get(f"{file_path(page, 'png')}?{query}", headers=tag).status_code == 304


REFUSED = [
    ("/ban-do.csv?chi-so=is_plan_deployed_rat", 400, "chi-so", "is_plan_deployed_rate"),
    ("/ban-do.csv?chiso=is_systems", 400, "chiso", "chi-so"),
    ("/ban-do.csv?co-cau=2026", 400, "co-cau", "2025"),
    ("/ban-do.csv?lang=fr", 400, "lang", "en"),
    ("/ban-do.csv?nguon=mot-phan", 400, "nguon", "chinh-thuc"),
    ("/ban-do.csv?co-cau=2024&co-cau=2025", 400, "co-cau", None),
    ("/ban-do.csv?tep=nothing", 400, "tep", None),
    ("/so-sanh.csv?cac-don-vi=p63-01,p63-99", 400, "cac-don-vi", None),
    ("/quoc-gia.pdf", 404, None, None),
    ("/quoc-gia.png", 404, None, None),
    ("/ban-do.png?chi-so=is_plan_deployed_rat", 400, "chi-so", "is_plan_deployed_rate"),
]


@pytest.mark.parametrize(("address", "status", "parameter", "expected"), REFUSED)
def test_what_a_page_would_replace_by_a_default_is_refused(
    client: TestClient, address: str, status: int, parameter: str | None, expected: str | None
) -> None:
    answer = client.get(address)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.json().get("parameter") == parameter
    assert expected is None or expected in answer.json()["expected"]


def test_a_page_for_operators_has_no_files(client: TestClient) -> None:
    answer = client.get("/cap-nhat.csv")
    assert answer.status_code == 404
    assert "access-control-allow-origin" not in answer.headers


def test_a_file_is_sent_once_for_each_build_and_address(client: TestClient) -> None:
    first = client.get("/ban-do.csv")
    again = client.get("/ban-do.csv", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/ban-do.csv?lang=en").headers["etag"] != first.headers["etag"]


def test_a_program_takes_no_offer_from_a_reader(client: TestClient) -> None:
    """Addresses that pages have given are kept, but not for ever."""
    from dashboard.ui.frame import taken_files

    kept = len(taken_files._contents._makers)
    assert client.get(f"{file_path(METHODS, 'csv')}?muc=tai-ve&tep=unit").status_code == 200
    assert client.get(f"{file_path(PROFILE, 'csv')}").status_code == 200
    assert len(taken_files._contents._makers) == kept
