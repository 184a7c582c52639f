"""Which column of which table holds an indicator, and in which number format it is printed."""

from collections.abc import Iterator

from etl.catalogue.load import Catalogue
from etl.catalogue.register_specs import TargetsTable
from etl.catalogue.table_base import UnitColumn
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
            columns_of: dict[str, list[UnitColumn]] = {}
            for column in table.columns:
                columns_of.setdefault(column.indicator, []).append(column)
            for indicator_id, columns in columns_of.items():
                # Where a table prints both figures and a target, the indicator is the figures.
                shown = [column for column in columns if column.target is None] or columns[-1:]
                number_format = shown[0].number_format or table.number_format
                headings = " / ".join(column.heading for column in shown)
                yield indicator_id, headings, number_format.value
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
