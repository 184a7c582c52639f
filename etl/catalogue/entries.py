"""Files of entries, YAML and CSV, as the models that they are entries of."""

import csv
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from etl.catalogue.strict_yaml import parse_yaml
from etl.problems import BuildError, Problem
from etl.regular_files import Most, UnreadableError, read_text

_MOST = Most(megabytes=2, lines=20_000)
_MOST_ROWS = Most(megabytes=2, lines=5_000)
"""Of units and of spellings, which are laid over each other."""


class EntryReader:
    """Reads the files of a folder into models, and gathers what is wrong with them.

    `called` is what stands before their names in problems.
    """

    def __init__(self, folder: Path, called: str, most_rows: Most = _MOST_ROWS) -> None:
        self.folder = folder
        self.problems: list[Problem] = []
        self._called = called
        self._most_rows = most_rows

    def problem(self, path: Path, expected: str, **where: Any) -> None:
        self.problems.append(Problem(self._name(path), expected, **where))

    def raise_problems(self) -> None:
        if self.problems:
            raise BuildError(self.problems)

    def yaml_model(self, path: Path, model: Any) -> Any:
        content = self.yaml(path)
        return None if content is None else self.validated(path, model, content)

    def yaml_list(self, name: str, model: Any) -> list[Any]:
        path = self.folder / name
        content = self.yaml(path)
        if content is None:
            return []
        return self.validated(path, list[model], content) or []

    def csv_rows(self, name: str, model: type[Any]) -> list[Any]:
        path = self.folder / name
        rows: list[Any] = []
        text = self._text(path)
        if text is None:
            return rows
        reader = csv.reader(StringIO(text, newline=""), strict=True)
        try:
            heading = next(reader, [])
            if len(set(heading)) < len(heading) or not heading:
                self.problem(path, "a heading with every column once", line=1)
                return rows
            for cells in reader:
                line = reader.line_num
                if len(cells) != len(heading):
                    found = str(len(cells))
                    self.problem(path, f"{len(heading)} cells", line=line, found=found)
                    continue
                row = {key: cell or None for key, cell in zip(heading, cells, strict=True)}
                spec = self.validated(path, model, row, line)
                if spec is not None:
                    rows.append(spec)
        except csv.Error as error:
            self.problem(path, f"CSV ({error})", line=reader.line_num)
        return rows

    def _text(self, path: Path) -> str | None:
        """The text of a file; None after reporting why it cannot be read."""
        try:
            return read_text(path, self._most_rows if path.suffix == ".csv" else _MOST)
        except UnreadableError as error:
            self.problem(path, error.expected, line=error.line)
            return None

    def unique(self, name: str, key: str, specs: Iterable[Any]) -> dict[str, Any]:
        by_id: dict[str, Any] = {}
        for spec in specs:
            spec_id = getattr(spec, key)
            if spec_id in by_id:
                self.problem(self.folder / name, f"each {key} once", found=spec_id)
            by_id[spec_id] = spec
        return by_id

    def yaml(self, path: Path) -> Any:
        """What a file says; None after reporting why that cannot be read."""
        text = self._text(path)
        if text is None:
            return None
        try:
            content = parse_yaml(text)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = None if mark is None else mark.line + 1
            self.problem(path, f"valid YAML ({getattr(error, 'problem', error)})", line=line)
        else:
            if content is None:
                self.problem(path, "an entry, not an empty file")
            return content
        return None

    def validated(self, path: Path, model: Any, content: Any, line: int | None = None) -> Any:
        """The content as a model; None after reporting every key that is not as it should be."""
        try:
            return TypeAdapter(model).validate_python(content)
        except ValidationError as error:
            for detail in error.errors():
                key = ".".join(str(part) for part in detail["loc"])
                expected = detail["msg"].removeprefix("Value error, ")
                expected = expected.removeprefix("Input should be ")
                # A whole entry would hide what is wrong with it.
                whole = isinstance(detail["input"], dict | list)
                found = None if whole else str(detail["input"])
                self.problem(path, expected, line=line, cell=key, found=found)
        return None

    def _name(self, path: Path) -> str:
        return f"{self._called}/{path.relative_to(self.folder).as_posix()}"
