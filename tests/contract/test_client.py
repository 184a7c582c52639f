"""The browser's part: its own tests, and what its bundle is made of."""

import json
import subprocess

import pytest

from dashboard.store.paths import ROOT

CLIENT = ROOT / "dashboard" / "client"
LOCK = (CLIENT / "package-lock.json").read_text(encoding="utf-8")


def test_the_tests_of_the_modules_pass() -> None:
    tests = sorted((CLIENT / "tests").glob("*.test.js"))
    assert len(tests) >= 5
    done = subprocess.run(
        ["node", "--test", *tests], cwd=CLIENT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", sorted((CLIENT / "tests").glob("*.js")), ids=lambda p: p.name)
def test_the_tests_of_the_modules_need_no_package(path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    imported = [line.rpartition(' from "')[2] for line in lines if line.startswith("import ")]
    assert [name for name in imported if not name.startswith(("node:", "../src/", "./"))] == []


def test_the_lock_names_no_registry() -> None:
    assert '"resolved"' not in LOCK
    assert (CLIENT / ".npmrc").read_text() == "omit-lockfile-registry-resolved=true\n"


def test_the_licences_of_all_bundled_packages_are_told() -> None:
    told = (CLIENT / "LICENSES.md").read_text(encoding="utf-8")
    listed = {}
    for section in told.split("\n## ")[1:]:
        licence = section.partition("\n")[0]
        lines = [line for line in section.splitlines() if line.startswith("- ")]
        listed |= dict.fromkeys((line.removeprefix("- ") for line in lines), licence)
        assert "Copyright" in section
    bundled = {
        f"{path.rpartition('node_modules/')[2]} {package['version']}": package["license"]
        for path, package in json.loads(LOCK)["packages"].items()
        if path and not package.get("dev")
    }
    assert listed == bundled
