"""Figures in words, as Vietnamese readers write them."""

import pytest

from dashboard.indicators import indicators
from dashboard.rows import Row, records
from dashboard.wording import (
    describe_due,
    describe_source,
    format_amount,
    format_gap,
    format_interval,
    format_place,
    format_rank,
    format_target,
    format_value,
    format_verdict,
)


def row_of(shown, name: str) -> Row:
    (row,) = (row for row in records(shown.rows) if row["short_name_vi"] == name)
    return row


@pytest.mark.parametrize(
    ("indicator_id", "amount", "expected"),
    [
        ("dvctt_full_rate", 92.59, "92,59%"),
        ("dvctt_full_rate", 100.0, "100,00%"),
        ("is_level_approved_rate", 80.201342, "80,2%"),
        ("is_systems", 298.0, "298"),
        ("enterprise_additional", 8372.0, "8.372"),
        ("signature_adults", 7272154.0, "7.272.154"),
        ("system_grade", 5.0, "A"),
        ("system_grade", 1.0, "E"),
        ("system_rank", 34.0, "34"),
        ("enterprise_per_1000_band", 0.5, "0,5"),
        ("dti", 0.71, "0,71"),
    ],
)
def test_amounts(source, indicator_id: str, amount: float, expected: str) -> None:
    assert format_amount(indicators(source)[indicator_id], amount) == expected


@pytest.mark.parametrize(
    ("indicator_id", "low", "high", "expected"),
    [
        ("digital_economy_grdp_share", 0, 10, "dưới 10%"),
        ("digital_economy_grdp_share", 10, 20, "10–20%"),
        ("digital_economy_grdp_share", 20, 100, "từ 20% trở lên"),
        ("signature_adult_rate", 2.4, 12.75, "2,40–12,75%"),
        ("enterprise_per_1000_band", 0, 0.3, "dưới 0,3"),
        ("enterprise_per_1000_band", 0.3, 1000, "từ 0,3 trở lên"),
        ("enterprise_additional", 1200, 7272, "1.200–7.272"),
    ],
)
def test_intervals(source, indicator_id: str, low: float, high: float, expected: str) -> None:
    assert format_interval(indicators(source)[indicator_id], low, high) == expected


@pytest.mark.parametrize(
    ("indicator_id", "amount", "expected"),
    [
        ("dvctt_full_rate", 85.0, "85%"),
        ("dvctt_full_rate", 12.5, "12,50%"),
        ("system_grade", 4.0, "B"),
        ("signature_adults", 7272154.0, "7.272.154"),
    ],
)
def test_targets_as_they_were_set(source, indicator_id: str, amount: float, expected: str) -> None:
    assert format_target(indicators(source)[indicator_id], amount) == expected


@pytest.mark.parametrize(
    ("indicator_id", "level", "unit", "value", "rank"),
    [
        ("dvctt_full_rate", "province", "Đà Nẵng", "95,56%", "hạng 1/63"),
        ("dvctt_full_rate", "ministry", "BHXH Việt Nam", "92,59%", "hạng 5/20"),
        ("signature_adult_rate", "province", "An Giang", "dưới 10%", "hạng 31–63/63"),
        ("signature_adult_rate", "province", "TP. Hồ Chí Minh", "42,18%", "hạng 1–4/63"),
        ("dossier_full_online_rate", "province", "Hà Nội", "Cần đối soát", ""),
        ("dossier_full_online_rate", "ministry", "Bộ Tư pháp", "Chưa kết nối toàn diện", ""),
        ("is_systems", "province", "Bến Tre", "Chưa báo cáo", ""),
        ("is_systems", "ministry", "Bộ Công an", "Không áp dụng", ""),
        ("digital_economy_grdp_share", "province", "Hà Nam", "Không có số liệu", ""),
    ],
)
def test_a_unit_has_a_value_and_a_rank_or_a_reason(
    view_of, indicator_id: str, level: str, unit: str, value: str, rank: str
) -> None:
    shown = view_of(indicator_id, level)
    row = row_of(shown, unit)
    assert format_value(shown.indicator, row) == value
    assert format_rank(row) == rank
    assert format_place(row) == rank.removeprefix("hạng ")


@pytest.mark.parametrize(
    ("indicator_id", "low", "high", "expected"),
    [
        ("dvctt_full_rate", 35.11, 35.11, "còn thiếu 35,11 điểm %"),
        ("dvctt_full_rate", -10.56, -10.56, "vượt 10,56 điểm %"),
        ("dvctt_full_rate", 0.0, 0.0, "vừa đạt"),
        ("signature_adult_rate", 30.0, 40.0, "còn thiếu 30,00–40,00 điểm %"),
        ("signature_adult_rate", -50.0, 30.0, "thiếu nhiều nhất 30,00 điểm %"),
        ("system_grade", 2.0, 2.0, "còn thiếu 2 mức"),
        ("dvctt_full_rate", None, None, ""),
    ],
)
def test_gaps_say_which_side_of_the_target(
    source, indicator_id: str, low: float | None, high: float | None, expected: str
) -> None:
    row = {"gap_low": low, "gap_high": high}
    assert format_gap(indicators(source)[indicator_id], row) == expected


@pytest.mark.parametrize(
    ("verdict", "expected"),
    [
        ("met", "Đạt"),
        ("not_met", "Chưa đạt"),
        ("undetermined", "Chưa xác định được"),
        ("no_data", "Chưa có số liệu"),
        (None, ""),
    ],
)
def test_verdicts(verdict: str | None, expected: str) -> None:
    assert format_verdict(verdict) == expected


def test_a_view_names_its_source_and_its_target(view_of) -> None:
    shown = view_of("dvctt_full_rate", year=2024)
    assert describe_source(shown) == "Báo cáo Bộ TT&TT 7/2024, Phụ lục II-b, kỳ 7/2024"
    assert describe_due(shown) == "mục tiêu đến 31/12/2024"
    assert describe_due(view_of("dvctt_full_rate")) == ""
