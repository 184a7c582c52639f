"""Classes of the change from one period to the next, from worse to better.

They belong to the indicator (`change_breaks`) and do not move with filters or periods. A change is
better or worse only where it is so for all values the two figures can have; how far it then goes is
told by the middle. What is not computed is a class of its own, and the hover says why.
"""

import itertools
from bisect import bisect_left
from collections.abc import Sequence

from dashboard.figures.classification import (
    Classified,
    ColourBy,
    Scale,
    colour_modes,
    listed,
)
from dashboard.figures.palette import Palette, spread
from dashboard.queries.indicator_views import View
from dashboard.queries.indicators import Indicator
from dashboard.queries.view_rows import Change, ViewRow
from dashboard.store.codes import NO_DATA
from dashboard.words.changes import ANSWERS, CHANGE_DIRECTIONS, change_unit
from dashboard.words.vocabulary import VERDICTS
from etl.language.i18n import N_, _, capital, format_number
from etl.language.numbers import needed_decimals

_WORDS = {
    "up": {
        "all": N_("Tốt lên {amount}"),
        "first": N_("Tốt lên đến {amount}"),
        "last": N_("Tốt lên trên {amount}"),
    },
    "down": {
        "all": N_("Kém đi {amount}"),
        "first": N_("Kém đi đến {amount}"),
        "last": N_("Kém đi trên {amount}"),
    },
}
_NEUTRAL = {
    "up": {
        "all": N_("Tăng {amount}"),
        "first": N_("Tăng đến {amount}"),
        "last": N_("Tăng trên {amount}"),
    },
    "down": {
        "all": N_("Giảm {amount}"),
        "first": N_("Giảm đến {amount}"),
        "last": N_("Giảm trên {amount}"),
    },
}
"""Of indicators for which neither is better."""

_MISSING = ("no_figure", "no_earlier_figure")


def map_colour_modes(view: View) -> list[ColourBy]:
    """What a map can be coloured by: changes where some unit has a figure in both periods."""
    both = (row.change is not None and row.change.status not in _MISSING for row in view.rows)
    return [*colour_modes(view), *(("change",) if view.earlier is not None and any(both) else ())]


def classify_changes(view: View, rows: Sequence[ViewRow], palette: Palette) -> Classified:
    """The classes of the changes of some rows; of a view that `map_colour_modes` offers them for.

    The scale is that of the whole view, whichever rows are asked for.
    """
    indicator = view.indicator
    some_change = next(row.change for row in view.rows if row.change is not None)
    is_flag = some_change.scale == "answers"
    labels = _answers(indicator) if is_flag else _labels(indicator, some_change)
    side = (len(labels) - 1) // 2
    colours = [
        *reversed(spread(palette.missing[1:], side)),
        palette.unchanged,
        *spread(palette.sequential[1:], side),
    ]
    extra = {
        "unclear": (_unclear(indicator), palette.unclear),
        "incomparable": (_("Không tính được thay đổi"), palette.incomparable),
        "missing": (_(VERDICTS[NO_DATA]), palette.no_data),
        "not_applicable": (_("Không áp dụng"), palette.not_applicable),
    }
    place = {name: len(labels) + number for number, name in enumerate(extra)}
    found = [_class_of(indicator, row) for row in rows]
    codes = [place[item] if isinstance(item, str) else side + item for item in found]
    scale: Scale = list(zip(labels, colours, strict=True))
    return listed(scale, list(extra.values()), codes, always=not is_flag)


def _class_of(indicator: Indicator, row: ViewRow) -> int | str:
    """How many classes from unchanged, worse below zero; or why it is in none of them."""
    change = row.change
    if not row.is_applicable:
        return "not_applicable"
    if change is None or change.status in _MISSING:
        return "missing"
    if change.ends is None:
        return "incomparable"
    if change.direction == "undetermined":
        return "unclear"
    gain = sum(change.ends) / 2 * _sign(indicator)
    if gain == 0:
        return 0
    steps = 1 + bisect_left(indicator.change_breaks, abs(gain))
    if change.scale == "answers":
        steps = 1
    return steps if gain > 0 else -steps


def _sign(indicator: Indicator) -> int:
    return -1 if indicator.better == "lower" else 1


def _unclear(indicator: Indicator) -> str:
    if indicator.better == "none":
        return _("Chưa rõ tăng hay giảm")
    return capital(_(CHANGE_DIRECTIONS["undetermined"]))


def _answers(indicator: Indicator) -> list[str]:
    """Of a yes or no: the worse way, as it was, the better way."""
    return [capital(_(ANSWERS[answer * _sign(indicator)])) for answer in (-1, 0, 1)]


def _labels(indicator: Indicator, change: Change) -> list[str]:
    """`Kém đi trên 10 điểm %`, …, `Không đổi`, `Tốt lên đến 5 điểm %`, …, from worse to better."""
    words = _NEUTRAL if indicator.better == "none" else _WORDS
    sides = {way: _side(words[way], indicator, change) for way in ("up", "down")}
    return [*reversed(sides["down"]), capital(_(CHANGE_DIRECTIONS["unchanged"])), *sides["up"]]


def _side(words: dict[str, str], indicator: Indicator, change: Change) -> list[str]:
    """One side of the scale, from the least change; whole steps begin one above the break."""
    breaks = indicator.change_breaks
    unit = change_unit(indicator, change)
    is_whole = change.scale in ("steps", "places")

    def amount(*ends: float) -> str:
        text = "–".join(format_number(end, needed_decimals(end)) for end in dict.fromkeys(ends))
        return f"{text}%" if unit == "%" else f"{text} {unit}"

    least = "all" if is_whole and breaks[0] == 1 else "first"
    labels = [_(words[least]).format(amount=amount(breaks[0]))]
    for low, high in itertools.pairwise(breaks):
        start = low + 1 if is_whole else low
        labels.append(_(words["all"]).format(amount=amount(start, high)))
    return [*labels, _(words["last"]).format(amount=amount(breaks[-1]))]
