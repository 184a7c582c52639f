"""The reader's language: messages through gettext, numbers and dates through Babel.

Vietnamese is the language the messages are written in, so it needs no catalogue of its own; another
language is a catalogue `locale/<language>.po` for the words of the program, one of the
same name in `data/catalogue/` for those of the data, and an entry in `LANGUAGES`. The language is a
context variable: every session runs in its own context, so sessions in different languages never
see each other's choice.
"""

import gettext
import math
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path

from babel.dates import format_date as babel_format_date
from babel.messages.mofile import write_mo
from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from etl.language.po_files import read_translations
from etl.language.rounding import decimal_of
from etl.regular_files import UnreadableError

VIETNAM = timezone(timedelta(hours=7))


@dataclass(frozen=True)
class Language:
    """A language the dashboard can be read in."""

    name: str
    """As its readers call it."""
    tag: str
    """With its country, as documents name it."""
    day: str
    """Patterns of dates as officials write them: no zero before a one-digit day or month."""
    month: str


LANGUAGES = {
    "vi": Language("Tiếng Việt", "vi-VN", "d/M/y", "M/y"),
    "en": Language("English", "en-GB", "d MMM y", "MMM y"),
}
"""By code; the first is the one the messages are written in."""

OWN, *OTHERS = LANGUAGES
"""The code of that one, and of those that need catalogues."""

LOCALE_DIR = Path(__file__).parent / "locale"
_language: ContextVar[str] = ContextVar("language", default=OWN)


@cache
def _translations(language: str) -> gettext.NullTranslations:
    """The messages of the program in a language; one it lacks stays as it is written."""
    if language == OWN:
        return gettext.NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, read_translations(LOCALE_DIR / f"{language}.po"))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def broken_translations() -> str | None:
    """What is wrong with the words of the program in other languages: file, line and words.

    For whoever starts a server: in the middle of a page nobody could mend it.
    """
    for code in OTHERS:
        try:
            _translations(code)
        except UnreadableError as error:
            line = "" if error.line is None else f":{error.line}"
            return f"etl/language/locale/{code}.po{line}: expected {error.expected}"
    return None


def language() -> str:
    """The language of this session, one of `LANGUAGES`."""
    return _language.get()


def locale_tag() -> str:
    """The language with its country, as documents name it: `vi-VN`."""
    return LANGUAGES[language()].tag


def set_language(code: str) -> None:
    """Read everything in `code` from here on; `ValueError` if it is not offered."""
    if code not in LANGUAGES:
        raise ValueError(f"language {code!r} is not one of {', '.join(LANGUAGES)}")
    _language.set(code)


@contextmanager
def using(code: str) -> Iterator[None]:
    """Read everything in `code` for a while; `ValueError` as for `set_language`."""
    before = language()
    set_language(code)
    try:
        yield
    finally:
        set_language(before)


def _(message: str) -> str:
    """`message` in the session's language."""
    # gettext answers the empty message with the head of the catalogue.
    return _translations(language()).gettext(message) if message else message


def N_(message: str) -> str:
    """Mark `message` for translation where it is defined; `_` translates it where it is shown."""
    return message


def ngettext(singular: str, plural: str, count: int) -> str:
    """The form of the message that goes with `count`; Vietnamese has one form for all."""
    return _translations(language()).ngettext(singular, plural, count)


def format_number(value: float, decimals: int = 0) -> str:
    """`7272154` → `7.272.154`; `92.5` with two decimals → `92,50`.

    Halves round away from zero, as the published tables do, and a value that rounds to zero has no
    sign. The minus is U+2212, which lines up with digits and is never broken from them. A missing
    value is a status, not a number: NaN raises `ValueError`.
    """
    if not math.isfinite(value):
        raise ValueError(f"{value} is not a number to show")
    return _formatted(float(value), decimals, language())


@lru_cache(maxsize=8192)
def _formatted(value: float, decimals: int, locale: str) -> str:
    """Pages print the same few thousand figures again and again, and CLDR patterns are slow."""
    rounded = decimal_of(value, decimals)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    text: str = format_decimal(abs(rounded), format=pattern, locale=locale)
    return f"\u2212{text}" if rounded < 0 else text


def format_percent_value(value: float, decimals: int = 2) -> str:
    """A value that is already in percent: `92.59` → `92,59%`."""
    return f"{format_number(value, decimals)}%"


def format_signed(value: float, decimals: int = 0) -> str:
    """A difference, with its sign: `+3,2`, `−3,2`, `0`."""
    text = format_number(value, decimals)
    is_zero = not text.strip("0,.")
    return text if is_zero or text.startswith("\u2212") else f"+{text}"


def format_date(day: date) -> str:
    """`date(2024, 9, 30)` → `30/9/2024`."""
    return _format_day(day, LANGUAGES[language()].day, language())


def format_instant(utc: datetime) -> str:
    """The hour and day of Vietnam: 29/11/2026, 8:53 UTC → `15:53, 29/11/2026`."""
    there = utc.replace(tzinfo=UTC).astimezone(VIETNAM)
    return f"{there:%H:%M}, {format_date(there.date())}"


def format_month(day: date) -> str:
    """The month of a day: `date(2024, 12, 31)` → `12/2024`."""
    return _format_day(day, LANGUAGES[language()].month, language())


@lru_cache(maxsize=1024)
def _format_day(day: date, pattern: str, locale: str) -> str:
    """Captions name the days of a hundred documents again and again."""
    text: str = babel_format_date(day, format=pattern, locale=locale)
    return text


def separators() -> str:
    """The decimal and the thousands mark, as plotly's `layout.separators` takes them."""
    return f"{get_decimal_symbol(language())}{get_group_symbol(language())}"


def capital(text: str) -> str:
    """The text with its first letter large and all others as they are: `Dec`, `DTI` stay."""
    return text[:1].upper() + text[1:]
