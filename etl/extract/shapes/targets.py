"""Targets of the body text: of a level, of the units that meet a condition, of another base."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from etl.catalogue.register_specs import Condition, TargetsTable
from etl.catalogue.vocabulary import Bloc, TargetScope
from etl.extract.read import Row
from etl.extract.shapes.reader import (
    COMPARATOR,
    CONDITION,
    DUE,
    INDICATOR,
    QUOTE,
    SCOPE,
    TARGET,
    ShapeReader,
)
from etl.facts import Target


def collect(reader: ShapeReader, table: TargetsTable, rows: Sequence[Row]) -> None:
    for row in rows:
        number_format = reader.known(row, INDICATOR, table.number_formats)
        scope = reader.known(row, SCOPE, table.scopes)
        is_dated = bool(row.text[DUE])
        due_on = reader.known(row, DUE, table.due_dates) if is_dated else None
        comparator = reader.known(row, COMPARATOR, table.comparators)
        condition = reader.known(row, CONDITION, table.conditions) if row.text[CONDITION] else None
        document_line = reader.document_line(row)
        if number_format is None or document_line is None:
            continue
        value = reader.number(row, TARGET, number_format)
        if scope is None or comparator is None or value is None:
            continue
        if is_dated and due_on is None:
            continue
        target = Target(
            row.text[INDICATOR],
            *_aimed_at(scope),
            due_on,
            comparator,
            (value, value),
            row.text[TARGET],
            table.document,
            table.table_id,
            row.line,
            document_line,
            row.raw[TARGET],
            row.text[QUOTE] or None,
            definition_id=table.targets_definition_id,
        )
        if condition is None:
            reader.facts.targets.append(target)
        elif condition.base_vi is not None:
            reader.facts.targets.append(replace(target, base_vi=condition.base_vi))
        else:
            reader.facts.targets.extend(_per_unit(reader, target, condition))


def _aimed_at(scope: TargetScope | Bloc) -> tuple[TargetScope | Literal["unit"], str | None]:
    """Whom a target is set for: a level, or one bloc, which is a unit."""
    if scope == "bloc-ministries" or scope == "bloc-provinces":
        return "unit", scope
    return scope, None


def _per_unit(reader: ShapeReader, target: Target, condition: Condition) -> Iterator[Target]:
    """The target for each unit of its scope whose text value there meets the condition."""
    for observation in reader.facts.observations:
        unit = reader.catalogue.units[observation.unit_id]
        if (
            observation.indicator_id == target.indicator_id
            and observation.document_id == target.document_id
            and unit.level == target.scope
            and condition.holds(observation.value_text)
        ):
            yield replace(target, scope="unit", unit_id=unit.unit_id)
