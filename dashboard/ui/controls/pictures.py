"""The buttons that save a chart as a picture; dashboard/assets/pictures.js draws it."""

from html import escape

import streamlit as st

from dashboard.ui.frame.days import today
from dashboard.words.captions import Caption
from etl.language.i18n import _


def still_html(alt: str, address: str, ratio: float | None) -> str:
    """The figure drawn by the server; hidden, and so not fetched, while the browser's is there.

    `ratio` is its width over its height, where it is no higher than the window.
    """
    style = "" if ratio is None else f' style="--ratio:{ratio}"'
    return f'<img class="figure-still" loading="lazy" alt="{escape(alt)}" src="{address}"{style}>'


def picture_buttons(caption: Caption, finding: str, *, credit: str | None, still: str = "") -> None:
    """PNG and SVG of the chart in the same container, with these words inside the picture.

    As it is shown, and as a slide that has the finding for its title. `still` is HTML that stands
    for the chart where its script does not run.
    """
    foot = [caption.origin, *([credit] if credit else [])]
    words = {
        "title": caption.title,
        "subtitle": caption.subtitle,
        "finding": finding,
        "foot": "\n".join(foot),
        "file": caption.file_name(today(), ""),
    }
    data = " ".join(f'data-{name}="{escape(text)}"' for name, text in words.items())
    buttons = "".join(
        f'<button type="button" data-picture="{kind}" aria-label="{escape(name)}">{label}</button>'
        for kind, label, name in (
            ("png", "PNG", _("Tải hình PNG: {title}").format(title=caption.title)),
            ("svg", "SVG", _("Tải hình SVG: {title}").format(title=caption.title)),
            ("slide", "16:9", _("Tải hình cho trang chiếu: {title}").format(title=caption.title)),
        )
    )
    st.html(f'{still}<div class="pictures" {data}>{buttons}</div>')
