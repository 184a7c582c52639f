"""Units that have no value: named, with the reason, apart from those that have one."""

from collections.abc import Sequence

from dashboard.queries.view_rows import ViewRow
from dashboard.ui.controls.blocks import box, paragraph
from dashboard.words.markdown import plain
from dashboard.words.statements import write_or_none
from dashboard.words.vocabulary import STATUSES
from etl.language.i18n import _

_REASONS_LISTED = 10


def units_without_value(rows: Sequence[ViewRow], *, is_flag: bool = False) -> str:
    """One line per reason with the names; nothing when every unit has a value.

    A yes or a no is no rank, so nobody is said to be left without one.
    """
    if not rows:
        return ""
    heading = _("**{count} đơn vị không xếp hạng**")
    if is_flag:
        heading = _("**{count} đơn vị không rõ có hay chưa**")
    lines = [heading.format(count=len(rows))]
    for (status, note), names in _by_reason(rows).items():
        why = f" :gray[({plain(note)})]" if note else ""
        lines.append(f"{_(STATUSES[status])} ({len(names)}): {plain(', '.join(names))}{why}")
    return box(map(paragraph, lines))


def _by_reason(rows: Sequence[ViewRow]) -> dict[tuple[str, str | None], list[str]]:
    names_of: dict[tuple[str, str | None], list[str]] = {}
    for row in rows:
        names_of.setdefault((row.status, write_or_none(row.note)), []).append(row.short_name_vi)
    if len(names_of) <= _REASONS_LISTED:
        return names_of
    # As many reasons as units: they stand in the table below, row by row.
    by_status: dict[tuple[str, str | None], list[str]] = {}
    for (status, _note), names in names_of.items():
        by_status.setdefault((status, None), []).extend(names)
    return by_status
