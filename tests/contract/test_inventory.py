"""The SBOM and the list of licences name every package that is locked."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dashboard.store.paths import ROOT

PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)
OF_SOME_SYSTEMS = re.compile(r"^([A-Za-z0-9._-]+)==\S+ ;", re.MULTILINE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both files, written where no address of a network resolves."""
    folder = tmp_path_factory.mktemp("inventory")
    script = ROOT / "deploy" / "inventory.py"
    offline = {"PATH": "/usr/bin:/bin", "https_proxy": "http://127.0.0.1:9", "PIP_NO_INDEX": "1"}
    command = [sys.executable, str(script), str(folder / "made")]
    subprocess.run(command, check=True, env=offline, capture_output=True, cwd=folder)
    return folder / "made"


@pytest.fixture(scope="module")
def components(folder: Path) -> list[dict[str, Any]]:
    told = json.loads((folder / "sbom.cdx.json").read_text("utf-8"))
    assert (told["bomFormat"], told["specVersion"]) == ("CycloneDX", "1.6")
    assert told["metadata"]["component"]["name"] == "chuyen-doi-so-viet-nam"
    return told["components"]


def locked() -> dict[str, str]:
    """Package URL of each locked package, and its licence where the lock says it."""
    python = PINNED.findall((ROOT / "requirements.txt").read_text("utf-8"))
    lock = json.loads((ROOT / "dashboard/client/package-lock.json").read_text("utf-8"))
    npm = {
        path.rpartition("node_modules/")[2]: one for path, one in lock["packages"].items() if path
    }
    assert len(python) > 70
    assert len(npm) > 8
    return {f"pkg:pypi/{name}@{version}": "" for name, version in python} | {
        f"pkg:npm/{name.replace('@', '%40')}@{one['version']}": one["license"]
        for name, one in npm.items()
    }


def test_every_locked_package_is_there_with_its_hashes(components: list[dict[str, Any]]) -> None:
    assert {one["purl"] for one in components} == locked().keys()
    for one in components:
        hashes = one.get("hashes") or one["externalReferences"][0]["hashes"]
        assert all(re.fullmatch("[0-9a-f]{64,128}", item["content"]) for item in hashes)


def test_every_licence_is_named(components: list[dict[str, Any]], folder: Path) -> None:
    listed = (folder / "licences.md").read_text("utf-8")
    known = locked()
    of_some = OF_SOME_SYSTEMS.findall((ROOT / "requirements.txt").read_text("utf-8"))
    for one in components:
        (line,) = re.findall(
            rf"^\| {re.escape(one['name'])} \| {re.escape(one['version'])} \| (.*) \|$",
            listed,
            re.MULTILINE,
        )
        if known[one["purl"]]:
            assert line.startswith(f"{known[one['purl']]} | ")
        assert "not known here" not in line or one["name"] in of_some, line
        assert "UNKNOWN" not in line
        assert len(line) < 200, line


def test_what_only_bundles_is_not_said_to_be_delivered(components: list[dict[str, Any]]) -> None:
    excluded = {one["name"] for one in components if one["scope"] == "excluded"}
    assert {"esbuild", "@biomejs/biome"} <= excluded
    assert excluded.isdisjoint({"d3-selection", "d3-zoom", "streamlit", "duckdb"})
