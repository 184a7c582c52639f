"""One row per indicator of one unit, one column per period: national time series."""

from collections.abc import Sequence

from etl.catalogue.table_specs import IndicatorRowsTable
from etl.extract.read import Row
from etl.extract.shapes.reader import ShapeReader, check_ordinals, missing_status, printed_note


def collect(reader: ShapeReader, table: IndicatorRowsTable, rows: Sequence[Row]) -> None:
    check_ordinals(reader, table.ordinal_column, rows)
    unit = reader.catalogue.units[table.unit]
    for row in rows:
        indicator_id = reader.known(row, table.key_column, table.rows)
        if indicator_id is None:
            continue
        for column in table.columns:
            missing = missing_status(reader, table, row, column.heading)
            if missing is not None:
                status, note = missing
                reader.observation(
                    row, column.heading, indicator_id, unit, column.period, None, status, note
                )
                continue
            value = reader.number(row, column.heading, table.number_format)
            if value is not None:
                reader.observation(
                    row,
                    column.heading,
                    indicator_id,
                    unit,
                    column.period,
                    value,
                    note=printed_note(reader, table, row),
                )
