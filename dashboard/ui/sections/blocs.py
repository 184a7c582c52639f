"""The two blocs, ministries and provinces, below the country."""

import streamlit as st

from dashboard.queries.bloc_figures import bloc_figures
from dashboard.queries.indicators import indicators
from dashboard.store.warehouse import Warehouse
from dashboard.tables.bloc_figures import export_blocs, reading_blocs
from dashboard.ui.controls.provenance_link import provenance_url
from dashboard.ui.controls.tables import reading_below
from dashboard.words.captions import documents_caption, file_stem
from etl.language.i18n import _


def blocs(source: Warehouse) -> None:
    """Every figure of a bloc that has no page of its own, in time."""
    rows, known = bloc_figures(source), indicators(source)
    title = _("Hai khối: bộ, ngành và tỉnh, thành phố")
    caption = documents_caption(
        source,
        title,
        file_stem("national", "blocs"),
        cited=[row.document for row in rows],
        scope=_("hai khối"),
    )
    # As long again as the table of the country: shown when it is asked for.
    if not st.toggle(title):
        return
    reading_below(
        reading_blocs(rows, known),
        lambda: export_blocs(rows, known),
        caption,
        alt=title,
        title=title,
        key="blocs-table",
        urls=[provenance_url(row.indicator_id, row.unit_id, period=row.period) for row in rows],
    )
