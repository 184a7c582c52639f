"""What opens over the page when it is asked for."""

from html import escape


def disclosure(label: str, html: str, name: str) -> str:
    """A button that lays `html` over the page; menus.js closes it as menus close.

    `name` is what style/menus.css knows it by.
    """
    return (
        f'<details class="menu {name}"><summary><span>{escape(label)}</span></summary>'
        f'<div class="menu-body">{html}</div></details>'
    )
