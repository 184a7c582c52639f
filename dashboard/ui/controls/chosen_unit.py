"""The chosen unit above a figure of many: its value, and the ways to its cell and its profile."""

from dashboard.queries.indicator_views import View
from dashboard.ui.controls.blocks import paragraph, show_part
from dashboard.ui.controls.provenance_link import provenance_way
from dashboard.ui.controls.ways import way, ways
from dashboard.ui.frame.pages import PROFILE
from dashboard.ui.frame.parameters import LEVEL, STRUCTURE, UNIT
from dashboard.words.changes import describe_change
from dashboard.words.markdown import plain
from dashboard.words.values import format_gap, format_rank, format_value
from etl.language.i18n import _


def show_chosen_unit(shown: View, unit_id: str | None) -> None:
    """The line of a unit.

    Its place is there without a unit, too: what follows would else be drawn anew with each choice.
    """
    show_part("chosen", "" if unit_id is None else unit_line(shown, unit_id))


def unit_line(shown: View, unit_id: str) -> str:
    """Value, rank, gap and change, and two links, as HTML; the rest is in the profile."""
    row = shown.row_of(unit_id)
    parts = [format_rank(shown.indicator, row)]
    if not shown.is_allocation:
        parts.append(format_gap(shown.indicator, row))
    parts.append(describe_change(shown, row))
    words = ", ".join([format_value(shown.indicator, row), *filter(None, parts)])
    place = {STRUCTURE: shown.structure.id, LEVEL: shown.level, UNIT: unit_id}
    links = [provenance_way(shown, unit_id), way(PROFILE, place, _("Mở hồ sơ"))]
    told = paragraph(f"**{plain(row.name_vi)}**: {words}")
    return f'<div class="unit-told">{told}{ways(links)}</div>'
