"""Tables as the browser gets them: what is a number to a reader is one to the table."""

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.ui.frame.pages import PAGES, RANKING, Page
from dashboard.ui.frame.parameters import INDICATOR, LANG, LEVEL, STRUCTURE
from dashboard.words.vocabulary import STATUSES
from etl.language.i18n import _, using
from tests.pages.addresses import ADDRESSES
from tests.pages.conftest import Look
from tests.pages.tables import Column, page_tables

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


def columns(app: AppTest) -> list[Column]:
    return [column for table in page_tables(app) for column in table.columns]


def share(pattern: re.Pattern[str], texts: list[str]) -> float:
    """How many of the cells that say something read as the pattern."""
    plain = [text for text in (MARKUP.sub("", cell).strip() for cell in texts) if text not in "–"]
    return sum(pattern.fullmatch(text) is not None for text in plain) / max(len(plain), 1)


@each_case
def test_a_column_that_reads_as_numbers_or_days_holds_them(
    look: Look, page: Page, params: dict[str, str], lang: str
) -> None:
    app = look(page, params).app
    assert not app.exception
    for column in columns(app):
        if share(DAY[lang], column.texts) > 0.5 and not column.is_figure:
            keys = [cell.key for cell in column.cells]
            assert not column.sorts or any(keys), (column.name, column.texts)
        elif share(NUMBER, column.texts) > 0.5:
            assert column.is_figure, (column.name, column.texts[:5])


@each_case
def test_a_table_sorts_by_what_it_shows(
    look: Look, page: Page, params: dict[str, str], lang: str
) -> None:
    """Amounts of one unit stand in one order, whether read or sorted by what their cells say."""
    mark, group = (",", ".") if lang == "vi" else (".", ",")
    with using(lang):
        reasons = {_(words) for words in STATUSES.values()}
    for column in columns(look(page, params).app):
        has_keys = column.is_figure or any(cell.key is not None for cell in column.cells)
        for cell in column.cells if column.sorts and has_keys else ():
            text = MARKUP.sub("", cell.text).strip()
            if text in reasons or text == "–":
                assert cell.key is None, (column.name, cell)
            elif re.fullmatch(AMOUNT, text) and not AS_PRINTED.search(column.name):
                number = text.rstrip("%").replace(group, "").replace(mark, ".").replace("−", "-")
                decimals = len(number.partition(".")[2])
                assert cell.key is not None, (column.name, cell)
                shown = pytest.approx(float(number), abs=0.501 * 10**-decimals)
                assert cell.key == shown or is_in_year(cell.key, text), (column.name, cell)
            elif lang == "vi" and (day := WHOLE_DAY.fullmatch(text)):
                found = date(*map(int, reversed(day.groups())))
                assert cell.key == found.toordinal(), (column.name, cell)


WHOLE_DAY = re.compile(r"(\d+)/(\d+)/(\d{4})")


def is_in_year(key: float, text: str) -> bool:
    """Whether a cell is a day's, shown by its year alone."""
    return re.fullmatch(r"\d{4}", text) is not None and date.fromordinal(int(key)).year == int(text)


AS_PRINTED = re.compile("(?i)báo cáo in|ô in|dòng số|printed|line no")
"""Columns whose cells are written as a document prints them, not as the reader's language does."""
