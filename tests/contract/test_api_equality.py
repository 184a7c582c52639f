"""What a page shows, the file at its address and the API are equal, for every view there is.

Pages are run as for a program: the same scripts, over every indicator, level, structure, period
and due date. Tests of the pages compare these with what a reader of the page is given.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from dashboard.queries.indicator_views import due_dates
from dashboard.queries.indicators import indicators_at
from dashboard.queries.listing_sql import FIGURE_STATUSES
from dashboard.queries.periods import periods
from dashboard.queries.structures import STRUCTURES
from dashboard.store.builds import warehouse
from dashboard.store.warehouse import Warehouse
from etl.checked import Project
from etl.language.rounding import rounded
from tests.api_client import asked_of

Row = dict[str, Any]


@pytest.fixture(scope="module")
def client(built_project: Project) -> Iterator[TestClient]:
    with asked_of(built_project) as found:
        yield found


@pytest.fixture(scope="module")
def source(built_project: Project) -> Warehouse:
    return warehouse(built_project.warehouse / "warehouse.duckdb")


def rows(client: TestClient, address: str, **query: str) -> list[Row]:
    answer = client.get(address, params=query or None)
    assert answer.status_code == 200, (query, answer.text)
    found: list[Row] = answer.json()["rows"]
    return found


def _same(own: float | None, other: float | None, row: Row) -> bool:
    """A printed amount as it is; a computed one to the decimals that it is shown with."""
    return own == (other if row["basis"] == "published" else rounded(other, row["decimals"]))


@pytest.mark.parametrize("structure", STRUCTURES)
@pytest.mark.parametrize("level", ["province", "ministry"])
def test_every_view_gives_the_figures_of_the_api(
    client: TestClient, source: Warehouse, level: str, structure: str
) -> None:
    """The page shows the ends of a scale as unknown, and a partial sum as what was reported."""
    stored: dict[tuple[str, str, str], Row] = {
        (row["indicator_id"], row["period_id"], row["unit_id"]): row
        for row in rows(
            client, "/api/v1/observations", level=level, structure=structure, limit="10000"
        )
    }
    seen = 0
    for indicator_id in indicators_at(source, level):
        for period in periods(source, indicator_id, level, STRUCTURES[structure]):
            found = rows(
                client,
                "/xep-hang.json",
                **{"cap": level, "chi-so": indicator_id, "ky": period.id, "co-cau": structure},
            )
            of_view = {row["unit_id"]: row for row in found if row["status"] in FIGURE_STATUSES}
            own = {
                key[2]: row for key, row in stored.items() if key[:2] == (indicator_id, period.id)
            }
            assert of_view.keys() == own.keys(), (indicator_id, period.id)
            for unit_id, row in own.items():
                _compare(of_view[unit_id], row)
                seen += 1
    assert seen == len(stored) > 200


def _compare(shown: Row, row: Row) -> None:
    assert (shown["status"], shown["basis"]) == (row["status"], row["basis"])
    assert _same(shown["Giá trị"], row["value"], row), (shown, row)
    assert _same(shown["Ước tính"], row["value_estimate"], row)
    if row["status"] == "partial":
        assert _same(shown["Tổng đã báo cáo"], row["value_low"], row)
    elif row["value"] is not None:
        assert shown["Thấp nhất"] == shown["Cao nhất"] == shown["Giá trị"]
    else:
        for end, amount in (("Thấp nhất", "value_low"), ("Cao nhất", "value_high")):
            assert shown[end] is None or _same(shown[end], row[amount], row)
    assert shown["Nguồn"] == row["document_vi"]
    assert shown["Dòng trong báo cáo"] == row["document_line"] or row["basis"] == "derived"
    assert (shown.get("confirmation") or "official_document") in (
        row["confirmation"],
        "official_document",
    )


@pytest.mark.parametrize("structure", STRUCTURES)
def test_every_verdict_of_the_map_is_that_of_the_api(
    client: TestClient, source: Warehouse, structure: str
) -> None:
    stored = {
        (row["indicator_id"], row["due_on"][:4], row["period_id"], row["unit_id"]): row
        for row in rows(
            client, "/api/v1/results", level="province", structure=structure, limit="10000"
        )
    }
    seen = set()
    for indicator_id in indicators_at(source, "province"):
        held = periods(source, indicator_id, "province", STRUCTURES[structure])
        for due_on in due_dates(source, indicator_id, "province") if held else ():
            of_view = {"chi-so": indicator_id, "han": str(due_on.year), "ky": held[0].id}
            for row in rows(client, "/ban-do.json", **of_view, **{"co-cau": structure}):
                key = (indicator_id, str(due_on.year), held[0].id, row["unit_id"])
                if row["status"] not in FIGURE_STATUSES or row["verdict"] is None:
                    assert key not in stored
                    continue
                result = stored[key]
                assert (row["verdict"], row["status"]) == (result["verdict"], result["status"])
                assert row["Mục tiêu"] == result["target_value"]
                seen.add(key)
    assert len(seen) > 100


REGISTERS = [
    ("/chat-luong.json?muc=phan-loi", "claims", "claim_id", {"verdict": "status"}),
    ("/vuong-mac.json?co-cau=2024", "obstacles", "obstacle_id", {"unit_id": "unit_id"}),
    ("/de-an-06.json?co-cau=2024", "tasks", "task_id", {"status": "status", "Hạn": "due_on"}),
    (
        "/phuong-phap.json?muc=van-ban",
        "documents",
        "document_id",
        {"confirmation": "confirmation", "Địa chỉ": "document_url"},
    ),
]


@pytest.mark.parametrize(("page", "name", "key", "columns"), REGISTERS)
def test_every_register_has_the_rows_of_the_api(
    client: TestClient, page: str, name: str, key: str, columns: dict[str, str]
) -> None:
    shown = {row[key]: row for row in rows(client, page)}
    stored = {row[key]: row for row in rows(client, f"/api/v1/{name}", limit="10000")}
    assert shown.keys() == stored.keys()
    for found, row in shown.items():
        assert {column: row[column] or None for column in columns} == {
            column: stored[found][other] for column, other in columns.items()
        }


def test_the_series_of_the_country_are_those_of_the_api(client: TestClient) -> None:
    shown = rows(client, "/quoc-gia.json")
    stored = defaultdict(list)
    for row in rows(client, "/api/v1/observations", level="country", basis="all", limit="10000"):
        key = row["indicator_id"], row["basis"], row["document_line"], row["status"]
        stored[key].append(row)
    aimed_at = {row["indicator_id"] for row in rows(client, "/api/v1/targets", level="country")}
    for row in shown:
        if row["Kỳ"] is None:
            # A target that no figure is known of.
            assert row["Giá trị"] is None
            assert row["indicator_id"] in aimed_at
            continue
        key = row["indicator_id"], row["basis"], row["Dòng trong báo cáo"], row["status"]
        assert any(_same(row["Giá trị"], found["value"], found) for found in stored[key]), row
    assert len(shown) > 200


@pytest.mark.parametrize("name", ["indicator", "target"])
def test_the_tables_of_the_catalogue_are_those_of_the_api(client: TestClient, name: str) -> None:
    section = {"indicator": "chi-so", "target": "muc-tieu"}[name]
    shown = rows(client, "/phuong-phap.json", muc=section)
    stored = rows(client, f"/api/v1/{name}s", limit="10000")
    found = {row["indicator_id"] for row in shown}
    assert found <= {row["indicator_id"] for row in stored}
    if name == "target":
        levels = {row["indicator_id"] for row in stored if row["scope"] != "unit"}
        assert levels <= found
