"""What an indicator is, one click from its chart."""

from collections.abc import Sequence

import streamlit as st

from dashboard.queries.indicator_views import View
from dashboard.store.made_once import made_once
from dashboard.ui.frame.pages import METHODS
from dashboard.ui.frame.parameters import SECTION
from dashboard.ui.frame.shell import link_to
from dashboard.words.indicators import describe_view
from etl.language.i18n import _, ngettext


@made_once(64)
def _described(views: Sequence[View]) -> str:
    return "\n\n".join(map(describe_view, views))


def indicator_note(views: Sequence[View]) -> None:
    """A button that opens definition, unit, measure, source, merging rule and caveat of each."""
    about = {shown.indicator.indicator_id: shown for shown in views}
    label = ngettext("Về chỉ số này", "Về các chỉ số này", len(about))
    with st.popover(label, icon=":material/info:", type="tertiary", key="indicator-note"):
        st.markdown(_described(list(about.values())))
        link_to(METHODS, {SECTION: "thuat-ngu"}, label=_("Thuật ngữ và cách đọc"))
