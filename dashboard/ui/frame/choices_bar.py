"""The bar of choices at the head of a page; on a phone a sheet behind a line that sums them up."""

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape

import streamlit as st

from dashboard.ui.frame.url_state import choices_in_words, session_choices
from etl.language.i18n import _


@contextmanager
def choices_bar() -> Iterator[None]:
    """What is drawn within stands in the bar."""
    before = dict(choices_in_words())
    state = session_choices()
    state.bars += 1
    line = st.empty()
    # style/choices.css and choices_sheet.js know it by the key.
    with st.container(
        horizontal=True, vertical_alignment="bottom", gap="small", key=f"choices-{state.bars}"
    ):
        yield
        st.html(_button("close-choices", _("Xong")), width="content")
    chosen = [words for label, words in choices_in_words() if before.get(label) != words]
    # Nothing is narrowed yet where every choice stands open.
    words = f"{_('Lọc')}: {' · '.join(chosen)}" if chosen else _("Lọc")
    line.html(_button("open-choices", words))


def _button(action: str, label: str) -> str:
    return (
        f'<button type="button" class="client-button {action}" data-action="{action}">'
        f"<span>{escape(label)}</span></button>"
    )
