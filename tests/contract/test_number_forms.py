"""No text of one language holds a number as the other writes it: tables, messages, search."""

import json

import duckdb
import pytest
from babel.messages.pofile import read_po

from dashboard.store.builds import warehouse as read_warehouse
from dashboard.ui.frame.search_index import search_index
from etl.checked import Project
from etl.language.i18n import LANGUAGES, using
from etl.messages import catalogues
from tests.number_forms import foreign_cells, foreign_numbers
from tests.statements import reader, written_statements

# What documents print, cell for cell, is the same in every edition; so is a value's text where it
# comes from such a cell, and the words around it.
PRINTED = {
    "raw_text": "raw_text IS NULL",
    "value_text": "raw_text IS NULL",
    # It holds no printed text of its own to tell by.
    "shown_figure.value_text": "FALSE",
    "published_text": "FALSE",
    "printed_text": "FALSE",
    "quote": "FALSE",
}
# English names, and the words of the catalogue in both languages, stand in every edition.
WRITTEN_IN = {"name_en": "en", "text_vi": "vi", "text": "en"}
SCHEMAS = {"vi": "main", "en": "en"}

each_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "45,500 → 50.350", ["50.350"]),
        ("en", "22,14% − 20% = 2.14%", ["22,14%"]),
        ("en", "Binh Duong 1.027.648; Ba Ria 289.581", ["1.027.648", "289.581"]),
        ("en", "0,3 to 1,000.5 in 196.243%, from 0.285 to 9,5.", ["0,3", "9,5"]),
        ("en", "10,5–12,25 per/1.000 people (3,5)", ["10,5", "12,25", "1.000", "3,5"]),
        ("vi", "28.94%, 45,500 và 7,272,154", ["28.94%", "45,500", "7,272,154"]),
        ("vi", "50.350 hay 22,14%; 0,285 và 196,243%; 1.027.648,5", []),
        ("vi", "Tỷ lệ 3.5 hay 3.5%. Năm 2024 là 4.5. Nay", ["3.5", "3.5%", "4.5"]),
        (
            "vi",
            "1.2. Tỷ lệ của mục 1.2.5 và 4.2, chỉ tiêu 1.1, các dòng 3.2, 11; **3.1 · Hồ sơ**",
            [],
        ),
        ("vi", "“92.59%”, `92.59%`, [x](/a?b=1.5), ODbL 1.0, 1.0.5, 31.12.2025", []),
        ("en", "“92,59%”, `92,59%`, II.1.2.7, 1,2,3, 31/12/2025, Dec 2024, 1.1, 45,500", []),
    ],
)
def test_numbers_of_the_other_language_are_found(
    language: str, text: str, found: list[str]
) -> None:
    assert foreign_numbers(text, language) == found


def test_bare_numbers_of_a_file_have_the_decimal_mark_of_its_language() -> None:
    assert foreign_cells(["63.265", "-8", "80.89887640449439"], "en") == []
    assert foreign_cells(["63.265", "12,5"], "en") == ["12,5"]
    assert foreign_cells(["63,265", "12.5", "7"], "vi") == ["12.5"]
    assert foreign_cells(["7.206", "22,14%", "[0.3, 1.5]"], "vi") == []
    assert foreign_cells(["50.350", "22.14%"], "en") == ["50.350"]


@each_language
def test_the_numbers_of_an_edition_are_of_its_language(
    warehouse: duckdb.DuckDBPyConnection, language: str
) -> None:
    columns = warehouse.execute(
        """
        SELECT table_name, column_name FROM duckdb_columns()
        WHERE schema_name = ? AND data_type = 'VARCHAR' AND NOT internal
            AND table_name <> 'translation'
          -- Figures of JSON, with a point in every language; sentences are read below.
          AND NOT suffix(column_name, '_parts')
        """,
        [SCHEMAS[language]],
    ).fetchall()
    assert len(columns) > 100
    foreign = []
    for table, column in columns:
        written = WRITTEN_IN.get(column, language)
        printed = PRINTED.get(f"{table}.{column}", PRINTED.get(column, True))
        cells = warehouse.execute(
            f'SELECT DISTINCT "{column}" FROM {SCHEMAS[language]}.{table}'
            f' WHERE "{column}" IS NOT NULL AND {printed}'
        ).fetchall()
        foreign += [
            f"{table}.{column}: {text}" for (text,) in cells if foreign_numbers(text, written)
        ]
    assert foreign == []


@each_language
def test_the_numbers_of_statements_are_of_the_reader_s_language(
    warehouse: duckdb.DuckDBPyConnection, language: str
) -> None:
    found = list(written_statements(reader(warehouse, language)))
    assert len(found) > 1200
    assert {table for table, _column, _text in found} >= {
        *("claim", "claim_check", "quality_issue", "observation", "target")
    }
    assert [item for item in found if foreign_numbers(item[2], language)] == []


def test_the_numbers_of_messages_are_of_their_language() -> None:
    read = 0
    for path, _texts in catalogues("en"):
        with path.open("rb") as file:
            messages = [message for message in read_po(file) if message.id]
        for message in messages:
            for forms, language in ((message.id, "vi"), (message.string, "en")):
                for text in [forms] if isinstance(forms, str) else forms:
                    assert foreign_numbers(text, language) == [], text
                    read += 1
    assert read > 4000


@each_language
def test_the_numbers_of_search_are_of_their_language(built_project: Project, language: str) -> None:
    source = read_warehouse(built_project.warehouse / "warehouse.duckdb").in_language(language)
    with using(language):
        entries = json.loads(search_index(source).content)["entries"]
    words = [str(part) for entry in entries for part in entry.values()]
    assert len(words) > 1000
    assert [text for text in words if foreign_numbers(text, language)] == []
