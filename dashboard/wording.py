"""Figures as a reader sees them: values with their unit, intervals, ranks, gaps."""

from dashboard.i18n import N_, _, format_date, format_number, format_percent_value, format_signed
from dashboard.indicators import Indicator
from dashboard.rows import Row
from dashboard.verdicts import NO_DATA, STATUSES, VERDICT_MARKS, VERDICTS
from dashboard.views import View

GRADE_LETTERS = {5: "A", 4: "B", 3: "C", 2: "D", 1: "E"}
FLAG_WORDS = {0: N_("Chưa"), 1: N_("Có")}


def format_amount(indicator: Indicator, amount: float) -> str:
    """A bare amount of an indicator: `92,59%`, `8.372`, `C`."""
    if indicator.value_kind == "grade" and amount in GRADE_LETTERS:
        return GRADE_LETTERS[int(amount)]
    if indicator.value_kind == "flag" and amount in FLAG_WORDS:
        return _(FLAG_WORDS[int(amount)])
    if indicator.is_percent:
        return format_percent_value(amount, indicator.decimals)
    return format_number(amount, indicator.decimals)


def format_value(indicator: Indicator, row: Row) -> str:
    """A unit's value, its interval in words, or the reason it has neither."""
    if row["value"] is not None:
        return format_amount(indicator, row["value"])
    if row["value_low"] is not None:
        return format_interval(indicator, row["value_low"], row["value_high"])
    if row["reported"] is not None:
        return _("{amount} (chưa đủ)").format(amount=format_amount(indicator, row["reported"]))
    return _(STATUSES[row["status"]])


def format_interval(indicator: Indicator, low: float, high: float) -> str:
    """`10–20%`; an end that is the end of the scale is not news: `dưới 10%`, `trên 20%`."""
    if low <= indicator.range_low and high >= indicator.range_high:
        return _("chưa thu hẹp được")
    if low <= indicator.range_low:
        return _("dưới {high}").format(high=_short_amount(indicator, high))
    if high >= indicator.range_high:
        return _("từ {low} trở lên").format(low=_short_amount(indicator, low))
    return f"{_short_amount(indicator, low).removesuffix('%')}–{_short_amount(indicator, high)}"


def _short_amount(indicator: Indicator, amount: float) -> str:
    """Ends of bands are round figures: without decimals they do not have."""
    decimals = 0 if amount == int(amount) else indicator.decimals
    text = format_number(amount, decimals)
    return f"{text}%" if indicator.is_percent else text


def format_target(indicator: Indicator, amount: float) -> str:
    """A target as set: `85%`, not `85,00%`."""
    if indicator.value_kind == "grade":
        return format_amount(indicator, amount)
    return _short_amount(indicator, amount)


def format_row_target(indicator: Indicator, row: Row) -> str:
    """The target of one unit, `85%`; bounds where targets of merged units leave no more."""
    if row["target_low"] is None or row["status"] == "not_applicable":
        return ""
    low, high = row["target_low"], row["target_high"]
    if low == high:
        return format_target(indicator, low)
    return f"{_short_amount(indicator, low).removesuffix('%')}–{_short_amount(indicator, high)}"


def format_place(row: Row) -> str:
    """`3/63`; `2–30/63` where intervals leave the rank open; empty without a value."""
    if row["rank_best"] is None:
        return ""
    best, worst, ranked = row["rank_best"], row["rank_worst"], row["ranked"]
    return f"{best}/{ranked}" if best == worst else f"{best}–{worst}/{ranked}"


def format_rank(row: Row) -> str:
    """`hạng 3/63`; empty without a value."""
    place = format_place(row)
    return _("hạng {place}").format(place=place) if place else ""


def format_gap(indicator: Indicator, row: Row) -> str:
    """What is missing to the target (`còn 12,5 điểm %`) or by how much it is passed."""
    if row["gap_low"] is None:
        return ""
    low, high = row["gap_low"], row["gap_high"]
    unit = gap_unit(indicator)
    if high <= 0:
        if low == high == 0:
            return _("vừa đạt")
        return _("vượt {amount} {unit}").format(amount=_gap_amount(indicator, -high), unit=unit)
    if low > 0:
        amount = _gap_amount(indicator, low)
        if high != low:
            amount = f"{amount}–{_gap_amount(indicator, high)}"
        return _("còn thiếu {amount} {unit}").format(amount=amount, unit=unit)
    return _("thiếu nhiều nhất {amount} {unit}").format(
        amount=_gap_amount(indicator, high), unit=unit
    )


def format_standing(indicator: Indicator, row: Row) -> str:
    """The verdict's mark and the distance from the target, `✗ −35,11`; − is what is missing.

    Without a distance, the mark and the verdict.
    """
    mark = VERDICT_MARKS[row["verdict"] or NO_DATA]
    if row["gap_low"] is None or row["gap_low"] != row["gap_high"] or row["gap_low"] == 0:
        return f"{mark} {format_verdict(row['verdict'] or NO_DATA).lower()}"
    return f"{mark} {format_signed(-row['gap_low'], indicator.decimals)} {gap_unit(indicator)}"


def describe_targets(view: View) -> str:
    """`mục tiêu 12/2024: 85%`; targets given to single units are many, and not listed."""
    if view.due_on is None:
        return ""
    targets = sorted(set(view.rows["target_low"].dropna()), reverse=True)
    bounds = view.rows["target_value"].isna() & view.rows["target_low"].notna()
    day = f"{view.due_on.month}/{view.due_on.year}"
    if len(targets) > 2 or bounds.any():
        return _("mục tiêu {day} của từng đơn vị").format(day=day)
    words = _(" hoặc ").join(format_target(view.indicator, target) for target in targets)
    return _("mục tiêu {day}: {target}").format(day=day, target=words)


def gap_unit(indicator: Indicator) -> str:
    """The unit of a difference: percentage points for percentages, grades for grades."""
    if indicator.is_percent:
        return _("điểm %")
    return _(indicator.unit_vi)


def _gap_amount(indicator: Indicator, amount: float) -> str:
    return format_number(amount, indicator.decimals)


def format_verdict(verdict: str | None) -> str:
    return "" if verdict is None else _(VERDICTS[verdict])


def describe_due(view: View) -> str:
    """The target a view compares with, with its date; empty without one."""
    if view.due_on is None:
        return ""
    return _("mục tiêu đến {day}").format(day=format_date(view.due_on))


def describe_source(view: View) -> str:
    """`Báo cáo Bộ TT&TT 7/2024, Phụ lục II-b, kỳ 7/2024`."""
    return _("{document}, {appendix}, kỳ {period}").format(
        document=view.document, appendix=view.appendix, period=view.period_label
    )
