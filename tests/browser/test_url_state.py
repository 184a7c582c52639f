"""The choices in the URL, in a real browser: what AppTest cannot see."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.store.paths import WAREHOUSE
from dashboard.ui.frame.pages import MAP, RANKING
from tests.browser.conftest import served_copy

pytestmark = pytest.mark.browser

SCRIPT = """
import streamlit as st
from dashboard.ui.frame.parameters import INDICATOR, LEVEL, REGION, UNIT
from dashboard.ui.frame.url_state import set_choice
from dashboard.ui.frame.widgets import choose, choose_many

level = choose(LEVEL, ["province", "ministry"], default="province", widget="segmented")
own = "count" if level == "ministry" else "rank"
indicator = choose(INDICATOR, ["rate", own], default="rate")
regions = choose_many(REGION, ["north", "south"])
unit = choose(UNIT, ["p63-01", "p63-48"], default=None)
st.button("Đà Nẵng", on_click=lambda: set_choice(UNIT, "p63-48"))
st.text(f"{level} / {indicator} / {'+'.join(regions)} / {unit}")
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on which two pages offer every kind of choice."""

    def replace_pages(copy: Path) -> None:
        build = WAREHOUSE.parent
        shutil.copytree(build, copy / build.relative_to(build.parents[1]))
        (copy / "pages" / MAP.file).write_text(SCRIPT)
        (copy / "pages" / RANKING.file).write_text(SCRIPT)

    with served_copy(tmp_path_factory.mktemp("choices"), replace_pages) as address:
        yield address


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option).click()


def expect_view(page: Page, text: str, url: str) -> None:
    expect(page.get_by_text(text, exact=True)).to_be_visible()
    expect(page).to_have_url(url)


def test_choices_make_history_and_links_carry_them(address: str, page: Page) -> None:
    ranking = f"{address}/xep-hang"
    page.goto(ranking)
    expect_view(page, "province / rate /  / None", ranking)

    page.get_by_role("radio", name="ministry").click()
    expect_view(page, "ministry / rate /  / None", f"{ranking}?cap=ministry")
    choose(page, "Chỉ số", "count")
    with_count = f"{ranking}?chi-so=count&cap=ministry"
    expect_view(page, "ministry / count /  / None", with_count)
    page.get_by_role("button", name="Đà Nẵng").click()
    expect_view(page, "ministry / count /  / p63-48", f"{with_count}&don-vi=p63-48")

    # One step back for one choice, and forward again.
    page.go_back()
    expect_view(page, "ministry / count /  / None", with_count)
    page.go_back()
    expect_view(page, "ministry / rate /  / None", f"{ranking}?cap=ministry")
    page.go_forward()
    expect_view(page, "ministry / count /  / None", with_count)
    page.reload()
    expect_view(page, "ministry / count /  / None", with_count)

    # A level without the chosen indicator: the default, and nobody is told off for it.
    page.get_by_role("radio", name="province").click()
    expect_view(page, "province / rate /  / None", ranking)
    expect(page.get_by_role("alert")).to_have_count(0)
    page.go_back()
    expect_view(page, "ministry / count /  / None", with_count)

    # The map offers no level, so its link does not carry one.
    page.get_by_test_id("stSidebar").get_by_role("link", name=MAP.title).click()
    expect(page.get_by_role("heading", name=MAP.title)).to_be_visible()
    expect(page).to_have_url(f"{address}/ban-do?chi-so=count")


def test_several_values_share_a_parameter(address: str, page: Page) -> None:
    page.goto(f"{address}/ban-do?vung=south")
    choose(page, "Vùng", "north")
    url = f"{address}/ban-do?vung=south%2Cnorth"
    expect_view(page, "province / rate / south+north / None", url)
    page.keyboard.press("Escape")
    page.get_by_test_id("stSidebar").get_by_role("link", name=RANKING.title).click()
    expect(page.get_by_role("heading", name=RANKING.title)).to_be_visible()
    expect_view(
        page, "province / rate / south+north / None", f"{address}/xep-hang?vung=south%2Cnorth"
    )


def test_opening_a_page_never_traps_back(address: str, page: Page) -> None:
    start = f"{address}/ban-do"
    page.goto(start)
    expect_view(page, "province / rate /  / None", start)
    pasted = f"{address}/xep-hang?cap=province&chi-so=nonsense&vung=north,nowhere"
    page.goto(pasted)
    expect_view(page, "province / rate / north / None", pasted)
    notices = page.get_by_role("alert")
    expect(notices).to_contain_text("“nonsense”")
    expect(notices).to_contain_text("“nowhere”")
    page.go_back()
    expect_view(page, "province / rate /  / None", start)


def test_quick_choices_are_all_kept(address: str, page: Page) -> None:
    page.goto(f"{address}/xep-hang")
    expect(page.get_by_text("province / rate /  / None", exact=True)).to_be_visible()
    page.get_by_role("radio", name="ministry").click()
    page.get_by_role("button", name="Đà Nẵng").click()
    expect_view(
        page, "ministry / rate /  / p63-48", f"{address}/xep-hang?cap=ministry&don-vi=p63-48"
    )
