"""Tables of the project taken out of a copy of it, and received again as an analyst gets them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from etl.catalogue.table_specs import TableFile
from etl.checked import Project
from tests.received_files import NUMBER, Printed, as_csv, as_html, as_xlsx


@dataclass(frozen=True)
class TakenOut:
    """A table that is in the project no more: its entry as it was, and its lines."""

    table_id: str
    entry: Mapping[str, Any]
    lines: Sequence[str]

    @property
    def document(self) -> str:
        return str(self.entry["table"]["document"])

    def received(self, number: int) -> tuple[str, bytes]:
        """Ending and content of a file that holds it under its title; `number` chooses the form."""
        rows = [line.split("\t") for line in self.lines]
        title = str(self.entry["table"]["title_vi"])
        printed = Printed(self.table_id, "Trích", title, rows)
        forms = (
            (".csv", lambda: as_csv(printed)),
            (".tsv", lambda: as_csv(printed, "\t")),
            (".xlsx", lambda: as_xlsx([printed])),
            (".html", lambda: as_html([printed]).replace(NUMBER.encode(), b"")),
        )
        suffix, content = forms[number % len(forms)]
        return suffix, content()


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
    """The keys to be set so that a draft says what an entry said: open ones, and wrong guesses."""
    undecided = drafted["draft"]["undecided"]
    found: dict[str, Any] = {}
    for part in ("table", "topics", "document"):
        if part not in wanted or part not in drafted:
            continue
        if part == "topics":
            found[part] = wanted[part]
            continue
        for key, value in wanted[part].items():
            dotted = f"{part}.{key}"
            is_open = any(f"{name}.".startswith(f"{dotted}.") for name in undecided)
            if is_open or not _same(wanted, part, key, drafted[part].get(key)):
                found[dotted] = value
        for key, value in drafted[part].items():
            if key not in wanted[part] and f"{part}.{key}" in undecided:
                found[f"{part}.{key}"] = False if value is True else None
    return found


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
        said = (
            yaml.safe_dump(
                value, default_flow_style=True, allow_unicode=True, width=100_000, sort_keys=False
            )
            .removesuffix("\n")
            .removesuffix("...")
            .removesuffix("\n")
        )
        flags += ["--set", f"{name}:{key}={said}"]
    return flags


def files_in(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yml"))
