"""Classes of a legend: which units share a colour, and what the colour says.

Breaks belong to the indicator (catalogue) and do not move with filters. Units without a value,
units the source leaves out and intervals that no class holds are classes of their own, listed when
there are any.
"""

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard.figures.palette import Palette, spread
from dashboard.queries.indicator_views import View
from dashboard.queries.indicators import Indicator
from dashboard.queries.view_rows import ViewRow
from dashboard.store.codes import MET, NO_DATA, NOT_MET, UNDETERMINED
from dashboard.words.values import FLAG_WORDS, format_amount, gap_unit
from dashboard.words.vocabulary import VERDICT_MARKS, VERDICTS
from etl.language.i18n import _, format_number

ColourBy = Literal["value", "gap", "verdict", "change"]

Scale = list[tuple[str, str]]
"""Label and colour of each class, from low to high."""
NEARLY_ALL = 0.8
"""More than this share of the units is nearly all of them."""
_Bisect = Callable[[Sequence[float], float], int]


@dataclass(frozen=True)
class ColourClass:
    """One entry of a legend."""

    label: str
    colour: str
    count: int


@dataclass(frozen=True)
class Classified:
    """`codes` gives each row's class as an index into `classes`, in the rows' order."""

    classes: tuple[ColourClass, ...]
    codes: tuple[int, ...]

    @property
    def colours(self) -> list[str]:
        """Each row's colour."""
        return [self.classes[code].colour for code in self.codes]


def colour_modes(view: View) -> list[ColourBy]:
    """The ways a view can be coloured: by gaps and verdicts where its figures meet a target."""
    if view.is_allocation or not any(row.verdict for row in view.rows):
        return ["value"]
    return ["value", "gap", "verdict"]


def first_colour_mode(view: View) -> ColourBy:
    """How a map is coloured until its reader chooses: by distance where nearly all miss."""
    misses = verdict_of_nearly_all(view) == NOT_MET
    return "gap" if misses and "gap" in colour_modes(view) else "value"


def classify(view: View, rows: Sequence[ViewRow], by: ColourBy, palette: Palette) -> Classified:
    """The classes of some rows of a view."""
    if by == "verdict":
        return _by_verdict(rows, _verdict_colours(view, palette), palette)
    indicator = view.indicator
    if by == "value":
        scale = _value_scale(indicator, palette)
        codes = [_class_of(*_painted(row), indicator.class_breaks, bisect_right) for row in rows]
    else:
        scale = _gap_scale(indicator, palette)
        codes = [_class_of(*_painted_gap(row), indicator.gap_breaks, bisect_left) for row in rows]
    unclear, no_data, not_applicable = len(scale), len(scale) + 1, len(scale) + 2
    extra = [
        (_("Khoảng trải nhiều lớp"), palette.unclear)
        if by == "value"
        else (_(VERDICTS[UNDETERMINED]), palette.verdicts[UNDETERMINED]),
        (_(VERDICTS[NO_DATA]), palette.no_data),
        (_("Không áp dụng"), palette.not_applicable),
    ]
    named = {"unclear": unclear, "missing": no_data}
    final = [
        not_applicable if not row.is_applicable else named[code] if isinstance(code, str) else code
        for row, code in zip(rows, codes, strict=True)
    ]
    return listed(scale, extra, final, always=indicator.value_kind != "flag")


def _painted(row: ViewRow) -> tuple[float | None, float | None]:
    """What a colour stands for: the estimate of a merged unit, else its value or interval."""
    estimate = row.value_estimate
    return (row.value_low, row.value_high) if estimate is None else (estimate, estimate)


def _painted_gap(row: ViewRow) -> tuple[float | None, float | None]:
    """The middle of a gap that is surely reached or surely missed; else the whole of it."""
    if row.gap is None or row.verdict == UNDETERMINED:
        return row.gap_low, row.gap_high
    middle = sum(row.gap) / 2
    return middle, middle


def _class_of(
    low: float | None, high: float | None, breaks: Sequence[float], bisect: _Bisect
) -> int | Literal["unclear", "missing"]:
    """The class that holds the whole interval."""
    if low is None or high is None:
        return "missing"
    if low == high:
        return bisect(breaks, low)
    # A band that ends at a break lies below it: 10–20% is the class between the two.
    first, last = bisect_right(breaks, low), bisect_left(breaks, high)
    return first if first == last else "unclear"


def _value_scale(indicator: Indicator, palette: Palette) -> Scale:
    breaks = indicator.class_breaks
    labels = (
        [_(FLAG_WORDS[value]) for value in (0, 1)]
        if indicator.value_kind == "flag"
        else [_("Mức {grade}").format(grade=format_amount(indicator, low)) for low in (1, *breaks)]
        if indicator.value_kind == "grade"
        else _span_labels(indicator)
    )
    colours = spread(palette.sequential, len(labels))
    return list(
        zip(labels, reversed(colours) if indicator.better == "lower" else colours, strict=True)
    )


def _span_labels(indicator: Indicator) -> list[str]:
    """`Dưới 30%`, `30–45%`, …, `Từ 90%`; whole numbers end one below the next break: `30–59`."""
    breaks = indicator.class_breaks
    if not breaks:
        return [_("Có số liệu")]
    whole = indicator.value_kind in ("count", "rank")
    labels = [_("Dưới {high}").format(high=_end(indicator, breaks[0]))]
    for low, high in itertools.pairwise(breaks):
        last = high - 1 if whole else high
        labels.append(f"{_end(indicator, low).removesuffix('%')}–{_end(indicator, last)}")
    top = _end(indicator, breaks[-1])
    labels.append(top if breaks[-1] == indicator.range_high else _("Từ {low}").format(low=top))
    return labels


def _end(indicator: Indicator, amount: float) -> str:
    text = _number(indicator, amount)
    return f"{text}%" if indicator.is_percent else text


def _number(indicator: Indicator, amount: float) -> str:
    return format_number(abs(amount), 0 if amount == int(amount) else indicator.decimals)


def _gap_scale(indicator: Indicator, palette: Palette) -> Scale:
    unit = gap_unit(indicator)
    beyond = [gap for gap in indicator.gap_breaks if gap < 0]
    short = [gap for gap in indicator.gap_breaks if gap > 0]
    reached = [
        _("Vượt từ {gap} {unit}").format(gap=_number(indicator, gap), unit=unit) for gap in beyond
    ]
    missing = [
        _("Thiếu đến {high} {unit}").format(high=_number(indicator, high), unit=unit)
        if low == 0
        else _("Thiếu {low}–{high} {unit}").format(
            low=_number(indicator, low), high=_number(indicator, high), unit=unit
        )
        for low, high in zip((0, *short), short, strict=False)
    ]
    furthest = _("Thiếu trên {low} {unit}").format(low=_number(indicator, short[-1]), unit=unit)
    labels = [*reached, _("Đạt"), *missing, furthest]
    colours = [
        *spread(palette.reached, len(reached) + 1),
        *spread(palette.missing, len(missing) + 1),
    ]
    return list(zip(labels, colours, strict=True))


def verdict_of_nearly_all(view: View) -> str | None:
    """What nearly all units have come to, of the whole view: it does not move with the filter."""
    judged = [row.verdict for row in view.rows if row.is_applicable and row.verdict]
    common = (
        verdict for verdict in (MET, NOT_MET) if judged.count(verdict) > NEARLY_ALL * len(judged)
    )
    return next(common, None)


def _verdict_colours(view: View, palette: Palette) -> dict[str, str]:
    """Colour is for the few."""
    few = {NOT_MET: palette.few_met, MET: palette.few_missed}
    return few.get(verdict_of_nearly_all(view) or "", palette.verdicts)


def _by_verdict(rows: Sequence[ViewRow], colours: dict[str, str], palette: Palette) -> Classified:
    order = list(VERDICTS)
    scale = [
        (f"{VERDICT_MARKS[verdict]} {_(VERDICTS[verdict])}", colours[verdict]) for verdict in order
    ]
    codes = [
        len(order) if not row.is_applicable else order.index(row.verdict or NO_DATA) for row in rows
    ]
    return listed(scale, [(_("Không áp dụng"), palette.not_applicable)], codes, always=True)


def listed(scale: Scale, extra: Scale, codes: Sequence[int], *, always: bool) -> Classified:
    """All classes of the scale and those extra ones that have rows, with their counts.

    Not `always`: only those of the scale that have rows. Where a document lists the units that
    have not, `Có (0)` would say that no other has.
    """
    kept = sorted({*(range(len(scale)) if always else ()), *codes})
    entries = [*scale, *extra]
    return Classified(
        tuple(ColourClass(entries[code][0], entries[code][1], codes.count(code)) for code in kept),
        tuple(kept.index(code) for code in codes),
    )
