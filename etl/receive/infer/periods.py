"""Words that name a time → the period they are of, where they leave only one."""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from etl.catalogue.vocabulary import Period, PeriodKind

_YEAR = r"(?P<year>20\d\d)"
_OF = r"(?:\s*/\s*|\s+năm\s+|\s*-\s*)"
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<day>\d\d?)\s*/\s*(?P<month>\d\d?)\s*/\s*{_YEAR}",
        rf"ngày\s+(?P<day>\d\d?)\s+tháng\s+(?P<month>\d\d?)\s+năm\s+{_YEAR}",
        rf"(?P<months>\d\d?)\s+tháng(?:\s+đầu)?(?:{_OF}|\s+){_YEAR}",
        rf"quý\s+(?P<quarter>IV|I{{1,3}}|[1-4]){_OF}{_YEAR}",
        rf"tháng\s+(?P<month>\d\d?){_OF}{_YEAR}",
        rf"\bnăm\s+{_YEAR}",
        rf"\b(?P<month>\d\d?)\s*/\s*{_YEAR}",
        rf"^{_YEAR}$",
    )
)


@dataclass(frozen=True)
class PeriodFound:
    """A period and the words it is from; `is_said` where they leave no other kind."""

    period: Period
    words: str
    is_said: bool

    @property
    def key(self) -> dict[str, Any]:
        """As an entry of the catalogue gives it."""
        return period_key(self.period)


def period_key(period: Period) -> dict[str, Any]:
    return {
        "start": period.start,
        "end": period.end,
        "label": period.label,
        "kind": str(period.kind),
    }


def period_in(texts: Iterable[str], like: Period | None = None) -> PeriodFound | None:
    """The period that the nearest of the texts names; `like` is the one before in a series.

    A month may be what happened in it, the state at its end, or all since January: where words
    do not say, it is of the kind of the period before, else from January on.
    """
    for text in texts:
        matches = (match for pattern in _PATTERNS if (match := pattern.search(text)))
        # The first says most: a day that does not exist is no month instead.
        match = next(matches, None)
        if match and (found := _period(match, like)):
            return found
    return None


def is_period(text: str) -> bool:
    """Whether a cell or heading says a period and nothing else."""
    return any(
        (match := pattern.search(text)) and len(match[0]) >= len(text.strip()) - 2
        for pattern in _PATTERNS
    )


def _period(match: re.Match[str], like: Period | None) -> PeriodFound | None:
    named = match.groupdict()
    year = int(named["year"])
    words = match[0].strip()
    try:
        if named.get("day"):
            day = date(year, int(named["month"]), int(named["day"]))
            label = f"{day.day}/{day.month}/{year}"
            return PeriodFound(
                Period(start=day, end=day, label=label, kind=PeriodKind.AS_OF), words, True
            )
        if named.get("quarter"):
            number = _ROMAN[named["quarter"].upper()]
            roman = ("I", "II", "III", "IV")[number - 1]
            return _found(
                year, 3 * number - 2, 3 * number, f"quý {roman}/{year}", PeriodKind.QUARTER, words
            )
        if named.get("months"):
            last = int(named["months"])
            kind = PeriodKind.YEAR if last == 12 else PeriodKind.YEAR_TO_DATE
            return _found(
                year, 1, last, str(year) if last == 12 else f"1–{last}/{year}", kind, words
            )
        if named.get("month"):
            return _month(year, int(named["month"]), words, like)
        return _found(year, 1, 12, str(year), PeriodKind.YEAR, words)
    except ValueError:
        return None


def _month(year: int, month: int, words: str, like: Period | None) -> PeriodFound:
    label = f"{month}/{year}"
    kind = like.kind if like else None
    if kind is PeriodKind.MONTH or (kind is PeriodKind.AS_OF and like and like.start != like.end):
        return _found(year, month, month, label, kind, words, said=False)
    if kind is PeriodKind.AS_OF:
        day = _last_day(year, month)
        period = Period(start=day, end=day, label=label, kind=PeriodKind.AS_OF)
        return PeriodFound(period, words, False)
    if month == 12:
        return _found(year, 1, 12, str(year), PeriodKind.YEAR, words, said=False)
    to_date = PeriodKind.YEAR_TO_DATE
    return _found(year, 1, month, label, to_date, words, said=False)


def _found(
    year: int, first: int, last: int, label: str, kind: PeriodKind, words: str, said: bool = True
) -> PeriodFound:
    end = _last_day(year, last)
    return PeriodFound(
        Period(start=date(year, first, 1), end=end, label=label, kind=kind), words, said
    )


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
