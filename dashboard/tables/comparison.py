"""Units side by side, indicator by indicator."""

from collections.abc import Callable, Sequence

import pandas as pd

from dashboard.analysis.comparison import Scatter, best_units
from dashboard.queries.indicator_views import View
from dashboard.store.records import Row, records
from dashboard.tables.indicator_views import export_table
from dashboard.tables.row_cells import value_cell
from dashboard.words.cells import figures
from dashboard.words.comparison import BEST, axis_name, quadrant_name
from dashboard.words.markdown import plain
from dashboard.words.values import (
    describe_targets,
    format_rank,
    format_row_target,
    format_standing,
    format_value,
)
from dashboard.words.vocabulary import structure_name
from etl.language.i18n import _


def comparison_table(
    views: Sequence[View],
    unit_ids: Sequence[str],
    linked: Callable[[str, View, str], str] = lambda text, _shown, _unit_id: text,
) -> pd.DataFrame:
    """A row per indicator, a column per unit: value, rank, target with verdict and gap.

    Cells are Markdown, their lines joined by hard breaks; `linked` makes a value's words, its view
    and its unit a link.
    """
    lines = []
    for shown in views:
        rows = records(shown.rows.set_index("unit_id", drop=False).loc[list(unit_ids)])
        best = best_units(shown, rows)
        names = [row["short_name_vi"] for row in rows]
        cells = [
            _cell(
                shown,
                row,
                linked(format_value(shown.indicator, row), shown, row["unit_id"]),
                row["unit_id"] in best,
            )
            for row in rows
        ]
        lines.append({_("Chỉ số"): _indicator_cell(shown)} | dict(zip(names, cells, strict=True)))
    return pd.DataFrame(lines).set_index(_("Chỉ số"))


def _indicator_cell(shown: View) -> str:
    lines = [f"**{plain(shown.indicator.short_name_vi)}**"]
    if shown.is_allocation:
        lines.append(f":small[:gray[{_('chỉ tiêu được giao, không xếp hạng')}]]")
    else:
        words = describe_targets(shown)
        if words:
            lines.append(f":small[:gray[{words}]]")
    return "  \n".join(lines)


def _cell(shown: View, row: Row, value: str, is_best: bool) -> str:
    if row["value_low"] is None and row["reported"] is None:
        return f":gray[{value}]"
    lines = [f"**{value}** {BEST}" if is_best else f"**{value}**"]
    if shown.is_allocation:
        return lines[0]
    if rank := format_rank(shown.indicator, row):
        lines.append(f":small[{rank}]")
    if row["target_low"] is not None:
        own = f"{format_row_target(shown.indicator, row)}: " if _targets_differ(shown) else ""
        lines.append(f":small[{own}{format_standing(shown.indicator, row)}]")
    return "  \n".join(lines)


def _targets_differ(shown: View) -> bool:
    return shown.rows["target_low"].nunique() > 1


def scatter_rows(item: Scatter) -> pd.DataFrame:
    """All units of the picture and those left out, in words."""
    rows = records(pd.concat([item.pairs, item.left_out]))
    columns = {
        _("Đơn vị"): [row["short_name_vi"] for row in rows],
        _("Vùng"): [row["region_vi"] or "" for row in rows],
        axis_name(item.x_view.indicator): figures(_axis_value(item.x_view, row) for row in rows),
        axis_name(item.y_view.indicator): figures(_axis_value(item.y_view, row) for row in rows),
        _("Góc"): [
            "" if row["x"] is None or row["y"] is None else quadrant_name(item, item.quadrant(row))
            for row in rows
        ],
    }
    if item.x_view.level != "province":
        del columns[_("Vùng")]
    return pd.DataFrame(columns)


def _axis_value(shown: View, row: Row) -> str:
    full = shown.rows[shown.rows["unit_id"] == row["unit_id"]]
    return value_cell(shown.indicator, records(full)[0])


def scatter_export(item: Scatter) -> pd.DataFrame:
    """The same rows with numbers as numbers, periods, statuses and sources; ids last."""
    rows = pd.concat([item.pairs, item.left_out])
    columns: dict[str, object] = {_("Đơn vị"): rows["name_vi"]}
    last: dict[str, object] = {
        _("Cơ cấu"): structure_name(item.x_view.structure, item.x_view.level),
        _("Vùng"): rows["region_vi"],
        "unit_id": rows["unit_id"],
    }
    for axis, shown in (("x", item.x_view), ("y", item.y_view)):
        exported = export_table(shown, shown.rows).set_index("unit_id").loc[rows["unit_id"]]
        columns[axis] = exported[_("Giá trị")].tolist()
        for name, own in (
            ("period", _("Kỳ")),
            ("status", "status"),
            ("source", _("Phụ lục")),
            ("line", _("Dòng trong báo cáo")),
        ):
            last[f"{axis}_{name}"] = exported[own].tolist()
        last[f"{axis}_indicator_id"] = shown.indicator.indicator_id
    return pd.DataFrame(columns | last)
