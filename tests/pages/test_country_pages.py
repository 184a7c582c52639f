"""National series, security and comparison: what the address asks for is on the page."""

import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.analysis.national_series import national_series
from dashboard.analysis.series import chosen, series_rows
from dashboard.queries.bloc_figures import bloc_figures
from dashboard.store.warehouse import Warehouse
from dashboard.ui.frame.days import day_read
from dashboard.ui.frame.pages import COMPARE, NATIONAL, SECURITY
from dashboard.ui.frame.parameters import (
    INDICATOR,
    INDICATOR_Y,
    LEVEL,
    REGION,
    SECTION,
    SERIES,
    SHOWN,
    SORT,
    SPLIT,
    STRUCTURE,
    UNIT,
    UNITS,
)
from dashboard.ui.sections.series import series_words
from dashboard.words.series import (
    break_words,
    missing_words,
    note_words,
    place_words,
    series_name,
    theme_name,
)
from dashboard.words.series_alternative import alternative
from dashboard.words.series_targets import target_words
from dashboard.words.statements import write
from tests.pages.conftest import alternatives, downloads, url, ways
from tests.pages.tables import (
    Table,
    bodies,
    frames,
    heads,
    page_tables,
    parts,
    reading_frames,
    words,
)

HIGHLANDS = "r63-tay-nguyen"


def national_table(app: AppTest) -> Table:
    (table,) = (table for table in page_tables(app) if "series-table" in table.names)
    return table


def test_the_national_page_is_a_line_for_every_series(source: Warehouse, open_page) -> None:
    app = open_page(NATIONAL)
    assert not app.exception
    items = national_series(source, day_read(source))
    text = words(app)
    assert f"**{len(items)} chỉ tiêu**" in text
    assert parts(app)["finding"].startswith(
        "Mục tiêu của cả nước năm 2024: 0 đạt, 1 chưa đạt, 3 chưa rõ; năm 2025: 0 đạt"
    )
    table = national_table(app)
    assert table.groups == tuple(dict.fromkeys(theme_name(item) for item in items))
    lines = table.frame
    names = dict(zip(lines["Chỉ tiêu"], items, strict=True))
    assert [re.match(r"\[(.*?)\]", name)[1] for name in names] == [*map(series_name, items)]
    assert [re.match(r"\[(.*?)\]", cell)[1] for cell in lines["Nguồn"]] == [
        *map(place_words, items)
    ]
    drawn = [alternative(item) if item.is_drawn else "" for item in items]
    assert lines["Diễn biến"].tolist() == drawn
    assert app.get("plotly_chart") == []
    rows = len(series_rows(source, items))
    assert rows > 167
    of_blocs = len(bloc_figures(source))
    assert downloads(app) == [f"Tải xuống ({rows} dòng)"]
    # As long again, and so on demand.
    app.toggle[1].set_value(True).run()
    assert downloads(app) == [f"Tải xuống ({rows} dòng)", f"Tải xuống ({of_blocs} dòng)"]
    assert len(reading_frames(app)[-1]) == of_blocs


def test_a_line_of_the_country_says_figure_change_and_target(open_page) -> None:
    lines = national_table(open_page(NATIONAL)).frame
    lines.index = [re.match(r"\[(.*?)\]", name)[1] for name in lines.pop("Chỉ tiêu")]
    dossiers = lines.loc["3.2 · Hồ sơ trực tuyến toàn trình"]
    # What the text of July 2024 says otherwise is of the figure of then.
    assert dossiers["Mới nhất"] == "**51,7% ◊**\n:gray[đo cách khác: 36,8% ◊ (12/2025)]"
    assert dossiers["Kỳ"] == "11/2025"
    assert dossiers["So với kỳ trước"] == "+11,7 điểm % so với 10/2025 ◊"
    assert dossiers["Mục tiêu"].splitlines() == [
        "✗ **50% ◊** (12/2024), còn thiếu 4,2 điểm % (số liệu 2024) ◊",
        "✗ **80%** (12/2025), còn thiếu 28,3–43,2 điểm % "
        "(số liệu 11/2025: 51,7%; 12/2025: 36,8%) ◊",
    ]
    share = lines.loc["24 · Kinh tế số/GDP"]
    assert share["Mục tiêu"].splitlines() == [
        "✗ **20%** (12/2025), còn thiếu 1,28–5,98 điểm % (số liệu 2025: 18,72%, 14,02%) ◊",
        "– **30%** (12/2030), chưa có số liệu đến hạn (số liệu 7/2024: còn thiếu 11,70 điểm %)",
    ]
    assert share["So với kỳ trước"] == ":gray[chỉ có một kỳ]"
    exchange = lines.loc["Giao dịch chia sẻ dữ liệu"]
    assert exchange["Mới nhất"] == "**533 triệu** :small[giao dịch]"
    assert exchange["So với kỳ trước"].splitlines() == [
        "không so với 2020",
        ":small[Từ đầu năm đến 16/7/2024, không phải cả năm như 2020.]",
    ]
    aimed = lines.loc["eForm dịch vụ thiết yếu"]
    assert (aimed["Mới nhất"], aimed["Kỳ"]) == (":gray[không có số liệu]", "–")
    assert aimed["Mục tiêu"] == "? **53** (12/2024), chưa có số liệu"
    assert "mẫu số khác" in lines.loc["1.2 · DVCTT toàn trình"]["Mục tiêu"]
    assert lines.loc["EGDI"]["Mới nhất"] == ":small[hạng] **71 ◊**"
    assert "phần lời ghi số khác" not in "".join(lines["Mới nhất"])


@pytest.mark.parametrize(
    ("indicator_id", "told"),
    [
        ("national_03_2", ["✗ Mục tiêu 80% đến 31/12/2025", "⚠ Phần lời (dòng 148) ghi 43%"]),
        ("national_01_2", ["Đứt chuỗi: Từ 2023", "Đường chấm: DVCTT mức độ 4"]),
        ("shared_catalogue_rate", ["– Mục tiêu 100%, không nêu hạn", "Không có số liệu"]),
        ("data_exchange_total", ["**2,3 tỷ giao dịch** (7/2024)", "“lũy kế là 2,3 tỷ giao dịch”"]),
    ],
)
def test_the_address_chooses_a_series(
    source: Warehouse, open_page, indicator_id: str, told: list[str]
) -> None:
    app = open_page(NATIONAL, {SERIES.url: indicator_id, SHOWN.url: "co-muc-tieu"})
    assert not app.exception
    assert not app.warning
    (item,) = (
        item
        for item in national_series(source, day_read(source))
        if item.indicator.indicator_id == indicator_id
    )
    assert series_name(item) in heads(app)
    assert item.indicator.name_vi in parts(app)["series-head"]
    for sentence in told:
        assert sentence in parts(app)["series"]
    assert [chart.proto.alt for chart in app.get("plotly_chart")] == [alternative(item)] * (
        item.is_drawn
    )
    (back,) = (way for way in ways(app) if way.label == "Bỏ chọn")
    assert back.query == {SHOWN.url: "co-muc-tieu"}
    rows = series_rows(source, [item])
    periods = next(table for table in page_tables(app) if table.label == series_name(item))
    assert periods.frame["Kỳ"].tolist() == [row.period_label or "–" for row in rows]
    assert downloads(app)[0] == f"Tải xuống ({len(rows)} dòng)"
    # The choice outlives the filter.
    app.segmented_control(SHOWN.key).set_value("co-chuoi").run()
    assert url(app) == {SERIES.url: indicator_id, SHOWN.url: "co-chuoi"}


def test_with_a_series_stands_all_that_is_to_be_said_of_it(source: Warehouse) -> None:
    for item in national_series(source, day_read(source)):
        said = unescape(re.sub("<[^>]+>", "", series_words(item)))
        indicator = item.indicator
        expected = [*map(write, item.quotes), *map(note_words, item.notes), *break_words(item)]
        expected += [missing_words(item), target_words(item), place_words(item)]
        expected += [indicator.definition_vi, indicator.measured_by, indicator.caveat_vi or ""]
        if item.predecessor is not None:
            expected.append(item.predecessor.indicator.name_vi)
        assert [words for words in expected if words not in said] == []


def test_every_name_of_the_table_chooses_its_series(source: Warehouse, open_page) -> None:
    app = open_page(NATIONAL, {SHOWN.url: "co-chuoi"})
    items = chosen(national_series(source, day_read(source)), "co-chuoi")
    links = [way for way in ways(app) if way.page == NATIONAL.url_path]
    assert [(way.label, way.query) for way in links] == [
        (series_name(item), {SHOWN.url: "co-chuoi", SERIES.url: item.indicator.indicator_id})
        for item in items
    ]


@pytest.mark.parametrize("shown", ["co-muc-tieu", "co-chuoi"])
def test_the_national_filter_goes_for_lines_table_and_download(
    source: Warehouse, open_page, shown: str
) -> None:
    app = open_page(NATIONAL, {SHOWN.url: shown})
    assert not app.warning
    items = chosen(national_series(source, day_read(source)), shown)
    assert 0 < len(items) < len(national_series(source, day_read(source)))
    assert len(national_table(app).frame) == len(items)
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
