"""Statements of the build as sentences in the reader's language.

Every code that the build may use has one message here; a test builds them all.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dashboard.queries.statements import Names, Said
from dashboard.words.claim_sentences import CLAIM_SENTENCES
from dashboard.words.issue_sentences import ISSUE_SENTENCES
from dashboard.words.note_sentences import NOTE_SENTENCES
from etl.language.i18n import OWN, _, format_date, format_number, format_signed, language
from etl.language.numbers import decimals_of_print, needed_decimals, printed_decimals

SENTENCES: Mapping[str, str] = {**NOTE_SENTENCES, **ISSUE_SENTENCES, **CLAIM_SENTENCES}
"""Message by code; `{name}` stands for the part of that name."""


def write(said: Said) -> str:
    """The sentence in the reader's language."""
    return _written(said.code, said.parts, said.names)


def write_or_none(said: Said | None) -> str | None:
    """The same of a row that may say nothing."""
    return None if said is None else write(said)


def _written(code: str, parts: Mapping[str, Any], names: Names) -> str:
    shown = {name: _part(part, names) for name, part in parts.items()}
    # A part that is left empty leaves no space behind.
    sentence = _(SENTENCES[code]).format(**shown).strip()
    return f"{sentence} {shown['then']}" if "then" in shown else sentence


def _part(part: Any, names: Names) -> str:
    match part:
        case None:
            return ""
        case str() | int():
            return str(part)
        case {"code": code, "parts": parts}:
            return _written(code, parts, names)
        case {"list": items, "joined_by": between}:
            return str(between).join(_part(item, names) for item in items)
        case {"number": value, "decimals": decimals, "sign": sign}:
            return f"{format_number(value, decimals)}{sign}"
        case {"change": value, "decimals": decimals}:
            return format_signed(value, decimals)
        case {"printed": text, "value": value}:
            return restated(text, value)
        case {"between": [low, high], "scale": [least, most], "sign": sign}:
            return _between(low, high, (least, most), sign)
        case {"unit_id": unit_id}:
            return names.units[unit_id]
        case {"indicator_id": indicator_id, "full": True}:
            return names.full_indicators[indicator_id]
        case {"indicator_id": indicator_id}:
            return names.indicators[indicator_id]
        case {"text_vi": text}:
            return names.texts.get(text, text)
        case {"part": inner, "capital": capital}:
            text = _part(inner, names)
            return (text[:1].upper() if capital else text[:1].lower()) + text[1:]
        case {"day": day}:
            return format_date(date.fromisoformat(day))
    raise ValueError(f"no words for {part!r}")


def restated(printed: str, value: float) -> str:
    """A printed figure in the notation of the reader: `50.350` is `50,350` in English.

    With the digits of the print, and a percent sign only where the print has one; grades stay
    letters. Vietnamese keeps the print, but for decimals that are printed with a point.
    """
    if language() == OWN:
        has_decimals = "%" in printed or bool(decimals_of_print(value, printed))
        return printed.replace(".", ",") if has_decimals and "," not in printed else printed
    if printed.isalpha() and len(printed) == 1:
        return printed
    decimals = decimals_of_print(value, printed)
    text = format_number(value, printed_decimals(printed) if decimals is None else decimals)
    return f"{text}%" if "%" in printed else text


def _between(low: float, high: float, scale: tuple[float, float], sign: str) -> str:
    """`24,2–52,29%`, `dưới 10%`, `từ 0,3 trở lên`: an end of the scale is no figure."""
    digits = max(needed_decimals(low), needed_decimals(high))
    ends = [format_number(end, 0 if end == int(end) else digits) for end in (low, high)]
    if low == high:
        return f"{ends[0]}{sign}"
    alone = f"{ends[0]}{sign}", f"{ends[1]}{sign}"
    return interval_words((low, high), scale, alone) or f"{ends[0]}–{ends[1]}{sign}"


def interval_words(
    interval: tuple[float, float], scale: tuple[float, float], ends: tuple[str, str]
) -> str | None:
    """The words for an interval that ends where its scale does, of its ends as text; else None."""
    if interval[0] <= scale[0] and interval[1] >= scale[1]:
        return _("chưa thu hẹp được")
    if interval[0] <= scale[0]:
        return _("dưới {high}").format(high=ends[1])
    if interval[1] >= scale[1]:
        return _("từ {low} trở lên").format(low=ends[0])
    return None
