"""What a map says of the province under the pointer."""

from collections.abc import Sequence

from dashboard.queries.indicator_views import View
from dashboard.queries.view_rows import ViewRow
from dashboard.words.changes import describe_change
from dashboard.words.periods import view_period
from dashboard.words.values import format_rank, format_standing, format_value, rank_word
from dashboard.words.views import describe_targets
from dashboard.words.vocabulary import STATUSES
from etl.language.i18n import _

Details = tuple[str, ...]
"""Of a province, for the hover: its unit id, then words."""


def details_of(view: View, rows: Sequence[ViewRow], *, shows_change: bool) -> list[Details]:
    """What the hover shows of each row: unit id first, then words."""
    return [
        (
            row.unit_id,
            _name(view, row),
            format_value(view.indicator, row),
            format_rank(view.indicator, row) or f"{rank_word(view.indicator)} –",
            _last_line(view, row, shows_change=shows_change),
        )[: 5 if shows_change or _has_target(view) else 4]
        for row in rows
    ]


def hover_template(view: View, *, shows_change: bool) -> str:
    """The words that are the same for every province stand here once."""
    place = " · %{customdata[3]}" if view.has_ranks else ""
    lines = ["<b>%{customdata[1]}</b>", "%{customdata[2]}" + place]
    if shows_change:
        lines.append("%{customdata[4]}")
    elif _has_target(view):
        lines.append(f"%{{customdata[4]}} ({describe_targets(view)})")
    lines.append(f"<i>{view.appendix}, {view_period(view)}</i>")
    return "<br>".join(lines) + "<extra></extra>"


def _has_target(view: View) -> bool:
    return view.due_on is not None and not view.is_allocation


def _last_line(view: View, row: ViewRow, *, shows_change: bool) -> str:
    """What the colour stands for, beside the value: the change, or the distance to the target."""
    if not shows_change:
        return format_standing(view.indicator, row)
    # A unit without a figure in either period has no change, not even a reason.
    return describe_change(view, row) or _(STATUSES[row.status])


def _name(view: View, row: ViewRow) -> str:
    """The unit's name, with its members where it is a merged one."""
    name = row.short_name_vi
    if view.structure.is_published or row.members_vi == name:
        return name
    return f"{name} ({row.members_vi})"
