"""From one period to the next, in words: by how much, for better or worse, or why not known."""

from dashboard.queries.indicator_views import View
from dashboard.queries.indicators import Indicator
from dashboard.queries.view_rows import Bounds, Change, ViewRow
from dashboard.words.cells import Figure
from dashboard.words.periods import period_words
from dashboard.words.values import gap_unit
from dashboard.words.vocabulary import marked
from etl.language.i18n import N_, _, format_signed

CHANGE_STATUSES = {
    "computed": N_("tính được"),
    "no_figure": N_("chưa có số liệu kỳ này"),
    "no_earlier_figure": N_("kỳ trước chưa có số liệu"),
    "definition_changed": N_("không tính được: đã đổi cách đo"),
    "other_units": N_("không tính được: hai kỳ xếp hạng các đơn vị khác nhau"),
    "from_zero": N_("không tính được: kỳ trước bằng 0"),
}
"""Why there is a change, or none."""

CHANGE_DIRECTIONS = {
    "better": N_("tốt lên"),
    "unchanged": N_("không đổi"),
    "worse": N_("kém đi"),
    "higher": N_("tăng"),
    "lower": N_("giảm"),
    "undetermined": N_("chưa rõ tốt lên hay kém đi"),
}
"""Which way a figure went, said only where it holds for all that the two figures can be."""

ANSWERS = {1: N_("từ chưa sang có"), 0: N_("không đổi"), -1: N_("từ có sang chưa")}


def change_unit(indicator: Indicator, change: Change) -> str:
    """`điểm %`, `%` of a count, `bậc`, `hạng`; none of a yes or no."""
    return {
        "percent": "%",
        "places": _("hạng"),
        "answers": "",
    }.get(change.scale, gap_unit(indicator))


def change_decimals(indicator: Indicator, row: ViewRow) -> int:
    """Those to show a change with: no fewer than either figure is printed with."""
    if row.change is None or row.change.scale in ("steps", "places", "answers"):
        return 0
    if row.change.scale == "percent":
        return 1
    return max(indicator.decimals, row.printed_decimals or 0)


def format_change(indicator: Indicator, row: ViewRow) -> str:
    """`+12,3 điểm %`, `−1,1 đến +25,6 điểm %`, `kỳ trước chưa có số liệu`; empty without one."""
    change = row.change
    if change is None:
        return ""
    if change.ends is None:
        return _(CHANGE_STATUSES[change.status])
    return marked(_ends_words(indicator, row, change, change.ends), row.change_confirmation)


def _ends_words(indicator: Indicator, row: ViewRow, change: Change, ends: Bounds) -> str:
    low, high = ends
    if change.scale == "answers":
        return _(ANSWERS[round(low)]) if low == high else ""
    decimals = change_decimals(indicator, row)
    amount = format_signed(low, decimals)
    if low != high:
        amount = _("{low} đến {high}").format(low=amount, high=format_signed(high, decimals))
    unit = change_unit(indicator, change)
    return f"{amount}%" if unit == "%" else f"{amount} {unit}"


def format_direction(row: ViewRow) -> str:
    """`tốt lên`; empty where nothing is computed."""
    if row.change is None or row.change.direction is None:
        return ""
    return _(CHANGE_DIRECTIONS[row.change.direction])


def change_words(indicator: Indicator, row: ViewRow) -> str:
    """`+12,3 điểm %, tốt lên`: the amount, and which way where the amount does not say it."""
    change, amount = row.change, format_change(indicator, row)
    if change is None or change.scale == "answers" or change.direction in (None, "unchanged"):
        return amount
    return f"{amount}, {format_direction(row)}"


def describe_change(shown: View, row: ViewRow) -> str:
    """`so với 6/2024: +12,3 điểm %, tốt lên`; empty where no period of the kind came before."""
    if shown.earlier is None or row.change is None:
        return ""
    return _("so với {period}: {change}").format(
        period=period_words(shown.earlier), change=change_words(shown.indicator, row)
    )


def change_cell(indicator: Indicator, row: ViewRow) -> Figure:
    """For a table that sorts: by the middle of what the change can be."""
    ends = None if row.change is None else row.change.ends
    return Figure(format_change(indicator, row), None if ends is None else sum(ends) / 2)


def since_period(shown: View) -> str:
    """`So với 6/2024`: the head of a column of changes; empty where there are none."""
    if shown.earlier is None:
        return ""
    return _("So với {period}").format(period=period_words(shown.earlier))
