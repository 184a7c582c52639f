"""Lists of units that have done something, tasks with owners, and figures printed in millions."""

from collections.abc import Callable
from pathlib import Path

import pytest

from etl.checked import Project, check
from etl.facts import Facts
from etl.language.statements import say
from etl.problems import BuildError
from tests.conftest import ROOT
from tests.statements import spelled

FLAGS = "bc-2025-tct-2023-12/da06-2023-12-lists"
TASKS = "bc-2025-tct-2023-12/da06-2023-12-tasks"
LATE_TASKS = "cv-929-bca-2025-03/da06-2025-03-tasks"

Spoil = Callable[[str, str, str], None]


@pytest.fixture(scope="module")
def facts() -> Facts:
    """What the real data say."""
    return check(Project(ROOT))[1]


@pytest.fixture
def spoil(project: Project) -> Spoil:
    """Replace one passage of a raw table, or of its catalogue entry."""

    def replace(table: str, old: str, new: str) -> None:
        path = project.root / "data" / "raw" / f"{table}.tsv"
        text = path.read_text(encoding="utf-8")
        if old not in text:
            path = project.catalogue / "tables" / f"{Path(table).name}.yml"
            text = path.read_text(encoding="utf-8")
        assert text.count(old) >= 1
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return replace


@pytest.mark.parametrize(
    ("table", "old", "new", "message"),
    [
        (FLAGS, "An Giang, ", "An Giangg, ", "a listed name of a unit"),
        (FLAGS, "An Giang, ", "An Giang, An Giang, ", "An Giang once in the list"),
        (FLAGS, "chưa\t10", "có\t10", "“chưa”, as declared"),
        (FLAGS, "da06_cashless_welfare\tchưa", "da06_fee_waiver\tchưa", "one list of"),
        (FLAGS, "da06_cashless_welfare:\n", "da06_cashless_welfar:\n", "a known indicator"),
        (FLAGS, "unlisted: có", "unlisted: chưa", "unlisted must differ from listed"),
        (FLAGS, "\t10\t", "\tmười\t", "a whole number"),
        (TASKS, "\tBộ Tư pháp\t", "\tBộ Tư Pháp\t", "a listed name of a unit"),
        (
            TASKS,
            "trước 31/12/2023\tđược giao",
            "hôm nào đó\tđược giao",
            "a text the table declares",
        ),
        (TASKS, "\tđược giao\t", "\tbị quên\t", "a text the table declares"),
        (TASKS, "bc2025-02", "bc2025-01", "a code of its own"),
        (TASKS, "bc2025-01\t94", "bc2025-01\t9", "a line from 90 to 204"),
        (TASKS, "Bộ Xây dựng", "Bộ Xây dựng; Bộ Xây dựng", "once among the owners"),
        (TASKS, "Thái Nguyên; Thừa", "Thái Nguyen1; Thừa", "a listed name of a unit"),
        (TASKS, "Thái Nguyên; Thừa", "Hà Nội; Thừa", "Hà Nội once in the cell"),
        (TASKS, "90; 200", "90; 205", "a line from 90 to 204"),
        (TASKS, "90; 200", "90 và 200", "a whole number"),
        (LATE_TASKS, "existed_on: 2025-02-28", "existed_on: 2025-03-01", "a listed name of a unit"),
    ],
)
def test_what_does_not_fit_stops_the_build(
    project: Project, spoil: Spoil, table: str, old: str, new: str, message: str
) -> None:
    spoil(table, old, new)
    with pytest.raises(BuildError) as error:
        check(project)
    assert any(message in str(problem) for problem in error.value.problems)


def test_a_long_title_stops_the_build(project: Project, spoil: Spoil) -> None:
    spoil(TASKS, "Thực thi đơn giản hóa", "Thực thi " * 20 + "đơn giản hóa")
    with pytest.raises(BuildError, match="a title of up to 140 characters"):
        check(project)


def test_a_list_without_its_row_stops_the_build(project: Project, spoil: Spoil) -> None:
    path = project.root / "data" / "raw" / f"{FLAGS}.tsv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:-1]), encoding="utf-8")
    spoil(FLAGS, "rows_expected: 2", "rows_expected: 1")
    with pytest.raises(BuildError, match="for every indicator of `lists`"):
        check(project)


def test_a_stated_count_that_differs_is_an_issue_not_an_error(
    project: Project, spoil: Spoil
) -> None:
    spoil(FLAGS, "An Giang, ", "")
    issues = [issue for issue in check(project)[1].issues if issue.table_id == Path(FLAGS).name]
    assert [(issue.kind, issue.indicator_id) for issue in issues] == [
        ("list_count_mismatch", "da06_fee_waiver")
    ]
    assert issues[0].detail == say("units_listed", stated="10", what="chưa", named=9)
    assert spelled(issues[0].detail) == "Văn bản nói 10 đơn vị “chưa” nhưng nêu tên 9."


def test_a_list_of_two_levels_is_checked_as_one(
    project: Project, spoil: Spoil, facts: Facts
) -> None:
    """Six names, three of each level, between commas and a semicolon."""
    lists = "bc-btttt-2024-07/text-catalogue-lists"
    named = [
        item.unit_id
        for item in facts.observations
        if item.table_id == Path(lists).name and item.value == 0
    ]
    assert len(named) == 6
    spoil(lists, "; Bến Tre", "")
    issues = [issue for issue in check(project)[1].issues if issue.table_id == Path(lists).name]
    assert [issue.kind for issue in issues] == ["list_count_mismatch"]


def test_the_others_have_the_opposite_only_where_the_text_says_so(facts: Facts) -> None:
    found = {
        (item.indicator_id, item.basis, item.status.value, item.value)
        for item in facts.observations
        if item.table_id in (Path(FLAGS).name, "da06-2025-03-lists")
    }
    assert found == {
        ("da06_fee_waiver", "published", "observed", 0),
        ("da06_fee_waiver", "derived", "observed", 1),
        ("da06_cashless_welfare", "published", "observed", 0),
        ("da06_cashless_welfare", "derived", "observed", 1),
        ("da06_land_data_reuse", "published", "observed", 1),
        ("da06_land_data_reuse", "published", "not_available", None),
    }


def test_owners_are_those_of_the_document_s_day(facts: Facts) -> None:
    """A dissolved body keeps its task, and the catalogue says so; a court is no unit."""
    by_name = {(task.document_id, task.owner_vi): task.owner_unit_id for task in facts.tasks}
    assert by_name["bc-2025-tct-2023-12", "Bộ Tư pháp"] == "bo-tu-phap"
    assert by_name["cv-929-bca-2025-03", "Bộ Y tế"] == "bo-y-te-2025"
    assert by_name["bc-2025-tct-2023-12", "Tòa án nhân dân tối cao"] is None
    dissolved = [issue for issue in facts.issues if issue.kind == "owner_dissolved"]
    assert {issue.unit_id for issue in dissolved} == {
        "bao-hiem-xa-hoi-viet-nam",
        "bo-ke-hoach-va-dau-tu",
    }
    repaired = [issue for issue in facts.issues if issue.kind == "spelling_repaired"]
    assert "bo-tu-phap" in {issue.unit_id for issue in repaired}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    trong tháng 10/2025: 2025-10-31\n", "    từ tháng 10/2025: 2025-10-31\n"),
        ("    từ tháng 8/2025: 2025-08-01\n", "    tháng 8/2025: 2025-08-01\n"),
    ],
    ids=["a start among the deadlines", "a deadline among the starts"],
)
def test_a_start_is_no_deadline(project: Project, spoil: Spoil, old: str, new: str) -> None:
    spoil(LATE_TASKS, old, new)
    with pytest.raises(BuildError, match="belongs in start_dates"):
        check(project)


def test_units_of_a_task_stand_with_each_of_its_owners(facts: Facts) -> None:
    tasks = [task for task in facts.tasks if task.task_id.startswith("bc2025-09")]
    assert [[(unit.unit_id, unit.role) for unit in task.units] for task in tasks] == [
        [("bo-giao-thong-van-tai", "owner"), ("p63-74", "location")],
        [("bo-cong-an", "owner"), ("p63-74", "location")],
    ]


def test_a_shared_task_has_a_row_per_owner(facts: Facts) -> None:
    shared = [task for task in facts.tasks if task.task_id.startswith("cv929-29")]
    assert [(task.task_id, task.owner_vi) for task in shared] == [
        ("cv929-29-1", "Bộ Y tế"),
        ("cv929-29-2", "Bộ Nội vụ"),
        ("cv929-29-3", "Bảo hiểm xã hội Việt Nam"),
        ("cv929-29-4", "Văn phòng Chính phủ"),
    ]
    assert {(task.document_line, task.quote, task.other_lines) for task in shared} == {
        (83, "06 thủ tục hành chính", (85,))
    }


def test_millions_are_counted_out(facts: Facts) -> None:
    values = {
        item.indicator_id: (item.value, item.raw_text)
        for item in facts.observations
        if item.period.label == "11/2024"
    }
    assert values["da06_accounts_activated"] == (57_900_000, "57,9")
    assert values["da06_savings"] == (3500, "3,5")
