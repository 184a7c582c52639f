"""Views as the browser fetches them ahead, to show a choice before the server has answered it.

`/views/map.json?chi-so=…&han=…` has what the map page shows of one indicator, made by the functions
that the page itself is made of; the same address gives the same bytes as long as the build is the
same. `/views/index.json` says which choices there are, and what they are called on the page.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.analysis.ordering import ordered
from dashboard.figures.change_classes import map_colour_modes
from dashboard.figures.ranking_sheet import ranking_data
from dashboard.queries.indicator_views import View, due_dates, view
from dashboard.queries.indicators import indicators_at
from dashboard.queries.periods import Period, printed_periods, usual_structure
from dashboard.queries.structures import OLD, STRUCTURES, Structure
from dashboard.store.builds import warehouse
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse
from dashboard.ui.controls.blocks import finding_html
from dashboard.ui.controls.chosen_unit import unit_line
from dashboard.ui.controls.selectors import COLOUR_MODES, first_indicator, indicator_label
from dashboard.ui.controls.tables import rows_table
from dashboard.ui.controls.unassigned_rows import unassigned_note
from dashboard.ui.controls.unit_panel import unit_head
from dashboard.ui.frame.assets import Asset, json_asset
from dashboard.ui.frame.files_over_http import answer, asked_by, no_such_file
from dashboard.ui.frame.parameters import (
    COLOR,
    DUE,
    INDICATOR,
    LANG,
    LEVEL,
    PARAMS,
    PERIOD,
    SORT,
    STRUCTURE,
)
from dashboard.ui.sections.map import (
    first_colour,
    map_finding,
    map_panel,
    map_source,
    told_in_words,
    view_map,
)
from dashboard.ui.sections.ranking import (
    is_ranked,
    ranking_finding,
    ranking_source,
    view_ranking,
    without_value,
)
from dashboard.words.periods import period_words
from dashboard.words.vocabulary import SORTS
from etl.language.i18n import _, format_month, language

_PREFIX = "/views/"
_KEPT = 128
"""Views of a kind: each is some 130 KB, and readers look at the same few dozen."""


def maps_ahead(source: Warehouse, shown: View, colour_by: str) -> dict[str, Any]:
    """What the browser needs to fetch maps ahead of the choices that a reader may make next."""
    return _ahead(source, shown, "map", {COLOR.url: colour_by})


def rankings_ahead(source: Warehouse, shown: View, sort: str) -> dict[str, Any]:
    """The same of rankings."""
    return _ahead(source, shown, "ranking", {SORT.url: sort})


def _ahead(source: Warehouse, shown: View, kind: str, look: dict[str, str]) -> dict[str, Any]:
    common = {
        STRUCTURE.url: shown.structure.id,
        LEVEL.url: shown.level,
        LANG.url: language(),
        "v": source.build_id,
    }
    choice = {INDICATOR.url: shown.indicator.indicator_id} | look
    if shown.due_on is not None:
        choice[DUE.url] = str(shown.due_on.year)
    if shown.period is not None:
        choice[PERIOD.url] = shown.period.id
    return {
        "index": f"{_PREFIX}index.json?{urlencode(common)}",
        "views": f"{_PREFIX}{kind}.json?{urlencode(common)}",
        "choice": choice,
        "look": next(iter(look)),
    }


@kept(16)
def index(source: Warehouse, level: str, structure: Structure) -> Asset:
    """Which choices the page offers: of each, its words on the page and its value, default first.

    `order` is that of the parameters in an address. Indicators and periods that were printed for
    other units than most are left out: to choose them may change the structure as well. Raises
    LookupError for a level without any indicator.
    """
    options = indicators_at(source, level)
    if not options:
        raise LookupError(level)
    usual = usual_structure(source, level)
    return json_asset(
        {
            "order": [param.url for param in PARAMS],
            "first": first_indicator(options),
            "indicators": {indicator_label(item): key for key, item in options.items()},
            "views": {
                key: _choices_of(source, level, structure, key, found)
                for key in options
                if (found := _periods_for(source, key, level, usual)) is not None
            },
        }
    )


def _periods_for(
    source: Warehouse, indicator_id: str, level: str, usual: Structure
) -> list[Period] | None:
    """Those printed for the usual units, the newest first; None where the newest was not.

    Nor where the newest is of single units: the page shows a table in place of the figure.
    """
    found = printed_periods(source, indicator_id, level)
    newest, printed_for = next(iter(found.items()), (None, OLD))
    if printed_for != usual or (newest is not None and newest.of_single_units):
        return None
    return [
        period
        for period, printed_for in found.items()
        if printed_for == usual and not period.of_single_units
    ]


def _choices_of(
    source: Warehouse,
    level: str,
    structure: Structure,
    indicator_id: str,
    found: Sequence[Period],
) -> dict[str, dict[str, str]]:
    dues = due_dates(source, indicator_id, level)
    first = view(source, indicator_id, level, dues[0] if dues else None, structure)
    # The sort keeps the order of those that are not the first.
    modes = sorted(map_colour_modes(first), key=lambda mode: mode != first_colour(source, first))
    return {
        DUE.url: {format_month(day): str(day.year) for day in dues},
        PERIOD.url: {period_words(period): period.id for period in found},
        COLOR.url: {_(COLOUR_MODES[mode]): mode for mode in modes},
        SORT.url: {_(SORTS[sort]): sort for sort in SORTS if is_ranked(first)},
    }


@kept(_KEPT)
def map_view(source: Warehouse, shown: View) -> Asset:
    """The whole country by every colouring, with the words beside it and the table below."""
    # The page has a sentence in place of figures that were printed for other units, and of a map
    # that would have one colour.
    modes = [
        mode
        for mode in map_colour_modes(shown)
        if shown.has_source
        and not shown.is_of_single_units
        and not told_in_words(shown, None, mode)
    ]
    table = rows_table(shown, tuple(row.unit_id for row in shown.rows))
    return json_asset(
        {
            "figures": {mode: view_map(shown, None, mode).data() for mode in modes},
            "parts": {
                mode: {
                    "finding": finding_html(map_finding(shown, None, mode)),
                    "panel": map_panel(source, shown, None, mode),
                    "source": map_source(source, shown, mode),
                    "unassigned": unassigned_note(source, shown),
                }
                for mode in modes
            },
            "tables": dict.fromkeys(modes, table),
            "units": {
                row.unit_id: {
                    "panel": unit_head(source, shown, row.unit_id),
                    "chosen": unit_line(shown, row.unit_id),
                }
                for row in shown.rows
            },
        }
    )


@kept(_KEPT)
def ranking_view(source: Warehouse, shown: View, sort: str) -> Asset:
    """All units in an order, with the words below and the table."""
    rows = ordered(shown.rows, sort)
    has_bars = (
        shown.has_source and is_ranked(shown) and shown.has_values and not shown.is_of_single_units
    )
    if not has_bars:
        return json_asset({"figures": {}})
    return json_asset(
        {
            "figures": {sort: ranking_data(view_ranking(source, shown, None, sort))},
            "parts": {
                sort: {
                    "finding": finding_html(ranking_finding(shown, rows)),
                    "source": ranking_source(shown, rows),
                    "missing": without_value(shown, rows),
                    "unassigned": unassigned_note(source, shown),
                }
            },
            "tables": {sort: rows_table(shown, tuple(row.unit_id for row in rows))},
        }
    )


def _asked_view(source: Warehouse, asked: Mapping[str, str]) -> View:
    """The view of an address. Raises LookupError for one that there is not."""
    structure = STRUCTURES[asked[STRUCTURE.url]]
    indicator_id, level = asked[INDICATOR.url], asked[LEVEL.url]
    if indicator_id not in indicators_at(source, level):
        raise LookupError(indicator_id)
    dues = {str(day.year): day for day in due_dates(source, indicator_id, level)}
    known = {period.id: period for period in printed_periods(source, indicator_id, level)}
    due_on = dues[asked[DUE.url]] if DUE.url in asked else None
    period = known[asked[PERIOD.url]] if PERIOD.url in asked else None
    return view(source, indicator_id, level, due_on, structure, period)


def _asked_index(source: Warehouse, asked: Mapping[str, str]) -> Asset:
    return index(source, asked[LEVEL.url], STRUCTURES[asked[STRUCTURE.url]])


def _asked_map(source: Warehouse, asked: Mapping[str, str]) -> Asset:
    return map_view(source, _asked_view(source, asked))


def _asked_ranking(source: Warehouse, asked: Mapping[str, str]) -> Asset:
    return ranking_view(source, _asked_view(source, asked), _asked_sort(asked))


def _asked_sort(asked: Mapping[str, str]) -> str:
    sort = asked[SORT.url]
    if sort not in SORTS:
        raise LookupError(sort)
    return sort


def _answering(
    make: Callable[[Warehouse, Mapping[str, str]], Asset],
) -> Callable[[Request], Response]:
    """What is made of an address's choices, for good while the build is the one it names."""

    def handle(request: Request) -> Response:
        asked = request.query_params
        with asked_by(request):
            try:
                source = warehouse()
                found = make(source, asked)
            except (LookupError, FileNotFoundError):
                return no_such_file()
            return answer(request, found, is_fixed=asked.get("v") == source.build_id)

    return handle


ROUTES = (
    Route(_PREFIX + "index.json", _answering(_asked_index)),
    Route(_PREFIX + "map.json", _answering(_asked_map)),
    Route(_PREFIX + "ranking.json", _answering(_asked_ranking)),
)
