"""The page of Đề án 06, from the address to what stands on it."""

from streamlit.testing.v1 import AppTest

from dashboard.queries.project06 import followed, progress
from dashboard.store.warehouse import Warehouse
from dashboard.tables.project06 import export_figures
from dashboard.ui.frame.pages import PROJECT06
from dashboard.ui.frame.parameters import DEADLINE, DOCUMENT, OWNER, STRUCTURE, TASK_STATUS
from tests.pages.conftest import alternatives, downloads, legend_of, maps
from tests.pages.tables import frames


def register(app: AppTest):
    """The table of tasks; there is none where nothing matches."""
    return next(table for table in frames(app) if "Cơ quan chủ trì" in table)


def test_the_page_shows_progress_lists_and_tasks(source: Warehouse, open_page) -> None:
    app = open_page(PROJECT06)
    assert not app.exception
    assert not app.warning
    several = followed(progress(source))
    assert len(app.get("plotly_chart")) == len(several)
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
    assert len(register(app)) == 165
    shown = len(export_figures(source, several))
    rest = len(export_figures(source, progress(source))) - shown
    assert downloads(app) == [f"Tải xuống ({rows} dòng)" for rows in (shown, 3 * 63, 165, rest)]
    assert {"84,7 triệu", "67,5%", "34/63", "1.390"} <= {metric.value for metric in app.metric}


def test_the_page_names_other_documents_and_targets(open_page) -> None:
    """The first count of activated accounts is of the July 2024 report; lines 38 and 100."""
    app = open_page(PROJECT06)
    text = "\n".join(part.value for part in [*app.markdown, *app.caption])
    assert "12/2023: theo Báo cáo Bộ TT&TT 7/2024, Phần II, mục 1.2.6, dòng 211" in text
    assert "✓ Chỉ tiêu 40% đến 31/12/2023" in text
    assert "✗ Chỉ tiêu 40% đến 31/12/2023" in text
    assert "Chỉ tiêu 50% đến 31/12/2025; không văn bản nào có số thực hiện" in text
    folders = [block.label for block in app.expander]
    assert "**12/2023** · Báo cáo Bộ TT&TT 7/2024 (2 số liệu)" in folders


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
    assert app.segmented_control(DEADLINE.key).value == "con-han"
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
    assert len(register(app)) == 165
    assert not app.date_input


def test_owners_of_today(open_page) -> None:
    app = open_page(PROJECT06, {STRUCTURE.url: "2025", OWNER.url: "bo-nong-nghiep-va-moi-truong"})
    assert not app.warning
    assert "Bộ NN&MT (khi đó: Bộ TN&MT)" in set(register(app)["Cơ quan chủ trì"])


def test_an_owner_follows_the_structure(open_page) -> None:
    app = open_page(PROJECT06, {OWNER.url: "bo-cong-an"})
    rows = len(register(app))
    app.segmented_control(STRUCTURE.key).set_value("2025").run()
    assert app.session_state[OWNER.key] == "bo-cong-an-2025"
    assert len(register(app)) == rows


def test_nothing_that_matches_is_told_in_words(open_page) -> None:
    app = open_page(PROJECT06, {DOCUMENT.url: "tb-530-vpcp-2024-11", TASK_STATUS.url: "done"})
    assert not app.exception
    assert [info.value for info in app.info] == ["Không có nhiệm vụ nào khớp với bộ lọc."]
    assert all("Cơ quan chủ trì" not in table for table in frames(app))
