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
from dashboard.files.brief.model import Block, Brief, BriefTable, Bullets, Paragraph, Picture
from etl.language.i18n import locale_tag

_FONT = "Times New Roman"
_CENTRE, _JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


def to_docx(brief: Brief) -> bytes:
    """The file's content."""
    document = Document()
    _set_up(document, brief)
    _line(document, brief.title, size=layout.TITLE_SIZE, bold=True, align=_CENTRE)
    _line(document, brief.unit, size=layout.BODY_SIZE + 1, bold=True, align=_CENTRE)
    dates = _line(document, brief.dates, italic=True, align=_CENTRE)
    dates.paragraph_format.space_after = Pt(6)
    for number, section in enumerate(brief.sections, start=1):
        heading = _line(document, f"{number}. {section.heading}", bold=True)
        heading.paragraph_format.space_before = Pt(5)
        heading.paragraph_format.keep_with_next = True
        for block in section.blocks:
            _add(document, block)
    for note in brief.notes:
        line = _line(document, note, size=layout.NOTE_SIZE, italic=True, align=_JUSTIFY)
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
    page.header_distance = Mm(layout.TOP / 2)
    # As the decree has it: the number centred at the top, not on the first page.
    page.different_first_page_header_footer = True
    number = page.header.paragraphs[0]
    number.alignment = _CENTRE
    _field(number, "PAGE")


def _field(line: Line, instruction: str) -> None:
    for kind, text in (("begin", None), (None, instruction), ("end", None)):
        run = line.add_run()
        if kind is None:
            element = OxmlElement("w:instrText")
            element.text = text
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def _line(
    place: Any,
    text: str,
    *,
    size: float | None = None,
    bold: bool = False,
    italic: bool = False,
    align: WD_ALIGN_PARAGRAPH | None = None,
) -> Line:
    line: Line = place.add_paragraph()
    run = line.add_run(text)
    run.bold, run.italic = bold, italic
    if size is not None:
        run.font.size = Pt(size)
    if align is not None:
        line.alignment = align
    return line


def _add(document: DocumentObject, block: Block) -> None:
    match block:
        case Paragraph():
            _marked(document, block)
        case Bullets(items):
            for item in items:
                line = _marked(document, item, mark="–\t")
                line.paragraph_format.left_indent = Mm(4)
                line.paragraph_format.first_line_indent = Mm(-4)
                line.paragraph_format.tab_stops.add_tab_stop(Mm(4))
        case BriefTable():
            _grid(document, block)
        case Picture(png, ratio, caption, alt):
            width = Mm(layout.TEXT_WIDTH)
            line = document.add_paragraph()
            shape = line.add_run().add_picture(BytesIO(png), width, round(width * ratio))
            shape._inline.docPr.set("descr", alt)
            # Where these are not given, some programs keep 3 mm free around a picture.
            for side in ("distT", "distB", "distL", "distR"):
                shape._inline.set(side, "0")
            line.paragraph_format.keep_with_next = True
            _line(document, caption, size=layout.TABLE_SIZE, italic=True, align=_CENTRE)


def _marked(document: DocumentObject, item: Paragraph, mark: str = "") -> Line:
    line = _line(document, mark, align=_JUSTIFY)
    if item.lead:
        line.add_run(f"{item.lead}: ").bold = True
    line.add_run(item.text)
    return line


def _grid(document: DocumentObject, table: BriefTable) -> None:
    grid = document.add_table(rows=0, cols=len(table.header), style="Table Grid")
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.autofit = False
    # Word goes by the widths of the cells, other programs by those of the columns.
    for column, width in zip(grid.columns, table.widths, strict=True):
        column.width = Mm(width * layout.TEXT_WIDTH)
    _narrow_cells(grid)
    for number, words in enumerate((table.header, *table.rows)):
        _row(grid, words, table.widths, is_head=number == 0)
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


def _row(grid: Any, words: Sequence[str], widths: Sequence[float], *, is_head: bool) -> None:
    row = grid.add_row()
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_head:
        properties.append(OxmlElement("w:tblHeader"))
    for cell, word, width in zip(row.cells, words, widths, strict=True):
        cell.width = Mm(width * layout.TEXT_WIDTH)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        line = cell.paragraphs[0]
        line.paragraph_format.space_after = Pt(0)
        line.alignment = _CENTRE if is_head else None
        run = line.add_run(word)
        run.bold = is_head
        run.font.size = Pt(layout.TABLE_SIZE)
