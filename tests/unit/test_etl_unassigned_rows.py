"""Rows of no unit: told, kept, part of the sums, and figures of nobody."""

from typing import Any

import pytest
import yaml

from etl.build import build
from etl.catalogue.load import load_catalogue
from etl.checked import Project, check
from tests.conftest import copy_of_data
from tests.invented_tables import add_table, noticed, problems, rows, year

COLUMNS = [
    {"heading": "Thuê bao", "indicator": "fibre_lines", "number_format": "integer"},
    {"heading": "Hộ", "indicator": "fibre_homes", "number_format": "integer"},
    {"heading": "Phủ", "indicator": "fibre_rate"},
]
OF_TABLE = "FROM unassigned_figure WHERE table_id = 'bang-thu'"
REASON = "Hai dòng cùng mang tên này."


def table(project: Project, renamed: str = "Hải Phòng", **said: Any) -> Project:
    """Each of the 34 has 10 lines in 40 homes; the row of one of them says Hà Nội as well."""
    units = load_catalogue(project.catalogue).units.values()
    of_today = [unit.short_name_vi for unit in units if unit.unit_id.startswith("p34-")]
    names = ["Hà Nội" if name == renamed else name for name in of_today]
    raw = "\n".join(["Tỉnh | Thuê bao | Hộ | Phủ", *(f"{name} | 10 | 40 | 25" for name in names)])
    entry = {
        "period": year(2026),
        "columns": COLUMNS,
        "absent_vi": None,
        "absent": {renamed: "Không có tên trong bảng."},
        "unassigned": {"Hà Nội": REASON},
    }
    return add_table(project, raw, **{**entry, **said})


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """With the table; to read only."""
    project = table(copy_of_data(tmp_path_factory.mktemp("unassigned")))
    build(project)
    return project


def test_rows_of_no_unit_are_kept_and_told(built: Project) -> None:
    kept = f"SELECT DISTINCT named_vi, indicator_id, value, raw_text {OF_TABLE}"
    assert sorted(rows(built, kept)) == [
        ("Hà Nội", "fibre_homes", 40, "40"),
        ("Hà Nội", "fibre_lines", 10, "10"),
        ("Hà Nội", "fibre_rate", 25, "25"),
    ]
    ((figures, lines),) = rows(
        built,
        f"SELECT count(*), count(DISTINCT source_line) {OF_TABLE}",
    )
    assert (figures, lines) == (6, 2)
    said = (
        "Dòng in tên “Hà Nội” không gán cho đơn vị nào: Hai dòng cùng mang tên này. "
        "Số liệu của dòng vẫn nằm trong tổng."
    )
    assert noticed(built) == [("row_of_no_unit", "warning", None, None, said)] * 2


def test_no_unit_gets_their_figures(built: Project) -> None:
    units = rows(
        built,
        "SELECT DISTINCT unit_id FROM observation WHERE table_id = 'bang-thu' "
        "AND basis = 'published' AND value IS NOT NULL",
    )
    assert len(units) == 32
    assert not {("p34-01",), ("p34-31",)} & set(units)


def test_a_unit_without_a_row_of_its_own_has_a_figure_that_is_not_known(built: Project) -> None:
    found = rows(
        built,
        "SELECT unit_id, status, note_code FROM observation WHERE table_id = 'bang-thu' "
        "AND indicator_id = 'fibre_lines' AND unit_id LIKE 'p34-%' AND value IS NULL "
        "ORDER BY unit_id",
    )
    assert found == [("p34-01", "not_available", "stated"), ("p34-31", "not_available", "stated")]
    absent = "SELECT count(*) FROM quality_issue WHERE kind = 'absent_by_design' AND table_id = "
    assert rows(built, f"{absent}'bang-thu'") == [(0,)]


def test_without_the_entry_two_rows_of_one_name_stop_the_build(project: Project) -> None:
    found = problems(table(project, unassigned={}))
    assert len(found) == 2
    assert all("each unit once in the table" in problem for problem in found)


@pytest.fixture(scope="module")
def summed(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """With a unit that is the sum of the table's rows, and a printed total; to read only."""
    project = copy_of_data(tmp_path_factory.mktemp("summed"))
    table(project, sum_unit="bloc-provinces", check_rows={"Cộng": "sum"}, rows_expected=35)
    entry = project.catalogue / "tables" / "bang-thu.yml"
    said = yaml.safe_load(entry.read_text("utf-8"))
    for indicator in said["topics"][0]["indicators"]:
        indicator["levels"] = ["bloc", "province"]
    entry.write_text(yaml.safe_dump(said, allow_unicode=True), "utf-8")
    raw = project.root / "data" / "raw" / "bc-btttt-2024-07" / "bang-thu.tsv"
    raw.write_text(f"{raw.read_text('utf-8')}Cộng\t340\t1359\t\n", "utf-8")
    build(project)
    return project


def test_rows_of_no_unit_are_in_the_sums(summed: Project) -> None:
    found = rows(
        summed,
        "SELECT indicator_id, value, basis, note_code FROM observation "
        "WHERE table_id = 'bang-thu' AND unit_id = 'bloc-provinces' ORDER BY ALL",
    )
    assert found == [
        ("fibre_homes", 1360, "derived", "sum_of_rows"),
        ("fibre_lines", 340, "derived", "sum_of_rows"),
        ("fibre_share", 25, "derived", "ratio"),
    ]


def test_a_printed_total_is_compared_with_all_rows(summed: Project) -> None:
    said = [item for item in noticed(summed) if item[0] != "row_of_no_unit"]
    (mismatch,) = said
    assert mismatch[:2] == ("total_mismatch", "warning")
    assert "34 đơn vị trong bảng cộng lại 1.360" in mismatch[4]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"unassigned": {"Hà Nội": REASON, "Huế": REASON}}, None),
        ({"unassigned": {"Hà Nội": REASON, "Hà Mới": REASON}}, "a row in the raw table for each"),
        ({"check_rows": {"Hà Nội": "sum"}}, "'Hà Nội' among `unassigned`, `check_rows`"),
        ({"sum_unit": "khong-co"}, "a known unit"),
    ],
)
def test_an_entry_that_says_too_much_is_refused(
    said: dict[str, Any], expected: str | None, project: Project
) -> None:
    if expected is None:
        _catalogue, facts = check(table(project, **said))
        kept = [item for item in facts.unassigned if item.table_id == "bang-thu"]
        assert len({item.source_line for item in kept}) == 3
    else:
        assert any(expected in problem for problem in problems(table(project, **said)))


def test_sums_are_of_all_units(project: Project) -> None:
    table(project, sum_unit="bloc-provinces")
    raw = project.root / "data" / "raw" / "bc-btttt-2024-07" / "bang-thu.tsv"
    entry = project.catalogue / "tables" / "bang-thu.yml"
    entry.write_text(entry.read_text("utf-8").replace("rows_expected: 34", "rows_expected: 33"))
    lines = raw.read_text("utf-8").splitlines()
    raw.write_text("\n".join(line for line in lines if not line.startswith("Huế")), "utf-8")
    assert any("34 rows, one of each unit" in problem for problem in problems(project))
