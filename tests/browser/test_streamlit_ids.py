"""The names Streamlit gives its elements, which style sheets and scripts go by.

They are no promise of Streamlit's: a new version may rename one, and what went by it would silently
do nothing. All that are used anywhere are gathered here and looked for on pages.
"""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from dashboard.store.paths import ASSETS
from dashboard.ui.frame.pages import COMPARE, MAP, METHODS, NATIONAL, OBSTACLES, OVERVIEW, PROJECT06
from dashboard.ui.frame.parameters import SECTION, SERIES
from tests.browser.conftest import go_on, open_tab

pytestmark = pytest.mark.browser

USED = {
    name
    for path in ASSETS.rglob("*")
    if path.suffix in (".css", ".js")
    for name in re.findall(r"""["'](st[A-Z][A-Za-z-]+)["']""", path.read_text(encoding="utf-8"))
}


# What is there for a moment only, too: while a page comes.
REMEMBER = """
window.seenIds = new Set();
new MutationObserver(() => {
  for (const one of document.querySelectorAll('[data-testid]')) seenIds.add(one.dataset.testid);
}).observe(document, {childList: true, subtree: true});
"""


def _ids(page: Page) -> set[str]:
    found: list[str] = page.evaluate("[...seenIds]")
    return set(found)


def test_every_name_of_streamlits_that_is_used_is_on_a_page(
    server: str, new_page: Callable[..., Page]
) -> None:
    assert len(USED) > 30
    page = new_page(viewport={"width": 1440, "height": 900})
    page.add_init_script(REMEMBER)
    # Of a server that is away; tests/browser/test_shell.py waits for it.
    seen = {"stStatusWidget"}
    downloads = f"{METHODS.url_path}?{SECTION.url}=tai-ve"
    tab = open_tab(page, f"{server}/{downloads}")
    go_on(tab, f"{NATIONAL.url_path}?{SERIES.url}=egdi_rank")
    for shown in (OVERVIEW, COMPARE, OBSTACLES, PROJECT06, MAP):
        go_on(tab, shown.url_path)
        if shown is COMPARE:
            page.get_by_test_id("stMultiSelect").get_by_role("combobox").first.click()
            expect(page.get_by_role("option").first).to_be_attached()
            seen |= _ids(page)
    # What opens, and what a narrow window has.
    page.get_by_role("combobox", name="Đơn vị").click()
    expect(page.get_by_role("option").first).to_be_attached()
    seen |= _ids(page)
    page.keyboard.press("Escape")
    page.get_by_test_id("stMainMenu").get_by_role("button").click()
    expect(page.get_by_test_id("stMainMenuPopover")).to_be_visible()
    seen |= _ids(page)
    page.get_by_test_id("stMainMenuPopover").get_by_text("Giới thiệu").click()
    expect(page.get_by_test_id("stDialog")).to_be_visible()
    seen |= _ids(page)
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.get_by_role("button", name="Mở thanh bên")).to_be_visible()
    seen |= _ids(page)
    assert USED - seen == set()
