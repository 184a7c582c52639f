"""Figures and targets after July 2024 against rows transcribed from where they were gathered.

`row` is the line of the gathered file. A figure is either shown, or stands beside the one that is.
"""

import csv
from datetime import date
from pathlib import Path

import duckdb
import pytest

Warehouse = duckdb.DuckDBPyConnection
Row = dict[str, str]

GOLDEN = Path(__file__).parent


def _rows(name: str) -> list[Row]:
    with (GOLDEN / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


FIGURES, TARGETS = _rows("later_figures.csv"), _rows("later_targets.csv")
BLOCS = ("bloc-ministries", "bloc-provinces")

_PRINTED = """
SELECT value, document.confirmation, url, 'shown' AS place FROM observation
JOIN document USING (document_id)
WHERE basis = 'published'
    AND (indicator_id, unit_id, period_kind, period_end) = ($indicator, $unit, $kind, $end)
UNION ALL
SELECT value, confirmation, url, 'beside' FROM printed_beside JOIN document USING (document_id)
WHERE (indicator_id, unit_id, period_kind, period_end) = ($indicator, $unit, $kind, $end)
"""


@pytest.mark.parametrize("row", FIGURES, ids=lambda row: f"{row['row']}-{row['indicator_id']}")
def test_every_gathered_figure_is_there(row: Row, warehouse: Warehouse) -> None:
    """With its source and how sure it is; who prints it besides may say otherwise."""
    found = warehouse.execute(
        _PRINTED,
        {
            "indicator": row["indicator_id"],
            "unit": row["unit_id"],
            "kind": row["period_kind"],
            "end": date.fromisoformat(row["period_end"]),
        },
    ).fetchall()
    wanted = [item for item in found if item[0] == float(row["value"])]
    assert any(
        confirmation == row["confirmation"] and url is not None and url in row["url"]
        for _value, confirmation, url, _place in wanted
    ), found


def test_every_later_figure_was_gathered(warehouse: Warehouse) -> None:
    """No figure is in the store that nobody gathered; three more stand in notes of the rows."""
    rows = warehouse.execute("""
        SELECT indicator_id, unit_id, period_kind, period_end, value
        FROM (
            SELECT * FROM observation WHERE basis = 'published'
            UNION ALL BY NAME SELECT * FROM printed_beside
        ) JOIN document USING (document_id) JOIN unit USING (unit_id)
        WHERE url IS NOT NULL AND level IN ('country', 'bloc')
    """).fetchall()
    stored = {(*key[:3], key[3].isoformat(), key[4]) for key in rows}
    gathered = {
        (
            row["indicator_id"],
            row["unit_id"],
            row["period_kind"],
            row["period_end"],
            float(row["value"]),
        )
        for row in FIGURES
    }
    assert {key[0] for key in stored - gathered} == {
        "digital_economy_sector_share_nso",
        "egdi_asean_rank",
        "egdi_value",
        "local_dossiers_online",
        "local_dossiers_received",
        "portal_services_share",
        "procedures_simplified_rate",
    }
    assert len(stored - gathered) == 7


@pytest.mark.parametrize("row", TARGETS, ids=lambda row: f"{row['row']}-{row['indicator_id']}")
def test_every_gathered_target_is_there(row: Row, warehouse: Warehouse) -> None:
    unit_id = row["scope"] if row["scope"] in BLOCS else None
    found = warehouse.execute(
        """
        SELECT comparator, value, confirmation, url FROM target JOIN document USING (document_id)
        WHERE indicator_id = ? AND scope = ? AND unit_id IS NOT DISTINCT FROM ? AND due_on = ?
            AND basis = 'published'
        """,
        [
            row["indicator_id"],
            "unit" if unit_id else row["scope"],
            unit_id,
            date.fromisoformat(row["due_on"]),
        ],
    ).fetchall()
    assert any(
        (comparator, value, confirmation)
        == (row["comparator"], float(row["value"]), row["confirmation"])
        and url is not None
        and url in row["url"]
        for comparator, value, confirmation, url in found
    ), found


def test_targets_that_were_set_anew_are_in_force_no_more(warehouse: Warehouse) -> None:
    rows = warehouse.execute("""
        SELECT indicator_id, due_on, value, table_id, superseded_by FROM target
        WHERE superseded_by IS NOT NULL ORDER BY ALL
    """).fetchall()
    assert rows == [
        ("digital_economy_gdp_share", date(2030, 12, 31), 30, "qd-411-kts", "nq-57-kts"),
        ("digital_economy_gdp_share_nso", date(2030, 12, 31), 30, "qd-411-kts", "nq-57-kts"),
        ("ecommerce_retail_share_moit", date(2025, 12, 31), 10, "khtmdt-2020", "qd-411-bao"),
        ("egdi_rank", date(2025, 12, 31), 70, "qd-749", "qd-942"),
        ("egdi_rank", date(2030, 12, 31), 30, "qd-942", "nq-57"),
        ("egdi_rank", date(2030, 12, 31), 50, "qd-749-vnn", "qd-942"),
    ]


def test_two_sources_that_differ_stand_side_by_side(warehouse: Warehouse) -> None:
    rows = warehouse.execute("""
        SELECT beside.indicator_id, year(beside.period_end), shown.value, beside.value
        FROM printed_beside AS beside JOIN observation AS shown USING (
            indicator_id, unit_id, period_kind, period_start, period_end, definition_id
        )
        WHERE NOT agrees AND shown.basis = 'published' ORDER BY ALL
    """).fetchall()
    assert rows == [
        ("digital_economy_gdp_share_nso", 2021, 12.87, 12.88),
        ("digital_economy_gdp_share_nso", 2022, 12.83, 12.63),
        ("digital_economy_gdp_share_nso", 2022, 12.83, 12.67),
        ("digital_economy_gdp_share_nso", 2023, 12.87, 12.33),
        ("ecommerce_size", 2024, 25, 28),
        ("ecommerce_size", 2025, 32, 36),
    ]
    told = warehouse.execute("""
        SELECT count(*) FROM quality_issue WHERE detail_code = 'sources_differ'
    """).fetchone()
    assert told == (len(rows),)


def test_the_conclusion_of_december_2025_is_in_no_series(warehouse: Warehouse) -> None:
    """36.8% of an unknown period and base: beside 51.7% of November, joined with nothing."""
    rows = warehouse.execute("""
        SELECT indicator_id, value, result.verdict FROM observation
        LEFT JOIN target_result AS result USING (
            indicator_id, unit_id, period_kind, period_start, period_end
        )
        WHERE indicator_id IN ('national_03_2', 'dossier_full_online_stated_rate')
            AND value IN (36.8, 51.7) AND coalesce(is_result, true)
        ORDER BY ALL
    """).fetchall()
    assert rows == [
        ("dossier_full_online_stated_rate", 36.8, None),
        ("national_03_2", 51.7, "not_met"),
    ]


RESULTS = [
    # indicator, unit, due, value, period, verdict: the answers worked out by hand
    ("dossier_full_online_rate", "bloc-ministries", 2024, 63.47, date(2024, 12, 31), "not_met"),
    ("dossier_full_online_rate", "bloc-provinces", 2024, 18.54, date(2024, 12, 31), "not_met"),
    ("national_03_2", "vn", 2024, 45.8, date(2024, 12, 31), "not_met"),
    ("national_03_2", "vn", 2025, 51.7, date(2025, 11, 30), "not_met"),
    ("digital_economy_gdp_share", "vn", 2025, 18.72, date(2025, 12, 31), "not_met"),
    ("digital_economy_gdp_share_nso", "vn", 2025, 14.02, date(2025, 12, 31), "not_met"),
    ("egdi_rank", "vn", 2025, 71, date(2024, 12, 31), "not_met"),
    ("ecommerce_size", "vn", 2025, 32, date(2025, 12, 31), "not_met"),
]

NEAREST = [
    # Of long before the due date: how far things had come, and no result.
    ("dvctt_full_eligible_rate", "vn", 2025, 51.5, date(2024, 8, 31), "not_met"),
    ("signature_adult_rate", "vn", 2025, 28.42, date(2025, 6, 30), "not_met"),
    # Surveys of every two years, the last of them older than that; the survey of 2026 is not out.
    ("ogdi_rank", "vn", 2025, 87, date(2022, 12, 31), "not_met"),
    ("gci_rank", "vn", 2025, 25, date(2021, 12, 31), "met"),
    ("egdi_rank", "vn", 2026, 71, date(2024, 12, 31), "not_met"),
]


@pytest.mark.parametrize(
    ("indicator_id", "unit_id", "year", "value", "end", "verdict", "is_result"),
    [*((*row, True) for row in RESULTS), *((*row, False) for row in NEAREST)],
    ids=lambda cell: str(cell),
)
def test_what_is_known_at_the_due_date(
    indicator_id: str,
    unit_id: str,
    year: int,
    value: float,
    end: date,
    verdict: str,
    is_result: bool,
    warehouse: Warehouse,
) -> None:
    rows = warehouse.execute(
        """
        SELECT observation.value, target_result.period_end, target_result.verdict, is_result
        FROM target_result JOIN observation USING (
            indicator_id, unit_id, period_kind, period_start, period_end, definition_id, basis
        )
        WHERE is_nearest AND indicator_id = ? AND unit_id = ? AND due_on = ?
        """,
        [indicator_id, unit_id, date(year, 12, 31)],
    ).fetchall()
    assert rows == [(value, end, verdict, is_result)]


def test_what_meets_a_target_later_is_no_result(warehouse: Warehouse) -> None:
    """The ministries reached 70% of dossiers in 11/2025, eleven months after it was due."""
    rows = warehouse.execute("""
        SELECT days_from_due, is_nearest, is_result FROM target_result
        WHERE indicator_id = 'dossier_full_online_rate' AND unit_id = 'bloc-ministries'
            AND due_on = DATE '2024-12-31' AND verdict = 'met'
    """).fetchall()
    assert rows == [(334, False, False)]
    met_late = "SELECT count(*) FROM target_result WHERE timing = 'after_due' AND is_result"
    assert warehouse.execute(met_late).fetchone() == (0,)


def test_e_commerce_of_goods_and_services_answers_no_target_of_another_base(
    warehouse: Warehouse,
) -> None:
    """12% of goods and services in 2025: no result for the 10% that names no such base."""
    rows = warehouse.execute("""
        SELECT due_on, definition_id, value FROM target_result JOIN observation USING (
            indicator_id, unit_id, period_kind, period_start, period_end, definition_id, basis
        )
        WHERE is_nearest AND indicator_id = 'ecommerce_retail_share_moit' ORDER BY ALL
    """).fetchall()
    assert (date(2025, 12, 31), 2, 12) not in rows
    assert (date(2025, 12, 31), 1, 7) in rows


def test_the_units_of_october_2026(warehouse: Warehouse) -> None:
    """25 provinces and 9 cities; 14 ministries, 3 bodies of their rank, 5 under the Government."""
    day = date(2026, 10, 10)
    kinds = warehouse.execute(
        """
        SELECT coalesce(unit_name.kind_vi, unit.kind_vi) AS kind, count(*)
        FROM unit LEFT JOIN unit_name ON unit_name.unit_id = unit.unit_id
            AND $day BETWEEN coalesce(unit_name.valid_from, DATE '0001-01-01')
                AND coalesce(unit_name.valid_to, DATE '9999-12-31')
        WHERE level IN ('province', 'ministry')
            AND $day BETWEEN coalesce(unit.valid_from, DATE '0001-01-01')
                AND coalesce(unit.valid_to, DATE '9999-12-31')
        GROUP BY kind ORDER BY kind
        """,
        {"day": day},
    ).fetchall()
    assert dict(kinds) == {
        "bộ": 14,
        "cơ quan ngang bộ": 3,
        "cơ quan thuộc Chính phủ": 5,
        "thành phố trực thuộc trung ương": 9,
        "tỉnh": 25,
    }


TARGETS_LEFT_OUT = {
    "the same amount for the same day is in force by a document that is in": {
        *(13, 19, 23, 36, 37, 40, 42),
        *(50, 51, 52, 66),
    },
    "nothing measures it: no figure of it is public": {7, 16, 17, 18, 27, 46, 54, 61},
    "a change, or an estimate beside the target, and no amount to reach": {38, 39},
    "no page with this line was found": {32},
}
FIGURES_LEFT_OUT = {
    "the report of July 2024 prints it, and its own cell is shown": {*range(2, 8), 32},
    "no amount: a method, a task, or what the source calls 'more than' beside an exact one": {
        *(21, 22, 36, 110, 111, 131),
    },
    "of years before the series that it would go on": {30, 61, 62, 63, *range(87, 91), 98, 106},
    "a mean of units that are all here, or of two groups of them": {
        *range(80, 87),
        *range(113, 120),
        *(129, 130),
    },
    "a growth without the base that it grew from": {112},
}


@pytest.mark.parametrize(
    ("rows", "left_out", "last"),
    [(TARGETS, TARGETS_LEFT_OUT, 66), (FIGURES, FIGURES_LEFT_OUT, 131)],
    ids=["targets", "figures"],
)
def test_every_gathered_row_is_in_or_left_out_for_a_reason(
    rows: list[Row], left_out: dict[str, set[int]], last: int
) -> None:
    taken = {int(row["row"]) for row in rows}
    for reason, found in left_out.items():
        assert not found & taken, reason
    out = [row for found in left_out.values() for row in found]
    assert len(out) == len(set(out))
    assert taken | set(out) == set(range(2, last + 1))


def test_what_is_left_out_as_set_already_is_set(warehouse: Warehouse) -> None:
    """20% of GDP, 50% of adults, 80% of dossiers for 2025; all systems for 2024; 99%, 30%."""
    found = warehouse.execute("""
        SELECT indicator_id, year(due_on), value FROM target
        WHERE scope = 'country' AND superseded_by IS NULL AND base_vi IS NULL
    """).fetchall()
    assert {
        ("national_03_2", 2025, 80),
        ("digital_economy_gdp_share", 2025, 20),
        ("digital_economy_gdp_share", 2030, 30),
        ("signature_adult_rate", 2025, 50),
        ("is_level_approved_rate", 2024, 100),
        ("is_plan_deployed_rate", 2024, 100),
        ("dvctt_full_eligible_rate", 2027, 100),
        ("service_satisfaction_rate", 2027, 95),
        ("service_satisfaction_rate", 2030, 99),
    } <= set(found)
