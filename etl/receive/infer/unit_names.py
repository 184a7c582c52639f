"""The names of units in a column: of which level and structure, and which of them do not resolve.

Likeness recognises a column and proposes candidates; it never resolves a name.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from etl.catalogue.load import Catalogue
from etl.catalogue.resolve import ALIASES, UnknownUnitError
from etl.catalogue.vocabulary import Structure
from etl.extract.read import Row
from etl.language.folding import fold
from etl.language.structures import DAY_OF
from etl.receive.infer.inferred import Sure

_MANY = 1_000
"""Different names in a column: the country never had that many units of a level."""
_FIRST = 50
_TOLD = 100
"""Names whose candidates are looked for, which takes a hundredth of a second each."""
LEVELS = ("province", "ministry")
_BEFORE = re.compile(
    r"(ubnd|[uủ][yỷ] ban nhân dân)?\s*(tỉnh|thành phố|tp\b\.?|t\.\s?p\.)?\s*", re.I
)
_AFTER = re.compile(r"\s*(\(\*+\)|\*+|\(\d+\)|[¹²³⁴⁵⁶⁷⁸⁹])$")


@dataclass(frozen=True)
class UnknownName:
    """A name that resolves to no unit: what is near it, and the line that would list it."""

    name: str
    expected: str
    candidates: tuple[str, ...]
    alias_line: str | None

    def __str__(self) -> str:
        near = f" (nearest: {', '.join(self.candidates)})" if self.candidates else ""
        line = f"; in {ALIASES}: {self.alias_line}" if self.alias_line else ""
        return f"found {self.name!r}, expected {self.expected}{near}{line}"


class LikelyUnits:
    """The units of a level on a day by their names in plain letters, without what stands around."""

    def __init__(self, catalogue: Catalogue, level: str, day: date) -> None:
        self._catalogue = catalogue
        self._level = level
        self.day = day
        self._ids: dict[str, set[str]] = defaultdict(set)
        for unit in catalogue.units_of(level, day):
            for name in (unit.name_vi, unit.short_name_vi):
                self._ids[_core(name)].add(unit.unit_id)
        for alias in catalogue.aliases:
            if catalogue.names.knows(alias.alias, [level], day):
                found = catalogue.names.resolve(alias.alias, [level], day)
                self._ids[_core(alias.alias)].add(found.unit.unit_id)

    def knows(self, name: str) -> bool:
        return self._catalogue.names.knows(name, [self._level], self.day)

    def unit_id(self, name: str) -> str | None:
        """The unit a name resolves to."""
        if not self.knows(name):
            return None
        return self._catalogue.names.resolve(name, [self._level], self.day).unit.unit_id

    def region_id(self, name: str) -> str | None:
        """The region of the unit that a name is, or is like."""
        alike = self._ids.get(_core(name), set())
        unit_id = self.unit_id(name) or (next(iter(alike)) if len(alike) == 1 else None)
        return None if unit_id is None else self._catalogue.units[unit_id].region_id

    def is_like(self, name: str) -> bool:
        return self.knows(name) or len(self._ids.get(_core(name), ())) == 1

    def unknown(self, name: str) -> UnknownName | None:
        """Why a name does not resolve; None for one that does."""
        try:
            self._catalogue.names.resolve(name, [self._level], self.day)
        except UnknownUnitError as error:
            alike = self._ids.get(_core(name), set())
            short = [self._catalogue.units[unit_id].short_name_vi for unit_id in alike]
            candidates = tuple(dict.fromkeys([*short, *error.candidates]))
            unit_ids = alike or {
                found for text in error.candidates if (found := self.unit_id(text)) is not None
            }
            line = f'"{name}",{next(iter(unit_ids))},variant' if len(unit_ids) == 1 else None
            return UnknownName(name, error.expected, candidates, line)
        return None


def _core(name: str) -> str:
    text = unicodedata.normalize("NFC", name).strip()
    return fold(_AFTER.sub("", _BEFORE.sub("", text, count=1)))


class UnitLookup:
    """The units of a catalogue, looked up by likeness among those of a level and day."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._likely: dict[tuple[str, date], LikelyUnits] = {}

    def likely(self, level: str, day: date) -> LikelyUnits:
        """Made once for each level and day."""
        if (level, day) not in self._likely:
            self._likely[level, day] = LikelyUnits(self.catalogue, level, day)
        return self._likely[level, day]


def level_of(lookup: UnitLookup, names: Sequence[str]) -> tuple[str, date] | None:
    """The level and a day on which most of the names are, or are like, those of its units."""
    found = None
    if len(names) > _MANY:
        return None
    # Most columns hold no names, as the first of their texts tell.
    for some in (names[:_FIRST], names):
        best, found = len(some) / 2, None
        for level in LEVELS:
            for day in DAY_OF.values():
                known = sum(map(lookup.likely(level, day).is_like, some))
                if known > best:
                    best, found = known, (level, day)
        if found is None:
            return None
    return found


def structure_of_names(
    catalogue: Catalogue, level: str, names: Iterable[str]
) -> tuple[Structure, Sure, str] | None:
    """The structure that only these names can be of; None where both have them."""
    names = list(names)
    of = {
        structure: [n for n in names if catalogue.names.knows(n, [level], DAY_OF[structure])]
        for structure in get_args(Structure)
    }
    for structure, other in (("2024", "2025"), ("2025", "2024")):
        only = [name for name in of[structure] if name not in of[other]]
        if only and len(of[structure]) > len(of[other]):
            return structure, "certain", f"{only[0]!r} and others are units of {structure} only"  # type: ignore[return-value]
    later = len(catalogue.units_of(level, DAY_OF["2025"]))
    if level == "province" and later / 2 < len(of["2025"]) <= later:
        return (
            "2025",
            "likely",
            f"{len(of['2025'])} names, all of the {later} in force since 7/2025",
        )
    return None


def unknown_names(likely: LikelyUnits, rows: Iterable[Row], heading: str) -> list[str]:
    """A problem for each name of a column that does not resolve, once for each spelling."""
    lines: dict[str, int] = {}
    for row in rows:
        if not likely.knows(row.text[heading]):
            lines.setdefault(row.text[heading], row.line)
    told = list(lines.items())[:_TOLD]
    problems = [f"line {line} [{heading}]: {likely.unknown(name)}" for name, line in told]
    if len(lines) > _TOLD:
        problems.append(f"[{heading}]: {len(lines) - _TOLD} more names that are not listed")
    return problems


def repeated_names(
    rows: Iterable[Row], heading: str, apart: Sequence[str], likely: LikelyUnits
) -> list[str]:
    """A problem for each unit that stands in several rows that nothing else tells apart.

    `apart`: columns of periods or indicators.
    """
    lines: Mapping[tuple[str, ...], list[int]] = defaultdict(list)
    for row in rows:
        name = row.text[heading]
        unit = likely.unit_id(name) or name
        lines[(unit, name, *(row.text[column] for column in apart))].append(row.line)
    return [
        f"lines {', '.join(map(str, numbers))} [{heading}]: found {key[1]!r} {len(numbers)} times, "
        "expected each unit once; which row is which, only the issuer of the table can say"
        for key, numbers in lines.items()
        if len(numbers) > 1
    ]
