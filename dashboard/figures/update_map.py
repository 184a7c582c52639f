"""A map of what a report that is to come in changes, province by province."""

from collections.abc import Mapping, Sequence

from dashboard.analysis.updates import FigureChange
from dashboard.figures.map_figure import MapClass, MapFigure
from dashboard.figures.palette import DARK, LIGHT, Palette
from dashboard.queries.indicator_views import View
from dashboard.queries.view_rows import ViewRow
from dashboard.words.updates import figure_words
from dashboard.words.values import format_value
from etl.language.i18n import N_, _

_CLASSES = {
    "rises": N_("Cao hơn số đang công bố"),
    "falls": N_("Thấp hơn số đang công bố"),
    "equal": N_("Bằng số đang công bố"),
    "first": N_("Có số, trước chưa có"),
    "without": N_("Không có số"),
    "vanished": N_("Mất số đang công bố"),
    "untouched": N_("Không thay đổi"),
}


def update_map(published: View, changes: Sequence[FigureChange], alt: str) -> MapFigure:
    """The provinces of the published view; `changes` are those of its indicator.

    Where a province has changes in several periods, the last is compared with the view's figure.
    """
    of_unit = {change.unit_id: change for change in changes}
    names = list(_CLASSES)
    codes = [names.index(_class_of(row, of_unit.get(row.unit_id))) for row in published.rows]
    classes = tuple(
        MapClass(_(label), light, dark, codes.count(place))
        for place, (label, light, dark) in enumerate(
            zip(_CLASSES.values(), _colours(LIGHT), _colours(DARK), strict=True)
        )
    )
    cards = tuple(_card(published, row, of_unit) for row in published.rows)
    units = tuple(row.unit_id for row in published.rows)
    return MapFigure(published.structure, units, tuple(codes), classes, alt, cards=cards)


def _class_of(row: ViewRow, change: FigureChange | None) -> str:
    if change is None:
        return "untouched"
    if change.status == "vanished":
        return "vanished"
    if change.new is None:
        return "without"
    if row.value is None:
        return "first"
    return "rises" if change.new > row.value else "falls" if change.new < row.value else "equal"


def _colours(palette: Palette) -> tuple[str, ...]:
    return (
        palette.sequential[3],
        palette.missing[2],
        palette.unchanged,
        palette.sequential[1],
        palette.incomparable,
        palette.missing[4],
        palette.no_data,
    )


def _card(published: View, row: ViewRow, of_unit: Mapping[str, FigureChange]) -> tuple[str, ...]:
    change = of_unit.get(row.unit_id)
    if change is None:
        return row.short_name_vi, format_value(published.indicator, row)
    before = f"{format_value(published.indicator, row)} ({published.period_label})"
    after = f"{figure_words(change, new=True) or '–'} ({change.period_label})"
    return row.short_name_vi, after, _("Đang công bố: {figure}").format(figure=before)
