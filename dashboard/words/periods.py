"""What a period is called, and how a figure lies in time to the day its target is due."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from dashboard.queries.periods import Period
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


def period_names(found: Iterable[Period]) -> dict[Period, str]:
    """`12/2024`, with its kind or its end where two are printed alike; one that goes on says so."""
    periods = list(found)
    printed = Counter(period.label for period in periods)
    kinds = Counter((period.label, period.kind) for period in periods)
    names = {}
    for period in periods:
        marks = []
        if printed[period.label] > 1:
            marks.append(_(PERIOD_KINDS[period.kind]))
        if kinds[period.label, period.kind] > 1:
            marks.append(_("đến {day}").format(day=format_date(period.end)))
        if period.is_provisional:
            marks.append(_("tạm tính"))
        names[period] = f"{period.label} ({', '.join(marks)})" if marks else period.label
    return names


def months_between(earlier: date, later: date) -> int:
    """Whole months from one day to another: from 30/6 to 31/12 it is six."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    # The last days of two months lie whole months apart.
    return months - (later.day < earlier.day and later.day < 28)
