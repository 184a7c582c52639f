"""The four documents of Đề án 06 against figures, lists and deadlines keyed by hand from them."""

import csv
import json
from collections import Counter
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.statements import written

Warehouse = duckdb.DuckDBPyConnection

with (Path(__file__).parent / "da06.csv").open(encoding="utf-8", newline="") as handle:
    FIGURES = list(csv.DictReader(handle))

# The provinces the documents name, by GSO code; `others` is what the text says of the rest.
LISTS = {
    "da06_fee_waiver": (0, 1, "89 77 74 92 67 91 54 94 72 79"),
    "da06_cashless_welfare": (0, 1, "95 27 83 66 33 91 36 25 45 94 86 26"),
    "da06_land_data_reuse": (1, None, "74 75 77 79 24 35 36 49 51 56"),
}
# Tasks a reader counts on each line of the documents.
TASKS = {
    "bc-2025-tct-2023-12": {
        94: 2,
        96: 1,
        98: 1,
        106: 1,
        108: 1,
        114: 1,
        118: 1,
        120: 1,
        154: 1,
        156: 5,
        158: 1,
        162: 2,
        164: 1,
        168: 2,
        170: 1,
        172: 1,
        174: 1,
        178: 1,
        180: 1,
        184: 1,
        186: 1,
        196: 1,
        198: 3,
        202: 1,
        204: 1,
    },
    "tb-4318-tct-2024-05": {
        32: 2,
        34: 2,
        40: 2,
        42: 2,
        44: 2,
        46: 1,
        48: 2,
        52: 1,
        54: 1,
        62: 1,
        64: 1,
        72: 1,
        76: 3,
        78: 1,
        80: 1,
        82: 1,
        86: 1,
        88: 1,
        90: 2,
        93: 2,
    },
    "tb-530-vpcp-2024-11": {25: 2, 27: 2},
    "cv-929-bca-2025-03": {
        19: 1,
        21: 1,
        23: 1,
        35: 1,
        37: 2,
        39: 2,
        41: 2,
        43: 4,
        49: 3,
        51: 1,
        53: 1,
        55: 4,
        75: 2,
        77: 2,
        79: 1,
        83: 1,
        85: 1,
        87: 2,
        89: 1,
        91: 2,
    },
}
# Owners of the tasks that have more than one, by document and line.
SHARED = {
    ("bc-2025-tct-2023-12", 94): 8,
    ("bc-2025-tct-2023-12", 96): 8,
    ("bc-2025-tct-2023-12", 98): 10,
    ("bc-2025-tct-2023-12", 106): 7,
    ("bc-2025-tct-2023-12", 114): 11,
    ("bc-2025-tct-2023-12", 120): 2,
    ("bc-2025-tct-2023-12", 198): 2,
    ("bc-2025-tct-2023-12", 202): 2,
    ("bc-2025-tct-2023-12", 204): 2,
    ("tb-4318-tct-2024-05", 44): 5,
    ("tb-4318-tct-2024-05", 48): 6,
    ("tb-4318-tct-2024-05", 90): 2,
    ("cv-929-bca-2025-03", 37): 4,
    ("cv-929-bca-2025-03", 75): 4,
    ("cv-929-bca-2025-03", 79): 2,
    ("cv-929-bca-2025-03", 83): 4,
    ("cv-929-bca-2025-03", 85): 2,
}


def test_every_figure_agrees(warehouse: Warehouse) -> None:
    """What the July 2024 report says of Đề án 06 stands with its other figures."""
    expected = {
        (row["indicator_id"], row["unit_id"], row["period_label"]): (
            float(row["value"]),
            row["document"],
            int(row["line"]),
        )
        for row in FIGURES
    }
    assert len(expected) == len(FIGURES) == 104
    rows = warehouse.execute(
        """
        SELECT indicator_id, unit_id, period_label, value, observation.document_id, document_line
        FROM observation JOIN source_table USING (table_id)
        JOIN document ON document.document_id = observation.document_id
        WHERE indicator_id LIKE 'da06_%' AND shape = 'figures' AND url IS NULL
            AND observation.document_id <> 'bc-btttt-2024-07'
        """
    ).fetchall()
    assert {row[:3]: row[3:] for row in rows} == expected


def test_figures_of_one_document_add_up() -> None:
    """What the documents say in parts and in total: the transcription fits itself."""
    of = {(row["indicator_id"], row["period_label"]): float(row["value"]) for row in FIGURES}
    for period in ("12/2023", "3/2025"):
        parts = of["da06_tasks_set_common", period] + of["da06_tasks_set_specific", period]
        assert parts == of["da06_tasks_set", period]

    def said(name: str) -> float:
        return of[f"da06_{name}", "12/2023"]

    undone = said("roadmap_tasks") - said("roadmap_tasks_done")
    undone += said("directive_tasks") - said("directive_tasks_done")
    assert undone == said("tasks_late")
    assert said("services_scheme") + said("services_422") == said("services")
    assert said("services_422_planned") - said("services_422") == said("services_overdue")
    analysed = [of[f"da06_procedures_analysed{part}", "5/2024"] for part in ("_scheme", "_busiest")]
    assert sum(analysed) == of["da06_procedures_analysed", "5/2024"]


@pytest.mark.parametrize(("indicator_id", "expected"), LISTS.items(), ids=LISTS)
def test_every_list_agrees(
    indicator_id: str, expected: tuple[int, int | None, str], warehouse: Warehouse
) -> None:
    listed, others, codes = expected
    named = {f"p63-{code}" for code in codes.split()}
    rows = warehouse.execute(
        """
        SELECT unit_id, value, value_text, status, note_code FROM observation
        WHERE indicator_id = ? AND unit_id LIKE 'p63-%'
        """,
        [indicator_id],
    ).fetchall()
    assert len(rows) == 63
    for unit_id, value, text, status, note in rows:
        assert value == (listed if unit_id in named else others)
        assert text == {0: "chưa", 1: "có", None: None}[value]
        assert (status == "not_available") == (value is None)
        assert note or unit_id in named


def test_the_lists_agree_with_the_counts_of_the_text(warehouse: Warehouse) -> None:
    """53 and 51 provinces have done it, 10 are named as examples."""
    rows = warehouse.execute(
        """
        SELECT flag.indicator_id, count(*) FILTER (WHERE flag.value = 1), any_value(total.value)
        FROM observation AS flag
        JOIN observation AS total ON total.indicator_id = flag.indicator_id || '_provinces'
        WHERE flag.unit_id LIKE 'p63-%' GROUP BY ALL ORDER BY ALL
        """
    ).fetchall()
    assert rows == [
        ("da06_cashless_welfare", 51, 51.0),
        ("da06_fee_waiver", 53, 53.0),
        ("da06_land_data_reuse", 10, 10.0),
    ]


def test_flags_stay_with_the_old_units(warehouse: Warehouse) -> None:
    """Only provinces that were not merged keep theirs."""
    (new,) = warehouse.execute(
        """
        SELECT count(*) FROM observation
        WHERE indicator_id = 'da06_fee_waiver' AND unit_id LIKE 'p34-%' AND value IS NOT NULL
        """
    ).fetchone()
    assert new == 11


@pytest.mark.parametrize(("document_id", "counts"), TASKS.items(), ids=TASKS)
def test_every_task_is_there(
    document_id: str, counts: dict[int, int], warehouse: Warehouse
) -> None:
    found = warehouse.execute(
        """
        SELECT document_line, count(DISTINCT source_line) FROM task
        WHERE document_id = ? GROUP BY ALL
        """,
        [document_id],
    ).fetchall()
    assert dict(found) == counts


def test_every_owner_of_a_shared_task_has_a_row(warehouse: Warehouse) -> None:
    """On line 37 and 75 two tasks have two owners each."""
    rows = warehouse.execute(
        """
        SELECT document_id, document_line, count(*) FROM (
            SELECT *, count(*) OVER (PARTITION BY table_id, source_line) AS owners FROM task
        ) WHERE owners > 1 GROUP BY ALL
        """
    ).fetchall()
    assert {row[:2]: row[2] for row in rows} == SHARED


# Line, owner (unit id, or the printed name of a body that is no unit), deadline and status.
KEYED = [
    ("bc-2025-tct-2023-12", 106, "Tòa án nhân dân tối cao", None, "late"),
    ("bc-2025-tct-2023-12", 108, None, "2023-12-31", "late"),
    ("bc-2025-tct-2023-12", 98, "p63-89", None, "late"),
    ("bc-2025-tct-2023-12", 154, "bo-tu-phap", "2023-12-31", "assigned"),
    ("bc-2025-tct-2023-12", 158, "van-phong-chinh-phu", "2024-02-29", "assigned"),
    ("bc-2025-tct-2023-12", 170, "ngan-hang-nha-nuoc-viet-nam", "2024-03-31", "assigned"),
    ("bc-2025-tct-2023-12", 178, "bo-tu-phap", "2024-01-31", "late"),
    ("bc-2025-tct-2023-12", 202, "bloc-provinces", "2024-04-30", "assigned"),
    ("tb-4318-tct-2024-05", 44, "bo-tu-phap", "2024-05-30", "assigned"),
    ("tb-4318-tct-2024-05", 62, "bo-khoa-hoc-va-cong-nghe", "2024-09-30", "assigned"),
    ("tb-4318-tct-2024-05", 48, "Tập đoàn điện lực Việt Nam", None, "late"),
    ("tb-4318-tct-2024-05", 76, "bo-giao-thong-van-tai", "2024-06-15", "assigned"),
    ("tb-530-vpcp-2024-11", 25, "bloc-ministries", "2024-11-25", "assigned"),
    ("tb-530-vpcp-2024-11", 27, "bloc-provinces", "2024-12-31", "late"),
    ("cv-929-bca-2025-03", 49, "bo-cong-an-2025", None, "done"),
    ("cv-929-bca-2025-03", 79, "bo-nong-nghiep-va-moi-truong", None, "assigned"),
    ("cv-929-bca-2025-03", 83, "bao-hiem-xa-hoi-viet-nam", "2025-08-19", "assigned"),
    ("cv-929-bca-2025-03", 85, "p63-79", None, "assigned"),
    ("cv-929-bca-2025-03", 87, "bloc-ministries", "2025-03-30", "assigned"),
    ("cv-929-bca-2025-03", 87, "bloc-ministries", "2025-10-31", "assigned"),
]


@pytest.mark.parametrize("keyed", KEYED, ids=lambda row: f"{row[0]}-{row[1]}-{row[2]}")
def test_a_task_has_its_owner_and_deadline(
    keyed: tuple[str, int, str | None, str | None, str], warehouse: Warehouse
) -> None:
    document_id, line, owner, due, status = keyed
    found = warehouse.execute(
        """
        SELECT status FROM task
        WHERE document_id = ? AND document_line = ? AND due_on IS NOT DISTINCT FROM ?
          AND coalesce(owner_unit_id, owner_vi) IS NOT DISTINCT FROM ?
        """,
        [document_id, line, None if due is None else date.fromisoformat(due), owner],
    ).fetchall()
    assert (status,) in found


def test_a_list_that_is_short_of_its_stated_count_is_reported(warehouse: Warehouse) -> None:
    """Line 94 says nine ministries and names eight; every other count of owners fits its names."""
    rows = warehouse.execute(
        """
        SELECT table_id, detail_code, detail_parts FROM quality_issue
        WHERE kind = 'list_count_mismatch' AND table_id LIKE 'da06-%'
        """
    ).fetchall()
    ((table_id, code, parts),) = rows
    assert (table_id, code) == ("da06-2023-12-tasks", "bodies_listed")
    assert json.loads(parts) == {"stated": "9", "named": 8}
    assert written(warehouse, code, parts) == "Văn bản nói 9 cơ quan nhưng nêu tên 8."


def test_statuses_are_those_of_the_documents(warehouse: Warehouse) -> None:
    rows = warehouse.execute("SELECT DISTINCT table_id, source_line, status FROM task").fetchall()
    assert Counter(status for _, _, status in rows) == {
        "assigned": 73,
        "late": 17,
        "in_progress": 8,
        "done": 5,
    }
