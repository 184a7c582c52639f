"""A unit's figures over the periods: one indicator as a chart, those of a topic as small lines."""

from collections.abc import Sequence

import streamlit as st

from dashboard.figures.sparklines import sparklines
from dashboard.figures.unit_series import unit_series_chart
from dashboard.queries.indicator_views import View
from dashboard.queries.unit_series import UnitSeries, series_of_unit
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


def unit_sparklines(source: Warehouse, views: Sequence[View], unit_id: str) -> None:
    """The same of all indicators of a topic that have figures of two periods or more, small."""
    first = views[0]
    of_unit = series_of_unit(source, unit_id, first.structure)
    found = [of_unit.get(shown.indicator.indicator_id) for shown in views]
    drawn = [item for item in found if item is not None and item.is_drawn]
    if not drawn:
        return
    topic = first.indicator.topic
    name = first.row_of(unit_id).name_vi
    title = _("{unit}: {topic} qua các kỳ").format(unit=name, topic=first.indicator.topic_vi)
    scope = structure_name(first.structure, first.level)
    file = f"{topic}_{unit_id}_{first.structure.id}"
    caption = unit_series_caption(source, drawn, title, file, scope)
    st.markdown(f"**{_('Qua các kỳ')}**")
    charts.show(
        sparklines(drawn, charts.palette()),
        caption,
        key=f"sparklines-{topic}",
        alt=alternative(name, drawn),
    )
    st.caption("  \n".join(map(plain, reading_lines(drawn, small=True))))
    _table(caption, drawn, unit_id, name)


def _table(caption: Caption, items: Sequence[UnitSeries], unit_id: str, name: str) -> None:
    table_behind(
        reading_periods(items),
        lambda: export_periods(items, unit_id, name),
        caption,
        count=len(cited_points(items)),
    )
