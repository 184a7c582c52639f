"""Which table of the catalogue a received one is, by its header and the appendix above it."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from etl.catalogue.load import Catalogue
from etl.catalogue.table_base import NamesUnits
from etl.catalogue.table_specs import IndicatorRowsTable, UnitRowsTable
from etl.extract.collect import headings_of
from etl.extract.parse import clean_text
from etl.extract.read import Heading
from etl.language.folding import fold
from etl.receive.infer.inferred import Inferred, Sure
from etl.receive.infer.periods import is_period, period_in
from etl.receive.infer.surroundings import Found, same_appendix
from etl.receive.infer.unit_names import UnitLookup

SliceTable = UnitRowsTable | IndicatorRowsTable


@dataclass(frozen=True)
class Likeness:
    """How near the header of a received table is to that of an entry."""

    entry: SliceTable
    same: int
    """Headings that are the entry's own."""
    renamed: Mapping[str, str]
    """Headings that differ, by the entry's heading that they are, or may be."""
    missing: tuple[str, ...]
    added: tuple[str, ...]
    periods: tuple[str, ...] = ()
    """Headings of periods, where they are not those of the entry."""

    @property
    def is_exact(self) -> bool:
        return not (self.renamed or self.missing or self.added or self.periods)

    @property
    def is_spelling(self) -> bool:
        """Whether only case, spaces, marks and forms of letters differ."""
        alike = all(fold(new) == fold(old) for new, old in self.renamed.items())
        return alike and not (self.missing or self.added)

    @property
    def score(self) -> float:
        count = self.same + len(self.renamed) + len(self.missing) + len(self.added)
        return (self.same + 0.8 * len(self.renamed)) / max(count, 1)

    @property
    def differences(self) -> list[str]:
        words = [f"{new!r} instead of {old!r}" for new, old in self.renamed.items()]
        if self.periods:
            words.append(f"periods of its own: {', '.join(self.periods)}")
        words += [f"no column {name!r}" for name in self.missing]
        return words + [f"a column {name!r} that it has not" for name in self.added]


@dataclass(frozen=True)
class Match:
    """The entry that a table is of, or goes on from."""

    likeness: Likeness
    inferred: Inferred
    rivals: tuple[str, ...] = ()
    """Other tables that it may as well be."""

    @property
    def entry(self) -> SliceTable:
        return self.likeness.entry


def likenesses(catalogue: Catalogue, header: Iterable[str]) -> list[Likeness]:
    """Every table of figures, the nearest first; of those that continue each other the last.

    What papers say of a few units is no table that is printed again.
    """
    texts = [clean_text(text) for text in header]
    continued = {table.continues for table in catalogue.tables.values()}
    tables = [
        _likeness(table, texts)
        for table in catalogue.tables.values()
        if isinstance(table, SliceTable)
        and table.table_id not in continued
        and not (isinstance(table, NamesUnits) and table.single_units)
    ]
    return sorted(tables, key=lambda item: -item.score)


def match_of(catalogue: Catalogue, found: Found) -> Match | None:
    """The table that a found one is; None where no entry has most of its columns."""
    near = likenesses(catalogue, found.table.header)
    exact = [item for item in near if item.is_exact]
    if exact:
        return _exact(exact, found.appendix)
    candidates = [item for item in near if item.is_spelling or item.score >= 0.6]
    here = [item for item in candidates if _is_here(item, found.appendix)]
    best = next(iter(here or candidates), None)
    if best is None:
        return None
    heading = f"heading “{found.appendix}” and " if here else ""
    sure: Sure = "likely" if best.is_spelling or here else "unsure"
    return Match(best, Inferred(sure, f"{heading}columns: {'; '.join(best.differences)}"))


def is_fragment(lookup: UnitLookup, found: Found, match: Match) -> bool:
    """Whether a table names a few units only, and stands under no appendix of the one it is like.

    What papers say of some units is no later print of a table of all.
    """
    known = match.entry
    headers = [clean_text(text) for text in found.table.header]
    if not isinstance(known, UnitRowsTable) or known.key_column not in headers:
        return False
    if _is_here(match.likeness, found.appendix):
        return False
    place = headers.index(known.key_column)
    names = {clean_text(row.cells[place]) for row in found.table.body if len(row.cells) > place}
    period = period_in(reversed(found.above), known.period)
    day = period.period.end if period else max(known.unit_days)
    of_level = len(lookup.catalogue.units_of(known.level, day))
    return 2 * len(names) < min(of_level, known.rows_expected)


def _exact(exact: Sequence[Likeness], appendix: str | None) -> Match:
    columns = f"all {exact[0].same} columns"
    here = [item for item in exact if _is_here(item, appendix)]
    if len(here) == 1:
        return Match(here[0], Inferred("certain", f"heading “{appendix}” and {columns}"))
    if len(exact) > 1:
        names = tuple(item.entry.table_id for item in here or exact)
        because = f"{columns}, which {' and '.join(names)} have"
        return Match((here or exact)[0], Inferred("unsure", because), names)
    entry = exact[0].entry
    if appendix is None or not entry.appendix.startswith("Phụ lục"):
        return Match(exact[0], Inferred("certain", f"{columns}, of no other table"))
    because = f"{columns}, of no other table; but under “{appendix}”, not “{entry.appendix}”"
    return Match(exact[0], Inferred("likely", because))


def _is_here(item: Likeness, appendix: str | None) -> bool:
    return appendix is not None and same_appendix(item.entry.appendix, appendix)


def _likeness(entry: SliceTable, texts: Sequence[str]) -> Likeness:
    left: list[Heading] = list(headings_of(entry))
    unknown: list[str] = []
    for text in texts:
        heading = next((item for item in left if item.matches(text)), None)
        if heading:
            left.remove(heading)
        else:
            unknown.append(text)
    same = len(texts) - len(unknown)
    periods = _other_periods(entry, texts, unknown, left)
    renamed: dict[str, str] = {}
    for text in list(unknown):
        names = {_words(item.name): item for item in left if _digits(item.name) == _digits(text)}
        nearest = difflib.get_close_matches(_words(text), names, n=1, cutoff=0.75)
        if nearest:
            renamed[text] = names[nearest[0]].name
            left.remove(names[nearest[0]])
            unknown.remove(text)
    missing = tuple(item.name for item in left)
    return Likeness(entry, same, renamed, missing, tuple(unknown), periods)


def _other_periods(
    entry: SliceTable, texts: Sequence[str], unknown: list[str], left: list[Heading]
) -> tuple[str, ...]:
    """All headings of periods, where those of an entry with a column for each differ from its own.

    Takes them from what is `unknown`, and the entry's own from what is `left`.
    """
    own = {column.heading for column in entry.columns if column.period}
    new = [text for text in unknown if is_period(text)]
    if not own or not (new or own & {item.name for item in left}):
        return ()
    unknown[:] = [text for text in unknown if text not in new]
    left[:] = [item for item in left if item.name not in own]
    return tuple(text for text in texts if is_period(text))


def _words(text: str) -> str:
    """Without digits, which make short headings alike: `DTI 2024`, `EBI 2024`."""
    return " ".join(word for word in fold(text).split() if not word.isdecimal())


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
