"""Words of the data that look like Markdown stand on every page letter by letter."""

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import duckdb
import pytest
from google.protobuf.descriptor import FieldDescriptor
from streamlit.testing.v1 import AppTest

from dashboard.store import paths
from dashboard.ui.frame.pages import (
    COMPARE,
    MAP,
    METHODS,
    OBSTACLES,
    PROFILE,
    PROJECT06,
    QUALITY,
    SECURITY,
    TARGETS,
    Page,
)
from dashboard.ui.frame.parameters import (
    INDICATOR,
    INDICATOR_Y,
    LEVEL,
    OWNER,
    REGION,
    SECTION,
    STRUCTURE,
    UNIT,
    UNITS,
)
from dashboard.words.markdown import plain
from etl.checked import Project
from tests.pages.addresses import ADDRESSES
from tests.pages.conftest import OpenPage

MARK = " a*b*c $x$ _y_ [z](https://u.example) :red[w] :material/home: <i>k"
RAW = ("a*b*c", "$x$", "_y_", "[z](", ":red[w]", ":material/home:", "<i>")
CODE = re.compile("`[^`]*`")
"""Nothing is markup in a span of code."""
# Names, notes and quotations; not what codes and joins are made of.
WORDS = {
    "document": ["number", "title_vi", "short_title_vi", "issuer_vi", "issued_label_vi"],
    "source_table": ["appendix", "title_vi", "note_vi"],
    "source_column": ["heading_vi"],
    "unit": ["name_vi", "short_name_vi", "kind_vi"],
    "unit_name": ["name_vi", "kind_vi", "legal_basis"],
    "unit_lineage": ["legal_basis", "part_vi"],
    "indicator": [
        *("name_vi", "short_name_vi", "topic_vi", "definition_vi", "measured_by", "caveat_vi"),
    ],
    "observation": ["raw_text", "value_text"],
    "target": ["raw_text", "quote"],
    "series_break": ["reason_vi"],
    "claim": ["statement_vi", "section", "published_text"],
    "obstacle": ["system_vi", "system_group_vi", "category_vi", "summary_vi", "request_vi"],
    "obstacle_owner": ["owner_vi"],
    "task": ["title_vi", "owner_vi", "due_vi", "quote"],
    "glossary": ["term_vi", "full_vi", "meaning_vi", "used_in_vi"],
}
# What of a statement's parts is in words, the catalogue's or a document's.
TEXT_PARTS = r'("(?:text_vi|quote|printed|band|read|what|due)": "(?:[^"\\]|\\.)*)"'
PARTS = """
    SELECT column_name FROM duckdb_columns() WHERE database_name = 'real' AND schema_name = 'main'
    AND table_name = ? AND suffix(column_name, '_parts')
"""
# Fields of a message that the browser shows as they are, or not at all.
SHOWN_AS_THEY_ARE = {
    *("alt", "url", "page", "page_script_hash", "query_string", "id", "spec", "json", "config"),
    "figure",
    *("options", "placeholder", "user_key", "element_id", "code_text", "form_id", "icon"),
    *(
        "key",
        "default",
        "raw_value",
        "raw_values",
        "set_value",
        "file_name",
        "deferred_file_id",
        "columns",
    ),
}
OF_UNITS: list[tuple[Page, dict[str, str]]] = [
    (MAP, {UNIT.url: "p63-01"}),
    (MAP, {UNIT.url: "p34-79", STRUCTURE.url: "2025"}),
    (TARGETS, {UNIT.url: "p34-79", STRUCTURE.url: "2025"}),
    (SECURITY, {UNIT.url: "p63-01"}),
    (PROFILE, {UNIT.url: "p34-79", STRUCTURE.url: "2025"}),
    (PROFILE, {LEVEL.url: "ministry", UNIT.url: "bo-cong-an"}),
    (PROFILE, {LEVEL.url: "region", REGION.url: "r63-tay-nguyen"}),
    (OBSTACLES, {UNIT.url: "p63-02"}),
    (PROJECT06, {OWNER.url: "bo-cong-an"}),
    (COMPARE, {UNITS.url: "p63-01,p63-79", INDICATOR_Y.url: "signature_adult_rate"}),
    (QUALITY, {SECTION.url: "nguon-goc", INDICATOR.url: "dvctt_full_rate", UNIT.url: "p63-01"}),
    (
        QUALITY,
        {
            SECTION.url: "nguon-goc",
            INDICATOR.url: "is_plan_deployed_rate",
            UNIT.url: "p34-79",
            STRUCTURE.url: "2025",
        },
    ),
    (METHODS, {SECTION.url: "thuat-ngu"}),
]


# For the session: tests of an address stay together, so those of this file come in between others.
@pytest.fixture(scope="session")
def marked(built_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real warehouse with markup behind every name, note and quotation."""
    path = tmp_path_factory.mktemp("marked") / "warehouse.duckdb"
    with duckdb.connect(path) as copy:
        copy.execute(f"ATTACH '{built_project.warehouse / 'warehouse.duckdb'}' AS real (READ_ONLY)")
        tables = copy.execute(
            "SELECT table_name FROM duckdb_tables() "
            "WHERE database_name = 'real' AND schema_name = 'main'"
        ).fetchall()
        for (table,) in tables:
            marks = [f"{column} || $mark AS {column}" for column in WORDS.get(table, ())]
            marks += [
                f"regexp_replace({column}, '{TEXT_PARTS}', '\\1' || $mark || '\"', 'g') AS {column}"
                for (column,) in copy.execute(PARTS, [table]).fetchall()
            ]
            replaced = ", ".join(marks)
            columns = f"* REPLACE ({replaced})" if replaced else "*"
            copy.execute(
                f"CREATE TABLE {table} AS SELECT {columns} FROM real.{table}",
                {"mark": MARK} if replaced else {},
            )
    return path


@pytest.fixture
def open_marked(open_page: OpenPage, marked: Path, monkeypatch: pytest.MonkeyPatch) -> OpenPage:
    """`open_marked(MAP, {…})`: a page over the marked warehouse."""
    monkeypatch.setattr(paths, "WAREHOUSE", marked)
    return open_page


def strings(message: Any) -> Iterator[tuple[str, str]]:
    """Every text of a message by the name of its field."""
    for field, value in message.ListFields():
        if field.name in SHOWN_AS_THEY_ARE:
            continue
        many = value if field.is_repeated else [value]
        if field.type == FieldDescriptor.TYPE_MESSAGE:
            for item in many:
                yield from strings(item) if hasattr(item, "ListFields") else ()
        elif field.type == FieldDescriptor.TYPE_STRING:
            yield from ((field.name, str(item)) for item in many)


def shown_strings(app: AppTest) -> Iterator[tuple[str, str]]:
    for root in app._tree.children.values():
        for node in root:
            proto = getattr(node, "proto", None)
            if proto is None or not hasattr(proto, "ListFields"):
                continue
            for name, text in strings(proto):
                yield f"{node.type}.{name}", text


@pytest.mark.parametrize(
    ("page", "params"),
    [*ADDRESSES, *OF_UNITS],
    ids=["-".join((page.id, *params.values())) for page, params in [*ADDRESSES, *OF_UNITS]],
)
def test_markup_in_the_data_is_shown_and_not_read(
    open_marked: OpenPage, page: Page, params: dict[str, str]
) -> None:
    app = open_marked(page, params)
    assert not app.exception, app.exception
    read, seen = set(), 0
    for place, text in shown_strings(app):
        body = CODE.sub("", text).replace(plain(MARK), "").replace(escape(MARK), "")
        seen += text != body
        if any(raw in body for raw in RAW):
            at = min(body.find(raw) for raw in RAW if raw in body)
            read.add((place, body[max(0, at - 90) : at + 12]))
    assert seen
    assert read == set()
