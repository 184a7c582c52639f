"""Which column of which table holds an indicator, and in which number format it is printed."""

from collections.abc import Iterator

from etl.catalogue.load import Catalogue
from etl.catalogue.register_specs import TargetsTable
from etl.catalogue.table_specs import (
    FiguresTable,
    IndicatorRowsTable,
    TableSpec,
    UnitBandsTable,
    UnitOrderTable,
    UnitRowsTable,
)


def column_records(catalogue: Catalogue) -> list[dict[str, str | None]]:
    """A row for every table and indicator; the heading is that of the column, or of the row."""
    return [
        {
            "table_id": table.table_id,
            "indicator_id": indicator_id,
            "heading_vi": heading,
            "number_format": number_format,
        }
        for table in catalogue.tables.values()
        for indicator_id, heading, number_format in _columns(table)
    ]


def _columns(table: TableSpec) -> Iterator[tuple[str, str, str | None]]:
    match table:
        case UnitRowsTable():
            # Where a table prints both a figure and its target, the indicator is the figure.
            column_of = {
                column.indicator: column
                for column in sorted(table.columns, key=lambda column: column.target is None)
            }
            for column in column_of.values():
                number_format = column.number_format or table.number_format
                yield column.indicator, column.heading, number_format.value
        case IndicatorRowsTable():
            for heading, indicator_id in table.rows.items():
                yield indicator_id, heading, table.number_format.value
        case UnitBandsTable():
            yield table.indicator, "Khoảng", None
        case UnitOrderTable():
            yield table.indicator, "Vị trí", None
        case FiguresTable():
            for indicator_id, number_format in table.number_formats.items():
                yield indicator_id, "Số liệu", number_format.value
        case TargetsTable():
            for indicator_id, number_format in table.number_formats.items():
                yield indicator_id, "Mục tiêu", number_format.value
