"""What a series of the country says: its newest figure, its change, its gaps."""

from collections.abc import Sequence

from dashboard.analysis.series import (
    EVERY,
    OVER_TIME,
    WITH_TARGET,
    Series,
)
from dashboard.queries.country_points import Point, breaks_between
from dashboard.queries.country_remarks import Note
from dashboard.queries.documents import OFFICIAL, weakest
from dashboard.queries.indicators import Indicator
from dashboard.queries.series_themes import row_number
from dashboard.store.warehouse import Warehouse
from dashboard.words.captions import Caption, documents_caption, file_stem
from dashboard.words.statements import write
from dashboard.words.values import format_rounded, gap_unit
from dashboard.words.vocabulary import marked, sign_in_brief
from etl.language.i18n import N_, _, format_number, format_signed

SERIES_FILTERS = {
    EVERY: N_("Tất cả"),
    WITH_TARGET: N_("Có mục tiêu"),
    OVER_TIME: N_("Có từ hai kỳ"),
}

THEMES = {
    "online_services": N_("Dịch vụ công trực tuyến"),
    "infrastructure": N_("Hạ tầng và công dân số"),
    "administration": N_("Quản lý, điều hành và nhân lực số"),
    "health": N_("Y tế số"),
    "transport": N_("Giao thông thông minh"),
    "economy": N_("Kinh tế số"),
}


def series_caption(source: Warehouse, item: Series) -> Caption:
    """One indicator of the country over its periods."""
    return documents_caption(
        source,
        series_name(item),
        file_stem("national", item.indicator.indicator_id, _span([item])),
        cited=[place.document for place in item.places],
        place=place_words(item),
        unit=_(item.indicator.unit_vi),
        period=_span([item]),
        scope=_("cả nước"),
        notes=(item.indicator.name_vi, *break_words(item)),
    )


def national_caption(source: Warehouse, items: Sequence[Series], shown: str) -> Caption:
    """All series on the page; `shown` is the filter that chose them."""
    return documents_caption(
        source,
        _("Chỉ tiêu của cả nước theo kỳ"),
        file_stem("national", shown, _span(items)),
        cited=[place.document for item in items for place in item.places],
        place=", ".join(dict.fromkeys(place.appendix for item in items for place in item.places)),
        period=_span(items),
        scope=_("cả nước"),
    )


def _span(items: Sequence[Series]) -> str:
    """The first and the last period of some series, `2020–7/2024`."""
    labels = {
        point.period_end: point.period_label
        for item in items
        for series in (item, item.predecessor)
        if series is not None
        for point in series.points
    }
    if not labels:
        return ""
    first, last = labels[min(labels)], labels[max(labels)]
    return first if first == last else f"{first}–{last}"


def theme_name(item: Series) -> str:
    """The name of the group a series is shown in."""
    return _(THEMES[item.theme]) if item.theme in THEMES else item.indicator.topic_vi


def series_name(item: Series) -> str:
    """`3.1 · Hồ sơ nộp trực tuyến`."""
    number = row_number(item.indicator.indicator_id)
    name = item.indicator.short_name_vi
    return f"{number} · {name}" if number else name


def place_words(item: Series) -> str:
    """`Phụ lục I, dòng 704; Bộ KH&CN: hồ sơ 11/2025 ◇ theo hai bản chép`.

    Lines of one appendix together; what was captured has no lines that anybody could open.
    """
    lines: dict[str, list[str]] = {}
    for place in item.places:
        name = cited(place.document, place.appendix, place.confirmation)
        lines.setdefault(name, []).append(str(place.line))
    official = {place.appendix for place in item.places if place.confirmation == OFFICIAL}
    return "; ".join(
        _("{appendix}, dòng {line}").format(appendix=name, line=", ".join(found))
        if name in official
        else name
        for name, found in lines.items()
    )


def cited(document: str, appendix: str, confirmation: str) -> str:
    """The appendix of an official document; of anything less the source, and how sure it is."""
    if confirmation == OFFICIAL:
        return appendix
    return " ".join(filter(None, (document, sign_in_brief(confirmation))))


def amount_words(item: Series, point: Point) -> str:
    """`42%`, `129 nghìn tỷ đồng`; of a rank the number alone, as its panel says it is one."""
    amount, unit = amount_parts(item, point)
    is_rank = item.indicator.value_kind == "rank"
    return amount if is_rank or not unit else f"{amount} {unit}"


def amount_parts(item: Series, point: Point) -> tuple[str, str]:
    """The number, and what it counts: `42%` and nothing, `129` and `nghìn tỷ đồng`."""
    amount = point_amount(item.indicator, point)
    return amount, "" if item.indicator.is_percent else item.indicator.unit_vi


def point_amount(indicator: Indicator, point: Point) -> str:
    """`42%`: the number alone, with the sign of a figure without an official document."""
    words = format_rounded(indicator, point.value or 0.0, point.decimals)
    return marked(words, point.confirmation)


def newest_words(item: Series) -> str:
    """The newest figure with its period and what changed since the one before."""
    now = item.newest
    if now is None:
        return _("Không có số liệu")
    words = _("**{value}** ({period})").format(
        value=amount_words(item, now),
        period=now.period_label,
    )
    change = change_words(item)
    return f"{words} · {change}" if change else words


def change_words(item: Series) -> str:
    """What changed since the last figure of the same kind, or why nothing can be said of it."""
    if item.newest is None:
        return ""
    if item.before is None:
        others = len(item.valued) > 1
        return _("chưa có kỳ trước cùng loại") if others else ""
    return _change(item, item.before, item.newest)


def unlike_words(item: Series) -> list[str]:
    """Why the last two figures do not compare; nothing where they do."""
    if item.newest is None or item.before is None:
        return []
    return breaks_between(item.points, item.before, item.newest)


def _change(item: Series, before: Point, now: Point) -> str:
    if breaks_between(item.points, before, now):
        return _("không so với {period}").format(period=before.period_label)
    weaker = weakest((before.confirmation, now.confirmation))
    return marked(_difference(item, before, now), weaker)


def _difference(item: Series, before: Point, now: Point) -> str:
    difference = (now.value or 0.0) - (before.value or 0.0)
    if item.indicator.value_kind == "rank":
        if not difference:
            return _("giữ hạng của {period}").format(period=before.period_label)
        steps = format_number(abs(difference))
        words = _("tăng {steps} bậc so với {period}")
        if difference > 0:
            words = _("giảm {steps} bậc so với {period}")
        return words.format(steps=steps, period=before.period_label)
    if not difference:
        return _("không đổi so với {period}").format(period=before.period_label)
    return _("{change} {unit} so với {period}").format(
        # No more precise than the coarser of the two: 11% − 0,004% is 11 points.
        change=format_signed(difference, min(before.decimals, now.decimals)),
        unit=gap_unit(item.indicator),
        period=before.period_label,
    )


def summary(items: Sequence[Series]) -> str:
    """How many series, figures over time, breaks and targets there are."""
    return _(
        "**{count} chỉ tiêu**: {series} có số liệu từ hai kỳ trở lên, {breaks} đổi cách đo giữa "
        "chừng; {targets} có mục tiêu cho cả nước để so; {others} chỉ có mục tiêu khác mẫu số."
    ).format(
        count=len(items),
        series=sum(item.periods > 1 for item in items),
        breaks=sum(bool(item.breaks) for item in items),
        targets=sum(bool(item.targets) for item in items),
        others=sum(not item.targets and bool(item.other_targets) for item in items),
    )


def break_words(item: Series) -> list[str]:
    """Why the line is broken, once per break."""
    return [point.break_vi for point in item.breaks if point.break_vi is not None]


def note_words(note: Note) -> str:
    """What the text says of the figure, with what the tables say of that."""
    explanation = write(note.explanation)
    return explanation if note.statement_vi is None else f"{note.statement_vi}. {explanation}"


def missing_words(item: Series) -> str:
    """The periods without a value; empty where every period has one."""
    missing = [point.period_label for point in item.points if point.value is None]
    return _("không có số liệu: {periods}").format(periods=", ".join(missing)) if missing else ""
