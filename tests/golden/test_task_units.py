"""Units that the documents of Đề án 06 name in a task, keyed from the documents line by line.

A line is keyed if it gives, or reports on, a task: what was achieved in passing is no task. A name
that stands for its kind ("các bộ, ngành", "địa phương") names no unit.
"""

import csv
import re
from datetime import date
from pathlib import Path

import duckdb
import pytest

from dashboard.queries.registers import tasks_of
from dashboard.queries.structures import NEW, OLD, Structure
from dashboard.queries.units import origins, units_at
from dashboard.store.builds import warehouse as warehouse_of
from etl.checked import Project

Warehouse = duckdb.DuckDBPyConnection
Mention = tuple[str, int, str]

with (Path(__file__).parent / "task_units.csv").open(encoding="utf-8", newline="") as handle:
    LINES = [
        (row["document"], int(row["line"]), row["units"].split("; "))
        for row in csv.DictReader(handle)
    ]
# Bodies that the document of March 2025 names although they had just been dissolved.
DISSOLVED = {"BHXH Việt Nam", "Bộ KH&ĐT"}
# Who is named in another way than as owner, by document and line; the role as the text has it.
ROLES = [
    ("bc-2025-tct-2023-12", 120, "Bình Dương", {"location"}),
    ("bc-2025-tct-2023-12", 162, "Bộ Tài chính", {"owner", "partner"}),
    ("bc-2025-tct-2023-12", 168, "Bộ Công an", {"partner"}),
    *[
        ("bc-2025-tct-2023-12", 168, name, {"location"})
        for name in (
            *("Hà Nội", "Quảng Ninh", "Thái Nguyên"),
            *("Thừa Thiên Huế", "Bình Dương", "Bà Rịa - Vũng Tàu"),
        )
    ],
    ("bc-2025-tct-2023-12", 178, "Thừa Thiên Huế", {"location"}),
    ("bc-2025-tct-2023-12", 180, "Hà Nội", {"partner", "location"}),
    *[
        ("bc-2025-tct-2023-12", 194, name, {"location"})
        for name in (
            *("Bạc Liêu", "Bắc Ninh", "Bến Tre", "Đắk Lắk", "Hưng Yên", "Kiên Giang"),
            *("Nam Định", "Phú Thọ", "Quảng Trị", "Sóc Trăng", "Vĩnh Long", "Vĩnh Phúc"),
        )
    ],
    ("tb-4318-tct-2024-05", 46, "Bộ Công an", {"partner"}),
    ("tb-4318-tct-2024-05", 54, "Bộ TN&MT", {"named"}),
    ("cv-929-bca-2025-03", 45, "Bộ KH&ĐT", {"partner"}),
    ("cv-929-bca-2025-03", 45, "An Giang", {"location"}),
    ("cv-929-bca-2025-03", 79, "Nam Định", {"named"}),
    ("cv-929-bca-2025-03", 79, "Bộ Tư pháp", {"owner"}),
    ("cv-929-bca-2025-03", 85, "TP. Hồ Chí Minh", {"owner"}),
]


@pytest.fixture(scope="module")
def ids(warehouse: Warehouse) -> dict[tuple[str, str], str]:
    """Unit ids by document and short name: of the day the document speaks of."""
    rows = warehouse.execute(
        """
        SELECT document_id, short_name_vi, unit_id FROM document JOIN unit
          ON data_as_of BETWEEN coalesce(valid_from, DATE '0001-01-01')
            AND coalesce(valid_to, DATE '9999-12-31')
        WHERE level IN ('ministry', 'province')
        """
    ).fetchall()
    found = {(document, name): unit_id for document, name, unit_id in rows}
    for name in DISSOLVED:
        found["cv-929-bca-2025-03", name] = found["tb-530-vpcp-2024-11", name]
    return found


@pytest.fixture(scope="module")
def mentions(ids: dict[tuple[str, str], str]) -> set[Mention]:
    return {
        (document, line, ids[document, name]) for document, line, names in LINES for name in names
    }


@pytest.fixture(scope="module")
def named(warehouse: Warehouse) -> list[tuple[str, str, str, set[int], str]]:
    """Task, document, unit, every line of the task, and role, of units that are no bloc."""
    rows = warehouse.execute(
        """
        SELECT task_id, document_id, unit_id, list_append(other_lines, document_line), role
        FROM task_unit JOIN task USING (task_id) JOIN unit USING (unit_id)
        WHERE level <> 'bloc'
        """
    ).fetchall()
    return [(task, document, unit, set(lines), role) for task, document, unit, lines, role in rows]


def test_each_line_is_keyed_once() -> None:
    keys = [(document, line) for document, line, _ in LINES]
    assert len(keys) == len(set(keys)) == 66
    assert all(len(names) == len(set(names)) for _, _, names in LINES)


def test_every_unit_named_in_a_task_is_in_the_catalogue(
    mentions: set[Mention], named: list[tuple[str, str, str, set[int], str]]
) -> None:
    kept = {(document, line, unit) for _, document, unit, lines, _ in named for line in lines}
    assert mentions - kept == set()


def test_the_catalogue_names_no_unit_that_the_lines_do_not(
    mentions: set[Mention], named: list[tuple[str, str, str, set[int], str]]
) -> None:
    for task, document, unit, lines, _ in named:
        assert any((document, line, unit) in mentions for line in lines), (task, unit)


@pytest.mark.parametrize(("document", "line", "name", "roles"), ROLES)
def test_a_unit_has_the_role_that_the_text_gives_it(
    document: str,
    line: int,
    name: str,
    roles: set[str],
    ids: dict[tuple[str, str], str],
    named: list[tuple[str, str, str, set[int], str]],
) -> None:
    unit = ids[document, name]
    found = {
        role
        for _, where, who, lines, role in named
        if (where, who) == (document, unit)
        if line in lines
    }
    assert found == roles


@pytest.mark.parametrize("structure", [OLD, NEW], ids=lambda structure: structure.id)
@pytest.mark.parametrize("level", ["ministry", "province", "region"])
def test_a_profile_has_no_task_exactly_where_no_task_names_the_unit(
    level: str,
    structure: Structure,
    built_project: Project,
    warehouse: Warehouse,
    mentions: set[Mention],
) -> None:
    """Under any id it had: its own, those of its whole members, or the one it went on under."""
    source = warehouse_of(built_project.warehouse / "warehouse.duckdb")
    lineage = warehouse.execute(
        "SELECT predecessor_id, successor_id, relation FROM unit_lineage"
    ).fetchall()
    named = {unit for _, _, unit in mentions}
    silent = set()
    for unit in units_at(source, level, structure).values():
        inside = (
            [
                row.unit_id
                for row in units_at(source, "province", structure).values()
                if row.region_id == unit.unit_id
            ]
            if level == "region"
            else [unit.unit_id]
        )
        ids = {*inside}
        ids |= {old for old, new, how in lineage if new in inside and how not in ("split", "part")}
        ids |= {
            new for old, new, how in lineage if old in inside and how in ("unchanged", "continued")
        }
        found = tasks_of(source, origins(source, unit, structure))
        assert bool(found.owned or found.otherwise) == bool(ids & named), unit.unit_id
        if not ids & named:
            silent.add(unit.short_name_vi)
    if level == "ministry":
        assert {"Thông tấn xã VN", "Đài Tiếng nói VN"} <= silent
    if level == "province":
        assert {"Cao Bằng", "Nghệ An", "Lai Châu"} <= silent
        assert not {"Hà Nội", "Bến Tre", "Vĩnh Long", "Quảng Ninh", "Thái Nguyên"} & silent


# Deadlines that name no single day, or a day that is no deadline, read by hand.
SPANS = {
    "trong dịp Tết Nguyên đán 2024": date(2024, 2, 10),
    "trước tháng 3/2024": date(2024, 2, 29),
    "trong quý III/2024": date(2024, 9, 30),
    "trong Quý II/2025": date(2025, 6, 30),
    "trong năm 2023": date(2023, 12, 31),
    "trong năm 2024": date(2024, 12, 31),
}
FROM_HEADINGS = {
    *("trong tháng 5/2024", "trước 10/6/2024", "trong tháng 3/2025", "trong tháng 4/2025"),
}
"""Deadlines that the heading above some task sets."""
STARTS = {
    ("tb-4318-tct-2024-05", 34, "từ 01/7/2024"): date(2024, 7, 1),
    ("cv-929-bca-2025-03", 51, "từ tháng 8/2025"): date(2025, 8, 1),
    ("cv-929-bca-2025-03", 91, "từ 01/7/2025"): date(2025, 7, 1),
}
_MONTH_ENDS = {1: 31, 3: 31, 4: 30, 5: 31, 6: 30, 9: 30, 10: 31}


def _day(text: str) -> date:
    """The last day of a deadline: the day itself, also after "trước", or the end of the month."""
    if text in SPANS:
        return SPANS[text]
    if found := re.fullmatch(
        r"(?:trước |trước ngày )?(\d+)(?:/| tháng )(\d+)(?:/| năm )(\d{4})", text
    ):
        day, month, year = map(int, found.groups())
        return date(year, month, day)
    found = re.fullmatch(r"(?:trong )?tháng 0?(\d+)/(\d{4})", text)
    assert found is not None, text
    month, year = map(int, found.groups())
    return date(year, month, _MONTH_ENDS[month])


def test_every_deadline_is_what_its_words_say(warehouse: Warehouse) -> None:
    rows = warehouse.execute(
        "SELECT DISTINCT due_vi, due_from_heading, due_on FROM task WHERE due_on NOTNULL"
    )
    found = rows.fetchall()
    assert len(found) == 32
    assert {words for words, from_heading, _day in found if from_heading} == FROM_HEADINGS
    for words, _from_heading, day in found:
        assert not words.startswith(("từ", "sau", "kể từ"))
        assert day == _day(words)


def test_what_begins_on_a_day_has_a_start_and_no_deadline(warehouse: Warehouse) -> None:
    rows = warehouse.execute(
        """
        SELECT document_id, document_line, starts_vi, starts_on, due_on, due_vi FROM task
        WHERE starts_on NOTNULL
        """
    ).fetchall()
    assert {row[:3]: row[3:] for row in rows} == {
        key: (day, None, None) for key, day in STARTS.items()
    }


# Line of the task, the deadline as printed, and the day the document speaks of.
LATE_BEFORE_DUE = [
    ("bc-2025-tct-2023-12", 108, "trong năm 2023", date(2023, 12, 18)),
    *[("bc-2025-tct-2023-12", 156, "trước 31/12/2023", date(2023, 12, 18))] * 3,
    ("bc-2025-tct-2023-12", 178, "trong tháng 1/2024", date(2023, 12, 18)),
    ("bc-2025-tct-2023-12", 180, "trong tháng 01/2024", date(2023, 12, 18)),
    ("tb-530-vpcp-2024-11", 27, "trong năm 2024", date(2024, 11, 22)),
]


def test_a_task_called_late_before_its_deadline_is_noted(warehouse: Warehouse) -> None:
    """Status and deadline stay as printed; each such task has its issue, and no other has."""
    rows = warehouse.execute(
        """
        SELECT DISTINCT task.document_id, document_line, due_vi, status_as_of, source_line,
            issue.detail_code, issue.detail_parts::JSON->>'due'
        FROM task LEFT JOIN quality_issue AS issue USING (table_id, source_line)
        WHERE (status = 'late' AND due_on > status_as_of) OR issue.kind = 'late_before_due'
        ORDER BY ALL
        """
    ).fetchall()
    assert [row[:4] for row in rows] == sorted(LATE_BEFORE_DUE)
    assert all(row[5:] == ("late_early", row[2]) for row in rows)
    ((issues,),) = warehouse.execute(
        "SELECT count(*) FROM quality_issue WHERE kind = 'late_before_due'"
    ).fetchall()
    assert issues == len(LATE_BEFORE_DUE)
