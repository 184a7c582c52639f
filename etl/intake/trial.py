"""The ordinary pipeline over the data of the project with drafts laid over it.

What an import puts into `data/` is made here, as one mapping of files; the trial lays the same
mapping over a copy, so that what is tried is what is written.
"""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import yaml

from etl.build import build
from etl.catalogue.resolve import ALIASES
from etl.catalogue.strict_yaml import parse_yaml
from etl.catalogue.table_base import entry_file
from etl.catalogue.unit_specs import AliasSpec
from etl.checked import Project, Report
from etl.intake.aliases import with_aliases
from etl.intake.draft import Draft, Source
from etl.load.warehouse import LoadError
from etl.problems import BuildError, Problem
from etl.regular_files import strange_entries

Contents = Mapping[str, bytes | None]
"""Files below `data/` and what they are to hold; None: to be removed."""


@dataclass(frozen=True)
class Arrival:
    """A draft, and what it is to the catalogue."""

    draft: Draft
    state: Literal["new", "replaces", "unchanged"]
    raw_file: str
    entry_file: str
    old_raw_file: str | None
    """Of the table that it replaces, where that lies elsewhere."""


def stored_entry(root: Path, table_id: str) -> dict[str, Any] | None:
    """The entry of a table as the catalogue has it; None if there is none that can be read."""
    try:
        entry = parse_yaml((root / entry_file(table_id)).read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError):
        return None
    return entry if isinstance(entry, dict) and isinstance(entry.get("table"), dict) else None


def arrivals(root: Path, drafts: Sequence[Draft]) -> list[Arrival]:
    """What each draft is to the catalogue. Raises BuildError if two are of one table."""
    by_id: dict[str, Draft] = {}
    problems = []
    for draft in drafts:
        if (other := by_id.setdefault(draft.table_id, draft)) is not draft:
            expected = f"another id than in {other.file}"
            problems.append(draft.problem(expected, "table.table_id", draft.table_id))
    if problems:
        raise BuildError(problems)
    return [_arrival(root, draft) for draft in drafts]


def _arrival(root: Path, draft: Draft) -> Arrival:
    raw_file = f"data/raw/{draft.document_id}/{draft.table_id}.tsv"
    files = raw_file, entry_file(draft.table_id)
    stored = stored_entry(root, draft.table_id)
    if stored is None:
        return Arrival(draft, "new", *files, None)
    old = f"data/raw/{stored['table'].get('document')}/{draft.table_id}.tsv"
    is_equal = stored == draft.entry and _reads(root / raw_file, draft.raw)
    moved = old if old != raw_file and (root / old).is_file() else None
    return Arrival(draft, "unchanged" if is_equal else "replaces", *files, moved)


def _reads(path: Path, text: str) -> bool:
    return path.is_file() and path.read_bytes() == text.encode()


def contents_of(
    root: Path, coming: Sequence[Arrival], aliases: Sequence[AliasSpec]
) -> dict[str, bytes | None]:
    """Every file that an import of these puts into `data/`."""
    contents: dict[str, bytes | None] = {}
    for arrival in coming:
        if arrival.state != "unchanged":
            contents[_below_data(arrival.raw_file)] = arrival.draft.raw.encode()
            contents[_below_data(arrival.entry_file)] = _entry_text(arrival.draft).encode()
            if arrival.old_raw_file is not None:
                contents[_below_data(arrival.old_raw_file)] = None
    if aliases:
        text = with_aliases(root, aliases).encode()
        if text != (root / ALIASES).read_bytes():
            contents[_below_data(ALIASES)] = text
    return contents


def _below_data(file: str) -> str:
    return file.removeprefix("data/")


def _entry_text(draft: Draft) -> str:
    head = "" if draft.about.source is None else _origin(draft.about.source)
    said = yaml.dump(
        dict(draft.entry), Dumper=_WrittenOut, allow_unicode=True, sort_keys=False, width=100
    )
    return f"{head}{said}"


class _WrittenOut(yaml.SafeDumper):
    """For people: what is said twice is written twice, and no `*id001` stands for it."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _origin(source: Source) -> str:
    return f"# From {source.file}, {source.place}\n# (SHA-256 {source.sha256}).\n"


def try_out(root: Path, folder: Path, contents: Contents, report: Report) -> Project:
    """Build in a folder the data of the project with these files laid over it.

    Raises BuildError with every problem, LoadError if the store takes no fact.
    """
    for name in ("data/raw", "data/catalogue"):
        # A pipe or a device would be copied for ever.
        if strange := [
            Problem(file, error.expected) for file, error in strange_entries(root, name)
        ]:
            raise BuildError(strange)
        shutil.copytree(root / name, folder / name)
    for target, content in contents.items():
        path = folder / "data" / target
        if content is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            path.write_bytes(content)
    trial = Project(folder)
    try:
        build(trial, report)
    except LoadError as error:
        if isinstance(error.__cause__, OSError):
            raise
        expected = f"figures that the store takes ({error})"
        raise BuildError([Problem("the trial build", expected)]) from error
    return trial


def at_home(problems: Sequence[Problem], coming: Sequence[Arrival]) -> Iterator[Problem]:
    """Problems of the trial, with the files of the drafts that they lie in."""
    names = {
        copied: str(own)
        for arrival in coming
        for copied, own in (
            (arrival.raw_file, arrival.draft.raw_file),
            (arrival.entry_file, arrival.draft.file),
        )
    }
    for problem in problems:
        expected = problem.expected
        for copied, own in names.items():
            expected = expected.replace(copied, own)
        yield replace(problem, file=names.get(problem.file, problem.file), expected=expected)
