"""What the catalogue says of tables of figures, shape by shape, and of all tables together."""

from collections import Counter
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from etl.catalogue.dossier_specs import CountedRecords
from etl.catalogue.indicator_specs import DocumentSpec, TopicSpec
from etl.catalogue.register_specs import ObstaclesTable, TargetsTable, TasksTable, UnitFlagsTable
from etl.catalogue.table_base import (
    CarriedBase,
    CheckRow,
    LostZeros,
    NamesUnits,
    NotReported,
    PeriodColumn,
    SetsTargets,
    SliceBase,
    TableBase,
    UnitColumn,
)
from etl.catalogue.vocabulary import (
    Day,
    Interval,
    Level,
    NumberFormat,
    OrderEnd,
    Period,
    Place,
    Slug,
    Spec,
)


class Unlisted(Spec):
    """What follows for the units that no list of the table names."""

    band: Interval
    reason_vi: str


class UnitRowsTable(SliceBase, NamesUnits, SetsTargets):
    """One row per unit, maybe of each period and indicator; one column per indicator, or period.

    A figure is of the period of its column or of its row, and of the table's where they say none.
    """

    shape: Literal["unit_rows"]
    level: Level
    period: Period | None = None
    period_column: str | None = None
    periods: dict[str, Period] = {}
    """What the texts of `period_column` stand for."""
    indicator_column: str | None = None
    """Of a long table: its texts are the `rows` of `columns`, which then share a heading."""
    columns: tuple[UnitColumn, ...]
    check_rows: dict[str, CheckRow] = {}
    """By the text of the key column."""
    unassigned: dict[str, str] = {}
    """By the text of the key column, why rows that bear it are of no unit: as several bear it."""
    sum_unit: Slug | None = None
    """The unit whose figures are the sums of all rows, those of no unit included."""
    lost_zeros: LostZeros | None = None
    not_reported: NotReported | None = None
    absent_vi: str | None = None
    absent: dict[str, str] = {}

    @property
    def unit_days(self) -> tuple[date, ...]:
        """The days whose units the rows name: the last of each period, of targets the first."""
        sets_targets = any(column.target for column in self.columns)
        periods = [*self.periods.values(), *(col.period or self.period for col in self.columns)]
        found = [period for period in periods if period is not None]
        return tuple(sorted({item.start if sets_targets else item.end for item in found}))

    @model_validator(mode="after")
    def _each_figure_has_one_period(self) -> Self:
        own = [column.heading for column in self.columns if column.period]
        if (self.period_column is None) != (not self.periods):
            raise ValueError("`period_column` and `periods`, what its texts stand for, together")
        if self.periods and (self.period or own):
            raise ValueError("periods of the rows, or of the table and its columns, not of both")
        for column in self.columns:
            if (column.rows is None) != (self.indicator_column is None):
                raise ValueError(f"`indicator_column`, and `rows` of {column.heading!r}, together")
            if column.target and column.period:
                raise ValueError(f"targets of {column.heading!r} have `due_on` and no `period`")
            if not (column.target or column.period or self.period or self.periods):
                raise ValueError(f"a `period` of the column {column.heading!r}, or of the table")
        if not self.columns:
            raise ValueError("at least one column")
        if not self.unit_days:
            raise ValueError("a `period`, which tells whose targets they are")
        ((key, count),) = Counter(map(self._figure_of, self.columns)).most_common(1)
        if count > 1:
            raise ValueError(f"one column of {key[0]} for each period")
        return self

    def _figure_of(self, column: UnitColumn) -> tuple[object, ...]:
        """What two columns of a table must not both hold; labels do not tell periods apart."""
        if column.target is not None:
            return column.indicator, column.target.due_on
        period = column.period or self.period
        return column.indicator, period and (period.kind, period.start, period.end)

    @model_validator(mode="after")
    def _rows_of_no_unit_have_a_period(self) -> Self:
        is_long = self.period_column is not None or self.indicator_column is not None
        if is_long and (self.unassigned or self.sum_unit):
            raise ValueError("`unassigned` and `sum_unit` of a table with a row for each unit")
        if both := self.unassigned.keys() & (self.check_rows.keys() | self.absent.keys()):
            raise ValueError(f"{min(both)!r} among `unassigned`, `check_rows` or `absent`, once")
        return self

    @model_validator(mode="after")
    def _zeros_are_lost_of_counts(self) -> Self:
        format_of = {
            column.heading: column.number_format or self.number_format for column in self.columns
        }
        for heading in () if self.lost_zeros is None else self.lost_zeros.headings:
            if format_of.get(heading) is not NumberFormat.THOUSANDS_POINT:
                raise ValueError(f"`lost_zeros` of columns of thousands_point, not of {heading!r}")
        return self


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
    multipliers: dict[Slug, Annotated[int, Field(ge=2, le=1_000_000_000)]] = {}
    """Of indicators whose figures the text prints in thousands or millions of their unit."""
    beside: tuple[Slug, ...] = ()
    """Tables whose print counts where this one has the same figure; its own is kept beside it."""
    records: CountedRecords | None = None
    """What the figures of this table, and of those that came with it, were counted from."""


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
    """One file of `data/catalogue/tables/`: a table, and what came with it.

    Indicators, and the document, so that a first table of a document is one file.
    """

    table: Annotated[TableSpec, Field(discriminator="shape")]
    topics: tuple[TopicSpec, ...] = ()
    document: DocumentSpec | None = None

    @model_validator(mode="after")
    def _came_in_its_document(self) -> Self:
        if self.document is not None and self.document.document_id != self.table.document:
            raise ValueError(f"`document` of the table's own, {self.table.document}")
        return self


class Correction(Spec):
    """A declared repair of one raw cell, void as soon as the source no longer reads `expect`."""

    table_id: Slug
    line: Place
    column: str
    expect: str
    value: str
    reason_vi: Annotated[str, Field(min_length=1)]
    author: Annotated[str, Field(min_length=1)]
    """Who answers for it."""
    corrected_on: Day
