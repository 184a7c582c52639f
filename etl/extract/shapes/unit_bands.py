"""Lists of units by band of values, as the body text prints them in footnotes."""

from collections.abc import Sequence

from etl.catalogue.structures import day_of_units
from etl.catalogue.table_specs import UnitBandsTable
from etl.catalogue.unit_specs import UnitSpec
from etl.catalogue.vocabulary import Status
from etl.extract.read import Row
from etl.extract.shapes.reader import BAND, LIST, ShapeReader
from etl.facts import Observation
from etl.language.statements import say, stated


def collect(reader: ShapeReader, table: UnitBandsTable, rows: Sequence[Row]) -> None:
    day = day_of_units(table, table.period.end)
    listed: set[str] = set()
    for row in rows:
        band = reader.known(row, BAND, table.bands)
        for unit in reader.listed(row, BAND, [table.level], day, table.indicator):
            if band is None:
                continue
            if unit.unit_id in listed:
                name = unit.short_name_vi
                reader.facts.problems.append(row.problem(LIST, f"{name} in one list only"))
                continue
            listed.add(unit.unit_id)
            reader.facts.observations.append(
                Observation(
                    table.indicator,
                    unit.unit_id,
                    table.period,
                    "published",
                    Status.INTERVAL,
                    band,
                    table.document,
                    table.table_id,
                    row.line,
                    reader.document_line(row),
                    row.raw[BAND],
                    row.text[BAND],
                )
            )
    of_level = [] if table.single_units else reader.catalogue.units_of(table.level, day)
    for unit in of_level:
        if unit.unit_id not in listed:
            _unlisted_unit(reader, table, unit)


def _unlisted_unit(reader: ShapeReader, table: UnitBandsTable, unit: UnitSpec) -> None:
    """A unit no list names: in the rest if the text says so, else without a value."""
    if table.unlisted is None:
        detail = say("in_no_list")
        reader.issue("unit_missing_from_list", "warning", detail, None, unit, table.indicator)
    rest = table.unlisted
    reader.facts.observations.append(
        Observation(
            table.indicator,
            unit.unit_id,
            table.period,
            "published" if rest is None else "derived",
            Status.NOT_AVAILABLE if rest is None else Status.INTERVAL,
            None if rest is None else rest.band,
            table.document,
            table.table_id,
            note=say("in_no_list") if rest is None else stated(rest.reason_vi),
        )
    )
