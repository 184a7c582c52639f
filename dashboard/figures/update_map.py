"""A map of what a report that is to come in changes, province by province."""

from collections.abc import Sequence

from dashboard.analysis.updates import FigureChange
from dashboard.figures.map_figure import MapClass, MapFigure
from dashboard.figures.palette import DARK, LIGHT, Palette
from dashboard.queries.structures import Structure
from dashboard.words.updates import figure_words
from etl.language.i18n import N_, _

_CLASSES = (
    N_("Số mới"),
    N_("Số khác bản đang công bố"),
    N_("Mất số"),
    N_("Không thay đổi"),
)
_PLACE = {"added": 0, "changed": 1, "vanished": 2}


def update_map(
    structure: Structure, names: dict[str, str], changes: Sequence[FigureChange], alt: str
) -> MapFigure:
    """The provinces of a structure; `changes` are those of one indicator.

    Where a province has changes in several periods, the map shows the last.
    """
    of_unit = {change.unit_id: change for change in changes}
    codes = [
        _PLACE[of_unit[unit_id].status] if unit_id in of_unit else len(_CLASSES) - 1
        for unit_id in names
    ]
    classes = tuple(
        MapClass(_(label), light, dark, codes.count(place))
        for place, (label, light, dark) in enumerate(
            zip(_CLASSES, _colours(LIGHT), _colours(DARK), strict=True)
        )
    )
    cards = tuple((name, *_card(of_unit.get(unit_id))) for unit_id, name in names.items())
    return MapFigure(structure, tuple(names), tuple(codes), classes, alt, cards=cards)


def _colours(palette: Palette) -> tuple[str, ...]:
    return palette.sequential[3], palette.missing[1], palette.missing[3], palette.no_data


def _card(change: FigureChange | None) -> tuple[str, ...]:
    if change is None:
        return (_("Không thay đổi"),)
    old, new = (figure_words(change, new=new) for new in (False, True))
    return (f"{old or '–'} → {new or '–'}", change.period_label)
