"""Chất lượng dữ liệu and Dữ liệu và phương pháp, from the address to what stands on them."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.files.data_package import tables
from dashboard.queries.claims import claims, tally_of
from dashboard.queries.indicators import indicators
from dashboard.queries.provenance import trace
from dashboard.queries.quality_issues import issues
from dashboard.store.warehouse import Warehouse
from dashboard.ui.frame.pages import MAP, METHODS, QUALITY, Page
from dashboard.ui.frame.parameters import (
    INDICATOR,
    ISSUE_KIND,
    ISSUE_TABLE,
    LEVEL,
    PERIOD,
    SECTION,
    SEVERITY,
    STRUCTURE,
    TOPIC,
    UNIT,
    VERDICT,
)
from dashboard.ui.sections import methods, quality
from dashboard.words.vocabulary import CLAIM_VERDICTS, ISSUE_KINDS
from tests.pages.conftest import downloads, file_links, ways
from tests.pages.tables import found, frames, heads, page_tables, words


def is_fine(app: AppTest, page: Page) -> None:
    assert not app.exception
    assert not app.error
    assert [title.value for title in app.title] == [page.title]


def cells(app: AppTest, table: int = 0) -> str:
    return frames(app)[table].to_string()


SECTIONS = [(QUALITY, key) for key in quality.SECTIONS] + [
    (METHODS, key) for key in methods.SECTIONS
]
# What stands at the head of that section alone, whichever level is chosen.
TOLD = {
    "phan-loi": "Lời và bảng: ",
    "ghi-nhan": "Không ghi nhận nào làm thay đổi một con số",
    "dinh-chinh": "Chưa có đính chính nào: mọi ô được đọc đúng như in",
    "day-du": "Ai không có số liệu và vì sao",
    "nguon-goc": "Chọn một đơn vị để xem con số của đơn vị đó từ đâu ra",
    "chi-so": " chỉ số\n",
    "muc-tieu": "Mục tiêu mà các văn bản đặt ra",
    "don-vi": "Số liệu của đơn vị mới từ đâu ra",
    "van-ban": "Văn bản nguồn",
    "thuat-ngu": "Thuật ngữ và cách đọc",
    "tai-ve": "Tải từng bảng",
}


@pytest.mark.parametrize(
    ("page", "section"), SECTIONS, ids=[f"{page.id}-{key}" for page, key in SECTIONS]
)
@pytest.mark.parametrize("level", ["province", "ministry"])
def test_every_section_shows_every_level(open_page, page: Page, section: str, level: str) -> None:
    params = {SECTION.url: section, LEVEL.url: level}
    app = open_page(page, params)
    is_fine(app, page)
    found = [*heads(app), *(part.value for part in [*app.info, *app.caption])]
    text = "".join(f"{part}\n" for part in found)
    assert [key for key, told in TOLD.items() if told in text] == [section]
    assert {name: "".join(value) for name, value in dict(app.query_params).items()} == params


def test_the_claims_come_with_both_figures_and_the_arithmetic(open_page, source: Warehouse) -> None:
    app = open_page(QUALITY)
    is_fine(app, QUALITY)
    counts = tally_of(claims(source))
    numbers = found(app, ".//p[@class='number']")
    assert [number.text for number in numbers] == [str(n) for n in counts.values()]
    table = frames(app)[0]
    assert len(table) == sum(counts.values()) >= 30
    row = table[table["Phần lời nêu"].str.startswith("Cả nước có 7.206")].iloc[0]
    assert row["Kết luận"] == "✗ Bảng cho số khác"
    assert row["In → theo bảng"] == "7.206 → **7.008**"
    assert "Cộng 87 đơn vị của Phụ lục IX = 7.008 ≠ 7.206" in row["Phép tính"]
    row = table[table["Phần lời nêu"].str.startswith("Các địa phương đạt 55,38%")].iloc[0]
    assert row["Kết luận"] == "– Không đủ số liệu để kiểm"
    assert "Trung bình cộng của 63 đơn vị là 55,68%" in row["Phép tính"]


@pytest.mark.parametrize("verdict", CLAIM_VERDICTS)
def test_claims_of_one_verdict(open_page, source: Warehouse, verdict: str) -> None:
    app = open_page(QUALITY, {VERDICT.url: verdict})
    expected = sum(item.verdict == verdict for item in claims(source))
    assert len(frames(app)[0]) == expected
    assert downloads(app) == [f"Tải xuống ({expected} dòng)"]


def test_claims_that_match_nothing_are_told_in_words(open_page) -> None:
    app = open_page(
        QUALITY, {VERDICT.url: "contradicted", TOPIC.url: "Chỉ số chuyển đổi số quốc gia (DTI)"}
    )
    is_fine(app, QUALITY)
    assert not frames(app)
    assert "Không có điều nào khớp" in words(app)


def test_every_kind_of_issue_has_a_vietnamese_name(source: Warehouse) -> None:
    assert {item.kind for item in issues(source)} <= set(ISSUE_KINDS)


def test_issues_by_kind_and_table(open_page) -> None:
    params = {SECTION.url: "ghi-nhan", ISSUE_KIND.url: "ratio_mismatch", ISSUE_TABLE.url: "ix-bo"}
    app = open_page(QUALITY, params)
    is_fine(app, QUALITY)
    table = frames(app)[0]
    assert set(table["Đơn vị"]) == {"Bộ Tài chính", "Bộ VHTT&DL", "Bộ GD&ĐT", "Ngân hàng Nhà nước"}
    assert set(table["Loại"]) == {"⚠ Tỷ lệ in không bằng thương hai số đếm"}


def test_all_issues_are_a_choice_away(open_page, source: Warehouse) -> None:
    app = open_page(QUALITY, {SECTION.url: "ghi-nhan", SEVERITY.url: "tat-ca"})
    assert len(frames(app)[0]) == 50
    # The first of some rows are not the first of all.
    assert not any(column.sorts for column in page_tables(app)[0].columns)
    (show_all,) = app.toggle
    assert show_all.label == f"Hiện cả {len(issues(source))} dòng, không chỉ 50 dòng đầu"
    show_all.set_value(True).run()
    assert len(frames(app)[0]) == len(issues(source))
    assert all(column.sorts for column in page_tables(app)[0].columns)


def test_completeness_names_who_is_missing_and_why(open_page) -> None:
    app = open_page(QUALITY, {SECTION.url: "day-du"})
    is_fine(app, QUALITY)
    table = frames(app)[0].set_index("Chỉ số")
    dossiers = table.loc[table.index.str.startswith("Hồ sơ trực tuyến toàn trình")].iloc[0]
    assert dossiers["Có số liệu"] == "**48**/63"
    assert "Cần đối soát (15): Bạc Liêu" in dossiers["Ai không có và vì sao"]
    systems = table.loc[table.index.str.startswith("Số hệ thống thông tin")].iloc[0]
    assert "Chưa báo cáo (3): Bến Tre, Hải Phòng, Phú Yên." in systems["Ai không có và vì sao"]
    assert "Phụ lục III" in app.warning[0].value
    assert "không có trong tài liệu" in app.warning[0].value


def test_ministries_left_out_on_purpose_are_not_gaps(open_page) -> None:
    app = open_page(QUALITY, {SECTION.url: "day-du", LEVEL.url: "ministry"})
    assert "Bảng không thống kê (2): Bộ Công an, Bộ Quốc phòng." in cells(app)


def provenance(open_page, indicator_id: str, unit_id: str, **more: str) -> AppTest:
    address = {SECTION.url: "nguon-goc", INDICATOR.url: indicator_id, UNIT.url: unit_id} | more
    app = open_page(QUALITY, address)
    is_fine(app, QUALITY)
    assert not app.warning
    return app


def path(app: AppTest) -> dict[str, str]:
    table = frames(app)[0]
    return dict(zip(table["Chặng"], table["Nội dung"], strict=True))


def test_a_printed_figure_leads_to_its_cell(open_page) -> None:
    found = path(provenance(open_page, "dvctt_full_rate", "p63-48"))
    assert found["Số trên trang"].startswith("**95,56%**")
    assert found["Ô in nguyên văn"] == "`95.56%`"
    assert found["Tệp thô và dòng"].startswith("`data/raw/bc-btttt-2024-07/ii-b.tsv`, dòng ")
    assert found["Bảng"].startswith("Phụ lục II-b")
    assert "dấu chấm thập phân" in found["Đã làm gì"]


def test_a_derived_rate_leads_to_its_counts(open_page) -> None:
    app = provenance(open_page, "is_plan_deployed_rate", "p63-06")
    assert "50 ÷ 81" in path(app)["Đã làm gì"]
    assert frames(app)[1]["Ô in"].tolist() == ["`50`", "`81`"]
    assert "Báo cáo in 75%" in cells(app, 2)
    assert "`75%`" in cells(app, 3)


def test_a_merged_rate_leads_to_the_cells_of_its_members(open_page) -> None:
    app = provenance(open_page, "is_plan_deployed_rate", "p34-79", **{STRUCTURE.url: "2025"})
    assert "478 ÷ 600" in path(app)["Đã làm gì"]
    printed = set(frames(app)[1]["Ô in"])
    assert {"`2`", "`200`", "`276`", "`33`", "`230`", "`337`"} <= printed


def test_bounds_lead_to_their_members(open_page) -> None:
    app = provenance(open_page, "dvctt_full_rate", "p34-79", **{STRUCTURE.url: "2025"})
    assert path(app)["Số trên trang"].startswith("**24,20–52,29%**")
    assert set(frames(app)[1]["Ô in"]) == {"`24.20%`", "`52.29%`", "`43.56%`"}


def test_a_missing_figure_says_why(open_page) -> None:
    found = path(provenance(open_page, "is_systems", "p63-83"))
    assert found["Ô in nguyên văn"] == "`0`"
    assert "chưa báo cáo. Không bao giờ tính là 0" in found["Đã làm gì"]


def test_a_repaired_name_is_said(open_page) -> None:
    app = provenance(open_page, "ecommerce_retail_share", "p63-75")
    assert any("Đông Nai" in cells(app, number) for number in range(len(frames(app))))


def test_a_unit_no_table_covers_says_so(open_page) -> None:
    app = provenance(open_page, "is_systems", "bo-cong-an", **{LEVEL.url: "ministry"})
    assert "Phụ lục IX không thống kê" in app.info[0].value
    assert not frames(app)


def test_national_figures_have_their_way_too(open_page) -> None:
    found = provenance(open_page, "signature_adult_rate", "vn", **{LEVEL.url: "country"})
    assert path(found)["Ô in nguyên văn"] == "`28.42%`"
    of_july = {LEVEL.url: "country", PERIOD.url: "2024-07-31.year_to_date"}
    app = provenance(open_page, "signature_adult_rate", "vn", **of_july)
    assert path(app)["Ô in nguyên văn"] == "`13,5%`"
    assert "13,3%" in cells(app, 1)


def test_every_figure_has_a_way(source: Warehouse) -> None:
    """No observation and no target of a unit that the page could not lead back."""
    pairs = source.query(
        """
        SELECT DISTINCT indicator_id, unit_id FROM (
            SELECT indicator_id, unit_id FROM observation
            UNION SELECT indicator_id, unit_id FROM target WHERE unit_id IS NOT NULL
        ) JOIN unit USING (unit_id) WHERE level <> 'region'
        """
    )
    assert len(pairs) > 1000
    sample = pairs.iloc[:: max(1, len(pairs) // 150)]
    for indicator_id, unit_id in sample.itertuples(index=False):
        found = trace(source, indicator_id, unit_id)
        assert found is not None
        assert found.figure.is_printed or found.inputs or found.figure.note, (
            indicator_id,
            unit_id,
        )


def test_one_click_leads_from_the_map_to_the_cell(open_page) -> None:
    app = open_page(MAP, {UNIT.url: "p63-48"})
    link = next(link for link in ways(app) if link.label == "Nguồn gốc con số")
    assert link.page == QUALITY.url_path
    assert link.query[UNIT.url] == "p63-48"
    assert link.query[SECTION.url] == "nguon-goc"


def test_the_catalogue_of_indicators(open_page, source: Warehouse) -> None:
    app = open_page(METHODS)
    app.toggle[0].set_value(True).run()
    assert len(frames(app)[0]) == len(indicators(source))
    app = open_page(METHODS, {TOPIC.url: "information_security"})
    assert "Báo cáo in tỷ lệ này trên các mẫu số khác nhau" in cells(app)


def test_every_table_can_be_taken_away_in_three_formats(open_page, source: Warehouse) -> None:
    app = open_page(METHODS, {SECTION.url: "tai-ve"})
    is_fine(app, METHODS)
    package, *of_tables = file_links(app)
    assert package == "Tải gói dữ liệu (ZIP)"
    assert of_tables == ["CSV", "XLSX", "Parquet"] * len(tables(source))
    assert len(app.code) == 5
    assert "Bộ Thông tin và Truyền thông" in app.code[-1].value
