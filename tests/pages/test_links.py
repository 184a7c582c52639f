"""Every control of every page: choose, take the address, open it afresh, see the same view.

A new page or control is covered without a change to this file.
"""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from google.protobuf.json_format import MessageToDict
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import TESTING_KEY, Block, Node, Widget

from dashboard.ui.frame.pages import PAGES, Page
from dashboard.ui.frame.parameters import PARAMS

OpenPage = Callable[..., AppTest]
CHOICES = {param.key for param in PARAMS}
# What tells the browser where a value comes from, not what the reader sees.
OF_THE_RUN = {"id", "setValue", "rawValue", "rawValues", "value", "default", "elementId"}


def nodes(block: Node) -> Iterator[Node]:
    for child in block.children.values() if isinstance(block, Block) else ():
        yield child
        yield from nodes(child)


def controls(app: AppTest) -> dict[str, Any]:
    """The choices a page offers, by key."""
    found = (node for node in nodes(app._tree) if isinstance(node, Widget))
    return {node.key: node for node in found if node.key in CHOICES}


def shown(app: AppTest) -> list[str]:
    """Everything on the page in order: texts, tables, charts, links, controls and their values."""
    return [
        f"{node.type} {node.value if isinstance(node, Widget) else ''} {told(node)}"
        for node in nodes(app._tree)
    ]


def told(node: Node) -> str:
    proto = None if isinstance(node, Block) else getattr(node, "proto", None)
    said = {} if proto is None else MessageToDict(proto)
    return json.dumps(_without(said), ensure_ascii=False, sort_keys=True)


def _without(said: Any) -> Any:
    # An element that the test tool does not know is wrapped in another.
    if isinstance(said, dict):
        return {key: _without(part) for key, part in said.items() if key not in OF_THE_RUN}
    return said


def samples(widget: Any) -> list[Any]:
    """What to choose: every one of a few options side by side, two of a list."""
    match widget.type:
        case "button_group":
            chosen = widget.formatted_values
            return [option for option in widget.options if option not in chosen]
        case "selectbox":
            return list(dict.fromkeys((*widget.options[1:2], *widget.options[-1:])))
        case "multiselect":
            return [widget.options[-2:], []]
        case "text_input":
            return ["hộ tịch, API"]
        case "date_input":
            return [widget.value - timedelta(days=300)]
    raise NotImplementedError(f"a choice by {widget.type}: say what to choose")


def choose(app: AppTest, key: str, value: Any) -> None:
    widget = controls(app)[key]
    if hasattr(widget, "options"):
        # The browser knows options by their labels, and so do these samples.
        widget.root.session_state[TESTING_KEY][widget.id] = str
    widget.set_value(value)
    app.run()
    assert not app.exception


def page_of(app: AppTest) -> Page:
    """The page that is open; a choice can lead to another."""
    return next(page for page in PAGES if page.id == app.session_state["_choices"].page)


def address(app: AppTest) -> dict[str, str]:
    return {name: "".join(value) for name, value in dict(app.query_params).items()}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
def test_a_link_made_by_any_choice_shows_the_same_view(open_page: OpenPage, page: Page) -> None:
    @cache
    def shown_at(there: Page, link: tuple[tuple[str, str], ...]) -> list[str]:
        again = open_page(there, dict(link))
        assert not again.exception
        return shown(again)

    met: set[str] = set()
    waiting: list[dict[str, str]] = [{}]
    while waiting:
        start = waiting.pop()
        app = open_page(page, start)
        # One choice upon another, as readers make them.
        while untried := [key for key in controls(app) if key not in met]:
            key = untried[0]
            met.add(key)
            for value in samples(controls(app)[key]):
                choose(app, key, value)
                link = address(app)
                assert shown_at(page_of(app), tuple(link.items())) == shown(app), link
                if page_of(app) is not page:
                    app = open_page(page, start)
                elif set(controls(app)) - met - set(untried):
                    # The next sample may take these controls away again.
                    waiting.append(link)
    assert met
