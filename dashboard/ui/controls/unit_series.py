"""A unit's figures over the periods: one indicator as a chart, all of them as a table."""

from collections.abc import Sequence

import streamlit as st

from dashboard.figures.unit_series import unit_series_chart
from dashboard.queries.indicator_views import View
from dashboard.queries.structures import Structure
from dashboard.queries.unit_series import UnitSeries, series_of_unit
from dashboard.queries.units import Unit
from dashboard.store.warehouse import Warehouse
from dashboard.tables.unit_series import cited_points, export_periods, reading_periods
from dashboard.ui.controls import charts
from dashboard.ui.controls.tables import table_behind
from dashboard.words.captions import Caption
from dashboard.words.markdown import plain
from dashboard.words.unit_series import alternative, reading_lines, unit_series_caption
from dashboard.words.vocabulary import structure_name
from etl.language.i18n import _


def unit_series(source: Warehouse, shown: View, unit_id: str) -> None:
    """The chosen indicator of a unit over its periods; nothing where it has figures of one only."""
    found = series_of_unit(source, unit_id, shown.structure).get(shown.indicator.indicator_id)
    if found is None or not found.is_drawn:
        return
    name = shown.row_of(unit_id).name_vi
    title = _("{unit}: {indicator} qua các kỳ").format(
        unit=name, indicator=shown.indicator.short_name_vi
    )
    scope = structure_name(shown.structure, shown.level)
    file = f"{shown.indicator.indicator_id}_{unit_id}_{shown.structure.id}"
    caption = unit_series_caption(source, [found], title, file, scope)
    st.markdown(f"**{_('Qua các kỳ')}**")
    charts.show(
        unit_series_chart(found, charts.palette()),
        caption,
        key="unit-series",
        alt=alternative(name, [found]),
    )
    st.caption("  \n".join(map(plain, reading_lines([found]))))
    _table(caption, [found], unit_id, name)


def unit_periods(source: Warehouse, unit: Unit, structure: Structure) -> None:
    """All indicators of a unit that have figures of two periods or more, as one table."""
    found = series_of_unit(source, unit.unit_id, structure).values()
    drawn = [item for item in found if item.is_drawn]
    if not drawn:
        return
    title = _("{unit}: các chỉ số qua các kỳ").format(unit=unit.name_vi)
    scope = structure_name(structure, unit.level)
    file = f"{unit.unit_id}_{structure.id}"
    caption = unit_series_caption(source, drawn, title, file, scope)
    st.markdown(f"**{_('Qua các kỳ')}**")
    st.caption("  \n".join(map(plain, reading_lines(drawn, small=True))))
    _table(caption, drawn, unit.unit_id, unit.name_vi)


def _table(caption: Caption, items: Sequence[UnitSeries], unit_id: str, name: str) -> None:
    table_behind(
        reading_periods(items),
        lambda: export_periods(items, unit_id, name),
        caption,
        count=len(cited_points(items)),
    )
