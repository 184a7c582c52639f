"""A dataset: a folder with records, what is said of them, and the lists that their codes are of."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import Field, TypeAdapter, ValidationError

from etl.catalogue.strict_yaml import parse_yaml
from etl.catalogue.vocabulary import Day, Slug, Spec
from etl.problems import BuildError, Problem
from etl.regular_files import Most, UnreadableError, read_text

ABOUT, PROCEDURES, TOTALS, RECORDS = "dataset.yml", "procedures.csv", "totals.csv", "records"
_MOST = Most(megabytes=1, lines=1_000)
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
    problems: list[Problem] = []
    about = _about(folder / ABOUT, problems)
    procedures = list(_rows(folder / PROCEDURES, Procedure, problems))
    for name, times in Counter(row.procedure for row in procedures).items():
        if times > 1:
            problems.append(Problem(str(folder / PROCEDURES), "each procedure once", found=name))
    has_totals = (folder / TOTALS).exists()
    totals = list(_rows(folder / TOTALS, Total, problems)) if has_totals else []
    if about is None or problems:
        raise BuildError(problems)
    where, form = _records(folder, about)
    return Dataset(folder, about, tuple(procedures), tuple(totals), where, form)


def _about(path: Path, problems: list[Problem]) -> About | None:
    try:
        content = parse_yaml(read_text(path, _MOST))
    except UnreadableError as error:
        problems.append(Problem(str(path), error.expected, error.line))
        return None
    except yaml.YAMLError as error:
        problems.append(Problem(str(path), f"valid YAML ({getattr(error, 'problem', error)})"))
        return None
    about: About | None = _valid(path, About, content, None, problems)
    return about


def _rows(path: Path, model: type[Any], problems: list[Problem]) -> Iterator[Any]:
    try:
        lines = read_text(path, _MOST_ROWS).splitlines()
    except UnreadableError as error:
        problems.append(Problem(str(path), error.expected, error.line))
        return
    reader = csv.DictReader(lines, strict=True)
    wanted = list(model.model_fields)
    try:
        if sorted(reader.fieldnames or []) != sorted(wanted):
            found = ", ".join(reader.fieldnames or [])
            problems.append(Problem(str(path), f"the columns {', '.join(wanted)}", 1, found=found))
            return
        for row in reader:
            given = {key: cell or None for key, cell in row.items()}
            if (spec := _valid(path, model, given, reader.line_num, problems)) is not None:
                yield spec
    except csv.Error as error:
        problems.append(Problem(str(path), f"CSV ({error})", reader.line_num))


def _valid(
    path: Path, model: type[Any], content: Any, line: int | None, problems: list[Problem]
) -> Any:
    try:
        return TypeAdapter(model).validate_python(content)
    except ValidationError as error:
        for detail in error.errors():
            expected = detail["msg"].removeprefix("Value error, ")
            cell = ".".join(str(part) for part in detail["loc"])
            whole = isinstance(detail["input"], dict | list)
            found = None if whole else str(detail["input"])
            problems.append(Problem(str(path), expected, line, cell=cell or None, found=found))
    return None


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
