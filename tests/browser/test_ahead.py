"""Choices are shown before the server has answered them; its answer, when it comes, is the same."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, WebSocketRoute, expect

from dashboard.ui.frame.pages import MAP, RANKING
from tests.browser.conftest import has_run, settle

pytestmark = pytest.mark.browser

SECOND = "Hồ sơ trực tuyến toàn trình"

# All that a choice changes: the figure as it is drawn, its words, panel, table and address.
SHOWN = """() => {
    const figure = document.querySelector('.figure')
    const texts = selector => [...figure.querySelectorAll(selector)].map(node => node.textContent)
    return {
        alt: figure.ariaLabel,
        legend: texts('.figure-legend button'),
        colours: [...figure.querySelectorAll('.figure-legend i')]
            .map(node => getComputedStyle(node).backgroundColor),
        fills: [...figure.querySelectorAll('svg :is(.province, .bar)')]
            .map(node => getComputedStyle(node).fill),
        words: texts('svg text'),
        chosen: [...figure.querySelectorAll('[role="option"]')]
            .filter(node => node.ariaSelected === 'true').map(node => node.ariaLabel),
        parts: Object.fromEntries([...document.querySelectorAll('[data-part]')]
            .map(node => [node.dataset.part, node.innerHTML])),
        search: location.search,
    }
}"""


_MOST_FRAMES = 1000

# A choice fills the table in the task after its frame; what is asked for later comes later.
_IS_FILLED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"


class Answers:
    """What the server tells a page; held back, the page has only what it had before."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.is_held = False
        self.queued: list[Any] = []
        self.runs = 0
        self.views: set[str] = set()
        page.route_web_socket(re.compile("/_stcore/stream"), self._connect)
        page.on("requestfinished", lambda request: self.views.add(request.url))

    def _connect(self, socket: WebSocketRoute) -> None:
        self.socket = socket
        server = socket.connect_to_server()
        socket.on_message(server.send)
        server.on_message(self._pass_on)

    def _pass_on(self, message: Any) -> None:
        self.runs += isinstance(message, bytes) and has_run(message)
        if self.is_held:
            self.queued.append(message)
        else:
            self.socket.send(message)

    def hold(self) -> None:
        self.is_held = True

    def release(self) -> None:
        self.is_held = False
        while self.queued:
            self.socket.send(self.queued.pop(0))
        settle(self.page)

    def wait_for_run(self, act: Callable[[], object]) -> None:
        """Do something, until the server has said all of its answer, heard by the page or not."""
        before = self.runs
        act()
        self._wait_until(lambda: self.runs > before, "the server has answered")

    def wait_for_view(self, *parts: str) -> None:
        """Until a view has been fetched ahead."""

        def is_here() -> bool:
            views = [f"{url}&" for url in self.views if "/views/" in url]
            return any(all(f"{part}&" in url for part in parts) for url in views)

        self._wait_until(is_here, f"{parts} are fetched ahead")

    def _wait_until(self, is_so: Callable[[], bool], what: str) -> None:
        for _frame in range(_MOST_FRAMES):
            if is_so():
                return
            # Meanwhile playwright hears of answers.
            self.page.evaluate("() => new Promise(requestAnimationFrame)")
        pytest.fail(f"not so after {_MOST_FRAMES} frames: {what}")


@pytest.fixture
def answers(page: Page) -> Answers:
    return Answers(page)


def open_at(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("figure").get_by_role("option").first).to_be_visible()
    settle(page)


def choose_by_keyboard(page: Page, label: str, option: str) -> None:
    box = page.get_by_role("combobox", name=label, exact=True)
    box.focus()
    page.keyboard.type(option)
    found = page.get_by_role("option", name=option)
    expect(found).to_be_visible()
    # The list is filtered a moment before its first option is the one that Enter takes.
    expect(box).to_have_attribute("aria-activedescendant", found.get_attribute("id") or "")
    page.keyboard.press("Enter")


def choose_by_mouse(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label, exact=True).click()
    page.get_by_role("option", name=option).click()


def press(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).click()


def is_the_same_after(answers: Answers, choose: Callable[[], None], address: str) -> None:
    """What a choice shows without the server stays as it is when the server answers."""
    page = answers.page
    before = page.evaluate(SHOWN)
    answers.hold()

    def choose_and_look() -> None:
        choose()
        expect(page).to_have_url(address)
        page.evaluate(_IS_FILLED)
        painted.update(page.evaluate(SHOWN))

    painted: dict[str, Any] = {}
    answers.wait_for_run(choose_and_look)
    assert painted != before
    assert page.evaluate(SHOWN) == painted
    answers.release()
    found = page.evaluate(SHOWN)
    for name, what in found.items():
        assert what == painted[name], name


def goes_back(answers: Answers, addresses: list[str], shown: list[dict[str, Any]]) -> None:
    """One press of Back for each choice."""
    page = answers.page
    for address, before in zip(reversed(addresses), reversed(shown), strict=True):
        answers.wait_for_run(page.go_back)
        expect(page).to_have_url(address)
        settle(page)
        found = page.evaluate(SHOWN)
        for name, what in found.items():
            assert what == before[name], (address, name)


def test_choices_on_the_map_are_shown_before_the_server_answers(
    server: str, page: Page, answers: Answers
) -> None:
    start = f"{server}/{MAP.url_path}"
    page.goto(f"{server}/healthz")
    open_at(page, start)
    rate = "chi-so=dossier_full_online_rate"
    province = page.get_by_role("figure").get_by_role("option", name=re.compile("^Thanh Hóa,"))
    steps: list[tuple[tuple[str, ...], Callable[[], None], str]] = [
        (
            (rate, "han=2024"),
            lambda: choose_by_keyboard(page, "Chỉ số", SECOND),
            f"{start}?{rate}",
        ),
        ((rate, "han=2025"), lambda: press(page, "12/2025"), f"{start}?{rate}&han=2025"),
        (
            (rate, "han=2025"),
            lambda: choose_by_mouse(page, "Tô màu theo", "Khoảng cách đến mục tiêu"),
            f"{start}?{rate}&han=2025&to-mau=gap",
        ),
        (
            (rate, "han=2025"),
            lambda: province.click(),
            f"{start}?{rate}&don-vi=p63-38&han=2025&to-mau=gap",
        ),
        (
            ("chi-so=system_rank",),
            lambda: choose_by_keyboard(page, "Chỉ số", "Hạng hệ thống TTHC"),
            f"{start}?chi-so=system_rank&don-vi=p63-38&han=2025",
        ),
    ]
    addresses, shown = [start], [page.evaluate(SHOWN)]
    for view, choose, address in steps:
        answers.wait_for_view(*view)
        is_the_same_after(answers, choose, address)
        addresses.append(address)
        shown.append(page.evaluate(SHOWN))
    goes_back(answers, addresses[:-1], shown[:-1])
    page.go_back()
    expect(page).to_have_url(f"{server}/healthz")


def test_choices_on_the_ranking_are_shown_before_the_server_answers(
    server: str, page: Page, answers: Answers
) -> None:
    start = f"{server}/{RANKING.url_path}"
    open_at(page, start)
    steps: list[tuple[tuple[str, ...], Callable[[], None], str]] = [
        (
            ("xep=nguoc", "han=2024"),
            lambda: choose_by_mouse(page, "Sắp xếp", "Từ kém đến tốt"),
            f"{start}?xep=nguoc",
        ),
        (("xep=nguoc", "han=2025"), lambda: press(page, "12/2025"), f"{start}?han=2025&xep=nguoc"),
        (
            ("chi-so=is_systems", "xep=nguoc"),
            lambda: choose_by_keyboard(page, "Chỉ số", "Số hệ thống thông tin"),
            f"{start}?chi-so=is_systems&han=2025&xep=nguoc",
        ),
        (
            ("chi-so=system_grade", "xep=nguoc", "han=2025"),
            lambda: choose_by_keyboard(page, "Chỉ số", "Mức hệ thống TTHC"),
            f"{start}?chi-so=system_grade&han=2025&xep=nguoc",
        ),
    ]
    addresses, shown = [start], [page.evaluate(SHOWN)]
    for view, choose, address in steps:
        answers.wait_for_view(*view)
        is_the_same_after(answers, choose, address)
        addresses.append(address)
        shown.append(page.evaluate(SHOWN))
    goes_back(answers, addresses[:-1], shown[:-1])


@pytest.mark.parametrize("path", [MAP.url_path, RANKING.url_path])
def test_without_anything_fetched_ahead_the_server_answers(
    server: str, page: Page, answers: Answers, path: str
) -> None:
    def answer_nothing(route: Route) -> None:
        route.fulfill(status=204)

    page.route("**/views/*", answer_nothing)
    open_at(page, f"{server}/{path}")
    before = page.evaluate(SHOWN)
    answers.wait_for_run(lambda: choose_by_keyboard(page, "Chỉ số", SECOND))
    expect(page).to_have_url(f"{server}/{path}?chi-so=dossier_full_online_rate")
    settle(page)
    found = page.evaluate(SHOWN)
    assert {name for name in found if found[name] == before[name]} <= {"colours", "chosen", "words"}
    goes_back(answers, [f"{server}/{path}"], [before])


@pytest.mark.parametrize("path", [MAP.url_path, RANKING.url_path])
def test_of_a_region_nothing_is_shown_ahead(
    server: str, page: Page, answers: Answers, path: str
) -> None:
    open_at(page, f"{server}/{path}")
    answers.wait_for_view("chi-so=dossier_full_online_rate", "han=2024")
    choose_by_mouse(page, "Vùng", "Tây Nguyên")
    expect(page).to_have_url(f"{server}/{path}?vung=r63-tay-nguyen")
    settle(page)
    before = page.evaluate(SHOWN)
    answers.hold()
    answers.wait_for_run(lambda: choose_by_keyboard(page, "Chỉ số", SECOND))
    assert page.evaluate(SHOWN) == before
    answers.release()
    expect(page).to_have_url(re.compile("chi-so=dossier_full_online_rate"))
    assert page.evaluate(SHOWN) != before
