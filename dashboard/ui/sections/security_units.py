"""The first section of the security page: the headline numbers, the chosen unit, the units."""

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from dashboard.analysis.security import SecurityRow, Total, rate_view
from dashboard.figures.rate_bars import unit_rate_bars
from dashboard.queries.indicator_views import View
from dashboard.queries.security import COUNTS, RATES
from dashboard.store.warehouse import Warehouse
from dashboard.tables.html import Look
from dashboard.tables.security import export_rows, reading_rows
from dashboard.ui.controls.blocks import box, paragraph, show_part
from dashboard.ui.controls.files import files_menu
from dashboard.ui.controls.indicator_note import note_html
from dashboard.ui.controls.missing import units_without_value
from dashboard.ui.controls.provenance_link import provenance_url, source_link
from dashboard.ui.controls.structure_note import structure_note
from dashboard.ui.controls.tables import made_html, table_head
from dashboard.ui.controls.ways import way, ways
from dashboard.ui.frame.pages import PROFILE
from dashboard.ui.frame.parameters import LEVEL, STRUCTURE, UNIT
from dashboard.words.captions import Caption
from dashboard.words.markdown import plain
from dashboard.words.security import rank_words, unit_words, units_finding
from dashboard.words.views import describe_source
from dashboard.words.vocabulary import STAGES
from etl.language.i18n import N_, _, capital, format_date, format_number

SECTIONS = {"don-vi": N_("Từng đơn vị"), "ca-nuoc": N_("Cả nước và hình")}
"""Those of the page; the units come first."""

_MISSING = {
    "approved": N_("Chưa phê duyệt, hạn {day}"),
    "deployed": N_("Chưa đủ phương án, hạn {day}"),
}


def headline_numbers(totals: Sequence[Total], due: dict[str, date]) -> str:
    """What the country lacks to 100% at each stage, by both sources, as HTML."""
    printed, added = totals[:2]
    boxes = "".join(_number(stage, printed, added, due) for stage in RATES)
    return f'<div class="headline-numbers">{boxes}</div>'


def _number(stage: str, printed: Total, added: Total, due: dict[str, date]) -> str:
    label = _(_MISSING[stage]).format(day=format_date(due[stage]))
    figure = _("{count} hệ thống").format(count=format_number(printed.missing(stage)))
    other = _("Cộng Phụ lục IX: {count} hệ thống").format(count=format_number(added.missing(stage)))
    # A total of the text and a sum of the table never stand in one line.
    return box(
        [
            paragraph(plain(label)),
            f'<p class="number">{escape(figure)}</p>',
            paragraph(source_link(_("theo phần lời"), COUNTS[stage])),
            paragraph(f":gray[{other}]"),
        ]
    )


def unit_answer(row: SecurityRow, shown: View, due: dict[str, date]) -> str:
    """The chosen unit: its counts, what it lacks by each deadline, its ranks, as HTML."""
    lines = [paragraph(unit_words(row, due))]
    if ranks := rank_words(row):
        lines.append(paragraph(capital(ranks)))
    place = {STRUCTURE: shown.structure.id, LEVEL: shown.level, UNIT: row.view.unit_id}
    return f'<div class="answer">{box([*lines, ways([way(PROFILE, place, _("Mở hồ sơ"))])])}</div>'


def unit_list(
    source: Warehouse, shown: View, rows: Sequence[SecurityRow], caption: Caption
) -> None:
    """The units with rank, rates and verdict, all their figures, and what there is to know."""
    level, structure = shown.level, shown.structure
    reading = reading_rows(rows, level, structure, unit_rate_bars(rows))
    urls = {
        _("Nguồn gốc: {stage}").format(stage=_(STAGES[stage]).lower()): [
            provenance_url(indicator_id, row.view.unit_id, level, structure, shown.period)
            for row in rows
        ]
        for stage, indicator_id in COUNTS.items()
    }
    head = table_head(
        _("Từng đơn vị"),
        note_html([shown, *(rate_view(source, stage, level, structure) for stage in RATES)]),
        files_menu(caption, len(rows), lambda: export_rows(rows, level, structure)),
    )
    look = Look("reading-table security-units", is_sortable=True)
    st.html(head + made_html(reading, units_finding(rows), look, len(reading), urls))
    st.caption(plain(describe_source(shown)))
    structure_note(source, shown)
    show_part("missing", units_without_value([row.view for row in rows if row.systems is None]))
