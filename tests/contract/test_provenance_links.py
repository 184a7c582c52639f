"""One click from any figure leads to the cell it was printed in, or says why there is none.

What a page links to is read back as the page of the data's quality reads it.
"""

from urllib.parse import parse_qsl, urlsplit

import pytest

from dashboard.analysis.national_series import national_series
from dashboard.queries.indicator_views import due_dates, view
from dashboard.queries.indicators import UNIT_LEVELS, indicators, indicators_at
from dashboard.queries.project06 import progress
from dashboard.queries.provenance import trace, why_absent
from dashboard.queries.security import COUNTS
from dashboard.queries.structures import STRUCTURES
from dashboard.store.builds import warehouse
from dashboard.store.warehouse import Warehouse
from dashboard.ui.controls.provenance_link import provenance_url, view_urls
from dashboard.ui.frame.pages import QUALITY
from dashboard.ui.frame.parameters import INDICATOR, LEVEL, SECTION, STRUCTURE, UNIT
from dashboard.ui.sections.provenance import LEVELS
from dashboard.words.values import format_value
from etl.checked import Project
from tests.days import TODAY


@pytest.fixture(scope="module")
def source(built_project: Project) -> Warehouse:
    return warehouse(built_project.warehouse / "warehouse.duckdb")


def choices_of(url: str) -> dict[str, str]:
    parts = urlsplit(url)
    assert parts.path == f"/{QUALITY.url_path}"
    return dict(parse_qsl(parts.query))


@pytest.mark.parametrize("structure", STRUCTURES.values(), ids=list(STRUCTURES))
@pytest.mark.parametrize("level", UNIT_LEVELS)
def test_every_row_leads_to_its_cell_or_to_a_reason(
    source: Warehouse, level: str, structure
) -> None:
    for indicator_id in indicators_at(source, level):
        days = due_dates(source, indicator_id, level) or (None,)
        shown = view(source, indicator_id, level, days[0], structure)
        if not shown.has_source:
            # Printed for the units of the other structure: a page has a sentence in their place.
            assert {row.status for row in shown.rows} == {"not_applicable"}
            continue
        for row, url in zip(shown.rows, view_urls(shown, shown.rows), strict=True):
            choices = choices_of(url)
            assert choices[STRUCTURE.url] == structure.id
            assert choices[LEVEL.url] in LEVELS
            found = trace(source, choices[INDICATOR.url], choices[UNIT.url], shown.period)
            if found is None and shown.is_of_single_units:
                assert row.note
                assert row.basis is None
                continue
            if found is None:
                assert row.status == "not_applicable"
                # Of what some bodies had before, nothing is said of those after the others.
                absent = why_absent(source, choices[INDICATOR.url], choices[UNIT.url])
                assert absent or shown.period is None
                continue
            here = format_value(shown.indicator, row)
            assert format_value(found.indicator, found.figure.shown) == here, row.unit_id
            if found.figure.is_printed:
                assert found.figure.document_line == row.document_line
                # Of units a list leaves out, the document prints the list and no cell.
                assert found.figure.raw_text or row.value_low is None
            elif row.value_low is not None:
                assert found.inputs or row.note


def test_every_figure_of_the_country_leads_to_its_cell(source: Warehouse) -> None:
    series = [key for item in national_series(source, TODAY) for key in item.indicator_ids]
    headlines = [key for key, spec in indicators(source).items() if spec.headline]
    for indicator_id in {*series, *COUNTS.values(), *headlines}:
        if "country" not in indicators(source)[indicator_id].levels:
            continue
        choices = choices_of(provenance_url(indicator_id))
        assert choices[LEVEL.url] == "country"
        found = trace(source, choices[INDICATOR.url], choices[UNIT.url])
        assert found is not None, indicator_id
        assert found.figure.is_printed or found.inputs, indicator_id


def test_every_figure_of_project_06_leads_to_its_cell(source: Warehouse) -> None:
    for item in progress(source):
        for point in item.points:
            found = trace(source, item.indicator.indicator_id, point.unit_id)
            assert found is not None
            cells = (found.figure, *found.others)
            assert point.period_label in {cell.period_label for cell in cells}


def test_a_link_without_a_unit_asks_for_one() -> None:
    choices = choices_of(provenance_url("da06_fee_waiver", None, "province"))
    assert UNIT.url not in choices
    assert choices[SECTION.url] == "nguon-goc"


def test_the_blocs_stand_beside_the_country() -> None:
    levels = {level: choices_of(provenance_url("x", "y", level))[LEVEL.url] for level in _LEVELS}
    assert levels == {"bloc": "country", "country": "country", "region": "region"}


_LEVELS = ("bloc", "country", "region")
