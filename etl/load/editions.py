"""The store in another language: a schema of views in which the words of the catalogue read in it.

Tables hold the catalogue's words once, in Vietnamese, and `translation` has them in the other
languages. A schema named as the language has a view for every table, so one query reads either.
Names of units are the catalogue's `name_en`; what a document prints stays as it is.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import duckdb

from etl.language.i18n import OTHERS
from etl.load.record import Record

# Columns that hold words of the catalogue, by table.
_WORDS = {
    "claim": ("statement_vi",),
    "correction": ("reason_vi",),
    "document": ("number", "title_vi", "short_title_vi", "issuer_vi", "issued_label_vi"),
    "glossary": ("term_vi", "full_vi", "meaning_vi", "used_in_vi"),
    "indicator": (
        "topic_vi",
        "name_vi",
        "short_name_vi",
        "unit_vi",
        "definition_vi",
        "measured_by",
        "caveat_vi",
    ),
    "indicator_definition": ("definition_vi", "measured_by", "reason_vi"),
    "obstacle": ("system_vi", "system_group_vi", "category_vi", "summary_vi", "request_vi"),
    "series_break": ("reason_vi",),
    "source_column": ("heading_vi",),
    "source_table": ("appendix", "title_vi", "note_vi"),
    "target": ("base_vi",),
    "task": ("title_vi",),
    "unassigned_figure": ("reason_vi",),
    "unit": ("kind_vi",),
    "unit_lineage": ("legal_basis", "part_vi", "confidence"),
    "unit_name": ("name_vi", "kind_vi", "legal_basis"),
}


def add_editions(connection: duckdb.DuckDBPyConnection, tables: Iterable[str]) -> None:
    """A schema for every further language, with a view for each of `tables`."""
    for language in OTHERS:
        connection.execute(f"CREATE SCHEMA {language}")
        for table in tables:
            replaced = [
                f"{_said(language, f'{table}.{column}')} AS {column}"
                for column in _WORDS.get(table, ())
            ]
            replaced += _NAMES.get(table, lambda _language: [])(language)
            shown = f"* REPLACE ({', '.join(replaced)})" if replaced else "*"
            connection.execute(
                f"CREATE VIEW {language}.{table} AS SELECT {shown} FROM main.{table} AS {table}"
            )


def _said(language: str, words: str) -> str:
    """An expression: the words in a language, or as they are where nobody has translated them."""
    return f"""coalesce((
        SELECT text FROM main.translation
        WHERE language = '{language}' AND text_vi = {words}
    ), {words})"""


def _unit_names(language: str) -> list[str]:
    # A province has one name in English; others have a short one besides.
    short = f"""CASE unit.level WHEN 'province' THEN unit.name_en
        ELSE {_said(language, "unit.short_name_vi")} END AS short_name_vi"""
    return ["unit.name_en AS name_vi", short]


def _owner_names(language: str) -> list[str]:
    name = f"""coalesce((
        SELECT name_en FROM main.unit WHERE unit.unit_id = obstacle_owner.unit_id
    ), {_said(language, "obstacle_owner.owner_vi")}) AS owner_vi"""
    return [name]


_NAMES = {"unit": _unit_names, "obstacle_owner": _owner_names}


def words(records_of: Mapping[str, Sequence[Record]]) -> Iterator[tuple[str, str]]:
    """Every text of the store that has a translation, with the table and column it stands in."""
    for table, records in records_of.items():
        for record in records:
            for column in _WORDS.get(table, ()):
                # A number of one word is the same in every language.
                if column != "number" or " " in record[column]:
                    yield record[column] or "", f"{table}.{column}"
            for column, cell in record.items():
                if column.endswith("_parts") and cell is not None:
                    for text in _texts_in(json.loads(cell)):
                        yield text, f"{table}.{column}"
    for unit in records_of["unit"]:
        if unit["level"] != "province":
            yield unit["short_name_vi"], "unit.short_name_vi"
    for owner in records_of["obstacle_owner"]:
        if owner["unit_id"] is None:
            yield owner["owner_vi"], "obstacle_owner.owner_vi"


def _texts_in(part: Any) -> Iterator[str]:
    """The words of the catalogue among the parts of a statement."""
    match part:
        case {"text_vi": str(text)}:
            yield text
        case dict():
            for inner in part.values():
                yield from _texts_in(inner)
        case list():
            for inner in part:
                yield from _texts_in(inner)
