"""The headline figures of the country: a card each, as HTML in its final size."""

from collections.abc import Sequence
from datetime import timedelta
from html import escape

from dashboard.queries.national import Headline
from dashboard.store.made_once import made_once
from dashboard.ui.controls.blocks import paragraph
from dashboard.ui.controls.meter import meter
from dashboard.ui.controls.provenance_link import provenance_url
from dashboard.ui.frame.menus import disclosure
from dashboard.words.markdown import explained, html_of, plain
from dashboard.words.other_targets import describe_other_target
from dashboard.words.overview import (
    headline_change,
    headline_gap,
    headline_others,
    headline_target,
)
from dashboard.words.statements import write_or_none
from dashboard.words.values import format_amount
from dashboard.words.vocabulary import marked
from etl.language.i18n import _

_QUARTER = timedelta(days=92)


@made_once(16)
def national_cards(items: Sequence[Headline]) -> str:
    """Value, what is missing, its place from 0 to 100%, its cell; what it is, on demand.

    Where the figures are more than a quarter apart, each says its period.
    """
    days = [item.period_end for item in items]
    is_dated = bool(days) and max(days) - min(days) > _QUARTER
    cards = "".join(_card(item, is_dated=is_dated) for item in items)
    return f'<div class="cards">{cards}</div>'


def _card(item: Headline, *, is_dated: bool) -> str:
    indicator = item.indicator
    amount = format_amount(indicator, item.value, item.decimals)
    value = explained(escape(marked(amount, item.confirmation)))
    beside = "".join(
        f"<span>{html_of(line)}</span>"
        for line in (f"**{headline_gap(item)}**", headline_target(item))
        if line
    )
    scale = "" if item.target is None else meter(item, item.target)
    lines = headline_others(item)
    # Several are told on demand.
    others = f"<p>{html_of(lines[0])}</p>" if len(lines) == 1 else ""
    name = f"<strong>{escape(indicator.short_name_vi)}</strong>{_explained(item)}"
    return (
        f'<section class="card"><div class="card-name">{name}</div>'
        f'<div class="card-figure"><b>{value}</b><div>{beside}</div></div>'
        f"{scale}{others}{_foot(item, is_dated=is_dated)}</section>"
    )


def _foot(item: Headline, *, is_dated: bool) -> str:
    cell = provenance_url(item.indicator.indicator_id, period=item.period)
    cited = f"[{_('nguồn')}]({cell})"
    change = headline_change(item)
    said = [item.period_label, change] if is_dated or not change else [change]
    words = html_of(" · ".join([*(plain(words) for words in said if words), cited]))
    doubt = ' <span class="doubt">⚠</span>' if item.doubt else ""
    return f'<p class="gray">{words}{doubt}</p>'


def _explained(item: Headline) -> str:
    indicator = item.indicator
    others = [describe_other_target(indicator, target) for target in item.other_targets]
    notes = (indicator.name_vi, indicator.definition_vi, *others, write_or_none(item.doubt))
    told = "".join(paragraph(plain(note)) for note in notes if note)
    name = _("Giải thích: {name}").format(name=indicator.short_name_vi)
    return disclosure(name, told, "hint")
