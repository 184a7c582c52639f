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
from tests.pages.conftest import alternatives, downloads, url
from tests.pages.tables import frames, heads, reading_frames, words

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


def test_the_security_page_says_what_is_missing_by_both_sources(open_page) -> None:
    app = open_page(SECURITY)
    metrics = {metric.label: metric.value for metric in app.metric}
    assert metrics == {
        "Chưa phê duyệt, hạn 30/9/2024": "1.691 hệ thống",
        "Chưa đủ phương án, hạn 31/12/2024": "3.138 hệ thống",
    }
    text = words(app)
    assert "Cộng Phụ lục IX: 1.685 hệ thống" in text
    # A total of the text and a sum of the table never stand in one line.
    of_text = [line for line in text.splitlines() if "theo phần lời" in line]
    assert len(of_text) == 2
    assert not [line for line in of_text if "Phụ lục" in line]
    assert "Lệch nhiều nhất (15,9 điểm %): Bạc Liêu, in 25%, tính lại 9,1%." in text
    assert "Chưa báo cáo (3): Bến Tre, Hải Phòng, Phú Yên" in text
    assert "**11** tỷ lệ in" in text
    assert downloads(app) == [f"Tải xuống ({rows} dòng)" for rows in (12, 5, 63, 11)]


def test_the_security_page_of_a_deep_link(open_page) -> None:
    app = open_page(SECURITY, {REGION.url: HIGHLANDS, SORT.url: "quy-mo", UNIT.url: "p63-68"})
    assert not app.exception
    assert not app.warning
    assert "**Tỉnh Lâm Đồng**" in app.info[0].value
    systems = [int(cell) for cell in reading_frames(app)[0]["Hệ thống"]]
    assert systems == sorted(systems, reverse=True)
    assert downloads(app)[-2] == "Tải xuống (5 dòng)"


def test_the_security_page_of_ministries_today(open_page) -> None:
    app = open_page(SECURITY, {LEVEL.url: "ministry", STRUCTURE.url: "2025"})
    assert not app.exception
    text = words(app)
    assert "Chưa có số liệu sau sắp xếp" in text
    # The totals stay those of the report.
    assert "1.691 hệ thống" in [metric.value for metric in app.metric]


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
