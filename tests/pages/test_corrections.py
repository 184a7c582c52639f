"""Cells that are read otherwise than they are printed, as the page on data quality lists them."""

from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.queries.corrections import corrections
from dashboard.store import paths
from dashboard.store.builds import warehouse
from dashboard.store.warehouse import Warehouse
from dashboard.tables.corrections import export_corrections
from dashboard.ui.frame.pages import QUALITY
from dashboard.ui.frame.parameters import LANG, SECTION
from etl.build import build
from etl.checked import Project
from tests.conftest import copy_of_data
from tests.pages.conftest import OpenPage, downloads
from tests.pages.tables import found, frames, words

# A figure, a number of the text beside a list of units, a target, a name.
MADE = """\
- {table_id: ix-tinh, line: 16, column: Tổng HTTT, expect: "28", value: "27",
   reason_vi: "Bịa *để thử*: văn bản in nhầm.", author: Người thử, corrected_on: 2026-11-01}
- {table_id: text-grdp-bands, line: 2, column: Số địa phương, expect: "09", value: "08",
   reason_vi: Bịa để thử., author: Người thử, corrected_on: 2026-11-02}
- {table_id: vii, line: 2, column: Tỷ trọng TMDT/tổng doanh thu bán lẻ, expect: "40%", value: "41%",
   reason_vi: Bịa để thử., author: Người khác, corrected_on: 2026-11-03}
- {table_id: viii, line: 3, column: Tỉnh/TP, expect: Hà Nội, value: Thành phố Hà Nội,
   reason_vi: Bịa để thử., author: Người khác, corrected_on: 2026-11-04}
"""


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The real data with made corrections, built."""
    project = copy_of_data(tmp_path_factory.mktemp("corrected"))
    (project.catalogue / "corrections.yml").write_text(MADE, encoding="utf-8")
    build(project)
    return project


@pytest.fixture
def of_corrected(
    corrected: Project, monkeypatch: pytest.MonkeyPatch, source: Warehouse
) -> Warehouse:
    """The pages read what was corrected; `source` comes before, which they read otherwise."""
    monkeypatch.setattr(paths, "WAREHOUSE", corrected.warehouse / "warehouse.duckdb")
    return warehouse()


def listed(open_page: OpenPage, **more: str) -> AppTest:
    app = open_page(QUALITY, {SECTION.url: "dinh-chinh", **more})
    assert not app.exception
    return app


def test_each_correction_is_listed(of_corrected: Warehouse, open_page: OpenPage) -> None:
    app = listed(open_page)
    (table,) = frames(app)
    assert downloads(app) == ["Tải xuống (4 dòng)"]
    assert "4 ô được đọc khác bản in" in words(app)
    assert list(table["Bảng"].str.partition(",")[0]) == [
        "Phụ lục VIII",
        "Phụ lục VII",
        "Phần II",
        "Phụ lục IX",
    ]
    assert list(table["Đơn vị"]) == ["Hà Nội", "Hà Nội", "", "Đà Nẵng"]
    row = table.iloc[3]
    assert row["In → đọc là"] == "`28` → **27**"
    assert row["Lý do"] == "Bịa *để thử*: văn bản in nhầm."
    assert row["Người sửa, ngày"] == "Người thử, 1/11/2026"


def test_each_leads_to_the_cell_where_the_repair_is_told(
    of_corrected: Warehouse, open_page: OpenPage
) -> None:
    *rest, last = [link.attrib["href"] for link in found(listed(open_page), ".//td//a")]
    assert len(rest) == 2, "the number beside a list of units is of none of them"
    assert "chi-so=is_systems" in last
    assert "don-vi=p63-48" in last
    parameters = dict(parse_qsl(urlsplit(last).query))
    app = open_page(QUALITY, parameters)
    assert not app.exception
    path = frames(app)[0].to_string()
    assert "`28`" in path
    assert "2. Đọc “28” là “27”: Bịa" in path


def test_in_english(of_corrected: Warehouse, open_page: OpenPage) -> None:
    (table,) = frames(listed(open_page, **{LANG.url: "en"}))
    row = table.iloc[3]
    assert row["Printed → read as"] == "`28` → **27**"
    assert row["By, on"] == "Người thử, 1 Nov 2026"


def test_the_file_has_lines_and_ids(of_corrected: Warehouse) -> None:
    rows = export_corrections(corrections(of_corrected)).set_index("table_id")
    row = rows.loc["ix-tinh"]
    assert (row["Ô in nguyên văn"], row["Đọc là"], row["Ngày sửa"]) == (
        "28",
        "27",
        date(2026, 11, 1),
    )
    assert row["Tệp thô"] == "data/raw/bc-btttt-2024-07/ix-tinh.tsv"
    assert (row["Dòng của tệp thô"], row["Dòng trong văn bản"]) == (16, 1417)
    assert (row["indicator_id"], row["unit_id"]) == ("is_systems", "p63-48")


@pytest.mark.parametrize(
    ("code", "told"), [("vi", "Chưa có đính chính nào"), ("en", "There is no correction")]
)
def test_where_there_are_none_the_page_says_so(code: str, told: str, open_page: OpenPage) -> None:
    app = listed(open_page, **{LANG.url: code})
    assert not frames(app)
    assert told in app.info[0].value
