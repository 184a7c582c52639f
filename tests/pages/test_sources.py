"""The choice “chỉ văn bản chính thức”: on every page, in every link, in every file."""

import re

import pytest

from dashboard.queries.documents import documents, is_lesser
from dashboard.store.warehouse import Warehouse
from dashboard.ui.frame.pages import (
    MAP,
    METHODS,
    NATIONAL,
    OBSTACLES,
    OVERVIEW,
    PAGES,
    PROFILE,
    RANKING,
    SECURITY,
    UPDATE,
    Page,
)
from dashboard.ui.frame.parameters import (
    INDICATOR,
    LANG,
    OFFICIAL_ONLY,
    PERIOD,
    SECTION,
    SOURCES,
    STRUCTURE,
)
from dashboard.words.vocabulary import LESSER_SIGN
from etl.language.i18n import LANGUAGES
from tests.pages.addresses import each_address
from tests.pages.conftest import Look, OpenPage
from tests.pages.tables import found
from tests.pages.texts import columns_of_csv, texts, texts_of_cover

ONLY = {SOURCES.url: OFFICIAL_ONLY}
SAID = f"{SOURCES.url}={OFFICIAL_ONLY}"
OURS = {f"/{page.url_path}" for page in PAGES}
_SIGNED = re.compile(rf"\d%?\s{LESSER_SIGN}(?!\s[a-z])")


@pytest.fixture
def lesser_titles(source: Warehouse) -> list[str]:
    return [item.short_title_vi for item in documents(source) if is_lesser(item.confirmation)]


def what_is_read(look: Look, page: Page, params: dict[str, str]) -> list[str]:
    """Every text of a page and of its files."""
    opened = look(page, params)
    assert not opened.app.exception
    read = [text.words for text in texts(opened.app)]
    for name, make in opened.files:
        # The words of the whole catalogue, whatever they stand for.
        if name.startswith("translation"):
            continue
        if name.endswith(".csv"):
            read += [cell for cells in columns_of_csv(make()).values() for cell in cells]
        elif name.endswith(".xlsx"):
            read += texts_of_cover(make())
    return read


@each_address
def test_nothing_of_a_lesser_document_is_left(
    look: Look, lesser_titles: list[str], page: Page, params: dict[str, str]
) -> None:
    read = what_is_read(look, page, params | ONLY)
    assert [words for words in read if LESSER_SIGN in words] == []
    named = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, lesser_titles))})(?!\w)")
    assert [words for words in read if named.search(words)] == []


@each_address
def test_every_link_keeps_the_choice(look: Look, page: Page, params: dict[str, str]) -> None:
    app = look(page, params | ONLY).app
    links = [link.get("href", "") for link in found(app, ".//a")]
    ours = [link for link in links if link.partition("?")[0] in OURS]
    assert ours
    lost = [link for link in ours if SAID not in link]
    # The two ways back.
    assert len(lost) == (0 if page in (OBSTACLES, SECURITY) else 2), lost


def control(look: Look, page: Page, params: dict[str, str]) -> list[str]:
    app = look(page, params).app
    return [link.get("href", "") for link in found(app, ".//a[contains(@class, 'sources')]")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_the_choice_is_offered_where_it_would_hide_something(look: Look, page: Page) -> None:
    offered = control(look, page, {})
    if page in (OBSTACLES, SECURITY):
        assert offered == []
        return
    (address,) = set(offered)
    assert address == f"/{page.url_path}?{SAID}"
    (back,) = set(control(look, page, ONLY))
    assert back == f"/{page.url_path}"
    legends = [node.text_content() for node in found(look(page, {}).app, ".//footer/p")]
    assert legends[0].startswith(f"{LESSER_SIGN} số chưa có văn bản chính thức: theo hai bản chép")
    told = [node.text_content() for node in found(look(page, ONLY).app, ".//p")]
    assert [words for words in told if re.match("Đang ẩn [0-9]+ nguồn chưa chính thức", words)]
    assert SOURCES not in UPDATE.params


def test_the_control_keeps_what_has_just_been_chosen(open_page: OpenPage) -> None:
    app = open_page(MAP, {})
    app.selectbox(INDICATOR.key).set_value("dti_province").run()
    links = found(app, ".//a[contains(@class, 'sources')]")
    assert [link.get("href") for link in links] == [f"/{MAP.url_path}?chi-so=dti_province&{SAID}"]


@pytest.mark.parametrize(
    ("page", "params"),
    [
        (MAP, {PERIOD.url: "2024-07-31.year_to_date"}),
        (RANKING, {PERIOD.url: "2024-07-31.year_to_date"}),
    ],
)
def test_a_view_of_july_2024_has_neither_sign_nor_choice(
    look: Look, page: Page, params: dict[str, str]
) -> None:
    assert control(look, page, params) == []
    of_page = [text.words for text in texts(look(page, params).app)]
    assert [words for words in of_page if LESSER_SIGN in words] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("page", "params"),
    [
        (OVERVIEW, {}),
        (MAP, {INDICATOR.url: "dti_province"}),
        (RANKING, {INDICATOR.url: "service_index", STRUCTURE.url: "2025"}),
        (NATIONAL, {}),
        (PROFILE, {STRUCTURE.url: "2025"}),
        (METHODS, {SECTION.url: "muc-tieu"}),
    ],
)
def test_a_lesser_figure_bears_the_sign_and_its_file_the_column(
    look: Look, page: Page, params: dict[str, str], language: str
) -> None:
    opened = look(page, params | {LANG.url: language})
    # Not the foot alone, which says what the sign stands for.
    assert [text for text in texts(opened.app) if _SIGNED.search(text.words)]
    columns = [columns_of_csv(make()) for name, make in opened.files if name.endswith(".csv")]
    codes = [code for cells in columns for code in cells.get("confirmation", [])]
    assert set(codes) & {"press", "two_copies", "copy_checked"} or page is OVERVIEW
