"""Obstacles that units report: one restated row each, with what kind it is and who can act."""

from collections.abc import Sequence
from datetime import date

from etl.catalogue.register_specs import ObstaclesTable
from etl.catalogue.structures import day_of_units
from etl.catalogue.vocabulary import NumberFormat
from etl.extract.read import Row
from etl.extract.shapes.reader import LINE, ShapeReader
from etl.facts import Obstacle, Owner

ORDINAL, PROVINCE, SYSTEM, GROUP = "TT", "Tỉnh/TP", "Hệ thống", "Nhóm hệ thống"
OWNERS, CATEGORY, SUMMARY, REQUEST = "Cơ quan chủ quản", "Loại", "Tóm tắt", "Đề xuất"
HEADINGS = (LINE, ORDINAL, PROVINCE, SYSTEM, GROUP, OWNERS, CATEGORY, SUMMARY, REQUEST)
SEPARATOR = "; "
LONGEST = 160
"""Characters of a summary or a request: they are there to be taken in at a glance."""


def collect(reader: ShapeReader, table: ObstaclesTable, rows: Sequence[Row]) -> None:
    day = day_of_units(table, table.reported_on)
    for ordinal, row in enumerate(rows, start=1):
        unit = reader.unit(row, PROVINCE, row.text[PROVINCE], [table.level], day)
        group_vi = reader.known(row, GROUP, table.system_groups)
        category_vi = reader.known(row, CATEGORY, table.categories)
        owners = _owners(reader, table, row, day)
        line = _document_line(reader, table, row)
        _check_texts(reader, row)
        if row.text[ORDINAL] != str(ordinal):
            reader.facts.problems.append(row.problem(ORDINAL, f"row number {ordinal}"))
        if unit is None or group_vi is None or category_vi is None or line is None:
            continue
        reader.facts.obstacles.append(
            Obstacle(
                obstacle_id=f"{table.table_id}-{ordinal:02}",
                ordinal=ordinal,
                unit_id=unit.unit_id,
                system_vi=row.text[SYSTEM],
                system_group=row.text[GROUP],
                system_group_vi=group_vi,
                owners=owners,
                category=row.text[CATEGORY],
                category_vi=category_vi,
                summary_vi=row.text[SUMMARY],
                request_vi=row.text[REQUEST] or None,
                document_id=table.document,
                table_id=table.table_id,
                source_line=row.line,
                document_line=line,
                raw_text=row.raw[PROVINCE],
            )
        )


def _owners(reader: ShapeReader, table: ObstaclesTable, row: Row, day: date) -> tuple[Owner, ...]:
    """The owners a row names: ministries of the catalogue, or bodies the table lists."""
    id_of = {name: owner_id for owner_id, name in table.other_owners.items()}
    found: list[Owner] = []
    for name in filter(None, row.text[OWNERS].split(SEPARATOR)):
        if name in id_of:
            found.append(Owner(id_of[name], name, None))
        elif unit := reader.unit(row, OWNERS, name, ["ministry"], day):
            found.append(Owner(unit.unit_id, unit.name_vi, unit.unit_id))
    if len({owner.owner_id for owner in found}) < len(found):
        reader.facts.problems.append(row.problem(OWNERS, "each owner once"))
    return tuple(found)


def _document_line(reader: ShapeReader, table: ObstaclesTable, row: Row) -> int | None:
    line = reader.number(row, LINE, NumberFormat.INTEGER)
    first, last = table.source_lines
    if line is None or first <= line <= last:
        return None if line is None else int(line)
    reader.facts.problems.append(row.problem(LINE, f"a line from {first} to {last}"))
    return None


def _check_texts(reader: ShapeReader, row: Row) -> None:
    for heading in (SYSTEM, SUMMARY):
        if not row.text[heading]:
            reader.facts.problems.append(row.problem(heading, "a text"))
    for heading in (SUMMARY, REQUEST):
        if len(row.text[heading]) > LONGEST:
            expected = f"at most {LONGEST} characters"
            reader.facts.problems.append(row.problem(heading, expected))
