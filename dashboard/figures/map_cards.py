"""What a map says of the province under the pointer or the focus."""

from collections.abc import Sequence

from dashboard.queries.indicator_views import View
from dashboard.queries.view_rows import ViewRow
from dashboard.words.changes import describe_change
from dashboard.words.periods import view_period
from dashboard.words.values import format_rank, format_standing, format_value, rank_word
from dashboard.words.views import describe_targets
from dashboard.words.vocabulary import STATUSES
from etl.language.i18n import _, capital

Card = tuple[str, ...]
"""Of a province: its name, its value, and lines that may be empty."""


def cards_of(view: View, rows: Sequence[ViewRow], *, shows_change: bool) -> tuple[Card, ...]:
    """The card of each row: name, value, rank, distance to the target, change."""
    has_target = view.due_on is not None and not view.is_allocation
    cards = []
    for row in rows:
        lines = [_name(view, row), format_value(view.indicator, row)]
        if view.has_ranks:
            lines.append(format_rank(view.indicator, row) or f"{rank_word(view.indicator)} –")
        if has_target and not shows_change:
            lines.append(format_standing(view.indicator, row))
        change = describe_change(view, row)
        # A unit without a figure in either period has no change, not even a reason.
        lines.append(change or (_(STATUSES[row.status]) if shows_change else ""))
        cards.append(tuple(lines))
    return tuple(cards)


def card_foot(view: View) -> str:
    """What is the same on every card: the target, and where the figures stand."""
    targets = "" if view.is_allocation else describe_targets(view)
    place = f"{view.appendix}, {view_period(view)}"
    return " · ".join(part for part in (targets and capital(targets), place) if part)


def _name(view: View, row: ViewRow) -> str:
    """The unit's name, with its members where it is a merged one."""
    name = row.short_name_vi
    if view.structure.is_published or row.members_vi == name:
        return name
    return f"{name} ({row.members_vi})"
