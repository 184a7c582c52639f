"""What the build says in codes can be said in words: every code, every part, every language."""

import json
import re
from collections.abc import Mapping
from typing import Any

import duckdb
import pytest

from dashboard.queries.statements import Said, names
from dashboard.words.claim_sentences import CLAIM_SENTENCES
from dashboard.words.issue_sentences import ISSUE_SENTENCES
from dashboard.words.note_sentences import NOTE_SENTENCES
from dashboard.words.statements import SENTENCES, write
from etl.catalogue.load import Catalogue
from etl.language.i18n import LANGUAGES, using
from etl.language.statements import (
    Amount,
    Between,
    Cased,
    Change,
    IndicatorName,
    Part,
    Printed,
    Text,
    UnitName,
    listing,
    parts_json,
    say,
    statement_of,
)
from tests.rare_statements import MAKERS
from tests.statements import reader, statements_of, stored_statements, written_statements

PLACEHOLDER = re.compile(r"\{(\w+)\}")

each_language = pytest.mark.parametrize("language", LANGUAGES)
each_rare_code = pytest.mark.parametrize("code", MAKERS)


@pytest.fixture(scope="module")
def used(warehouse: duckdb.DuckDBPyConnection) -> Mapping[str, set[frozenset[str]]]:
    """The codes of the store, those inside others too, each with the names of its parts."""
    found: dict[str, set[frozenset[str]]] = {}
    for _table, _name, code, parts in stored_statements(reader(warehouse)):
        for inner, given in statements_of(code, json.loads(parts)):
            # A statement may follow any other.
            found.setdefault(inner, set()).add(frozenset(given) - {"then"})
    return found


def test_a_code_has_one_message() -> None:
    messages = [
        item
        for group in (NOTE_SENTENCES, ISSUE_SENTENCES, CLAIM_SENTENCES)
        for item in group.items()
    ]
    assert set(messages) == set(SENTENCES.items())


def test_every_code_of_the_store_has_a_message_and_every_message_is_used(
    used: Mapping[str, set[frozenset[str]]],
) -> None:
    assert used.keys() - SENTENCES.keys() == set()
    checked = ISSUE_SENTENCES.keys() | CLAIM_SENTENCES.keys()
    assert checked - used.keys() - MAKERS.keys() == set(), "used nowhere"
    assert MAKERS.keys() & used.keys() == set(), "no longer rare"


def test_what_stands_in_a_message_is_a_part_and_no_part_is_left_out(
    used: Mapping[str, set[frozenset[str]]],
) -> None:
    wrong = {
        code: given
        for code, given in used.items()
        if given != {frozenset(PLACEHOLDER.findall(SENTENCES[code]))}
    }
    assert wrong == {}


@each_language
def test_every_statement_can_be_written(
    warehouse: duckdb.DuckDBPyConnection, language: str
) -> None:
    sentences = [text for *_place, text in written_statements(reader(warehouse, language))]
    assert len(sentences) > 300
    assert all(sentences)
    assert [text for text in sentences if "{" in text or "  " in text] == []


@each_language
@each_rare_code
def test_what_the_data_do_not_lead_to_can_be_said_too(
    code: str, language: str, catalogue: Catalogue, warehouse: duckdb.DuckDBPyConnection
) -> None:
    known = names(reader(warehouse, language))
    made: dict[str, Mapping[str, Any]] = {}
    for statement in MAKERS[code](catalogue):
        parts = json.loads(parts_json(statement) or "")
        made.update(statements_of(statement.code, parts))
        with using(language):
            assert write(Said(statement.code, parts, known))
    assert code in made
    for inner, parts in made.items():
        assert set(parts) == set(PLACEHOLDER.findall(SENTENCES[inner])), inner


@pytest.mark.parametrize(
    ("part", "vi", "en"),
    [
        ("chữ", "chữ", "chữ"),
        (12, "12", "12"),
        (Amount(7206), "7.206", "7,206"),
        (Amount(-59.684, 2, "%"), "−59,68%", "−59.68%"),
        (Change(228), "+228", "+228"),
        (Change(-198.5, 1), "−198,5", "−198.5"),
        (Printed("92.59%", 92.59), "92,59%", "92.59%"),
        (Printed("50.350", 50350), "50.350", "50,350"),
        (Printed("8,435", 8435), "8,435", "8,435"),
        (Printed("8.372", 8.372), "8,372", "8.372"),
        (Printed("09", 9), "09", "9"),
        (Between(24.2, 95.56, (0, 100), "%"), "24,20–95,56%", "24.20–95.56%"),
        (UnitName("p63-01"), "Hà Nội", "Hanoi"),
        (IndicatorName("dti_economy"), "DTI kinh tế số", "DTI digital economy"),
        (Cased(Text("Phụ lục I"), capital=False), "phụ lục I", "appendix I"),
        (
            Cased(say("text_line", line=65), capital=True),
            "Phần lời (dòng 65)",
            "Body text (line 65)",
        ),
        (listing([1, Amount(2.5, 1)], " + "), "1 + 2,5", "1 + 2.5"),
    ],
)
def test_each_kind_of_part_in_each_language(
    part: Part, vi: str, en: str, warehouse: duckdb.DuckDBPyConnection
) -> None:
    statement = statement_of(part)
    assert statement is not None
    parts = json.loads(parts_json(say("figure", figure=part)) or "")
    for language, text in (("vi", vi), ("en", en)):
        with using(language):
            assert write(Said("figure", parts, names(reader(warehouse, language)))) == text
