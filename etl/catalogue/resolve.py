"""Printed unit names → unit ids, through listed spellings only (source trap 5).

A name either stands in the catalogue or stops the build: edit distance is used to suggest
candidates in the error, never to match (`Đông Nai` must not become a province by likeness).
"""

import difflib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from etl.catalogue.unit_specs import AliasSpec, UnitSpec
from etl.language.folding import fold
from etl.language.structures import DAY_OF

ALIASES = "data/catalogue/unit_aliases.csv"
_ETH = "\u00d0"


class UnknownUnitError(LookupError):
    """No unit of that level and time is listed under the name."""

    def __init__(
        self, name: str, nearest: tuple[UnitSpec, ...], structures: tuple[str, ...] = ()
    ) -> None:
        self.name = name
        self.nearest = nearest
        self.structures = structures
        super().__init__(name)

    @property
    def candidates(self) -> tuple[str, ...]:
        """The names of the nearest units."""
        return tuple(unit.short_name_vi for unit in self.nearest)

    @property
    def unit_ids(self) -> tuple[str, ...]:
        return tuple(unit.unit_id for unit in self.nearest)

    @property
    def expected(self) -> str:
        """What would resolve, for the person who maintains the tables."""
        expected = f"a listed name of a unit; a new spelling of one is a line of {ALIASES}"
        if _ETH in self.name:
            return (
                f"Đ (U+0110), not the letter {_ETH} (U+00D0) that looks the same; else {expected}"
            )
        if self.structures:
            said = " or ".join(f'structure: "{structure}"' for structure in self.structures)
            return (
                f"a listed name of a unit of that time; for those of another, {said} in the entry"
            )
        return expected


@dataclass(frozen=True)
class Resolved:
    """The unit a printed name stands for; `repaired` if the spelling is a scanning error."""

    unit: UnitSpec
    repaired: bool


class UnitNames:
    """Every listed spelling of every unit.

    A spelling is one of a name, so units of one name share it: what is listed for the Hải Phòng of
    the 63 is read as that of the 34 in a table of the 34.
    """

    def __init__(self, units: Iterable[UnitSpec], aliases: Iterable[AliasSpec]) -> None:
        self._units = {unit.unit_id: unit for unit in units}
        self._by_name: dict[str, dict[str, bool]] = defaultdict(dict)
        self._folded: dict[tuple[frozenset[str], date], dict[str, UnitSpec]] = {}
        namesakes: dict[tuple[str, str], list[str]] = defaultdict(list)
        for unit in self._units.values():
            namesakes[(unit.level, unit.short_name_vi)].append(unit.unit_id)
            for name in (unit.name_vi, unit.short_name_vi):
                self._by_name[_key(name)][unit.unit_id] = False
        for alias in aliases:
            if (listed := self._units.get(alias.unit_id)) is None:
                continue
            for unit_id in namesakes[(listed.level, listed.short_name_vi)]:
                spellings = self._by_name[_key(alias.alias)]
                spellings.setdefault(unit_id, alias.kind == "scan_error")

    def resolve(self, name: str, levels: Iterable[str], day: date) -> Resolved:
        """The unit of one of these levels that bore this name on that day.

        Raises UnknownUnitError with the nearest listed names.
        """
        wanted = frozenset(levels)
        found = self._find(name, wanted, day)
        if found is None:
            others = tuple(
                structure for structure, on in DAY_OF.items() if self._find(name, wanted, on)
            )
            raise UnknownUnitError(name, self._nearest(name, wanted, day), others)
        return found

    def knows(self, name: str, levels: Iterable[str], day: date) -> bool:
        """Whether a unit of one of these levels bore this name on that day."""
        return self._find(name, frozenset(levels), day) is not None

    def spelled(self, capitals: str, levels: Iterable[str], day: date) -> str:
        """The listed spelling that reads so in capitals.

        The same text where none does, or spellings of several units do.
        """
        wanted = frozenset(levels)
        spelling_of = {
            found.unit.unit_id: spelling
            for spelling in self._by_capitals[_key(capitals).upper()]
            if (found := self._find(spelling, wanted, day)) is not None
        }
        return next(iter(spelling_of.values())) if len(spelling_of) == 1 else capitals

    @cached_property
    def _by_capitals(self) -> Mapping[str, list[str]]:
        by_capitals: dict[str, list[str]] = defaultdict(list)
        for spelling in self._by_name:
            by_capitals[spelling.upper()].append(spelling)
        return by_capitals

    def ambiguous(self) -> Iterator[tuple[str, list[str]]]:
        """Names that stand for two units of the same level at the same time."""
        for name, unit_ids in self._by_name.items():
            units = [self._units[unit_id] for unit_id in unit_ids]
            for index, unit in enumerate(units):
                clash = [other for other in units[index + 1 :] if _coexist(unit, other)]
                if clash:
                    yield name, [unit.unit_id, *(other.unit_id for other in clash)]

    def _find(self, name: str, levels: frozenset[str], day: date) -> Resolved | None:
        for unit_id, repaired in self._by_name.get(_key(name), {}).items():
            unit = self._units[unit_id]
            if unit.level in levels and unit.valid_on(day):
                return Resolved(unit, repaired)
        return None

    def _nearest(self, name: str, levels: frozenset[str], day: date) -> tuple[UnitSpec, ...]:
        # A table may have hundreds of unknown names, all of one level and day.
        if (levels, day) not in self._folded:
            self._folded[levels, day] = {
                fold(spelling): unit
                for spelling, unit_ids in self._by_name.items()
                for unit in map(self._units.__getitem__, unit_ids)
                if unit.level in levels and unit.valid_on(day)
            }
        by_fold = self._folded[levels, day]
        nearest = difflib.get_close_matches(fold(name), by_fold, n=3, cutoff=0.6)
        return tuple({by_fold[key].unit_id: by_fold[key] for key in nearest}.values())


def _key(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).split())


def _coexist(one: UnitSpec, other: UnitSpec) -> bool:
    starts = [unit.valid_from or date.min for unit in (one, other)]
    ends = [unit.valid_to or date.max for unit in (one, other)]
    return one.level == other.level and max(starts) <= min(ends)
