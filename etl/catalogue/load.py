"""Load `data/catalogue/`: everything known about documents, units, indicators and tables."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from etl.catalogue.circles import circle_problems
from etl.catalogue.claim_specs import ClaimSpec
from etl.catalogue.continued import ContinuedError, whole_entry
from etl.catalogue.dossier_specs import DossierSpec
from etl.catalogue.entries import EntryReader
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
from etl.catalogue.table_specs import Correction, TableFile, TableSpec
from etl.catalogue.unit_specs import AliasSpec, LineageSpec, UnitNameSpec, UnitSpec
from etl.catalogue.units_in_time import lineage_problems, name_problems, namesake_problems
from etl.problems import Problem


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
    reader = EntryReader(folder, "data/catalogue")
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
    for path, table_file in _table_files(reader):
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


def _table_files(reader: EntryReader) -> Iterator[tuple[Path, TableFile]]:
    """Every valid entry of a table, with what it takes over from the table it continues."""
    paths = {path.stem: path for path in sorted((reader.folder / "tables").glob("*.yml"))}
    entries = {
        table_id: entry
        for table_id, path in paths.items()
        if (entry := reader.yaml(path)) is not None
    }
    for table_id in entries:
        path = paths[table_id]
        try:
            table_file = reader.validated(path, TableFile, whole_entry(entries, table_id))
        except ContinuedError as error:
            reader.problem(path, str(error), cell="table.continues")
        else:
            if table_file is not None:
                yield path, table_file


def _ambiguous_names(catalogue: Catalogue) -> Iterator[Problem]:
    for name, unit_ids in catalogue.names.ambiguous():
        yield Problem(
            ALIASES,
            f"a name of one unit of its level and time, not of {' and '.join(unit_ids)}",
            found=unicodedata.normalize("NFC", name),
        )
