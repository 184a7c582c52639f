"""Lists of units by band of values, typed from prose: a list a row."""

import re
from collections.abc import Sequence

from etl.extract.read import Row
from etl.extract.shapes.listed_names import names_in
from etl.extract.shapes.reader import BAND, LIST
from etl.language.structures import DAY_OF
from etl.receive.infer.entries import put_single_units
from etl.receive.infer.inferred import DraftEntry
from etl.receive.infer.periods import period_in, period_key
from etl.receive.infer.surroundings import Found
from etl.receive.infer.typed_words import MANY
from etl.receive.infer.unit_names import LEVELS, UnitLookup

_TOLD = 100
"""Names whose candidates are looked for, which takes a hundredth of a second each."""
_BAND = re.compile(r"[\[(]\s*(\d+(?:[.,]\d+)?)\s*;\s*(\d+(?:[.,]\d+)?)\s*[\])]")


def put_bands(entry: DraftEntry, lookup: UnitLookup, found: Found, rows: Sequence[Row]) -> None:
    """Put the bands, whose units they are of and when; report names that do not resolve."""
    period = period_in(reversed(found.above))
    if period is not None and period.is_said:
        entry.give("table.period", period_key(period.period), "likely", f"“{period.words}” above")
    else:
        entry.leave_open("table.period", "no line above the table says its period")
    entry.leave_open("table.indicator", f"what the figures in {BAND!r} are of")
    _put_ends(entry, list(dict.fromkeys(row.text[BAND] for row in rows)))
    day = period.period.end if period else DAY_OF["2024"]
    known = {level: lookup.likely(level, day) for level in LEVELS}
    names = {
        level: {name for row in rows for name in names_in(row.text[LIST], known[level].knows)}
        for level in LEVELS
    }
    count = {level: sum(map(known[level].knows, names[level])) for level in LEVELS}
    level = max(LEVELS, key=lambda item: count[item])
    entry.give("table.level", level, "likely", f"the names in {LIST!r}")
    strange = sorted(name for name in names[level] if not known[level].knows(name))
    entry.report(f"[{LIST}]: {known[level].unknown(name)}" for name in strange[:_TOLD])
    if len(strange) > _TOLD:
        entry.report([f"[{LIST}]: {len(strange) - _TOLD} more names that are not listed"])
    put_single_units(entry, lookup.catalogue, level, day, count[level])


def _put_ends(entry: DraftEntry, texts: Sequence[str]) -> None:
    if len(texts) > MANY:
        entry.leave_open("table.bands", f"{len(texts)} different texts in {BAND!r}")
        return
    bands = {text: _ends(text) for text in texts}
    entry.give("table.bands", bands, "likely", "their ends")
    for text in [text for text, ends in bands.items() if ends is None]:
        # A dotted key cannot say a text with a point.
        part = "table.bands" if "." in text else f"table.bands.{text}"
        entry.undecided[part] = f"between which figures {text!r} lies"


def _ends(text: str) -> list[float] | None:
    match = _BAND.fullmatch(text)
    return None if match is None else [float(end.replace(",", ".")) for end in match.groups()]
