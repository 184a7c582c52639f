"""An indicator explained in a few lines: what it is, who measures it, how it merges."""

from dashboard.queries.indicator_views import View
from dashboard.queries.indicators import UNIT_LEVELS, Indicator
from dashboard.words.markdown import plain
from dashboard.words.provenance import AGGREGATIONS
from dashboard.words.views import describe_source
from dashboard.words.vocabulary import DIRECTIONS
from etl.language.i18n import _


def describe_indicator(spec: Indicator, origin: str | None = None) -> tuple[str, list[str]]:
    """Markdown: name, and lines: definition, unit, direction, measure, merging, caveat.

    `origin` is a source. Indicators of the country alone do not merge.
    """
    merges = set(UNIT_LEVELS) & set(spec.levels)
    parts = {
        _("Định nghĩa"): spec.definition_vi,
        _("Đơn vị tính, chiều"): f"{_(spec.unit_vi)}; {_(DIRECTIONS[spec.better])}",
        _("Ai đo"): spec.measured_by,
        _("Nguồn"): origin,
        _("Khi gộp đơn vị"): _(AGGREGATIONS[spec.aggregation]) if merges else None,
        _("Cần lưu ý"): spec.caveat_vi,
    }
    lines = [f"**{name}**: {plain(text)}" for name, text in parts.items() if text]
    return plain(spec.name_vi), lines


def describe_view(shown: View) -> tuple[str, list[str]]:
    """The view's indicator, with the document and table its figures stand in."""
    return describe_indicator(shown.indicator, describe_source(shown) if shown.has_source else None)
