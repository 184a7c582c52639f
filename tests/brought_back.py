"""Tables of the project taken out of a copy of it, and received again as an analyst gets them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from etl.catalogue.load import Catalogue
from etl.catalogue.table_specs import TableFile, TableSpec
from etl.checked import Project
from tests.received_files import NUMBER, Printed, as_csv, as_html, as_xlsx

# What every table of a shape says, or what is of this table only.
_OF_ANY = {"appendix", "document", "note_vi", "rows_expected", "source_lines", "table_id"}
_OF_ANY |= {"bands", "columns", "comparators", "due_dates", "indicator", "key_column"}
_OF_ANY |= {"number_format", "number_formats", "period", "periods", "scopes", "title_vi"}


@dataclass(frozen=True)
class TakenOut:
    """A table that is in the project no more: its entry as it was, and its lines."""

    table_id: str
    entry: Mapping[str, Any]
    lines: Sequence[str]

    @property
    def document_id(self) -> str:
        return str(self.entry["table"]["document"])

    def received(self, number: int) -> tuple[str, bytes]:
        """Ending and content of a file that holds it under its title; `number` chooses the form.

        Pages and papers bear no number of a document.
        """
        rows = [line.split("\t") for line in self.lines]
        title = str(self.entry["table"]["title_vi"])
        printed = Printed(self.table_id, "", title, rows)
        forms = (
            (".csv", lambda: as_csv(printed)),
            (".tsv", lambda: as_csv(printed, "\t")),
            (".xlsx", lambda: as_xlsx([printed])),
            (".html", lambda: as_html([printed]).replace(NUMBER.encode(), b"")),
        )
        suffix, content = forms[number % len(forms)]
        return suffix, content()


def later_tables(catalogue: Catalogue) -> list[TableSpec]:
    """Those of documents that came in long after their day."""
    return [
        table
        for table in catalogue.tables.values()
        if catalogue.documents[table.document].taken_in_on is not None
    ]


def one_of_each_kind(catalogue: Catalogue) -> list[str]:
    """The first later table of each shape, level and set of keys, and the tables that need one."""
    first: dict[tuple[object, ...], str] = {}
    for table in later_tables(catalogue):
        said = table.model_dump(exclude_defaults=True)
        keys = sorted(key for key, value in said.items() if value and key not in _OF_ANY)
        first.setdefault((said.get("level"), said["shape"], *keys), table.table_id)
    return sorted(_with_what_needs_them(catalogue, set(first.values())))


def _with_what_needs_them(catalogue: Catalogue, chosen: set[str]) -> set[str]:
    documents = {catalogue.tables[table_id].document for table_id in chosen}
    more = chosen | {
        table.table_id
        for table in catalogue.tables.values()
        if table.document in documents or chosen & set(_named_by(table))
    }
    return chosen if more == chosen else _with_what_needs_them(catalogue, more)


def _named_by(table: TableSpec) -> Iterator[str | None]:
    yield table.continues
    yield from getattr(table, "supersedes", ())
    yield from getattr(table, "beside", ())


def take_out(project: Project, table_id: str) -> TakenOut:
    """Remove the raw file and the entry, with whatever came in it."""
    file = project.catalogue / "tables" / f"{table_id}.yml"
    entry = yaml.safe_load(file.read_text("utf-8"))
    raw = project.root / "data" / "raw" / entry["table"]["document"] / f"{table_id}.tsv"
    lines = raw.read_text("utf-8").rstrip("\n").split("\n")
    file.unlink()
    raw.unlink()
    return TakenOut(table_id, entry, lines)


def answers(drafted: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What an analyst says so that a draft says what an entry said: by key, what is open or other.

    Where a draft is not wrong it is left alone; an open key is answered even if its guess is right.
    """
    undecided = drafted["draft"]["undecided"]
    found: dict[str, Any] = {}
    for part in ("table", "document"):
        if part not in wanted or part not in drafted:
            continue
        for key, value in wanted[part].items():
            dotted = f"{part}.{key}"
            is_open = any(f"{name}.".startswith(f"{dotted}.") for name in undecided)
            if is_open or not _same(wanted, part, key, drafted[part].get(key)):
                found[dotted] = value
        for key, value in drafted[part].items():
            if key not in wanted[part] and f"{part}.{key}" in undecided:
                found[f"{part}.{key}"] = False if value is True else None
    for number, topic in enumerate(wanted.get("topics", ())):
        found |= dict(_leaves(f"topics.{number}", topic))
    return found


def _leaves(key: str, part: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(part, Mapping):
        for name, value in part.items():
            yield from _leaves(f"{key}.{name}", value)
    elif isinstance(part, list) and part and isinstance(part[0], Mapping):
        for number, value in enumerate(part):
            yield from _leaves(f"{key}.{number}", value)
    else:
        yield key, part


def _same(wanted: Mapping[str, Any], part: str, key: str, value: Any) -> bool:
    """Whether an entry means the same with another value at a key."""
    if wanted[part].get(key) == value:
        return True
    changed = {**wanted, part: {**wanted[part], key: value}}
    try:
        return TableFile.model_validate(changed) == TableFile.model_validate(wanted)
    except ValidationError:
        return False


def as_flags(name: str, settings: Mapping[str, Any]) -> list[str]:
    """`--set` of each, for the draft of a name."""
    flags = []
    for key, value in settings.items():
        said = yaml.safe_dump(
            value, default_flow_style=True, allow_unicode=True, width=100_000, sort_keys=False
        )
        said = said.removesuffix("\n").removesuffix("\n...")
        flags.append(f"--set={name}:{key}={said}")
    return flags


def draft_in(folder: Path) -> Path:
    """The one entry of a folder that `etl extract` wrote."""
    (file,) = folder.glob("*.yml")
    return file
