"""A unit's figures beside a map: its value first, then everything else it has."""

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from dashboard.queries.indicator_views import View, due_dates, view
from dashboard.queries.indicators import indicators_at
from dashboard.queries.lineage import links, member_rows
from dashboard.queries.structures import OLD
from dashboard.queries.units import legal_names
from dashboard.queries.view_rows import ViewRow
from dashboard.store.warehouse import Warehouse
from dashboard.tables.indicator_views import export_table
from dashboard.tables.row_cells import cell_of
from dashboard.ui.controls.blocks import paragraph, show_part
from dashboard.ui.controls.period_choices import as_known_with
from dashboard.ui.controls.provenance_link import figure_link, provenance_way
from dashboard.ui.controls.tables import small_table
from dashboard.ui.controls.unit_series import unit_series
from dashboard.ui.controls.ways import show_ways
from dashboard.words.captions import file_stem, view_caption, views_caption
from dashboard.words.cells import figures
from dashboard.words.changes import describe_change
from dashboard.words.markdown import explained, plain
from dashboard.words.periods import view_period
from dashboard.words.statements import write
from dashboard.words.values import (
    describe_joined,
    format_gap,
    format_rank,
    format_row_target,
    format_value,
)
from dashboard.words.views import describe_due, describe_row_source
from dashboard.words.vocabulary import RELATIONS, VERDICT_MARKS
from etl.language.i18n import _, capital, format_date


def unit_panel(source: Warehouse, shown: View, unit_id: str) -> None:
    """The chosen indicator of a unit, then the unit's other indicators with their targets."""
    show_part("panel", unit_head(source, shown, unit_id))
    # Hidden by the browser while it shows another unit's head before the server does.
    with st.container(key="unit-rest"):
        _rest(source, shown, unit_id)


def unit_head(source: Warehouse, shown: View, unit_id: str) -> str:
    """The unit's name, its figure, rank and change, and how far it is from the target."""
    row = shown.row_of(unit_id)
    blocks = [f"<h2>{escape(row.name_vi)}</h2>"]
    for name in legal_names(source, unit_id):
        if name.valid_from is not None and name.name_vi != row.name_vi:
            since = _("Từ {day}: {name}, {basis}").format(
                day=format_date(name.valid_from), name=name.name_vi, basis=name.legal_basis
            )
            blocks.append(paragraph(f":small[:gray[{plain(since)}]]"))
    figure = explained(escape(format_value(shown.indicator, row)))
    label = escape(shown.indicator.short_name_vi)
    blocks.append(f'<div class="text-box">{label}<div class="large-figure">{figure}</div></div>')
    lines = paragraph("  \n".join(filter(None, _lines(shown, row))))
    return "".join([*blocks, f'<div class="unit-told">{lines}</div>'])


def _lines(shown: View, row: ViewRow) -> list[str]:
    lines = [
        format_rank(shown.indicator, row),
        capital(describe_change(shown, row)),
        describe_joined(shown.indicator, row),
    ]
    if row.target is not None and not shown.is_allocation:
        target = format_row_target(shown.indicator, row)
        mark = VERDICT_MARKS.get(row.verdict or "", "–")
        gap = format_gap(shown.indicator, row) or _("chưa có số liệu để so")
        lines.append(f"{mark} {capital(describe_due(shown))}: **{target}**, {gap}")
    if row.note is not None:
        lines.append(f":gray[{plain(write(row.note))}]")
    return [*lines, f":small[:gray[{plain(describe_row_source(shown, row))}]]"]


def _rest(source: Warehouse, shown: View, unit_id: str) -> None:
    row = shown.row_of(unit_id)
    show_ways(provenance_way(shown, unit_id))
    unit_series(as_known_with(source, shown.period), shown, unit_id)
    if shown.is_merged:
        _members(source, shown, unit_id)
    others = _other_views(as_known_with(source, shown.period), shown)
    small_table(
        _other_indicators(others, unit_id),
        lambda: pd.concat(
            [export_table(other, [other.row_of(unit_id)]) for other in others],
            ignore_index=True,
        ),
        views_caption(
            source,
            _("{unit}: các chỉ số khác").format(unit=row.name_vi),
            file_stem("unit", unit_id, shown.structure.id),
            others,
        ),
        is_markdown=True,
    )


def _members(source: Warehouse, shown: View, unit_id: str) -> None:
    """The old units behind a new one, with their figures and what the law says."""
    st.markdown(f"**{_('Hình thành từ')}**")
    rows = member_rows(source, shown, unit_id)
    before = view(
        source, shown.indicator.indicator_id, shown.level, shown.due_on, OLD, shown.period
    )
    small_table(
        pd.DataFrame(
            {
                _("Đơn vị cũ"): [plain(row.short_name_vi) for row in rows],
                shown.indicator.short_name_vi: figures(
                    cell_of(
                        shown.indicator,
                        row,
                        figure_link(format_value(shown.indicator, row), before, row.unit_id),
                    )
                    for row in rows
                ),
            }
        ),
        lambda: export_table(before, rows),
        view_caption(source, before).part(
            f"members_{unit_id}",
            _("{indicator}: các đơn vị cũ").format(indicator=shown.indicator.name_vi),
        ),
        is_markdown=True,
    )
    lines = []
    for link in links(source, shown.level):
        if link.successor_id == unit_id:
            part = "" if link.part_vi is None else f": {plain(link.part_vi)}"
            doubt = "" if link.is_confirmed else f" :orange[({_('chưa xác nhận đủ')})]"
            lines.append(
                f"- {plain(link.predecessor_vi)} ({_(RELATIONS[link.relation])}){part}, "
                f"{format_date(link.effective_on)}, {plain(link.legal_basis)}{doubt}"
            )
    with st.expander(_("Căn cứ sắp xếp")):
        st.markdown("\n".join(lines))


def _other_views(source: Warehouse, shown: View) -> list[View]:
    views = []
    for indicator_id in indicators_at(source, shown.level, shown.structure):
        if indicator_id == shown.indicator.indicator_id:
            continue
        dues = due_dates(source, indicator_id, shown.level)
        due_on = dues[-1] if dues else None
        views.append(view(source, indicator_id, shown.level, due_on, shown.structure))
    return [other for other in views if not other.is_of_single_units]


def _other_indicators(others: Sequence[View], unit_id: str) -> pd.DataFrame:
    lines = []
    for other in others:
        indicator, row = other.indicator, other.row_of(unit_id)
        lines.append(
            {
                _("Chỉ số"): plain(_name_in_time(other)),
                _("Giá trị"): cell_of(
                    indicator,
                    row,
                    " ".join(
                        part
                        for part in (
                            figure_link(format_value(indicator, row), other, unit_id),
                            _in_brackets(format_rank(indicator, row)),
                        )
                        if part
                    ),
                ),
                _("Mục tiêu"): ""
                if row.target is None or other.is_allocation
                else f"{VERDICT_MARKS.get(row.verdict or '', '–')} "
                f"{format_row_target(indicator, row)}",
            }
        )
    return pd.DataFrame(lines, dtype=object)


def _name_in_time(shown: View) -> str:
    name = shown.indicator.short_name_vi
    return f"{name}, {view_period(shown)}" if shown.is_provisional else name


def _in_brackets(text: str) -> str:
    return f"({text})" if text else ""
