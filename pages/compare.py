"""So sánh: vài đơn vị cạnh nhau trên mọi chỉ số, và hai chỉ số đối với nhau."""

import streamlit as st

from dashboard.analysis.comparison import indicator_view, level_views, possible_splits, scatter
from dashboard.figures.scatter import scatter_figure
from dashboard.store.builds import warehouse
from dashboard.tables.comparison import scatter_export, scatter_rows
from dashboard.tables.target_matrix import matrix_rows
from dashboard.ui.controls import selectors
from dashboard.ui.controls.blocks import show_finding
from dashboard.ui.controls.drawn import show_scatter
from dashboard.ui.controls.indicator_note import indicator_note
from dashboard.ui.controls.period_choices import choose_edition
from dashboard.ui.controls.structure_choices import choose_usual_structure
from dashboard.ui.controls.structure_note import structure_note
from dashboard.ui.controls.tables import download_head, reading_below
from dashboard.ui.frame.choices_bar import choices_bar
from dashboard.ui.sections import comparison
from dashboard.words.captions import file_stem, views_caption
from dashboard.words.comparison import (
    comparison_finding,
    correlation_words,
    scatter_caption,
    scatter_finding,
)
from dashboard.words.vocabulary import structure_name
from etl.language.i18n import _

with choices_bar():
    level = selectors.choose_level()
    source = choose_edition(warehouse())
    structure = choose_usual_structure(source, level)
    year = selectors.choose_goal_year(source, level, structure)
    views = level_views(source, level, year, structure)
    units = selectors.choose_units(source, views[0])
if units:
    show_finding(comparison_finding(views, units))
    download_head(
        lambda: matrix_rows(views, units),
        len(views) * len(units),
        views_caption(
            source,
            _("Các đơn vị cạnh nhau, mục tiêu {year}").format(year=year),
            file_stem("comparison", level, structure.id, str(year)),
            views,
            structure_name(structure, level),
        ),
        title=_("Các đơn vị cạnh nhau"),
    )
    comparison.side_by_side(views, units)
    st.html(comparison.ways_to_similar(source, views[0], structure, units))
else:
    st.info(_("Chọn từ hai đến sáu đơn vị ở trên để so sánh."))

st.header(_("Hai chỉ số đối với nhau"), anchor=False)
with choices_bar():
    two = selectors.choose_two_indicators(source, level, structure)
    region_id = selectors.choose_region(source, structure) if level == "province" else None
    x_view, y_view = (indicator_view(source, spec, level, year, structure) for spec in two)
    split = selectors.choose_split(possible_splits(source, x_view, y_view))
item = scatter(source, x_view, y_view, region_id, split)
caption = scatter_caption(source, item, region_id)
structure_note(source, x_view)
if not item.pairs:
    st.info(_("Không đơn vị nào có giá trị chính xác ở cả hai chỉ số, nên không vẽ được."))
else:
    st.markdown(correlation_words(item))
    show_scatter(scatter_figure(item, units), caption, alt=scatter_finding(item))
indicator_note([x_view, y_view])
comparison.left_out(item)
reading_below(
    scatter_rows(item),
    lambda: scatter_export(item),
    caption,
    alt=scatter_finding(item),
    urls=comparison.scatter_urls(item),
)
