"""Builds that tests make of files of their own."""

import json
import shutil
from pathlib import Path

from etl.load.manifest import SCHEMA_VERSION, Manifest, build_digests, write_manifest


def sign(folder: Path, number: int = 1) -> None:
    """Describe the files of a folder as those of a build, so that they are served."""
    manifest = Manifest(
        build=number,
        built_at="",
        schema_version=SCHEMA_VERSION,
        data_as_of={},
        inputs={},
        rows={},
        files=build_digests(folder),
    )
    write_manifest(folder, manifest)


def renumbered(build: Path, folder: Path, number: int) -> None:
    """The same build as another one, in another folder and without its files a second time."""
    shutil.copytree(build, folder, copy_function=_linked)
    manifest = folder / "manifest.json"
    said = json.loads(manifest.read_text(encoding="utf-8")) | {"build": number}
    # Not through the link, which all share.
    manifest.unlink()
    manifest.write_text(json.dumps(said), encoding="utf-8")


def _linked(source: str, target: str) -> None:
    Path(target).hardlink_to(source)
