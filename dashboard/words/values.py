"""Figures as a reader sees them: values with their unit, intervals, ranks, gaps.

A value that a document prints is shown with the decimals it is printed with, and one that was
computed with the indicator's: `42%` in the source is `42%` on the page, never `42,00%`.
"""

import re

from dashboard.analysis.ties import is_shared_by_many
from dashboard.queries.documents import is_lesser
from dashboard.queries.indicators import Indicator
from dashboard.queries.precision import gap_decimals, round_decimals, row_decimals
from dashboard.queries.view_rows import Figured, ViewRow
from dashboard.store.codes import NO_DATA
from dashboard.words.statements import interval_words, write
from dashboard.words.vocabulary import STATUSES, VERDICT_MARKS, VERDICTS, marked
from etl.language.grades import GRADE_LETTERS
from etl.language.i18n import (
    N_,
    _,
    format_number,
    format_percent_value,
    format_signed,
)

FLAG_WORDS = {0: N_("Chưa"), 1: N_("Có")}

_IN_WORDS = re.compile(r"\d (triệu|tỷ)$")


def format_amount(indicator: Indicator, amount: float, decimals: int | None = None) -> str:
    """A bare amount of an indicator: `92,59%`, `8.372`, `C`; its own decimals unless told."""
    if decimals is None:
        decimals = indicator.decimals
    if indicator.value_kind == "grade" and amount in GRADE_LETTERS:
        return GRADE_LETTERS[amount]
    if indicator.value_kind == "flag" and amount in FLAG_WORDS:
        return _(FLAG_WORDS[int(amount)])
    if indicator.is_percent:
        return format_percent_value(amount, decimals)
    return format_number(amount, decimals)


def format_rounded(indicator: Indicator, amount: float, decimals: int | None = None) -> str:
    """A large count the way documents round it, `7,45 triệu`; an exact one keeps its digits."""
    for size, word in ((1e9, _("tỷ")), (1e6, _("triệu"))):
        hundredths = round(amount / size * 100, 6)
        if not indicator.is_percent and amount >= size and hundredths % 1 == 0:
            digits = 0 if hundredths % 100 == 0 else 1 if hundredths % 10 == 0 else 2
            return f"{format_number(hundredths / 100, digits)} {word}"
    return format_amount(indicator, amount, decimals)


def format_value(indicator: Indicator, row: Figured) -> str:
    """A unit's value, its interval in words, or the reason it has neither.

    Of a body that took the place of others, what they reported. Without an official document behind
    it, with the sign.
    """
    is_figure = row.value_low is not None or row.reported is not None or row.former is not None
    return marked(_value_words(indicator, row), row.confirmation if is_figure else None)


def _value_words(indicator: Indicator, row: Figured) -> str:
    if row.value is not None:
        if row.basis == "published" and _IN_WORDS.search(row.printed_text or ""):
            return format_rounded(indicator, row.value)
        return format_amount(indicator, row.value, row_decimals(indicator, row))
    if row.value_low is not None and row.value_high is not None:
        return format_interval(indicator, row.value_low, row.value_high)
    if row.reported is not None:
        return _("{amount} (chưa đủ)").format(amount=format_amount(indicator, row.reported))
    if row.former is not None:
        return write(row.former)
    return _(STATUSES[row.status])


def format_label(indicator: Indicator, row: Figured) -> str:
    """The same where there is room for few words: figures of former bodies stay in the tables."""
    if row.status == "reorganised":
        return _(STATUSES[row.status])
    return format_value(indicator, row)


def format_interval(indicator: Indicator, low: float, high: float) -> str:
    """`10–20%`; an end that is the end of the scale is not news: `dưới 10%`, `trên 20%`."""
    scale = indicator.range_low, indicator.range_high
    ends = _short_amount(indicator, low), _short_amount(indicator, high)
    return interval_words((low, high), scale, ends) or _format_ends(indicator, low, high)


def _format_ends(indicator: Indicator, low: float, high: float) -> str:
    """`2,4–10%`, `24,20–52,29%`: both ends with the digits of the finer, round ones with none."""
    if indicator.value_kind == "grade":
        return "–".join(format_amount(indicator, end) for end in (low, high))
    decimals = max(round_decimals(indicator, low), round_decimals(indicator, high))
    ends = (format_number(end, 0 if end == int(end) else decimals) for end in (low, high))
    return "–".join(ends) + ("%" if indicator.is_percent else "")


def is_whole_scale(indicator: Indicator, low: float | None, high: float | None) -> bool:
    """Whether an interval rules nothing out."""
    if low is None or high is None:
        return True
    return low <= indicator.range_low and high >= indicator.range_high


def _short_amount(indicator: Indicator, amount: float) -> str:
    text = format_number(amount, round_decimals(indicator, amount))
    return f"{text}%" if indicator.is_percent else text


def format_target(indicator: Indicator, amount: float) -> str:
    """A target as set: `85%`, not `85,00%`."""
    if indicator.value_kind == "grade":
        return format_amount(indicator, amount)
    return _short_amount(indicator, amount)


def format_row_target(indicator: Indicator, row: ViewRow) -> str:
    """The target of one unit, `85%`; bounds where targets of merged units leave no more."""
    if row.target is None or not row.is_applicable:
        return ""
    return marked(format_bounds(indicator, *row.target), row.target_confirmation)


def format_bounds(indicator: Indicator, low: float, high: float) -> str:
    """A target, or all that is known of it: `85%`, `8–15%`, `B–A`."""
    if low == high:
        return format_target(indicator, low)
    return _format_ends(indicator, low, high)


def describe_joined(indicator: Indicator, row: ViewRow) -> str:
    """What the units before leave of a figure printed for a unit of today, as a check; else empty.

    `Theo số liệu của đơn vị cũ: 49,89–76,64%, số công bố nằm trong khoảng này`.
    """
    if row.joined is None or not row.has_value:
        return ""
    low, high = row.joined
    inside = low <= row.ends[0] and row.ends[1] <= high
    words = (
        _("Theo số liệu của đơn vị cũ: {bounds}, số công bố nằm trong khoảng này")
        if inside
        else _("Theo số liệu của đơn vị cũ: {bounds}, số công bố nằm ngoài khoảng này")
    )
    bounds = format_amount(indicator, low) if low == high else _format_ends(indicator, low, high)
    return words.format(bounds=bounds)


def format_place(row: ViewRow) -> str:
    """`3/63`; `2–30/63` where intervals leave the rank open; empty without a value or a rank."""
    if row.places is None:
        return ""
    best, worst = row.places
    words = f"{best}/{row.ranked}" if best == worst else f"{best}–{worst}/{row.ranked}"
    # Beside a figure that bears the sign it needs none of its own.
    return words if is_lesser(row.confirmation) else marked(words, row.order_confirmation)


def rank_word(indicator: Indicator) -> str:
    """What a place is called: counts say how large a unit is, so theirs is an order, not a rank."""
    return _("thứ tự") if indicator.value_kind == "count" else _("hạng")


def format_rank(indicator: Indicator, row: ViewRow) -> str:
    """`hạng 3/63`, of a count `thứ tự 3/63`; empty where there is no place to speak of.

    A place that many share is no unit's own: `39 tỉnh cùng mức C`.
    """
    if is_shared_by_many(row):
        return format_group(indicator, row, row.tied)
    place = format_place(row)
    return f"{rank_word(indicator)} {place}" if place else ""


def format_own_place(row: ViewRow) -> str:
    """A place beside a unit's value: `3/63`; `1/63 (chung 39)` where many share it."""
    place = format_place(row)
    if is_shared_by_many(row):
        return _("{place} (chung {count})").format(place=place, count=row.tied)
    return place


_GROUPS = {
    "province": N_("{count} tỉnh cùng mức {value}"),
    "ministry": N_("{count} bộ, ngành cùng mức {value}"),
    "region": N_("{count} vùng cùng mức {value}"),
}


def format_group(indicator: Indicator, row: ViewRow, count: int) -> str:
    """`39 tỉnh cùng mức C`: units that share the value or the interval of a row."""
    return _(_GROUPS[row.level]).format(count=count, value=format_value(indicator, row))


def format_gap(indicator: Indicator, row: ViewRow) -> str:
    """What is missing to the target (`còn 12,5 điểm %`) or by how much it is passed."""
    if row.gap is None:
        return ""
    low, high = row.gap
    unit = gap_unit(indicator)
    decimals = gap_decimals(indicator, row)
    if high <= 0:
        if low == high == 0:
            return _("vừa đạt")
        amount = format_number(-high, decimals)
        return _("vượt {amount} {unit}").format(amount=amount, unit=unit)
    if low > 0:
        amount = format_number(low, decimals)
        if high != low:
            amount = _format_ends(indicator, low, high).removesuffix("%")
        return _("còn thiếu {amount} {unit}").format(amount=amount, unit=unit)
    return _("thiếu nhiều nhất {amount} {unit}").format(
        amount=format_number(high, decimals), unit=unit
    )


def format_standing(indicator: Indicator, row: ViewRow) -> str:
    """The verdict's mark and the distance from the target, `✗ −35,11`; − is what is missing.

    Without a distance, the mark and the verdict.
    """
    mark = VERDICT_MARKS[row.verdict or NO_DATA]
    sure = row.verdict_confirmation
    if row.gap is None or row.gap[0] != row.gap[1] or row.gap[0] == 0:
        return f"{mark} {format_verdict(row.verdict or NO_DATA, sure).lower()}"
    gap = format_signed(-row.gap[0], gap_decimals(indicator, row))
    return marked(f"{mark} {gap} {gap_unit(indicator)}", sure)


def gap_unit(indicator: Indicator) -> str:
    """The unit of a difference: percentage points for percentages, grades for grades."""
    if indicator.is_percent:
        return _("điểm %")
    return _(indicator.unit_vi)


def format_verdict(verdict: str | None, confirmation: str | None = None) -> str:
    """`Đạt`; with the sign where the weaker of figure and target has no official document."""
    return "" if verdict is None else marked(_(VERDICTS[verdict]), confirmation)
