"""The map as an official uses it: switch, click, type, zoom, paste a link."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.figures.palette import DARK, luminance
from dashboard.queries.structures import NEW, OLD, Structure
from dashboard.queries.units import regions
from dashboard.store.builds import warehouse
from dashboard.ui.frame.pages import MAP
from tests.browser.conftest import SharedTab, Tab, go_on, settle
from tests.browser.maps import (
    CROWDED,
    PROVINCES,
    expect_painted,
    expected_fills,
    shown,
    spot_of,
)

pytestmark = pytest.mark.browser

NAME = "Tỷ lệ dịch vụ công trực tuyến toàn trình"


def load_map(page: Page, server: str, query: str = "") -> Locator:
    page.goto(f"{server}/{MAP.url_path}{query}")
    return drawn_on(page)


def open_map(tab: Tab, query: str = "") -> Locator:
    return drawn_on(go_on(tab, f"{MAP.url_path}{query}"))


def drawn_on(page: Page) -> Locator:
    figure = page.get_by_role("figure")
    expect(figure.locator(PROVINCES).first).to_be_visible()
    return figure


def choose(page: Page, label: str, option: str) -> None:
    box = page.get_by_role("combobox", name=label, exact=True)
    # An open list closes when the page scrolls under it.
    box.scroll_into_view_if_needed()
    settle(page)
    box.click()
    page.get_by_role("option", name=option).click()


def choose_unit(page: Page, name: str) -> None:
    """By keyboard: the list holds no more options than are seen of it."""
    page.get_by_role("combobox", name="Đơn vị").focus()
    page.keyboard.type(name)
    expect(page.get_by_role("option", name=name, exact=True)).to_be_visible()
    page.keyboard.press("Enter")


def expect_choices(page: Page, **wanted: str) -> None:
    """The URL says exactly these choices (`chi_so="is_systems"`)."""

    def matches(url: str) -> bool:
        found = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        return found == {name.replace("_", "-"): value for name, value in wanted.items()}

    page.wait_for_url(matches)


def panel_of(page: Page, unit: str) -> Locator:
    return page.get_by_role("heading", level=2, name=unit, exact=True)


def button(figure: Locator, name: str) -> Locator:
    return figure.get_by_role("button", name=name, exact=True)


def tag(figure: Locator) -> None:
    """Mark every node of the map, so that one drawn anew is told from one that stayed."""
    figure.locator(".map-sheet").evaluate(
        "sheet => [sheet, ...sheet.querySelectorAll('*')].forEach(node => { node.stays = true; })"
    )


def expect_same_nodes(figure: Locator) -> None:
    """All nodes that were tagged are there, and none but outlines is new."""
    new = figure.locator(".map-sheet").evaluate(
        """sheet => [sheet, ...sheet.querySelectorAll('*')]
             .filter(node => !node.stays && !node.matches('.chosen')).length"""
    )
    assert new == 0


def test_switching_the_indicator_repaints_the_map_and_the_address(server: str, page: Page) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(urlsplit(request.url).path))
    figure = load_map(page, server)
    first = shown("dvctt_full_rate", 2024)
    expect_painted(figure, first)
    expect_choices(page)
    tag(figure)

    choose(page, "Chỉ số", "Hồ sơ trực tuyến toàn trình")
    second = shown("dossier_full_online_rate", 2024)
    assert expected_fills(second) != expected_fills(first)
    expect_painted(figure, second)
    expect_choices(page, chi_so="dossier_full_online_rate")

    choose(page, "Tô màu theo", "Đạt hay chưa đạt")
    expect_painted(figure, second, "verdict")
    settle(page)
    page.get_by_role("radio", name="12/2025").click()
    expect_painted(figure, shown("dossier_full_online_rate", 2025), "verdict")
    expect_choices(page, chi_so="dossier_full_online_rate", to_mau="verdict", han="2025")

    # What was painted ahead of the server's answer, the answer has confirmed.
    settle(page)
    page.go_back()
    expect_painted(figure, second, "verdict")
    # One sheet, fetched once and painted over and over; and none of the server's pictures.
    expect_same_nodes(figure)
    assert [path for path in fetched if path.startswith("/maps/")] == ["/maps/2024/vn.svg"]


@pytest.mark.parametrize("touch", [False, True], ids=["mouse", "phone"])
def test_a_press_chooses_a_province_and_redraws_nothing(shared_tab: SharedTab, touch: bool) -> None:
    tab = (
        shared_tab(has_touch=True, viewport={"width": 390, "height": 844})
        if touch
        else shared_tab()
    )
    page = tab.page
    figure = open_map(tab)
    seen = shown("dvctt_full_rate", 2024)
    expect_painted(figure, seen)
    tag(figure)
    for unit_id, group, unit in [
        ("p63-40", ".provinces", "Tỉnh Nghệ An"),
        ("p63-27", ".inset", "Tỉnh Bắc Ninh"),
        ("p63-79", ".inset", "Thành phố Hồ Chí Minh"),
    ]:
        x, y = spot_of(figure, unit_id, group=group)
        if touch:
            page.touchscreen.tap(x, y)
        else:
            page.mouse.click(x, y)
        expect_choices(page, don_vi=unit_id)
        expect(panel_of(page, unit)).to_be_visible()
        # Outlined on the map and in the inset that has it; the others keep their colours.
        outlines = figure.locator(f'.province[data-unit="{unit_id}"]')
        expect(figure.locator(".chosen")).to_have_count(outlines.count())
        expect_painted(figure, seen)
        expect_same_nodes(figure)


def test_in_a_region_a_press_chooses_too(tab: Tab) -> None:
    page = tab.page
    figure = open_map(tab, "?vung=r63-tay-nguyen")
    expect(figure.locator(PROVINCES)).to_have_count(5)
    tag(figure)
    page.mouse.click(*spot_of(figure, "p63-66"))
    expect_choices(page, don_vi="p63-66", vung="r63-tay-nguyen")
    expect(panel_of(page, "Tỉnh Đắk Lắk")).to_be_visible()
    expect_same_nodes(figure)


def test_arrows_move_by_geography_and_enter_chooses(tab: Tab) -> None:
    page = tab.page
    figure = open_map(tab)
    expect_painted(figure, shown("dvctt_full_rate", 2024))
    tag(figure)
    provinces = figure.get_by_role("listbox", name="Tỉnh, thành phố")
    expect(provinces.get_by_role("option")).to_have_count(63)
    # One stop of Tab for all of them.
    expect(provinces.locator('[tabindex="0"]')).to_have_count(1)
    provinces.get_by_role("option", name=re.compile("^Nghệ An,")).focus()
    for key, name in [
        ("ArrowDown", "Hà Tĩnh"),
        ("ArrowDown", "Quảng Bình"),
        ("ArrowUp", "Hà Tĩnh"),
        ("ArrowLeft", "Nghệ An"),
        ("ArrowUp", "Thanh Hóa"),
    ]:
        page.keyboard.press(key)
        focused = provinces.get_by_role("option", name=re.compile(f"^{name},"))
        expect(focused).to_be_focused()
        expect(figure.locator(".figure-card")).to_contain_text(name)
        expect(provinces.locator('[tabindex="0"]')).to_have_count(1)
    page.keyboard.press("Enter")
    expect_choices(page, don_vi="p63-38")
    expect(panel_of(page, "Tỉnh Thanh Hóa")).to_be_visible()
    chosen = provinces.get_by_role("option", selected=True)
    expect(chosen).to_have_attribute("aria-label", re.compile("^Thanh Hóa, .*%.*hạng"))
    expect(chosen).to_be_focused()
    expect_same_nodes(figure)


def test_a_province_under_the_pointer_tells_its_figures(tab: Tab) -> None:
    page = tab.page
    figure = open_map(tab, "?chi-so=dossier_full_online_rate")
    expect_painted(figure, shown("dossier_full_online_rate", 2024))
    card = figure.locator(".figure-card")
    expect(card).to_be_hidden()
    page.mouse.move(*spot_of(figure, "p63-38"))
    for words in ("Thanh Hóa", "/48", "Mục tiêu 12/2024: 30%", "Phụ lục II-b, 7/2024"):
        expect(card).to_contain_text(words)
    inside(card, figure)
    page.mouse.move(*spot_of(figure, "p63-27", group=".inset"))
    expect(card).to_contain_text("Bắc Ninh")
    # An island that two sources confirm says its own name.
    page.mouse.move(*spot_of(figure, "p63-38"))
    island = figure.locator(".dot[data-archipelago][data-name]").first
    box = island.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(card.locator("strong")).to_have_text(island.get_attribute("data-name") or "")
    inside(card, figure)
    page.mouse.move(5, 5)
    expect(card).to_be_hidden()


def inside(part: Locator, whole: Locator) -> None:
    small, large = part.bounding_box(), whole.bounding_box()
    assert small is not None
    assert large is not None
    for at, size in (("x", "width"), ("y", "height")):
        assert large[at] - 1 <= small[at]
        assert small[at] + small[size] <= large[at] + large[size] + 1


def test_a_class_of_the_legend_lights_up_its_provinces(tab: Tab) -> None:
    page = tab.page
    figure = open_map(tab, "?to-mau=value")
    seen = shown("dvctt_full_rate", 2024)
    expect_painted(figure, seen, "value")
    entry = figure.get_by_role("button", name=re.compile(r"^Từ 90% \(3\)"))
    entry.hover()
    lit = figure.locator(f"{PROVINCES}.lit")
    expect(lit).to_have_count(3)
    page.mouse.move(5, 5)
    expect(lit).to_have_count(0)
    entry.focus()
    page.keyboard.press("Enter")
    expect(entry).to_have_attribute("aria-pressed", "true")
    expect(lit).to_have_count(3)
    for unit in ("p63-48", "p63-72", "p63-96"):
        expect(figure.locator(f'{PROVINCES}[data-unit="{unit}"]')).to_have_css("fill-opacity", "1")
    expect(figure.locator(f'{PROVINCES}[data-unit="p63-01"]')).to_have_css("fill-opacity", "0.25")
    # To choose a province takes no light away.
    page.mouse.click(*spot_of(figure, "p63-40"))
    expect(panel_of(page, "Tỉnh Nghệ An")).to_be_visible()
    expect(lit).to_have_count(3)
    entry.click()
    expect(entry).to_have_attribute("aria-pressed", "false")
    expect(lit).to_have_count(0)


def nearness(figure: Locator) -> float:
    """How many times as near as the whole map."""
    found: float = figure.locator(".map-sheet").evaluate(
        "sheet => sheet.dataset.degrees * 500 / sheet.viewBox.baseVal.width"
    )
    return found


def expect_near(figure: Locator, is_near: bool) -> None:
    """Insets stand on the whole map alone, and the way back beside a near one."""
    sheet = figure.locator(".map-sheet")
    expect(sheet).to_have_class(
        re.compile(r"\bnear\b") if is_near else re.compile("^((?!near).)*$")
    )
    for inset in figure.locator(".inset").all():
        expect(inset).to_be_visible(visible=not is_near)
    expect(button(figure, "Về cả nước")).to_be_visible(visible=is_near)
    assert (nearness(figure) > 1.01) == is_near


def test_buttons_bring_the_map_near_and_back(tab: Tab) -> None:
    page = tab.page
    figure = open_map(tab)
    expect_near(figure, False)
    button(figure, "Phóng to").click()
    button(figure, "Phóng to").click()
    expect_near(figure, True)
    near = nearness(figure)
    assert near > 2.5
    # A choice of any kind leaves the reader where they are.
    choose(page, "Chỉ số", "Hồ sơ trực tuyến toàn trình")
    expect_painted(figure, shown("dossier_full_online_rate", 2024))
    assert nearness(figure) == near
    choose_unit(page, "Nghệ An")
    expect(panel_of(page, "Tỉnh Nghệ An")).to_be_visible()
    expect(figure.locator(".chosen")).to_have_count(1)
    assert nearness(figure) == near
    button(figure, "Thu nhỏ").click()
    expect_near(figure, True)
    assert nearness(figure) < near
    home = button(figure, "Về cả nước")
    home.focus()
    page.keyboard.press("Enter")
    expect_near(figure, False)
    # The button that had the focus is gone; the focus is not.
    expect(button(figure, "Phóng to")).to_be_focused()


def test_the_wheel_scrolls_the_page_and_with_ctrl_the_map(tab: Tab) -> None:
    page = tab.page
    figure = open_map(tab)
    expect_painted(figure, shown("dvctt_full_rate", 2024))
    main = page.get_by_test_id("stMain")
    x, y = spot_of(figure, "p63-40")
    page.mouse.move(x, y)
    before = main.evaluate("main => main.scrollTop")
    page.mouse.wheel(0, 120)
    expect(main).not_to_have_js_property("scrollTop", before)
    expect_near(figure, False)
    x, y = spot_of(figure, "p63-40")
    page.mouse.move(x, y)
    before = main.evaluate("main => main.scrollTop")
    page.keyboard.down("Control")
    page.mouse.wheel(0, -100)
    page.keyboard.up("Control")
    expect_near(figure, True)
    assert main.evaluate("main => main.scrollTop") == before
    # What was under the pointer still is.
    assert spot_of(figure, "p63-40") == pytest.approx((x, y), abs=4)


def test_two_fingers_bring_the_map_near(shared_tab: SharedTab) -> None:
    tab = shared_tab(has_touch=True, viewport={"width": 390, "height": 844})
    page = tab.page
    figure = open_map(tab)
    expect_painted(figure, shown("dvctt_full_rate", 2024))
    x, y = spot_of(figure, "p63-40")
    fingers = page.context.new_cdp_session(page)

    def touch(kind: str, *apart: float) -> None:
        points = [
            {"x": x + side * d, "y": y, "id": n} for d in apart for n, side in ((0, -1), (1, 1))
        ]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 20)
    for apart in (30, 45, 60):
        touch("touchMove", apart)
    touch("touchEnd")
    expect_near(figure, True)
    assert nearness(figure) == pytest.approx(3, abs=0.5)
    expect_choices(page)
    # A tap on a near map chooses, as on the whole one.
    page.touchscreen.tap(*spot_of(figure, "p63-40"))
    expect_choices(page, don_vi="p63-40")
    button(figure, "Về cả nước").tap()
    expect_near(figure, False)


def test_one_finger_scrolls_the_page_over_the_map(shared_tab: SharedTab) -> None:
    tab = shared_tab(has_touch=True, viewport={"width": 390, "height": 844})
    figure = open_map(tab)
    frame = figure.locator(".map-frame")
    expect(frame).to_have_css("touch-action", "pan-x pan-y")
    button(figure, "Phóng to").tap()
    expect(frame).to_have_css("touch-action", "none")


def test_a_province_is_chosen_by_keyboard_without_the_map(tab: Tab) -> None:
    page = tab.page
    figure = open_map(tab)
    expect_painted(figure, shown("dvctt_full_rate", 2024))
    choose_unit(page, "Cà Mau")
    expect(panel_of(page, "Tỉnh Cà Mau")).to_be_visible()
    expect_choices(page, don_vi="p63-96")


def test_a_pasted_link_reproduces_the_view(server: str, page: Page) -> None:
    choices = {
        "chi_so": "is_level_approved_rate",
        "to_mau": "verdict",
        "don_vi": "p63-01",
    }
    query = "&".join(f"{name.replace('_', '-')}={value}" for name, value in choices.items())
    figure = load_map(page, server, f"?{query}")
    seen = shown("is_level_approved_rate", 2024)
    expect_painted(figure, seen, "verdict")
    expect(panel_of(page, "Thành phố Hà Nội")).to_be_visible()
    page.reload()
    expect_painted(figure, seen, "verdict")
    expect(panel_of(page, "Thành phố Hà Nội")).to_be_visible()
    expect(figure.locator(".chosen")).to_have_count(2)
    expect_choices(page, **choices)


def test_a_region_fills_the_map_with_its_provinces_and_values(tab: Tab) -> None:
    page = tab.page
    figure = open_map(tab)
    expect_painted(figure, shown("dvctt_full_rate", 2024))
    choose(page, "Vùng", "Tây Nguyên")
    expect(figure.locator(PROVINCES)).to_have_count(5)
    expect_choices(page, vung="r63-tay-nguyen")
    for first, second, value in (
        ("Đắk", "Lắk", "38,08%"),
        ("Đắk", "Nông", "62,87%"),
        ("Gia", "Lai", "34,11%"),
        ("Kon", "Tum", "49,29%"),
        ("Lâm", "Đồng", "36,15%"),
    ):
        expect(figure.locator(".names > text", has_text=f"{first}{second}{value}")).to_be_visible()
    # On another indicator the same sheet has other values.
    choose(page, "Chỉ số", "Hồ sơ trực tuyến toàn trình")
    expect(figure.locator(".names > text", has_text="38,08%")).to_have_count(0)


def test_the_map_has_colours_of_its_own_in_the_dark(shared_tab: SharedTab) -> None:
    tab = shared_tab(color_scheme="dark")
    page = tab.page
    figure = open_map(tab, "?to-mau=verdict")
    seen = shown("dvctt_full_rate", 2024)
    expect_painted(figure, seen, "verdict", DARK)
    choose(page, "Tô màu theo", "Giá trị")
    expect_painted(figure, seen, "value", DARK)
    # A switch of the scheme asks nobody.
    page.emulate_media(color_scheme="light")
    expect_painted(figure, seen, "value")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_names_are_read_on_their_province_and_beside_it(shared_tab: SharedTab, scheme: str) -> None:
    tab = shared_tab(color_scheme=scheme)
    page = tab.page
    figure = open_map(tab)
    paper = page.locator(".stApp").evaluate("app => getComputedStyle(app).backgroundColor")
    looks = figure.locator(".map-sheet text:visible").evaluate_all(
        """names => names.map(name => {
            const { fill, stroke, strokeWidth, paintOrder } = getComputedStyle(name);
            const pixels = parseFloat(strokeWidth) * name.getScreenCTM().a;
            return [fill, stroke, pixels, paintOrder.split(' ')[0]];
        })"""
    )
    assert len(looks) > 20
    for fill, stroke, width, order in looks:
        # The halo is as the page: whatever lies under it, the letters stand on the page's colour.
        assert (stroke, order) == (paper, "stroke")
        assert width == pytest.approx(3, abs=0.1)
        ink, ground = sorted((luminance(hexed(fill)), luminance(hexed(paper))), reverse=True)
        assert (ink + 0.05) / (ground + 0.05) > 7


WIDTHS = (1440, 1280, 768, 390)


@pytest.mark.parametrize("structure", [OLD, NEW], ids=["63", "34"])
def test_no_name_stands_over_another_at_any_width(tab: Tab, structure: Structure) -> None:
    page = tab.page
    figure = page.get_by_role("figure")
    seen = {}
    for region in (None, *regions(warehouse(), structure)):
        query = f"co-cau={structure.id}" + (f"&vung={region}" if region else "")
        go_on(tab, f"{MAP.url_path}?{query}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            found = figure.evaluate(CROWDED)
            assert (found["over"], found["cut"]) == ([], []), (region, width)
            seen[region, width] = found["seen"]
    # A larger map has more names, and the smallest has some.
    assert seen[None, 1440] > seen[None, 768] >= seen[None, 390] > 12


@pytest.mark.parametrize("width", WIDTHS)
def test_whoever_comes_near_reads_more_names_and_none_over_another(
    shared_tab: SharedTab, width: int
) -> None:
    tab = shared_tab(viewport={"width": width, "height": 900})
    page = tab.page
    figure = open_map(tab)
    settle(page)
    shown_at = [figure.locator(".map-sheet > .names > text:not([display])").count()]
    for _times in range(3):
        button(figure, "Phóng to").click()
        # Names at the edge are cut there; the reader can bring them in.
        assert figure.evaluate(CROWDED)["over"] == []
        shown_at.append(figure.locator(".map-sheet > .names > text:not([display])").count())
    assert shown_at == sorted(shown_at)
    assert shown_at[0] < shown_at[-1]


def hexed(colour: str) -> str:
    """`rgb(20, 33, 43)` → `#14212b`."""
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", colour)[:3])


def test_the_map_of_today_takes_the_unit_along(tab: Tab) -> None:
    page = tab.page
    figure = open_map(tab, "?don-vi=p63-49")
    expect(panel_of(page, "Tỉnh Quảng Nam")).to_be_visible()
    expect_painted(figure, shown("dvctt_full_rate", 2024, OLD))
    page.get_by_role("radio", name="34 tỉnh").click()
    expect(panel_of(page, "Thành phố Đà Nẵng")).to_be_visible()
    expect_painted(figure, shown("dvctt_full_rate", 2024, NEW))
    expect_choices(page, co_cau="2025", don_vi="p34-48")
