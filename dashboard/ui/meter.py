"""A rate on its whole scale, with a tick where its target lies."""

from html import escape

import streamlit as st

from dashboard.i18n import _, format_number
from dashboard.indicators import Indicator
from dashboard.national import Headline
from dashboard.wording import format_amount, format_target

_WHOLE = 100.0


def meter(item: Headline) -> None:
    """From 0 to 100%; nothing for a figure that has no whole."""
    if not item.indicator.is_percent:
        return
    tick = "" if item.target is None else f'<s style="left:{_percent(item.target)}"></s>'
    st.html(
        f'<div class="meter" role="img" aria-label="{escape(_words(item.indicator, item))}">'
        f'<small>0</small><span><b style="width:{_percent(item.value)}"></b>{tick}</span>'
        f"<small>{format_number(_WHOLE)}%</small></div>"
    )


def _percent(value: float) -> str:
    return f"{min(value, _WHOLE):.2f}%"


def _words(indicator: Indicator, item: Headline) -> str:
    words = _("{value} trên thang 0–100%").format(
        value=format_amount(indicator, item.value, item.decimals)
    )
    if item.target is None:
        return words
    target = _("mục tiêu {target}").format(target=format_target(indicator, item.target))
    return f"{words}, {target}"
