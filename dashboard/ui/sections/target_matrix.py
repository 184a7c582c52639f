"""The matrix of units and goals on its page, with a picture of it to take away."""

from collections.abc import Sequence
from html import escape
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from dashboard.analysis.targets import Goal, Tally
from dashboard.figures.matrix import matrix_picture
from dashboard.figures.palette import DARK, LIGHT, ink_on
from dashboard.queries.indicator_views import View
from dashboard.store.codes import VERDICT_CODES
from dashboard.store.made_once import made_once
from dashboard.tables.matrix_html import matrix_legend, matrix_table
from dashboard.ui.controls import charts
from dashboard.ui.controls.blocks import listing
from dashboard.ui.controls.pictures import picture_buttons
from dashboard.ui.frame import url_state
from dashboard.ui.frame.addresses import address_of
from dashboard.ui.frame.days import today
from dashboard.ui.frame.pages import TARGETS
from dashboard.ui.frame.parameters import UNIT
from dashboard.ui.frame.stills import still_url
from dashboard.words.captions import Caption
from dashboard.words.periods import results_words
from dashboard.words.summaries import matrix_finding
from etl.language.i18n import _


def show_matrix(
    goals: Sequence[Goal],
    views: Sequence[View],
    counts: Sequence[Tally],
    units: Sequence[str],
    unit_id: str | None,
    caption: Caption,
) -> None:
    """The legend, a row per unit that chooses it, the buttons that save it as a picture."""
    kept, palette = url_state.current_params(TARGETS.params), charts.palette()
    html = _matrix(list(goals), list(views), list(counts), list(units), unit_id, urlencode(kept))
    # What the table says is what the picture is of.
    drawing = still_url(
        ["matrix", html, palette is DARK],
        lambda: matrix_picture(goals, views, units, palette, unit_id),
    )
    title = escape(_("Từng đơn vị, từng mục tiêu"))
    head = f'<h2 class="targets-head">{title}</h2>'
    # pictures.js knows the figure and its buttons by the container's key.
    with st.container(key="picture-matrix", gap=None):
        st.html(f'<div class="figure" data-drawing="{drawing}">{head}{html}</div>')
        picture_buttons(caption, matrix_finding(views, units), credit=None)


@made_once(64)
def _matrix(
    goals: Sequence[Goal],
    views: Sequence[View],
    counts: Sequence[Tally],
    units: Sequence[str],
    unit_id: str | None,
    query: str,
) -> str:
    """`query` is that of the page as it is."""
    kept = dict(parse_qsl(query))
    links = {key: address_of(TARGETS, kept | {UNIT.url: key}) for key in units}
    note = _("Nhỏ bên cạnh: khoảng cách đến mục tiêu, điểm % hoặc bậc; − là còn thiếu.")
    table = matrix_table(goals, views, counts, links, matrix_finding(views, units), unit_id)
    return (
        f'<div class="matrix-colours" style="{_colours()}">{matrix_legend(counts)}'
        f"<p>{escape(note)}</p>{table}</div>"
    )


def _colours() -> str:
    """The colour of each verdict, and the ink on it, as style/targets.css calls them."""
    return ";".join(
        f"--{verdict}:light-dark({light},{dark});"
        f"--on-{verdict}:light-dark({ink_on(light)},{ink_on(dark)})"
        for verdict in VERDICT_CODES
        for light, dark in [(LIGHT.few_met[verdict], DARK.few_met[verdict])]
    )


def show_timing(views: Sequence[View]) -> None:
    """Which goals are judged by figures of their due date, and which by those of another day."""
    results = [shown for shown in views if shown.days_from_due == 0]
    others = [shown for shown in views if shown.days_from_due != 0]
    st.html(
        '<div class="page-part timing">'
        + "".join(
            listing(title, lines)
            for title, found in (
                (_("Kết quả của ngày đến hạn"), results),
                (_("Chưa phải kết quả của ngày đến hạn"), others),
            )
            if (lines := results_words(found, today()))
        )
        + "</div>"
    )
