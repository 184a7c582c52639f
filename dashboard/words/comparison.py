"""Comparisons in words: the cells of the table, quadrants, correlation, who is left out and why."""

from collections import Counter
from collections.abc import Sequence

from dashboard.analysis.comparison import Scatter, best_units, correlation
from dashboard.queries.indicator_views import View
from dashboard.queries.indicators import Indicator
from dashboard.queries.units import regions
from dashboard.queries.view_rows import ViewRow
from dashboard.store.warehouse import Warehouse
from dashboard.words.captions import Caption, file_stem, views_caption
from dashboard.words.values import format_row_target, format_value
from dashboard.words.vocabulary import STATUSES, structure_name
from etl.language.i18n import _, format_number

BEST = "★"


def bar_words(shown: View, row: ViewRow) -> str:
    """`95,56% trên thang 0–100%, mục tiêu 85%`: what the bar of a rate shows."""
    value = format_value(shown.indicator, row)
    if row.target is None:
        return _("{value} trên thang 0–100%").format(value=value)
    return _("{value} trên thang 0–100%, mục tiêu {target}").format(
        value=value, target=format_row_target(shown.indicator, row)
    )


def scatter_caption(source: Warehouse, item: Scatter, region_id: str | None) -> Caption:
    """Two indicators for the units of a level, or of a region of it."""
    x, y = item.x_view.indicator, item.y_view.indicator
    shown = item.x_view
    region = None if region_id is None else regions(source, shown.structure)[region_id]
    return views_caption(
        source,
        _("{y} so với {x}").format(x=x.name_vi, y=y.name_vi),
        file_stem(
            *("scatter", x.indicator_id, y.indicator_id, shown.level, shown.structure.id),
            *(region_id, shown.period_label),
        ),
        (item.x_view, item.y_view),
        " · ".join(filter(None, (structure_name(shown.structure, shown.level), region))),
    )


def comparison_finding(views: Sequence[View], unit_ids: Sequence[str]) -> str:
    """How often each unit is the best of those compared."""
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    compared = 0
    for shown in views:
        rows = shown.rows_of(unit_ids)
        names |= {row.unit_id: row.short_name_vi for row in rows}
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
    for shown in (item.x_view, item.y_view):
        missing: dict[str, list[str]] = {}
        for unit in item.left_out:
            row = shown.row_of(unit.unit_id)
            if row.value is None:
                missing.setdefault(row.status, []).append(row.short_name_vi)
        for status, names in missing.items():
            parts.append(
                _("{indicator}, {reason} ({count}): {units}").format(
                    indicator=shown.indicator.short_name_vi,
                    reason=_(STATUSES[status]).lower(),
                    count=len(names),
                    units=", ".join(names),
                )
            )
    return parts


def scatter_finding(item: Scatter) -> str:
    """Quadrants with their numbers, then the correlation."""
    counts = Counter(item.quadrant(pair) for pair in item.pairs)
    quadrants = ", ".join(
        f"{quadrant_name(item, quadrant)}: {count}" for quadrant, count in counts.items()
    )
    title = _("{x} và {y} của {count} đơn vị").format(
        x=item.x_view.indicator.short_name_vi,
        y=item.y_view.indicator.short_name_vi,
        count=len(item.pairs),
    )
    return f"{title}. {quadrants}. {correlation_words(item)}".replace("**", "")
