"""What entries of tables have in common, whatever the shape of the table."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from etl.catalogue.vocabulary import (
    Comparator,
    Day,
    MissingStatus,
    NumberFormat,
    Period,
    Place,
    Slug,
    Spec,
    Structure,
)

Affix = Annotated[str, Field(min_length=1, max_length=50)]


class ColumnTarget(Spec):
    """Marks a column whose cells are targets of their units, not observations."""

    due_on: Day
    comparator: Comparator


class UnitColumn(Spec):
    heading: str
    heading_variants: tuple[str, ...] = ()
    indicator: Slug
    rows: str | None = None
    """The text of the table's `indicator_column` in the rows that have this indicator's figures."""
    period: Period | None = None
    """Of the figures in this column; None: as the table or the row says."""
    number_format: NumberFormat | None = None
    target: ColumnTarget | None = None


class PeriodColumn(Spec):
    heading: str
    heading_variants: tuple[str, ...] = ()
    period: Period


class CheckRow(Spec):
    """A row that prints what rows of units come to: compared with them, no figure of a unit.

    In short `sum`, or `mean`, where it is of all units of the table.
    """

    rule: Literal["sum", "mean"]
    region: Slug | None = None
    """The region whose units it is of."""

    @model_validator(mode="before")
    @classmethod
    def _in_short(cls, given: Any) -> Any:
        return {"rule": given} if isinstance(given, str) else given


class LostZeros(Spec):
    """Counts of a spreadsheet that took their thousands points for decimal ones.

    `1.290` is printed as `1.29`, and `2.000` as `2`. How a cell is read, the sum of its row says:
    what the `parts` come to is the `total`.
    """

    parts: Annotated[tuple[str, ...], Field(min_length=2, max_length=6)]
    total: str
    reason_vi: str

    @property
    def headings(self) -> tuple[str, ...]:
        return *self.parts, self.total


class MissingReason(Spec):
    """A note that turns a plain missing mark into a missing value with a reason."""

    note_starts: str
    status: MissingStatus


class NotReported(Spec):
    """Units whose printed zeros are defaults: they did not report (source trap 3)."""

    units: tuple[str, ...]
    reason_vi: str


def entry_file(table_id: str) -> str:
    """Where a table is described, as errors name it."""
    return f"data/catalogue/tables/{table_id}.yml"


class TableBase(Spec):
    table_id: Slug
    continues: Slug | None = None
    """The table of an earlier period that this one has its columns from."""
    document: Slug
    appendix: str
    title_vi: str
    source_lines: tuple[Place, Place]
    note_vi: str | None = None

    @model_validator(mode="after")
    def _lines_rise(self) -> Self:
        if self.source_lines[1] < self.source_lines[0]:
            raise ValueError("source_lines are the first line and the last one")
        return self


class CarriedBase(TableBase):
    rows_expected: Annotated[int, Field(ge=0, le=200_000)]


class SetsTargets(Spec):
    """A table whose cells can be targets."""

    supersedes: tuple[Slug, ...] = ()
    """Tables of earlier documents, whose targets are replaced where this one sets them anew."""
    targets_definition_id: Annotated[int, Field(ge=1, le=100)] = 1
    """Which definition of their indicators the targets are set for; others do not compare."""


class NamesUnits(Spec):
    """A table whose cells name units."""

    structure: Structure | None = None
    """Which units the names mean. None: those of the day that the figures speak of."""
    name_prefixes: tuple[Affix, ...] = ()
    """What stands before names and is none of their spelling: `UBND tỉnh`."""
    name_suffixes: tuple[Affix, ...] = ()
    """What stands after them: `(*)`."""
    names_in_capitals: bool = False
    """Whether names are printed in capitals: then a listed spelling is met by its capitals."""
    single_units: bool = False
    """Whether it names some units that its writer chose, as a newspaper does: figures of those, of
    which no order is made, and no period that a view of their level opens with."""


class SliceBase(CarriedBase):
    """A table whose raw file is the document's lines, one for one."""

    number_format: NumberFormat
    missing: dict[str, MissingStatus] = {}
    missing_reasons: tuple[MissingReason, ...] = ()
    key_column: str
    ordinal_column: str | None = None
    note_column: str | None = None

    def document_line(self, source_line: int) -> int:
        """The line of the document that stands on a line of the raw file."""
        return source_line + self.source_lines[0] - 1
