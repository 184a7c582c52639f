"""Widgets whose choice the URL carries, and choices that follow from one another."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, overload

import streamlit as st

from dashboard.ui.frame.parameters import Param
from dashboard.ui.frame.url_state import (
    follow_default,
    reject,
    session_choices,
    take_from_url,
    touch,
)
from etl.language.i18n import _

Widget = Literal["select", "segmented"]

_SEPARATOR = ","


@overload
def choose(
    param: Param,
    options: Sequence[str],
    *,
    default: str,
    format_func: Callable[[str], str] = ...,
    widget: Widget = ...,
    resolve: Callable[[str], str | None] | None = ...,
    follows: bool = ...,
    usual: str | None = ...,
    **kwargs: Any,
) -> str: ...


@overload
def choose(
    param: Param,
    options: Sequence[str],
    *,
    default: None,
    format_func: Callable[[str], str] = ...,
    widget: Literal["select"] = ...,
    **kwargs: Any,
) -> str | None: ...


def choose(
    param: Param,
    options: Sequence[str],
    *,
    default: str | None,
    format_func: Callable[[str], str] = str,
    widget: Widget = "select",
    resolve: Callable[[str], str | None] | None = None,
    follows: bool = False,
    usual: str | None = None,
    **kwargs: Any,
) -> str | None:
    """Draw the widget of `param` over option ids and return the chosen id.

    `format_func` gives the label of an id; labels must differ. With `default=None` the choice can
    be empty. `resolve` finds the option that a value of the URL means, or None. What `follows` and
    is left at its default stays at it when that moves. `usual` is the default elsewhere: where this
    one differs, the URL always says which is chosen. `kwargs` go to the widget (`help`,
    `placeholder`, `label_visibility`, …); a `label` replaces the parameter's own.
    """
    if default is not None and default not in options:
        raise ValueError(f"{param.id}: default {default!r} is not one of the options")
    raw, choices = st.query_params.get(param.url, ""), session_choices()
    choices.options[param.url] = options
    asked = _asked(raw, options, resolve)
    if follows:
        follow_default(param, default)
    take_from_url(param, asked or default, [] if asked else [raw])
    if st.session_state[param.key] not in {*options, default}:
        st.session_state[param.key] = default
    label = kwargs.pop("label", None) or _(param.label)
    kwargs |= {"format_func": format_func, "key": param.key}
    kwargs |= {"on_change": touch, "args": (param,)}
    chosen: str | None
    if widget == "segmented":
        chosen = st.segmented_control(label, options, required=True, wrap=True, **kwargs)
    else:
        kwargs.setdefault("placeholder", _("Chọn…"))
        chosen = st.selectbox(label, options, index=None if default is None else 0, **kwargs)
    is_unsaid = chosen is None or (chosen == default and usual in (None, default))
    choices.encoded[param.url] = "" if chosen is None or is_unsaid else chosen
    choices.worded[label] = "" if chosen is None else format_func(chosen)
    return chosen


def _asked(
    raw: str, options: Sequence[str], resolve: Callable[[str], str | None] | None
) -> str | None:
    """The option that a value of the URL asks for."""
    if raw in options:
        return raw
    return resolve(raw) if resolve is not None and raw else None


def choose_many(
    param: Param,
    options: Sequence[str],
    *,
    default: Sequence[str] = (),
    at_most: int | None = None,
    format_func: Callable[[str], str] = str,
    **kwargs: Any,
) -> list[str]:
    """Draw a multiselect of `param` over option ids and return the chosen ids in the order chosen.

    In the URL the ids stand comma-separated in one parameter; a comma alone is the empty choice
    where that is not the default. Ids beyond `at_most` are refused like unknown ones. `kwargs` as
    for `choose`.
    """
    raw, choices = st.query_params.get(param.url, ""), session_choices()
    choices.options[param.url] = options
    items = list(dict.fromkeys(item for item in raw.split(_SEPARATOR) if item))
    known = [item for item in items if item in options][:at_most]
    emptied = raw and not items
    take_from_url(
        param,
        known if known or emptied else list(default),
        [item for item in items if item not in known],
    )
    possible = [item for item in st.session_state[param.key] if item in options]
    if possible != st.session_state[param.key]:
        st.session_state[param.key] = possible
    label = kwargs.pop("label", None) or _(param.label)
    kwargs.setdefault("placeholder", _("Chọn…"))
    kwargs |= {"format_func": format_func, "key": param.key}
    kwargs |= {"on_change": touch, "args": (param,)}
    chosen: list[str] = st.multiselect(label, options, max_selections=at_most, **kwargs)
    encoded = _SEPARATOR.join(chosen) or _SEPARATOR
    choices.encoded[param.url] = "" if chosen == list(default) else encoded
    choices.worded[label] = ", ".join(format_func(item) for item in chosen)
    return chosen


def enter(param: Param, *, longest: int = 80, **kwargs: Any) -> str:
    """Draw a text field of `param` and return what stands in it, without spaces around it.

    Any text will do; one from a link is cut at `longest` characters, as the field does.
    """
    take_from_url(param, st.query_params.get(param.url, "")[:longest], [])
    label = kwargs.pop("label", None) or _(param.label)
    kwargs |= {"key": param.key, "on_change": touch, "args": (param,), "max_chars": longest}
    text = (st.text_input(label, **kwargs) or "").strip()
    choices = session_choices()
    choices.encoded[param.url] = choices.worded[label] = text
    return text


def read(
    param: Param,
    options: Sequence[str],
    *,
    default: str,
    resolve: Callable[[str], str | None] | None = None,
) -> str:
    """The choice in the URL, for a parameter that has no widget on the page; see `choose`."""
    raw, choices = st.query_params.get(param.url, ""), session_choices()
    choices.options[param.url] = options
    asked = _asked(raw, options, resolve)
    value = asked or default
    reject(param, [] if asked else [raw])
    choices.encoded[param.url] = "" if value == default else value
    return value


def succeed(
    param: Param, counterparts: Mapping[str, tuple[str, ...]], options: Sequence[str]
) -> None:
    """Where another choice has made this one impossible, take what it corresponds to now.

    Call it before `choose`; without a counterpart among the options the choice falls back as ever.
    """
    chosen = st.session_state.get(param.key)
    if chosen is not None and chosen not in options:
        now = [item for item in counterparts.get(chosen, ()) if item in options]
        if len(now) == 1:
            st.session_state[param.key] = now[0]


def succeed_many(
    param: Param,
    counterparts: Mapping[str, tuple[str, ...]],
    options: Sequence[str],
    *,
    default: Sequence[str],
    at_most: int,
) -> None:
    """As `succeed`, of a choice of several; where none of them has a counterpart, the default."""
    chosen = st.session_state.get(param.key)
    if chosen and any(item not in options for item in chosen):
        now = [
            other
            for item in chosen
            for other in ((item,) if item in options else counterparts.get(item, ()))
            if other in options
        ]
        st.session_state[param.key] = list(dict.fromkeys(now))[:at_most] or list(default)
