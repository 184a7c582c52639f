"""Targets that a later document sets anew: the one in force is judged by, the other is kept."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import duckdb
import pytest
import yaml

from dashboard.queries.cells import cells
from dashboard.queries.country_figures import country_targets
from dashboard.queries.coverage import coverage
from dashboard.queries.indicator_views import due_dates, view
from dashboard.queries.indicators import indicators
from dashboard.queries.project06_goals import goals
from dashboard.queries.structures import NEW
from dashboard.queries.target_bases import other_targets
from dashboard.queries.targets import target_lines
from dashboard.store.builds import warehouse as read_warehouse
from dashboard.tables.catalogue import reading_targets
from etl.build import build
from etl.checked import Project, check
from etl.problems import BuildError
from tests.later_periods import DOCUMENT, LATER, Later, LaterOf

DUE = date(2024, 12, 31)
ALLOCATED = {"start": date(2024, 7, 1), "end": date(2025, 12, 31), "label": "x", "kind": "as_of"}
TARGETS = ("Dòng", "Chỉ số", "Phạm vi", "Điều kiện", "Hạn", "So sánh", "Mục tiêu", "Trích")
DVCTT = ("1", "dvctt_full_rate", "các địa phương", "", "Năm 2024", "đạt", "40%", "đạt 40%")
GRADE = ("2", "system_grade", "các địa phương", "", "Năm 2024", "đạt", "B", "đạt mức B")
COUNTRY = ("3", "national_24", "cả nước", "", "năm 2025", "đạt", "15%", "đạt 15%")

ELIGIBLE = (
    *("4", "national_01_2", "cả nước", "đủ điều kiện theo quy định của pháp luật"),
    *("đến năm 2025", "được cung cấp", "90%", "90% thủ tục đủ điều kiện"),
)


def set_anew(
    later: Later, table_id: str, name: str, lines: Sequence[Sequence[str]], **said: Any
) -> Project:
    """Targets of one's own in a document after that of `table_id`, under the same columns."""
    project = later(table_id, name, rows_expected=len(lines) - 1, **said)
    raw = project.root / "data" / "raw" / "doc-thu" / f"{name}.tsv"
    raw.write_text("".join("\t".join(line) + "\n" for line in lines), encoding="utf-8")
    path = project.catalogue / "tables" / f"{name}.yml"
    entry = yaml.safe_load(path.read_text(encoding="utf-8"))
    if table_id not in ("ii-b", "vi"):
        # Tables of targets have no period.
        del entry["table"]["period"]
    path.write_text(yaml.safe_dump(entry, allow_unicode=True), encoding="utf-8")
    return project


def rows(project: Project, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(project.warehouse / "warehouse.duckdb", read_only=True) as connection:
        return connection.execute(sql).fetchall()


def problems(project: Project) -> list[str]:
    with pytest.raises(BuildError) as error:
        check(project)
    return [str(problem) for problem in error.value.problems]


@pytest.fixture(scope="module")
def anew(later_of: LaterOf) -> Project:
    """Targets of provinces, of graded provinces, of the country and of a base; to read only."""
    later = later_of("anew")
    lines = [TARGETS, DVCTT, GRADE, COUNTRY, ELIGIBLE]
    project = set_anew(later, "text-targets", "moi", lines, supersedes=["text-targets"])
    build(project)
    return project


@pytest.fixture(scope="module")
def others(later_of: LaterOf) -> Project:
    """Targets of a goal of Project 06, of two units, of a successor, of a unit alone; to read."""
    later = later_of("others")
    line = ("5", "da06_procedures_cut_rate", "cả nước", "", "năm 2025", "có", "60%", "có 60%")
    table_id = "da06-2023-12-targets"
    set_anew(later, table_id, "moi-06", [TARGETS, line], supersedes=[table_id])
    lines = [("Tỉnh/TP", "Dự kiến phân bổ"), ("Hà Nội", "6.000"), ("Hải Dương", "1.000")]
    said = {"supersedes": ["vi"], "period": ALLOCATED, "absent_vi": "Thử."}
    set_anew(later, "vi", "vi-moi", lines, **said)
    lines = [("Tỉnh/TP", "Dự kiến phân bổ"), ("TP HCM", "9.999")]
    set_anew(later, "vi", "vi-34", lines, structure="2025", absent_vi="Thử.")
    head = "Tỷ lệ DVCTT toàn trình (trên tổng DVC có phát sinh hồ sơ)"
    target = {"due_on": DUE, "comparator": ">="}
    project = set_anew(
        later,
        "ii-b",
        "rieng",
        [("Tỉnh, thành phố", head), ("Hà Nội", "50.00%")],
        columns=[{"heading": head, "indicator": "dvctt_full_rate", "target": target}],
        ordinal_column=None,
        note_column=None,
        missing_reasons=[],
        absent_vi="Thử.",
    )
    build(project)
    return project


def test_the_target_in_force_is_judged_by(anew: Project, built_project: Project) -> None:
    kept = """
        SELECT value, superseded_by, table_id FROM target
        WHERE indicator_id = 'dvctt_full_rate' AND scope = 'province' ORDER BY due_on, value
    """
    assert rows(anew, kept) == [
        (40, None, "moi"),
        (85, "moi", "text-targets"),
        (95, None, "text-targets"),
    ]
    judged = """
        SELECT DISTINCT target_value FROM attainment JOIN unit USING (unit_id)
        WHERE indicator_id = 'dvctt_full_rate' AND level = 'province' AND due_on = '2024-12-31'
    """
    assert rows(anew, judged) == [(40,)]
    met = """
        SELECT count(*) FROM target_result
        WHERE indicator_id = 'dvctt_full_rate' AND unit_id LIKE 'p63%' AND due_on = '2024-12-31'
          AND is_nearest AND verdict = 'met'
    """
    assert rows(anew, met)[0][0] > rows(built_project, met)[0][0]
    # What a document says was tested with its own targets, and still is.
    claims = "FROM claim_check ORDER BY ALL"
    assert rows(anew, claims) == rows(built_project, claims)


def test_pages_show_the_target_in_force(anew: Project) -> None:
    source = read_warehouse(anew.warehouse / "warehouse.duckdb")
    shown = view(source, "dvctt_full_rate", "province", DUE)
    assert {row.target_value for row in shown.rows} == {40}
    # 39 provinces were given an A, and units' own targets come first.
    graded = view(source, "system_grade", "province", DUE)
    assert {row.target_value for row in graded.rows} == {4}
    assert due_dates(source, "dvctt_full_rate", "province") == (DUE, date(2025, 12, 31))
    spec = indicators(source)["dvctt_full_rate"]
    assert target_lines(source, spec, "province") == {DUE: 40, date(2025, 12, 31): 95}
    assert [goal.value for goal in country_targets(source)["national_24"]] == [15, 30]
    assert [goal.value for goal in other_targets(source, "country")["national_01_2"]] == [
        *(90, 80, 100)
    ]
    anew = f"đã thay bằng {LATER}"
    places = [cell for cell in reading_targets(source)["Nguồn"] if anew in cell]
    assert places == [place for place in places if place.startswith("Báo cáo Bộ TT&TT 7/2024")]
    # Those of the provinces of either grade are told in one line.
    assert len(places) == 4


def test_project_06_shows_the_target_in_force(others: Project) -> None:
    source = read_warehouse(others.warehouse / "warehouse.duckdb")
    name = "da06_procedures_cut_rate"
    assert [aim.value for aim in goals(source) if aim.indicator.indicator_id == name] == [60]
    assert [cell.value for cell in cells(source, name, "vn") if cell.is_target] == [60]


def test_a_target_of_a_level_replaces_those_of_its_graded_units(anew: Project) -> None:
    found = """
        SELECT superseded_by, count(DISTINCT unit.level) FROM target JOIN unit USING (unit_id)
        WHERE indicator_id = 'system_grade' AND due_on = '2024-12-31' AND target.basis = 'published'
        GROUP BY ALL ORDER BY ALL
    """
    # The ministries keep theirs.
    assert rows(anew, found) == [("moi", 1), (None, 1)]
    judged = """
        SELECT count(*), count(DISTINCT target_value) FROM attainment
        WHERE indicator_id = 'system_grade' AND due_on = '2024-12-31' AND unit_id LIKE 'p63%'
    """
    assert rows(anew, judged) == [(63, 1)]


def test_units_keep_what_is_not_set_anew(others: Project) -> None:
    units = """
        SELECT unit_id, value FROM target WHERE indicator_id = 'enterprise_additional'
          AND superseded_by IS NULL AND unit_id IN ('p63-01', 'p34-01', 'p63-48') ORDER BY ALL
    """
    assert rows(others, units) == [("p34-01", 6000), ("p63-01", 6000), ("p63-48", 730)]
    source = read_warehouse(others.warehouse / "warehouse.duckdb")
    shown = view(source, "enterprise_additional", "province", date(2025, 12, 31))
    assert shown.row_of("p63-01").value == 6000
    (found,) = [
        item
        for item in coverage(source, "province")
        if item.indicator_id == "enterprise_additional"
    ]
    assert found.counts == {"allocated": 63}


@pytest.mark.parametrize("name", ["a-vi", "z-vi"], ids=["read before", "read after"])
def test_coverage_names_the_table_in_force(later: Later, name: str) -> None:
    project = later("vi", name, supersedes=["vi"], period=ALLOCATED)
    build(project)
    source = read_warehouse(project.warehouse / "warehouse.duckdb")
    found = {item.indicator_id: item.appendix for item in coverage(source, "province")}
    assert found["enterprise_additional"] == "Bảng thử"


def test_a_target_printed_for_a_successor_stands_instead_of_the_merged_one(
    others: Project,
) -> None:
    found = """
        SELECT basis, value FROM target
        WHERE indicator_id = 'enterprise_additional' AND unit_id = 'p34-79'
    """
    assert rows(others, found) == [("published", 9999)]


def test_a_unit_is_judged_by_its_own_target(others: Project) -> None:
    judged = """
        SELECT unit_id, target_value FROM attainment WHERE indicator_id = 'dvctt_full_rate'
          AND due_on = '2024-12-31' AND unit_id IN ('p63-01', 'p63-48', 'p34-01') ORDER BY ALL
    """
    assert rows(others, judged) == [("p34-01", 50), ("p63-01", 50), ("p63-48", 85)]
    source = read_warehouse(others.warehouse / "warehouse.duckdb")
    shown = view(source, "dvctt_full_rate", "province", DUE, NEW).row_of("p34-01")
    assert shown.target_value == 50


def test_two_documents_that_each_set_it_anew(later: Later) -> None:
    set_anew(later, "text-targets", "moi", [TARGETS, DVCTT], supersedes=["text-targets"])
    newest = (*DVCTT[:6], "45%", "đạt 45%")
    said = {"supersedes": ["text-targets", "moi"], "document": "doc-thu-2"}
    project = set_anew(later, "text-targets", "moi-2", [TARGETS, newest], **said)
    raw = project.root / "data" / "raw"
    (raw / "doc-thu-2").mkdir()
    (raw / "doc-thu" / "moi-2.tsv").rename(raw / "doc-thu-2" / "moi-2.tsv")
    documents = project.catalogue / "documents.yml"
    second = DOCUMENT | {"document_id": "doc-thu-2", "data_as_of": date(2025, 9, 30)}
    text = yaml.safe_dump([second], allow_unicode=True, sort_keys=False)
    documents.write_text(documents.read_text(encoding="utf-8") + text, encoding="utf-8")
    _catalogue, facts = check(project)
    found = [
        (*target.interval, target.superseded_by)
        for target in facts.targets
        if (target.indicator_id, target.scope, target.due_on)
        == ("dvctt_full_rate", "province", DUE)
    ]
    assert sorted(found) == [(40, 40, "moi-2"), (45, 45, None), (85, 85, "moi")]


def test_a_target_set_twice_without_a_word_is_refused(later: Later) -> None:
    found = problems(set_anew(later, "text-targets", "moi", [TARGETS, DVCTT]))
    assert len(found) == 2
    assert all("one target for an indicator" in problem for problem in found)
    assert all("supersedes" in problem for problem in found)


def test_what_a_table_replaces_is_not_taken_over(later: Later) -> None:
    set_anew(later, "text-targets", "moi", [TARGETS, DVCTT], supersedes=["text-targets"])
    found = problems(set_anew(later, "moi", "moi-2", [TARGETS, COUNTRY]))
    assert [problem.split(":")[0].rsplit("/", 1)[1] for problem in found] == [
        "moi-2.tsv",
        "text-targets.tsv",
    ]


@pytest.mark.parametrize(
    ("supersedes", "words"),
    [
        ("khong-co", "the id of a table"),
        ("moi", "of an earlier day"),
        ("vi", "a target that this one sets anew"),
        ("ii-b", "a target that this one sets anew"),
    ],
)
def test_a_table_that_replaces_nothing_is_named(later: Later, supersedes: str, words: str) -> None:
    line = (*DVCTT[:4], "năm 2030", *DVCTT[5:])
    project = set_anew(later, "text-targets", "moi", [TARGETS, line], supersedes=[supersedes])
    (problem,) = problems(project)
    assert problem.startswith("data/catalogue/tables/moi.yml: [table.supersedes]")
    assert f"found '{supersedes}'" in problem
    assert words in problem
