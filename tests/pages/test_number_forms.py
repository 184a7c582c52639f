"""No page and no file writes a number as the other language writes it."""

import json
from functools import cache

import pytest

from dashboard.ui.frame.pages import Page
from dashboard.ui.frame.parameters import LANG, SECTION
from etl.language.i18n import LANGUAGES, OWN, _, separators, using
from tests.number_forms import foreign_cells, foreign_numbers
from tests.pages.addresses import each_address
from tests.pages.conftest import Look, Opened, file_links
from tests.pages.texts import columns_of_csv, texts, texts_of_cover

each_language = pytest.mark.parametrize("language", LANGUAGES)
# Columns of what documents print, of the numbers of their rows, of names in English, and of words
# in Vietnamese and in English side by side.
KEPT = (
    "Báo cáo in",
    "Văn bản in",
    "Ô in nguyên văn",
    "Dòng số",
    "raw_text",
    "published_text",
    "printed_text",
    "value_text",
    "quote",
    "name_en",
    "text_vi",
    "text",
)


def opened_in(language: str, look: Look, page: Page, params: dict[str, str]) -> Opened:
    return look(page, params if language == OWN else params | {LANG.url: language})


@cache
def kept(language: str) -> set[str]:
    with using(language):
        return {_(name) for name in KEPT}


@each_language
@each_address
def test_the_numbers_of_a_page_are_of_its_language(
    look: Look, page: Page, params: dict[str, str], language: str
) -> None:
    app = opened_in(language, look, page, params).app
    assert not app.exception
    found = [text for text in texts(app) if text.column not in kept(language)]
    # The list of corrections is empty: that view has little more than the frame.
    assert len(found) > (90 if params.get(SECTION.url) == "dinh-chinh" else 100)
    assert [text for text in found if foreign_numbers(text.words, language)] == []
    # And those that the browser writes.
    with using(language):
        marks = separators()
    specs = [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]
    assert [spec["layout"].get("separators") for spec in specs] == [marks] * len(specs)


@each_language
@each_address
def test_the_numbers_of_a_file_are_of_its_language(
    look: Look, page: Page, params: dict[str, str], language: str
) -> None:
    opened = opened_in(language, look, page, params)
    assert len(opened.files) == len(file_links(opened.app))
    sheets, covers = opened.files_of("csv"), opened.files_of("xlsx")
    assert len(sheets) == len(covers)
    for content in sheets:
        for column, cells in columns_of_csv(content).items():
            assert foreign_numbers(column, language) == []
            assert column in kept(language) or foreign_cells(cells, language) == [], column
    words = [text for content in covers for text in texts_of_cover(content)]
    assert [text for text in words if foreign_numbers(text, language)] == []
