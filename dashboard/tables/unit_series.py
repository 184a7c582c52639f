"""A unit's figures over the periods as a table to read and as a file to take away."""

from collections.abc import Sequence

import pandas as pd

from dashboard.queries.precision import stated
from dashboard.queries.unit_series import UnitPoint, UnitSeries
from dashboard.store.made_once import made_once
from dashboard.tables.confirmations import with_confirmations
from dashboard.tables.indicator_views import amounts, counts
from dashboard.tables.row_cells import cell_of
from dashboard.words.cells import Figure, line
from dashboard.words.unit_series import kind_name, point_words
from dashboard.words.vocabulary import STATUSES
from etl.language.i18n import _, format_date

Cited = tuple[UnitSeries, UnitPoint]


def cited_points(items: Sequence[UnitSeries]) -> list[Cited]:
    """Every period of some series, each with its own; line after line."""
    return [(item, point) for item in items for row in item.lines for point in row.points]


@made_once(32)
def reading_periods(items: Sequence[UnitSeries]) -> pd.DataFrame:
    """The periods in words, a row for each; with the indicator where there are several."""
    rows = []
    for item, point in cited_points(items):
        cells = {
            _("Chỉ số"): item.indicator.short_name_vi,
            _("Kỳ"): Figure(point.period_label, point.period_end),
            _("Loại kỳ"): kind_name(point.period_kind),
            _("Giá trị"): cell_of(item.indicator, point, point_words(item.indicator, point)),
            _("Cách đo"): point.definition_vi,
            _("Nguồn"): point.document or "",
            _("Dòng"): line(point.document_line),
        }
        if len(items) == 1:
            del cells[_("Chỉ số")]
        if not any(other.broken for other in items):
            del cells[_("Cách đo")]
        rows.append(cells)
    return pd.DataFrame(rows, dtype=object)


def export_periods(items: Sequence[UnitSeries], unit_id: str, name: str) -> pd.DataFrame:
    """The same rows with numbers as numbers, ids last."""
    found = cited_points(items)
    exported = pd.DataFrame(
        {
            _("Đơn vị"): name,
            _("Chỉ số"): [item.indicator.name_vi for item, _point in found],
            _("Giá trị"): amounts(
                stated(item.indicator, point, point.value) for item, point in found
            ),
            _("Thấp nhất"): amounts(
                stated(item.indicator, point, point.value_low) for item, point in found
            ),
            _("Cao nhất"): amounts(
                stated(item.indicator, point, point.value_high) for item, point in found
            ),
            _("Đơn vị tính"): [item.indicator.unit_vi for item, _point in found],
            _("Kỳ"): [point.period_label for _item, point in found],
            _("Loại kỳ"): [kind_name(point.period_kind) for _item, point in found],
            _("Trạng thái"): [_(STATUSES[point.status]) for _item, point in found],
            _("Tạm tính"): [_("có") if point.is_provisional else "" for _item, point in found],
            _("Cách đo"): [point.definition_vi for _item, point in found],
            _("Báo cáo in"): [point.printed_text for _item, point in found],
            _("Nguồn"): [point.document for _item, point in found],
            _("Phụ lục"): [point.appendix for _item, point in found],
            _("Dòng trong báo cáo"): counts(point.document_line for _item, point in found),
            _("Từ ngày"): [format_date(point.period_start) for _item, point in found],
            _("Đến ngày"): [format_date(point.period_end) for _item, point in found],
            "unit_id": unit_id,
            "indicator_id": [item.indicator.indicator_id for item, _point in found],
            "period_kind": [point.period_kind for _item, point in found],
            "definition_id": [point.definition_id for _item, point in found],
            "status": [point.status for _item, point in found],
            "basis": [point.basis for _item, point in found],
        }
    )
    return with_confirmations(exported, [point.confirmation for _item, point in found])
