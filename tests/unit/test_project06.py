"""Figures of Đề án 06 over its documents, and the register of its tasks."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import pytest
from lxml import etree

from dashboard.figures.progress import progress_picture
from dashboard.queries.project06 import (
    Progress,
    Source,
    followed,
    from_elsewhere,
    progress,
    single_figures,
    sources,
)
from dashboard.queries.project06_goals import goals, of_figure, without_figure
from dashboard.queries.structures import NEW, OLD
from dashboard.queries.tasks import (
    AHEAD,
    OPEN,
    OVERDUE,
    TaskFilter,
    count_tasks,
    deadline_group,
    matching,
    tasks,
)
from dashboard.store.warehouse import Warehouse
from dashboard.tables.project06 import export_figures
from dashboard.tables.tasks import export_table, reading_table
from dashboard.words.cells import Folded
from dashboard.words.project06 import describe, describe_place, format_figure
from dashboard.words.project06_captions import goal_without_figure, goal_words
from dashboard.words.task_status import DEADLINES, describe_status
from dashboard.words.tasks import finding, overdue_words, owners
from etl.language.i18n import format_month


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
        (
            "da06_accounts_activated",
            ["45,4 triệu", "57,9 triệu", "61 triệu ◊", "62 triệu ◊", "65 triệu ◊", "68 triệu ◊"],
        ),
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
    drawn = marks(services, sources(source))
    # One dot alone, two that are joined; 5/2024 says nothing; the count changed once.
    assert drawn == {"dot": 3, "line": 1, "whole": 3, "missing": 1, "break": 1, "base": 1}


def marks(item: Progress, dates: Sequence[Source]) -> Counter[str]:
    """The marks of an indicator's picture by kind."""
    picture = progress_picture(item, dates)
    assert picture == describe(item)
    root = etree.fromstring(picture.svg)
    return Counter(mark.get("class") for mark in root if mark.get("class"))


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
    # The four reports and the one of July 2024, and five figures that others print since.
    assert both == 107 + 5


def test_a_figure_of_another_document_says_whose_it_is(source: Warehouse) -> None:
    """Of every point: its document is one of the dates on the axis, or is named under the panel."""
    dates = sources(source)
    of_axis = {of.document_id for of in dates}
    named = {item.indicator.indicator_id: from_elsewhere(item, dates) for item in progress(source)}
    assert {key for key, points in named.items() if points} == {
        "da06_accounts_activated",
        "da06_accounts_activated_rate",
        "da06_accounts_provinces",
        "vneid_identities",
    }
    for item in progress(source):
        for point in item.points:
            is_named = point in named[item.indicator.indicator_id]
            assert is_named != (point.document_id in of_axis)
    first, *later = named["da06_accounts_activated"]
    assert [point.period_label for point in later] == ["18/3/2025", "4/2025", "9/2025", "2/2026"]
    assert describe_place(first) == "Báo cáo Bộ TT&TT 7/2024, Phần II, mục 1.2.6, dòng 211"


def test_no_cross_stands_in_a_month_that_has_a_figure(source: Warehouse) -> None:
    dates = sources(source)
    for item in followed(progress(source)):
        given = {format_month(point.on) for point in item.points}
        silent = {format_month(of.on) for of in dates} - given
        assert marks(item, dates)["missing"] == len(silent)


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


def test_a_picture_lies_within_its_edges_and_higher_is_more(source: Warehouse) -> None:
    for item in followed(progress(source)):
        root = etree.fromstring(progress_picture(item, sources(source)).svg)
        dots = [mark for mark in root if mark.get("class") == "dot"]
        heights = [-float(dot.get("cy", "")) for dot in dots]
        values = [point.value for point in item.points]
        assert len(dots) == len(values)
        by_value = sorted(range(len(values)), key=lambda place: (values[place], place))
        assert sorted(heights) == [heights[place] for place in by_value]
        assert all(0 < float(dot.get("cx", "")) < float(root.get("width", "")) for dot in dots)
        assert all(0 < -height < float(root.get("height", "")) for height in heights)


def test_deadlines_split_the_register(source: Warehouse) -> None:
    """By the day of each task's own document, never by today."""
    rows = tasks(source, OLD)
    parts = {
        deadline: matching(rows, TaskFilter(None, None, None, deadline))
        for deadline in (OVERDUE, AHEAD, OPEN)
    }
    assert sum(len(part) for part in parts.values()) == len(rows) == 165
    assert {row.status for row in parts[OVERDUE]} == {"late"}
    assert all(row.due_on and row.due_on >= row.status_as_of for row in parts[AHEAD])
    assert all(row.due_on is None for row in parts[OPEN])
    assert set(DEADLINES) == {"tat-ca", OVERDUE, AHEAD, OPEN}


@pytest.mark.parametrize(
    ("status", "due_on", "words", "where"),
    [
        ("assigned", None, "Đã giao, theo văn bản ngày 17/3/2025", OPEN),
        ("assigned", date(2025, 3, 31), "Đã giao, còn hạn, theo văn bản ngày 17/3/2025", AHEAD),
        ("assigned", date(2025, 3, 17), "Đã giao, còn hạn, theo văn bản ngày 17/3/2025", AHEAD),
        (
            "in_progress",
            date(2025, 3, 16),
            "Đang làm, quá hạn, theo văn bản ngày 17/3/2025",
            OVERDUE,
        ),
        ("late", None, "Chậm tiến độ, theo văn bản ngày 17/3/2025", OVERDUE),
        (
            "late",
            date(2025, 3, 31),
            "Chậm tiến độ, khi chưa đến hạn, theo văn bản ngày 17/3/2025",
            OVERDUE,
        ),
        (
            "late",
            date(2025, 2, 28),
            "Chậm tiến độ, quá hạn, theo văn bản ngày 17/3/2025",
            OVERDUE,
        ),
        ("done", date(2025, 2, 28), "Hoàn thành, theo văn bản ngày 17/3/2025", AHEAD),
    ],
)
def test_where_a_task_stood_on_the_day_of_its_document(
    status: str, due_on: date | None, words: str, where: str
) -> None:
    day = date(2025, 3, 17)
    assert describe_status(status, due_on, day) == words
    assert deadline_group(status, due_on, day) == where


def test_nothing_is_said_of_a_task_after_its_document(source: Warehouse) -> None:
    """Every sentence carries the document's day, and no deadline after that day is passed."""
    rows = tasks(source, OLD)
    table = reading_table(rows)
    for cell, row in zip(table["Văn bản ghi"], rows, strict=True):
        as_of = row.status_as_of
        assert cell.endswith(f"theo văn bản ngày {as_of.day}/{as_of.month}/{as_of.year}")
        assert ("quá hạn" in cell) == (row.due_on is not None and row.due_on < as_of)


def test_a_deadline_stands_with_its_words(source: Warehouse) -> None:
    rows = tasks(source, OLD)
    ids = [row.task_id for row in rows]
    words = dict(zip(ids, reading_table(rows)["Hạn"], strict=True))
    assert words["bc2025-16"] == "29/2/2024 (“trước tháng 3/2024”)"
    assert words["tb4318-07"] == "31/5/2024 (“trong tháng 5/2024”, theo đầu mục)"
    assert words["cv929-29-1"] == "19/8/2025"
    assert words["cv929-34"] == "bắt đầu 1/7/2025 (“từ 01/7/2025”)"
    assert words["bc2025-08"] == "không nêu"
    late = words["bc2025-12"], rows[ids.index("bc2025-12")].status
    assert late == ("31/12/2023 (“trước 31/12/2023”)", "late")


def test_whoever_a_task_names_stands_beside_its_owner(source: Warehouse) -> None:
    rows = tasks(source, NEW)
    ids = [row.task_id for row in rows]
    words = dict(zip(ids, reading_table(rows)["Việc"], strict=True))
    named = {key: cell.more for key, cell in words.items() if isinstance(cell, Folded)}
    assert named["bc2025-26"] == (
        "phối hợp: BHXH Việt Nam, Bộ Công an, Hà Nội; nơi thực hiện: Hà Nội"
    )
    assert named["tb4318-15"] == "được nêu: Bộ TN&MT"
    assert "bc2025-08" not in named
    exported = export_table(rows, NEW).set_index("task_id")
    assert exported["Nơi thực hiện"]["bc2025-09-1"] == "Bình Dương"
    assert exported["Bắt đầu"]["cv929-18"] == "2025-08-01"
    assert exported["Hạn"]["cv929-18"] == ""


def test_a_ministry_keeps_its_tasks_over_its_renewal(source: Warehouse) -> None:
    """In either structure one choice finds the tasks of a body before and after 1/3/2025."""
    old, new = tasks(source, OLD), tasks(source, NEW)
    assert sum(row.owner == "bo-cong-an" for row in old) == (
        sum(row.owner == "bo-cong-an-2025" for row in new)
    )
    assert sum(row.owner == "bo-cong-an" for row in old) > 15
    assert "bo-cong-an-2025" not in {row.owner for row in old}
    moved = [row for row in new if row.owner_unit_id == "bo-tai-nguyen-va-moi-truong"]
    assert {row.owner for row in moved} == {"bo-nong-nghiep-va-moi-truong"}
    cells = reading_table(moved)["Cơ quan chủ trì"]
    assert set(cells) == {"Bộ NN&MT (khi đó: Bộ TN&MT)"}
    split = [row for row in new if row.owner_unit_id == "bo-lao-dong-thuong-binh-va-xa-hoi"]
    assert {row.shown_owner_vi for row in split} == {"Bộ LĐ-TB&XH"}


def test_owners_that_are_no_unit_are_choices_too(source: Warehouse) -> None:
    named = owners(tasks(source, OLD))
    assert next(iter(named.values())) == "Khối bộ, ngành"
    assert list(named)[-2:] == ["khong-neu", "ngoai-danh-muc"]
    rows = matching(tasks(source, OLD), TaskFilter("ngoai-danh-muc", None, None, "tat-ca"))
    assert len(rows) == 7
    assert all(row.owner_vi is not None for row in rows)


def test_tasks_are_counted_once_however_many_own_them(source: Warehouse) -> None:
    rows = tasks(source, OLD)
    assert (count_tasks(rows), len(rows)) == (103, 165)
    assert finding(rows) == (
        "103 nhiệm vụ. Theo văn bản: 73 đã giao, 8 đang làm, 17 chậm tiến độ, 5 hoàn thành; "
        "17 chậm hoặc quá hạn, 53 còn hạn vào ngày văn bản."
    )
    assert overdue_words(rows) == (
        "17 chậm hoặc quá hạn (14 theo văn bản ngày 18/12/2023, 1 theo văn bản ngày 28/5/2024, "
        "1 theo văn bản ngày 22/11/2024, 1 theo văn bản ngày 17/3/2025)"
    )
    none = matching(rows, TaskFilter("p63-89", "tb-530-vpcp-2024-11", None, "tat-ca"))
    assert finding(none).startswith("0 nhiệm vụ. Theo văn bản: không có; 0 chậm")
    assert overdue_words(none) == "không việc nào chậm hoặc quá hạn vào ngày văn bản"


def test_the_file_has_exactly_the_rows_shown(source: Warehouse) -> None:
    wanted = TaskFilter(None, "cv-929-bca-2025-03", "done", "tat-ca")
    rows = matching(tasks(source, NEW), wanted)
    table, exported = reading_table(rows), export_table(rows, NEW)
    assert len(table) == len(exported) == 5
    assert exported["task_id"].is_unique
    assert set(exported["Ghi tại ngày"]) == {"2025-03-17"}
    assert exported["Chỗ trong văn bản"].str.contains("dòng").all()
