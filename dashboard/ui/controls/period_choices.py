"""The choice of a period, and of the structure that its figures were printed for.

A period stands in the URL as the day it ends and its kind: `ky=2024-06-30.year_to_date`. A day
alone stands for what the documents until then print. Pages of one indicator and pages of many
(`choose_edition`) understand each other's, so a choice goes along from one to the other.
"""

from collections.abc import Callable, Iterable

from dashboard.queries.as_known import as_known
from dashboard.queries.indicator_views import View
from dashboard.queries.indicators import Indicator
from dashboard.queries.periods import (
    Period,
    comparable_with,
    edition_days,
    edition_of,
    periods,
    printed_periods,
    stated_day,
)
from dashboard.queries.structures import OLD, Structure
from dashboard.store.warehouse import Warehouse
from dashboard.ui.frame import widgets
from dashboard.ui.frame.parameters import BESIDE, PERIOD
from dashboard.ui.frame.url_state import is_said, pin
from dashboard.words.periods import period_words
from etl.language.i18n import _, format_date

_NONE = "khong"


def choose_period(
    source: Warehouse, indicator: Indicator, level: str
) -> tuple[Period | None, Structure]:
    """The period to show, and the structure it was printed for; no widget where there is but one.

    None of an indicator that has no figures: targets were given to its units.
    """
    found = printed_periods(source, indicator.indicator_id, level)
    if not found:
        return None, OLD
    by_id = {period.id: period for period in found}
    newest = next(iter(by_id))
    if len(by_id) == 1:
        chosen = widgets.read(PERIOD, [newest], default=newest, resolve=_newest_until(found))
    else:
        chosen = widgets.choose(
            PERIOD,
            list(by_id),
            default=newest,
            format_func=lambda key: period_words(by_id[key]),
            resolve=_newest_until(found),
            follows=True,
        )
    pin(PERIOD, chosen)
    return by_id[chosen], found[by_id[chosen]]


def choose_beside(source: Warehouse, shown: View) -> Period | None:
    """Another period to show beside that of the view; no widget where there is no other."""
    own = shown.period
    found = periods(source, shown.indicator.indicator_id, shown.level, shown.structure)
    has_map = shown.has_source and not shown.is_of_single_units
    others = [] if own is None or not has_map else comparable_with(own, found)
    by_id = {period.id: period for period in others if not period.of_single_units}
    if not by_id:
        widgets.read(BESIDE, [_NONE], default=_NONE)
        return None
    chosen = widgets.choose(
        BESIDE,
        [_NONE, *by_id],
        default=_NONE,
        format_func=lambda key: period_words(by_id[key]) if key in by_id else _("Không"),
    )
    return by_id.get(chosen)


def _newest_until(found: Iterable[Period]) -> Callable[[str], str | None]:
    """For a value that is none of the periods: the newest that was known by its day."""

    def resolve(value: str) -> str | None:
        day = stated_day(value)
        known = (period for period in found if day and period.known_on and period.known_on <= day)
        return next((period.id for period in known), None)

    return resolve


def choose_edition(source: Warehouse, *, labelled: bool = True) -> Warehouse:
    """The warehouse with the figures until a day; no widget where no figure has a later one.

    For pages of many indicators, each of which has periods of its own.
    """
    days = {day.isoformat(): day for day in edition_days(source)}
    if not days:
        return source
    newest = next(iter(days))
    pin(PERIOD, newest)

    def resolve(value: str) -> str | None:
        # That of a period comes from a link of a page of one indicator.
        day = edition_of(source, value) or stated_day(value)
        return next((key for key in reversed(days) if day is not None and days[key] >= day), None)

    if len(days) == 1:
        widgets.read(PERIOD, [newest], default=newest, resolve=resolve)
        return source
    # Without a label beside them, the options say what they are.
    words = "{day}" if labelled else _("Số liệu đến {day}")
    chosen = widgets.choose(
        PERIOD,
        list(days),
        default=newest,
        format_func=lambda key: words.format(day=format_date(days[key])),
        resolve=resolve,
        label=_("Số liệu đến"),
        label_visibility="visible" if labelled else "collapsed",
    )
    return source if chosen == newest else as_known(source, days[chosen])


def as_known_with(source: Warehouse, period: Period | None) -> Warehouse:
    """The warehouse that goes with a period: where the address names it, as it was then.

    What stands beside a figure of before is of before, too; beside the newest it is the newest.
    """
    if period is None or not is_said(PERIOD):
        return source
    day = edition_of(source, period.id)
    is_newest = day == next(iter(edition_days(source)), None)
    return source if is_newest else as_known(source, day)
