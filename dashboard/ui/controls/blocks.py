"""Short texts as HTML: what stands in one element of the page, and is swapped as one."""

from collections.abc import Iterable, Mapping
from html import escape

import streamlit as st

from dashboard.words.markdown import explained, html_of
from etl.language.i18n import _


def paragraph(markdown: str) -> str:
    """A sentence."""
    return f"<p>{html_of(markdown)}</p>"


def listing(title: str, lines: Iterable[str]) -> str:
    """Lines of Markdown under a title, which is Markdown too."""
    items = "".join(f"<li>{html_of(line)}</li>" for line in lines)
    return f"<p><strong>{html_of(title)}</strong></p><ul>{items}</ul>"


def box(blocks: Iterable[str]) -> str:
    """Blocks within a frame; nothing where there are none."""
    inside = "".join(blocks)
    return f'<div class="text-box">{inside}</div>' if inside else ""


def show_part(name: str, html: str) -> None:
    """A part of the page that the browser may fill before the server does, by its name."""
    st.html(f'<div class="page-part" data-part="{name}">{html}</div>')


def show_finding(sentence: str) -> None:
    """What a page has found out of its choices, at its head."""
    show_part("finding", finding_html(sentence))


def finding_html(sentence: str) -> str:
    """The same as HTML; `sentence` is no Markdown."""
    return f'<p class="finding">{explained(escape(sentence))}</p>'


def anchors(places: Mapping[str, str]) -> str:
    """Links to the parts of a long page: ids of elements, and what they are called."""
    links = "".join(
        f'<a href="#{place}" target="_self">{escape(name)}</a>' for place, name in places.items()
    )
    return f'<nav class="anchors" aria-label="{escape(_("Nội dung"))}">{links}</nav>'
