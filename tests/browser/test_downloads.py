"""Files taken away: exactly the rows that are shown, as the warehouse has them."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.rows import records
from dashboard.targets import goals
from dashboard.ui.pages import MAP, RANKING, TARGETS
from dashboard.warehouse import warehouse

pytestmark = pytest.mark.browser

FIGURES = """
    SELECT unit_id, value, status, raw_text, document_line
    FROM observation JOIN unit USING (unit_id)
    WHERE indicator_id = $indicator_id AND level = 'province' AND region_id = $region_id
      AND basis = $basis
"""


def download(page: Page, label: str) -> tuple[str, list[dict[str, str]]]:
    """Name and rows of the file behind a button."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=label, exact=True).click()
    content = Path(waiting.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    lines = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    return waiting.value.suggested_filename, list(lines)


def number(cell: str) -> float | None:
    return float(cell.replace(",", ".")) if cell else None


@pytest.mark.parametrize(
    ("indicator_id", "basis"),
    [("dossier_full_online_rate", "published"), ("is_plan_deployed_rate", "derived")],
)
def test_a_region_is_downloaded_as_the_warehouse_has_it(
    server: str, page: Page, indicator_id: str, basis: str
) -> None:
    page.goto(f"{server}/{MAP.url_path}?chi-so={indicator_id}")
    expect(page.get_by_role("button", name="Tải CSV (63 dòng)")).to_be_visible()
    expect(page.locator(".geolayer > g:first-child path.choroplethlocation")).to_have_count(63)
    page.get_by_role("combobox", name="Vùng").click()
    page.get_by_role("option", name="Đồng bằng sông Hồng").click()
    name, lines = download(page, "Tải CSV (11 dòng)")
    assert name.startswith(f"{indicator_id}_province_2024_r63-dong-bang-song-hong_")
    assert name.endswith(".csv")

    found = warehouse().query(
        FIGURES, indicator_id=indicator_id, region_id="r63-dong-bang-song-hong", basis=basis
    )
    expected = {row["unit_id"]: row for row in records(found)}
    assert {line["unit_id"] for line in lines} == set(expected)
    assert len(lines) == len(expected) == 11
    for line in lines:
        row = expected[line["unit_id"]]
        assert number(line["Giá trị"]) == row["value"]
        assert line["status"] == row["status"]
        assert line["indicator_id"] == indicator_id
        assert line["Nguồn"]
        assert line["Phụ lục"]
        assert line["Kỳ"]
    # Some have no value, and say so.
    missing = [line for line in lines if not line["Giá trị"]]
    assert missing
    assert {line["status"] for line in missing} <= {"to_reconcile", "not_reported"}


def test_a_ranking_is_downloaded_in_its_order(server: str, page: Page) -> None:
    page.goto(f"{server}/{RANKING.url_path}?cap=ministry&xep=nguoc")
    _name, lines = download(page, "Tải CSV (30 dòng)")
    ranks = [int(line["Hạng tốt nhất"]) for line in lines if line["Hạng tốt nhất"]]
    assert ranks == sorted(ranks, reverse=True)
    assert len(ranks) == 20
    assert {line["status"] for line in lines[20:]} == {"not_applicable"}


def test_the_matrix_is_downloaded_cell_by_cell(server: str, page: Page) -> None:
    page.goto(f"{server}/{TARGETS.url_path}?vung=r63-tay-nguyen")
    columns = [goal.indicator.indicator_id for goal in goals(warehouse(), "province", 2024)]
    name, lines = download(page, f"Tải CSV ({5 * len(columns)} dòng)")
    assert name.startswith("targets_province_2024_r63-tay-nguyen_2024_")
    cells = {(line["unit_id"], line["indicator_id"]) for line in lines}
    units = {"p63-62", "p63-64", "p63-66", "p63-67", "p63-68"}
    assert cells == {(unit_id, column) for unit_id in units for column in columns}
    assert {line["verdict"] for line in lines} <= {"met", "not_met", "no_data"}
