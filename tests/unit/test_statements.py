"""Statements of the build: what the store keeps of them, and the sentences made of that."""

import ast
import json
from collections.abc import Iterator
from datetime import date

import pytest

from dashboard.queries.statements import Names, Said
from dashboard.store.paths import ROOT
from dashboard.words.statements import SENTENCES, write
from etl.catalogue.vocabulary import Status
from etl.language.i18n import using
from etl.language.statements import (
    Amount,
    Between,
    Part,
    Printed,
    Statement,
    Text,
    UnitName,
    in_turn,
    listing,
    parts_json,
    say,
    stated,
)

NAMES = Names({"p63-01": "Hanoi"}, {}, {"chưa rõ": "not known"})


def in_english(statement: Statement) -> str:
    with using("en"):
        return write(Said(statement.code, json.loads(parts_json(statement) or ""), NAMES))


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (Amount(1234.5, 2, "%"), "Hanoi 1,234.50%"),
        (Printed("1.234", 1234), "Hanoi 1,234"),
        (Between(24.2, 52.29, (0, 100), "%"), "Hanoi 24.20–52.29%"),
        (Between(0, 10, (0, 100), "%"), "Hanoi below 10%"),
        (Text("chưa rõ"), "Hanoi not known"),
        (listing([Amount(10), Amount(20, sign="%")], "–"), "Hanoi 10–20%"),
        (date(2025, 3, 1), "Hanoi 1 Mar 2025"),
        (None, "Hanoi"),
    ],
)
def test_a_part_is_written_for_its_reader(figure: Part, expected: str) -> None:
    assert in_english(say("unit_figure", unit=UnitName("p63-01"), figure=figure)) == expected


def test_statements_follow_one_another() -> None:
    """The first keeps its code; a part left out is nothing to follow."""
    first, second, third = (say("quoted", quote=quote) for quote in "abc")
    assert in_turn(first, None) == in_turn(None, first) == first
    chain = in_turn(in_turn(first, second), third)
    assert chain == in_turn(first, in_turn(second, third))
    assert chain is not None
    assert chain.code == "quoted"
    assert in_english(chain) == " ".join(f"Body text of the report: “{quote}”." for quote in "abc")


def test_the_store_keeps_figures_as_figures() -> None:
    """To the decimals of the store, never in words."""
    statement = say("ratio", numerator=Amount(100 / 3, 2), denominator=Amount(3))
    assert json.loads(parts_json(statement) or "") == {
        "numerator": {"number": 33.333333, "decimals": 2, "sign": ""},
        "denominator": {"number": 3, "decimals": 0, "sign": ""},
    }
    assert parts_json(None) is None
    assert stated(None) is None


def test_every_code_of_the_build_has_its_message() -> None:
    codes = {code for path in (ROOT / "etl").rglob("*.py") for code in _codes(path.read_text())}
    assert len(codes) > 20
    assert codes - SENTENCES.keys() == set()
    missing = set(Status) - {Status.OBSERVED, Status.INTERVAL, Status.REORGANISED}
    assert {status.value for status in missing} <= SENTENCES.keys()


def _codes(source: str) -> Iterator[str]:
    """The codes that a module says: literals in the first argument of `say`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
            if node.func.id not in ("say", "moved_part", "coded"):
                continue
            for part in ast.walk(node.args[0]):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    yield part.value
