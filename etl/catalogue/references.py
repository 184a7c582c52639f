"""What one entry of the catalogue says of another is there."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from etl.catalogue.register_specs import ObstaclesTable, TargetsTable, TasksTable, UnitFlagsTable
from etl.catalogue.table_rules import unit_rows_problems
from etl.catalogue.table_specs import (
    FiguresTable,
    IndicatorRowsTable,
    NotCarriedTable,
    TableSpec,
    UnitBandsTable,
    UnitOrderTable,
    UnitRowsTable,
)
from etl.problems import Problem

if TYPE_CHECKING:
    from etl.catalogue.load import Catalogue


def reference_problems(catalogue: "Catalogue") -> Iterator[Problem]:
    """Every id that no entry has."""
    units, indicators = catalogue.units, catalogue.indicators
    regions = {name: unit for name, unit in units.items() if unit.level == "region"}

    def check(
        file: str, key: str, spec_id: str | None, known: Mapping[str, Any]
    ) -> Iterator[Problem]:
        if spec_id is not None and spec_id not in known:
            kind = "indicator" if known is indicators else "unit" if known is units else key
            yield Problem(f"data/catalogue/{file}", f"a known {kind}", cell=key, found=spec_id)

    for unit in units.values():
        yield from check("units.csv", "region_id", unit.region_id, regions)
    for alias in catalogue.aliases:
        yield from check("unit_aliases.csv", "unit_id", alias.unit_id, units)
    for link in catalogue.lineage:
        yield from check("unit_lineage.csv", "predecessor_id", link.predecessor_id, units)
        yield from check("unit_lineage.csv", "successor_id", link.successor_id, units)
    for name in catalogue.unit_names:
        yield from check("unit_names.csv", "unit_id", name.unit_id, units)
    for spec in indicators.values():
        for counterpart in spec.counterparts:
            yield from check("indicators", "indicator_id", counterpart, indicators)
    for table in catalogue.tables.values():
        file = f"tables/{table.table_id}.yml"
        if isinstance(table, IndicatorRowsTable):
            yield from check(file, "unit", table.unit, units)
        yield from check(file, "document", table.document, catalogue.documents)
        for indicator_id in _indicators_of(table):
            yield from check(file, "indicator", indicator_id, indicators)
        if isinstance(table, UnitRowsTable):
            yield from check(file, "sum_unit", table.sum_unit, units)
            yield from unit_rows_problems(table, units, catalogue.names)
    for measure in catalogue.dossiers.measures:
        for indicator_id in (measure.counted, measure.among, measure.rate):
            yield from check("dossiers.yml", measure.measure, indicator_id, indicators)
    yield from _other_rates(catalogue)
    for correction in catalogue.corrections:
        yield from check("corrections.yml", "table_id", correction.table_id, catalogue.tables)
    for rule in catalogue.similarity.values():
        for criterion in (*rule.same, *rule.nearest):
            if criterion != "region":
                yield from check("similarity.yml", rule.level, criterion, indicators)
    for claim in catalogue.claims:
        yield from check("claims.yml", "document", claim.document, catalogue.documents)
        for key, spec_id in _named_in(claim.model_dump()):
            known = indicators if key.startswith("indicator") else units
            yield from check("claims.yml", f"{claim.claim_id}.{key}", spec_id, known)


def _other_rates(catalogue: "Catalogue") -> Iterator[Problem]:
    """Measures whose rate is one of other counts."""
    for measure in catalogue.dossiers.measures:
        rate = catalogue.indicators.get(measure.rate)
        if rate and (rate.numerator_id, rate.denominator_id) != (measure.counted, measure.among):
            expected = f"the rate of {measure.counted} among {measure.among}"
            cell = f"measures.{measure.measure}.rate"
            yield Problem("data/catalogue/dossiers.yml", expected, cell=cell, found=measure.rate)


def _named_in(node: Any) -> Iterator[tuple[str, str]]:
    """Every indicator and unit that a claim or a part of its test names."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("indicator", "unit", "indicators", "units"):
                names = [value] if isinstance(value, str) else value or ()
                yield from ((key, name) for name in names)
            else:
                yield from _named_in(value)
    elif isinstance(node, list | tuple):
        for item in node:
            yield from _named_in(item)


def _indicators_of(table: TableSpec) -> Iterable[str]:
    match table:
        case UnitRowsTable():
            return [column.indicator for column in table.columns]
        case IndicatorRowsTable():
            return table.rows.values()
        case UnitBandsTable() | UnitOrderTable():
            return [table.indicator]
        case FiguresTable() | TargetsTable():
            return table.number_formats
        case UnitFlagsTable():
            return table.lists
        case NotCarriedTable() | ObstaclesTable() | TasksTable():
            return []
