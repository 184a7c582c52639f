"""What a period is called, and how a figure lies in time to the day its target is due."""

from collections.abc import Sequence
from datetime import date, timedelta

from dashboard.queries.indicator_views import View
from dashboard.queries.periods import Period
from dashboard.store.made_once import made_once
from dashboard.words.markdown import plain
from etl.language.i18n import N_, _, format_date

PERIOD_KINDS = {
    "as_of": N_("tại thời điểm"),
    "month": N_("tháng"),
    "quarter": N_("quý"),
    "year": N_("cả năm"),
    "years": N_("nhiều năm"),
    "year_to_date": N_("lũy kế từ đầu năm"),
}
"""The ways in which figures speak of days."""


def period_words(period: Period) -> str:
    """`12/2024`; one that shares its label names its kind, one that goes on says so.

    So does one of which a source names some units only.
    """
    marks = []
    if period.shares_label:
        marks.append(_(PERIOD_KINDS[period.kind]))
        if period.definition_id > 1:
            marks.append(_("cách đo {number}").format(number=period.definition_id))
    if period.is_provisional:
        day = format_date(period.end)
        is_said = period.label == f"{period.end.day}/{period.end.month}/{period.end.year}"
        marks.append(_("tạm tính") if is_said else _("tạm tính đến {day}").format(day=day))
    if period.of_single_units:
        marks.append(_("chỉ vài đơn vị"))
    return f"{period.label} ({', '.join(marks)})" if marks else period.label


def view_period(shown: View) -> str:
    """The period of a view's figures, or the day that allocated targets are due."""
    return shown.period_label if shown.period is None else period_words(shown.period)


def distance_words(shown: View) -> str:
    """How a view's figures lie to the day their target is due."""
    days = shown.days_from_due
    if days is None or shown.due_on is None or shown.period is None:
        return ""
    return distance_of(days, shown.due_on, shown.period)


def distance_of(days: int, due_on: date, period: Period) -> str:
    """`5 tháng trước hạn`, `đúng hạn`, `12 ngày sau hạn`: from a target to its figures."""
    if days == 0:
        return _("đúng ngày đến hạn")
    months = months_between(*sorted((due_on, period.end)))
    if months:
        words = _("{count} tháng trước hạn") if days < 0 else _("{count} tháng sau hạn")
        return words.format(count=months)
    words = _("{count} ngày trước hạn") if days < 0 else _("{count} ngày sau hạn")
    return words.format(count=abs(days))


def timing_words(shown: View, day: date) -> str:
    """What a view's figures are to its target on `day`: the result, an older one, progress so far.

    `số liệu 7/2024, 5 tháng trước hạn; chưa có số liệu đến hạn`.
    """
    days = shown.days_from_due
    if days is None or shown.due_on is None or shown.period is None:
        return ""
    label = plain(period_words(shown.period))
    if days == 0:
        return _("kết quả đến hạn, số liệu {period}").format(period=label)
    words = _("số liệu {period}, {distance}").format(period=label, distance=distance_words(shown))
    if days > 0:
        return _("{words}; không có số liệu đến hạn").format(words=words)
    if shown.due_on < day:
        return _("{words}; chưa có số liệu đến hạn").format(words=words)
    return _("{words}; đang thực hiện").format(words=words)


@made_once(64)
def results_words(views: Sequence[View], day: date) -> tuple[str, ...]:
    """A line for each due date and period that goals are judged by, with their names."""
    named: dict[tuple[date, str], list[str]] = {}
    for shown in views:
        if shown.due_on is not None and (words := timing_words(shown, day)):
            names = named.setdefault((shown.due_on, words), [])
            names.append(plain(shown.indicator.short_name_vi))
    return tuple(
        _("Hạn {due}: {words} ({names})").format(
            due=format_date(due_on), words=words, names=", ".join(dict.fromkeys(names))
        )
        for (due_on, words), names in named.items()
    )


def months_between(earlier: date, later: date) -> int:
    """Whole months between two days; from 30/6 to 31/12 it is six: ends of months count as such."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    is_end = (later + timedelta(days=1)).month != later.month
    return months if is_end or later.day >= earlier.day else months - 1
