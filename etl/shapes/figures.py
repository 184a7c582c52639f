"""Single figures of the body text."""

from collections.abc import Sequence
from decimal import Decimal

from dashboard.i18n import _
from etl.read import Row
from etl.shapes.reader import FIGURE, INDICATOR, PERIOD, QUOTE, UNIT, ShapeReader
from etl.specs import FiguresTable


def collect(reader: ShapeReader, table: FiguresTable, rows: Sequence[Row]) -> None:
    for row in rows:
        number_format = reader.known(row, INDICATOR, table.number_formats)
        period = reader.known(row, PERIOD, table.periods)
        if number_format is None or period is None:
            continue
        indicator_id = row.text[INDICATOR]
        levels = reader.catalogue.indicators[indicator_id].levels
        unit = reader.unit(row, UNIT, row.text[UNIT], levels, period.end)
        value = reader.number(row, FIGURE, number_format)
        if unit is not None and value is not None:
            # Through `repr`: 70,2 million are 70 200 000 and not a binary fraction beside it.
            exact = Decimal(repr(value)) * table.multipliers.get(indicator_id, 1)
            note = _("Phần lời của báo cáo: “{quote}”.").format(quote=row.text[QUOTE])
            reader.observation(row, FIGURE, indicator_id, unit, period, float(exact), note_vi=note)
