"""Without what is less than official, no answer has anything of it; with it, all is marked."""

from collections.abc import Iterator
from datetime import date

import pytest

from dashboard.analysis.national_series import national_series
from dashboard.queries.as_known import as_known, of_all_sources, official_only
from dashboard.queries.catalogue import targets
from dashboard.queries.cells import cells
from dashboard.queries.claims import claims
from dashboard.queries.country_figures import country_figures
from dashboard.queries.documents import OFFICIAL_CODES, documents, is_lesser
from dashboard.queries.indicator_views import View, due_dates, view
from dashboard.queries.indicators import UNIT_LEVELS, indicators_at
from dashboard.queries.national import headlines
from dashboard.queries.periods import periods
from dashboard.queries.quality_issues import issues
from dashboard.queries.stored_tables import stored_rows, stored_tables
from dashboard.queries.structures import OLD, STRUCTURES
from dashboard.queries.unit_series import series_of_unit
from dashboard.store.builds import warehouse
from dashboard.store.warehouse import Documents, Warehouse
from dashboard.tables.indicator_views import export_table
from dashboard.words.values import format_value
from dashboard.words.vocabulary import LESSER_SIGN
from etl.checked import Project
from tests.days import TODAY

LEVELS = (*UNIT_LEVELS, "region")


@pytest.fixture(scope="module")
def whole(built_project: Project) -> Warehouse:
    return warehouse(built_project.warehouse / "warehouse.duckdb")


@pytest.fixture(scope="module")
def official(whole: Warehouse) -> Warehouse:
    return official_only(whole)


def views(source: Warehouse) -> Iterator[View]:
    """Every view of every period that the pages can ask for."""
    for structure in STRUCTURES.values():
        for level in LEVELS:
            for name in indicators_at(source, level, structure):
                for period in periods(source, name, level, structure) or (None,):
                    for due_on in (None, *due_dates(source, name, level)):
                        yield view(source, name, level, due_on, structure, period)


def test_both_kinds_of_documents_are_there(whole: Warehouse, official: Warehouse) -> None:
    known = {item.document_id: item.confirmation for item in documents(whole)}
    left = {item.document_id for item in documents(official)}
    assert left == {name for name, code in known.items() if code in OFFICIAL_CODES}
    assert 0 < len(left) < len(known)


def test_no_view_has_a_figure_a_target_or_a_change_of_a_lesser_document(
    official: Warehouse,
) -> None:
    titles = {item.short_title_vi for item in documents(official)}
    shown = 0
    for found in views(official):
        for row in found.rows:
            codes = {row.confirmation, row.target_confirmation, row.order_confirmation}
            codes |= {row.verdict_confirmation, row.change_confirmation}
            assert codes <= {None, *OFFICIAL_CODES}, (found.indicator.indicator_id, row.unit_id)
            assert row.document is None or row.document in titles
            shown += row.has_value
    assert shown


def test_every_lesser_figure_of_a_view_is_marked_in_words_and_files(whole: Warehouse) -> None:
    lesser = 0
    for found in views(whole):
        exported = export_table(found, found.rows)
        for number, row in enumerate(found.rows):
            words = format_value(found.indicator, row)
            is_marked = is_lesser(row.confirmation) and row.status != "reorganised"
            if row.has_value:
                assert words.endswith(LESSER_SIGN) == is_marked
            if row.has_value and is_marked:
                lesser += 1
                assert exported["confirmation"].iloc[number] == row.confirmation
                assert exported["Mức xác nhận"].iloc[number]
    assert lesser


def test_a_view_of_official_documents_alone_stays_as_it_was(
    whole: Warehouse, official: Warehouse
) -> None:
    """Its rows and its files: whatever is known besides changes nothing of them."""
    compared = 0
    for found in views(official):
        # Of single units, those that lesser sources name are not said to be missing.
        is_whole = found.period is not None and not found.is_of_single_units
        if not is_whole or found.earlier is not None:
            continue
        key = found.indicator.indicator_id, found.level, found.due_on, found.structure, found.period
        other = view(whole, *key)
        if any(is_lesser(row.confirmation) for row in other.rows) or other.earlier is not None:
            continue
        compared += 1
        assert other.rows == found.rows, key
        assert "confirmation" not in export_table(other, other.rows)
    assert compared > 100


def test_nothing_of_the_country_is_of_a_lesser_document(official: Warehouse) -> None:
    found = [item.confirmation for item in country_figures(official)]
    for item in headlines(official):
        found += [item.confirmation, item.target_confirmation]
        found += [item.change.confirmation] if item.change is not None else []
    for series in national_series(official, TODAY):
        found += [point.confirmation for point in series.points]
        found += [goal.confirmation for goal in series.targets]
        found += [goal.confirmation for goal in series.other_targets]
    found += [item.confirmation for item in targets(official)]
    assert found
    assert set(found) <= {None, *OFFICIAL_CODES}


def test_nothing_of_a_unit_is_of_a_lesser_document(official: Warehouse) -> None:
    titles = {item.short_title_vi for item in documents(official)}
    for unit_id in ("p63-01", "p34-48", "vn", "bloc-provinces", "bo-cong-an"):
        for indicator_id in indicators_at(official, "province"):
            for cell in cells(official, indicator_id, unit_id):
                assert cell.confirmation in OFFICIAL_CODES
    for structure in STRUCTURES.values():
        for series in series_of_unit(official, "p63-48", structure).values():
            assert {point.confirmation for point in series.points} <= {None, *OFFICIAL_CODES}
    assert {item.document_vi for item in claims(official)} <= titles


def test_no_stored_table_has_a_row_of_a_lesser_document(
    whole: Warehouse, official: Warehouse
) -> None:
    """All of them can be taken away as files."""
    lesser = {item.document_id for item in documents(whole) if is_lesser(item.confirmation)}
    tables = whole.rows("SELECT table_id, document_id FROM source_table")
    lesser |= {row["table_id"] for row in tables if row["document_id"] in lesser}
    for table in stored_tables(official):
        rows = stored_rows(official, table, flat=True).to_pylist()
        for row in rows:
            named = {row.get(name) for name in ("document_id", "table_id", "counts_table_id")}
            assert not named & lesser, (table.name, row)
            assert row.get("confirmation") in {None, *OFFICIAL_CODES}
        assert table.rows == len(rows)


def test_no_issue_tells_a_figure_of_a_lesser_document(
    whole: Warehouse, official: Warehouse
) -> None:
    titles = [item.short_title_vi for item in documents(whole) if is_lesser(item.confirmation)]
    for item in issues(official):
        told = str(item.detail.parts)
        assert not [title for title in titles if f'"{title}"' in told or f"'{title}'" in told]


_RESULTS = """
    SELECT indicator_id, unit_id, due_on, period_end, confirmation
    FROM target_result JOIN attainment USING (
        indicator_id, unit_id, due_on, period_kind, period_start, period_end, definition_id, basis
    )
    WHERE is_nearest
"""


def test_the_figure_nearest_to_a_due_date_is_one_of_what_is_left(
    whole: Warehouse, official: Warehouse
) -> None:
    """Where a newspaper has the figure of the due date, the nearest official one before it."""

    def results(source: Warehouse) -> dict[tuple[str, str, date], tuple[date, str]]:
        return {
            (row["indicator_id"], row["unit_id"], row["due_on"]): (
                row["period_end"],
                row["confirmation"],
            )
            for row in source.rows(_RESULTS)
        }

    before, after = results(whole), results(official)
    lesser = {key for key, (_day, code) in before.items() if is_lesser(code)}
    instead = lesser & after.keys()
    assert instead
    for key in instead:
        assert after[key][0] < before[key][0] <= key[2]
    assert {key: after[key] for key in before.keys() - lesser} == (
        {key: before[key] for key in before.keys() - lesser}
    )


def test_units_whose_figures_are_left_out_are_not_among_those_that_the_source_names(
    whole: Warehouse, official: Warehouse
) -> None:
    (period,) = periods(official, "dti_province", "province", OLD)
    shown = view(official, "dti_province", "province", None, OLD, period)
    assert {row.status for row in shown.rows} == {"observed", "not_available"}
    notes = {row.note.code for row in shown.rows if row.note and not row.has_value}
    assert notes == {"not_among_single_units"}
    # What is left of a table is no order.
    assert not shown.has_ranks
    assert view(whole, "dti_province", "province", None, OLD, period).has_ranks


def test_official_documents_until_a_day(whole: Warehouse, official: Warehouse) -> None:
    day = date(2024, 7, 31)
    both = as_known(official, day)
    assert both == official_only(as_known(whole, day))
    assert {item.document_id for item in documents(both)} == (
        {item.document_id for item in documents(official)}
        & {item.document_id for item in documents(as_known(whole, day))}
    )
    assert of_all_sources(both) == as_known(whole, day)
    assert of_all_sources(official) == whole
    assert official.documents == Documents(official_only=True)


def test_documents_keep_the_readers_language(official: Warehouse) -> None:
    own = {item.document_id: item.short_title_vi for item in documents(official)}
    english = {
        item.document_id: item.short_title_vi for item in documents(official.in_language("en"))
    }
    assert own.keys() == english.keys()
    assert not set(own.values()) & set(english.values())
