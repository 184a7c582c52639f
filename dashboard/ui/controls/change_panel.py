"""Beside a map of changes without a chosen unit: how many changed, and which changed most."""

from collections.abc import Sequence

from dashboard.analysis.ties import MOST_NAMED, first_of
from dashboard.queries.indicator_views import View
from dashboard.queries.view_rows import Bounds, ViewRow
from dashboard.ui.controls.blocks import listing, paragraph
from dashboard.ui.controls.provenance_link import figure_link
from dashboard.words.change_pictures import change_counts, ways_of
from dashboard.words.changes import format_change
from dashboard.words.markdown import plain
from dashboard.words.values import format_value
from etl.language.i18n import N_, _

_HEADS = {
    "better": N_("Tốt lên nhiều nhất"),
    "worse": N_("Kém đi nhiều nhất"),
    "higher": N_("Tăng nhiều nhất"),
    "lower": N_("Giảm nhiều nhất"),
}


def change_panel(shown: View, rows: Sequence[ViewRow]) -> str:
    """The changes at a glance; says how to see one unit."""
    hint = _("Chọn một tỉnh trên bản đồ hoặc trong ô Đơn vị để xem số liệu của tỉnh.")
    blocks = [paragraph(f":gray[{hint}]"), paragraph(plain(change_counts(shown, rows)))]
    if shown.indicator.value_kind == "flag":
        return "".join(blocks)
    for way in ways_of(shown):
        found = [row for row in rows if row.change is not None and row.change.direction == way]
        lines = _lines(shown, sorted(found, key=_size, reverse=True))
        if lines:
            blocks.append(listing(_(_HEADS[way]), lines))
    return "".join(blocks)


def _ends(row: ViewRow) -> Bounds:
    ends = None if row.change is None else row.change.ends
    return (0, 0) if ends is None else ends


def _size(row: ViewRow) -> float:
    """How far it went, for the order: of what leaves a range, its middle."""
    return abs(sum(_ends(row)))


def _lines(shown: View, rows: Sequence[ViewRow]) -> list[str]:
    """A line for each unit that is named, one for a tie that is too large for that."""
    end = first_of(rows, _ends, MOST_NAMED)
    lines = []
    for row in end.named:
        value = figure_link(format_value(shown.indicator, row), shown, row.unit_id)
        change = format_change(shown.indicator, row)
        lines.append(f"{plain(row.short_name_vi)}: {change} :gray[({value})]")
    if end.tied:
        change = format_change(shown.indicator, end.tied[0])
        lines.append(_("{count} đơn vị ({change})").format(count=len(end.tied), change=change))
    return lines
