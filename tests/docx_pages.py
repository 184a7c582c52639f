"""How high a DOCX stands on its page, as Word lays it out: lines broken by its font's widths.

The font's stand-in has the same widths; every line has the height that the file gives it.
"""

from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.table import Table
from docx.text.paragraph import Paragraph
from reportlab.pdfbase.pdfmetrics import stringWidth

_BORDER = 0.5
_MARGIN = 57 / 20
# Cells keep so much free at either side: `w:tblCellMar` of the file, in points.


def docx_heights(content: bytes) -> tuple[float, float]:
    """How high everything in a file is, and how high the text of its page may be, in points."""
    document = docx.Document(BytesIO(content))
    page = document.sections[0]
    width = (page.page_width - page.left_margin - page.right_margin) / Pt(1)
    room = (page.page_height - page.top_margin - page.bottom_margin) / Pt(1)
    used = sum(
        _table_height(Table(part, document))
        if part.tag == qn("w:tbl")
        else _paragraph_height(Paragraph(part, document), width)
        for part in document.element.body
        if part.tag in (qn("w:p"), qn("w:tbl"))
    )
    return used, room


def _table_height(table: Table) -> float:
    return sum(
        _BORDER
        + max(
            sum(
                _paragraph_height(line, cell.width / Pt(1) - 2 * _MARGIN)
                for line in cell.paragraphs
            )
            for cell in row.cells
        )
        for row in table.rows
    )


def _paragraph_height(line: Paragraph, width: float) -> float:
    given = line.paragraph_format
    normal = line.part.document.styles["Normal"].paragraph_format
    after = given.space_after if given.space_after is not None else normal.space_after
    around = sum(space / Pt(1) for space in (given.space_before, after) if space is not None)
    pictures: list[Any] = list(line._p.iter(qn("wp:extent")))
    if pictures:
        return around + max(int(picture.get("cy")) / 12700 for picture in pictures) + 3
    assert given.line_spacing is not None, line.text
    return around + _lines(line, width) * given.line_spacing / Pt(1)


def _lines(line: Paragraph, width: float) -> int:
    """Words that no longer fit begin a new line; so they do in Word."""
    words = [
        (word, "Tinos-Bold" if run.bold else "Tinos-Italic" if run.italic else "Tinos-Regular", run)
        for run in line.runs
        for word in run.text.replace("\t", " ").split(" ")
    ]
    count, used = 1, 0.0
    for word, font, run in words:
        size = run.font.size / Pt(1)
        length, space = stringWidth(word, font, size), stringWidth(" ", font, size)
        if used and used + length > width:
            count, used = count + 1, 0.0
        used += length + space
    return count
