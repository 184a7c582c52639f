"""What a view is compared with and where it is from, in words."""

from collections.abc import Iterable

from dashboard.queries.documents import weakest
from dashboard.queries.indicator_views import View
from dashboard.queries.view_rows import ViewRow
from dashboard.store.made_once import made_once
from dashboard.words.periods import view_period
from dashboard.words.values import format_target
from dashboard.words.vocabulary import marked, sign_words
from etl.language.i18n import _, format_date, format_month


@made_once(512)
def describe_targets(view: View) -> str:
    """`mục tiêu 12/2024: 85%`; targets given to single units are many, and not listed."""
    if view.due_on is None:
        return ""
    targets = sorted({row.target[0] for row in view.rows if row.target is not None}, reverse=True)
    has_bounds = any(row.target is not None and row.target_value is None for row in view.rows)
    day = format_month(view.due_on)
    sure = weakest(row.target_confirmation for row in view.rows)
    if len(targets) > 2 or has_bounds:
        said = _("mục tiêu {day} của từng đơn vị").format(day=day)
    else:
        words = _(" hoặc ").join(format_target(view.indicator, target) for target in targets)
        said = _("mục tiêu {day}: {target}").format(day=day, target=words)
    said = marked(said, sure)
    return f"{said}, {_('số liệu sau hạn')}" if (view.days_from_due or 0) > 0 else said


def describe_due(view: View) -> str:
    """The target a view compares with, with its date; empty without one."""
    if view.due_on is None:
        return ""
    said = _("mục tiêu đến {day}").format(day=format_date(view.due_on))
    return f"{said} ({_('số liệu sau hạn')})" if (view.days_from_due or 0) > 0 else said


def describe_source(view: View) -> str:
    """`Báo cáo Bộ TT&TT 7/2024, Phụ lục II-b, kỳ 7/2024`: of every document with a figure.

    And what the sign of figures says.
    """
    places = "; ".join(f"{document}, {appendix}" for document, appendix in view.places)
    return _with_sign(view, places, view.cited)


def describe_row_source(view: View, row: ViewRow) -> str:
    """The same of one unit: of several documents only its own."""
    if len(view.documents) < 2 or row.document is None:
        return describe_source(view)
    return _with_sign(view, f"{row.document}, {row.appendix}", [row])


def _with_sign(view: View, places: str, rows: Iterable[ViewRow]) -> str:
    words = _("{places}, kỳ {period}").format(places=places, period=view_period(view))
    sign = sign_words(row.confirmation for row in rows)
    return f"{words} ({sign})" if sign else words
