"""Every CSV and XLSX as a spreadsheet opens it on a computer set to Vietnamese.

LibreOffice stands in for Excel: it reads the files with the Vietnamese locale and writes down what
it understood, all files in one run.
"""

import re
import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from dashboard.analysis.target_matrix import matrix_units
from dashboard.analysis.targets import goals
from dashboard.files.csv import to_csv
from dashboard.files.data_package import TABLES, csv_file, tables, xlsx_file
from dashboard.files.xlsx import to_xlsx
from dashboard.queries.indicator_views import View, due_dates, view
from dashboard.queries.structures import NEW, OLD
from dashboard.store.builds import warehouse
from dashboard.store.records import records
from dashboard.store.warehouse import Warehouse
from dashboard.tables.indicator_views import export_table
from dashboard.tables.target_matrix import matrix_rows
from dashboard.words.captions import view_caption
from etl.checked import Project
from tests.workbooks import sheets

LOCALE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
  <item oor:path="/org.openoffice.Setup/L10N">
    <prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>vi-VN</value></prop>
  </item>
</oor:items>
"""
# Semicolons, double quotes, UTF-8, from line 1, Vietnamese (1066); the rest is what opens first.
CSV = "Text - txt - csv (StarCalc):59,34,76,1,,1066,false,false"
DANGEROUS = ["=1+1", "+84 24 3943", "-5%", "@SUM(A1)", "\t=2+2", '=HYPERLINK("http://x";"y")']
# What stands in a text cell and is a number to whoever reads it.
LOOKS_NUMERIC = re.compile(r"[-\d.,]+|\d+/\d+/\d+|\d{4}-\d\d-\d\d|TRUE|FALSE", re.IGNORECASE)
PAGES = {
    "rates": ("dossier_full_online_rate", OLD),
    "bounds": ("dvctt_full_rate", NEW),
    "grades": ("system_grade", OLD),
    "bands": ("signature_adult_rate", OLD),
    "allocated": ("enterprise_additional", OLD),
}


@pytest.fixture(scope="module")
def source(built_project: Project) -> Warehouse:
    return warehouse(built_project.warehouse / "warehouse.duckdb")


@pytest.fixture(scope="module")
def frames(source: Warehouse) -> dict[str, pd.DataFrame]:
    """Rows as pages export them, and the worst that a text can hold."""
    found = {name: rows_of(shown_as(source, *what)) for name, what in PAGES.items()}
    views = [
        view(source, goal.indicator.indicator_id, "province", goal.due_on)
        for goal in goals(source, "province", 2024)
    ]
    found["matrix"] = matrix_rows(views, matrix_units(views, None, "dat"))
    found["dangerous"] = pd.DataFrame(
        {
            "Chữ": [*DANGEROUS, "Thừa Thiên Huế; “Đắk Lắk”\nẮẰẲẴẶ ờởỡợ"],
            "Số": [-1.25, 0.5, 1234567.891, -0.001, 0.0, 7.0, None],
            "Đếm": pd.array([-3, 0, 7272154, 1, None, 2, 3], "Int64"),
        }
    )
    return found


def shown_as(source: Warehouse, indicator_id: str, structure: Any) -> View:
    due = due_dates(source, indicator_id, "province")
    return view(source, indicator_id, "province", due[0] if due else None, structure)


def rows_of(shown: View) -> pd.DataFrame:
    return export_table(shown, shown.rows)


@pytest.fixture(scope="module")
def opened(
    source: Warehouse, frames: dict[str, pd.DataFrame], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """A folder with every file as LibreOffice read it: `rates.csv` is in `csv/rates.xlsx`."""
    folder = tmp_path_factory.mktemp("spreadsheets")
    for kind in ("csv", "xlsx"):
        (folder / "written" / kind).mkdir(parents=True)
    caption = view_caption(source, shown_as(source, "dvctt_full_rate", OLD))
    for name, frame in frames.items():
        written(folder, name, "csv").write_bytes(to_csv(frame))
        written(folder, name, "xlsx").write_bytes(to_xlsx(frame, caption, [], date(2026, 1, 9)))
    for table in tables(source):
        written(folder, table.name, "csv").write_bytes(csv_file(source, table))
        written(folder, table.name, "xlsx").write_bytes(xlsx_file(source, table))
    (folder / "profile" / "user").mkdir(parents=True)
    (folder / "profile" / "user" / "registrymodifications.xcu").write_text(LOCALE)
    for kind, options in (("csv", [f"--infilter={CSV}"]), ("xlsx", [])):
        files = sorted((folder / "written" / kind).iterdir())
        done = subprocess.run(
            [
                str(shutil.which("soffice")),
                f"-env:UserInstallation=file://{folder}/profile",
                *("--headless", "--convert-to", "xlsx", "--outdir", str(folder / kind)),
                *options,
                *map(str, files),
            ],
            capture_output=True,
            text=True,
            check=True,
        )
        made = {path.stem for path in (folder / kind).iterdir()}
        assert made == {path.stem for path in files}, done.stderr
    return folder


def written(folder: Path, name: str, kind: str) -> Path:
    return folder / "written" / kind / f"{name}.{kind}"


def lines_of(path: Path, sheet: str | None = None) -> list[tuple[Any, ...]]:
    book = dict(sheets(path.read_bytes()))
    return book[sheet or list(book)[-1]]


def same(read: Any, meant: Any) -> bool:
    """Whether a spreadsheet shows what was meant."""
    match meant:
        case None | "":
            return read in (None, "")
        case bool():
            return str(read).upper() == str(meant).upper()
        case int() | float():
            return isinstance(read, (int, float)) and read == pytest.approx(meant, abs=1e-9)
        case datetime():
            # A day and a time together are text to a spreadsheet that opens CSV.
            return read in (meant, str(meant))
        case list():
            return all(str(item) in str(read) for item in meant)
        case str() if LOOKS_NUMERIC.fullmatch(meant):
            return read is not None
        case _:
            return str(read).replace("\r\n", "\n") == meant


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("name", [*PAGES, "matrix"])
def test_a_page_s_file_opens_with_every_number_and_tone_mark(
    opened: Path, frames: dict[str, pd.DataFrame], name: str, kind: str
) -> None:
    header, *lines = lines_of(opened / kind / f"{name}.xlsx")
    rows = records(frames[name])
    assert list(header) == frames[name].columns.tolist()
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        for column, read, meant in zip(header, line, row.values(), strict=True):
            assert same(read, meant), (column, read, meant)


@pytest.mark.parametrize("name", TABLES)
def test_csv_and_xlsx_of_a_table_open_alike(opened: Path, source: Warehouse, name: str) -> None:
    header, *lines = lines_of(opened / "xlsx" / f"{name}.xlsx", name)
    csv_header, *csv_lines = lines_of(opened / "csv" / f"{name}.xlsx")
    assert csv_header == header
    assert len(csv_lines) == len(lines)
    flat = [name.endswith(("breaks", "levels", "other_lines")) for name in header]
    for line, csv_line in zip(lines, csv_lines, strict=True):
        for column, read, meant, is_list in zip(header, csv_line, line, flat, strict=True):
            assert is_list or same(read, meant), (column, read, meant)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_text_runs(opened: Path, frames: dict[str, pd.DataFrame], kind: str) -> None:
    book = openpyxl.load_workbook(opened / kind / "dangerous.xlsx")
    sheet = book.worksheets[-1]
    assert {cell.data_type for cell in sheet["A"]} == {"s"}
    texts = [str(cell.value) for cell in sheet["A"][1:]]
    for text, dangerous in zip(texts, DANGEROUS, strict=False):
        assert text.lstrip("'") == dangerous
    assert "“Đắk Lắk”\nẮẰẲẴẶ ờởỡợ" in texts[-1]
    numbers = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=2, min_col=2)]
    meant = [list(row.values())[1:] for row in records(frames["dangerous"])]
    assert all(
        same(read, value)
        for line, row in zip(numbers, meant, strict=True)
        for read, value in zip(line, row, strict=True)
    ), numbers
