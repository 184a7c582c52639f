"""Addresses of pages with choices made, for links that no widget draws."""

from collections.abc import Mapping
from urllib.parse import urlencode

from dashboard.store.builds import documents_read
from dashboard.ui.frame.pages import Page
from dashboard.ui.frame.parameters import LANG, OFFICIAL_ONLY, SOURCES, Param
from etl.language.i18n import OWN, language


def address(page: Page, choices: Mapping[Param, str]) -> str:
    """`/ho-so?cap=ministry&don-vi=bo-cong-an`, in the reader's language."""
    return address_of(page, query_of(choices))


def query_of(choices: Mapping[Param, str]) -> dict[str, str]:
    """These choices by their name in the URL, the reader's choice of sources, and language."""
    query = {param.url: value for param, value in choices.items()}
    if documents_read().official_only:
        query[SOURCES.url] = OFFICIAL_ONLY
    if language() != OWN:
        query[LANG.url] = language()
    return query


def address_of(page: Page, query: Mapping[str, str]) -> str:
    """The address of a page with this query, which has parameters by their name in the URL."""
    return f"/{page.url_path}" + (f"?{urlencode(query)}" if query else "")
