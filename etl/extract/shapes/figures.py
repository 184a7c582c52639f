"""Single figures of the body text."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from etl.catalogue.structures import day_of_units
from etl.catalogue.table_specs import FiguresTable, Silence
from etl.catalogue.vocabulary import Period, Status
from etl.extract.read import Row
from etl.extract.shapes.counted_records import tell_records
from etl.extract.shapes.reader import FIGURE, INDICATOR, PERIOD, QUOTE, UNIT, ShapeReader
from etl.facts import Observation
from etl.language.statements import say, stated


def collect(reader: ShapeReader, table: FiguresTable, rows: Sequence[Row]) -> None:
    """One figure a row; then, for the units the text says nothing of, why they have none."""
    for row in rows:
        number_format = reader.known(row, INDICATOR, table.number_formats)
        period = reader.known(row, PERIOD, table.periods)
        if number_format is None or period is None:
            continue
        indicator_id = row.text[INDICATOR]
        levels = reader.catalogue.indicators[indicator_id].levels
        day = day_of_units(table, period.end)
        unit = reader.unit(row, UNIT, row.text[UNIT], levels, day)
        value = reader.number(row, FIGURE, number_format)
        if unit is not None and value is not None:
            # Through `repr`: 70,2 million are 70 200 000 and not a binary fraction beside it.
            exact = Decimal(repr(value)) * table.multipliers.get(indicator_id, 1)
            # Of pages and copies only the figures are kept.
            note = say("quoted", quote=row.text[QUOTE]) if row.text[QUOTE] else None
            reader.observation(row, FIGURE, indicator_id, unit, period, float(exact), note=note)
    for indicator_id, silence in table.silent.items():
        reader.facts.observations.extend(_silent(reader, table, indicator_id, silence))
    if table.records is not None:
        tell_records(reader, table.records)


def _silent(
    reader: ShapeReader, table: FiguresTable, indicator_id: str, silence: Silence
) -> Iterator[Observation]:
    """Units of a level that no row names, in every period that some of them have a figure for."""
    units = reader.catalogue.units
    named: dict[Period, set[str]] = {}
    for item in reader.facts.observations:
        key = (item.table_id, item.indicator_id, units[item.unit_id].level)
        if key == (table.table_id, indicator_id, silence.level):
            named.setdefault(item.period, set()).add(item.unit_id)
    for period, unit_ids in named.items():
        for unit in reader.catalogue.units_of(silence.level, day_of_units(table, period.end)):
            if unit.unit_id not in unit_ids:
                yield Observation(
                    indicator_id,
                    unit.unit_id,
                    period,
                    "published",
                    Status.NOT_AVAILABLE,
                    None,
                    table.document,
                    table.table_id,
                    note=stated(silence.reason_vi),
                )
