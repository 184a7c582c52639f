"""Later figures by unit on the pages: rows of no unit, figures of single units, open periods."""

import csv
from io import StringIO

import pytest

from dashboard.analysis.comparison import best_units, level_views
from dashboard.analysis.profiles import is_strength, is_weakness, standings
from dashboard.queries.coverage import coverage
from dashboard.queries.indicator_views import view
from dashboard.queries.structures import NEW, OLD
from dashboard.queries.units import units_at
from dashboard.store.warehouse import Warehouse
from dashboard.ui.frame.pages import COMPARE, MAP, PROFILE, QUALITY, RANKING, Page
from dashboard.ui.frame.parameters import (
    INDICATOR,
    LANG,
    LEVEL,
    PERIOD,
    REGION,
    SECTION,
    STRUCTURE,
    UNIT,
)
from tests.pages.conftest import browser_figures, maps
from tests.pages.tables import frames, reading_frames, words
from tests.pages.test_files import pictures

TOTAL = {INDICATOR.url: "procedures_total"}
ELIGIBLE = {INDICATOR.url: "dvctt_full_eligible_rate"}
SOME = {INDICATOR.url: "dossier_full_online_rate", PERIOD.url: "2024-12-31.year"}
INDEX = {INDICATOR.url: "service_index"}
each_view = pytest.mark.parametrize("page", [MAP, RANKING], ids=lambda page: page.id)


@each_view
def test_rows_of_no_unit_are_told_with_what_the_table_comes_to(look, page: Page) -> None:
    text = words(look(page, ELIGIBLE).app)
    assert "Cả bảng cộng lại: 80,27% (29.714 ÷ 37.019)." in text.replace("**", "")
    assert "5 dòng không rõ của đơn vị nào: có trong tổng, không có hạng hay màu" in text
    assert "dòng 7, in “Thanh Hóa”: 92,21%" in text
    assert "dòng 30, in “Phú Thọ”: 96,25%" in text
    assert "5 dòng không rõ" not in words(look(page, INDEX).app)


@each_view
def test_a_picture_tells_of_rows_of_no_unit_as_the_page_does(look, page: Page) -> None:
    (told,) = pictures(look(page, ELIGIBLE).app)
    assert told.words["foot"].splitlines()[0] == (
        "5 dòng không rõ của đơn vị nào: có trong tổng, không có hạng hay màu."
    )
    of_region = {**ELIGIBLE, REGION.url: "r34-dong-nam-bo"}
    for params in (INDEX, of_region):
        (silent,) = pictures(look(page, params).app)
        assert "không rõ" not in silent.words["foot"]


@each_view
def test_files_of_all_units_have_the_rows_of_no_unit(look, page: Page) -> None:
    (content,) = look(page, TOTAL).files_of("csv")
    text = content.decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text), delimiter=";" if ";" in text[:60] else ","))
    of_none = [row for row in rows if not row["unit_id"]]
    assert len(rows) == 34 + len(of_none) == 39
    assert sum(float(row["Giá trị"] or 0) for row in rows) == 74_312
    assert {row["Đơn vị"] for row in of_none} == {
        "Thanh Hóa (không rõ của đơn vị nào)",
        "Phú Thọ (không rõ của đơn vị nào)",
    }
    assert all(row["Ghi chú"] and row["Dòng trong báo cáo"] for row in of_none)


def test_rows_of_no_unit_colour_no_unit(look) -> None:
    (figure,) = maps(look(MAP, TOTAL).app)
    legend = {entry["label"]: entry["count"] for entry in figure["classes"]}
    assert (len(figure["units"]), legend["Chưa có số liệu"]) == (34, 5)


@each_view
def test_figures_of_single_units_are_a_table_and_nothing_else(look, page: Page) -> None:
    app = look(page, SOME).app
    assert maps(app) == browser_figures(app, "ranking") == []
    assert "nguồn chỉ nêu vài đơn vị (11), nên không xếp hạng" in words(app)
    (table,) = reading_frames(app)
    assert len(table) == 11
    assert "Hạng" not in table


@pytest.mark.parametrize(("lang", "marked"), [("vi", "chỉ vài đơn vị"), ("en", "some units only")])
def test_a_profile_tells_them_apart(look, lang: str, marked: str) -> None:
    app = look(PROFILE, {UNIT.url: "p63-02", LANG.url: lang}).app
    table = next(table for table in frames(app) if "p63-02" in str(table.iloc[0, 2]))
    assert "55" in str(table.iloc[0, 2])
    # The targets of 2024 are judged by it, which they say.
    cells = (str(cell) for table in frames(app) for cell in table.to_numpy().ravel())
    assert any(marked in cell for cell in cells)


def test_no_standing_is_of_single_units(source: Warehouse) -> None:
    unit = units_at(source, "province", OLD)["p63-79"]
    found = standings(source, unit, OLD)
    assert not {"ebi"} & {item.indicator.indicator_id for item in found}
    compared = level_views(source, "province", 2024, OLD)
    assert not {"ebi"} & {shown.indicator.indicator_id for shown in compared}


def test_a_figure_of_a_single_unit_leads_to_its_cell(look) -> None:
    asked = {SECTION.url: "nguon-goc", UNIT.url: "p63-02", **SOME}
    cells = [str(cell) for table in frames(look(QUALITY, asked).app) for cell in table.iloc[:, 1]]
    assert "**55,76% ◊**, số in" in cells
    assert "`55.76`" in cells
    other = words(look(QUALITY, asked | {UNIT.url: "p63-04"}).app)
    assert "chưa có số liệu kỳ 2024 (chỉ vài đơn vị)" in other


def test_what_was_printed_for_the_34_is_said_of_a_unit_of_the_63(look) -> None:
    asked = {SECTION.url: "nguon-goc", UNIT.url: "p63-89", STRUCTURE.url: "2024", **TOTAL}
    text = words(look(QUALITY, asked).app)
    assert "Văn bản công bố số liệu theo 34 tỉnh (từ 1/7/2025)." in text


@each_view
def test_a_period_that_goes_on_is_called_provisional(look, page: Page) -> None:
    assert "10/10/2026 (tạm tính)" in words(look(page, INDEX).app)
    english = words(look(page, INDEX | {LANG.url: "en"}).app)
    assert "10/10/2026 (provisional)" in english


def test_a_period_that_goes_on_makes_nobody_strong_or_best(source: Warehouse) -> None:
    shown = view(source, "service_index", "province", None, NEW)
    assert best_units(shown, shown.rows) == set()
    for unit_id in ("p34-01", "p34-82"):
        unit = units_at(source, "province", NEW)[unit_id]
        of_index = [
            item
            for item in standings(source, unit, NEW)
            if item.indicator.indicator_id.startswith("service_index")
        ]
        assert len(of_index) == 7
        assert not any(is_strength(item) or is_weakness(item) for item in of_index)


def test_a_comparison_says_which_figures_are_provisional(look) -> None:
    compared, *_more = frames(look(COMPARE, {STRUCTURE.url: "2025"}).app)
    text = " ".join(map(str, compared.iloc[:, 0]))
    assert text.count("10/10/2026 (tạm tính)") == 7


def test_coverage_of_the_34_is_of_what_was_printed_for_them(source: Warehouse, look) -> None:
    found = {item.indicator_id: item for item in coverage(source, "province", NEW)}
    assert found.keys() == {
        *("procedures_total", "procedures_eligible", "services_full", "services_partial"),
        *("services_none", "services_full_rate", "dvctt_full_eligible_rate", "service_index"),
        *(
            f"service_index_{part}"
            for part in (
                *("transparency", "progress", "online", "payment", "digitised", "satisfaction"),
            )
        ),
    }
    assert found["services_full"].counts == {"observed": 29, "not_available": 5}
    assert "ebi" not in {item.indicator_id for item in coverage(source, "province")}
    asked = {SECTION.url: "day-du", STRUCTURE.url: "2025"}
    assert "441/476" in words(look(QUALITY, asked).app)
    none = words(look(QUALITY, asked | {LEVEL.url: "ministry"}).app)
    assert "Chưa có bảng nào công bố số liệu theo Bộ, ngành sau 1/3/2025." in none


def test_a_map_of_many_documents_names_them_and_a_unit_its_own(look) -> None:
    asked = {INDICATOR.url: "dti_province", STRUCTURE.url: "2025"}
    text = words(look(MAP, asked).app)
    assert "Bản chép DTI 2022–2024, DTI 2024; Hai nguồn về DTI 2024, DTI 2024, 34 tỉnh" in text
    panel = words(look(MAP, asked | {UNIT.url: "p34-79"}).app)
    assert "Theo số liệu của đơn vị cũ: 0,7161–0,8373" in panel
    assert "Số đơn vị có số do văn bản in theo 34 tỉnh: 4." in panel


def test_what_came_in_later_was_not_known_before(source: Warehouse) -> None:
    rows = source.rows(
        "SELECT document_id FROM document WHERE coalesce(taken_in_on, data_as_of) <= '2025-03-17'"
    )
    assert len(rows) == 5


def test_the_want_of_a_figure_of_single_units_is_no_result(source: Warehouse) -> None:
    rows = source.rows("""
        SELECT DISTINCT verdict FROM target_result JOIN unit USING (unit_id)
        WHERE is_nearest AND level = 'province' AND period_end = '2024-12-31'
            AND indicator_id = 'dossier_full_online_rate' AND period_kind = 'year'
    """)
    assert {row["verdict"] for row in rows} == {"met", "not_met"}
