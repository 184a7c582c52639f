"""Figures of Đề án 06 over its documents, and the register of its tasks."""

from datetime import date

import pytest

from dashboard.figures.progress import progress_panel
from dashboard.palette import DARK
from dashboard.project06 import (
    Progress,
    describe,
    export_figures,
    followed,
    format_figure,
    from_elsewhere,
    progress,
    single_figures,
    sources,
)
from dashboard.project06_goals import goals, of_figure, without_figure
from dashboard.project06_wording import goal_without_figure, goal_words
from dashboard.structures import NEW, OLD
from dashboard.tasks import (
    DEADLINES,
    DUE,
    LATER,
    OPEN,
    TaskFilter,
    count_tasks,
    export_table,
    finding,
    matching,
    owners,
    reading_table,
    tasks,
)
from dashboard.warehouse import Warehouse

DAY = date(2024, 5, 31)
EVERYTHING = TaskFilter(None, None, None, DAY, "tat-ca")


def item_of(source: Warehouse, indicator_id: str) -> Progress:
    return next(p for p in progress(source) if p.indicator.indicator_id == indicator_id)


def test_the_four_documents_in_order(source: Warehouse) -> None:
    assert [(item.label, item.on) for item in sources(source)] == [
        ("12/2023", date(2023, 12, 18)),
        ("5/2024", date(2024, 5, 28)),
        ("11/2024", date(2024, 11, 22)),
        ("3/2025", date(2025, 3, 17)),
    ]


@pytest.mark.parametrize(
    ("indicator_id", "words"),
    [
        ("da06_services", ["38/53", "49/76", "58/76"]),
        ("da06_fee_waiver_provinces", ["53/63"]),
        ("da06_connected_ministries", ["15", "18"]),
        ("da06_accounts_issued", ["70,2 triệu"]),
        ("da06_accounts_activated", ["45,4 triệu", "57,9 triệu"]),
        ("da06_accounts_activated_rate", ["67,5%"]),
        ("da06_accounts_provinces", ["34/63"]),
        ("da06_procedures_analysed", ["80"]),
        ("da06_core_stores", ["6"]),
        ("da06_data_centre_pilot_procedures", ["8"]),
        ("da06_population_records", ["105 triệu"]),
        ("da06_lookups", ["1,3 tỷ"]),
        ("da06_exam_registrations_online", ["2.027.696"]),
        ("da06_savings", ["2.505", "3.500"]),
        ("da06_cashless_welfare_amount", ["674,3"]),
        ("da06_online_use_rate", ["31,7%", "58,2%"]),
        ("da06_health_id_card_rate", ["100%"]),
    ],
)
def test_a_figure_reads_as_its_document_says_it(
    source: Warehouse, indicator_id: str, words: list[str]
) -> None:
    item = item_of(source, indicator_id)
    assert [format_figure(item.indicator, point) for point in item.points] == words
    assert all(word in describe(item) for word in words)


def test_a_line_is_cut_where_the_count_changed(source: Warehouse) -> None:
    services = item_of(source, "da06_services")
    runs = [[point.period_label for point in run] for run in services.runs]
    assert runs == [["12/2023"], ["11/2024", "3/2025"]]
    assert [len(run) for run in item_of(source, "da06_connected_ministries").runs] == [2]
    figure = progress_panel(services, sources(source), DARK)
    lines = [trace for trace in figure.data if trace.mode == "lines+markers"]
    assert [list(trace.x) for trace in lines] == [["2023-12-18"], ["2024-11-22", "2025-03-17"]]
    missing = next(trace for trace in figure.data if trace.marker.symbol == "x-thin-open")
    assert list(missing.text) == ["5/2024"]
    assert sum(shape.line.dash == "dot" for shape in figure.layout.shapes) == 1


def test_every_figure_is_followed_or_stands_alone(source: Warehouse) -> None:
    items = progress(source)
    several = followed(items)
    alone = [item for item in items if not item.is_followed]
    assert len(several) == 13
    groups = single_figures(items)
    assert sum(map(len, groups.values())) == sum(len(item.points) for item in alone)
    for document_id, figures in groups.items():
        assert {point.document_id for _indicator, point in figures} == {document_id}
    newest_first = [figures[0][1].on for figures in groups.values()]
    assert newest_first == sorted(newest_first, reverse=True)
    both = len(export_figures(source, several)) + len(export_figures(source, alone))
    assert both == 107


def test_a_figure_of_another_document_says_whose_it_is(source: Warehouse) -> None:
    """Of every point: its document is one of the dates on the axis, or is named under the panel."""
    dates = sources(source)
    of_axis = {of.document_id for of in dates}
    named = {item.indicator.indicator_id: from_elsewhere(item, dates) for item in progress(source)}
    assert {key for key, points in named.items() if points} == {
        "da06_accounts_activated",
        "da06_accounts_activated_rate",
        "da06_accounts_provinces",
    }
    for item in progress(source):
        for point in item.points:
            is_named = point in named[item.indicator.indicator_id]
            assert is_named != (point.document_id in of_axis)
    (first,) = named["da06_accounts_activated"]
    assert first.source_vi == "Báo cáo Bộ TT&TT 7/2024, Phần II, mục 1.2.6, dòng 211"


def test_no_cross_stands_in_a_month_that_has_a_figure(source: Warehouse) -> None:
    dates = sources(source)
    for item in followed(progress(source)):
        figure = progress_panel(item, dates, DARK)
        missing = next(t for t in figure.data if t.marker.symbol == "x-thin-open")
        given = {point.period_label for point in item.points}
        assert set(missing.text) == {of.label for of in dates} - given


def test_targets_stand_with_the_figures_they_judge(source: Warehouse) -> None:
    """Line 38: the provinces passed 40% in 2023, the ministries did not; line 100 has no figure."""
    items, aims = progress(source), goals(source)
    use = item_of(source, "da06_online_use_rate")
    words = {
        point.unit_id: [goal_words(aim) for aim in of_figure(aims, use.indicator, point)]
        for point in use.points
    }
    assert words == {
        "bloc-provinces": ["✓ Chỉ tiêu 40% đến 31/12/2023"],
        "bloc-ministries": ["✗ Chỉ tiêu 40% đến 31/12/2023"],
    }
    (open_aim,) = without_figure(aims, items)
    assert open_aim.verdict is None
    said = goal_without_figure(open_aim)
    assert "Chỉ tiêu 50% đến 31/12/2025" in said
    assert "dòng 100" in said
    placed = [
        aim for item in items for p in item.points for aim in of_figure(aims, item.indicator, p)
    ]
    assert len(placed) + 1 == len(aims)


def test_panels_are_valid_figures(source: Warehouse) -> None:
    for item in followed(progress(source)):
        figure = progress_panel(item, sources(source), DARK)
        type(figure)(figure.to_dict())


def test_deadlines_split_the_register(source: Warehouse) -> None:
    rows = tasks(source, OLD)
    parts = [
        matching(rows, TaskFilter(None, None, None, DAY, deadline))
        for deadline in (DUE, LATER, OPEN)
    ]
    assert sum(len(part) for part in parts) == len(rows) == 163
    assert parts[0]["due_on"].max().date() == DAY
    assert parts[1]["due_on"].min().date() > DAY
    assert parts[2]["due_on"].isna().all()
    assert set(DEADLINES) == {"tat-ca", DUE, LATER, OPEN}


def test_a_passed_deadline_claims_nothing_of_the_work(source: Warehouse) -> None:
    rows = matching(tasks(source, OLD), TaskFilter("bo-cong-an", None, None, date(2026, 1, 1), DUE))
    table = reading_table(rows, TaskFilter("bo-cong-an", None, None, date(2026, 1, 1), DUE))
    assert set(table["Đến 1/1/2026"]) == {"● đã đến hạn"}
    assert not any("chưa xong" in cell or "quá hạn" in cell for cell in table["Văn bản ghi"])
    assert any(cell == "Đã giao (18/12/2023)" for cell in table["Văn bản ghi"])


def test_a_ministry_keeps_its_tasks_over_its_renewal(source: Warehouse) -> None:
    """In either structure one choice finds the tasks of a body before and after 1/3/2025."""
    old, new = tasks(source, OLD), tasks(source, NEW)
    assert (old["owner"] == "bo-cong-an").sum() == (new["owner"] == "bo-cong-an-2025").sum() > 15
    assert "bo-cong-an-2025" not in set(old["owner"])
    moved = new[new["owner_unit_id"] == "bo-tai-nguyen-va-moi-truong"]
    assert set(moved["owner"]) == {"bo-nong-nghiep-va-moi-truong"}
    cells = reading_table(moved, EVERYTHING)["Cơ quan chủ trì"]
    assert set(cells) == {"Bộ NN&MT (khi đó: Bộ TN&MT)"}
    split = new[new["owner_unit_id"] == "bo-lao-dong-thuong-binh-va-xa-hoi"]
    assert set(split["shown_owner_vi"]) == {"Bộ LĐ-TB&XH"}


def test_owners_that_are_no_unit_are_choices_too(source: Warehouse) -> None:
    named = owners(tasks(source, OLD))
    assert next(iter(named.values())) == "Khối bộ, ngành"
    assert list(named)[-2:] == ["khong-neu", "ngoai-danh-muc"]
    rows = matching(tasks(source, OLD), TaskFilter("ngoai-danh-muc", None, None, DAY, "tat-ca"))
    assert len(rows) == 7
    assert rows["owner_vi"].notna().all()


def test_tasks_are_counted_once_however_many_own_them(source: Warehouse) -> None:
    rows = tasks(source, OLD)
    assert (count_tasks(rows), len(rows)) == (102, 163)
    assert finding(rows, EVERYTHING).startswith("102 nhiệm vụ;")
    none = matching(rows, TaskFilter("p63-89", "tb-530-vpcp-2024-11", None, DAY, "tat-ca"))
    assert (
        finding(none, EVERYTHING) == "0 nhiệm vụ; 0 có hạn đến 31/5/2024. Theo văn bản: không có."
    )


def test_the_file_has_exactly_the_rows_shown(source: Warehouse) -> None:
    wanted = TaskFilter(None, "cv-929-bca-2025-03", "done", DAY, "tat-ca")
    rows = matching(tasks(source, NEW), wanted)
    table, exported = reading_table(rows, wanted), export_table(rows, wanted, NEW)
    assert len(table) == len(exported) == 5
    assert exported["task_id"].is_unique
    assert set(exported["Ghi tại ngày"]) == {"2025-03-17"}
    assert exported["Chỗ trong văn bản"].str.contains("dòng").all()
