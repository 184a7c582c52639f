"""What an indicator is, one press from its chart."""

from collections.abc import Sequence

import streamlit as st

from dashboard.queries.indicator_views import View
from dashboard.store.made_once import made_once
from dashboard.ui.controls.blocks import listing
from dashboard.ui.controls.ways import way, ways
from dashboard.ui.frame.menus import disclosure
from dashboard.ui.frame.pages import METHODS
from dashboard.ui.frame.parameters import SECTION
from dashboard.words.indicators import describe_view
from etl.language.i18n import _, ngettext


def indicator_note(views: Sequence[View]) -> None:
    """What opens definition, unit, measure, source, merging rule and caveat of each."""
    st.html(note_html(list(views)))


@made_once(256)
def note_html(views: Sequence[View]) -> str:
    """The same as HTML."""
    about = {shown.indicator.indicator_id: shown for shown in views}
    label = ngettext("Về chỉ số này", "Về các chỉ số này", len(about))
    told = [listing(*describe_view(shown)) for shown in about.values()]
    more = ways([way(METHODS, {SECTION: "thuat-ngu"}, _("Thuật ngữ và cách đọc"))])
    return disclosure(label, "".join(told) + more, "note")
