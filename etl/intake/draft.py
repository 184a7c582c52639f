"""A draft: a raw table and its entry, with what was inferred of it and what is left to decide.

A draft is `<name>.tsv` and `<name>.yml` of one folder. The entry is that of a table as in
`data/catalogue/tables/`; its further key `draft` never comes into the catalogue.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import Field, ValidationError

from etl.catalogue.strict_yaml import parse_yaml
from etl.catalogue.vocabulary import Spec
from etl.problems import BuildError, Problem
from etl.regular_files import Most, UnreadableError, read_text

_ENTRY = Most(megabytes=1, lines=20_000)
_TABLE = Most(megabytes=8, lines=100_000)
_MOST_TABLES = 500
"""Far more than any report has."""

Line = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f]+$", max_length=2_000)]
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
    """Keys that an analyst has to give, even where a guess stands at them; then they go."""


@dataclass(frozen=True)
class Draft:
    """A draft as read; nothing of the entry but its being a mapping has been looked at."""

    file: Path
    raw_file: Path
    raw: str
    entry: Mapping[str, Any]
    about: DraftPart

    def problem(self, expected: str, cell: str | None = None, found: object = None) -> Problem:
        return Problem(
            str(self.file), expected, cell=cell, found=None if found is None else str(found)
        )

    def without_open(self, *keys: str) -> "Draft":
        """The draft, with these keys decided."""
        undecided = tuple(key for key in self.about.undecided if key not in keys)
        return replace(self, about=self.about.model_copy(update={"undecided": undecided}))

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
    return Draft(file, raw_file, _text(raw_file, _TABLE), entry, about)


def _entry(file: Path) -> dict[str, Any]:
    """What the file says; a copy, since what was parsed may be kept by who parsed it."""
    try:
        content = parse_yaml(_text(file, _ENTRY))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = None if mark is None else mark.line + 1
        expected = f"valid YAML ({getattr(error, 'problem', None) or error})"
        raise BuildError([Problem(str(file), expected, line)]) from error
    if not isinstance(content, dict) or not isinstance(content.get("table"), dict):
        raise BuildError([Problem(str(file), "the entry of a table, with the key `table`")])
    return dict(content)


def _text(path: Path, most: Most) -> str:
    """The text of a file of the draft's own; a link may lead to any file of the machine."""
    try:
        if path.is_symlink():
            raise UnreadableError("a regular file, not a link")
        return read_text(path, most)
    except UnreadableError as error:
        raise BuildError([Problem(str(path), error.expected, error.line)]) from error
