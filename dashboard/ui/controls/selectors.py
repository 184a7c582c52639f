"""The choices pages offer, each the same everywhere: level, indicator, target, region, unit."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dashboard.analysis.comparison import MOST_UNITS, contrasting_units
from dashboard.analysis.targets import goal_years
from dashboard.queries.indicator_views import View, due_dates
from dashboard.queries.indicators import Indicator, indicators_at
from dashboard.queries.lineage import counterparts
from dashboard.queries.periods import of_single_units_only
from dashboard.queries.structures import Structure
from dashboard.queries.units import regions
from dashboard.store.warehouse import Warehouse
from dashboard.ui.frame import widgets
from dashboard.ui.frame.parameters import (
    COLOR,
    DUE,
    INDICATOR,
    INDICATOR_Y,
    LEVEL,
    REGION,
    SECTION,
    SHOWN,
    SORT,
    SPLIT,
    UNIT,
    UNITS,
    Param,
)
from dashboard.words.vocabulary import SPLITS
from etl.language.i18n import N_, _, format_month

LEVELS = {"province": N_("Tỉnh, thành phố"), "ministry": N_("Bộ, ngành")}
# Among the choices of a page, where room is short.
_LEVELS_IN_BRIEF = {"province": N_("Tỉnh")}
COLOUR_MODES = {
    "value": N_("Giá trị"),
    "gap": N_("Khoảng cách đến mục tiêu"),
    "verdict": N_("Đạt hay chưa đạt"),
    "change": N_("Thay đổi"),
}
ALL_REGIONS = "tat-ca"
FIRST_INDICATOR = "dvctt_full_rate"
SECOND_INDICATOR = "dossier_full_online_rate"


def choose_level(levels: Mapping[str, str] = LEVELS) -> str:
    """Provinces or ministries, or what else a page offers; the message id of each by its id."""
    return widgets.choose(
        LEVEL,
        list(levels),
        default="province",
        format_func=lambda level: _(_LEVELS_IN_BRIEF.get(level, levels[level])),
        widget="segmented",
    )


def choose_indicator(source: Warehouse, level: str) -> Indicator:
    """One of the indicators that units of the level have in either structure."""
    return _indicator(source, level, INDICATOR, FIRST_INDICATOR)


def first_indicator(options: Mapping[str, Indicator], first: str = FIRST_INDICATOR) -> str:
    """The one that a page opens with."""
    return first if first in options else next(iter(options))


def indicator_label(indicator: Indicator) -> str:
    """What an indicator is called among others: its topic first."""
    return f"{indicator.topic_vi} · {indicator.short_name_vi}"


def choose_two_indicators(
    source: Warehouse, level: str, structure: Structure
) -> tuple[Indicator, Indicator]:
    """Two that units of one structure have, to set against each other: across, and up.

    Not those that sources give of some units only.
    """
    return (
        _indicator(
            source,
            level,
            INDICATOR,
            FIRST_INDICATOR,
            structure=structure,
            label=_("Chỉ số trục ngang"),
        ),
        _indicator(source, level, INDICATOR_Y, SECOND_INDICATOR, structure=structure),
    )


def _indicator(
    source: Warehouse,
    level: str,
    param: Param,
    first: str,
    *,
    structure: Structure | None = None,
    label: str | None = None,
) -> Indicator:
    options = indicators_at(source, level, structure)
    if structure is not None:
        of_some = of_single_units_only(source, level, structure)
        options = {key: spec for key, spec in options.items() if key not in of_some}
    chosen = widgets.choose(
        param,
        list(options),
        default=first_indicator(options, first),
        format_func=lambda key: indicator_label(options[key]),
        label=label,
    )
    return options[chosen]


def choose_due(source: Warehouse, indicator: Indicator, level: str) -> date | None:
    """The target to compare with; None, and no widget, where the indicator has none."""
    by_year = {str(day.year): day for day in due_dates(source, indicator.indicator_id, level)}
    if not by_year:
        # The choice made for another indicator stays in the links.
        return None
    chosen = widgets.choose(
        DUE,
        list(by_year),
        default=next(iter(by_year)),
        format_func=lambda year: format_month(by_year[year]),
        widget="segmented",
    )
    return by_year[chosen]


def choose_goal_year(source: Warehouse, level: str, structure: Structure) -> int:
    """The year whose goals to compare with."""
    years = [str(year) for year in goal_years(source, level, structure)]
    return int(widgets.choose(DUE, years, default=years[0], widget="segmented"))


def choose_region(source: Warehouse, structure: Structure) -> str | None:
    """A region, or None for the whole country."""
    options = regions(source, structure)
    chosen = widgets.choose(
        REGION,
        [ALL_REGIONS, *options],
        default=ALL_REGIONS,
        format_func=lambda key: options.get(key, _("Cả nước")),
    )
    return None if chosen == ALL_REGIONS else chosen


def choose_colour(modes: Sequence[str], first: str) -> Any:
    """What colours mean; one of `modes`, the first until the reader chooses."""
    return widgets.choose(
        COLOR,
        list(modes),
        default=first,
        follows=True,
        format_func=lambda mode: _(COLOUR_MODES[mode]),
    )


def choose_unit(source: Warehouse, view: View, region_id: str | None) -> str | None:
    """One unit of the view, or None."""
    options = [row.unit_id for row in view.within(region_id)]
    widgets.succeed(UNIT, counterparts(source, view.level), options)
    return widgets.choose(
        UNIT,
        options,
        default=None,
        format_func=view.names.__getitem__,
        placeholder=_("Gõ tên…"),
    )


def choose_units(source: Warehouse, view: View) -> list[str]:
    """Up to `MOST_UNITS` units of the view, in the order chosen."""
    default = contrasting_units(view)
    widgets.succeed_many(
        UNITS,
        counterparts(source, view.level),
        list(view.names),
        default=default,
        at_most=MOST_UNITS,
    )
    return widgets.choose_many(
        UNITS,
        list(view.names),
        default=default,
        at_most=MOST_UNITS,
        format_func=view.names.__getitem__,
        placeholder=_("Gõ tên…"),
    )


def choose_split(splits: Sequence[str]) -> str:
    """What the quadrants of a scatter are drawn by; one of `splits`."""
    return widgets.choose(
        SPLIT,
        list(splits),
        default=splits[0],
        format_func=lambda key: _(SPLITS[key]),
        widget="segmented",
    )


def choose_sort(sorts: Mapping[str, str]) -> str:
    """The order of the units; `sorts` gives the message id of each."""
    return widgets.choose(
        SORT,
        list(sorts),
        default=next(iter(sorts)),
        format_func=lambda key: _(sorts[key]),
    )


def choose_section(sections: Mapping[str, str]) -> str:
    """Which part of a page to show; `sections` gives the message id of each."""
    return widgets.choose(
        SECTION,
        list(sections),
        default=next(iter(sections)),
        format_func=lambda key: _(sections[key]),
        widget="segmented",
        label_visibility="collapsed",
    )


def choose_shown(filters: Mapping[str, str]) -> str:
    """Which of a page's items to show; `filters` gives the message id of each."""
    return widgets.choose(
        SHOWN,
        list(filters),
        default=next(iter(filters)),
        format_func=lambda key: _(filters[key]),
        widget="segmented",
    )
