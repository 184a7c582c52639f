"""Load `data/catalogue/`: everything known about documents, units, indicators and tables."""

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter, ValidationError

from etl.catalogue.circles import circle_problems
from etl.catalogue.claim_specs import ClaimSpec
from etl.catalogue.continued import ContinuedError, whole_entry
from etl.catalogue.dossier_specs import DossierSpec
from etl.catalogue.indicator_rules import indicator_problems
from etl.catalogue.indicator_specs import (
    DocumentSpec,
    IndicatorSpec,
    SimilaritySpec,
    TermSpec,
    TopicSpec,
)
from etl.catalogue.references import reference_problems
from etl.catalogue.resolve import ALIASES, UnitNames
from etl.catalogue.strict_yaml import parse_yaml
from etl.catalogue.table_specs import Correction, TableFile, TableSpec
from etl.catalogue.unit_specs import AliasSpec, LineageSpec, UnitNameSpec, UnitSpec
from etl.catalogue.units_in_time import lineage_problems, name_problems, namesake_problems
from etl.problems import BuildError, Problem
from etl.regular_files import Most, UnreadableError, read_text

_MOST = Most(megabytes=2, lines=20_000)
_MOST_ROWS = Most(megabytes=2, lines=5_000)
"""Of units and of spellings, which are laid over each other."""


@dataclass(frozen=True)
class Catalogue:
    """The validated catalogue. Mappings keep the order of the files."""

    documents: Mapping[str, DocumentSpec]
    units: Mapping[str, UnitSpec]
    aliases: tuple[AliasSpec, ...]
    lineage: tuple[LineageSpec, ...]
    unit_names: tuple[UnitNameSpec, ...]
    topics: tuple[TopicSpec, ...]
    indicators: Mapping[str, IndicatorSpec]
    tables: Mapping[str, TableSpec]
    corrections: tuple[Correction, ...]
    claims: tuple[ClaimSpec, ...]
    glossary: tuple[TermSpec, ...]
    similarity: Mapping[str, SimilaritySpec]
    dossiers: DossierSpec
    names: UnitNames
    _units_of: dict[tuple[str, date], list[UnitSpec]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """Those that were asked for; every table asks."""

    def units_of(self, level: str, day: date) -> list[UnitSpec]:
        """The units of a level that existed on a day, in the catalogue's order."""
        known = self._units_of
        if (level, day) not in known:
            units = self.units.values()
            known[level, day] = [u for u in units if u.level == level and u.valid_on(day)]
        return list(known[level, day])


def load_catalogue(folder: Path) -> Catalogue:
    """Read and cross-check every file of the catalogue.

    Raises BuildError with one problem per broken file, key or reference.
    """
    reader = _Reader(folder)
    documents = reader.yaml_list("documents.yml", DocumentSpec)
    units = reader.csv_rows("units.csv", UnitSpec)
    aliases = reader.csv_rows("unit_aliases.csv", AliasSpec)
    lineage = reader.csv_rows("unit_lineage.csv", LineageSpec)
    unit_names = reader.csv_rows("unit_names.csv", UnitNameSpec)
    topics = [
        topic
        for path in sorted((folder / "indicators").glob("*.yml"))
        if (topic := reader.yaml_model(path, TopicSpec)) is not None
    ]
    tables: list[TableSpec] = []
    for path, table_file in reader.table_files():
        if table_file.table.table_id != path.stem:
            reader.problem(path, f"table_id {path.stem!r}, the name of the file")
        tables.append(table_file.table)
        topics.extend(table_file.topics)
        if (document := table_file.document) is not None:
            if document.document_id in {known.document_id for known in documents}:
                expected = "each document once, in documents.yml or with one of its tables"
                found = document.document_id
                reader.problem(path, expected, cell="document.document_id", found=found)
            else:
                documents.append(document)
    corrections = reader.yaml_list("corrections.yml", Correction)
    claims = reader.yaml_list("claims.yml", ClaimSpec)
    glossary = reader.yaml_list("glossary.yml", TermSpec)
    similarity = reader.yaml_list("similarity.yml", SimilaritySpec)
    dossiers = reader.yaml_model(folder / "dossiers.yml", DossierSpec)
    reader.problems.extend(namesake_problems(units))
    reader.raise_problems()

    catalogue = Catalogue(
        documents=reader.unique("documents.yml", "document_id", documents),
        units=reader.unique("units.csv", "unit_id", units),
        aliases=tuple(aliases),
        lineage=tuple(lineage),
        unit_names=tuple(unit_names),
        topics=tuple(topics),
        indicators=reader.unique(
            "indicators", "indicator_id", [spec for topic in topics for spec in topic.indicators]
        ),
        tables=reader.unique("tables", "table_id", tables),
        corrections=tuple(corrections),
        claims=tuple(reader.unique("claims.yml", "claim_id", claims).values()),
        glossary=tuple(reader.unique("glossary.yml", "term_vi", glossary).values()),
        similarity=reader.unique("similarity.yml", "level", similarity),
        dossiers=dossiers,
        names=UnitNames(units, aliases),
    )
    reader.problems.extend(reference_problems(catalogue))
    reader.problems.extend(_ambiguous_names(catalogue))
    reader.problems.extend(
        circle_problems(catalogue.units, catalogue.lineage, catalogue.indicators)
    )
    reader.problems.extend(indicator_problems(catalogue.indicators))
    reader.problems.extend(lineage_problems(catalogue.units, catalogue.lineage))
    reader.problems.extend(name_problems(catalogue.units, catalogue.unit_names))
    reader.raise_problems()
    return catalogue


class _Reader:
    """Reads catalogue files into models and gathers what is wrong with them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.problems: list[Problem] = []

    def problem(self, path: Path, expected: str, **where: Any) -> None:
        self.problems.append(Problem(self._name(path), expected, **where))

    def raise_problems(self) -> None:
        if self.problems:
            raise BuildError(self.problems)

    def yaml_model(self, path: Path, model: Any) -> Any:
        content = self._yaml(path)
        return None if content is None else self._validate(path, model, content)

    def table_files(self) -> Iterator[tuple[Path, TableFile]]:
        """Every valid entry, with what it takes over from the table it continues."""
        paths = {path.stem: path for path in sorted((self.folder / "tables").glob("*.yml"))}
        entries = {
            table_id: entry
            for table_id, path in paths.items()
            if (entry := self._yaml(path)) is not None
        }
        for table_id in entries:
            path = paths[table_id]
            try:
                table_file = self._validate(path, TableFile, whole_entry(entries, table_id))
            except ContinuedError as error:
                self.problem(path, str(error), cell="table.continues")
            else:
                if table_file is not None:
                    yield path, table_file

    def yaml_list(self, name: str, model: Any) -> list[Any]:
        path = self.folder / name
        content = self._yaml(path)
        if content is None:
            return []
        return self._validate(path, list[model], content) or []

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
                spec = self._validate(path, model, row, line)
                if spec is not None:
                    rows.append(spec)
        except csv.Error as error:
            self.problem(path, f"CSV ({error})", line=reader.line_num)
        return rows

    def _text(self, path: Path) -> str | None:
        """The text of a file; None after reporting why it cannot be read."""
        try:
            return read_text(path, _MOST_ROWS if path.suffix == ".csv" else _MOST)
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

    def _yaml(self, path: Path) -> Any:
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

    def _validate(self, path: Path, model: Any, content: Any, line: int | None = None) -> Any:
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
        return f"data/catalogue/{path.relative_to(self.folder).as_posix()}"


def _ambiguous_names(catalogue: Catalogue) -> Iterator[Problem]:
    for name, unit_ids in catalogue.names.ambiguous():
        yield Problem(
            ALIASES,
            f"a name of one unit of its level and time, not of {' and '.join(unit_ids)}",
            found=unicodedata.normalize("NFC", name),
        )
