"""Rows of a raw table → facts: one module per table shape, none of which knows an indicator.

Each gathers its problems, so that one build reports every bad cell of every table.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from etl.catalogue.load import Catalogue
from etl.catalogue.register_specs import ObstaclesTable, TargetsTable, TasksTable, UnitFlagsTable
from etl.catalogue.table_specs import (
    CarriedTable,
    FiguresTable,
    IndicatorRowsTable,
    NotCarriedTable,
    UnitBandsTable,
    UnitOrderTable,
    UnitRowsTable,
)
from etl.catalogue.vocabulary import Status
from etl.extract.beside import beside_problems, set_beside
from etl.extract.read import Heading, Row
from etl.extract.shapes import (
    figures,
    indicator_rows,
    obstacles,
    targets,
    tasks,
    unit_bands,
    unit_flags,
    unit_order,
    unit_rows,
)
from etl.extract.shapes.named_units import ambiguous_structure
from etl.extract.shapes.reader import (
    BAND,
    COMPARATOR,
    CONDITION,
    DUE,
    END,
    FIGURE,
    INDICATOR,
    LINE,
    LIST,
    PERIOD,
    QUOTE,
    SCOPE,
    STATED,
    TARGET,
    UNIT,
    ShapeReader,
)
from etl.extract.single_units import yield_to_whole_tables
from etl.extract.superseded import superseding_problems, with_successors
from etl.facts import Facts, Observation, ObservationKey
from etl.language.statements import in_turn, say

HEADINGS: Mapping[str, Sequence[str]] = {
    "unit_bands": (LINE, BAND, STATED, LIST),
    "unit_order": (LINE, END, STATED, LIST),
    "figures": (LINE, INDICATOR, UNIT, PERIOD, FIGURE, QUOTE),
    "targets": (LINE, INDICATOR, SCOPE, CONDITION, DUE, COMPARATOR, TARGET, QUOTE),
    "unit_flags": unit_flags.HEADINGS,
    "tasks": tasks.HEADINGS,
    "obstacles": obstacles.HEADINGS,
}
"""By shape, those of tables that are typed from prose: always the same."""


def headings_of(table: CarriedTable) -> list[Heading]:
    """The columns a raw file of this table must have, in any order."""
    if not isinstance(table, UnitRowsTable | IndicatorRowsTable):
        return [Heading(name) for name in HEADINGS[table.shape]]
    plain = [table.ordinal_column, table.key_column, table.note_column]
    if isinstance(table, UnitRowsTable):
        plain += [table.period_column, table.indicator_column]
    columns = {
        column.heading: Heading(column.heading, column.heading_variants) for column in table.columns
    }
    return [*(Heading(name) for name in plain if name), *columns.values()]


def collect_facts(catalogue: Catalogue, rows_of: Mapping[str, Sequence[Row]]) -> Facts:
    """Everything the rows of all tables say, keyed rows of the raw files by table id.

    Targets that hold for units of a certain current grade need the observations, so tables
    of targets come last.
    """
    facts = Facts()
    tables = [table for table in catalogue.tables.values() if table.table_id in rows_of]
    for table in sorted(tables, key=lambda table: isinstance(table, TargetsTable)):
        if isinstance(table, NotCarriedTable):
            continue
        rows = rows_of[table.table_id]
        reader = ShapeReader(catalogue, table, facts)
        match table:
            case UnitRowsTable():
                unit_rows.collect(reader, table, rows)
            case IndicatorRowsTable():
                indicator_rows.collect(reader, table, rows)
            case UnitBandsTable():
                unit_bands.collect(reader, table, rows)
            case UnitOrderTable():
                unit_order.collect(reader, table, rows)
            case FiguresTable():
                figures.collect(reader, table, rows)
            case TargetsTable():
                targets.collect(reader, table, rows)
            case UnitFlagsTable():
                unit_flags.collect(reader, table, rows)
            case TasksTable():
                tasks.collect(reader, table, rows)
            case ObstaclesTable():
                obstacles.collect(reader, table, rows)
        facts.problems.extend(ambiguous_structure(catalogue, table, reader.named))
    yield_to_whole_tables(catalogue, facts)
    facts.observations, facts.beside = set_beside(catalogue, facts.observations)
    facts.problems.extend(beside_problems(catalogue, facts.beside))
    facts.observations = _exact_over_bands(facts.observations)
    facts.targets = with_successors(catalogue, facts.targets)
    facts.problems.extend(superseding_problems(catalogue, facts.targets))
    return facts


def _exact_over_bands(observations: Iterable[Observation]) -> list[Observation]:
    """Where the text gives a unit both a band and a figure inside it, the figure stands.

    A figure outside its band stays a duplicate key, which stops the build.
    """
    kept: dict[ObservationKey, Observation] = {}
    duplicates: list[Observation] = []
    for observation in observations:
        other = kept.get(observation.key)
        if other is None:
            kept[observation.key] = observation
        elif _inside(observation, other):
            kept[observation.key] = _listed_too(observation, other)
        elif _inside(other, observation):
            kept[observation.key] = _listed_too(other, observation)
        else:
            duplicates.append(observation)
    return [*kept.values(), *duplicates]


def _listed_too(figure: Observation, band: Observation) -> Observation:
    also = say("also_listed", band=band.raw_text)
    return replace(figure, note=in_turn(figure.note, also))


def _inside(figure: Observation, band: Observation) -> bool:
    return (
        figure.status is Status.OBSERVED
        and band.status is Status.INTERVAL
        and figure.interval is not None
        and band.interval is not None
        and band.interval[0] <= figure.interval[0] <= band.interval[1]
    )
