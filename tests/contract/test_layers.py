"""The layers of the architecture, read from the source."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from dashboard.store.paths import PAGES, ROOT
from dashboard.ui.frame import pages

FOLDERS = ("dashboard", "etl", "geo", "pages")
SOURCES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
SOURCES.append(ROOT / "app.py")
PAGE_SOURCES = [path for path in SOURCES if path.is_relative_to(PAGES)]
SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+INTO|CREATE\s+(TABLE|VIEW)|WITH\s+\w+\s+AS|JOIN\s+\w+)\b", re.S
)


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def _imports(path: Path) -> set[str]:
    """Top-level names of everything the module imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def _strings(path: Path) -> list[str]:
    return [
        node.value
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def test_imports_go_downwards_only() -> None:
    """The contracts of `pyproject.toml`: layers, and what each may not know."""
    found = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.returncode == 0, found.stdout


def test_every_module_stands_in_a_layer() -> None:
    """A module outside the folders of layers would be bound by no contract."""
    for package in ("dashboard", "dashboard/ui"):
        modules = {path.name for path in (ROOT / package).glob("*.py")}
        assert modules == {"__init__.py"}, package
    layers = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = layers["tool"]["importlinter"]["contracts"][0]
    named = {name for line in contract["layers"] for name in line.split(" | ")}
    folders = {path.parent for path in (ROOT / "dashboard").glob("*/__init__.py")}
    folders |= {path.parent for path in (ROOT / "dashboard" / "ui").glob("*/__init__.py")}
    found = {path.relative_to(ROOT).as_posix().replace("/", ".") for path in folders}
    assert found - {"dashboard.ui"} == named


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_sql_stands_in_queries_and_the_pipeline_only(path: Path) -> None:
    """No text of a query, and no question to the open build, anywhere else."""
    if _may_hold_sql(path):
        return
    assert [text for text in _strings(path) if SQL.search(text)] == []
    calls = (node.func for node in ast.walk(_tree(path)) if isinstance(node, ast.Call))
    asked = {call.attr for call in calls if isinstance(call, ast.Attribute)}
    assert not asked & {"query", "records", "arrow", "execute", "sql"}


def _may_hold_sql(path: Path) -> bool:
    folders = (ROOT / "etl", ROOT / "dashboard" / "queries", ROOT / "dashboard" / "store")
    return any(path.is_relative_to(folder) for folder in folders)


TYPED_SOURCES = [
    path
    for name in ("words", "figures", "tables")
    for path in sorted((ROOT / "dashboard" / name).glob("*.py"))
]
ROW_NAMES = {"row", "rows", "item", "items"}


@pytest.mark.parametrize("path", TYPED_SOURCES, ids=_name)
def test_rows_are_read_by_attribute(path: Path) -> None:
    """A cell that is read by name is invisible to the type checker."""
    found = [
        f"{_name(path)}:{node.lineno} {ast.unparse(node)}"
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Subscript) and _is_cell_by_name(node)
    ]
    assert found == []


def _is_cell_by_name(node: ast.Subscript) -> bool:
    """Whether it is `row["value"]`, `view.rows["value"]` or `rows[0]["value"]`."""
    if not isinstance(node.slice, ast.Constant) or not isinstance(node.slice.value, str):
        return False
    of = node.value.value if isinstance(node.value, ast.Subscript) else node.value
    name = of.attr if isinstance(of, ast.Attribute) else of.id if isinstance(of, ast.Name) else ""
    return name in ROW_NAMES


@pytest.mark.parametrize("path", PAGE_SOURCES, ids=_name)
def test_pages_draw_no_figures(path: Path) -> None:
    assert not {"duckdb", "numpy", "pandas", "plotly", "pyarrow"} & _imports(path)


@pytest.mark.parametrize("path", PAGE_SOURCES, ids=_name)
def test_pages_end_with_their_frame(path: Path) -> None:
    """Nothing can be drawn after `st.stop()`: the page would have no links to leave by."""
    calls = (node.func for node in ast.walk(_tree(path)) if isinstance(node, ast.Call))
    assert "stop" not in {call.attr for call in calls if isinstance(call, ast.Attribute)}


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_missing_values_stay_missing(path: Path) -> None:
    for node in ast.walk(_tree(path)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else None
        filled = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
        assert not (name == "fillna" and 0 in filled), "fillna(0)"
        for keyword in node.keywords:
            value = keyword.value.value if isinstance(keyword.value, ast.Constant) else None
            assert (keyword.arg, value) != ("errors", "coerce")
            assert keyword.arg != "use_container_width", "deprecated: width='stretch'"


def test_every_page_is_registered_once() -> None:
    files = sorted(path.name for path in PAGE_SOURCES if not path.name.startswith("_"))
    registered = (*pages.PAGES, pages.UPDATE)
    assert sorted(page.file for page in registered) == files
    for field in ("id", "url_path", "title"):
        values = [getattr(page, field) for page in registered]
        assert len(set(values)) == len(values), field
    assert [page.url_path for page in pages.PAGES].count("") == 1


@pytest.mark.parametrize("name", ["pyproject.toml", "requirements.txt", "tests/requirements.txt"])
def test_requirements_name_no_registry_and_no_folder(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert not re.search(r"--(find-links|index-url|extra-index-url|trusted-host)|file:|/opt/", text)


@pytest.mark.parametrize("name", ["requirements.txt", "tests/requirements.txt"])
def test_requirements_are_pinned_with_hashes(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    pins = re.split(r"\n(?=[A-Za-z])", re.sub(r"^\s*#.*\n", "", text, flags=re.M))
    assert len(pins) > 20
    for pin in pins:
        assert re.match(r"[A-Za-z0-9._-]+==\S+", pin), pin
        assert "--hash=sha256:" in pin, pin


def test_tests_run_on_the_versions_the_dashboard_runs_on() -> None:
    def pins(name: str) -> set[str]:
        text = (ROOT / name).read_text(encoding="utf-8")
        return set(re.findall(r"^[A-Za-z0-9._-]+==[^\\\n]+", text, flags=re.M))

    assert pins("requirements.txt") <= pins("tests/requirements.txt")
