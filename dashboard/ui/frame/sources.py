"""The reader's choice of sources: all of them, or official documents and pages alone.

A link at the head of a page makes it, and the address carries it to every other page. The build is
then read without what is less, so no page, file or figure need ask for it.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from html import escape

import streamlit as st

from dashboard.queries.as_known import as_known, of_all_sources, official_only
from dashboard.queries.documents import Document, documents, is_lesser
from dashboard.queries.periods import known_on, stated_day
from dashboard.store.builds import build_read_here, documents_read, one_build, warehouse
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse
from dashboard.ui.frame import url_state, widgets
from dashboard.ui.frame.addresses import address_of
from dashboard.ui.frame.pages import OBSTACLES, SECURITY, Page
from dashboard.ui.frame.parameters import OFFICIAL_ONLY, PERIOD, ROW_PAGE, SOURCES
from dashboard.words.vocabulary import LESSER_SIGN, sign_words
from etl.language.i18n import _

_ALL = "tat-ca"
_OF_OFFICIAL_DOCUMENTS = (OBSTACLES, SECURITY)
"""Pages that the choice leaves as they are: they only pass it on."""


@contextmanager
def chosen_sources(page: Page) -> Iterator[None]:
    """Read the build as far as the documents go that the address asks for."""
    build = build_read_here()
    asked = widgets.read(SOURCES, [_ALL, OFFICIAL_ONLY], default=_ALL)
    if build is not None and asked == OFFICIAL_ONLY and SOURCES in page.params:
        build = official_only(build)
    with one_build(build):
        yield


def tell_chosen_sources() -> bool:
    """Whether sources are left out; files then name the choice among the others."""
    if not documents_read().official_only:
        return False
    url_state.session_choices().worded[_(SOURCES.label)] = _("Chỉ văn bản chính thức")
    return True


def sources_html(page: Page) -> str:
    """The link that makes the choice or takes it back; none where it would hide nothing."""
    if not lesser_documents(page):
        return ""
    is_on = documents_read().official_only
    label = escape(_("Chỉ văn bản chính thức"))
    what = escape(_title(page))
    on = ' aria-current="true"' if is_on else ""
    return (
        f'<a class="client-button sources" href="{escape(_address(page, is_on))}" '
        f'title="{what}"{on}><span>{label}</span></a>'
    )


def hidden_html(page: Page) -> str:
    """What is hidden, with the way back; empty where nothing is."""
    if not documents_read().official_only or not lesser_documents(page):
        return ""
    said = _("Đang ẩn {count} nguồn chưa chính thức và mọi số liệu, mục tiêu, kết luận theo đó.")
    told = escape(said.format(count=len(lesser_documents(page))))
    back = f'<a class="way" href="{escape(_address(page, True))}">{escape(_("Hiện tất cả"))}</a>'
    return f'<p class="hidden-sources">{told} {back}</p>'


def legend_html(page: Page) -> str:
    """What the sign of figures stands for, at the foot of a page that may have such figures."""
    if documents_read().official_only:
        return ""
    words = sign_words(item.confirmation for item in lesser_documents(page))
    return f"<p>{escape(words)}.</p>" if words else ""


def lesser_documents(page: Page) -> Sequence[Document]:
    """Those that are less than official, of what was known of the period that the address names."""
    is_other = page in _OF_OFFICIAL_DOCUMENTS or SOURCES not in page.params
    if is_other or build_read_here() is None:
        return ()
    whole = of_all_sources(warehouse())
    named = url_state.current_params([PERIOD]).get(PERIOD.url, "")
    if not named and not url_state.chosen_now(PERIOD):
        # An old link names what is the newest still.
        named = st.query_params.get(PERIOD.url, "")
    return _lesser(whole, known_on(whole, named) or stated_day(named))


@kept(64)
def _lesser(whole: Warehouse, day: date | None) -> Sequence[Document]:
    known = documents(as_known(whole, day))
    return tuple(item for item in known if is_lesser(item.confirmation))


def _title(page: Page) -> str:
    if documents_read().official_only:
        return _("Hiện lại mọi nguồn")
    return _("Ẩn số liệu có dấu {sign}, của {count} nguồn chưa chính thức").format(
        sign=LESSER_SIGN, count=len(lesser_documents(page))
    )


def _address(page: Page, is_on: bool) -> str:
    """That of what is chosen now, with the other choice of sources; lists start anew."""
    now = url_state.current_params(page.params) | {ROW_PAGE.url: ""}
    now[SOURCES.url] = "" if is_on else OFFICIAL_ONLY
    return address_of(page, {name: value for name, value in now.items() if value})
