"""Contradictions between sources in words: both figures with their documents, judged neither."""

from dashboard.analysis.series import Series
from dashboard.queries.indicators import Indicator
from dashboard.queries.other_prints import OtherMeasure, OtherPrint, Print
from dashboard.queries.periods import Period
from dashboard.words.values import format_amount
from dashboard.words.vocabulary import marked, sign_in_brief
from etl.language.i18n import _
from etl.language.numbers import decimals_of_print


def beside_words(item: Series) -> list[str]:
    """What further documents print, and what is measured otherwise; a line for each."""
    indicator = item.indicator
    return [
        *(_print_words(indicator, other) for other in item.other_prints),
        *(_measure_words(indicator, other) for other in item.other_measures),
    ]


def newest_beside(item: Series) -> list[str]:
    """`nguồn khác in 36`, `đo cách khác: 36,8% (12/2025)`: beside the newest figure, short."""
    prints = [
        _("nguồn khác in {value}").format(value=_marked(item.indicator, other.other))
        for other in item.other_prints
        if item.newest is not None and other.period == item.newest.period and not other.agrees
    ]
    measures = [
        _("đo cách khác: {value} ({period})").format(
            value=_marked(item.indicator, other.figure), period=other.period_label
        )
        for other in item.other_measures
    ]
    return [*prints, *measures]


def differing_words(item: Series, period: Period | None) -> list[str]:
    """What further documents print otherwise of one period."""
    return [
        _print_words(item.indicator, other)
        for other in item.other_prints
        if other.period == period and not other.agrees
    ]


def _print_words(indicator: Indicator, other: OtherPrint) -> str:
    parts = {
        "period": other.period.label,
        "shown": _amount(indicator, other.shown),
        "document": _cited(other.shown),
        "other": _amount(indicator, other.other),
        "beside": _cited(other.other),
    }
    if other.agrees:
        return _("{period}: {beside} cũng in {other}.").format(**parts)
    return _(
        "≠ {period}: {document} in {shown}, {beside} in {other}. Giữ cả hai, không chọn."
    ).format(**parts)


def _measure_words(indicator: Indicator, other: OtherMeasure) -> str:
    return _("Đo cách khác, không nối: {name} {value} ({period}), {document}.").format(
        name=other.short_name_vi,
        value=_amount(indicator, other.figure),
        period=other.period_label,
        document=_cited(other.figure),
    )


def _amount(indicator: Indicator, printed: Print) -> str:
    """With the decimals that the document prints: what differs may be the last of them."""
    decimals = decimals_of_print(printed.value, printed.printed_text)
    return format_amount(
        indicator, printed.value, indicator.decimals if decimals is None else decimals
    )


def _marked(indicator: Indicator, printed: Print) -> str:
    return marked(_amount(indicator, printed), printed.confirmation)


def _cited(printed: Print) -> str:
    """`Bộ Công Thương: TMĐT 2025 ◊ theo báo chí`."""
    return " ".join(filter(None, (printed.document, sign_in_brief(printed.confirmation))))
