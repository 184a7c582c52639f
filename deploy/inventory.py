"""What the product is made of: a CycloneDX SBOM and a list of licences, of the locked packages.

`python deploy/inventory.py FOLDER` writes `sbom.cdx.json` and `licences.md` into a folder. Nothing
is asked of any network: names, versions and hashes are those of the lock files, licences what the
installed packages say of themselves. Packages of another system (`colorama` is for Windows) are
not installed, so their licence is not known here.
"""

import json
import subprocess
import sys
from base64 import b64decode
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

ROOT = Path(__file__).parents[1]
_UNKNOWN = "not known here: for another system"
# What a licence says and no other does, for packages that bring its text and do not name it.
_WORDS_OF = {
    "MIT": (
        "Permission is hereby granted, free of charge, to any person obtaining a copy",
        "The above copyright notice and this permission notice",
    )
}
_BESIDE = """
Beside the packages: the boundaries (`geo/LICENSE.md`, ODbL 1.0), the fonts Be Vietnam Pro and Tinos
(`dashboard/assets/fonts/OFL.txt`, `OFL-Tinos.txt`, SIL Open Font License 1.1), signs of DejaVu Sans
(`LICENSE-DejaVu.txt` there, the licence of Bitstream Vera), and the code itself (`LICENSE`, MIT).
"""


def sbom() -> dict[str, Any]:
    """The SBOM: packages that the server runs with, and those that the browser's part is made of.

    What only bundles the browser's part has the scope `excluded`: it is not delivered.
    """
    told: dict[str, Any] = json.loads(
        subprocess.run(
            [
                *(sys.executable, "-W", "ignore", "-m", "cyclonedx_py", "requirements"),
                *("--pyproject", "pyproject.toml", "--output-reproducible", "--sv", "1.6"),
                "--no-validate",
                "requirements.txt",
            ],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    )
    for component in told["components"]:
        component.pop("description", None)
        component["scope"] = "required"
        component["licenses"] = _licences(component["name"])
    told["components"] += _browser_packages()
    problem = JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(told))
    if problem is not None:
        raise SystemExit(f"The SBOM is not valid: {problem}")
    return told


def _licences(name: str) -> list[dict[str, Any]]:
    """What an installed package says its licence is."""
    try:
        package = distribution(name)
    except PackageNotFoundError:
        return []
    if expression := package.metadata["License-Expression"]:
        return [{"expression": expression}]
    return [{"license": {"name": _licence_in_words(package)}}]


def _licence_in_words(package: Distribution) -> str:
    said = package.metadata
    classifiers = [text for text in said.get_all("Classifier") or [] if text.startswith("License")]
    names = [text.rpartition(" :: ")[2] for text in classifiers if text.count(" :: ") > 1]
    # Some have the whole text of their licence where its name is asked for.
    first = (said["License"] or "").strip().partition("\n")[0]
    found = ", ".join(names) or first or _licence_by_text(package)
    if not found:
        raise SystemExit(f"{said['Name']} does not say what its licence is")
    return found


def _licence_by_text(package: Distribution) -> str:
    named = package.metadata.get_all("License-File") or []
    paths = [path for path in package.files or [] if path.name in named]
    text = " ".join(" ".join(path.read_text(encoding="utf-8") for path in paths).split())
    found = [name for name, words in _WORDS_OF.items() if all(part in text for part in words)]
    return ", ".join(found)


def _browser_packages() -> list[dict[str, Any]]:
    locked = json.loads((ROOT / "dashboard/client/package-lock.json").read_text(encoding="utf-8"))
    return [
        {
            "type": "library",
            "bom-ref": path,
            "name": (name := path.rpartition("node_modules/")[2]),
            "version": package["version"],
            "purl": f"pkg:npm/{name.replace('@', '%40')}@{package['version']}",
            "scope": "excluded" if package.get("dev") else "required",
            "hashes": [{"alg": "SHA-512", "content": _hexadecimal(package["integrity"])}],
            "licenses": [{"expression": package["license"]}],
        }
        for path, package in locked["packages"].items()
        if path
    ]


def _hexadecimal(integrity: str) -> str:
    kind, _dash, digest = integrity.partition("-")
    if kind != "sha512":
        raise SystemExit(f"package-lock.json has a hash of another kind: {kind}")
    return b64decode(digest).hex()


def licence_list(told: dict[str, Any]) -> str:
    """The licences as a table that people read."""
    lines = ["# Licences", "", "| package | version | licence | used |", "|---|---|---|---|"]
    for component in sorted(
        told["components"], key=lambda one: (one["scope"] == "excluded", one["name"])
    ):
        names = [one.get("expression") or one["license"]["name"] for one in component["licenses"]]
        used = "to bundle the browser's part" if component["scope"] == "excluded" else "delivered"
        licence = ", ".join(names) or _UNKNOWN
        lines.append(f"| {component['name']} | {component['version']} | {licence} | {used} |")
    return "\n".join(lines) + "\n" + _BESIDE


def main(folder: Path) -> None:
    """Write both files."""
    folder.mkdir(parents=True, exist_ok=True)
    told = sbom()
    content = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    (folder / "sbom.cdx.json").write_text(content, encoding="utf-8")
    (folder / "licences.md").write_text(licence_list(told), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
