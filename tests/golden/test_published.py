"""Every published cell against the warehouse, and every published row against the fixtures.

The fixtures were keyed from the document, not from the ETL (README.md beside them).
"""

import csv
import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pytest

from etl.checked import Project

GOLDEN = Path(__file__).parent
SINGLE_UNIT_TABLES = {"dti", "international-ranks"}
ROWS = {
    "i": 27,
    "ii-a": 20,
    "ii-b": 63,
    "iv-bo": 21,
    "iv-tinh": 63,
    "vi": 63,
    "vii": 63,
    "viii": 63,
    "ix-bo": 28,
    "ix-tinh": 63,
}
# Section 4.3 (line 501) measures each province against the 50% of line 674.
PROVINCE_SIGNATURE_TARGET = ("signature_adult_rate", "province", None, date(2025, 12, 31))

Key = tuple[str, str, str]


class Cell(NamedTuple):
    """What a fixture and the warehouse must say alike of one published figure."""

    table: str
    status: str
    value: float | None
    low: float | None
    high: float | None
    printed: str
    document_line: int


def _fixture(name: str) -> list[dict[str, str]]:
    with (GOLDEN / name).open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def _number(text: str) -> float | None:
    return float(text) if text else None


def _without_markup(raw: str) -> str:
    return re.sub(r"<sup>.*?</sup>|</?[a-z]+>", "", raw).strip()


def _expected_cells() -> dict[Key, Cell]:
    """Single figures of the fixtures; a unit with a band and a figure is left to its figure."""
    cells = {}
    for row in _fixture("published.csv") + _fixture("text_figures.csv"):
        if row["status"] in ("target", "interval"):
            continue
        value = _number(row["value"])
        key = (row["indicator_id"], row["unit_id"], row["period_label"])
        cells[key] = Cell(
            row["table"],
            row["status"],
            value,
            value,
            value,
            row["printed"].strip(),
            int(row["source_line"]),
        )
    return cells


def _stored_cells(warehouse: duckdb.DuckDBPyConnection) -> dict[Key, Cell]:
    """Single published figures; Hà Nam, which no list names, has nothing printed."""
    rows = warehouse.execute(
        """
        SELECT indicator_id, unit_id, period_label, table_id, status, value, value_low,
            value_high, raw_text, document_line
        FROM observation
        WHERE basis = 'published' AND status <> 'interval' AND raw_text IS NOT NULL
            AND document_id = 'bc-btttt-2024-07'
        """
    ).fetchall()
    return {
        row[:3]: Cell(_table(row[3]), *row[4:8], _without_markup(row[8]), row[9]) for row in rows
    }


def _table(table_id: str) -> str:
    in_the_text = table_id.startswith("text-") or table_id in SINGLE_UNIT_TABLES
    return "text" if in_the_text else table_id


def _differences(expected: Mapping[Any, Any], stored: Mapping[Any, Any]) -> str:
    """One line per row that only one side has or that the sides tell differently."""
    missing = [f"not in the warehouse: {key} {expected[key]}" for key in expected.keys() - stored]
    unknown = [f"not in the fixtures: {key} {stored[key]}" for key in stored.keys() - expected]
    unequal = [
        f"{key}: document {expected[key]}, warehouse {stored[key]}"
        for key in expected.keys() & stored.keys()
        if expected[key] != stored[key]
    ]
    return "\n".join(sorted(missing + unknown + unequal))


def test_every_published_figure_agrees(warehouse: duckdb.DuckDBPyConnection) -> None:
    expected, stored = _expected_cells(), _stored_cells(warehouse)
    assert len(expected) > 900
    assert not (differences := _differences(expected, stored)), f"\n{differences}"


def test_every_band_agrees(warehouse: duckdb.DuckDBPyConnection, built_project: Project) -> None:
    """A listed unit has the band of its list, from the line of the list that names it.

    No wider than the sentence of line 501 leaves it: the highest has 42,18%, the lowest 2,4%.
    """
    exact = _expected_cells()
    expected, named = {}, {}
    ends = {"signature_adult_rate": (2.4, 42.18)}
    for row in _fixture("text_figures.csv"):
        key = (row["indicator_id"], row["unit_id"], row["period_label"])
        if row["status"] == "interval" and key not in exact:
            least, most = ends.get(row["indicator_id"], (0, 1000))
            low, high = max(float(row["low"]), least), min(float(row["high"]), most)
            expected[key] = (low, high, int(row["source_line"]))
            named[key] = row["printed"]
    rows = warehouse.execute(
        """
        SELECT indicator_id, unit_id, period_label, value_low, value_high, document_line,
            document_id, table_id, source_line
        FROM observation WHERE status = 'interval' AND basis = 'published'
            AND document_id = 'bc-btttt-2024-07'
        """
    ).fetchall()
    stored = {row[:3]: row[3:6] for row in rows}
    assert not (differences := _differences(expected, stored)), f"\n{differences}"
    for *key, _, _, _, document_id, table_id, line in rows:
        path = built_project.root / "data" / "raw" / document_id / f"{table_id}.tsv"
        printed_list = path.read_text(encoding="utf-8").splitlines()[line - 1].split("\t")[-1]
        assert named[tuple(key)] in re.split(", | và ", printed_list)


def test_an_exact_figure_stands_over_its_band(warehouse: duckdb.DuckDBPyConnection) -> None:
    exact = _expected_cells()
    bands = {
        (row["indicator_id"], row["unit_id"], row["period_label"]): row
        for row in _fixture("text_figures.csv")
        if row["status"] == "interval"
    }
    both = bands.keys() & exact.keys()
    assert {unit_id for _, unit_id, _ in both} == {"p63-67", "p63-79"}
    stored = _stored_cells(warehouse)
    for key in both:
        value = stored[key].value
        assert value == exact[key].value
        assert float(bands[key]["low"]) <= value <= float(bands[key]["high"])


def test_every_target_agrees(warehouse: duckdb.DuckDBPyConnection) -> None:
    """Targets of the text and of Appendices VI, VII and VIII: number, print, date, line, base."""
    expected = {}
    for row in _fixture("targets.csv"):
        key = (
            row["indicator_id"],
            row["scope"],
            row["unit_id"] or None,
            date.fromisoformat(row["due_on"]) if row["due_on"] else None,
        )
        line = 501 if key == PROVINCE_SIGNATURE_TARGET else int(row["source_line"])
        printed = re.sub("^tối thiểu ", "", row["value_text"], flags=re.IGNORECASE)
        base = row.get("base") or None
        expected[key] = (row["comparator"], float(row["value"]), printed, line, base)
    for row in _fixture("published.csv"):
        if row["status"] == "target":
            due_on = date(*(int(part) for part in reversed(row["period_label"].split("/"))))
            key = (row["indicator_id"], "unit", row["unit_id"], due_on)
            line = int(row["source_line"])
            expected[key] = (">=", float(row["value"]), row["printed"], line, None)
    rows = warehouse.execute(
        """
        SELECT indicator_id, scope, unit_id, due_on, comparator, value, raw_text, document_line,
            base_vi
        FROM target JOIN document USING (document_id)
        WHERE basis = 'published' AND url IS NULL
        """
    ).fetchall()
    stored = {row[:4]: (row[4], row[5], _without_markup(row[6]), *row[7:]) for row in rows}
    assert len(stored) == len(rows)
    assert not (differences := _differences(expected, stored)), f"\n{differences}"


@pytest.mark.parametrize(("table_id", "count"), ROWS.items(), ids=ROWS)
def test_every_row_is_there(
    table_id: str, count: int, warehouse: duckdb.DuckDBPyConnection
) -> None:
    """Rows of the document, in the fixture and in the warehouse, counted apart."""
    in_fixture = {row["row"] for row in _fixture("published.csv") if row["table"] == table_id}
    stored = warehouse.execute(
        """
        SELECT count(DISTINCT document_line) FROM (
            SELECT table_id, document_line FROM observation
            UNION ALL SELECT table_id, document_line FROM target
        ) WHERE table_id = ?
        """,
        [table_id],
    ).fetchone()
    assert (len(in_fixture), stored) == (count, (count,))


def test_fixtures_hold_each_figure_once() -> None:
    """A doubled fixture row would hide a missing one."""
    rows = _fixture("published.csv") + [
        row for row in _fixture("text_figures.csv") if row["status"] != "interval"
    ]
    keys = Counter((row["indicator_id"], row["unit_id"], row["period_label"]) for row in rows)
    assert [key for key, count in keys.items() if count > 1] == []
