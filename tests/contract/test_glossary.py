"""The glossary explains what readers meet: every status, every verdict, every abbreviation."""

import re

import pytest

from dashboard.queries.glossary import glossary
from dashboard.queries.indicators import indicators
from dashboard.store.builds import warehouse
from dashboard.store.warehouse import Warehouse
from dashboard.words.vocabulary import STATUSES, TERM_KINDS
from etl.catalogue.indicator_specs import TermSpec
from etl.checked import Project

# What officials know without being told, and the kinds and numbers of documents.
PLAIN = {"ASEAN", "GDP", "QR", "QĐ"}


@pytest.fixture(scope="module")
def source(built_project: Project) -> Warehouse:
    return warehouse(built_project.warehouse / "warehouse.duckdb")


def test_every_kind_has_terms(source: Warehouse) -> None:
    assert {term.kind for term in glossary(source)} == set(TERM_KINDS)
    literal = TermSpec.model_fields["kind"].annotation
    assert set(literal.__args__) == set(TERM_KINDS)


def test_every_status_without_a_value_is_explained(source: Warehouse) -> None:
    explained = {term.term_vi for term in glossary(source)}
    told = {name for key, name in STATUSES.items() if key not in ("observed", "interval")}
    assert told <= explained


def test_every_abbreviation_in_the_name_of_an_indicator_is_explained(source: Warehouse) -> None:
    explained = {word for term in glossary(source) for word in term.term_vi.split()}
    for spec in indicators(source).values():
        for name in (spec.short_name_vi, spec.name_vi):
            for word in re.findall(r"\b[A-ZĐ]{2,}\b", name):
                assert word in explained | PLAIN, f"{word} in {name}"


def test_the_letters_stand_for_the_words(source: Warehouse) -> None:
    for term in glossary(source):
        assert term.full_vi != term.term_vi
        assert term.meaning_vi.endswith(".")
