"""The layers of the architecture, read from the source."""

import ast
import re
from pathlib import Path

import pytest

from dashboard.store.paths import PAGES, ROOT
from dashboard.ui.frame import pages

FOLDERS = ("dashboard", "etl", "geo", "pages")
SOURCES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
SOURCES.append(ROOT / "app.py")
PAGE_SOURCES = [path for path in SOURCES if path.is_relative_to(PAGES)]
SQL = re.compile(
    r"\b(SELECT\s.+\sFROM|INSERT\s+INTO|CREATE\s+(TABLE|VIEW)|WITH\s+\w+\s+AS)\b", re.S
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


def _may_use_streamlit(path: Path) -> bool:
    return (
        path == ROOT / "app.py"
        or path.is_relative_to(PAGES)
        or path.is_relative_to(ROOT / "dashboard" / "ui")
    )


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_only_the_interface_knows_streamlit(path: Path) -> None:
    assert _may_use_streamlit(path) or "streamlit" not in _imports(path)


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_the_app_does_not_load_geopandas(path: Path) -> None:
    if not path.is_relative_to(ROOT / "geo"):
        assert not {"geopandas", "shapely"} & _imports(path)


@pytest.mark.parametrize("path", PAGE_SOURCES, ids=_name)
def test_pages_hold_no_sql_and_draw_no_figures(path: Path) -> None:
    assert not {"duckdb", "numpy", "pandas", "plotly", "pyarrow"} & _imports(path)
    assert [text for text in _strings(path) if SQL.search(text)] == []


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
    assert sorted(page.file for page in pages.PAGES) == files
    for field in ("id", "url_path", "title"):
        values = [getattr(page, field) for page in pages.PAGES]
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
