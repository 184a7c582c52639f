"""Pages in another language: everything a reader meets there is in it."""

import re
from urllib.parse import parse_qsl, urlencode

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.store.warehouse import Warehouse
from dashboard.ui.frame.pages import MAP, Page
from dashboard.ui.frame.parameters import LANG, UNIT
from tests.pages.addresses import each_address
from tests.pages.conftest import Look, OpenPage, page_links, ways
from tests.pages.texts import texts

# Letters that English does not have.
VIETNAMESE = re.compile(r"[ăđĩũơưạ-ỹ]", re.IGNORECASE)
KEPT = re.compile(r"“[^”]*”|TCTTKĐA|\d+/QĐ-\w+|Tiếng Việt|Ngôn ngữ")


def words(app: AppTest) -> list[str]:
    """Every string that goes to the browser."""
    return [text.words for text in texts(app)]


@pytest.fixture
def printed(source: Warehouse) -> set[str]:
    """What documents print in a cell or shorten, which the pages repeat to the letter."""
    rows = source.query(
        """
        SELECT raw_text FROM observation UNION SELECT value_text FROM observation
        UNION SELECT raw_text FROM target
        UNION SELECT due_vi FROM task UNION SELECT owner_vi FROM task
        UNION SELECT '**' || term_vi || '**' FROM glossary
        """
    )
    return set(rows.iloc[:, 0].dropna())


@each_address
def test_a_page_is_in_english_and_its_links_keep_it(
    look: Look, printed: set[str], page: Page, params: dict[str, str]
) -> None:
    app = look(page, {LANG.url: "en", **params}).app
    assert not app.exception
    left = {
        text for text in words(app) if text not in printed and VIETNAMESE.search(KEPT.sub("", text))
    }
    assert left == set()
    links = [urlencode(link.query) for link in [*page_links(app), *ways(app)]]
    links += re.findall(r"\]\(/[^)?]*\??([^)]*)\)", "\n".join(words(app)))
    assert links
    assert [query for query in links if (LANG.url, "en") not in parse_qsl(query)] == []


def test_numbers_and_dates_are_written_in_english(open_page: OpenPage) -> None:
    app = open_page(MAP, {LANG.url: "en", UNIT.url: "p63-48"})
    shown = "\n".join(words(app))
    assert "95.56%" in shown
    assert "95,56%" not in shown
    assert "Dec 2024" in shown


def test_a_session_in_english_leaves_others_alone(open_page: OpenPage) -> None:
    open_page(MAP, {LANG.url: "en"})
    assert open_page(MAP).title[0].value == "Bản đồ"
