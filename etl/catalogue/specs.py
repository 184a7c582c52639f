"""The catalogue's models: what a document, unit, indicator and table may say about itself.

Frozen and closed: a misspelt key is an error that names the file and the key.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$")]

Comparator = Literal[">=", "<=", "="]

TargetScope = Literal["country", "bloc", "ministry", "province"]

Level = Literal["country", "bloc", "region", "ministry", "province"]

Interval = tuple[float, float]

Flag = Literal["có", "chưa"]

OrderEnd = Literal["highest", "lowest"]

TaskStatus = Literal["assigned", "in_progress", "late", "done"]

TaskRole = Literal["owner", "partner", "location", "named"]
"""In charge; to work with the owner; where the task is done; named in another way."""


class NumberFormat(StrEnum):
    """How a table prints its numbers."""

    INTEGER = "integer"
    INTEGER_PERCENT = "integer_percent"
    THOUSANDS_POINT = "thousands_point"
    DECIMAL_COMMA = "decimal_comma"
    DECIMAL_COMMA_PERCENT = "decimal_comma_percent"
    DECIMAL_POINT_PERCENT = "decimal_point_percent"
    PERCENT_OF_ONE = "percent_of_one"
    IN_WORDS = "in_words"
    NAMES = "names"
    GRADE = "grade"


class Status(StrEnum):
    """Whether an observation has a value and, if not, why (data contract)."""

    OBSERVED = "observed"
    INTERVAL = "interval"
    NOT_REPORTED = "not_reported"
    TO_RECONCILE = "to_reconcile"
    NOT_CONNECTED = "not_connected"
    NOT_AVAILABLE = "not_available"
    PARTIAL = "partial"
    REORGANISED = "reorganised"
    """Derived, of a body that is another than those that reported: `value_text` has theirs."""


MissingStatus = Literal[
    Status.NOT_REPORTED, Status.TO_RECONCILE, Status.NOT_CONNECTED, Status.NOT_AVAILABLE
]


class Spec(BaseModel):
    """Base of every catalogue model."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class DocumentSpec(Spec):
    document_id: Slug
    number: str
    title_vi: str
    short_title_vi: str
    issuer_vi: str
    issued_on: date | None
    issued_label_vi: str
    data_as_of: date


class UnitSpec(Spec):
    unit_id: Slug
    level: Level
    name_vi: str
    short_name_vi: str
    name_en: str
    kind_vi: str
    region_id: Slug | None
    gso_code: Annotated[str, Field(pattern=r"^[0-9]{2}$")] | None
    iso_code: Annotated[str, Field(pattern=r"^VN-[A-Z0-9]{2}$")] | None
    valid_from: date | None
    valid_to: date | None
    sort_order: int

    def valid_on(self, day: date) -> bool:
        """Whether the unit existed under this id on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


class AliasSpec(Spec):
    alias: str
    unit_id: Slug
    kind: Literal["variant", "scan_error"]


class LineageSpec(Spec):
    predecessor_id: Slug
    successor_id: Slug
    effective_on: date
    legal_basis: str
    relation: Literal["unchanged", "continued", "merged", "split", "part"]
    part_vi: str | None
    confidence: str
    source: str

    @property
    def whole(self) -> bool:
        """Whether the successor took the whole body over, and its figures with it."""
        return self.relation in ("unchanged", "continued", "merged")


class UnitNameSpec(Spec):
    """The name and kind a unit bore for a time; only units that changed either have any."""

    unit_id: Slug
    name_vi: str
    kind_vi: str
    valid_from: date | None
    valid_to: date | None
    legal_basis: str | None
    """The act that gave the name; None for a name older than the unit's record."""
    confidence: str
    source: str

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "UnitNameSpec":
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("valid_to must not come before valid_from")
        return self


class TermSpec(Spec):
    """An abbreviation or a way of saying that readers meet, explained in our own words."""

    term_vi: str
    kind: Literal["abbreviation", "term", "reading", "status"]
    full_vi: str
    """What the letters stand for, or the term in a few words."""
    meaning_vi: str
    used_in_vi: str
    """Pages and appendices where it occurs."""


class SeriesBreak(Spec):
    from_period: str
    reason_vi: str


class IndicatorSpec(Spec):
    indicator_id: Slug
    name_vi: str
    short_name_vi: str
    name_en: str | None = None
    unit_vi: str
    value_kind: Literal["rate", "count", "index", "rank", "grade", "flag", "interval"]
    better: Literal["higher", "lower", "none"]
    decimals: Annotated[int, Field(ge=0, le=4)]
    numerator_id: Slug | None = None
    denominator_id: Slug | None = None
    aggregation: Literal["sum", "ratio_of_sums", "bounds", "none"]
    levels: tuple[Level, ...]
    valid_range: Interval
    class_breaks: tuple[float, ...] = ()
    gap_breaks: tuple[float, ...] = ()
    display_basis: Literal["published", "derived"] = "published"
    definition_vi: str
    measured_by: str
    caveat_vi: str | None = None
    headline: bool = False
    replaces: Slug | None = None
    series_breaks: tuple[SeriesBreak, ...] = ()

    @property
    def percent_sign(self) -> str:
        """What stands after an amount: the sign of a percentage, else nothing."""
        return "%" if self.unit_vi == "%" else ""

    @property
    def levels_with_regions(self) -> tuple[Level, ...]:
        """The levels that have figures, regions included where those of provinces join."""
        joins = self.aggregation != "none" and "province" in self.levels
        added: tuple[Level, ...] = ("region",) if joins and "region" not in self.levels else ()
        return self.levels + added

    @model_validator(mode="after")
    def _ratio_names_both_counts(self) -> "IndicatorSpec":
        both = self.numerator_id is not None and self.denominator_id is not None
        if (self.aggregation == "ratio_of_sums") != both:
            raise ValueError("ratio_of_sums needs numerator_id and denominator_id, others neither")
        for breaks in (self.class_breaks, self.gap_breaks):
            if list(breaks) != sorted(set(breaks)):
                raise ValueError("class_breaks and gap_breaks must rise")
        return self


class TopicSpec(Spec):
    topic: Slug
    topic_vi: str
    sort_order: int
    indicators: tuple[IndicatorSpec, ...]


class Period(Spec):
    start: date
    end: date
    label: str


class ColumnTarget(Spec):
    """Marks a column whose cells are targets of their units, not observations."""

    due_on: date
    comparator: Comparator


class UnitColumn(Spec):
    heading: str
    heading_variants: tuple[str, ...] = ()
    indicator: Slug
    number_format: NumberFormat | None = None
    target: ColumnTarget | None = None


class PeriodColumn(Spec):
    heading: str
    heading_variants: tuple[str, ...] = ()
    period: Period


class MissingReason(Spec):
    """A note that turns a plain missing mark into a missing value with a reason."""

    note_starts: str
    status: MissingStatus


class NotReported(Spec):
    """Units whose printed zeros are defaults: they did not report (source trap 3)."""

    units: tuple[str, ...]
    reason_vi: str


class Unlisted(Spec):
    """What follows for the units that no list of the table names."""

    band: Interval
    reason_vi: str


class Condition(Spec):
    """Restricts a target to units by the text value they have now, such as a grade, or to a base.

    A target of another base than its indicator's is stored, and never compared with a figure.
    """

    text_is: str | None = None
    text_is_not: str | None = None
    base_vi: str | None = None
    """What the target is a share of, where that is not what the figures are a share of."""

    def holds(self, text: str | None) -> bool:
        if self.text_is is not None:
            return text == self.text_is
        return text != self.text_is_not

    @model_validator(mode="after")
    def _exactly_one(self) -> "Condition":
        given = (self.text_is, self.text_is_not, self.base_vi)
        if sum(value is not None for value in given) != 1:
            raise ValueError("give exactly one of text_is, text_is_not and base_vi")
        return self


class _TableSpec(Spec):
    table_id: Slug
    document: Slug
    appendix: str
    title_vi: str
    source_lines: tuple[int, int]
    note_vi: str | None = None


class _CarriedTable(_TableSpec):
    rows_expected: int


class _SliceTable(_CarriedTable):
    """A table whose raw file is the document's lines, one for one."""

    number_format: NumberFormat
    missing: dict[str, MissingStatus] = {}
    missing_reasons: tuple[MissingReason, ...] = ()
    key_column: str
    ordinal_column: str | None = None
    note_column: str | None = None


class UnitRowsTable(_SliceTable):
    """One row per unit, one column per indicator."""

    shape: Literal["unit_rows"]
    level: Level
    period: Period
    columns: tuple[UnitColumn, ...]
    not_reported: NotReported | None = None
    absent_vi: str | None = None
    absent: dict[str, str] = {}


class IndicatorRowsTable(_SliceTable):
    """One row per indicator of one unit, one column per period."""

    shape: Literal["indicator_rows"]
    unit: Slug
    columns: tuple[PeriodColumn, ...]
    rows: dict[str, Slug]


class UnitBandsTable(_CarriedTable):
    """One row per band of values, each with the list of units the text puts in it."""

    shape: Literal["unit_bands"]
    level: Level
    indicator: Slug
    period: Period
    bands: dict[str, Interval]
    unlisted: Unlisted | None = None


class UnitOrderTable(_CarriedTable):
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


class FiguresTable(_CarriedTable):
    """Single figures of the body text, one a row."""

    shape: Literal["figures"]
    periods: dict[str, Period]
    number_formats: dict[Slug, NumberFormat]
    silent: dict[Slug, Silence] = {}
    """Of indicators whose figures the text prints for some units of a level only."""
    multipliers: dict[Slug, Annotated[int, Field(ge=2)]] = {}
    """Of indicators whose figures the text prints in thousands or millions of their unit."""


class TargetsTable(_CarriedTable):
    """Targets of the body text, one a row."""

    shape: Literal["targets"]
    scopes: dict[str, TargetScope]
    due_dates: dict[str, date]
    """What each printed deadline means; a row without one is a target without a date."""
    comparators: dict[str, Comparator]
    conditions: dict[str, Condition]
    number_formats: dict[Slug, NumberFormat]


class ObstaclesTable(_CarriedTable):
    """Obstacles that units report, one a row, restated in short words of our own.

    Groups and categories are closed lists of ids with their labels. `other_owners` are bodies
    that rows name as owners and that are no units of the catalogue.
    """

    shape: Literal["obstacles"]
    level: Level
    reported_on: date
    system_groups: dict[Slug, str]
    categories: dict[Slug, str]
    other_owners: dict[Slug, str] = {}


class NotCarriedTable(_TableSpec):
    """An appendix that the document announces and does not contain (source trap 11)."""

    shape: Literal["not_carried"]


class FlagList(Spec):
    """What it means to be on a list of units, and what it means not to be."""

    listed: Flag
    unlisted: Flag | None = None
    """None where the text says nothing of the units it does not name."""
    unlisted_vi: str
    """Why the others have that value, or none."""

    @model_validator(mode="after")
    def _the_others_differ(self) -> "FlagList":
        if self.listed == self.unlisted:
            raise ValueError("unlisted must differ from listed, or be left out")
        return self


class UnitFlagsTable(_CarriedTable):
    """Lists of units that have done something, or have not: one list a row."""

    shape: Literal["unit_flags"]
    levels: tuple[Level, ...]
    period: Period
    lists: dict[Slug, FlagList]


class FormerBody(Spec):
    """A body that a document names in a task after the body was dissolved."""

    existed_on: date
    """A day on which it existed under that name."""
    reason_vi: str


class TasksTable(_CarriedTable):
    """Tasks that a document assigns or reports on, one a row; owners separated by semicolons."""

    shape: Literal["tasks"]
    as_of: date
    """The day the document speaks of: its word on a task holds for that day."""
    statuses: dict[str, TaskStatus]
    due_dates: dict[str, date]
    """Every deadline the table prints: the day it names, or the last day of the time it leaves."""
    start_dates: dict[str, date] = {}
    """Every start it prints in the place of a deadline, and the first day of it."""
    former_bodies: dict[str, FormerBody] = {}
    owners_without_unit: tuple[str, ...] = ()
    """Bodies that own tasks and are no unit of the catalogue, such as companies and courts."""

    @model_validator(mode="after")
    def _a_start_is_no_deadline(self) -> "TasksTable":
        for text in (*self.due_dates, *self.start_dates):
            if text.startswith(("từ ", "kể từ ")) != (text in self.start_dates):
                raise ValueError(f"“{text}”: what starts with “từ” belongs in start_dates, alone")
        return self


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
