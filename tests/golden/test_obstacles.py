"""Appendix V, counted in the document by hand: who reports how much, and on which line."""

import duckdb

# Provinces in the order they first appear, with the numbers the document gives their rows.
PRINTED = {
    "Long An": [1, 2],
    "Quảng Bình": [3, 68],
    "Thái Nguyên": [4],
    "Bà Rịa - Vũng Tàu": [5, 6, 7, 8, 9, 10, 11],
    "Yên Bái": [12, 13],
    "Quảng Ninh": [14, 15, 16],
    "Lai Châu": [17, 18, 19],
    "Thanh Hóa": [20, 21, 22, 23, 24, 25, 26],
    "Cao Bằng": [27],
    "Nghệ An": [28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38],
    "Quảng Ngãi": [39, 40, 41, 42],
    "Đắk Lắk": [43, 44, 45],
    "Nam Định": [46, 47],
    "Đắk Nông": [48, 49, 50],
    "Bình Dương": [51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61],
    "Ninh Thuận": [62, 63, 64, 65],
    "Phú Thọ": [66, 67],
    "Hải Phòng": [69, 70, 71],
    "Đà Nẵng": [72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83],
    "Điện Biên": [84, 85],
    "Hà Giang": [86, 87],
}
# Rows that begin a page of the document, and the last: a slip would shift all that follow.
LINES = {1: 962, 4: 968, 12: 982, 17: 996, 21: 1005, 39: 1046, 48: 1060, 66: 1092, 87: 1141}
# What a row names beyond doubt, in the report's own request or in the system's name.
OWNERS = {
    1: {"bo-ke-hoach-va-dau-tu"},
    5: {"van-phong-chinh-phu"},
    11: {"bo-tu-phap"},
    18: {"bo-tai-chinh"},
    21: {"bo-giao-thong-van-tai"},
    24: {"bo-noi-vu"},
    29: {"bo-tai-nguyen-va-moi-truong"},
    35: {"bo-khoa-hoc-va-cong-nghe", "bo-cong-an"},
    36: {"toa-an-nhan-dan-toi-cao", "bo-cong-an"},
    39: {"bo-ngoai-giao"},
    56: {"bo-lao-dong-thuong-binh-va-xa-hoi"},
    59: {"ngan-hang-nha-nuoc-viet-nam"},
    71: set(),
    80: {"bao-hiem-xa-hoi-viet-nam"},
    83: {"tap-doan-dien-luc-viet-nam"},
}
WITHOUT_REQUEST = [4, 16, 66, 67]

Warehouse = duckdb.DuckDBPyConnection


def test_every_province_has_the_rows_the_document_gives_it(warehouse: Warehouse) -> None:
    rows = warehouse.execute(
        """
        SELECT short_name_vi, list(ordinal ORDER BY ordinal)
        FROM obstacle JOIN unit USING (unit_id) WHERE unit_id LIKE 'p63-%' GROUP BY ALL
        """
    ).fetchall()
    assert dict(rows) == PRINTED
    assert sum(len(numbers) for numbers in PRINTED.values()) == 87


def test_rows_stand_on_the_document_s_lines(warehouse: Warehouse) -> None:
    rows = warehouse.execute(
        "SELECT ordinal, document_line, source_line FROM obstacle ORDER BY ordinal"
    ).fetchall()
    lines = {ordinal: document_line for ordinal, document_line, _source_line in rows}
    assert {ordinal: lines[ordinal] for ordinal in LINES} == LINES
    assert list(lines.values()) == sorted(set(lines.values()))
    assert [source_line for _ordinal, _line, source_line in rows] == list(range(2, 89))


def test_owners_are_those_the_rows_name(warehouse: Warehouse) -> None:
    rows = warehouse.execute(
        """
        SELECT ordinal, coalesce(list(owner_id) FILTER (owner_id IS NOT NULL), [])
        FROM obstacle LEFT JOIN obstacle_owner USING (obstacle_id) GROUP BY ordinal
        """
    ).fetchall()
    found = {ordinal: set(owners) for ordinal, owners in rows}
    assert {ordinal: found[ordinal] for ordinal in OWNERS} == OWNERS
    assert [ordinal for ordinal, owners in found.items() if not owners] == [71]


def test_rows_that_print_no_request_have_none(warehouse: Warehouse) -> None:
    rows = warehouse.execute(
        "SELECT ordinal FROM obstacle WHERE request_vi IS NULL ORDER BY ordinal"
    ).fetchall()
    assert [ordinal for (ordinal,) in rows] == WITHOUT_REQUEST


def test_a_scanning_error_in_a_name_is_kept_and_reported(warehouse: Warehouse) -> None:
    """One of Bình Dương's eleven rows is printed right, ten are not."""
    printed = warehouse.execute(
        """
        SELECT raw_text, count(*) FROM obstacle WHERE unit_id = 'p63-74'
        GROUP BY raw_text ORDER BY raw_text
        """
    ).fetchall()
    assert sorted(printed) == [("Bình Duong", 10), ("Bình Dương", 1)]
    (issues,) = warehouse.execute(
        "SELECT count(*) FROM quality_issue WHERE table_id = 'v' AND kind = 'spelling_repaired'"
    ).fetchone()
    assert issues == 10
