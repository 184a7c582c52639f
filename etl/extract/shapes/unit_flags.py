"""Lists of the body text: units that have done something, or those that have not yet."""

from collections.abc import Sequence
from itertools import chain

from etl.catalogue.register_specs import FlagList, UnitFlagsTable
from etl.catalogue.structures import day_of_units
from etl.catalogue.table_base import entry_file
from etl.catalogue.unit_specs import UnitSpec
from etl.catalogue.vocabulary import Flag, Status
from etl.extract.read import Row
from etl.extract.shapes.reader import INDICATOR, LINE, LIST, STATED, ShapeReader
from etl.facts import Observation
from etl.language.statements import stated
from etl.problems import Problem

MEANING = "Tình trạng"
HEADINGS = (LINE, INDICATOR, MEANING, STATED, LIST)
_VALUES: dict[Flag, float] = {"có": 1, "chưa": 0}


def collect(reader: ShapeReader, table: UnitFlagsTable, rows: Sequence[Row]) -> None:
    """A flag for every unit of the levels: the listed ones, and what follows for the others."""
    day = day_of_units(table, table.period.end)
    read: set[str] = set()
    for row in rows:
        spec = reader.known(row, INDICATOR, table.lists)
        if spec is None:
            continue
        indicator_id = row.text[INDICATOR]
        if indicator_id in read:
            reader.facts.problems.append(row.problem(INDICATOR, f"one list of {indicator_id}"))
            continue
        read.add(indicator_id)
        if row.text[MEANING] != spec.listed:
            reader.facts.problems.append(row.problem(MEANING, f"“{spec.listed}”, as declared"))
        listed = {
            unit.unit_id for unit in reader.listed(row, MEANING, table.levels, day, indicator_id)
        }
        units = (reader.catalogue.units_of(level, day) for level in table.levels)
        for unit in chain.from_iterable(units):
            if unit.unit_id in listed:
                _add(reader, table, row, indicator_id, unit, spec.listed)
            else:
                _add_unlisted(reader, table, row, indicator_id, unit, spec)
    for indicator_id in table.lists.keys() - read:
        file = entry_file(table.table_id)
        expected = "a list in the raw table for every indicator of `lists`"
        reader.facts.problems.append(Problem(file, expected, cell="lists", found=indicator_id))


def _add(
    reader: ShapeReader,
    table: UnitFlagsTable,
    row: Row,
    indicator_id: str,
    unit: UnitSpec,
    flag: Flag,
) -> None:
    value = _VALUES[flag]
    reader.facts.observations.append(
        Observation(
            indicator_id,
            unit.unit_id,
            table.period,
            "published",
            Status.OBSERVED,
            (value, value),
            table.document,
            table.table_id,
            row.line,
            reader.document_line(row),
            row.raw[MEANING],
            flag,
        )
    )


def _add_unlisted(
    reader: ShapeReader,
    table: UnitFlagsTable,
    row: Row,
    indicator_id: str,
    unit: UnitSpec,
    spec: FlagList,
) -> None:
    """A unit the list leaves out: the opposite if the text says so, else no value."""
    value = None if spec.unlisted is None else _VALUES[spec.unlisted]
    reader.facts.observations.append(
        Observation(
            indicator_id,
            unit.unit_id,
            table.period,
            "published" if value is None else "derived",
            Status.NOT_AVAILABLE if value is None else Status.OBSERVED,
            None if value is None else (value, value),
            table.document,
            table.table_id,
            row.line,
            reader.document_line(row),
            None,
            spec.unlisted,
            stated(spec.unlisted_vi),
        )
    )
