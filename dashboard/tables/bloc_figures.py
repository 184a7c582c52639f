"""Figures of the two blocs as tables."""

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.queries.bloc_figures import BlocFigure
from dashboard.queries.indicators import Indicator
from dashboard.queries.precision import shown_decimals
from dashboard.words.cells import Figure
from dashboard.words.periods import PERIOD_KINDS
from dashboard.words.series import cited
from dashboard.words.values import format_amount
from dashboard.words.vocabulary import confirmation_words, marked
from etl.language.i18n import _
from etl.language.rounding import rounded


def reading_blocs(rows: Sequence[BlocFigure], known: Mapping[str, Indicator]) -> pd.DataFrame:
    """A row per indicator, bloc and period; the kind of period tells what compares."""
    return pd.DataFrame(
        {
            _("Chỉ số"): [known[row.indicator_id].short_name_vi for row in rows],
            _("Khối"): [row.unit_vi for row in rows],
            _("Giá trị"): [_amount(known[row.indicator_id], row) for row in rows],
            _("Kỳ"): [Figure(row.period.label, row.period.end) for row in rows],
            _("Loại kỳ"): [_(PERIOD_KINDS[row.period.kind]) for row in rows],
            _("Nguồn"): [cited(row.document, row.appendix, row.confirmation) for row in rows],
        },
        dtype=object,
    )


def _amount(indicator: Indicator, row: BlocFigure) -> Figure:
    decimals = shown_decimals(indicator, row.printed_decimals)
    return Figure(
        marked(format_amount(indicator, row.value, decimals), row.confirmation), row.value
    )


def export_blocs(rows: Sequence[BlocFigure], known: Mapping[str, Indicator]) -> pd.DataFrame:
    """The same rows with numbers as numbers, ids last."""
    return pd.DataFrame(
        {
            _("Chỉ số"): [known[row.indicator_id].name_vi for row in rows],
            _("Khối"): [row.unit_vi for row in rows],
            _("Giá trị"): [_stated(known[row.indicator_id], row) for row in rows],
            _("Đơn vị tính"): [known[row.indicator_id].unit_vi for row in rows],
            _("Kỳ"): [row.period.label for row in rows],
            _("Loại kỳ"): [_(PERIOD_KINDS[row.period.kind]) for row in rows],
            _("Ngày số liệu"): [row.period.end.isoformat() for row in rows],
            _("Nguồn"): [cited(row.document, row.appendix, row.confirmation) for row in rows],
            _("Dòng"): [row.document_line for row in rows],
            _("Mức xác nhận"): [confirmation_words(row.confirmation) for row in rows],
            "confirmation": [row.confirmation for row in rows],
            "indicator_id": [row.indicator_id for row in rows],
            "unit_id": [row.unit_id for row in rows],
        }
    )


def _stated(indicator: Indicator, row: BlocFigure) -> float | None:
    """As printed; a computed one to the decimals that it is shown with."""
    return row.value if row.printed_decimals is not None else rounded(row.value, indicator.decimals)
