"""The choice of the provinces and ministries that figures are shown for."""

from dashboard.queries.periods import usual_structure
from dashboard.queries.structures import OLD, STRUCTURES, Structure
from dashboard.store.warehouse import Warehouse
from dashboard.ui.frame import widgets
from dashboard.ui.frame.parameters import OLD_BORDERS, STRUCTURE
from dashboard.words.vocabulary import structure_in_brief
from etl.language.i18n import N_, _


def choose_structure(
    level: str, *, labelled: bool = True, printed_for: Structure = OLD
) -> Structure:
    """The provinces and ministries of the report's time, or those of today.

    Those that the figures were printed for, unless chosen otherwise. Without a visible label where
    room is short: the options name themselves.
    """
    chosen = widgets.choose(
        STRUCTURE,
        list(STRUCTURES),
        default=printed_for.id,
        follows=True,
        usual=OLD.id,
        format_func=lambda key: structure_in_brief(STRUCTURES[key], level),
        widget="segmented",
        label_visibility="visible" if labelled else "collapsed",
    )
    return STRUCTURES[chosen]


def choose_usual_structure(source: Warehouse, level: str, *, labelled: bool = True) -> Structure:
    """The same on a page of many indicators: at first the one that most of them are printed for."""
    of_units = "province" if level == "region" else level
    usual = usual_structure(source, of_units)
    return choose_structure(level, labelled=labelled, printed_for=usual)


def choose_old_borders() -> bool:
    """Whether to draw the borders of the 63 provinces over the 34."""
    labels = {"khong": N_("Ẩn"), "co": N_("Hiện")}
    chosen = widgets.choose(
        OLD_BORDERS,
        list(labels),
        default="khong",
        format_func=lambda key: _(labels[key]),
        widget="segmented",
    )
    return chosen == "co"
