"""An invented second report, for tests and the walk-through only: no figure in it is real.

It has the tables of two appendices a year later: one as DOCX, one as XLSX.
"""

import sys
from pathlib import Path

import xlsxwriter
from docx import Document

ROOT = Path(__file__).parents[2]
_RAW = ROOT / "data" / "raw" / "bc-btttt-2024-07"
NUMBER = "999/BC-BTTTT"
SHORT_TITLE = "Báo cáo bịa 2024"
_HEAD = (
    "BỘ THÔNG TIN VÀ TRUYỀN THÔNG",
    f"Số: {NUMBER}",
    "Hà Nội, ngày 15 tháng 1 năm 2025",
    "BÁO CÁO",
    "Số liệu bịa để thử việc nhận báo cáo",
)


def rows_of(table_id: str) -> list[list[str]]:
    """The header and the rows of a printed table, without what page breaks repeat."""
    lines = (_RAW / f"{table_id}.tsv").read_text(encoding="utf-8").split("\n")
    rows = [line.split("\t") for line in lines if "\t" in line]
    header = [cell.replace("<b>", "").replace("</b>", "") for cell in rows[0]]
    return [header, *(row for row in rows[1:] if row[0].isdecimal())]


def raised(cell: str, by: float) -> str:
    """A rate of the report, invented anew: `49.89%` → `54.89%`, at most 100."""
    return f"{min(100.0, float(cell[:-1]) + by):.2f}%" if cell.endswith("%") else cell


def write_docx(path: Path, by: float = 5.0) -> Path:
    """Appendix II-b of an invented report for 2024, with every rate so many points higher."""
    document = Document()
    for line in _HEAD:
        document.add_paragraph(line)
    document.add_paragraph("PHỤ LỤC II-b")
    document.add_paragraph("Hiện trạng cung cấp và sử dụng DVCTT toàn trình, năm 2024")
    header, *rows = rows_of("ii-b")
    told = [header, *([*row[:2], *(raised(cell, by) for cell in row[2:4]), row[4]] for row in rows)]
    table = document.add_table(rows=len(told), cols=len(header))
    for cells, row in zip(table.rows, told, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    document.save(str(path))
    return path


def write_xlsx(path: Path) -> Path:
    """Appendix IX, provinces, of the same report: its rates are fractions shown in percent."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Phụ lục IX")
    percent = book.add_format({"num_format": "0%"})
    for place, line in enumerate((*_HEAD, "PHỤ LỤC IX", "Số liệu tháng 12 năm 2024")):
        sheet.write(place, 0, line)
    header, *rows = rows_of("ix-tinh")
    sheet.write_row(len(_HEAD) + 3, 0, header)
    for place, row in enumerate(rows, len(_HEAD) + 4):
        for column, cell in enumerate(row):
            if cell.endswith("%"):
                sheet.write_number(place, column, int(cell[:-1]) / 100, percent)
            elif cell.isdecimal():
                sheet.write_number(place, column, int(cell))
            else:
                sheet.write_string(place, column, cell)
    book.close()
    return path


def write_report(folder: Path) -> None:
    """Both files, as they might be received."""
    folder.mkdir(parents=True, exist_ok=True)
    write_docx(folder / "bao-cao-bia.docx")
    write_xlsx(folder / "phu-luc-bia.xlsx")


if __name__ == "__main__":
    write_report(Path(sys.argv[1]))
