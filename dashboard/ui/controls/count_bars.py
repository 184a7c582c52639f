"""Counts as bars of HTML, each leading to the list of what it counts."""

from collections.abc import Sequence
from html import escape

from dashboard.queries.obstacles import Counted
from dashboard.ui.controls.local_links import chosen_address
from dashboard.ui.frame.pages import Page
from dashboard.ui.frame.parameters import SECTION, Param


def count_bars(page: Page, param: Param, items: Sequence[Counted], selected: str | None) -> str:
    """A bar per item, most first. A press chooses it and shows the list; on the chosen one, all."""
    most = max((item.count for item in items), default=0)
    bars = "".join(_bar(page, param, item, selected, most) for item in items)
    return f'<ol class="count-bars">{bars}</ol>'


def _bar(page: Page, param: Param, item: Counted, selected: str | None, most: int) -> str:
    is_chosen = item.id == selected
    href = chosen_address(page, {param: "" if is_chosen else item.id, SECTION: ""})
    current = ' aria-current="true"' if is_chosen else ""
    return (
        f'<li><a class="way" href="{escape(href)}"{current}>{escape(item.label)}</a>'
        f'<i style="--share:{100 * item.count / most:.1f}%"></i><b>{item.count}</b></li>'
    )
