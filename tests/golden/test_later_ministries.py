"""Figures of single ministries that became public after July 2024, as they were gathered."""

import csv
from pathlib import Path

import duckdb

Warehouse = duckdb.DuckDBPyConnection

FIXTURE = Path(__file__).with_name("later_ministries.csv")
BELOW_TEN = "[0;10)"
WORDS_ALONE = set(range(42, 50))
"""Rows of the gathered file that are in no table: 'khá' and 'trung bình' of a scale that the source
does not give, one of them of a company that is no ministry."""


def _rows() -> list[dict[str, str]]:
    with FIXTURE.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _stored(warehouse: Warehouse) -> set[tuple[str, ...]]:
    found = warehouse.execute("""
        SELECT indicator_id, unit_id, period_label, raw_text, document.confirmation, url
        FROM observation JOIN document USING (document_id) JOIN unit USING (unit_id)
        WHERE basis = 'published' AND level = 'ministry' AND value_low IS NOT NULL
            AND (indicator_id LIKE 'dti_ministry%' OR table_id LIKE 'dossiers-2024-%')
            AND table_id <> 'dossiers-2024-ministries-press'
    """).fetchall()
    return set(found)


def test_every_figure_is_as_it_was_gathered_and_no_other_is_there(warehouse: Warehouse) -> None:
    names = ("indicator_id", "unit_id", "year", "printed", "confirmation", "url")
    gathered = {tuple(row[name] for name in names) for row in _rows()}
    assert _stored(warehouse) == gathered
    assert len(gathered) == 44


def test_every_row_of_the_gathered_file_is_in_or_said_to_be_out() -> None:
    taken = {int(row["row"]) for row in _rows()}
    assert taken | WORDS_ALONE == set(range(2, 50))
    assert not taken & WORDS_ALONE


def test_bodies_that_a_source_names_are_in_no_order(warehouse: Warehouse) -> None:
    """Places are printed; whoever is not named has none, and no place is computed of the few."""
    found = warehouse.execute("""
        SELECT bool_and(single_units), count(*) FILTER (WHERE rank_best IS NOT NULL)
        FROM shown_figure JOIN indicator_period USING (
            indicator_id, level, structure, period_kind, period_start, period_end, definition_id
        )
        WHERE indicator_id LIKE 'dti_ministry%'
    """).fetchall()
    assert found == [(True, 0)]


def test_less_than_ten_percent_is_an_interval(warehouse: Warehouse) -> None:
    rows = [row for row in _rows() if row["printed"] == BELOW_TEN]
    assert len(rows) == 8
    found = warehouse.execute("""
        SELECT DISTINCT value, value_low, value_high, status FROM observation
        WHERE table_id = 'dossiers-2024-ministries-low-press' AND basis = 'published'
    """).fetchall()
    assert found == [(None, 0, 10, "interval")]
