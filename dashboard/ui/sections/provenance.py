"""The way of one figure on the page: its choices, its stations, what it was made of."""

from collections.abc import Sequence

import streamlit as st

from dashboard.queries.cells import Cell, cells
from dashboard.queries.indicators import Indicator, indicators
from dashboard.queries.lineage import counterparts
from dashboard.queries.periods import Period
from dashboard.queries.provenance import Trace, trace, why_absent
from dashboard.queries.structures import OLD, Structure
from dashboard.queries.units import Unit, units_at
from dashboard.store.codes import COUNTRY
from dashboard.store.warehouse import Warehouse
from dashboard.tables.claims import export_claims, reading_claims
from dashboard.tables.html import Look
from dashboard.tables.provenance import export_trace, inputs_table, others_table, path_table
from dashboard.tables.quality_issues import export_issues, reading_issues
from dashboard.ui.controls import selectors
from dashboard.ui.controls.files import table_files
from dashboard.ui.controls.period_choices import as_known_with, choose_period
from dashboard.ui.controls.structure_choices import choose_structure
from dashboard.ui.controls.tables import download_head, show_table
from dashboard.ui.frame import widgets
from dashboard.ui.frame.choices_bar import choices_bar
from dashboard.ui.frame.parameters import INDICATOR, UNIT
from dashboard.words.captions import Caption, documents_caption, file_stem
from dashboard.words.markdown import plain
from dashboard.words.periods import period_words
from dashboard.words.statements import write_or_none
from dashboard.words.vocabulary import structure_name
from etl.language.i18n import N_, _

LEVELS = selectors.LEVELS | {"region": N_("Vùng"), "country": N_("Cả nước và hai khối")}
_PARTS = {"country": ("country", "bloc")}
_WIDE, _NARROW = 430, 300
_CELLS, _SENTENCES, _CLAIMS = (
    Look(name, is_markdown=True, is_cards=True)
    for name in ("cells-table", "sentences-table", "claims-table")
)


def provenance_section(source: Warehouse) -> None:
    """Choose a figure, follow it to its cell."""
    with choices_bar():
        level = selectors.choose_level(LEVELS)
        # The country and the blocs are the same in both structures.
        structure = choose_structure("province" if level in _PARTS else _named(level))
    with choices_bar():
        indicator = _choose_indicator(source, level)
        unit = _choose_unit(source, level, structure)
        # One of those that units like this one have figures of.
        period, printed_for = (
            (None, OLD) if unit is None else choose_period(source, indicator, unit.level)
        )
    if unit is None:
        st.info(
            _("Chọn một đơn vị để xem con số của đơn vị đó từ đâu ra."), icon=":material/route:"
        )
        return
    source = as_known_with(source, period)
    found = trace(source, indicator.indicator_id, unit.unit_id, period)
    if found is None:
        elsewhere = None if structure == printed_for else printed_for
        _no_figure(source, indicator, unit, period, elsewhere)
        return
    _path(source, found)


def _named(level: str) -> str:
    """Structures have names for provinces and ministries; regions go by the provinces'."""
    return level if level in selectors.LEVELS else "province"


def _choose_indicator(source: Warehouse, level: str) -> Indicator:
    parts = _PARTS.get(level, (level,))
    options = {
        key: spec for key, spec in indicators(source).items() if set(parts) & set(spec.levels)
    }
    first = selectors.FIRST_INDICATOR
    chosen = widgets.choose(
        INDICATOR,
        list(options),
        default=first if first in options else next(iter(options)),
        format_func=lambda key: f"{options[key].topic_vi} · {options[key].short_name_vi}",
        width=_WIDE,
    )
    return options[chosen]


def _choose_unit(source: Warehouse, level: str, structure: Structure) -> Unit | None:
    units = {
        key: unit
        for part in _PARTS.get(level, (level,))
        for key, unit in units_at(source, part, structure).items()
    }
    widgets.succeed(UNIT, counterparts(source, level), list(units))
    chosen = widgets.choose(
        UNIT,
        list(units),
        default=COUNTRY if level == "country" else None,
        format_func=lambda key: units[key].short_name_vi,
        placeholder=_("Gõ tên để tìm…"),
        width=_NARROW,
    )
    return None if chosen is None else units[chosen]


def _no_figure(
    source: Warehouse,
    indicator: Indicator,
    unit: Unit,
    period: Period | None,
    printed_for: Structure | None,
) -> None:
    """Why there is none; the figures of other periods stand below, each with its own.

    `printed_for` where the period was printed for the units of the other structure.
    """
    others = cells(source, indicator.indicator_id, unit.unit_id)
    words = _("không có con số nào")
    if others and period is not None:
        words = _("chưa có số liệu kỳ {period}").format(period=plain(period_words(period)))
        reason = _("Số liệu của các kỳ khác ở bảng dưới.")
    else:
        absent = write_or_none(why_absent(source, indicator.indicator_id, unit.unit_id))
        reason = plain(absent or _never_listed(unit, period, printed_for))
    st.info(f"**{plain(indicator.short_name_vi)}**: {words}. {reason}", icon=":material/block:")
    _others(indicator, others)


def _never_listed(unit: Unit, period: Period | None, printed_for: Structure | None) -> str:
    if period is not None and period.of_single_units:
        return _("Nguồn chỉ nêu vài đơn vị, không có đơn vị này.")
    if printed_for is not None and unit.level in selectors.LEVELS:
        name = structure_name(printed_for, unit.level)
        return _("Văn bản công bố số liệu theo {structure}.").format(structure=name)
    return _("Không bảng nào thống kê đơn vị này.")


def _others(indicator: Indicator, found: Sequence[Cell]) -> None:
    if not found:
        return
    heading = _("Số liệu khác của chỉ số này, cùng đơn vị")
    with st.expander(heading):
        show_table(others_table(indicator, found), heading, _CELLS)


def _path(source: Warehouse, found: Trace) -> None:
    count = 1 + len(found.inputs) + len(found.others)
    title = f"{found.indicator.name_vi}: {found.figure.unit_vi}, {found.figure.period_label}"
    caption = _caption(source, found, title)
    download_head(lambda: export_trace(found), count, caption, title=title)
    st.caption(plain(found.indicator.definition_vi))
    show_table(path_table(found), title, Look("trace-table", is_markdown=True))
    if found.inputs:
        heading = _("Tính từ các ô này")
        st.header(heading, anchor=False)
        show_table(inputs_table(source, found.inputs), heading, _CELLS)
    if found.issues:
        issues = caption.part("issues", _("Ghi nhận về con số này"))
        st.header(issues.title, anchor=False)
        show_table(reading_issues(found.issues), issues.title, _SENTENCES)
        table_files(issues, len(found.issues), lambda: export_issues(found.issues))
    else:
        st.markdown(f":gray[{_('Không có ghi nhận nào về con số này.')}]")
    _others(found.indicator, found.others)
    if found.claims:
        heading = _("Phần lời của báo cáo nói gì về chỉ số này")
        with st.expander(heading):
            show_table(reading_claims(found.claims), heading, _CLAIMS)
            claims = caption.part("claims", heading)
            table_files(claims, len(found.claims), lambda: export_claims(found.claims))


def _caption(source: Warehouse, found: Trace, title: str) -> Caption:
    cell = found.figure
    return documents_caption(
        source,
        title,
        file_stem("provenance", cell.indicator_id, cell.unit_id, cell.period_label),
        cited=[cell.document_vi, *(other.document_vi for other in (*found.inputs, *found.others))],
        place=cell.appendix,
        unit=_(found.indicator.unit_vi),
        period=cell.period_label,
        scope=cell.unit_vi,
    )
