"""Links within a page: to its sections, and to the next rows of a long list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TypeVar

import streamlit as st

from dashboard.ui.controls.blocks import finding_html
from dashboard.ui.frame import url_state, widgets
from dashboard.ui.frame.addresses import address_of
from dashboard.ui.frame.pages import Page
from dashboard.ui.frame.parameters import LANG, ROW_PAGE, SECTION, Param
from etl.language.i18n import _, format_number

ROWS = 15
"""A list is shown by so many: on a phone, where each is a card, still within a few screens."""

Row = TypeVar("Row")


@dataclass(frozen=True)
class RowPage:
    """One page of a list of `total` rows."""

    number: int
    total: int

    @property
    def count(self) -> int:
        """How many pages there are; one for a list without rows."""
        return max(1, -(-self.total // ROWS))

    def cut(self, rows: Sequence[Row]) -> list[Row]:
        """The rows of this page."""
        start = (self.number - 1) * ROWS
        return list(rows[start : start + ROWS])


def section_of_address(sections: Mapping[str, str]) -> str:
    """The section of the address; the first of `sections` where it names none."""
    return widgets.read(SECTION, list(sections), default=next(iter(sections)))


def page_line(page: Page, finding: str, sections: Mapping[str, str], chosen: str) -> None:
    """What a page has found, and the links to its sections; after the widgets of its choices."""
    links = []
    for key, words in sections.items():
        is_first = key == next(iter(sections))
        link = _link(page, {SECTION: "" if is_first else key}, _(words))
        current = f'<span aria-current="page">{escape(_(words))}</span>'
        links.append(current if key == chosen else link)
    nav = f'<nav class="sections" aria-label="{escape(_(SECTION.label))}">{"".join(links)}</nav>'
    st.html(f'<div class="page-part">{finding_html(finding)}{nav}</div>')


def choose_row_page(total: int) -> RowPage:
    """The page of the address; the first again when the reader asks for other rows."""
    choices = url_state.session_choices()
    if choices.touched and choices.last != LANG.id:
        choices.encoded[ROW_PAGE.url] = ""
        return RowPage(1, total)
    numbers = [str(number + 1) for number in range(RowPage(1, total).count)]
    return RowPage(int(widgets.read(ROW_PAGE, numbers, default=numbers[0])), total)


def row_page_links(page: Page, at: RowPage) -> str:
    """`Trang 2/9 · Trước · Sau` as HTML; nothing where all rows are on one page."""
    if at.count == 1:
        return ""
    first = (at.number - 1) * ROWS + 1
    said = _("Trang {number}/{count} · dòng {first}–{last} trong {total}").format(
        number=at.number,
        count=at.count,
        first=format_number(first),
        last=format_number(min(first + ROWS - 1, at.total)),
        total=format_number(at.total),
    )
    steps = [
        _link(page, {ROW_PAGE: "" if number == 1 else str(number)}, words)
        if 1 <= number <= at.count
        else f"<span>{escape(words)}</span>"
        for words, number in ((_("Trước"), at.number - 1), (_("Sau"), at.number + 1))
    ]
    label = escape(_("Các trang của danh sách"))
    return (
        f'<nav class="row-pages" aria-label="{label}"><p>{escape(said)}</p>{"".join(steps)}</nav>'
    )


def chosen_address(page: Page, choices: Mapping[Param, str]) -> str:
    """The address of what is chosen now with `choices` made; an empty one takes a choice back.

    Complete once the page's widgets have run. Other rows start at their first page.
    """
    now = url_state.current_params(page.params) | {ROW_PAGE.url: ""}
    now |= {param.url: value for param, value in choices.items()}
    return address_of(page, {name: value for name, value in now.items() if value})


def _link(page: Page, choices: Mapping[Param, str], words: str) -> str:
    address = escape(chosen_address(page, choices))
    return f'<a class="way" href="{address}">{escape(words)}</a>'
