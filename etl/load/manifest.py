"""What a build is made of and how to tell that it is whole: `manifest.json` in its folder."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

FILE = "manifest.json"
SCHEMA_VERSION = 3
"""Of `schema.sql`: another one when a reader of the one before can no longer read it."""
INPUTS = ("data/raw", "data/catalogue")


@dataclass(frozen=True)
class Manifest:
    """Paths are those of the project for inputs, and of the build's folder for its files."""

    build: int
    built_at: str
    schema_version: int
    data_as_of: Mapping[str, date]
    """The day that each document speaks of."""
    inputs: Mapping[str, str]
    """SHA-256 of every file that was read."""
    rows: Mapping[str, int]
    """Of every table."""
    files: Mapping[str, str]
    """SHA-256 of every file of the build but this one."""


def input_digests(root: Path) -> dict[str, str]:
    """The digest of every raw table and file of the catalogue, by its path in the project."""
    paths = (path for name in INPUTS for path in (root / name).rglob("*"))
    return _digests((path for path in paths if path.is_file()), root)


def one_digest(inputs: Mapping[str, str]) -> str:
    """A digest of all inputs: equal for two builds of the same files."""
    return hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()


def build_digests(folder: Path) -> dict[str, str]:
    """The digest of every file of a build."""
    return _digests((path for path in folder.iterdir() if path.is_file()), folder)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Put the manifest into the folder of its build."""
    content = json.dumps(asdict(manifest), ensure_ascii=False, indent=1, default=date.isoformat)
    (folder / FILE).write_text(content + "\n", encoding="utf-8")


def _digests(paths: Iterable[Path], root: Path) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): _digest(path) for path in sorted(paths)}


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
