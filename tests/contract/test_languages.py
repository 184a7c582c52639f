"""Every text in every language: nothing untranslated, nothing unused, nothing left Vietnamese."""

import re
import warnings
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import duckdb
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from dashboard.store.build_files import connect
from dashboard.store.builds import warehouse as read_warehouse
from etl.checked import Project
from etl.language.i18n import OTHERS
from etl.messages import Texts, catalogues, is_translated
from tests.statements import reader, written_statements

PLACEHOLDER = re.compile(r"\{\w*\}")
# Letters that no other language of the dashboard has.
VIETNAMESE = re.compile(r"[ăđĩũơưạ-ỹ]", re.IGNORECASE)
# What documents say in quotes is the same in every language.
KEPT = re.compile(r"“[^”]*”|TCTTKĐA")
# So are columns of what documents print, and the abbreviations that the glossary explains.
PRINTED = {
    "number",
    "raw_text",
    "value_text",
    "due_vi",
    "quote",
    "starts_vi",
    "published_text",
    "printed_text",
    "owner_vi",
    "named_vi",
    "alias",
    "source",
    "term_vi",
}

VIETNAM = re.compile(r"\bVietnam\b")
WordsOf = Callable[[str], list[tuple[str, str, str]]]

CATALOGUES = [
    pytest.param(path, language, cache(find), id=f"{path.parent.name}/{path.name}")
    for language in OTHERS
    for path, find in catalogues(language)
]
each_catalogue = pytest.mark.parametrize(("path", "language", "texts"), CATALOGUES)
TextsOf = Callable[[], Texts]


def read(path: Path, language: str) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def forms(value: str | tuple[str, ...] | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


@each_catalogue
def test_every_text_is_translated_and_no_other(path: Path, language: str, texts: TextsOf) -> None:
    """Run `python -m etl.messages` and fill in the empty translations."""
    wanted = texts().keys()
    messages = {message.id: message for message in read(path, language) if message.id}
    assert sorted(map(str, wanted - messages.keys())) == [], "not in the catalogue"
    assert sorted(map(str, messages.keys() - wanted)) == [], "used nowhere"
    assert [str(key) for key, m in messages.items() if not is_translated(m.string)] == []
    assert [str(key) for key, m in messages.items() if m.fuzzy] == []


@each_catalogue
def test_translations_keep_placeholders_and_edges(
    path: Path, language: str, texts: TextsOf
) -> None:
    for message in read(path, language):
        if not message.id:
            continue
        original = forms(message.id)[-1]
        for form in forms(message.string):
            assert set(PLACEHOLDER.findall(form)) == set(PLACEHOLDER.findall(original)), original
            for mark in ("**", "`", ":gray[", ":small[", ":orange["):
                assert form.count(mark) == original.count(mark), original
            assert form[:1].isspace() == original[:1].isspace(), original
            assert form[-1:].isspace() == original[-1:].isspace(), original


@pytest.fixture(scope="module")
def words_of(
    warehouse: duckdb.DuckDBPyConnection, built_project: Project
) -> Callable[[str], list[tuple[str, str, str]]]:
    """`words_of("en")`: table, column and text of everything in words, statements as sentences."""
    source = read_warehouse(built_project.warehouse / "warehouse.duckdb")

    @cache
    def words(language: str) -> list[tuple[str, str, str]]:
        return [
            *_texts_of(warehouse, language),
            *written_statements(source.in_language(language)),
        ]

    return words


def _texts_of(
    warehouse: duckdb.DuckDBPyConnection, language: str
) -> Iterator[tuple[str, str, str]]:
    columns = warehouse.execute(
        """
        SELECT table_name, column_name FROM duckdb_columns()
        WHERE schema_name = ? AND data_type = 'VARCHAR' AND table_name <> 'translation'
        """,
        [language],
    ).fetchall()
    for table, column in columns:
        # The Vietnamese words of the catalogue stand beside their translation in every edition.
        if column in PRINTED or column.endswith("_parts") or column == "text_vi":
            continue
        rows = warehouse.execute(f'SELECT DISTINCT "{column}" FROM {language}.{table}').fetchall()
        if table == "translation":
            # Abbreviations that the glossary explains stay as they are.
            rows = warehouse.execute(
                "SELECT text FROM translation WHERE language = ? AND text_vi NOT IN"
                " (SELECT term_vi FROM glossary)",
                [language],
            ).fetchall()
        yield from ((table, column, text) for (text,) in rows if text is not None)
    yield from written_statements(reader(warehouse, language))


@pytest.mark.parametrize("language", OTHERS)
def test_the_edition_of_a_language_is_in_it(
    words_of: WordsOf, warehouse: duckdb.DuckDBPyConnection, language: str
) -> None:
    # Abbreviations that the glossary explains are their own translation.
    terms = {term for (term,) in warehouse.execute("SELECT term_vi FROM glossary").fetchall()}
    left = [
        f"{table}.{column}: {text}"
        for table, column, text in words_of(language)
        if VIETNAMESE.search(KEPT.sub("", text)) and text not in terms
    ]
    assert left == []


@pytest.mark.parametrize("language", OTHERS)
def test_figures_of_former_bodies_are_told_in_the_language(
    words_of: WordsOf, language: str
) -> None:
    """Even in quotes nothing of them is as a document prints it."""
    told = [text for _table, column, text in words_of(language) if column == "former"]
    assert len(told) > 22
    assert [text for text in told if VIETNAMESE.search(text)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_the_editions_have_the_same_figures(
    warehouse: duckdb.DuckDBPyConnection, language: str
) -> None:
    """Whatever is no text reads the same in every language."""
    columns = warehouse.execute(
        """
        SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns()
        WHERE schema_name = 'main' AND NOT internal AND data_type <> 'VARCHAR'
        GROUP BY table_name
        """
    ).fetchall()
    assert len(columns) > 10
    for table, listed in columns:
        shown = ", ".join(f'"{column}"' for column in listed)
        ours, theirs = (
            warehouse.execute(f"SELECT {shown} FROM {schema}.{table} ORDER BY ALL").fetchall()
            for schema in ("main", language)
        )
        assert ours == theirs, table


@each_catalogue
def test_the_country_has_one_name_in_translations(
    path: Path, language: str, texts: TextsOf
) -> None:
    """Viet Nam, as the United Nations write it."""
    written = [form for message in read(path, language) for form in forms(message.string)]
    assert written
    assert [form for form in written if VIETNAM.search(form)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_the_country_has_one_name_in_the_edition(words_of: WordsOf, language: str) -> None:
    left = [
        f"{table}.{column}: {text}"
        for table, column, text in words_of(language)
        if VIETNAM.search(text)
    ]
    assert left == []


def test_a_text_is_never_empty() -> None:
    """gettext answers the empty message with its own header."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for case in CATALOGUES:
            assert "" not in case.values[-1]()


def test_a_period_is_called_alike_in_every_language(built_project: Project) -> None:
    """Labels are translated nowhere: days, months, years, and names of reports."""
    with connect(built_project.warehouse / "warehouse.duckdb") as store:
        labels = {
            label
            for table in ("observation", "indicator_period")
            for (label,) in store.execute(f"SELECT DISTINCT period_label FROM {table}").fetchall()
        }
    assert "EBI 2025" in labels
    assert not [label for label in labels if re.search(r"[^\W\d_A-Z]", label)]
