"""What was extracted → the files of a draft folder, written together or not at all."""

import json
import shutil
from collections.abc import Mapping
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

import yaml

from etl.problems import BuildError, Problem
from etl.receive.extracted import Extracted, ExtractedTable
from etl.receive.infer.raw_tables import row_count

LISTING = "extracted.json"
_PARTIAL = ".partial-draft"


def draft_files(extracted: Extracted, file: str, sha256: str) -> dict[str, bytes]:
    """The files of the draft by their path in its folder."""
    # A name may hold any sign but a stroke, an entry of the catalogue no line end.
    file = "".join(char if char.isprintable() else "?" for char in file)
    files: dict[str, bytes] = {}
    listed: list[dict[str, Any]] = []
    unrecognised = 0
    for table in extracted.tables:
        if table.entry is None:
            unrecognised += 1
            name = f"unrecognised/{unrecognised}"
        else:
            name = str(table.table_id)
            source = {"file": file, "sha256": sha256, "place": table.found.table.place}
            files[f"{name}.yml"] = yaml_of(table.entry.made_up(source))
        files[f"{name}.tsv"] = ("\n".join(table.lines) + "\n").encode()
        listed.append({"file": f"{name}.tsv"} | _listed(table))
    known = extracted.identified
    content = {
        "file": file,
        "sha256": sha256,
        "form": extracted.document.form,
        "document": {
            "document_id": known.document_id,
            "sure": known.inferred.sure,
            "because": known.inferred.because,
        },
        "tables": listed,
        "not_tables": [vars(typed) for typed in extracted.typed],
        "not_found": list(extracted.not_found),
    }
    text = json.dumps(content, ensure_ascii=False, indent=1, default=_plain)
    return files | {LISTING: f"{text}\n".encode()}


def _listed(table: ExtractedTable) -> dict[str, Any]:
    found, entry = table.found, table.entry
    listed: dict[str, Any] = {
        "place": found.table.place,
        "rows": row_count(found.table),
        "columns": len(found.table.header),
        "header": list(found.table.header),
        "appendix": found.appendix,
        "title": found.title,
        "notes": list(found.notes),
        "recognised_as": table.match.entry.table_id if table.match else None,
    }
    if table.match:
        listed |= {"sure": table.match.inferred.sure, "because": table.match.inferred.because}
        listed["differs_from_entry"] = table.match.likeness.differences
    else:
        listed["why"] = table.why
    if table.same_as:
        listed |= {"raw_file": table.same_as, "differs_from_raw_file": list(table.differs_in)}
    if entry:
        listed |= {"undecided": entry.undecided, "problems": entry.problems}
    return listed


def yaml_of(content: Any) -> bytes:
    """An entry of the catalogue as it is written."""
    """An entry of the catalogue as it is written."""
    plain = _plain_tree(content)
    text: str = yaml.dump(plain, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=100)
    return text.encode()


class _Plain(yaml.SafeDumper):
    """Says a day twice that stands in two places: the catalogue knows no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _plain_tree(content: Any) -> Any:
    """The same of plain words, lists and mappings, as YAML writes them."""
    if isinstance(content, Mapping):
        return {_plain_tree(key): _plain_tree(value) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [_plain_tree(value) for value in content]
    return str(content) if isinstance(content, str | Enum) else content


def _plain(content: Any) -> str:
    if isinstance(content, date | Enum):
        return str(content)
    raise TypeError(type(content).__name__)


def write_draft(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the folder whole; one that is there already is left alone, if it is not the same.

    Raises BuildError where there is another, or where it cannot be written.
    """
    if folder.is_symlink() or folder.exists():
        if folder.is_dir() and _files_in(folder) == dict(files):
            return
        expected = (
            "no such folder yet: it may hold answers; remove it, or choose another with --out"
        )
        raise BuildError([Problem(str(folder), expected)])
    partial = folder.with_name(f".{folder.name}{_PARTIAL}")
    try:
        # What killed commands left beside this one, whatever they were writing.
        for left in folder.parent.glob(f".*{_PARTIAL}"):
            shutil.rmtree(left, ignore_errors=True)
        for name, content in files.items():
            path = partial / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        partial.rename(folder)
    except OSError as error:
        shutil.rmtree(partial, ignore_errors=True)
        raise BuildError(
            [Problem(str(folder), f"a folder that can be written ({error})")]
        ) from error


def _files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink()
    }
