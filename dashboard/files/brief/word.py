"""A brief as DOCX, in Times New Roman, which every office has."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as Line

from dashboard.files.brief import layout
from dashboard.files.brief.model import Brief, BriefTable, Cell, Paragraph, Picture
from etl.language.i18n import locale_tag

_FONT = "Times New Roman"
_CENTRE, _JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


def to_docx(brief: Brief) -> bytes:
    """The file's content."""
    document = Document()
    _set_up(document, brief)
    size = layout.BODY_SIZE * brief.scale
    _line(document, brief.title, layout.TITLE_SIZE, bold=True, align=_CENTRE)
    _line(document, brief.unit, layout.BODY_SIZE + 1, bold=True, align=_CENTRE)
    _line(document, brief.dates, size, italic=True, align=_CENTRE)
    if brief.headline:
        _line(document, brief.headline, layout.BODY_SIZE, bold=True, align=_CENTRE)
    for block in brief.blocks:
        match block:
            case Paragraph(text, lead):
                line = _line(document, f"{lead}: " if lead else "", size, bold=True, align=_JUSTIFY)
                line.add_run(text).font.size = Pt(size)
            case BriefTable():
                _grid(document, block, layout.TABLE_SIZE * brief.scale)
    for note in brief.notes:
        line = _line(document, note, layout.NOTE_SIZE * brief.scale, italic=True, align=_JUSTIFY)
        line.paragraph_format.space_after = Pt(1)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: DocumentObject, brief: Brief) -> None:
    document.core_properties.title = f"{brief.title}: {brief.unit}"
    document.core_properties.subject = brief.dates
    document.core_properties.language = locale_tag()
    document.core_properties.author = ""
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(layout.BODY_SIZE)
    # Word takes letters with tone marks from the East Asian or complex font unless told otherwise.
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), _FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), locale_tag())
    style.element.get_or_add_rPr().append(language)
    style.paragraph_format.space_after = Pt(2)
    style.paragraph_format.line_spacing = 1.0
    page = document.sections[0]
    page.orientation = WD_ORIENT.PORTRAIT
    page.page_width, page.page_height = (Mm(side) for side in layout.PAGE)
    page.top_margin, page.bottom_margin = Mm(layout.TOP), Mm(layout.BOTTOM)
    page.left_margin, page.right_margin = Mm(layout.LEFT), Mm(layout.RIGHT)


def _line(
    place: Any,
    text: str,
    size: float,
    *,
    bold: bool = False,
    italic: bool = False,
    align: WD_ALIGN_PARAGRAPH | None = None,
) -> Line:
    line: Line = place.add_paragraph()
    _write(line, text, size, bold=bold, italic=italic)
    if align is not None:
        line.alignment = align
    return line


def _write(line: Line, text: str, size: float, *, bold: bool = False, italic: bool = False) -> None:
    run = line.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    # The same in every program: the height of a line is not left to its font.
    line.paragraph_format.line_spacing = Pt(size * layout.LEADING)


def _grid(document: DocumentObject, table: BriefTable, size: float) -> None:
    grid = document.add_table(rows=0, cols=len(table.header), style="Table Grid")
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.autofit = False
    # Word goes by the widths of the cells, other programs by those of the columns.
    for column, width in zip(grid.columns, table.widths, strict=True):
        column.width = Mm(width * layout.TEXT_WIDTH)
    _narrow_cells(grid)
    for number, cells in enumerate((table.header, *table.rows)):
        _row(grid, cells, table.widths, size, is_head=number == 0)
    # Word wants a paragraph after a table.
    document.add_paragraph().paragraph_format.line_spacing = Pt(4)


def _narrow_cells(grid: Any) -> None:
    """A millimetre between a cell's words and its borders, as in the PDF."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        margin = OxmlElement(side)
        margin.set(qn("w:w"), "57")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    grid._tbl.tblPr.append(margins)


def _row(
    grid: Any, cells: Sequence[Cell], widths: Sequence[float], size: float, *, is_head: bool
) -> None:
    row = grid.add_row()
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))
    for place, cell, width in zip(row.cells, cells, widths, strict=True):
        place.width = Mm(width * layout.TEXT_WIDTH)
        place.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        line = place.paragraphs[0]
        line.paragraph_format.space_after = Pt(0)
        line.alignment = _CENTRE if is_head else None
        if isinstance(cell, Picture):
            _draw(line, cell)
        else:
            _write(line, cell, size, bold=is_head)


def _draw(line: Line, picture: Picture) -> None:
    shape = line.add_run().add_picture(BytesIO(picture.png), Mm(picture.width), Mm(picture.height))
    shape._inline.docPr.set("descr", picture.alt)
    # Where these are not given, some programs keep 3 mm free around a picture.
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")
