"""A small map of what provinces have done or not, with its legend."""

from dashboard.figures.classification import classify
from dashboard.figures.map_figure import MapFigure, painted
from dashboard.queries.indicator_views import View
from dashboard.words.values import format_value


def flag_map(view: View, alt: str) -> MapFigure:
    """The provinces of a flag in two colours, those without a value in a third."""
    codes, classes = painted(lambda palette: classify(view, view.rows, "value", palette))
    return MapFigure(
        view.structure,
        tuple(view.names),
        codes,
        classes,
        alt,
        cards=tuple((row.short_name_vi, format_value(view.indicator, row)) for row in view.rows),
        is_small=True,
    )
