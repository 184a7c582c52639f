"""Changes of the map: the app in turn with a static page of the same figures, and with Dash."""

from dashboard.figures.classification import ColourBy
from dashboard.ui.frame.pages import MAP
from dashboard.ui.frame.parameters import COLOR, DUE, INDICATOR, PERIOD
from tests.bench import sights
from tests.bench.bench import FRAME, Bench, beside, sample_of, show
from tests.bench.browser import Seen, Tab, open_tab, option_of
from tests.bench.floor_map import floor_map
from tests.bench.floor_page import Figures, FloorPage
from tests.bench.peer import SELECTOR
from tests.bench.report import Gap, Row, Section
from tests.page_changes import PageChange

_NOTE = (
    "From the press of Enter on a selector, or of the pointer on a province, to the first frame in "
    "which what readers see differs: colours and outlines of provinces for the paint, else words "
    "or the address. The static page draws the same map with `Plotly.react`. Dash is asked by the "
    "same key; its callback draws the figure on the server. The documents have one period of each "
    "indicator of provinces: the second is invented."
)
_DOMINATED_BY = (
    "The table is written after the frame of the paint, and laid out while Streamlit's client "
    "reads the server's answer; to have it go before that was tried, without effect."
)
_FLOOR = "static page"
_PLACE = "map"
_WATCH = {
    "paint": sights.marks_of("map"),
    "address": sights.URL,
    "headline": sights.HEADLINE,
    "panel": sights.PANEL,
    "table": sights.TABLE,
    "legend": sights.LEGEND,
    "hover": sights.HOVER,
}
_FOLLOWING = {"address": 1.2, "headline": 1.2, "panel": 1.2, "table": 2, "legend": 2.5}
"""What else changes with the indicator, and the greatest ratio to the static page's paint."""
_HOVER_LIMIT = 2.5
_LARGE = ("p63-40", "p63-64")
"""Nghệ An and Gia Lai: easily hit, and in no inset."""

_INDICATOR = PageChange(MAP, INDICATOR, "map")
_COLOUR = PageChange(MAP, COLOR, "map", (0, 2))
_DUE = PageChange(MAP, DUE, "map")
_PERIOD = PageChange(MAP, PERIOD, "map")


def map_section(bench: Bench) -> Section:
    """All that changes on the page of the map."""
    rows = [
        *_indicator(bench),
        *_selector(bench, _COLOUR, "colouring", [_drawn(bench), _drawn(bench, by="verdict")]),
        *_selector(
            bench,
            _DUE,
            "due year",
            [_drawn(bench, by="gap"), _drawn(bench, by="gap", due=1)],
            **{COLOR.url: "gap"},
        ),
        *_choice(bench),
    ]
    if bench.later is not None:
        states = [_drawn(bench.later), _drawn(bench.later, period=1)]
        rows += _selector(bench.later, _PERIOD, "period", states)
    return Section("Map", rows, _NOTE, _DOMINATED_BY)


def _drawn(
    bench: Bench,
    number: int = 0,
    *,
    by: ColourBy = "value",
    due: int = 0,
    period: int = 0,
    chosen: str | None = None,
) -> Figures:
    shown = bench.provinces(number, due, period)
    figure = floor_map(shown, by, chosen=chosen)
    return {_PLACE: figure}


def _floor_page(app: Tab, states: list[Figures], names: tuple[str, ...] = ("0", "1")) -> FloorPage:
    """As wide as the app's map."""
    return FloorPage(dict(zip(names, states, strict=True)), {_PLACE: app.width_of(sights.MAP)})


def _indicator(bench: Bench) -> list[Row | Gap]:
    """What all of the page follows."""
    app = open_tab(bench.browser, bench.address(MAP), _WATCH)
    peer = open_tab(bench.browser, bench.peer.address, {"paint": sights.marks_in(_PLACE)})
    page = _floor_page(app, [_drawn(bench), _drawn(bench, 1)])
    parts = ["paint", *_FOLLOWING]
    with bench.floor(page, sights.marks_in(_PLACE)) as floor:
        seen = bench.in_turn(
            {
                "app": lambda turn: app.press(option_of(app, _INDICATOR, turn), parts),
                "floor": lambda turn: show(floor, str(turn % 2)),
                "peer": lambda turn: _choose_in_peer(peer, turn),
            },
            bench.counts.changes,
        )
    hovered = bench.in_turn({"app": lambda turn: _hover(app, turn)}, bench.counts.page_changes)
    app.close()
    peer.close()
    known = sample_of(seen["floor"])
    found = [
        (f"indicator → {part}", sample_of(seen["app"], part), limit)
        for part, limit in {"paint": 1, **_FOLLOWING}.items()
    ]
    found.append(("indicator → hover", sample_of(hovered["app"], "hover"), _HOVER_LIMIT))
    return [
        *(beside(name, sample, _FLOOR, known, limit) for name, sample, limit in found),
        beside("Dash: indicator → paint", sample_of(seen["peer"]), _FLOOR, known),
        beside("static page: indicator → paint", known, "frame at 60 Hz", FRAME),
    ]


def _choose_in_peer(peer: Tab, turn: int) -> Seen:
    peer.page.locator(f"#{SELECTOR}").click()
    option = peer.page.get_by_role("option").nth(turn % 2).locator("input")
    return peer.press(option, ["paint"])


def _hover(app: Tab, turn: int) -> Seen:
    point = app.point_in(sights.MAP, _LARGE[0])
    return app.press_while_hovering(option_of(app, _INDICATOR, turn), point)


def _selector(
    bench: Bench, change: PageChange, name: str, states: list[Figures], **choices: str
) -> list[Row | Gap]:
    """The paint of a change between two states."""
    app = open_tab(bench.browser, bench.address(MAP, **choices), _WATCH)
    with bench.floor(_floor_page(app, states), sights.marks_in(_PLACE)) as floor:
        seen = bench.in_turn(
            {
                "app": lambda turn: app.press(option_of(app, change, turn), ["paint"]),
                "floor": lambda turn: show(floor, str(turn % 2)),
            },
            bench.counts.changes,
        )
    app.close()
    return _against_floor(seen, name)


def _choice(bench: Bench) -> list[Row | Gap]:
    """A click on one province and the other: its outline, and its figures beside the map."""
    app = open_tab(bench.browser, bench.address(MAP), _WATCH)
    states = [_drawn(bench), *(_drawn(bench, chosen=unit_id) for unit_id in _LARGE)]
    page = _floor_page(app, states, ("nobody", *_LARGE))
    with bench.floor(page, sights.marks_in(_PLACE)) as floor:
        tabs = {"app": (app, sights.MAP), "floor": (floor, f"#{_PLACE}")}
        parts = {"app": ["paint", "address", "panel"], "floor": ["paint"]}

        def click(who: str, turn: int) -> Seen:
            tab, figure = tabs[who]
            return tab.click(tab.point_in(figure, _LARGE[turn % 2]), parts[who])

        seen = bench.in_turn(
            {"app": lambda turn: click("app", turn), "floor": lambda turn: click("floor", turn)},
            bench.counts.changes,
        )
    app.close()
    known = sample_of(seen["floor"])
    return [
        *_against_floor(seen, "click on a province"),
        *(
            beside(
                f"click on a province → {part}", sample_of(seen["app"], part), _FLOOR, known, 1.2
            )
            for part in ("address", "panel")
        ),
    ]


def _against_floor(seen: dict[str, list[Seen]], name: str) -> list[Row | Gap]:
    known = sample_of(seen["floor"])
    return [
        beside(f"{name} → paint", sample_of(seen["app"]), _FLOOR, known, 1),
        beside(f"static page: {name} → paint", known, "frame at 60 Hz", FRAME),
    ]
