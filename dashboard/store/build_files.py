"""A build as files: where the link leads, and whether what lies there is whole."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

READS_SCHEMA = 3
"""The version of the warehouse's schema that the queries are written for."""
_MANIFEST = "manifest.json"
_CLOSED = (
    "SET enable_external_access = false",
    "SET autoload_known_extensions = false",
    "SET autoinstall_known_extensions = false",
    # The last: after it nothing can be set.
    "SET lock_configuration = true",
)


class BrokenBuildError(Exception):
    """The published build cannot be served; says why."""


@dataclass(frozen=True)
class BuildFiles:
    """A folder with a build, and what shows that its files have changed."""

    folder: Path
    stamps: tuple[tuple[int, int, int], ...]


def found_files(database: Path) -> BuildFiles:
    """The files that the address of the database leads to now. Raises FileNotFoundError."""
    folder = database.parent.resolve(strict=True)
    stats = [(folder / name).stat() for name in (database.name, _MANIFEST)]
    return BuildFiles(folder, tuple((one.st_ino, one.st_size, one.st_mtime_ns) for one in stats))


def opened(files: BuildFiles, name: str) -> tuple[str, duckdb.DuckDBPyConnection]:
    """An id of the build, and its database, open to be read.

    Raises BrokenBuildError if the files are not those of the manifest, or of another schema.
    """
    manifest = _manifest(files.folder / _MANIFEST)
    version = manifest.get("schema_version")
    if version != READS_SCHEMA:
        raise BrokenBuildError(f"schema version {version}; this program reads {READS_SCHEMA}")
    try:
        with (files.folder / name).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise BrokenBuildError(f"{name} cannot be read ({error.strerror})") from error
    if found != manifest["files"].get(name):
        raise BrokenBuildError(f"{name} is not the file that its manifest describes")
    try:
        connection = connect(files.folder / name)
    except duckdb.Error as error:
        raise BrokenBuildError(f"{name} cannot be opened ({error})") from error
    return f"{manifest['build']}-{found[:12]}", connection


def connect(database: Path) -> duckdb.DuckDBPyConnection:
    """A database to be read, and nothing beside it: no other file, no network, no extension."""
    connection = duckdb.connect(database, read_only=True)
    # What is set holds for the file in this process, however often it is open.
    is_closed = connection.execute("SELECT current_setting('lock_configuration')").fetchone()
    if is_closed != (True,):
        for statement in _CLOSED:
            connection.execute(statement)
    return connection


def _manifest(path: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BrokenBuildError(f"no readable {_MANIFEST} ({error})") from error
    files = manifest.get("files") if isinstance(manifest, dict) else None
    if not isinstance(files, dict) or not isinstance(manifest.get("build"), int):
        raise BrokenBuildError(f"{_MANIFEST} does not describe a build")
    return manifest
