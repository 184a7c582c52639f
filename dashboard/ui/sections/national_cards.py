"""The headline figures of the country: a card each, as HTML in its final size."""

from collections.abc import Sequence
from html import escape

from dashboard.queries.national import Headline
from dashboard.store.made_once import made_once
from dashboard.ui.controls.blocks import paragraph
from dashboard.ui.controls.meter import meter
from dashboard.ui.controls.provenance_link import source_link
from dashboard.ui.frame.menus import disclosure
from dashboard.words.markdown import explained, html_of, plain
from dashboard.words.overview import (
    headline_change,
    headline_gap,
    headline_others,
    headline_target,
)
from dashboard.words.statements import write_or_none
from dashboard.words.values import describe_other_target, format_amount
from dashboard.words.vocabulary import marked
from etl.language.i18n import _


@made_once(16)
def national_cards(items: Sequence[Headline]) -> str:
    """Value, what is missing, its place from 0 to 100%, its cell; what it is, on demand."""
    return f'<div class="cards">{"".join(map(_card, items))}</div>'


def _card(item: Headline) -> str:
    indicator = item.indicator
    amount = format_amount(indicator, item.value, item.decimals)
    value = explained(escape(marked(amount, item.confirmation)))
    beside = "".join(
        f"<span>{html_of(line)}</span>"
        for line in (f"**{headline_gap(item)}**", headline_target(item))
        if line
    )
    scale = "" if item.target is None else meter(item, item.target)
    others = "".join(f"<p>{html_of(line)}</p>" for line in headline_others(item))
    name = f"<strong>{escape(indicator.short_name_vi)}</strong>{_explained(item)}"
    return (
        f'<section class="card"><div class="card-name">{name}</div>'
        f'<div class="card-figure"><b>{value}</b><div>{beside}</div></div>'
        f"{scale}{others}{_foot(item)}</section>"
    )


def _foot(item: Headline) -> str:
    cited = source_link(_("nguồn"), item.indicator.indicator_id)
    words = html_of(f"{plain(headline_change(item) or item.period_label)} · {cited}")
    doubt = ' <span class="doubt">⚠</span>' if item.doubt else ""
    return f'<p class="gray">{words}{doubt}</p>'


def _explained(item: Headline) -> str:
    indicator = item.indicator
    others = [describe_other_target(indicator, target) for target in item.other_targets]
    notes = (indicator.name_vi, indicator.definition_vi, *others, write_or_none(item.doubt))
    told = "".join(paragraph(plain(note)) for note in notes if note)
    name = _("Giải thích: {name}").format(name=indicator.short_name_vi)
    return disclosure(name, told, "hint")
