"""Changes of the ranking and of all other pages, each in turn with a static page of its figures."""

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Error

from dashboard.queries.structures import NEW, OLD
from dashboard.ui.frame.pages import COMPARE, MAP, OVERVIEW, RANKING, TARGETS
from etl.language.i18n import _
from tests.bench import sights
from tests.bench.bench import FRAME, Bench, beside, sample_of, show
from tests.bench.browser import open_tab, option_of
from tests.bench.floor_figures import floor_scatter, floor_tallies
from tests.bench.floor_map import floor_map
from tests.bench.floor_page import Figures, FloorPage, with_own_geometry
from tests.bench.floor_ranking import floor_ranking
from tests.bench.report import Gap, Row, Section
from tests.page_changes import FIRST_CHANGES, PageChange
from tests.readers import reader, run

_FLOOR = "static page"
_RANKING_NOTE = (
    "The static page draws names and values as texts instead of ticks, the best way known."
)
_LEVELS = ("province", "ministry")
_NOTE = (
    "The first selector of each page. The static page holds the page's figures, drawn by plotly, "
    "and redraws them with `Plotly.react`; both wait for the same figure. Where the selector "
    "changes none, the time is to the first new words, without a goal."
)

_DOMINATED_BY = (
    "These figures come with the server's answer; only Bản đồ and Xếp hạng draw from views that "
    "were fetched before. Looked at in turn on one machine, a change kept the server for 40–55 ms "
    "and the browser for 340–450: 140–200 are scripts, nearly all of it Streamlit's client, which "
    "takes a message for every element and draws each; 50–150 are style and 20–55 layout of "
    "1,700–3,000 elements."
)


def ranking_section(bench: Bench) -> Section:
    """The ranking of another indicator."""
    (change,) = (change for change in FIRST_CHANGES if change.page is RANKING)
    figures = [
        {"ranking": floor_ranking(bench.source, bench.provinces(number))}
        for number in change.options
    ]
    with TemporaryDirectory() as folder:
        rows = _rows(bench, change, figures, Path(folder), limit=1.2)
    return Section("Ranking", rows, _RANKING_NOTE)


def pages_section(bench: Bench) -> Section:
    """The first change of every page but those with a section of their own."""
    rows: list[Row | Gap] = []
    for change in FIRST_CHANGES:
        if change.page in (MAP, RANKING):
            continue
        with TemporaryDirectory() as folder:
            figures = _figures(bench, change, Path(folder))
            try:
                rows += _rows(bench, change, figures, Path(folder), limit=2)
            except Error as error:
                rows.append(Gap(_name(change), error.message.splitlines()[0]))
    return Section("Other pages", rows, _NOTE, _DOMINATED_BY)


def _rows(
    bench: Bench, change: PageChange, states: list[Figures], folder: Path, *, limit: float
) -> list[Row | Gap]:
    name = _name(change)
    app = open_tab(
        bench.browser, bench.address(change.page), {"paint": sights.marks_of(change.figure)}
    )
    app.settle()
    actors = {"app": lambda turn: app.press(option_of(app, change, turn), ["paint"])}
    with ExitStack() as stack:
        stack.callback(app.close)
        if change.figure is not None:
            if not all(change.figure in state for state in states):
                return [Gap(f"{name} → paint", "the server sends no plotly figure for a floor")]
            page = FloorPage(
                {str(number): state for number, state in enumerate(states)},
                {key: app.width_of(sights.container_of(key)) for key in states[0]},
            )
            floor = stack.enter_context(bench.floor(page, sights.marks_in(change.figure), folder))
            actors["floor"] = lambda turn: show(floor, str(turn % 2))
        seen = bench.in_turn(actors, bench.counts.page_changes)
    drawn = sample_of(seen["app"])
    if change.figure is None:
        return [beside(f"{name} → new words", drawn, "frame at 60 Hz", FRAME)]
    known = sample_of(seen["floor"])
    return [
        beside(f"{name} → paint", drawn, _FLOOR, known, limit),
        beside(f"static page: {name} → paint", known, "frame at 60 Hz", FRAME),
    ]


def _name(change: PageChange) -> str:
    return f"{_(change.page.title)}: {_(change.param.label)}"


def _figures(bench: Bench, change: PageChange, folder: Path) -> list[Figures]:
    """What the static page shows before and after a change."""
    # Of what is no plotly figure the floor draws the same units itself.
    if change.figure is not None and change.page is OVERVIEW:
        return [
            {change.figure: floor_map(bench.provinces(0, structure=structure), "verdict")}
            for structure in (OLD, NEW)
        ]
    if change.page is TARGETS:
        return [{"tallies": floor_tallies(bench.source, level)} for level in _LEVELS]
    if change.page is COMPARE:
        return [{"scatter": floor_scatter(bench.source, level)} for level in _LEVELS]
    return _drawn_by(bench, change, folder)


def _drawn_by(bench: Bench, change: PageChange, folder: Path) -> list[Figures]:
    """The plotly figures that the server sends before and after a change, by key.

    Those of the state before that the change leaves out are hidden by it.
    """

    async def ask() -> list[Figures]:
        async with reader(bench.app.address) as session:
            before = (await session.open(change.page)).charts()
            return [before, (await session.choose(change, 1)).charts()]

    return [with_own_geometry(figures, bench.app.address, folder) for figures in run(ask())]
