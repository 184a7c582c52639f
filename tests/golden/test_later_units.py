"""Figures by unit that became public after July 2024, as their sources have them."""

import csv
from collections import Counter, defaultdict
from pathlib import Path

import duckdb
import pytest

Warehouse = duckdb.DuckDBPyConnection

FIXTURE = Path(__file__).with_name("later_units.csv")
BANDS = {"[0;10)": (0, 10), "(50;100]": (50, 100)}
OF_NO_UNIT = "KHÔNG XÁC ĐỊNH (dòng "
# What a paper or a page says of some units: nobody's order.
FRAGMENTS = {
    "digital_economy_grdp_share": "2022",
    "dossier_full_online_rate": "2024",
    "enterprise_per_1000_band": "6/2022",
    "signature_adult_rate": "3/2025",
}
MISSING = ("Huế", "Hà Tĩnh", "Cần Thơ", "Thanh Hóa", "Phú Thọ")


def _rows() -> list[dict[str, str]]:
    with FIXTURE.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_every_figure_of_a_unit_is_as_its_source_has_it(warehouse: Warehouse) -> None:
    expected = {}
    for row in _rows():
        if not row["unit_id"].startswith(OF_NO_UNIT):
            printed = row["printed"]
            low, high = BANDS[printed] if printed in BANDS else (float(printed),) * 2
            key = (row["table_id"], row["indicator_id"], row["unit_id"], row["period_label"])
            expected[key] = (row["confirmation"], low, high, printed)
    stored = warehouse.execute(
        """
        SELECT table_id, indicator_id, unit_id, period_label,
            document.confirmation, value_low, value_high,
            raw_text
        FROM observation JOIN document USING (document_id)
        WHERE basis = 'published' AND value_low IS NOT NULL AND list_contains(?, table_id)
        """,
        [sorted({row["table_id"] for row in _rows()})],
    ).fetchall()
    assert {row[:4]: row[4:] for row in stored} == expected
    assert len(expected) == 260 + 29 * 5 + 34 * 7 + 44


def test_no_source_of_them_is_called_an_official_document(warehouse: Warehouse) -> None:
    tables = sorted({row["table_id"] for row in _rows()})
    found = warehouse.execute(
        """
        SELECT DISTINCT confirmation, url IS NOT NULL FROM document
        JOIN source_table USING (document_id) WHERE list_contains(?, table_id)
        """,
        [tables],
    ).fetchall()
    assert set(found) == {
        ("official_page", True),
        ("two_copies", True),
        ("copy_checked", True),
        ("press", True),
    }


def test_rows_that_bear_a_repeated_name_are_of_no_unit(warehouse: Warehouse) -> None:
    expected: Counter[tuple[int, str, str, float]] = Counter()
    for row in _rows():
        if row["unit_id"].startswith(OF_NO_UNIT):
            place, name = row["unit_id"].removeprefix(OF_NO_UNIT).split(", in là ")
            figure = (row["indicator_id"], float(row["printed"]))
            # The header stands above the first row.
            expected[int(place) + 1, name.removesuffix(")"), *figure] += 1
    stored = warehouse.execute(
        "SELECT source_line, named_vi, indicator_id, value FROM unassigned_figure"
    ).fetchall()
    assert Counter(stored) == expected
    assert Counter(name for _line, name, *_figure in stored) == {"Thanh Hóa": 15, "Phú Thọ": 10}


@pytest.mark.parametrize("indicator_id", ["procedures_total", "dvctt_full_eligible_rate"])
def test_the_five_units_without_a_row_have_no_figure_and_say_why(
    indicator_id: str, warehouse: Warehouse
) -> None:
    found = warehouse.execute(
        """
        SELECT short_name_vi, shown_figure.status, note_code, rank_best FROM shown_figure
        JOIN unit USING (unit_id)
        WHERE indicator_id = ? AND structure = '2025' AND shown_figure.level = 'province'
            AND period_end = DATE '2025-11-13' AND value_low IS NULL
        """,
        [indicator_id],
    ).fetchall()
    assert {name for name, *_rest in found} == set(MISSING)
    assert {rest for _name, *rest in found for rest in [tuple(rest)]} == {
        ("not_available", "stated", None)
    }


def test_full_partial_and_none_come_to_the_total_in_every_row(warehouse: Warehouse) -> None:
    by_row: dict[int, dict[str, float]] = defaultdict(dict)
    stored = warehouse.execute("""
        SELECT source_line, indicator_id, value FROM observation
        WHERE table_id = 'services-2025-11' AND basis = 'published' AND value IS NOT NULL
        UNION ALL
        SELECT source_line, indicator_id, value FROM unassigned_figure
        WHERE table_id = 'services-2025-11'
    """).fetchall()
    for line, indicator_id, value in stored:
        by_row[line][indicator_id] = value
    assert len(by_row) == 34
    for row in by_row.values():
        parts = (row["services_full"], row["services_partial"], row["services_none"])
        assert sum(parts) == row["procedures_total"]
        assert row["services_full"] <= row["procedures_eligible"] <= row["procedures_total"]


def test_the_rows_of_no_unit_are_in_the_sums(warehouse: Warehouse) -> None:
    found = warehouse.execute("""
        SELECT indicator_id, round(value, 2), note_code FROM observation
        WHERE unit_id = 'bloc-provinces' AND table_id = 'services-2025-11' AND basis = 'derived'
    """).fetchall()
    assert sorted(found) == [
        ("dvctt_full_eligible_rate", 80.27, "ratio"),
        ("procedures_eligible", 37_019, "sum_of_rows"),
        ("procedures_total", 74_312, "sum_of_rows"),
        ("services_full", 29_714, "sum_of_rows"),
        ("services_full_rate", 39.99, "ratio"),
        ("services_none", 5_724, "sum_of_rows"),
        ("services_partial", 38_874, "sum_of_rows"),
    ]


def test_rates_of_both_bases_follow_from_the_counts(warehouse: Warehouse) -> None:
    found = warehouse.execute("""
        SELECT short_name_vi, indicator_id, round(value, 2)
        FROM newest_observation JOIN unit USING (unit_id)
        WHERE indicator_id IN ('services_full_rate', 'dvctt_full_eligible_rate')
            AND short_name_vi IN ('Lai Châu', 'Gia Lai', 'TP. Hồ Chí Minh') ORDER BY ALL
    """).fetchall()
    assert found == [
        ("Gia Lai", "dvctt_full_eligible_rate", 99.45),
        ("Gia Lai", "services_full_rate", 49.25),
        ("Lai Châu", "dvctt_full_eligible_rate", 26.59),
        ("Lai Châu", "services_full_rate", 13.37),
        ("TP. Hồ Chí Minh", "dvctt_full_eligible_rate", 82.37),
        ("TP. Hồ Chí Minh", "services_full_rate", 41.1),
    ]


def test_the_printed_index_of_the_34_lies_within_our_bounds(warehouse: Warehouse) -> None:
    found = warehouse.execute("""
        SELECT short_name_vi, printed.value, ours.value_low, ours.value_high,
            coalesce(ours.value, ours.value_estimate)
        FROM observation AS printed JOIN observation AS ours
            USING (indicator_id, unit_id, period_kind, period_start, period_end, definition_id)
        JOIN unit USING (unit_id)
        WHERE indicator_id = 'dti_province' AND printed.basis = 'published' AND ours.is_merged
    """).fetchall()
    assert {name: value for name, value, *_ours in found} == {
        "Hà Nội": 0.8241,
        "Huế": 0.7951,
        "Hải Phòng": 0.7857,
        "TP. Hồ Chí Minh": 0.7770,
    }
    for name, value, low, high, estimate in found:
        assert low <= value <= high, name
        # The ministry printed the plain mean of the provinces before; their own prints are rounded.
        assert abs(estimate - value) <= 1e-4, name


def test_the_printed_index_is_shown_before_ours(warehouse: Warehouse) -> None:
    found = warehouse.execute("""
        SELECT short_name_vi, value, basis FROM shown_figure JOIN unit USING (unit_id)
        WHERE indicator_id = 'dti_province' AND structure = '2025' AND period_end = '2024-12-31'
            AND basis = 'published' ORDER BY value DESC
    """).fetchall()
    assert [row[:2] for row in found] == [
        ("Hà Nội", 0.8241),
        ("Huế", 0.7951),
        ("Hải Phòng", 0.7857),
        ("TP. Hồ Chí Minh", 0.7770),
    ]


@pytest.mark.parametrize(("year", "mean"), [("2023", 0.6783), ("2024", 0.6961)])
def test_the_means_of_the_63_are_the_published_ones(
    year: str, mean: float, warehouse: Warehouse
) -> None:
    (found,) = warehouse.execute(
        """
        SELECT [count(*), round(avg(value), 4)] FROM observation
        WHERE indicator_id = 'dti_province' AND period_label = ? AND unit_id LIKE 'p63-%'
        """,
        [year],
    ).fetchall()
    assert found == ([63, mean],)


def test_the_index_of_2022_has_the_order_of_the_official_ranks(warehouse: Warehouse) -> None:
    found = warehouse.execute("""
        SELECT score.value, rank.value FROM observation AS score JOIN observation AS rank
            USING (unit_id, period_kind, period_start, period_end)
        WHERE score.indicator_id = 'dti_province' AND rank.indicator_id = 'dti_province_rank'
            AND score.period_label = '2022' ORDER BY rank.value
    """).fetchall()
    scores = [score for score, _rank in found]
    assert len(scores) == 63
    # Equal scores share a rank, and the next one is left out.
    assert [rank for _score, rank in found] == [
        1 + sum(other > score for other in scores) for score in scores
    ]


def test_the_six_groups_of_the_service_index_come_to_its_total(warehouse: Warehouse) -> None:
    by_unit: dict[str, dict[str, float]] = defaultdict(dict)
    stored = warehouse.execute("""
        SELECT unit_id, indicator_id, value FROM observation
        WHERE table_id = 'service-index-2026-10' AND basis = 'published'
    """).fetchall()
    for unit_id, indicator_id, value in stored:
        by_unit[unit_id][indicator_id] = value
    assert len(by_unit) == 34
    for unit_id, figures in by_unit.items():
        total = figures.pop("service_index")
        assert len(figures) == 6
        assert round(sum(figures.values()), 2) == total, unit_id


def test_the_service_index_is_of_a_year_that_goes_on(warehouse: Warehouse) -> None:
    found = warehouse.execute("""
        SELECT indicator_id, round(avg(value), 2), bool_and(is_provisional), range_high
        FROM observation JOIN indicator USING (indicator_id)
        WHERE table_id = 'service-index-2026-10' GROUP BY ALL ORDER BY ALL
    """).fetchall()
    assert found == [
        # The published 62.59 is the sum of the groups' rounded means.
        ("service_index", 62.58, True, 100),
        ("service_index_digitised", 9.61, True, 22),
        ("service_index_online", 8.24, True, 12),
        ("service_index_payment", 6.48, True, 10),
        ("service_index_progress", 17.56, True, 20),
        ("service_index_satisfaction", 10.24, True, 18),
        ("service_index_transparency", 10.46, True, 18),
    ]


def test_figures_of_single_units_are_never_ranked(warehouse: Warehouse) -> None:
    tables = sorted(
        {row["table_id"] for row in _rows() if row["indicator_id"] in {*FRAGMENTS, "ebi"}}
    )
    found = warehouse.execute(
        """
        SELECT count(*), count(rank_best), max(ranked) FROM shown_figure
        WHERE list_contains(?, table_id) AND level = 'province'
        """,
        [tables],
    ).fetchall()
    ((figures, ranked, most),) = found
    assert figures > 0
    assert (ranked, most) == (0, 0)


@pytest.mark.parametrize(("indicator_id", "label"), FRAGMENTS.items())
def test_no_view_opens_with_figures_of_single_units(
    indicator_id: str, label: str, warehouse: Warehouse
) -> None:
    found = warehouse.execute(
        """
        SELECT period_label, single_units, comparison FROM indicator_period
        WHERE indicator_id = ? AND level = 'province' AND structure = '2024' ORDER BY place
        """,
        [indicator_id],
    ).fetchall()
    assert [row[:2] for row in found][-1] == (label, True)
    assert not any(single for _label, single, _how in found[:-1])
    assert {how for *_names, how in found} == {"no_earlier_period"}


def test_a_list_of_chosen_units_outweighs_no_whole_table_before_the_due_date(
    warehouse: Warehouse,
) -> None:
    """At the due date it is the result; else it is judged only where there is nothing else."""
    nearest = warehouse.execute(
        """
        SELECT due_on, period_label, value, verdict, is_result
        FROM target_result JOIN observation USING (
            indicator_id, unit_id, period_kind, period_start, period_end, definition_id, basis
        )
        WHERE unit_id = 'p63-48' AND indicator_id = 'dossier_full_online_rate' AND is_nearest
        ORDER BY due_on
        """
    ).fetchall()
    assert [row[1:] for row in nearest] == [
        ("2024", 58.89, "met", True),
        ("7/2024", 64.94, "met", False),
    ]
    found = warehouse.execute(
        """
        SELECT unit_id, due_on, target_result.is_timely, bool_or(other.verdict <> 'no_data')
        FROM target_result JOIN observation USING (
            indicator_id, unit_id, period_kind, period_start, period_end, definition_id, basis
        )
        JOIN target_result AS other USING (indicator_id, unit_id, due_on)
        WHERE target_result.is_nearest AND indicator_id = 'dossier_full_online_rate'
          AND period_label = '2024' AND other.period_end < target_result.period_end
          AND unit_id NOT LIKE 'bloc-%'
        GROUP BY ALL
        """
    ).fetchall()
    assert {row[2:] for row in found} == {(True, True), (True, False), (False, False)}
