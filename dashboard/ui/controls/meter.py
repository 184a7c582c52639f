"""A rate on its whole scale, with a tick where its target lies."""

from html import escape

from dashboard.queries.national import Headline
from dashboard.words.values import format_amount, format_target
from dashboard.words.vocabulary import marked
from etl.language.i18n import _, format_number

_WHOLE = 100.0


def meter(item: Headline, target: float) -> str:
    """From 0 to 100%, as HTML; nothing for a figure that has no whole."""
    if not item.indicator.is_percent:
        return ""
    words = _("{value} trên thang 0–100%, mục tiêu {target}").format(
        value=marked(format_amount(item.indicator, item.value, item.decimals), item.confirmation),
        target=marked(format_target(item.indicator, target), item.target_confirmation),
    )
    return (
        f'<div class="meter" role="img" aria-label="{escape(words)}"><small>0</small>'
        f'<span><b style="width:{_percent(item.value)}"></b>'
        f'<s style="left:{_percent(target)}"></s></span>'
        f"<small>{format_number(_WHOLE)}%</small></div>"
    )


def _percent(value: float) -> str:
    return f"{min(value, _WHOLE):.2f}%"
