"""The page of Đề án 06, from the address to what stands on it."""

import re
from datetime import date
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.queries.project06 import followed, progress, single_figures, sources
from dashboard.queries.structures import OLD
from dashboard.queries.tasks import due_by, tasks, years_due
from dashboard.store.warehouse import Warehouse
from dashboard.tables.project06 import export_figures
from dashboard.ui.controls.local_links import ROWS
from dashboard.ui.frame.pages import PROFILE, PROJECT06
from dashboard.ui.frame.parameters import (
    DEADLINE,
    DOCUMENT,
    OWNER,
    ROW_PAGE,
    SECTION,
    STRUCTURE,
    TASK_STATUS,
    UNIT,
)
from dashboard.words.markdown import plain
from dashboard.words.project06 import describe, format_figure
from etl.language.i18n import format_month
from tests.pages.conftest import alternatives, downloads, legend_of, maps, url, ways
from tests.pages.tables import bodies, frames, words


def register(app: AppTest):
    """The table of tasks; there is none where nothing matches."""
    return next(table for table in frames(app) if "Cơ quan chủ trì" in table)


def test_the_page_begins_with_the_tasks(open_page) -> None:
    app = open_page(PROJECT06)
    assert not app.exception
    assert not app.warning
    assert len(register(app)) == ROWS
    assert downloads(app) == ["Tải xuống (165 dòng)"]
    text = words(app)
    assert "103 nhiệm vụ. Theo văn bản: 73 đã giao" in text
    assert "17 chậm hoặc quá hạn (14 theo văn bản ngày 18/12/2023, 1 theo" in text
    assert "Trang 1/11 · dòng 1–15 trong 165" in text
    assert "Đơn vị khác được nêu" in "".join(bodies(app))
    assert not app.get("plotly_chart")


def test_the_figures_of_several_documents_stand_in_one_table(source: Warehouse, open_page) -> None:
    app = open_page(PROJECT06, {SECTION.url: "tien-do"})
    assert not app.exception
    several = followed(progress(source))
    (table,) = frames(app)
    assert len(table) == len(several)
    shown = len(export_figures(source, several))
    assert downloads(app) == [f"Tải xuống ({shown} dòng)"]
    for item, (_index, row) in zip(several, table.iterrows(), strict=True):
        assert plain(item.indicator.short_name_vi) in row["Chỉ số"]
        assert plain(item.indicator.definition_vi or "") in row["Chỉ số"].replace("\n", "")
        for point in item.points:
            shown = row.get(format_month(point.on), row["Ghi chú"])
            assert format_figure(item.indicator, point) in shown
            assert plain(point.break_vi or "") in row["Ghi chú"]
        given = {format_month(point.on) for point in item.points}
        silent = {format_month(of.on) for of in sources(source)} - given
        assert {row[label] for label in silent} <= {"–"}
    notes = "\n".join(table["Ghi chú"])
    assert "12/2023: theo Báo cáo Bộ TT&TT 7/2024, Phần II, mục 1.2.6, dòng 211" in notes
    # A month in which one indicator alone has a figure is no column of the table.
    assert "9/2025" not in table.columns
    assert "9/2025: **65 triệu ◊**: theo Bộ Công an: VNeID 9/2025" in notes
    # Every row has its picture, which says all of it in words.
    pictures = re.findall('<img class="drawn" alt="([^"]+)"', "".join(bodies(app)))
    assert [unescape(alt) for alt in pictures] == [describe(item) for item in several]


def test_tasks_due_by_the_end_of_a_year_are_listed(source: Warehouse, open_page) -> None:
    rows = tasks(source, OLD)
    assert years_due(rows)[:2] == [2023, 2024]
    due = [row for row in rows if row.due_on is not None and row.due_on <= date(2024, 12, 31)]
    assert len([row for row in due if row.due_on.year == 2023]) < len(due) < len(rows)
    app = open_page(PROJECT06, {DEADLINE.url: due_by(2024)})
    assert not app.exception
    assert app.selectbox(DEADLINE.key).value == due_by(2024)
    assert f"Tải xuống ({len(due)} dòng)" in downloads(app)


def test_the_lists_of_provinces_are_maps(open_page) -> None:
    app = open_page(PROJECT06, {SECTION.url: "tinh-thanh"})
    assert not app.exception
    drawn = maps(app)
    assert len(drawn) == 3
    assert all(alternatives(app))
    for figure in drawn:
        assert len(figure["units"]) == 63
        assert (figure["small"], figure["hasLegend"], figure["selects"]) == (True, True, False)
    assert [legend_of(figure) for figure in drawn] == [
        {"Chưa": 10, "Có": 53},
        {"Chưa": 12, "Có": 51},
        {"Có": 10, "Chưa có số liệu": 53},
    ]
    assert downloads(app) == [f"Tải xuống ({3 * 63} dòng)"]


def test_figures_of_one_document_stand_with_their_targets(source: Warehouse, open_page) -> None:
    """The first count of activated accounts is of the July 2024 report; lines 38 and 100."""
    app = open_page(PROJECT06, {SECTION.url: "so-lieu-khac"})
    assert not app.exception
    items = progress(source)
    rest = len(export_figures(source, items)) - len(export_figures(source, followed(items)))
    assert downloads(app) == [f"Tải xuống ({rest} dòng)"]
    groups = single_figures(items)
    tables = frames(app)
    assert [len(table) for table in tables] == [len(found) for found in groups.values()]
    values = {value.strip("*") for table in tables for value in table["Giá trị"]}
    assert {"84,7 triệu", "67,5%", "34/63", "1.390"} <= values
    aims = "\n".join(aim for table in tables for aim in table["Chỉ tiêu"])
    assert "✓ Chỉ tiêu 40% đến 31/12/2023" in aims
    assert "✗ Chỉ tiêu 40% đến 31/12/2023" in aims
    text = words(app)
    assert "Chỉ tiêu 50% đến 31/12/2025; không văn bản nào có số thực hiện" in text
    assert "**12/2023** · Báo cáo Bộ TT&TT 7/2024 (2 số liệu)" in text


def test_a_chosen_owner_has_its_answer_over_the_list(open_page) -> None:
    """Of all its tasks, whatever the list is narrowed to; with the days of their documents."""
    app = open_page(PROJECT06, {OWNER.url: "bo-tu-phap", TASK_STATUS.url: "late"})
    answer = (
        "**Bộ Tư pháp** chủ trì 11 nhiệm vụ: 0 hoàn thành, 5 chậm hoặc quá hạn (4 theo văn bản "
        "ngày 18/12/2023, 1 theo văn bản ngày 28/5/2024)."
    )
    text = words(app)
    assert answer in text
    assert text.index(answer) < text.index("Danh sách nhiệm vụ")
    assert len(register(app)) == 5
    (profile,) = [way for way in ways(app) if way.label == "Mở hồ sơ"]
    assert profile.page == PROFILE.url_path
    assert profile.query[UNIT.url] == "bo-tu-phap"
    # Who is no unit has no profile.
    app = open_page(PROJECT06, {OWNER.url: "khong-neu"})
    assert "**Văn bản không nêu ai** chủ trì" in words(app)
    assert "Mở hồ sơ" not in [way.label for way in ways(app)]


def test_the_list_goes_on_page_by_page(open_page) -> None:
    shown: list[str] = []
    for number in range(1, 12):
        app = open_page(PROJECT06, {ROW_PAGE.url: str(number)} if number > 1 else {})
        assert not app.warning
        assert downloads(app) == ["Tải xuống (165 dòng)"]
        steps = {way.label: way.query for way in ways(app) if way.label in ("Trước", "Sau")}
        assert set(steps) == {"Trước", "Sau"} - ({"Trước"} if number == 1 else set()) - (
            {"Sau"} if number == 11 else set()
        )
        assert steps.get("Sau", {}).get(ROW_PAGE.url) == (str(number + 1) if number < 11 else None)
        if number > 1:
            assert steps["Trước"] == ({ROW_PAGE.url: str(number - 1)} if number > 2 else {})
        table = register(app)
        shown += ["|".join(row) for row in table.to_numpy()]
    assert len(shown) == len(set(shown)) == 165


def test_other_rows_begin_at_their_first_page(open_page) -> None:
    app = open_page(PROJECT06, {ROW_PAGE.url: "3", TASK_STATUS.url: "assigned"})
    assert "Trang 3/" in words(app)
    app.selectbox(TASK_STATUS.key).set_value("late").run()
    assert not app.warning
    assert url(app) == {TASK_STATUS.url: "late"}
    assert "Trang 1/" in words(app)


@pytest.mark.parametrize("number", ["12", "0", "hai"])
def test_a_page_that_is_not_there_is_named_and_the_first_is_shown(open_page, number: str) -> None:
    app = open_page(PROJECT06, {ROW_PAGE.url: number})
    (notice,) = app.warning
    assert f"“{number}”" in notice.value
    assert "Trang 1/11" in words(app)


def test_a_section_that_is_not_there_is_named_and_the_tasks_are_shown(open_page) -> None:
    app = open_page(PROJECT06, {SECTION.url: "khong-co"})
    assert "“khong-co”" in app.warning[0].value
    assert len(register(app)) == ROWS


def test_the_sections_keep_what_was_chosen(open_page) -> None:
    """Back at the list, it is narrowed as before; other rows than its first are not kept."""
    app = open_page(PROJECT06, {OWNER.url: "bo-cong-an", ROW_PAGE.url: "2"})
    to = {way.label: way.query for way in ways(app) if way.page == PROJECT06.url_path}
    assert to["Tiến độ"] == {SECTION.url: "tien-do", OWNER.url: "bo-cong-an"}
    app = open_page(PROJECT06, to["Tiến độ"])
    assert not app.warning
    to = {way.label: way.query for way in ways(app) if way.page == PROJECT06.url_path}
    assert to["Nhiệm vụ"] == {OWNER.url: "bo-cong-an"}


def test_a_deep_link_narrows_the_register(open_page) -> None:
    app = open_page(
        PROJECT06,
        {
            OWNER.url: "bo-tu-phap",
            DOCUMENT.url: "tb-4318-tct-2024-05",
            DEADLINE.url: "con-han",
        },
    )
    assert not app.warning
    assert app.selectbox(DEADLINE.key).value == "con-han"
    rows = register(app)
    assert set(rows["Cơ quan chủ trì"]) == {"Bộ Tư pháp"}
    assert set(rows["Văn bản ghi"]) == {"Đã giao, còn hạn, theo văn bản ngày 28/5/2024"}
    assert len(rows) == 4
    assert f"Tải xuống ({len(rows)} dòng)" in downloads(app)


def test_a_link_of_a_day_leads_to_all_tasks(open_page) -> None:
    """The day of the reader says nothing of a task: links that had one show everything."""
    app = open_page(PROJECT06, {"tinh-den": "2024-06-10", DEADLINE.url: "da-den-han"})
    assert not app.exception
    (notice,) = app.warning
    assert "Hạn của nhiệm vụ" in notice.value
    assert downloads(app) == ["Tải xuống (165 dòng)"]
    assert not app.date_input


def test_owners_of_today(open_page) -> None:
    app = open_page(PROJECT06, {STRUCTURE.url: "2025", OWNER.url: "bo-nong-nghiep-va-moi-truong"})
    assert not app.warning
    assert "Bộ NN&MT (khi đó: Bộ TN&MT)" in set(register(app)["Cơ quan chủ trì"])


def test_an_owner_follows_the_structure(open_page) -> None:
    app = open_page(PROJECT06, {OWNER.url: "bo-cong-an"})
    rows = downloads(app)
    app.segmented_control(STRUCTURE.key).set_value("2025").run()
    assert app.session_state[OWNER.key] == "bo-cong-an-2025"
    assert downloads(app) == rows


def test_nothing_that_matches_is_told_in_words(open_page) -> None:
    app = open_page(PROJECT06, {DOCUMENT.url: "tb-530-vpcp-2024-11", TASK_STATUS.url: "done"})
    assert not app.exception
    assert [info.value for info in app.info] == ["Không có nhiệm vụ nào khớp với bộ lọc."]
    assert all("Cơ quan chủ trì" not in table for table in frames(app))
