"""Which units are like one, and why, in words."""

from dashboard.analysis.similar import Shared, Similar
from dashboard.words.values import format_value
from etl.language.i18n import _


def similar_names(found: Similar) -> str:
    """`Quảng Nam, Quảng Ngãi, Bình Định`."""
    return ", ".join(unit.short_name_vi for unit in found.units)


def similar_reason(found: Similar, unit_id: str) -> str:
    """`cùng vùng; 2/3 cùng Mức hệ thống TTHC C; gần nhất về Kinh tế số/GRDP, DVCTT toàn trình`."""
    parts = []
    for item in found.shared:
        words = _shared(item, unit_id)
        if item.count < len(found.units):
            words = f"{item.count}/{len(found.units)} {words}"
        parts.append(words)
    names = ", ".join(shown.indicator.short_name_vi for shown in found.nearest)
    return "; ".join([*parts, _("gần nhất về {indicators}").format(indicators=names)])


def _shared(item: Shared, unit_id: str) -> str:
    if item.equal is None:
        return _("cùng vùng")
    indicator = item.equal.indicator
    value = format_value(indicator, item.equal.row_of(unit_id))
    return _("cùng {indicator} {value}").format(indicator=indicator.short_name_vi, value=value)
