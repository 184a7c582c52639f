"""A dataset: a folder with records, what is said of them, and the lists that their codes are of."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from etl.catalogue.entries import EntryReader
from etl.catalogue.vocabulary import Day, Slug, Spec
from etl.problems import BuildError, Problem
from etl.regular_files import Most

ABOUT, PROCEDURES, TOTALS, RECORDS = "dataset.yml", "procedures.csv", "totals.csv", "records"
_MOST_ROWS = Most(megabytes=16, lines=200_000)

Words = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f]+$", max_length=500)]
Form = Literal["parquet", "csv"]


class About(Spec):
    """`dataset.yml`."""

    dataset_id: Slug
    title_vi: Words
    short_title_vi: Words
    issuer_vi: Words
    taken_on: Day
    """The day that the records were taken from their systems."""
    records: Words | None = None
    """Where the records lie, if not in the folder `records`: an address that the engine reads."""
    form: Form | None = None
    """How they are written, where that address does not tell."""
    invented: bool = False
    """Whether the records are no real ones, which every output then says."""


class Procedure(Spec):
    """A row of `procedures.csv`."""

    procedure: Words
    field: Words


class Total(Spec):
    """A row of `totals.csv`: how many dossiers were received, as the system itself says."""

    month: Annotated[str, Field(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
    agency: Words | None = None
    """As in the records; None: of all together."""
    dossiers: Annotated[int, Field(ge=0)]

    @property
    def first_day(self) -> date:
        return date.fromisoformat(f"{self.month}-01")


@dataclass(frozen=True)
class Dataset:
    folder: Path
    about: About
    procedures: tuple[Procedure, ...]
    totals: tuple[Total, ...]
    where: str
    form: Form


def read_dataset(folder: Path) -> Dataset:
    """What lies in a folder; the records are not opened.

    Raises BuildError with a problem for each file or cell that is not as it should be.
    """
    reader = EntryReader(folder, str(folder), _MOST_ROWS)
    about: About | None = reader.yaml_model(folder / ABOUT, About)
    procedures = reader.csv_rows(PROCEDURES, Procedure)
    reader.unique(PROCEDURES, "procedure", procedures)
    if not procedures and not reader.problems:
        reader.problem(folder / PROCEDURES, "procedures, under the columns procedure and field")
    totals = reader.csv_rows(TOTALS, Total) if (folder / TOTALS).exists() else []
    reader.raise_problems()
    assert about is not None
    where, form = _records(folder, about)
    return Dataset(folder, about, tuple(procedures), tuple(totals), where, form)


def _records(folder: Path, about: About) -> tuple[str, Form]:
    """Where the records lie, and how they are written."""
    if about.records is not None:
        form = about.form or _form_of(about.records)
        if form is None:
            expected = "parquet or csv, where the address of the records does not end so"
            raise BuildError([Problem(str(folder / ABOUT), expected, cell="form")])
        return about.records, form
    records = folder / RECORDS
    files = sorted(path for path in records.rglob("*") if path.is_file())
    forms = {_form_of(path.name) for path in files}
    form = forms.pop() if len(forms) == 1 else None
    if form is None:
        expected = "files of records, all of them *.parquet or all of them *.csv"
        found = ", ".join(path.name for path in files[:3]) or "none"
        raise BuildError([Problem(str(records), expected, found=found)])
    return str(records), form


def _form_of(name: str) -> Form | None:
    found = re.search(r"\.(parquet|csv)/?$", name)
    return None if found is None else TypeAdapter(Form).validate_python(found[1])
