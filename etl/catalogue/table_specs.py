"""What the catalogue says of tables of figures, shape by shape, and of all tables together."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from etl.catalogue.indicator_specs import TopicSpec
from etl.catalogue.register_specs import ObstaclesTable, TargetsTable, TasksTable, UnitFlagsTable
from etl.catalogue.table_base import (
    CarriedBase,
    NamesUnits,
    NotReported,
    PeriodColumn,
    SetsTargets,
    SliceBase,
    TableBase,
    UnitColumn,
)
from etl.catalogue.vocabulary import Interval, Level, NumberFormat, OrderEnd, Period, Slug, Spec


class Unlisted(Spec):
    """What follows for the units that no list of the table names."""

    band: Interval
    reason_vi: str


class UnitRowsTable(SliceBase, NamesUnits, SetsTargets):
    """One row per unit, one column per indicator."""

    shape: Literal["unit_rows"]
    level: Level
    period: Period
    columns: tuple[UnitColumn, ...]
    not_reported: NotReported | None = None
    absent_vi: str | None = None
    absent: dict[str, str] = {}

    @property
    def units_on(self) -> date:
        """The day whose units it names: a table that sets targets knows those of its own time."""
        is_future = any(column.target for column in self.columns)
        return self.period.start if is_future else self.period.end


class IndicatorRowsTable(SliceBase):
    """One row per indicator of one unit, one column per period."""

    shape: Literal["indicator_rows"]
    unit: Slug
    columns: tuple[PeriodColumn, ...]
    rows: dict[str, Slug]


class UnitBandsTable(CarriedBase, NamesUnits):
    """One row per band of values, each with the list of units the text puts in it."""

    shape: Literal["unit_bands"]
    level: Level
    indicator: Slug
    period: Period
    bands: dict[str, Interval]
    unlisted: Unlisted | None = None


class UnitOrderTable(CarriedBase, NamesUnits):
    """Groups of units the text names as the highest or the lowest of their level, one a row."""

    shape: Literal["unit_order"]
    level: Level
    indicator: Slug
    period: Period
    ends: dict[str, OrderEnd]


class Silence(Spec):
    """The units of a level that the text gives no figure for, and why they have none."""

    level: Level
    reason_vi: str


class FiguresTable(CarriedBase, NamesUnits):
    """Single figures of the body text, one a row."""

    shape: Literal["figures"]
    periods: dict[str, Period]
    number_formats: dict[Slug, NumberFormat]
    silent: dict[Slug, Silence] = {}
    """Of indicators whose figures the text prints for some units of a level only."""
    multipliers: dict[Slug, Annotated[int, Field(ge=2)]] = {}
    """Of indicators whose figures the text prints in thousands or millions of their unit."""


class NotCarriedTable(TableBase):
    """An appendix that the document announces and does not contain (source trap 11)."""

    shape: Literal["not_carried"]


CarriedTable = (
    UnitRowsTable
    | IndicatorRowsTable
    | UnitBandsTable
    | UnitOrderTable
    | FiguresTable
    | TargetsTable
    | UnitFlagsTable
    | TasksTable
    | ObstaclesTable
)

TableSpec = CarriedTable | NotCarriedTable


class TableFile(Spec):
    """One file of `data/catalogue/tables/`: a table, and indicators that came with it."""

    table: Annotated[TableSpec, Field(discriminator="shape")]
    topics: tuple[TopicSpec, ...] = ()


class Correction(Spec):
    """A declared repair of one raw cell, void as soon as the source no longer reads `expect`."""

    table_id: Slug
    line: int
    column: str
    expect: str
    value: str
    reason_vi: str
