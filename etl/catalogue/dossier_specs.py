"""What a record of a dossier holds, and what is counted from such records."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from etl.catalogue.vocabulary import Slug, Spec

Column = Annotated[str, Field(pattern=r"^[a-z]+(_[a-z]+)*$")]

LeftOut = Literal[
    "unreadable", "unknown_agency", "unknown_procedure", "impossible_days", "contradictory"
]
"""Why a dossier is not counted, the first that holds: a cell of its last record cannot be read, an
agency or a procedure is in no list, days cannot follow each other so, or two last records differ.
"""


class DossierColumn(Spec):
    column: Column
    kind: Literal["text", "number", "day", "code"]
    required: bool = False
    """Whether every record has a value; of the others a dataset may lack the column."""
    meaning_vi: str
    source_vi: str | None = None
    """The regulation whose term it is."""
    codes: dict[Column, str] = {}
    """What a cell of the kind `code` may say, with its meaning."""

    @model_validator(mode="after")
    def _codes_are_listed(self) -> Self:
        if (self.kind == "code") != bool(self.codes):
            raise ValueError("`codes` of a column of the kind code, and of no other")
        return self


class MeasureSpec(Spec):
    """A rate that is counted, by the ids of its indicators."""

    measure: Slug
    """The name of its expression in `etl/measure/definitions.py`."""
    counted: Slug
    among: Slug
    rate: Slug
    source_vi: str
    """Who defines it."""


class DossierSpec(Spec):
    closes_after_days: Annotated[int, Field(ge=0, le=366)]
    columns: tuple[DossierColumn, ...]
    measures: tuple[MeasureSpec, ...]

    @property
    def indicators(self) -> frozenset[str]:
        """Those that are counted, and the rates that follow."""
        measures = self.measures
        return frozenset(name for m in measures for name in (m.counted, m.among, m.rate))

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        for key, names in (
            ("column", [column.column for column in self.columns]),
            ("measure", [measure.measure for measure in self.measures]),
        ):
            if len(set(names)) < len(names) or not names:
                raise ValueError(f"each {key} once, and at least one")
        return self


class TotalOfRecords(Spec):
    """How many dossiers the system says that it has, beside those that were counted."""

    label: str
    """Of what: a month, with a unit if it is of one."""
    stated: Annotated[int, Field(ge=0)]
    counted: Annotated[int, Field(ge=0)]


class CountedRecords(Spec):
    """What the figures of a table were counted from."""

    records: Annotated[int, Field(ge=0)]
    nameless: Annotated[int, Field(ge=0)] = 0
    """Records without a number of a dossier and of its version that can be read."""
    repeated: Annotated[int, Field(ge=0)] = 0
    """Records that say a version of a dossier once more."""
    superseded: Annotated[int, Field(ge=0)] = 0
    """Records of earlier versions."""
    outside: Annotated[int, Field(ge=0)] = 0
    """Dossiers received before or after the period."""
    left_out: dict[LeftOut, Annotated[int, Field(ge=1)]] = {}
    counted: Annotated[int, Field(ge=0)]
    """Dossiers."""
    totals: tuple[TotalOfRecords, ...] = ()

    @model_validator(mode="after")
    def _add_up(self) -> Self:
        dossiers = self.outside + sum(self.left_out.values()) + self.counted
        if self.records != self.nameless + self.repeated + self.superseded + dossiers:
            raise ValueError("every record is counted, or told why not, once")
        return self
