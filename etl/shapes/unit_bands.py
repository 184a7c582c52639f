"""Lists of units by band of values, as the body text prints them in footnotes."""

import re
from collections.abc import Sequence

from dashboard.i18n import _
from etl.facts import Observation
from etl.parse import NumberFormat
from etl.read import Row
from etl.shapes.reader import BAND, LIST, STATED, ShapeReader
from etl.specs import Status, UnitBandsTable, UnitSpec


def collect(reader: ShapeReader, table: UnitBandsTable, rows: Sequence[Row]) -> None:
    day = table.period.end
    listed: set[str] = set()
    for row in rows:
        band = reader.known(row, BAND, table.bands)
        stated = reader.number(row, STATED, NumberFormat.INTEGER)
        names = [name for name in re.split(r",| và ", row.text[LIST]) if name.strip()]
        if names and stated is not None and stated != len(names):
            detail = _("Văn bản nói {stated} địa phương {band} nhưng nêu tên {named}.").format(
                stated=row.text[STATED], band=row.text[BAND], named=len(names)
            )
            reader.issue("list_count_mismatch", "warning", detail, row, None, table.indicator)
        for name in names:
            unit = reader.unit(row, LIST, name.strip(), [table.level], day)
            if unit is None or band is None:
                continue
            if unit.unit_id in listed:
                reader.facts.problems.append(row.problem(LIST, f"{name.strip()} in one list only"))
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
    for unit in reader.catalogue.units_of(table.level, day):
        if unit.unit_id not in listed:
            _unlisted_unit(reader, table, unit)


def _unlisted_unit(reader: ShapeReader, table: UnitBandsTable, unit: UnitSpec) -> None:
    """A unit no list names: in the rest if the text says so, else without a value."""
    note = _("Không có tên trong danh sách nào của báo cáo.")
    if table.unlisted is None:
        reader.issue("unit_missing_from_list", "warning", note, None, unit, table.indicator)
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
            note_vi=note if rest is None else rest.reason_vi,
        )
    )
