"""Comparisons in words: the cells of the table, quadrants, correlation, who is left out and why."""

from collections import Counter
from collections.abc import Callable, Sequence

import pandas as pd

from dashboard.about import About, about_views, file_stem
from dashboard.cells import figures
from dashboard.comparison import Scatter, best_units, correlation
from dashboard.i18n import _, format_number
from dashboard.indicators import Indicator
from dashboard.markdown import plain
from dashboard.regions import regions
from dashboard.row_cells import value_cell
from dashboard.rows import Row, records
from dashboard.tables import export_table
from dashboard.verdicts import STATUSES
from dashboard.views import View
from dashboard.warehouse import Warehouse
from dashboard.wording import (
    describe_targets,
    format_rank,
    format_row_target,
    format_standing,
    format_value,
)

BEST = "★"


def about_scatter(source: Warehouse, item: Scatter, region_id: str | None) -> About:
    """Two indicators for the units of a level, or of a region of it."""
    x, y = item.x_view.indicator, item.y_view.indicator
    shown = item.x_view
    region = None if region_id is None else regions(source, shown.structure)[region_id]
    return about_views(
        source,
        _("{y} so với {x}").format(x=x.name_vi, y=y.name_vi),
        file_stem(
            *("scatter", x.indicator_id, y.indicator_id, shown.level, shown.structure.id),
            *(region_id, shown.period_label),
        ),
        (item.x_view, item.y_view),
        " · ".join(filter(None, (_(shown.structure.name(shown.level)), region))),
    )


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


def comparison_finding(views: Sequence[View], unit_ids: Sequence[str]) -> str:
    """How often each unit is the best of those compared."""
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    compared = 0
    for shown in views:
        rows = records(shown.rows.set_index("unit_id", drop=False).loc[list(unit_ids)])
        names |= {row["unit_id"]: row["short_name_vi"] for row in rows}
        best = best_units(shown, rows)
        compared += bool(best)
        counts.update(best)
    parts = [
        _("{unit} tốt nhất ở {count} chỉ số").format(unit=names[key], count=counts[key])
        for key in unit_ids
    ]
    return _("Trong {compared} chỉ số phân được hơn kém: {units}.").format(
        compared=compared, units="; ".join(parts)
    )


def axis_name(indicator: Indicator) -> str:
    """`DVCTT toàn trình (%)`."""
    return f"{indicator.short_name_vi} ({_(indicator.unit_vi)})"


def quadrant_name(item: Scatter, quadrant: tuple[bool, bool]) -> str:
    """What it means to stand in a quadrant."""
    x, y = (shown.indicator.short_name_vi for shown in (item.x_view, item.y_view))
    by_target = item.split == "muc-tieu"
    if quadrant == (True, True):
        return _("Đạt cả hai") if by_target else _("Nửa trên ở cả hai")
    if quadrant == (False, False):
        return _("Chưa đạt cả hai") if by_target else _("Nửa dưới ở cả hai")
    words = _("Chỉ đạt {indicator}") if by_target else _("Nửa trên chỉ ở {indicator}")
    return words.format(indicator=x if quadrant[0] else y)


def correlation_words(item: Scatter) -> str:
    """Both coefficients with n and the number left out, and what they are not."""
    found = correlation(item.pairs)
    left = len(item.left_out)
    if found is None:
        return _(
            "Không tính được tương quan: {pairs} đơn vị có giá trị chính xác ở cả hai chỉ số, "
            "{left} đơn vị không."
        ).format(pairs=len(item.pairs), left=left)
    return _(
        "**Tương quan** trên n = {pairs} đơn vị: Pearson r = {pearson}, Spearman ρ = {spearman} "
        "({strength}); {left} đơn vị không tính vì thiếu cặp số liệu. "
        "Tương quan không phải là quan hệ nhân quả."
    ).format(
        pairs=found.pairs,
        pearson=format_number(found.pearson, 2),
        spearman=format_number(found.spearman, 2),
        strength=_strength(found.spearman),
        left=left,
    )


def _strength(rho: float) -> str:
    """In words, by the size that is usual in social statistics."""
    if abs(rho) < 0.2:
        return _("gần như không đi cùng nhau")
    way = _("cùng chiều") if rho > 0 else _("ngược chiều")
    if abs(rho) < 0.4:
        return _("yếu, {way}").format(way=way)
    if abs(rho) < 0.6:
        return _("vừa, {way}").format(way=way)
    return _("mạnh, {way}").format(way=way)


def left_out_words(item: Scatter) -> list[str]:
    """The units without an exact pair, by indicator and reason."""
    parts = []
    for shown, status in ((item.x_view, "x_status"), (item.y_view, "y_status")):
        missing = item.left_out[item.left_out["x" if status == "x_status" else "y"].isna()]
        for key, members in missing.groupby(status, sort=False):
            parts.append(
                _("{indicator}, {reason} ({count}): {units}").format(
                    indicator=shown.indicator.short_name_vi,
                    reason=_(STATUSES[str(key)]).lower(),
                    count=len(members),
                    units=", ".join(members["short_name_vi"]),
                )
            )
    return parts


def scatter_finding(item: Scatter) -> str:
    """Quadrants with their numbers, then the correlation."""
    counts = Counter(item.quadrant(row) for row in records(item.pairs))
    quadrants = ", ".join(
        f"{quadrant_name(item, quadrant)}: {count}" for quadrant, count in counts.items()
    )
    title = _("{x} và {y} của {count} đơn vị").format(
        x=item.x_view.indicator.short_name_vi,
        y=item.y_view.indicator.short_name_vi,
        count=len(item.pairs),
    )
    return f"{title}. {quadrants}. {correlation_words(item)}".replace("**", "")


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
        _("Cơ cấu"): _(item.x_view.structure.name(item.x_view.level)),
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
