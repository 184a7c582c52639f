"""A table added as the README says: every page that offers its indicator shows it."""

import re
from pathlib import Path

import pytest
import yaml

from dashboard.figures.classification import colour_modes
from dashboard.queries.indicator_views import due_dates, view
from dashboard.queries.structures import STRUCTURES
from dashboard.store import paths
from dashboard.store.builds import warehouse
from dashboard.ui.frame.pages import COMPARE, MAP, PROFILE, QUALITY, RANKING, TARGETS
from dashboard.ui.frame.parameters import COLOR, DUE, INDICATOR, SECTION, STRUCTURE, UNIT
from etl.build import build
from etl.catalogue.load import load_catalogue
from etl.checked import Project
from tests.later_periods import Later

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
ENTRY, _COLUMN_PERIODS, _ROW_PERIODS, PERIOD_ENTRY = re.findall(
    r"```yaml\n(.*?)\n```", README, flags=re.DOTALL
)
SPEC = yaml.safe_load(ENTRY)


@pytest.fixture
def extended(project: Project, monkeypatch: pytest.MonkeyPatch) -> str:
    """The real data with the README's table of invented figures; the id of its indicator."""
    table = SPEC["table"]
    catalogue = load_catalogue(project.catalogue)
    provinces = catalogue.units_of(table["level"], table["period"]["end"])
    heads = [table["key_column"], *(column["heading"] for column in table["columns"])]
    lines = ["\t".join(heads)]
    for number, unit in enumerate(provinces):
        cell = "-" if number == 5 else f"{60 + number % 40},5%"
        lines.append(f"{unit.short_name_vi}\t{cell}\t80%")
    raw = project.root / "data" / "raw" / table["document"] / f"{table['table_id']}.tsv"
    raw.write_text("\n".join(lines) + "\n", encoding="utf-8")
    entry = project.catalogue / "tables" / f"{table['table_id']}.yml"
    entry.write_text(ENTRY, encoding="utf-8")
    build(project)
    monkeypatch.setattr(paths, "WAREHOUSE", project.warehouse / "warehouse.duckdb")
    return str(SPEC["topics"][0]["indicators"][0]["indicator_id"])


def test_the_example_of_the_readme_is_on_every_page(open_page, extended: str) -> None:
    source = warehouse()
    (due_on,) = due_dates(source, extended, "province")
    for structure in STRUCTURES.values():
        shown = view(source, extended, "province", due_on, structure)
        modes = colour_modes(shown)
        assert modes == ["value", "gap", "verdict"]
        address = {INDICATOR.url: extended, DUE.url: "2025", STRUCTURE.url: structure.id}
        opened = [open_page(MAP, address | {COLOR.url: mode}) for mode in modes]
        opened.append(open_page(RANKING, address | {UNIT.url: shown.rows[0].unit_id}))
        opened.append(open_page(TARGETS, address))
        opened.append(open_page(PROFILE, address | {UNIT.url: shown.rows[0].unit_id}))
        for app in opened:
            assert not app.exception
            assert not app.warning
    for page, address in [
        (COMPARE, {}),
        (QUALITY, {SECTION.url: "nguon-goc", INDICATOR.url: extended}),
    ]:
        assert not open_page(page, address).exception


def test_the_readme_s_example_of_a_period_is_on_its_pages(
    open_page, later: Later, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = yaml.safe_load(PERIOD_ENTRY)["table"]
    name, continued = given.pop("table_id"), given.pop("continues")
    # The document of the example does not exist: its place takes an invented one.
    project = later(continued, name, **given | {"document": "doc-thu"})
    build(project)
    monkeypatch.setattr(paths, "WAREHOUSE", project.warehouse / "warehouse.duckdb")
    shown = view(warehouse(), "dvctt_full_rate", "province", None)
    assert {(row.period_label, row.appendix) for row in shown.rows} == {("2024", "Phụ lục II-b")}
    assert not open_page(RANKING, {INDICATOR.url: "dvctt_full_rate"}).exception
