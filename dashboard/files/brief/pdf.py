"""A brief as PDF: A4, fonts embedded."""

from functools import cache
from html import escape
from io import BytesIO

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    HRFlowable,
    Image,
    KeepTogether,
    SimpleDocTemplate,
)
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as Grid

from dashboard.files.brief import layout
from dashboard.files.brief.model import Block, Brief, BriefTable, Bullets, Paragraph, Picture
from dashboard.store.paths import ASSETS
from etl.language.i18n import language

_FAMILY = "Tinos"
# What the document's frame keeps free inside its margins, in points.
_PADDING = 6
_LINE = colors.HexColor("#6b7780")
_SHADE = colors.HexColor("#e9eef1")


def to_pdf(brief: Brief) -> bytes:
    """The file's content."""
    _register_fonts()
    out = BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=layout.LEFT * mm - _PADDING,
        rightMargin=layout.RIGHT * mm - _PADDING,
        topMargin=layout.TOP * mm - _PADDING,
        bottomMargin=layout.BOTTOM * mm - _PADDING,
        title=f"{brief.title}: {brief.unit}",
        subject=brief.dates,
        lang=language(),
    )
    document.build(_story(brief), onLaterPages=_number)
    return out.getvalue()


@cache
def _register_fonts() -> None:
    for name in ("Regular", "Bold", "Italic"):
        pdfmetrics.registerFont(TTFont(f"{_FAMILY}-{name}", ASSETS / "fonts" / f"Tinos-{name}.ttf"))
    regular, bold, italic = (f"{_FAMILY}-{name}" for name in ("Regular", "Bold", "Italic"))
    pdfmetrics.registerFontFamily(
        regular, normal=regular, bold=bold, italic=italic, boldItalic=bold
    )


def _style(size: float, *, face: str = "Regular", **more: object) -> ParagraphStyle:
    given = {"leading": size * 1.18, "spaceAfter": 2, **more}
    return ParagraphStyle(face, fontName=f"{_FAMILY}-{face}", fontSize=size, **given)


_TITLE = _style(layout.TITLE_SIZE, face="Bold", alignment=TA_CENTER)
_UNIT = _style(layout.BODY_SIZE + 1, face="Bold", alignment=TA_CENTER)
_DATES = _style(layout.BODY_SIZE, face="Italic", alignment=TA_CENTER)
_HEADING = _style(layout.BODY_SIZE, face="Bold", spaceBefore=5)
_BODY = _style(layout.BODY_SIZE, alignment=TA_JUSTIFY)
_BULLET = _style(layout.BODY_SIZE, alignment=TA_JUSTIFY, leftIndent=10, bulletIndent=0)
_CELL = _style(layout.TABLE_SIZE, spaceAfter=0)
_HEAD_CELL = _style(layout.TABLE_SIZE, face="Bold", alignment=TA_CENTER, spaceAfter=0)
_CAPTION = _style(layout.TABLE_SIZE, face="Italic", alignment=TA_CENTER)
_NOTE = _style(layout.NOTE_SIZE, face="Italic", alignment=TA_JUSTIFY, spaceAfter=1)


def _number(canvas: Canvas, document: SimpleDocTemplate) -> None:
    """The page's number, centred at the top, from the second page on."""
    canvas.setFont(f"{_FAMILY}-Regular", layout.BODY_SIZE)
    canvas.drawCentredString(A4[0] / 2, A4[1] - layout.TOP * mm / 2, str(document.page))


def _story(brief: Brief) -> list[Flowable]:
    rule = HRFlowable(width="30%", thickness=0.7, color=colors.black, spaceBefore=2, spaceAfter=4)
    story: list[Flowable] = [
        Text(escape(brief.title), _TITLE),
        Text(escape(brief.unit), _UNIT),
        Text(escape(brief.dates), _DATES),
        rule,
    ]
    for number, section in enumerate(brief.sections, start=1):
        story.append(CondPageBreak(_start_of(section.blocks[0])))
        story.append(Text(f"{number}. {escape(section.heading)}", _HEADING))
        for block in section.blocks:
            story += _flowables(block)
    story.append(HRFlowable(width="100%", thickness=0.4, color=_LINE, spaceBefore=4, spaceAfter=2))
    return story + [Text(escape(note), _NOTE) for note in brief.notes]


def _start_of(block: Block) -> float:
    """How much of a section has to stand on one page with its heading."""
    if isinstance(block, Picture):
        return float(layout.TEXT_WIDTH * block.ratio * mm + 15 * mm)
    return float(25 * mm)


def _flowables(block: Block) -> list[Flowable]:
    match block:
        case Paragraph():
            return [Text(_marked(block), _BODY)]
        case Bullets(items):
            return [Text(_marked(item), _BULLET, bulletText="–") for item in items]
        case BriefTable():
            return [_grid(block)]
        case Picture(png, ratio, caption):
            width = layout.TEXT_WIDTH * mm
            image = Image(BytesIO(png), width, width * ratio)
            return [KeepTogether([image, Text(escape(caption), _CAPTION)])]


def _marked(item: Paragraph) -> str:
    lead = f"<b>{escape(item.lead)}:</b> " if item.lead else ""
    return lead + escape(item.text)


def _grid(table: BriefTable) -> Grid:
    cells = [[Text(escape(word), _HEAD_CELL) for word in table.header]]
    cells += [[Text(escape(word), _CELL) for word in row] for row in table.rows]
    return Grid(
        cells,
        colWidths=[width * layout.TEXT_WIDTH * mm for width in table.widths],
        repeatRows=1,
        spaceAfter=2,
        style=[
            ("GRID", (0, 0), (-1, -1), 0.4, _LINE),
            ("BACKGROUND", (0, 0), (-1, 0), _SHADE),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("LEFTPADDING", (0, 0), (-1, -1), 3),
            ("RIGHTPADDING", (0, 0), (-1, -1), 3),
            ("TOPPADDING", (0, 0), (-1, -1), 1),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ],
    )
