"""What the build has to say, as codes with what stands in them; words come where it is read.

A note, a reason or an explanation is a `Statement`: the code of a sentence, and its parts as
figures, ids and printed words. The store keeps both (`…_code`, `…_parts`), and the dashboard writes
the sentence in the reader's language. So one build serves every language, and a program outside
reads the figures of a sentence without taking the sentence apart.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from etl.language.numbers import stored


@dataclass(frozen=True)
class Amount:
    """A number with the decimals to write it with; `sign` follows it as it is (`%`)."""

    value: float
    decimals: int = 0
    sign: str = ""


@dataclass(frozen=True)
class Change:
    """A difference, written with its sign: `+228`, `−198`."""

    value: float
    decimals: int = 0


@dataclass(frozen=True)
class Printed:
    """A figure as a document prints it, and its value: readers get the digits of the print."""

    text: str
    value: float


@dataclass(frozen=True)
class Between:
    """An interval on its indicator's scale; an end of the scale is no figure."""

    low: float
    high: float
    scale: tuple[float, float]
    sign: str = ""


@dataclass(frozen=True)
class UnitName:
    """The short name of a unit."""

    unit_id: str


@dataclass(frozen=True)
class IndicatorName:
    """The short name of an indicator, or the full one."""

    indicator_id: str
    full: bool = False


@dataclass(frozen=True)
class Text:
    """Words of the catalogue, which have a translation; words of a document are plain `str`."""

    text: str


@dataclass(frozen=True)
class Cased:
    """A part with a capital first letter, as a sentence begins, or with a small one."""

    part: "Part"
    capital: bool


@dataclass(frozen=True)
class Listing:
    """Parts one after the other."""

    parts: "tuple[Part, ...]"
    between: str = ", "


@dataclass(frozen=True)
class Statement:
    """A sentence, or a piece of one, by its code in `dashboard/words/statements.py`.

    The part `then` is a statement that follows it.
    """

    code: str
    parts: "Mapping[str, Part]"

    def __hash__(self) -> int:
        return hash((self.code, tuple(self.parts.items())))


Part: TypeAlias = (
    "str | int | date | Amount | Change | Printed | Between | UnitName | IndicatorName | Text"
    " | Cased | Listing | Statement | None"
)
"""What can stand in a statement; None leaves its place empty."""


def say(code: str, **parts: Part) -> Statement:
    """`say("partial", members=listing(...))`."""
    return Statement(code, parts)


def stated(text: str | None) -> Statement | None:
    """A sentence that people wrote in the catalogue; None without one."""
    return worded(text) if text else None


def in_turn(first: Statement | None, second: Statement | None) -> Statement | None:
    """One statement after another: the first one's code, with the second as its part `then`."""
    if first is None or second is None:
        return first or second
    then = first.parts.get("then")
    assert then is None or isinstance(then, Statement)
    return Statement(first.code, {**first.parts, "then": in_turn(then, second)})


def worded(reason_vi: str) -> Statement:
    """A reason as somebody wrote it in the catalogue."""
    return say("stated", text=Text(reason_vi))


def statement_of(part: Part) -> Statement | None:
    """A part that stands by itself as a statement; None where there is none."""
    if part is None or isinstance(part, Statement):
        return part
    return say("figure", figure=part)


def listing(parts: "Iterable[Part]", between: str = ", ") -> Listing:
    """Parts one after the other, with what stands between two."""
    return Listing(tuple(parts), between)


def units(unit_ids: Iterable[str], between: str = ", ") -> Listing:
    """Names of units one after the other."""
    return listing((UnitName(unit_id) for unit_id in unit_ids), between)


def parts_json(statement: Statement | None) -> str | None:
    """The parts as the store keeps them: a JSON object, named kinds of parts as objects."""
    if statement is None:
        return None
    parts = {name: _plain(part) for name, part in statement.parts.items()}
    return json.dumps(parts, ensure_ascii=False)


def _plain(part: Part) -> Any:
    match part:
        case date():
            return {"day": part.isoformat()}
        case Amount():
            return {"number": stored(part.value), "decimals": part.decimals, "sign": part.sign}
        case Change():
            return {"change": part.value, "decimals": part.decimals}
        case Printed():
            return {"printed": part.text, "value": part.value}
        case Between():
            ends = [stored(part.low), stored(part.high)]
            return {"between": ends, "scale": list(part.scale), "sign": part.sign}
        case UnitName():
            return {"unit_id": part.unit_id}
        case IndicatorName():
            return {"indicator_id": part.indicator_id} | ({"full": True} if part.full else {})
        case Text():
            return {"text_vi": part.text}
        case Cased():
            return {"part": _plain(part.part), "capital": part.capital}
        case Listing():
            return {"list": [_plain(item) for item in part.parts], "joined_by": part.between}
        case Statement():
            return {"code": part.code, "parts": {k: _plain(v) for k, v in part.parts.items()}}
        case _:
            return part


def statement_from(code: str | None, parts: str | None) -> Statement | None:
    """The statement that the store keeps in two columns; None without one."""
    if code is None:
        return None
    return Statement(code, {k: _part(v) for k, v in json.loads(parts or "{}").items()})


def _part(plain: Any) -> Part:
    """What `_plain` wrote."""
    match plain:
        case {"day": day}:
            return date.fromisoformat(day)
        case {"number": value, "decimals": decimals, "sign": sign}:
            return Amount(value, decimals, sign)
        case {"change": value, "decimals": decimals}:
            return Change(value, decimals)
        case {"printed": text, "value": value}:
            return Printed(text, value)
        case {"between": [low, high], "scale": [least, most], "sign": sign}:
            return Between(low, high, (least, most), sign)
        case {"unit_id": unit_id}:
            return UnitName(unit_id)
        case {"indicator_id": indicator_id}:
            return IndicatorName(indicator_id, "full" in plain)
        case {"text_vi": text}:
            return Text(text)
        case {"part": part, "capital": capital}:
            return Cased(_part(part), capital)
        case {"list": parts, "joined_by": between}:
            return Listing(tuple(map(_part, parts)), between)
        case {"code": code, "parts": parts}:
            return Statement(code, {name: _part(part) for name, part in parts.items()})
        case _:
            # Words of a document, or a whole number.
            assert plain is None or isinstance(plain, (str, int))
            return plain
