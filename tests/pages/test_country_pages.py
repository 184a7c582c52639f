"""National series, security and comparison: what the address asks for is on the page."""

import pytest

from dashboard.queries.series import chosen, national_series, series_rows
from dashboard.store.warehouse import Warehouse
from dashboard.ui.frame.pages import COMPARE, NATIONAL, SECURITY
from dashboard.ui.frame.parameters import (
    INDICATOR,
    INDICATOR_Y,
    LEVEL,
    REGION,
    SECTION,
    SHOWN,
    SORT,
    SPLIT,
    STRUCTURE,
    UNIT,
    UNITS,
)
from dashboard.words.markdown import plain
from dashboard.words.series import place_words, series_name, theme_name
from dashboard.words.statements import write
from tests.pages.conftest import alternatives, downloads, url, ways
from tests.pages.tables import bodies, frames, heads, reading_frames, words

HIGHLANDS = "r63-tay-nguyen"


def test_the_national_page_shows_every_series(source: Warehouse, open_page) -> None:
    app = open_page(NATIONAL)
    assert not app.exception
    text = words(app)
    items = national_series(source)
    assert f"**{len(items)} chỉ tiêu**" in text
    for item in items:
        assert f"**{series_name(item)}**" in text
        assert plain(place_words(item)) in text
        assert all(plain(write(quote)) in text for quote in item.quotes)
    themes = heads(app)
    assert len(themes) == len(set(themes))
    assert {theme_name(item) for item in items} <= set(themes)
    assert "✗ Mục tiêu 80% đến 31/12/2025" in text
    assert "Đứt chuỗi: Đến 2022 là số liệu báo cáo" in text
    assert "Phần lời (dòng 501) ghi 13,5%; Phụ lục I (dòng 745) ghi 13,3%" in text
    assert "– Mục tiêu 100%, không nêu hạn" in text
    assert "**2,3 tỷ" in text
    rows = len(series_rows(source, items))
    assert rows > 167
    assert downloads(app) == [f"Tải xuống ({rows} dòng)"]
    app.toggle[0].set_value(True).run()
    assert len(reading_frames(app)[-1]) == rows


@pytest.mark.parametrize("shown", ["co-muc-tieu", "co-chuoi"])
def test_the_national_filter_goes_for_cards_table_and_download(
    source: Warehouse, open_page, shown: str
) -> None:
    app = open_page(NATIONAL, {SHOWN.url: shown})
    assert not app.warning
    items = chosen(national_series(source), shown)
    assert 0 < len(items) < len(national_series(source))
    assert len(alternatives(app)) == sum(item.is_drawn for item in items) > 0
    rows = len(series_rows(source, items))
    assert len(reading_frames(app)[-1]) == rows
    assert downloads(app) == [f"Tải xuống ({rows} dòng)"]


def test_the_security_page_begins_with_what_is_missing_and_the_units(open_page) -> None:
    app = open_page(SECURITY)
    assert not app.exception
    text = words(app)
    lines = text.splitlines()
    for label, figure in (
        ("Chưa phê duyệt, hạn 30/9/2024", "1.691 hệ thống"),
        ("Chưa đủ phương án, hạn 31/12/2024", "3.138 hệ thống"),
    ):
        assert lines[lines.index(label) + 1] == figure
    assert "Cộng Phụ lục IX: 1.685 hệ thống" in text
    # A total of the text and a sum of the table never stand in one line.
    of_text = [line for line in lines if "theo phần lời" in line]
    assert len(of_text) == 2
    assert not [line for line in of_text if "Phụ lục" in line]
    assert "Chưa báo cáo (3): Bến Tre, Hải Phòng, Phú Yên" in text
    assert "60 đơn vị có số liệu: 22 đã phê duyệt đủ 100%" in text
    (units,) = reading_frames(app)
    assert len(units) == 63
    assert list(units)[:7] == [
        "Đơn vị",
        "Hạng triển khai",
        "Tỷ lệ phê duyệt",
        "Phê duyệt, 0–100%",
        "Tỷ lệ triển khai",
        "Triển khai, 0–100%",
        "Kết luận",
    ]
    assert "".join(bodies(app)).count('<img class="drawn"') == 2 * 60
    assert downloads(app) == ["Tải xuống (63 dòng)"]
    assert not app.get("plotly_chart")


def test_the_second_section_of_security_is_about_the_country(open_page) -> None:
    app = open_page(SECURITY, {SECTION.url: "ca-nuoc"})
    assert not app.exception
    text = words(app)
    assert "7.206 hệ thống, 5.515 đã phê duyệt (76,5%), 4.068 đủ phương án (56,5%)." in text
    assert "thiếu 4 đơn vị chưa báo cáo: Ban QL Lăng CT HCM, Bến Tre, Hải Phòng, Phú Yên" in text
    assert "Đồng bằng sông Hồng: Hải Phòng" in text
    assert "tổng năm cấp 7.206 hệ thống" in text
    assert "Lệch nhiều nhất (15,9 điểm %): Bạc Liêu, in 25%, tính lại 9,1%." in text
    assert "**11** tỷ lệ in" in text
    assert downloads(app) == [f"Tải xuống ({rows} dòng)" for rows in (12, 5, 11)]
    totals, levels = frames(app)
    assert list(totals["Đã phê duyệt"][:2]) == ["5.515 (76,5%)", "5.323 (76,0%)"]
    assert list(levels["Tỷ trọng"]) == ["45,9%", "40,4%", "13,3%", "0,3%", "0,1%"]
    assert len(alternatives(app)) == 1


def test_the_security_page_of_a_deep_link(open_page) -> None:
    app = open_page(SECURITY, {REGION.url: HIGHLANDS, SORT.url: "quy-mo", UNIT.url: "p63-68"})
    assert not app.exception
    assert not app.warning
    text = words(app)
    assert "**Tỉnh Lâm Đồng**: 31 hệ thống" in text
    assert "Phê duyệt: hạng 1/60 (chung 22) · triển khai: hạng 1/60 (chung 16)" in text
    assert text.index("**Tỉnh Lâm Đồng**") < text.index("1.691 hệ thống")
    assert "Mở hồ sơ" in [way.label for way in ways(app)]
    systems = [int(cell) for cell in reading_frames(app)[0]["Hệ thống"]]
    assert systems == sorted(systems, reverse=True)
    assert downloads(app) == ["Tải xuống (5 dòng)"]


def test_the_security_page_of_ministries_today(open_page) -> None:
    app = open_page(SECURITY, {LEVEL.url: "ministry", STRUCTURE.url: "2025"})
    assert not app.exception
    text = words(app)
    assert "Chưa có số liệu sau sắp xếp" in text
    # The totals stay those of the report.
    assert "1.691 hệ thống" in text


def test_the_comparison_of_a_deep_link(open_page) -> None:
    app = open_page(
        COMPARE,
        {UNITS.url: "p63-01,p63-48,p63-79", INDICATOR_Y.url: "system_rank", SPLIT.url: "trung-vi"},
    )
    assert not app.exception
    assert not app.warning
    table = frames(app)[0].set_index("Chỉ số")
    assert list(table.columns) == ["Hà Nội", "Đà Nẵng", "TP. Hồ Chí Minh"]
    assert downloads(app) == [f"Tải xuống ({3 * len(table)} dòng)", "Tải xuống (63 dòng)"]
    assert "n = 63" in words(app)


def test_more_units_than_fit_are_named_and_left_out(open_page) -> None:
    ids = [f"p63-{code}" for code in ("01", "02", "04", "06", "08", "10", "11", "12")]
    app = open_page(COMPARE, {UNITS.url: ",".join(ids)})
    assert not app.exception
    assert "p63-12" in app.warning[0].value
    assert len(frames(app)[0].set_index("Chỉ số").columns) == 6


def test_the_units_compared_go_on_as_their_successors(open_page) -> None:
    app = open_page(COMPARE, {UNITS.url: "p63-48,p63-49,p63-04"})
    app.segmented_control(STRUCTURE.key).set_value("2025").run()
    assert not app.exception
    assert not app.warning
    assert app.session_state[UNITS.key] == ["p34-48", "p34-04"]
    assert url(app)[UNITS.url] == "p34-48,p34-04"


def test_another_level_starts_from_its_own_units(open_page) -> None:
    app = open_page(COMPARE, {UNITS.url: "p63-48,p63-01"})
    app.segmented_control(LEVEL.key).set_value("ministry").run()
    assert not app.exception
    assert not app.warning
    assert len(app.session_state[UNITS.key]) == 2
    assert url(app) == {LEVEL.url: "ministry"}


def test_nothing_to_compare_is_told_in_words(open_page) -> None:
    app = open_page(COMPARE, {UNITS.url: ",", INDICATOR.url: "digital_economy_grdp_share"})
    assert not app.exception
    assert app.session_state[UNITS.key] == []
    told = [info.value for info in app.info]
    assert told[0].startswith("Chọn từ hai đến sáu đơn vị")
    assert told[1].startswith("Không đơn vị nào có giá trị chính xác")
    assert downloads(app) == ["Tải xuống (63 dòng)"]
