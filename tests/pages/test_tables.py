"""Tables as Streamlit gets them: what is a number to a reader is one to the table."""

import re
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.ui.frame.pages import PAGES, RANKING, Page
from dashboard.ui.frame.parameters import INDICATOR, LANG, LEVEL, STRUCTURE
from dashboard.words.vocabulary import STATUSES
from etl.language.i18n import _, using
from tests.pages.addresses import ADDRESSES

AMOUNT = r"[−+]?\d[\d.,]*%?"
NUMBER = re.compile(rf"{AMOUNT}(–{AMOUNT})?(/\d{{1,3}})?")
DAY = {
    "vi": re.compile(r"(\d+/)?\d+/\d{4}|\d{4}"),
    "en": re.compile(r"(\d+ )?[A-Z][a-z]+ \d{4}|\d{4}"),
}
MARKUP = re.compile(r"\*\*|`|\]\([^)]*\)|\[| :gray\[.*|★")
CASES = [
    *((page, params, "vi") for page, params in ADDRESSES),
    *((page, {LANG.url: "en"}, "en") for page in PAGES),
    *(
        (RANKING, {INDICATOR.url: indicator_id, STRUCTURE.url: structure, LEVEL.url: level}, "vi")
        for indicator_id in ("signature_adult_rate", "is_plan_deployed_rate", "system_rank")
        for structure in ("2024", "2025")
        for level in ("province", "ministry")
    ),
]
each_case = pytest.mark.parametrize(
    ("page", "params", "lang"),
    CASES,
    ids=["-".join((page.id, *params.values())) for page, params, _lang in CASES],
)


@dataclass(frozen=True)
class Column:
    """A column as it was sent: what it holds, and what it shows."""

    name: str
    sorts: bool
    """Whether a reader can sort the table by it."""
    kind: pa.DataType
    held: list[Any]
    shown: list[str]


def _table(content: bytes) -> pa.Table:
    return pa.ipc.open_stream(content).read_all()


def columns(app: AppTest) -> list[Column]:
    found = []
    listed = [(element, True) for element in app.dataframe]
    listed += [(element, False) for element in app.table]
    for element, sorts in listed:
        sent = element.proto.arrow_data
        held = _table(sent.data)
        shown = _table(sent.styler.display_values) if sent.HasField("styler") else held
        found += [
            Column(name, sorts, held.schema.field(name).type, held[name].to_pylist(), texts)
            for name in held.column_names
            if not name.startswith("__index")
            for texts in [["" if cell is None else str(cell) for cell in shown[name].to_pylist()]]
        ]
    return found


def share(pattern: re.Pattern[str], texts: list[str]) -> float:
    """How many of the cells that say something read as the pattern."""
    plain = [text for text in (MARKUP.sub("", cell).strip() for cell in texts) if text not in "–"]
    return sum(pattern.fullmatch(text) is not None for text in plain) / max(len(plain), 1)


@each_case
def test_a_column_that_reads_as_numbers_or_days_holds_them(
    open_page, page: Page, params: dict[str, str], lang: str
) -> None:
    app = open_page(page, params)
    assert not app.exception
    for column in columns(app):
        is_number = pa.types.is_floating(column.kind) or pa.types.is_integer(column.kind)
        if share(DAY[lang], column.shown) > 0.5 and not is_number:
            assert pa.types.is_date(column.kind) or not column.sorts, (column.name, column.shown)
        elif share(NUMBER, column.shown) > 0.5:
            assert is_number, (column.name, column.shown[:5])


@each_case
def test_a_table_sorts_by_what_it_shows(
    open_page, page: Page, params: dict[str, str], lang: str
) -> None:
    """Amounts of one unit stand in one order, whether read or sorted by what the column holds."""
    mark, group = (",", ".") if lang == "vi" else (".", ",")
    with using(lang):
        reasons = {_(words) for words in STATUSES.values()}
    for column in columns(open_page(page, params)):
        if not pa.types.is_floating(column.kind):
            continue
        for held, shown in zip(column.held, column.shown, strict=True):
            text = MARKUP.sub("", shown).strip()
            if text in reasons or not text:
                assert held == float("-inf"), (column.name, shown)
            elif re.fullmatch(AMOUNT, text) and not AS_PRINTED.search(column.name):
                number = text.rstrip("%").replace(group, "").replace(mark, ".").replace("−", "-")
                decimals = len(number.partition(".")[2])
                assert held == pytest.approx(float(number), abs=0.501 * 10**-decimals), column.name


AS_PRINTED = re.compile("(?i)báo cáo in|ô in|dòng số|printed|line no")
"""Columns whose cells are written as a document prints them, not as the reader's language does."""


@each_case
def test_figures_stand_to_the_right_on_paper_too(
    open_page, page: Page, params: dict[str, str], lang: str
) -> None:
    app = open_page(page, params)
    on_paper = [
        re.findall(r'<th scope="col"( class="figure")?>', item.proto.body)
        for item in app.get("html")
        if "paper-table" in item.proto.body
    ]
    short = [table for table in app.dataframe if len(table.value) <= PAPER_ROWS]
    assert len(on_paper) == len(short)
    for heads, table in zip(on_paper, short, strict=True):
        schema = _table(table.proto.arrow_data.data).schema
        held = [
            field.type
            for field in schema
            if not field.name.startswith("__index") and not field.name.startswith(LINKS[lang])
        ]
        is_figure = [pa.types.is_floating(kind) or pa.types.is_date(kind) for kind in held]
        assert [bool(head) for head in heads] == is_figure


PAPER_ROWS = 120
LINKS = {"vi": "Nguồn gốc", "en": "Origin"}
"""Columns of links, which paper has no use for."""
