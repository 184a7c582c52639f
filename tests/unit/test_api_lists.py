"""The lists of the API: filters, pages, formats, tags, and what is refused in words."""

import asyncio
import csv
import gzip
import json
import shutil
import threading
from collections.abc import Iterator
from io import BytesIO, StringIO
from math import prod
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from starlette.testclient import TestClient

from dashboard.api import asked, work
from dashboard.api.asked import formats_of, parameters_of
from dashboard.api.problems import KINDS, ProblemError
from dashboard.queries.listing import Listing
from dashboard.queries.listings import LISTINGS, Asked, known_values, rows_of
from dashboard.store.builds import warehouse
from dashboard.store.warehouse import Warehouse
from etl.checked import Project
from tests.api_client import asked_of
from tests.readers import run

each_list = pytest.mark.parametrize("listing", LISTINGS.values(), ids=list(LISTINGS))
OF_FIGURES = [listing for listing in LISTINGS.values() if listing.dimensions]


@pytest.fixture(scope="module")
def client(built_project: Project) -> Iterator[TestClient]:
    with asked_of(built_project) as found:
        yield found


@pytest.fixture(scope="module")
def source(built_project: Project) -> Warehouse:
    return warehouse(built_project.warehouse / "warehouse.duckdb")


def rows(client: TestClient, address: str) -> list[dict[str, Any]]:
    answer = client.get(f"/api/v1/{address}")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["rows"]
    return found


@each_list
def test_a_list_has_its_columns_and_one_row_of_a_key(source: Warehouse, listing: Listing) -> None:
    found = rows_of(source, listing, Asked(rows=10**6))
    assert found.column_names == [column.name for column in listing.columns]
    records = found.to_pylist()
    assert len({tuple(map(str, (row[name] for name in listing.key))) for row in records}) == len(
        records
    )
    for column in listing.columns:
        cells = [row[column.name] for row in records]
        assert column.is_optional or None not in cells, column.name


KINDS_OF_CELLS = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "date": str,
    "datetime": str,
    "list": list,
}


@each_list
def test_cells_are_of_the_kind_that_is_said(client: TestClient, listing: Listing) -> None:
    for row in rows(client, f"{listing.name}?limit=300"):
        for column in listing.columns:
            cell = row[column.name]
            assert cell is None or isinstance(cell, KINDS_OF_CELLS[column.kind]), column.name


@pytest.mark.parametrize(
    "listing",
    [found for name, found in LISTINGS.items() if name not in ("indicators", "units", "builds")],
    ids=lambda listing: listing.name,
)
def test_every_row_says_how_sure_it_is_and_where_it_stands(
    client: TestClient, listing: Listing
) -> None:
    for row in rows(client, f"{listing.name}?limit=10000"):
        assert row["confirmation"]
        assert row["document_id"]
        if listing.name != "documents":
            assert row["status"]
        has_value = any(row[name] is not None for name in listing.amounts)
        if listing.name == "observations" and row["status"] == "observed":
            assert has_value
        if row.get("status") in ("not_reported", "to_reconcile", "not_connected", "reorganised"):
            assert not any(row[name] is not None for name in ("value", "value_low", "value_high"))


@each_list
def test_every_filter_leaves_the_rows_with_its_values(source: Warehouse, listing: Listing) -> None:
    def keys(*filters: tuple[str, tuple[str, ...]]) -> set[tuple[str, ...]]:
        found = rows_of(source, listing, Asked(filters, rows=10**6)).select(listing.key)
        return {tuple(map(str, row.values())) for row in found.to_pylist()}

    every = keys()
    for name, found in listing.filters.items():
        known = [value for value in found.codes or known_values(source, name) if value != "all"]
        first, both = keys((name, (known[0],))), keys((name, (known[0], known[-1])))
        assert first <= both <= every, name


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("indicator", "indicator_id"),
        ("unit", "unit_id"),
        ("level", "level"),
        ("status", "status"),
        ("document", "document_id"),
        ("confirmation", "confirmation"),
    ],
)
def test_a_filter_goes_by_its_column(source: Warehouse, name: str, column: str) -> None:
    for listing in LISTINGS.values():
        if name in listing.filters and column in {found.name for found in listing.columns}:
            cells = rows_of(source, listing, Asked(rows=10**6)).column(column).to_pylist()
            value = cells[len(cells) // 2]
            kept = rows_of(source, listing, Asked(((name, (value,)),), rows=10**6))
            assert kept.column(column).to_pylist() == [cell for cell in cells if cell == value]


def test_the_newest_figures_are_those_of_the_structure(client: TestClient) -> None:
    for structure in ("2024", "2025"):
        found = rows(
            client, f"observations?period=latest&structure={structure}&level=province&limit=10000"
        )
        assert all(structure in row["latest_in"] for row in found)
        periods = {(row["indicator_id"], row["period_id"]) for row in found}
        assert len({indicator for indicator, _period in periods}) == len(periods)
    every = rows(client, "observations?limit=10000")
    assert rows(client, "observations?limit=10000&period=all") == every
    label = every[0]["period_label"]
    assert {row["period_label"] for row in rows(client, f"observations?period={label}")} == {label}


def test_of_two_prints_the_one_shown_is_given_unless_others_are_asked_for(
    client: TestClient,
) -> None:
    address = "observations?indicator=is_plan_deployed_rate&unit=p63-38"
    (shown,) = rows(client, address)
    both = rows(client, f"{address}&basis=all")
    assert [row["basis"] for row in both] == ["derived", "published"]
    assert [row for row in both if row["is_shown"]] == [shown]
    assert rows(client, f"{address}&basis=published&basis=derived") == both


@each_list
def test_pages_follow_each_other_without_gap_or_overlap(
    client: TestClient, listing: Listing
) -> None:
    whole = client.get(f"/api/v1/{listing.name}?limit=10000").json()
    step = max(1, whole["count"] // 3)
    found: list[Any] = []
    address = f"/api/v1/{listing.name}?limit={step}"
    while address:
        answer = client.get(address)
        page = answer.json()
        assert page["count"] == whole["count"] == int(answer.headers["x-total-count"])
        found += page["rows"]
        address = page["next"]
        assert (address is None) == ('rel="next"' not in answer.headers["link"])
    assert found == whole["rows"]


def test_pages_of_a_file_lead_to_pages_of_the_file(client: TestClient) -> None:
    answer = client.get("/api/v1/units.csv?limit=100&lang=en")
    following = answer.links["next"]["url"]
    assert following.startswith("/api/v1/units.csv?")
    rest = client.get(following)
    assert rest.headers["content-type"] == "text/csv; charset=utf-8"
    header = answer.text.splitlines()[0]
    assert rest.text.splitlines()[0] == header
    together = answer.text + rest.text.removeprefix(header + "\n")
    assert together == client.get("/api/v1/units.csv?lang=en").text


@each_list
def test_every_format_holds_the_same_rows(client: TestClient, listing: Listing) -> None:
    address = f"/api/v1/{listing.name}"
    found = client.get(f"{address}?limit=700").json()["rows"]
    text = client.get(f"{address}?limit=700&format=csv").text
    lines = list(csv.DictReader(StringIO(text)))
    table = pyarrow.parquet.read_table(
        BytesIO(client.get(f"{address}.parquet?limit=700").content)
    ).to_pylist()
    assert len(found) == len(lines) == len(table)
    for row, line, record in zip(found, lines, table, strict=True):
        for column in listing.columns:
            cell, written, kept = row[column.name], line[column.name], record[column.name]
            if cell is None:
                assert written == ""
                assert kept is None
            elif column.kind == "number":
                assert float(written) == kept == cell
            elif column.kind == "list":
                assert json.loads(written) == kept == cell
            elif column.kind == "boolean":
                assert written == str(cell).lower()
                assert kept is cell
            elif column.kind == "string":
                assert written == kept == cell
            else:
                assert written.replace(" ", "T").startswith(str(cell)[:10])


@pytest.mark.parametrize("listing", OF_FIGURES, ids=lambda listing: listing.name)
def test_a_cube_has_every_amount_in_its_cell(client: TestClient, listing: Listing) -> None:
    query = "indicator=dvctt_full_rate&indicator=signature_adults"
    found = rows(client, f"{listing.name}?{query}")
    cube = client.get(f"/api/v1/{listing.name}.jsonstat?{query}").json()
    assert (cube["version"], cube["class"]) == ("2.0", "dataset")
    assert cube["size"] == [
        len(cube["dimension"][name]["category"]["index"]) for name in cube["id"]
    ]
    assert all(int(cell) < prod(cube["size"]) for cell in cube["status"])
    amounts = 0
    for row in found:
        for amount in listing.amounts:
            cell = 0
            for name, size in zip(cube["id"], cube["size"], strict=True):
                code = amount if name == "measure" else row[name]
                places = cube["dimension"][name]["category"]["index"]
                cell = cell * size + places.index("_" if code is None else str(code))
            assert cube["value"].get(str(cell)) == row[amount]
            assert cube["status"][str(cell)] == row["status"]
            amounts += row[amount] is not None
        first = str(cell - len(listing.amounts) + 1)
        assert cube["extension"]["rows"][first]["confirmation"] == row["confirmation"]
        assert cube["extension"]["rows"][first]["document_id"] == row["document_id"]
    assert amounts == len(cube["value"]) > 50
    assert len(cube["status"]) == len(found) * len(listing.amounts)


def test_what_spans_no_cube_is_offered_none(client: TestClient) -> None:
    answer = client.get("/api/v1/units?format=jsonstat")
    assert answer.status_code == 400
    assert answer.json()["expected"] == ["json", "csv", "parquet"]
    assert client.get("/api/v1/units.jsonstat").status_code == 404
    assert client.get("/api/v1/units.csv?format=json").status_code == 400


def test_names_are_in_the_language_of_the_address_alone(client: TestClient) -> None:
    address = "/api/v1/indicators?indicator=dvctt_full_rate"
    (own,) = client.get(address, headers={"Accept-Language": "en"}).json()["rows"]
    (english,) = client.get(f"{address}&lang=en").json()["rows"]
    assert own["short_name_vi"] == "DVCTT toàn trình"
    assert english["short_name_vi"] == "Fully online public services"


def test_official_sources_alone_leave_the_others_out(client: TestClient) -> None:
    official = rows(client, "observations?sources=official&limit=10000")
    assert {row["confirmation"] for row in official} == {"official_document", "official_page"}
    assert len(official) < len(rows(client, "observations?limit=10000"))


def test_an_answer_is_sent_once_for_each_build_and_address(client: TestClient) -> None:
    first = client.get("/api/v1/units")
    tag = first.headers["etag"]
    again = client.get("/api/v1/units", headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["access-control-allow-origin"] == "*"
    for other in ("/api/v1/units?lang=en", "/api/v1/units.csv", "/api/v1/units?level=region"):
        assert client.get(other).headers["etag"] != tag


def test_another_build_has_other_tags_and_ends_its_pages(
    client: TestClient, built_project: Project, tmp_path: Path
) -> None:
    first = client.get("/api/v1/units?limit=10")
    shutil.copytree(built_project.warehouse, tmp_path / "data" / "warehouse")
    manifest = tmp_path / "data" / "warehouse" / "manifest.json"
    told = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps(told | {"build": told["build"] + 1}), encoding="utf-8")
    with asked_of(Project(tmp_path)) as other:
        answer = other.get("/api/v1/units?limit=10")
        assert answer.headers["etag"] != first.headers["etag"]
        ended = other.get(first.json()["next"])
    assert ended.status_code == 410
    assert ended.json()["type"] == "/api/docs#other-build"
    assert ended.json()["parameter"] == "cursor"


def test_answers_are_compressed_for_who_can_read_that(client: TestClient) -> None:
    answer = client.get("/api/v1/units")
    assert answer.headers["content-encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["vary"]
    plain = client.get("/api/v1/units", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.json() == answer.json()
    packed = client.get("/api/v1/units.parquet")
    assert "content-encoding" not in packed.headers
    with pytest.raises(gzip.BadGzipFile):
        gzip.decompress(packed.content)


def test_other_sites_may_read_and_nobody_may_write(client: TestClient) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        answer = client.request(method, "/api/v1/units")
        assert answer.status_code == 405
        assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
        assert answer.headers["content-type"] == "application/problem+json"
    asked_before = client.options("/api/v1/units", headers={"Origin": "https://a.vn"})
    assert asked_before.status_code == 204
    assert asked_before.headers["access-control-allow-methods"] == "GET, HEAD"
    head = client.head("/api/v1/units")
    assert head.status_code == 200
    assert head.headers["etag"] == client.get("/api/v1/units").headers["etag"]
    # A page and its session are for its own site alone.
    assert "access-control-allow-origin" not in client.get("/ban-do").headers


REFUSED = [
    ("observations?indicator=dvctt_ful_rate", "unknown-value", "indicator", "dvctt_full_rate"),
    ("observations?structure=2026", "unknown-value", "structure", "2025"),
    ("observations?status=zero", "unknown-value", "status", "observed"),
    ("observations?period=13/2024", "unknown-value", "period", None),
    ("observations?lang=fr", "unknown-value", "lang", "vi"),
    ("observations?sources=some", "unknown-value", "sources", "official"),
    ("observations?format=xml", "unknown-value", "format", "csv"),
    ("observations?format=csv&format=json", "unknown-value", "format", "csv"),
    ("observations?limit=0", "unknown-value", "limit", "1–10000"),
    ("observations?limit=-5", "unknown-value", "limit", "1–10000"),
    ("observations?limit=²", "unknown-value", "limit", "1–10000"),
    ("observations?limit=10001", "too-large", "limit", "1–10000"),
    (f"observations?limit={'9' * 400}", "too-large", "limit", "1–10000"),
    ("observations.csv?limit=100001", "too-large", "limit", "1–100000"),
    ("observations.jsonstat?limit=10", "too-large", "limit", None),
    ("observations?cursor=MTIz", "unknown-value", "cursor", None),
    ("observations?cursor=%00", "unknown-value", "cursor", None),
    ("observations?indicators=egdi_rank", "unknown-parameter", "indicators", "indicator"),
    ("units?status=observed", "unknown-parameter", "status", "level"),
    ("units?" + "unit=p63-01&" * 201, "too-large", "unit", None),
]


@pytest.mark.parametrize(("address", "kind", "parameter", "expected"), REFUSED)
def test_what_is_refused_is_told_in_words(
    client: TestClient, address: str, kind: str, parameter: str, expected: str | None
) -> None:
    answer = client.get(f"/api/v1/{address}")
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["status"] == answer.status_code == 400
    assert problem["type"] == f"/api/docs#{kind}"
    assert problem["parameter"] == parameter
    assert parameter in problem["detail"] or kind == "too-large"
    if expected is not None:
        assert expected in problem["expected"]
    english = client.get(f"/api/v1/{address}", headers={"Accept-Language": "fr, en-GB;q=0.8"})
    assert english.json()["detail"] != problem["detail"]
    for name in ("content-security-policy", "x-content-type-options", "referrer-policy"):
        assert name in answer.headers


def test_a_cursor_leads_on_with_the_filters_it_was_made_for(client: TestClient) -> None:
    following = client.get("/api/v1/units?level=province&limit=10").json()["next"]
    assert client.get(following.replace("limit=10", "limit=20")).status_code == 200
    assert client.get(following.replace("province", "ministry")).status_code == 400


def test_an_address_that_is_none_is_told_where_to_look(client: TestClient) -> None:
    for address in ("/api", "/api/v1", "/api/v2/units", "/api/v1/nothing", "/api/v1/units.xml"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert answer.json()["type"] == "/api/docs#not-found"
    long = client.get("/api/v1/units?unit=" + "x" * 7000)
    assert (long.status_code, long.json()["type"]) == (414, "/api/docs#too-long")


def test_a_failure_is_logged_and_told_without_its_trace(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_given: object) -> None:
        raise ValueError("a secret of the inside")

    monkeypatch.setattr(asked, "known_values", fail)
    answer = client.get("/api/v1/units?unit=p63-01")
    assert answer.status_code == 500
    assert answer.json()["type"] == "/api/docs#failed"
    assert "secret" not in answer.text
    assert "secret" in caplog.text
    assert "content-security-policy" in answer.headers


def test_before_the_first_build_there_is_nothing_to_answer(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, client: TestClient
) -> None:
    from dashboard.store import paths

    monkeypatch.setattr(paths, "WAREHOUSE", tmp_path / "none" / "warehouse.duckdb")
    answer = client.get("/api/v1/units")
    assert answer.status_code == 503
    assert answer.json()["type"] == "/api/docs#no-build"
    assert answer.headers["retry-after"] == "5"


def test_who_comes_to_a_full_line_is_sent_away_and_slow_work_keeps_its_place() -> None:
    line = work.Work(at_once=1, waiting=1, patience=0.05)
    gate = threading.Event()

    async def asked_at_once() -> list[str]:
        first = asyncio.create_task(line.do(gate.wait))
        second = asyncio.create_task(line.do(gate.wait))
        await asyncio.sleep(0)
        told = []
        for wait in (line.do(gate.wait), first, second, line.do(gate.wait)):
            with pytest.raises(ProblemError) as refused:
                await wait
            told.append(refused.value.kind.name)
        gate.set()
        await asyncio.sleep(0.05)
        assert await line.do(lambda: 7) == 7
        return told

    assert run(asked_at_once()) == ["busy", "too-slow", "too-slow", "too-slow"]


def test_problems_are_told_apart_by_name() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)


def test_every_list_takes_the_parameters_of_all(client: TestClient) -> None:
    for listing in LISTINGS.values():
        assert set(parameters_of(listing)) >= {"format", "limit", "cursor", "sources", "lang"}
        assert formats_of(listing)[:2] == ("json", "csv")
