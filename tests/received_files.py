"""Reports as they are received: the project's own tables, printed anew in every form of file."""

import csv
import html
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path

import docx
import xlsxwriter
from reportlab.lib import colors
from reportlab.lib.pagesizes import A3, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table, TableStyle

from etl.catalogue.load import Catalogue
from etl.catalogue.table_base import SliceBase
from etl.catalogue.table_specs import UnitRowsTable
from etl.extract.collect import headings_of
from etl.extract.read import read_rows
from etl.quality.validate import raw_file

_FONT = Path("dashboard/assets/fonts/Tinos-Regular.ttf")
NUMBER = "Số: 77/BC-THUNGHIEM"
PROSE = "Đoạn văn này được đặt ra để thử nghiệm và nhắc đến Phụ lục I, mục 2."


@dataclass(frozen=True)
class Printed:
    """A table of a report: what stands above it, its header and its rows."""

    table_id: str
    appendix: str
    title: str
    rows: Sequence[Sequence[str]]
    """The header first."""


def slices(catalogue: Catalogue) -> list[SliceBase]:
    """The tables that are lines of a document at hand; what was gathered from pages is none."""
    return [
        table
        for table in catalogue.tables.values()
        if isinstance(table, SliceBase)
        and catalogue.documents[table.document].confirmation == "official_document"
    ]


def printed_tables(root: Path, catalogue: Catalogue) -> list[Printed]:
    """Every table of the project that is a slice of its document, rows as the build reads them."""
    tables = []
    for table in slices(catalogue):
        file = raw_file(catalogue, table.table_id)
        unnumbered = (
            {table.key_column: table.check_rows} if isinstance(table, UnitRowsTable) else {}
        )
        rows = read_rows(root / file, file, headings_of(table), table.ordinal_column, unnumbered)
        header = list(rows[0].text)
        body = [list(row.text.values()) for row in rows]
        tables.append(Printed(table.table_id, table.appendix, table.title_vi, [header, *body]))
    return tables


def scanned_text(root: Path, catalogue: Catalogue) -> str:
    """The raw files as they are, page breaks and all, under headings and between prose."""
    lines = ["", NUMBER, "", "Hà Nội, ngày 5 tháng 3 năm 2026", "", "BÁO CÁO", "", PROSE, ""]
    for number, table in enumerate(slices(catalogue)):
        mark = ("## ", "**", "")[number % 3]
        lines += [f"{mark}{table.appendix.upper()}{mark.strip('# ')}", ""]
        lines += [f"*{table.title_vi}*", ""]
        raw = (root / raw_file(catalogue, table.table_id)).read_text("utf-8")
        lines += raw.rstrip("\n").split("\n")
        lines += ["", "<sup>9</sup> Chú thích cuối trang đặt ra để thử nghiệm.", "", PROSE, ""]
    return "\n".join(lines)


def as_docx(tables: Sequence[Printed]) -> bytes:
    document = docx.Document()
    document.add_paragraph(NUMBER)
    for table in tables:
        document.add_heading(table.appendix.upper(), 2)
        document.add_paragraph(table.title)
        grid = document.add_table(0, len(table.rows[0]))
        for row in table.rows:
            for cell, text in zip(grid.add_row().cells, row, strict=True):
                cell.text = text
        document.add_paragraph(PROSE)
    return _saved(document.save)


def as_xlsx(tables: Sequence[Printed]) -> bytes:
    """A table per sheet, its appendix and title above it; all cells are text."""
    written = BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True}) as book:
        for number, table in enumerate(tables):
            sheet = book.add_worksheet(f"Bảng {number + 1}")
            sheet.merge_range(0, 0, 0, len(table.rows[0]) - 1, table.appendix.upper())
            sheet.write_string(1, 0, table.title)
            for line, row in enumerate(table.rows, start=3):
                for column, text in enumerate(row):
                    sheet.write_string(line, column, text)
    return written.getvalue()


def as_csv(table: Printed, separator: str = ",", encoding: str = "utf-8") -> bytes:
    written = StringIO()
    writer = csv.writer(written, delimiter=separator)
    writer.writerow([table.appendix.upper()])
    writer.writerow([table.title])
    writer.writerow([])
    writer.writerows(table.rows)
    return written.getvalue().encode(encoding)


def as_html(tables: Sequence[Printed]) -> bytes:
    parts = [f"<!doctype html><html><body><p>{NUMBER}</p>"]
    for table in tables:
        parts.append(f"<h2>{html.escape(table.appendix.upper())}</h2><p>{table.title}</p><table>")
        for number, row in enumerate(table.rows):
            tag = "th" if number == 0 else "td"
            cells = "".join(f"<{tag}>{html.escape(text)}</{tag}>" for text in row)
            parts.append(f"<tr>{cells}</tr>")
        parts.append(f"</table><p>{PROSE}</p>")
    return "".join([*parts, "</body></html>"]).encode()


def as_pdf(tables: Sequence[Printed]) -> bytes:
    """Ruled tables over several pages, the header on each."""
    pdfmetrics.registerFont(TTFont("Tinos", _FONT))
    style = ParagraphStyle("body", fontName="Tinos", fontSize=9, leading=11)
    grid = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
    story: list[Flowable] = [Paragraph(NUMBER, style)]
    for table in tables:
        story += [Paragraph(html.escape(text), style) for text in (table.appendix, table.title)]
        cells = [[Paragraph(html.escape(text), style) for text in row] for row in table.rows]
        story += [Table(cells, repeatRows=1, style=grid), Paragraph(PROSE, style)]
    written = BytesIO()
    SimpleDocTemplate(written, pagesize=landscape(A3)).build(story)
    return written.getvalue()


def with_member(content: bytes, name: str, member: bytes, method: int = 8) -> bytes:
    """An archive with one member more, or another in its place."""
    written = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as before,
        zipfile.ZipFile(written, "w", method) as after,
    ):
        for item in before.infolist():
            if item.filename != name:
                after.writestr(item, before.read(item))
        after.writestr(name, member)
    return written.getvalue()


def _saved(save: Callable[[BytesIO], object]) -> bytes:
    written = BytesIO()
    save(written)
    return written.getvalue()
