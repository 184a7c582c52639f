"""Adding a table of a known shape: one raw file and one catalogue entry, no Python."""

from collections.abc import Iterator

import duckdb
import pytest

from etl.build import build
from tests.conftest import copy_of_data

RAW = """\
Tỉnh/TP\tTỷ lệ hiện tại\tMục tiêu 2025
Hà Nội\t62,5%\t80%
<b>TP. Hồ Chí Minh</b>\t81%\t80%

<b>Tỉnh/TP</b>\t<b>Tỷ lệ hiện tại</b>\t<b>Mục tiêu 2025</b>
Đà Nẵng\t-\t90%
"""
ENTRY = """\
table:
  table_id: phu-luc-thu
  document: bc-btttt-2024-07
  appendix: Phụ lục thử
  title_vi: Tỷ lệ hộ gia đình có cáp quang
  source_lines: [2000, 2005]
  shape: unit_rows
  rows_expected: 3
  number_format: decimal_comma_percent
  missing: {"-": not_available}
  level: province
  period: {start: 2024-01-01, end: 2024-12-31, label: "2024"}
  key_column: Tỉnh/TP
  columns:
  - {heading: Tỷ lệ hiện tại, indicator: fibre_households}
  - heading: Mục tiêu 2025
    indicator: fibre_households
    target: {due_on: 2025-12-31, comparator: ">="}
  absent_vi: Phụ lục thử chỉ nêu ba thành phố.
topics:
- topic: infrastructure
  topic_vi: Hạ tầng số
  sort_order: 99
  indicators:
  - indicator_id: fibre_households
    name_vi: Tỷ lệ hộ gia đình có cáp quang
    short_name_vi: Cáp quang theo hộ
    unit_vi: "%"
    value_kind: rate
    better: higher
    decimals: 1
    aggregation: bounds
    levels: [province]
    valid_range: [0, 100]
    class_breaks: [50, 75]
    gap_breaks: [0, 10, 20]
    definition_vi: Số hộ gia đình có cáp quang chia cho tổng số hộ.
    measured_by: Thử nghiệm
"""


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """The warehouse of the real data and the new table."""
    project = copy_of_data(tmp_path_factory.mktemp("extended"))
    raw = project.root / "data" / "raw" / "bc-btttt-2024-07" / "phu-luc-thu.tsv"
    raw.write_text(RAW, encoding="utf-8")
    entry = project.catalogue / "tables" / "phu-luc-thu.yml"
    entry.write_text(ENTRY, encoding="utf-8")
    build(project)
    with duckdb.connect(project.warehouse / "warehouse.duckdb", read_only=True) as connection:
        yield connection


def test_a_new_table_is_one_file_and_one_entry(
    extended: duckdb.DuckDBPyConnection, warehouse: duckdb.DuckDBPyConnection
) -> None:
    def rows(sql: str) -> list[tuple]:
        return extended.execute(sql).fetchall()

    assert rows(
        """
        SELECT unit_id, value, status, raw_text, source_line, document_line FROM observation
        WHERE indicator_id = 'fibre_households' AND basis = 'published' ORDER BY unit_id
        """
    ) == [
        ("p63-01", 62.5, "observed", "62,5%", 2, 2001),
        ("p63-48", None, "not_available", "-", 6, 2005),
        ("p63-79", 81.0, "observed", "81%", 3, 2002),
    ]
    assert rows(
        "SELECT unit_id, value FROM target WHERE indicator_id = 'fibre_households' ORDER BY unit_id"
    ) == [("p34-01", 80), ("p63-01", 80), ("p63-48", 90), ("p63-79", 80)]
    assert rows(
        """
        SELECT unit_id, gap_low, gap_high, verdict FROM attainment
        WHERE indicator_id = 'fibre_households' ORDER BY unit_id
        """
    ) == [
        ("p34-01", 17.5, 17.5, "not_met"),
        ("p63-01", 17.5, 17.5, "not_met"),
        ("p63-48", None, None, "no_data"),
        ("p63-79", -1.0, -1.0, "met"),
    ]
    assert rows(
        "SELECT topic, topic_vi, unit_vi FROM indicator WHERE indicator_id = 'fibre_households'"
    ) == [("infrastructure", "Hạ tầng số", "%")]
    assert rows(
        """
        SELECT unit_id[:3], count(*), any_value(detail_parts::JSON->'text'->>'text_vi')
        FROM quality_issue
        WHERE table_id = 'phu-luc-thu' AND kind = 'absent_by_design' GROUP BY ALL ORDER BY ALL
        """
    ) == [
        ("p34", 31, "Phụ lục thử chỉ nêu ba thành phố."),
        ("p63", 60, "Phụ lục thử chỉ nêu ba thành phố."),
    ]
    others = "FROM observation WHERE indicator_id <> 'fibre_households'"
    assert rows(f"SELECT * {others}") == warehouse.execute(f"SELECT * {others}").fetchall()


def test_a_new_table_is_re_expressed_on_the_34_too(
    extended: duckdb.DuckDBPyConnection, sentence
) -> None:
    rows = extended.execute(
        """
        SELECT unit_id, status, value, value_low, note_code, note_parts FROM observation
        WHERE indicator_id = 'fibre_households' AND basis = 'derived'
            AND unit_id LIKE 'p34-%'
        ORDER BY unit_id
        """
    ).fetchall()
    assert [(*row[:4], sentence(*row[4:])) for row in rows] == [
        ("p34-01", "observed", 62.5, 62.5, "Giữ nguyên số liệu của Hà Nội trước sắp xếp."),
        (
            "p34-48",
            "partial",
            None,
            None,
            "Thiếu Đà Nẵng (không có số liệu); Quảng Nam (không có trong bảng).",
        ),
        (
            "p34-79",
            "partial",
            None,
            None,
            "Thiếu Bình Dương (không có trong bảng); Bà Rịa - Vũng Tàu (không có trong bảng).",
        ),
    ]
