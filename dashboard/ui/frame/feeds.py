"""Feeds for those who wait for something new: builds, changed figures, targets coming due."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from functools import partial

from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard.api.answers import Answer, answering
from dashboard.api.asked import one_value
from dashboard.api.atom import MEDIA_TYPE, Entry, atom
from dashboard.api.routes import METHODS
from dashboard.queries.build import build_of
from dashboard.queries.feeds import changed_figures, due_targets
from dashboard.queries.indicators import UNIT_LEVELS, indicators
from dashboard.queries.periods import Period
from dashboard.store.history import published
from dashboard.store.warehouse import Warehouse
from dashboard.ui.frame.addresses import address
from dashboard.ui.frame.days import today
from dashboard.ui.frame.pages import METHODS as METHODS_PAGE
from dashboard.ui.frame.pages import PROVENANCE_SECTION, QUALITY, RANKING, TARGETS
from dashboard.ui.frame.parameters import INDICATOR, LANG, LEVEL, PERIOD, SECTION, UNIT
from dashboard.words.build import build_words
from dashboard.words.feeds import (
    BUILDS,
    CHANGES,
    FEEDS,
    change_summary,
    change_title,
    target_summary,
    target_title,
)
from dashboard.words.feeds import TARGETS as DUE
from etl.language.i18n import LANGUAGES, OWN, VIETNAM, _, format_instant, using

_MOST = 100


def feed_path(name: str) -> str:
    """The address of a feed."""
    return f"/feeds/{name}.atom"


def _builds(source: Warehouse) -> Sequence[Entry]:
    """Each time a build was published, or taken back to; where nothing is noted, the one served."""
    to = address(METHODS_PAGE, {})
    noted = published()
    if not noted:
        build = build_of(source)
        key, words = str(build.build_id), build_words(source)
        return [Entry(key, words, f"{words}.", to, build.built_at)]
    entries = []
    for event in noted[:_MOST]:
        words = _("Quay về bản số liệu {build}") if event.is_rollback else _("Bản số liệu {build}")
        day = format_instant(event.at)
        entries.append(
            Entry(
                f"{event.build}/{event.at.isoformat()}",
                words.format(build=event.build),
                _("Được công bố lúc {day}.").format(day=day),
                to,
                event.at,
            )
        )
    return entries


def _changes(source: Warehouse) -> Sequence[Entry]:
    entries = []
    for found in changed_figures(source, _MOST):
        days = found.period_kind, found.period_start, found.period_end
        period = Period(*days, found.period_label, False, found.definition_id).id
        of = {LEVEL: found.level, INDICATOR: found.indicator_id, PERIOD: period}
        if found.level in UNIT_LEVELS:
            to = address(RANKING, of)
        else:
            # To the cell that it stands in, as there is no view of such units.
            unit = {SECTION: PROVENANCE_SECTION, UNIT: found.unit_id, LEVEL: "country"}
            to = address(QUALITY, of | unit)
        key = f"{found.indicator_id}/{found.level}/{period}"
        told = change_title(found), change_summary(found)
        entries.append(Entry(key, *told, to, _start_of(found.known_on)))
    return entries


def _targets(source: Warehouse) -> Sequence[Entry]:
    known, built_at = indicators(source), build_of(source).built_at
    entries = []
    for found in due_targets(source, today()):
        level = found.scope if found.scope in UNIT_LEVELS else "country"
        key = f"{found.indicator_id}/{found.scope}/{found.due_on}/{found.definition_id}"
        told = target_title(found), target_summary(known[found.indicator_id], found)
        to = address(TARGETS, {LEVEL: level})
        entries.append(Entry(f"{key}/{found.base_vi or ''}", *told, to, built_at))
    return entries


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(), VIETNAM)


_ENTRIES: dict[str, Callable[[Warehouse], Sequence[Entry]]] = {
    BUILDS: _builds,
    CHANGES: _changes,
    DUE: _targets,
}


def _feed(name: str, request: Request, build: Warehouse) -> Answer:
    code = one_value(request, LANG.url, tuple(LANGUAGES), OWN)
    with using(code):
        source = build.in_language(code)
        entries = _ENTRIES[name](source)
        title = f"{_('Chuyển đổi số Việt Nam')}: {_(FEEDS[name])}"
        return Answer(atom(name, title, build_of(source).built_at, entries), MEDIA_TYPE)


def _noted() -> str:
    """What feeds depend on beside the build: the day, and when it was published."""
    newest = next(iter(published()), None)
    return f"{today()} {newest}"


FEED_ROUTES: tuple[BaseRoute, ...] = tuple(
    Route(feed_path(name), answering(partial(_feed, name), _noted), methods=METHODS)
    for name in FEEDS
)
