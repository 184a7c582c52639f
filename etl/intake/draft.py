"""A draft: a raw table and its entry, with what was inferred of it and what is left to decide.

A draft is `<name>.tsv` and `<name>.yml` of one folder. The entry is that of a table as in
`data/catalogue/tables/`; its further key `draft` never comes into the catalogue.
"""

import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import Field, ValidationError

from etl.catalogue.load import parse_yaml
from etl.catalogue.vocabulary import Spec
from etl.problems import BuildError, Problem

_LARGEST_ENTRY = 2**20
_LARGEST_TABLE = 2**23
_MOST_LINES = 100_000
_MOST_TABLES = 500
"""Of a draft, in bytes, lines and entries: far more than any report has."""

Line = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f]+$", max_length=500)]
"""Words that stay on one line."""


class Source(Spec):
    """Where the table was received."""

    file: Line
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    place: Line


class Inference(Spec):
    """How sure it is what a key says, and from what."""

    sure: Literal["certain", "likely", "unsure"]
    because: Line


class DraftPart(Spec):
    """What a draft says of itself; keys are dotted, as `table.period`."""

    source: Source | None = None
    inferred: dict[str, Inference] = {}
    undecided: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """A draft as read; nothing of the entry but its being a mapping has been looked at."""

    file: Path
    raw_file: Path
    raw: bytes
    entry: Mapping[str, Any]
    about: DraftPart

    def problem(self, expected: str, cell: str | None = None, found: object = None) -> Problem:
        return Problem(
            str(self.file), expected, cell=cell, found=None if found is None else str(found)
        )

    @property
    def table(self) -> Mapping[str, Any]:
        """The part of the entry that describes the table."""
        part = self.entry.get("table")
        return part if isinstance(part, dict) else {}

    @property
    def table_id(self) -> str:
        return str(self.table.get("table_id"))

    @property
    def document_id(self) -> str:
        return str(self.table.get("document"))


def read_drafts(paths: Iterable[Path]) -> list[Draft]:
    """The drafts of folders, and of single files; each once, in order.

    Raises BuildError with a problem for each that cannot be read.
    """
    drafts: list[Draft] = []
    problems: list[Problem] = []
    files = list(dict.fromkeys(file for path in paths for file in _entries(path, problems)))
    if len(files) > _MOST_TABLES:
        raise BuildError([Problem(str(files[0].parent), f"at most {_MOST_TABLES} tables at once")])
    for file in files:
        try:
            drafts.append(_draft(file))
        except BuildError as error:
            problems.extend(error.problems)
    if problems:
        raise BuildError(problems)
    return drafts


def _entries(path: Path, problems: list[Problem]) -> Iterator[Path]:
    if path.is_dir():
        found = sorted(path.glob("*.yml"))
        if not found:
            expected = "a folder with entries of tables (*.yml), as `etl extract` writes it"
            problems.append(Problem(str(path), expected))
        yield from found
    elif path.suffix == ".yml":
        yield path
    else:
        problems.append(Problem(str(path), "the folder of a draft, or a file .yml of one"))


def _draft(file: Path) -> Draft:
    entry = _entry(file)
    part = entry.pop("draft", {})
    try:
        about = DraftPart.model_validate(part)
    except ValidationError as error:
        raise BuildError(
            Problem(
                str(file),
                detail["msg"].removeprefix("Value error, "),
                cell=".".join(map(str, ("draft", *detail["loc"]))),
            )
            for detail in error.errors()
        ) from error
    raw_file = file.with_suffix(".tsv")
    raw = regular_file(raw_file, _LARGEST_TABLE)
    if raw.count(b"\n") > _MOST_LINES:
        raise BuildError([Problem(str(raw_file), f"a table of at most {_MOST_LINES} lines")])
    return Draft(file, raw_file, raw, entry, about)


def _entry(file: Path) -> dict[str, Any]:
    """What the file says; a copy, since what was parsed may be kept by who parsed it."""
    try:
        content = parse_yaml(regular_file(file, _LARGEST_ENTRY).decode())
    except UnicodeDecodeError as error:
        raise BuildError([Problem(str(file), f"a readable UTF-8 file ({error})")]) from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = None if mark is None else mark.line + 1
        expected = f"valid YAML ({getattr(error, 'problem', None) or error})"
        raise BuildError([Problem(str(file), expected, line)]) from error
    if not isinstance(content, dict) or not isinstance(content.get("table"), dict):
        raise BuildError([Problem(str(file), "the entry of a table, with the key `table`")])
    return dict(content)


def regular_file(path: Path, largest: int) -> bytes:
    """The content of a file that is one: no link, device or pipe, and not too large.

    Raises BuildError.
    """
    try:
        # Without O_NONBLOCK a pipe would be waited for.
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        expected = f"a regular file that can be read ({error.strerror})"
        raise BuildError([Problem(str(path), expected)]) from error
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise BuildError([Problem(str(path), "a regular file")])
        content = file.read(largest + 1)
    if len(content) > largest:
        raise BuildError([Problem(str(path), f"a file of at most {largest} bytes")])
    return content
