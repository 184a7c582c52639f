"""Input that cannot become a warehouse: clear lines, exit code 1, the old warehouse in place."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest
from typer.testing import CliRunner

from etl.__main__ import app
from etl.checked import Project

RAW = "data/raw/bc-btttt-2024-07"
TABLES = "data/catalogue/tables"
LINEAGE = "data/catalogue/unit_lineage.csv"
NAMES = "data/catalogue/unit_names.csv"
INDICATORS = "data/catalogue/indicators"
CLAIMS = "data/catalogue/claims.yml"
SHARE_OF_SERVICES = "Tỷ lệ DVCTT toàn trình (trên tổng DVC có phát sinh hồ sơ)"

Edit = Callable[[Path], None]
# What one line of the output must contain, place first.
Message = tuple[str, ...]


@pytest.fixture(scope="module")
def copied(built_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    root = tmp_path_factory.mktemp("served") / "project"
    shutil.copytree(built_project.root, root, symlinks=True)
    return Project(root)


@pytest.fixture(scope="module")
def inputs(copied: Project) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in _inputs(copied)}


@pytest.fixture
def served(copied: Project, inputs: dict[Path, bytes]) -> Iterator[Project]:
    """A project whose last build was good; the next test has it as it was."""
    yield copied
    for path in _inputs(copied):
        if path not in inputs:
            path.unlink()
    for path, content in inputs.items():
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)


def _inputs(project: Project) -> list[Path]:
    folders = (project.root / "data" / "raw", project.catalogue)
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


def swap(old: str, new: str) -> Edit:
    """Replace the first `old`, which must be there."""

    def edit(path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def append(text: str) -> Edit:
    return lambda path: path.write_text(f"{path.read_text(encoding='utf-8')}{text}", "utf-8")


def overwrite(text: str) -> Edit:
    return lambda path: path.write_text(text, encoding="utf-8")


def cut_after(text: str) -> Edit:
    """End the file after the first occurrence of the text."""

    def edit(path: Path) -> None:
        content = path.read_bytes()
        end = content.index(text.encode()) + len(text.encode())
        path.write_bytes(content[:end])

    return edit


def cut_before(text: str) -> Edit:
    """End the file before its last line that begins so."""

    def edit(path: Path) -> None:
        content = path.read_bytes()
        path.write_bytes(content[: content.rindex(f"\n{text}".encode()) + 1])

    return edit


def cut_within_a_letter(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: content.index("ế".encode()) + 1])


def each_row(change: Callable[[str], str]) -> Edit:
    def edit(path: Path) -> None:
        rows = path.read_text(encoding="utf-8").split("\n")
        path.write_text("\n".join(change(row) if row else row for row in rows), encoding="utf-8")

    return edit


class Case(NamedTuple):
    file: str
    edit: Edit
    messages: tuple[Message, ...]


CASES = {
    "units alike by an indicator that is not there": Case(
        "data/catalogue/similarity.yml",
        swap("[region, system_grade]", "[region, system_mark]"),
        (("similarity.yml", "[province]", "'system_mark'", "a known indicator"),),
    ),
    "unknown unit in a row": Case(
        f"{RAW}/ix-tinh.tsv",
        swap("Đà Nẵng", "Đà Nẵg"),
        ((f"{RAW}/ix-tinh.tsv:16:", "[Địa phương]", "'Đà Nẵg'", "nearest: Đà Nẵng"),),
    ),
    "unknown unit in a list": Case(
        f"{RAW}/text-grdp-bands.tsv",
        swap("Thái Nguyên", "Thái Nguyễn"),
        ((":2:", "[Danh sách]", "'Thái Nguyễn'", "nearest: Thái Nguyên"),),
    ),
    "decimal comma in a table of decimal points": Case(
        f"{RAW}/ii-b.tsv",
        swap("49.89%", "49,89%"),
        ((":2:", f"[{SHARE_OF_SERVICES}]", "'49,89%'", "a percentage with a decimal point"),),
    ),
    "count without its thousands point": Case(
        f"{RAW}/vi.tsv",
        swap("8.372", "8372"),
        ((":2:", "[Dự kiến phân bổ]", "'8372'", "with thousands points"),),
    ),
    "a dash where the table declares none": Case(
        f"{RAW}/ix-bo.tsv",
        swap("39\t39\t100%", "-\t39\t100%"),
        ((":5:", "[Tổng HTTT]", "'-'", "a whole number"),),
    ),
    "a grade that does not exist": Case(
        f"{RAW}/iv-bo.tsv",
        swap("Bộ Quốc phòng\tC", "Bộ Quốc phòng\tF"),
        ((":2:", "[Mức độ]", "'F'", "a grade from A to E"),),
    ),
    "an indicator the table does not declare": Case(
        f"{RAW}/dti.tsv",
        swap("Kinh tế số", "Kinh tế so"),
        ((":4:", "[Chỉ số]", "a text the table declares", "nearest: Kinh tế số"),),
    ),
    "unit twice in a table": Case(
        f"{RAW}/ii-b.tsv",
        swap("Bà Rịa - Vũng Tàu", "An Giang"),
        (
            (":2:", "[Tỉnh, thành phố]", "'An Giang'", "each unit once", "lines 2, 3 all name"),
            (":3:", "[Tỉnh, thành phố]", "'An Giang'", "each unit once", "lines 2, 3 all name"),
        ),
    ),
    "unit in two bands": Case(
        f"{RAW}/text-grdp-bands.tsv",
        swap("Đắk Lắk", "Hà Nội"),
        ((":4:", "[Danh sách]", "Hà Nội in one list only"),),
    ),
    "two figures of one unit": Case(
        f"{RAW}/text-national-figures.tsv",
        swap("Đắk Nông\t7/2024", "cả nước\t7/2024"),
        (
            (":4:", "[signature_adult_rate, vn]", "'2,4%'", "one value"),
            (":5:", "[signature_adult_rate, vn]", "'13,5%'", "one value"),
        ),
    ),
    "figure outside its band": Case(
        f"{RAW}/text-national-figures.tsv",
        swap("7/2024\t42,18%", "7/2024\t12,18%"),
        (
            ("text-national-figures.tsv:3:", "[signature_adult_rate, p63-79]", "'12,18%'"),
            ("text-signature-bands.tsv:4:", "[signature_adult_rate, p63-79]", "one value"),
        ),
    ),
    "missing column": Case(
        f"{RAW}/ix-tinh.tsv",
        each_row(lambda row: row.rpartition("\t")[0]),
        ((f"{RAW}/ix-tinh.tsv:1:", "a column 'Tỷ lệ triển khai đầy đủ PA'"),),
    ),
    "extra column": Case(
        f"{RAW}/ix-tinh.tsv",
        each_row(lambda row: f"{row}\tx"),
        ((f"{RAW}/ix-tinh.tsv:1:", "no column 'x'"),),
    ),
    "percentage out of range": Case(
        f"{RAW}/ii-b.tsv",
        swap("49.89%", "149.89%"),
        ((":2:", "[dvctt_full_rate, p63-89]", "'149.89%'", "a value from 0 to 100"),),
    ),
    "target out of range": Case(
        f"{RAW}/vii.tsv",
        swap("Hà Nội\t40%", "Hà Nội\t140%"),
        ((":2:", "[ecommerce_retail_share, p63-01]", "'140%'", "a value from 0 to 100"),),
    ),
    "a figure of a unit that did not report": Case(
        f"{RAW}/ix-tinh.tsv",
        swap("Bến Tre\t0", "Bến Tre\t5"),
        ((":8:", "[Tổng HTTT]", "'5'", "did not report"),),
    ),
    "a row too few": Case(
        f"{RAW}/viii.tsv",
        swap("Bình Dương\t1.027.648\n", ""),
        ((f"{RAW}/viii.tsv:", "'62 rows'", "expected 63 rows"),),
    ),
    "cut between rows": Case(
        f"{RAW}/vi.tsv",
        cut_after("Khánh Hòa\t185\n"),
        ((f"{RAW}/vi.tsv:", "'7 rows'", "expected 63 rows"),),
    ),
    "cut within a row": Case(
        f"{RAW}/ix-bo.tsv",
        cut_after("Bộ Xây dựng\t18"),
        ((f"{RAW}/ix-bo.tsv:10:", "'3'", "expected 7 cells"),),
    ),
    "cut within a letter": Case(
        f"{RAW}/ix-bo.tsv",
        cut_within_a_letter,
        ((f"{RAW}/ix-bo.tsv:", "a readable UTF-8 file"),),
    ),
    "empty raw file": Case(
        f"{RAW}/vii.tsv",
        overwrite(""),
        ((f"{RAW}/vii.tsv:", "a header with 'Tỉnh/TP'"),),
    ),
    "missing raw file": Case(
        f"{RAW}/vii.tsv",
        Path.unlink,
        ((f"{RAW}/vii.tsv:", "a readable UTF-8 file", "No such file"),),
    ),
    "raw file without an entry": Case(
        f"{RAW}/x.tsv",
        overwrite("Tỉnh/TP\n"),
        ((f"{RAW}/x.tsv:", "an entry in data/catalogue/tables"),),
    ),
    "broken YAML": Case(
        f"{TABLES}/vii.yml",
        swap("heading_variants: [", "heading_variants: [["),
        ((f"{TABLES}/vii.yml:", "valid YAML"),),
    ),
    "empty YAML file": Case(
        f"{TABLES}/iii.yml", overwrite(""), ((f"{TABLES}/iii.yml:", "not an empty file"),)
    ),
    "a key twice in YAML": Case(
        f"{TABLES}/dti.yml",
        append("    Kinh tế số: dti_society\n"),
        ((f"{TABLES}/dti.yml:21:", "valid YAML", "'Kinh tế số'"),),
    ),
    "a date that does not exist": Case(
        "data/catalogue/documents.yml",
        swap("2024-07-31", "2024-02-31"),
        (("data/catalogue/documents.yml:8:", "valid YAML", "day"),),
    ),
    "catalogue file cut within a letter": Case(
        f"{TABLES}/vii.yml", cut_within_a_letter, ((f"{TABLES}/vii.yml:", "a readable UTF-8"),)
    ),
    "misspelt catalogue key": Case(
        f"{TABLES}/viii.yml",
        swap("note_vi:", "notes_vi:"),
        ((f"{TABLES}/viii.yml:", "notes_vi]", "Extra inputs are not permitted"),),
    ),
    "entry under another name than its file": Case(
        f"{TABLES}/viii.yml",
        swap("table_id: viii", "table_id: viij"),
        ((f"{TABLES}/viii.yml:", "table_id 'viii', the name of the file"),),
    ),
    "unknown indicator": Case(
        f"{TABLES}/vi.yml",
        swap("enterprise_additional", "enterprise_addition"),
        ((f"{TABLES}/vi.yml:", "[indicator]", "'enterprise_addition'", "a known indicator"),),
    ),
    "unknown unit of a time series": Case(
        f"{TABLES}/dti.yml",
        swap("unit: vn", "unit: vx"),
        ((f"{TABLES}/dti.yml:", "[unit]", "'vx'", "a known unit"),),
    ),
    "unknown unit among those that did not report": Case(
        f"{TABLES}/ix-tinh.yml",
        swap("Bến Tre", "Bến Trê"),
        ((f"{TABLES}/ix-tinh.yml:", "[not_reported.units]", "'Bến Trê'", "nearest: Bến Tre"),),
    ),
    "unknown unit among those absent by design": Case(
        f"{TABLES}/ix-bo.yml",
        swap("    Bộ Công an:", "    Bộ Công ann:"),
        ((f"{TABLES}/ix-bo.yml:", "[absent]", "'Bộ Công ann'", "a listed name"),),
    ),
    "more systems approved than there are": Case(
        f"{RAW}/ix-tinh.tsv",
        swap("An Giang\t39\t39\t", "An Giang\t39\t157\t"),
        (
            (
                f"{RAW}/ix-tinh.tsv:",
                "is_level_approved_rate, p63-89",
                "157 ÷ 39 = 402.5",
                "0 to 100",
            ),
        ),
    ),
    "systems approved where there are none": Case(
        f"{RAW}/ix-tinh.tsv",
        swap("An Giang\t39\t39\t", "An Giang\t0\t39\t"),
        (
            (
                f"{RAW}/ix-tinh.tsv:",
                "is_level_approved, p63-89",
                "found '39'",
                "0, as the whole",
            ),
        ),
    ),
    "a rate of a count over itself": Case(
        f"{INDICATORS}/information_security.yml",
        swap("numerator_id: is_level_approved\n", "numerator_id: is_systems\n"),
        (("[is_level_approved_rate.denominator_id]", "another count than the numerator"),),
    ),
    "a rate that is its own numerator": Case(
        f"{INDICATORS}/information_security.yml",
        swap("numerator_id: is_level_approved\n", "numerator_id: is_level_approved_rate\n"),
        (("[is_level_approved_rate.numerator_id]", "an indicator of the kind count"),),
    ),
    "targets of units without classes of the distance": Case(
        f"{INDICATORS}/public_services.yml",
        swap("class_breaks: [30, 45, 60, 75, 90]\n  gap_breaks: [-10, 0, 15, 30, 45]", ""),
        (("[dvctt_full_rate.gap_breaks]", "found '[]'", "one of them above 0"),),
    ),
    "classes outside the range": Case(
        f"{INDICATORS}/public_services.yml",
        swap("class_breaks: [30, 45, 60, 75, 90]", "class_breaks: [30, 45, 60, 75, 190]"),
        (("[dvctt_full_rate.class_breaks]", "found '190'", "up to 100"),),
    ),
    "classes of a change below zero": Case(
        f"{INDICATORS}/public_services.yml",
        swap("gap_breaks: [-10, 0, 15, 30, 45]", "change_breaks: [-5, 10]"),
        (("change_breaks", "greater than 0"),),
    ),
    "classes of a change that fall": Case(
        f"{INDICATORS}/public_services.yml",
        swap("gap_breaks: [-10, 0, 15, 30, 45]", "change_breaks: [10, 5]"),
        (("change_breaks must rise",),),
    ),
    "more classes of a change than colours": Case(
        f"{INDICATORS}/public_services.yml",
        swap("gap_breaks: [-10, 0, 15, 30, 45]", "change_breaks: [1, 2, 3, 4]"),
        (("change_breaks", "at most 3"),),
    ),
    "a grade without its five classes": Case(
        f"{INDICATORS}/one_stop_systems.yml",
        swap("class_breaks: [2, 3, 4, 5]", "class_breaks: [3, 4, 5]"),
        (("[system_grade.class_breaks]", "[2.0, 3.0, 4.0, 5.0]"),),
    ),
    "claim about an unknown indicator": Case(
        CLAIMS,
        swap("indicator: national_26", "indicator: national_27"),
        ((f"{CLAIMS}:", "[signature-national.indicator]", "'national_27'", "a known indicator"),),
    ),
    "claim about an unknown unit": Case(
        CLAIMS,
        swap("figure: {unit: p63-74}", "figure: {unit: p63-73}"),
        ((f"{CLAIMS}:", "[grade-binh-duong.unit]", "'p63-73'", "a known unit"),),
    ),
    "claim tested with a figure that nobody publishes": Case(
        CLAIMS,
        swap('national_26, period: "7/2024"', 'national_26, period: "8/2024"'),
        ((f"{CLAIMS}:", "[signature-national]", "'national_26, vn, 8/2024'", "a published"),),
    ),
    "claim whose figure is in no raw table": Case(
        CLAIMS,
        swap(
            "unit: bloc-provinces\n  test:\n    kind: pooled", "unit: vn\n  test:\n    kind: pooled"
        ),
        ((f"{CLAIMS}:", "[services-mean-provinces]", "line 376'", "a published figure"),),
    ),
    "claim printed in another format": Case(
        CLAIMS,
        swap('printed: "95,56%"', 'printed: "95.56%"'),
        ((f"{CLAIMS}:", "[services-highest-province]", "'95.56%'", "decimal comma"),),
    ),
    "claim with an unknown kind of test": Case(
        CLAIMS,
        swap("kind: pooled", "kind: median"),
        ((f"{CLAIMS}:", "median"),),
    ),
    "claim that counts by two conditions": Case(
        CLAIMS,
        swap("texts: [C]", 'texts: [C], comparator: "<", than: 2'),
        ((f"{CLAIMS}:", "exactly one of comparator and texts"),),
    ),
    "two claims with one id": Case(
        CLAIMS,
        swap("claim_id: osi-up-5", "claim_id: ogdi-up-10"),
        ((f"{CLAIMS}:", "'ogdi-up-10'", "each claim_id once"),),
    ),
    "alias of an unknown unit": Case(
        "data/catalogue/unit_aliases.csv",
        append("Hà Nội 2,p63-99,variant\n"),
        (("unit_aliases.csv:", "[unit_id]", "'p63-99'", "a known unit"),),
    ),
    "alias that names two units": Case(
        "data/catalogue/unit_aliases.csv",
        append("Hà Giang,p63-01,variant\n"),
        (("unit_aliases.csv:", "'Hà Giang'", "not of p63-02 and p63-01"),),
    ),
    "two broken rows of a CSV": Case(
        "data/catalogue/units.csv",
        each_row(
            lambda row: row.replace("p63-02,province", "p63-02,provinz").replace(
                "p63-06,province", "p63-06,provinz"
            )
        ),
        (
            ("units.csv:18:", "[level]", "'provinz'", "'province'"),
            ("units.csv:20:", "[level]", "'provinz'", "'province'"),
        ),
    ),
    "CSV row with a cell too many": Case(
        "data/catalogue/unit_aliases.csv",
        swap("HN,p63-01,variant", "HN,p63-01,variant,x"),
        (("unit_aliases.csv:12:", "3 cells", "'4'"),),
    ),
    "lineage cut between rows": Case(
        LINEAGE,
        cut_before("vien-han-lam-khoa-hoc-xa-hoi-viet-nam,"),
        (
            (f"{LINEAGE}:", "[predecessor_id]", "'vien-han-lam-khoa-hoc-xa-hoi-viet-nam'"),
            (f"{LINEAGE}:", "[successor_id]", "'vien-han-lam-khoa-hoc-xa-hoi-viet-nam-2025'"),
        ),
    ),
    "a unit that two others took over whole": Case(
        LINEAGE,
        append("p63-01,p34-04,2025-07-01,NQ 202/2025/QH15,merged,,one,x\n"),
        ((f"{LINEAGE}:", "'p63-01'", "one successor that takes the unit over whole"),),
    ),
    "a body split into one part": Case(
        LINEAGE,
        swap("uy-ban-quan-ly-von-nha-nuoc-tai-doanh-nghiep,bo-cong-an-2025", "vn,bo-cong-an-2025"),
        ((f"{LINEAGE}:", "'uy-ban-quan-ly-von-nha-nuoc-tai-doanh-nghiep'", "split among"),),
    ),
    "units cut between rows": Case(
        "data/catalogue/units.csv",
        cut_before("vien-han-lam-khoa-hoc-xa-hoi-viet-nam-2025,"),
        ((f"{LINEAGE}:", "'vien-han-lam-khoa-hoc-xa-hoi-viet-nam-2025'", "a known unit"),),
    ),
    "names cut between rows": Case(
        NAMES,
        cut_before("p34-75,Thành phố Đồng Nai"),
        ((f"{NAMES}:", "[valid_to]", "'2026-04-29'", "one name of p34-75 on each day"),),
    ),
    "two names at a time": Case(
        NAMES,
        swap("2025-01-01,2025-06-30", "2024-12-01,2025-06-30"),
        ((f"{NAMES}:", "[valid_from]", "'2024-12-01'", "one name of p63-46 on each day"),),
    ),
    "a name outlasting its unit": Case(
        NAMES,
        swap("2025-01-01,2025-06-30", "2025-01-01,2025-07-01"),
        ((f"{NAMES}:", "[valid_to]", "'2025-07-01'", "one name of p63-46 on each day"),),
    ),
    "a name older than its unit": Case(
        NAMES,
        swap("tỉnh,2025-07-01,2026-08-31", "tỉnh,2025-06-30,2026-08-31"),
        ((f"{NAMES}:", "[valid_from]", "'2025-06-30'", "one name of p34-22 on each day"),),
    ),
    "a name without an end before another": Case(
        NAMES,
        swap("tỉnh,2025-07-01,2026-08-31", "tỉnh,2025-07-01,"),
        (
            (f"{NAMES}:", "[valid_to]", "''", "one name of p34-22 on each day"),
            (f"{NAMES}:", "[valid_from]", "'2026-09-01'", "one name of p34-22 on each day"),
        ),
    ),
    "a name that ends before it begins": Case(
        NAMES,
        swap("tỉnh,2025-07-01,2026-08-31", "tỉnh,2025-07-01,2024-08-31"),
        ((f"{NAMES}:4:", "valid_to must not come before valid_from"),),
    ),
    "a name of an unknown unit": Case(
        NAMES,
        append("p63-99,Tỉnh A,tỉnh,,2025-06-30,,one,x\n"),
        ((f"{NAMES}:", "[unit_id]", "'p63-99'", "a known unit"),),
    ),
    "correction of a cell that reads otherwise": Case(
        "data/catalogue/corrections.yml",
        overwrite(
            "[{table_id: ii-b, line: 2, column: STT, expect: '9', value: '1', reason_vi: thử, "
            "author: Phép thử, corrected_on: 2026-11-01}]"
        ),
        ((f"{RAW}/ii-b.tsv:2:", "[STT]", "found '1'", "'9', which corrections.yml replaces"),),
    ),
}


def _observations(project: Project) -> int:
    with duckdb.connect(project.warehouse / "warehouse.duckdb", read_only=True) as connection:
        (count,) = connection.execute("SELECT count(*) FROM observation").fetchone()
    return count


def _published(project: Project) -> tuple[Path, bytes]:
    """Which build readers have, and all that is in it."""
    return project.warehouse.readlink(), (project.warehouse / "warehouse.duckdb").read_bytes()


def _problem_lines(project: Project) -> list[str]:
    """Build through the command line; the lines it prints about problems."""
    result = CliRunner().invoke(app, ["build", "--root", str(project.root)])
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    *lines, summary = result.stderr.splitlines()
    assert summary == (f"{len(lines)} problem(s). The published build stays in place.")
    return lines


TOGETHER = (
    (
        "unknown unit in a row",
        "unknown unit in a list",
        "decimal comma in a table of decimal points",
        "count without its thousands point",
        "a dash where the table declares none",
        "a grade that does not exist",
        "an indicator the table does not declare",
        "two figures of one unit",
        "figure outside its band",
        "target out of range",
        "a row too few",
    ),
    (
        "unit twice in a table",
        "unit in two bands",
        "a figure of a unit that did not report",
        "cut between rows",
        "more systems approved than there are",
        "unknown unit among those absent by design",
    ),
    (
        "percentage out of range",
        "systems approved where there are none",
        "unknown unit among those that did not report",
    ),
    ("missing column", "cut within a row", "empty raw file", "raw file without an entry"),
    ("extra column", "cut within a letter", "missing raw file"),
)
"""Cases of other tables, or of other rows, that are told in one run; all others stand alone."""
ALONE = [(name,) for name in CASES if all(name not in names for names in TOGETHER)]


@pytest.mark.parametrize(
    "names", [*TOGETHER, *ALONE], ids=lambda names: f"{names[0]}{' and others' * (len(names) > 1)}"
)
def test_bad_input_is_named_and_changes_nothing(names: tuple[str, ...], served: Project) -> None:
    before = _published(served)
    for name in names:
        CASES[name].edit(served.root / CASES[name].file)
    lines = _problem_lines(served)
    told = []
    for name in names:
        found = [_of(parts, lines) for parts in CASES[name].messages]
        assert found == sorted(found), name
        told += found
    assert sorted(told) == [*range(len(lines))], "\n".join(lines)
    assert all("data/" in line.partition(": ")[0] for line in lines)
    assert _published(served) == before


def _of(parts: Message, lines: list[str]) -> int:
    """The place of the one line that has these parts."""
    found = [place for place, line in enumerate(lines) if all(part in line for part in parts)]
    assert len(found) == 1, (parts, "\n".join(lines))
    return found[0]


def test_every_problem_is_told_at_once(served: Project) -> None:
    """Two tables, two kinds of problem: two lines, in one run."""
    swap("Đà Nẵng", "Đà Nẵg")(served.root / RAW / "ix-tinh.tsv")
    swap("49.89%", "49,89%")(served.root / RAW / "ii-b.tsv")
    lines = _problem_lines(served)
    assert [line.partition(":")[0] for line in lines] == [
        f"{RAW}/ii-b.tsv",
        f"{RAW}/ix-tinh.tsv",
    ]


def test_aliases_cut_between_rows_leave_names_unknown(served: Project) -> None:
    """A listed spelling is missed where the sources use it, whichever tables there are."""
    cut_before("cả nước,vn")(served.root / "data" / "catalogue" / "unit_aliases.csv")
    lines = _problem_lines(served)
    place = f"{RAW}/text-national-figures.tsv:2: [Đơn vị] found 'cả nước'"
    assert any(line.startswith(place) and "nearest: Cả nước" in line for line in lines)


def test_an_indicator_of_another_level_is_refused(served: Project) -> None:
    """Each of the twelve figures of the table would stand for a province."""
    swap("unit: vn", "unit: p63-01")(served.root / TABLES / "dti.yml")
    lines = _problem_lines(served)
    assert len(lines) == 12
    assert all(line.endswith("expected a unit of country") for line in lines)


def test_check_names_problems_too(served: Project) -> None:
    swap("Đà Nẵng", "Đà Nẵg")(served.root / RAW / "ix-tinh.tsv")
    result = CliRunner().invoke(app, ["check", "--root", str(served.root)])
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == "1 problem(s). Nothing was built."


def test_a_folder_without_data_is_named(tmp_path: Path) -> None:
    lines = _problem_lines(Project(tmp_path))
    assert any(line.startswith("data/catalogue/units.csv:") for line in lines)


def test_a_good_build_says_what_it_holds(project: Project) -> None:
    result = CliRunner().invoke(app, ["build", "--root", str(project.root)])
    assert result.exit_code == 0, result.output
    for title in ("Rows per table", "Missing values", "Quality issues"):
        assert title in result.stdout
    assert _observations(project) > 0


def test_check_builds_nothing(project: Project) -> None:
    result = CliRunner().invoke(app, ["check", "--root", str(project.root)])
    assert result.exit_code == 0, result.output
    assert "no problem" in result.stdout
    assert not project.warehouse.exists()
