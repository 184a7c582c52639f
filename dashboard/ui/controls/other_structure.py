"""What to say of figures that were printed for the units of the other structure only."""

import streamlit as st

from dashboard.queries.indicator_views import View
from dashboard.queries.structures import Structure
from dashboard.ui.controls.ways import show_ways, way
from dashboard.ui.frame.pages import Page
from dashboard.ui.frame.parameters import INDICATOR, LEVEL, PERIOD, STRUCTURE
from dashboard.words.markdown import plain
from dashboard.words.periods import period_words
from dashboard.words.vocabulary import structure_name
from etl.language.i18n import _


def other_structure(page: Page, shown: View, printed_for: Structure) -> None:
    """A sentence in place of a view without a source, and the way to where the figures are."""
    name = structure_name(printed_for, shown.level)
    words = _("**{indicator}**: văn bản công bố số liệu theo {structure}, không theo {other}.")
    if shown.period is not None:
        words = _(
            "**{indicator}**, kỳ {period}: văn bản công bố số liệu theo {structure}, "
            "không theo {other}."
        )
    st.info(
        words.format(
            indicator=plain(shown.indicator.name_vi),
            period=plain("" if shown.period is None else period_words(shown.period)),
            structure=name,
            other=structure_name(shown.structure, shown.level),
        ),
        icon=":material/account_tree:",
    )
    choices = {
        INDICATOR: shown.indicator.indicator_id,
        LEVEL: shown.level,
        STRUCTURE: printed_for.id,
    }
    if shown.period is not None:
        choices[PERIOD] = shown.period.id
    accepted = {param: value for param, value in choices.items() if param in page.params}
    show_ways(way(page, accepted, _("Xem theo {structure}").format(structure=name)))
