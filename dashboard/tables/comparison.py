"""Units side by side, indicator by indicator."""

from collections.abc import Callable, Sequence

import pandas as pd

from dashboard.analysis.comparison import Pair, Scatter, best_units
from dashboard.queries.indicator_views import View
from dashboard.queries.view_rows import ViewRow
from dashboard.store.made_once import made_once
from dashboard.tables.indicator_views import export_table
from dashboard.tables.row_cells import value_cell
from dashboard.words.cells import Drawn, Pictured, figures
from dashboard.words.comparison import BEST, axis_name, quadrant_name
from dashboard.words.markdown import plain
from dashboard.words.periods import view_period
from dashboard.words.values import format_rank, format_row_target, format_standing, format_value
from dashboard.words.views import describe_targets
from dashboard.words.vocabulary import structure_name
from etl.language.i18n import _


def comparison_table(
    views: Sequence[View],
    unit_ids: Sequence[str],
    linked: Callable[[str, View, str], str] = lambda text, _shown, _unit_id: text,
    drawn: Callable[[View, ViewRow], Drawn | None] = lambda _shown, _row: None,
) -> pd.DataFrame:
    """A row per indicator, a column per unit: value, rank, target with verdict and gap.

    Cells are Markdown, their lines joined by hard breaks; `linked` makes a value's words, its view
    and its unit a link, `drawn` a picture of the value.
    """
    lines = []
    for shown in views:
        rows = shown.rows_of(unit_ids)
        best = best_units(shown, rows)
        names = [row.short_name_vi for row in rows]
        cells = [
            _cell(
                shown,
                row,
                linked(format_value(shown.indicator, row), shown, row.unit_id),
                row.unit_id in best,
            )
            for row in rows
        ]
        pictures = [drawn(shown, row) for row in rows]
        pictured = [
            cell if picture is None else Pictured(cell, picture)
            for cell, picture in zip(cells, pictures, strict=True)
        ]
        lines.append(
            {_("Chỉ số"): _indicator_cell(shown)} | dict(zip(names, pictured, strict=True))
        )
    return pd.DataFrame(lines, dtype=object).set_index(_("Chỉ số"))


def _indicator_cell(shown: View) -> str:
    lines = [f"**{plain(shown.indicator.short_name_vi)}**"]
    if shown.is_allocation:
        lines.append(f":small[:gray[{_('chỉ tiêu được giao, không xếp hạng')}]]")
    else:
        words = describe_targets(shown)
        if words:
            lines.append(f":small[:gray[{words}]]")
    if shown.is_provisional:
        lines.append(f":small[:gray[{plain(view_period(shown))}]]")
    return "  \n".join(lines)


def _cell(shown: View, row: ViewRow, value: str, is_best: bool) -> str:
    if not row.has_value and row.reported is None:
        return f":gray[{value}]"
    lines = [f"**{value}** {BEST}" if is_best else f"**{value}**"]
    if shown.is_allocation:
        return lines[0]
    if rank := format_rank(shown.indicator, row):
        lines.append(f":small[{rank}]")
    if row.target is not None:
        own = f"{format_row_target(shown.indicator, row)}: " if _targets_differ(shown) else ""
        lines.append(f":small[{own}{format_standing(shown.indicator, row)}]")
    return "  \n".join(lines)


def _targets_differ(shown: View) -> bool:
    return len({row.target[0] for row in shown.rows if row.target is not None}) > 1


@made_once(32)
def scatter_rows(item: Scatter) -> pd.DataFrame:
    """All units of the picture and those left out, in words."""
    units = item.units
    columns = {
        _("Đơn vị"): [unit.short_name_vi for unit in units],
        _("Vùng"): [unit.x_row.region_vi or "" for unit in units],
        axis_name(item.x_view.indicator): figures(
            value_cell(item.x_view.indicator, unit.x_row) for unit in units
        ),
        axis_name(item.y_view.indicator): figures(
            value_cell(item.y_view.indicator, unit.y_row) for unit in units
        ),
        _("Góc"): [
            quadrant_name(item, item.quadrant(unit)) if isinstance(unit, Pair) else ""
            for unit in units
        ],
    }
    if item.x_view.level != "province":
        del columns[_("Vùng")]
    return pd.DataFrame(columns)


def scatter_export(item: Scatter) -> pd.DataFrame:
    """The same rows with numbers as numbers, periods, statuses and sources; ids last."""
    units = item.units
    columns: dict[str, object] = {_("Đơn vị"): [unit.x_row.name_vi for unit in units]}
    last: dict[str, object] = {
        _("Cơ cấu"): structure_name(item.x_view.structure, item.x_view.level),
        _("Vùng"): [unit.x_row.region_vi for unit in units],
        "unit_id": [unit.unit_id for unit in units],
    }
    for axis, shown in (("x", item.x_view), ("y", item.y_view)):
        exported = export_table(shown, shown.rows_of(unit.unit_id for unit in units))
        columns[axis] = exported[_("Giá trị")].tolist()
        for name, own in (
            ("period", _("Kỳ")),
            ("status", "status"),
            ("source", _("Phụ lục")),
            ("line", _("Dòng trong báo cáo")),
            ("confirmation", "confirmation"),
        ):
            # How sure they are is a column only where some are less so.
            if own in exported:
                last[f"{axis}_{name}"] = exported[own].tolist()
        last[f"{axis}_indicator_id"] = shown.indicator.indicator_id
    return pd.DataFrame(columns | last)
