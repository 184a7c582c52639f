"""The briefs to take away: opened as Word and as a PDF reader opens them."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from io import BytesIO
from itertools import chain
from unicodedata import is_normalized

import docx
import pytest
from docx.shared import Mm
from pypdfium2 import PdfDocument
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE, FPDF_PAGEOBJ_TEXT
from reportlab.pdfbase.ttfonts import TTFontFile

from dashboard.analysis.profiles import Standing, standings
from dashboard.files.brief.content import brief_of, essential
from dashboard.files.brief.layout import TABLE_SIZE
from dashboard.files.brief.model import Brief, BriefTable, Paragraph, Picture
from dashboard.files.brief.pdf import to_pdf
from dashboard.files.brief.word import to_docx
from dashboard.queries.structures import NEW, OLD, Structure
from dashboard.queries.units import Unit, units_at
from dashboard.store.paths import ASSETS
from dashboard.store.warehouse import Warehouse
from dashboard.words.values import format_value
from etl.language.i18n import LANGUAGES, OWN, using
from tests.docx_pages import docx_heights
from tests.number_forms import foreign_numbers
from tests.pdf_text import pdf_text

TODAY = date(2026, 11, 21)
TITLE = "PHIẾU TÓM TẮT SỐ LIỆU CHUYỂN ĐỔI SỐ"
# The first two are formatted by hand from the report's tables.
UNITS = {
    "bao-hiem-xa-hoi-viet-nam": ("ministry", OLD, "Bảo hiểm xã hội Việt Nam", "92,59%"),
    "p63-79": ("province", OLD, "Thành phố Hồ Chí Minh", "43,56%"),
    "p34-79": ("province", NEW, "Thành phố Hồ Chí Minh", "24,20–52,29%"),
    "r34-duyen-hai-nam-trung-bo-va-tay-nguyen": (
        "region",
        NEW,
        "Vùng Duyên hải Nam Trung Bộ và Tây Nguyên",
        "30,41–95,56%",
    ),
    "ban-quan-ly-lang-chu-tich-ho-chi-minh": (
        "ministry",
        OLD,
        "Ban Quản lý Lăng Chủ tịch Hồ Chí Minh",
        "Chưa báo cáo",
    ),
}
each_unit = pytest.mark.parametrize("unit_id", UNITS)


@cache
def make(source: Warehouse, unit_id: str) -> Brief:
    level, structure, _name, _figure = UNITS[unit_id]
    unit = units_at(source, level, structure)[unit_id]
    return brief_of(source, unit, structure, standings(source, unit, structure), TODAY)


def words_of(brief: Brief) -> list[str]:
    found = [brief.title, brief.unit, brief.dates, brief.headline, *brief.notes]
    for block in brief.blocks:
        match block:
            case Paragraph(text, lead):
                found += [text, lead]
            case BriefTable(header, rows):
                cells = chain.from_iterable(rows)
                found += [*header, *(cell if isinstance(cell, str) else cell.alt for cell in cells)]
    return found


def told_of(source: Warehouse, unit: Unit, structure: Structure) -> Sequence[Standing]:
    """What the table tells; of a unit with more than fit, the small print names the others."""
    found = standings(source, unit, structure)
    return found if len(found) <= 30 else essential(found)


def strips_in(brief: Brief) -> list[Picture]:
    tables = [block for block in brief.blocks if isinstance(block, BriefTable)]
    cells = [cell for table in tables for row in table.rows for cell in row]
    return [cell for cell in cells if isinstance(cell, Picture)]


def flat(text: str) -> str:
    """Words without the breaks of lines."""
    return "".join(text.split())


@each_unit
def test_the_pdf(source: Warehouse, unit_id: str) -> None:
    _level, _structure, name, figure = UNITS[unit_id]
    brief = make(source, unit_id)
    paper = PdfDocument(to_pdf(brief))
    (page,) = paper
    assert [round(side / 72 * 25.4) for side in page.get_size()] == [210, 297]
    text = pdf_text(paper)
    for words in (TITLE, name, figure, "lập ngày 21/11/2026", "Nguồn: Báo cáo Bộ TT&TT 7/2024"):
        assert flat(words) in text
    assert paper.get_metadata_value("Title") == f"{TITLE}: {name}"
    pictures = list(page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE]))
    assert len(pictures) == len(strips_in(brief)) > 0
    written = page.get_objects(filter=[FPDF_PAGEOBJ_TEXT])
    fonts = [item.get_font() for item in written]
    embedded = [font.is_embedded for font in fonts if "Tinos" in font.get_base_name()]
    assert embedded
    assert all(embedded)


@each_unit
def test_the_docx(source: Warehouse, unit_id: str) -> None:
    _level, _structure, name, figure = UNITS[unit_id]
    brief = make(source, unit_id)
    document = docx.Document(BytesIO(to_docx(brief)))
    lines = [line.text for line in document.paragraphs]
    assert lines[:2] == [TITLE, name]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert figure in " ".join(cells + lines)
    assert any(line.startswith("Nguồn: Báo cáo Bộ TT&TT 7/2024") for line in lines)
    assert len(document.inline_shapes) == len(strips_in(brief))
    alts = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert alts == [strip.alt for strip in strips_in(brief)]
    assert document.styles["Normal"].font.name == "Times New Roman"
    page = document.sections[0]
    sides = (page.page_width, page.page_height)
    assert [round(side / Mm(1)) for side in sides] == [210, 297]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("structure", [OLD, NEW], ids=lambda structure: structure.id)
@pytest.mark.parametrize("level", ["province", "ministry", "region"])
def test_a_brief_is_one_page(
    source: Warehouse, level: str, structure: Structure, language: str
) -> None:
    """Of every unit in its own language, of some in the other; the DOCX as Word would set it."""
    every = 1 if language == OWN else 6
    with using(language):
        known = source.in_language(language)
        units = list(units_at(known, level, structure).values())[::every]
        for number, unit in enumerate(units):
            brief = brief_of(known, unit, structure, standings(known, unit, structure), TODAY)
            assert len(PdfDocument(to_pdf(brief))) == 1, unit.unit_id
            if number % 4 == 0:
                used, room = docx_heights(to_docx(brief))
                assert used < room - 12, unit.unit_id
            # Small letters only where there is much to say.
            assert brief.scale * TABLE_SIZE >= 7, unit.unit_id


@each_unit
def test_both_files_say_the_same(source: Warehouse, unit_id: str) -> None:
    brief = make(source, unit_id)
    document = docx.Document(BytesIO(to_docx(brief)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    word = flat("".join([line.text for line in document.paragraphs] + cells))
    pdf = pdf_text(to_pdf(brief))
    for block in brief.blocks:
        if isinstance(block, BriefTable):
            for row in block.rows:
                for cell in (cell for cell in row if isinstance(cell, str)):
                    assert flat(cell) in pdf
                    assert flat(cell) in word
        else:
            assert flat(block.text) in word
    for note in brief.notes:
        assert flat(note) in word


@each_unit
def test_no_fact_stands_twice(source: Warehouse, unit_id: str) -> None:
    """An indicator is a row of the table or a name in the small print, with its value once."""
    level, structure, _name, _figure = UNITS[unit_id]
    unit = units_at(source, level, structure)[unit_id]
    brief = make(source, unit_id)
    table = next(block for block in brief.blocks if isinstance(block, BriefTable))
    names = [str(row[0]) for row in table.rows]
    assert len(names) == len(set(names))
    for item in told_of(source, unit, structure):
        told = item.has_value or item.goals or item.row.reported or item.row.former
        name = item.indicator.short_name_vi
        rows = [row for row in names if row == name or row.startswith(f"{name}, ")]
        assert len(rows) == bool(told)
    beside = " ".join(
        f"{block.lead} {block.text}" for block in brief.blocks if isinstance(block, Paragraph)
    )
    for row in table.rows:
        assert "%" not in str(row[1]) or str(row[1]) not in f"{beside} {brief.headline}"


@each_unit
def test_figures_are_those_of_the_page(source: Warehouse, unit_id: str) -> None:
    level, structure, _name, _figure = UNITS[unit_id]
    unit = units_at(source, level, structure)[unit_id]
    said = " ".join(words_of(make(source, unit_id)))
    for item in standings(source, unit, structure):
        assert item.indicator.short_name_vi in said
    for item in told_of(source, unit, structure):
        if item.row.status != "not_applicable":
            assert format_value(item.indicator, item.row) in said


@each_unit
def test_every_letter_is_whole_and_in_the_font(source: Warehouse, unit_id: str) -> None:
    words = words_of(make(source, unit_id))
    assert all(is_normalized("NFC", text) for text in words)
    letters = {ord(letter) for letter in "".join(words)}
    for face in ("Regular", "Bold", "Italic"):
        font = TTFontFile(ASSETS / "fonts" / f"Tinos-{face}.ttf")
        assert {chr(letter) for letter in letters - set(font.charToGlyph)} == set()


def test_a_brief_says_why_figures_are_missing_and_how_others_came_about(source: Warehouse) -> None:
    missing = " ".join(make(source, "ban-quan-ly-lang-chu-tich-ho-chi-minh").notes)
    assert "Không có giá trị (không phải bằng 0)" in missing
    assert "báo cáo in mặc định 0" in missing
    derived = " ".join(make(source, "p34-79").notes)
    assert "Số liệu suy ra từ đơn vị thành viên" in derived
    assert "khoảng chắc chắn chứa giá trị thật" in derived
    assert "suy ra" not in " ".join(make(source, "p63-79").notes)


@pytest.mark.parametrize("language", LANGUAGES)
@each_unit
def test_a_brief_is_in_its_language(source: Warehouse, unit_id: str, language: str) -> None:
    with using(language):
        words = words_of(make(source.in_language(language), unit_id))
    # Quotes stay as the documents print them.
    said = [re.sub(r"“[^”]*”", "", text) for text in words]
    is_vietnamese = [text for text in said if re.search(r"[ăđơưạ-ỹ]", text, re.I)]
    assert bool(is_vietnamese) == (language == OWN), is_vietnamese
    assert [text for text in said if foreign_numbers(text, language)] == []
