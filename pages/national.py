"""Chỉ tiêu quốc gia: từng chỉ tiêu của cả nước qua các kỳ."""

from dashboard.queries.series import chosen, national_series, series_rows
from dashboard.store.warehouse import warehouse
from dashboard.tables.series import export_rows, reading_rows
from dashboard.ui.controls import selectors
from dashboard.ui.controls.provenance_link import provenance_url
from dashboard.ui.controls.tables import reading_below
from dashboard.ui.frame.choices_bar import choices_bar
from dashboard.ui.sections.series import series_cards
from dashboard.words.series import SERIES_FILTERS, national_caption, summary
from etl.language.i18n import _

source = warehouse()
with choices_bar():
    shown = selectors.choose_shown(SERIES_FILTERS)
items = chosen(national_series(source), shown)
series_cards(source, items, summary(items))
rows = series_rows(source, items)
reading_below(
    reading_rows(rows, items),
    lambda: export_rows(rows, items),
    national_caption(source, items, shown),
    alt=_("Bảng {count} chỉ tiêu của cả nước theo kỳ").format(count=len(items)),
    urls=[provenance_url(row.indicator_id, period=row.period) for row in rows],
)
