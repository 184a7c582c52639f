"""The period before beside the present one: what a mark of it says, and how many went which way."""

from collections import Counter
from collections.abc import Sequence

from dashboard.queries.indicator_views import View
from dashboard.queries.indicators import Indicator
from dashboard.queries.precision import round_decimals, row_decimals
from dashboard.queries.view_rows import Change, ViewRow
from dashboard.words.changes import CHANGE_DIRECTIONS, change_words
from dashboard.words.periods import period_words
from dashboard.words.values import format_amount, format_interval
from dashboard.words.vocabulary import marked
from etl.language.i18n import _


def period_mark(view: View) -> str:
    """`Kỳ 7/2024`: the name of the period before in a legend; empty where there is none."""
    return (
        "" if view.earlier is None else _("Kỳ {period}").format(period=period_words(view.earlier))
    )


def format_before(indicator: Indicator, row: ViewRow, change: Change) -> str:
    """The figure before, `49,89%`: with the decimals of the present one, or more if it has more."""
    return marked(_before_words(indicator, row, change), change.confirmation)


def _before_words(indicator: Indicator, row: ViewRow, change: Change) -> str:
    if change.value is not None:
        decimals = max(row_decimals(indicator, row), round_decimals(indicator, change.value))
        return format_amount(indicator, change.value, decimals)
    if change.value_low is None or change.value_high is None:
        return ""
    return format_interval(indicator, change.value_low, change.value_high)


def earlier_words(view: View, row: ViewRow) -> str:
    """`Kỳ trước (7/2024): 49,89%; thay đổi: +3,50 điểm %, tốt lên`; empty without a change."""
    change = row.change
    if view.earlier is None or change is None or change.ends is None:
        return ""
    return _("Kỳ trước ({period}): {value}; thay đổi: {change}").format(
        period=period_words(view.earlier),
        value=format_before(view.indicator, row, change),
        change=change_words(view.indicator, row),
    )


def changes_finding(view: View, rows: Sequence[ViewRow]) -> str:
    """`So với 7/2024: 40 đơn vị tốt lên, 23 kém đi.`; those without a change are counted too."""
    if view.earlier is None:
        return ""
    ways = Counter(
        None if row.change is None else row.change.direction for row in rows if row.has_value
    )
    parts = [
        _("{count} đơn vị {direction}").format(count=ways[code], direction=_(words))
        for code, words in CHANGE_DIRECTIONS.items()
        if ways[code]
    ]
    if ways[None]:
        parts.append(_("{count} đơn vị không tính được thay đổi").format(count=ways[None]))
    return _("So với {period}: {counts}.").format(
        period=period_words(view.earlier), counts=", ".join(parts)
    )


def describe_earlier(view: View, rows: Sequence[ViewRow]) -> str:
    """How to read the marks of the period before, and what they add up to; empty without any."""
    if view.earlier is None:
        return ""
    words = [changes_finding(view, rows)]
    computed = [row.change for row in rows if row.change is not None and row.change.ends]
    if any(change.value is not None for change in computed):
        words.append(
            _("Vòng tròn rỗng: số liệu kỳ {period}, nối với kỳ này.").format(
                period=period_words(view.earlier)
            )
        )
    if any(change.value is None for change in computed):
        words.append(
            _("Vạch có hai đầu: khoảng của kỳ {period}.").format(period=period_words(view.earlier))
        )
    if not computed:
        words = [
            _("Không nối với kỳ {period}: không tính được thay đổi.").format(
                period=period_words(view.earlier)
            )
        ]
    return " ".join(words)
