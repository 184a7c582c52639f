"""Figures in words, as Vietnamese readers write them."""

import re

import pytest

from dashboard.queries.indicator_views import view
from dashboard.queries.indicators import indicators, indicators_at
from dashboard.queries.precision import shown_decimals
from dashboard.words.values import (
    format_amount,
    format_gap,
    format_interval,
    format_place,
    format_rank,
    format_target,
    format_value,
    format_verdict,
)
from dashboard.words.views import describe_due, describe_source
from etl.extract.parse import clean_text
from etl.language.numbers import decimals_of_print
from tests.view_rows import made_row, named_row


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
        ("dti", 0.71, "0,7100"),
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
        ("dvctt_full_rate", 12.5, "12,5%"),
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
        ("signature_adult_rate", "province", "An Giang", "2,4–10%", "hạng 31–62/63"),
        ("signature_adult_rate", "province", "TP. Hồ Chí Minh", "42,18%", "hạng 1/63"),
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
    row = named_row(shown, unit)
    assert format_value(shown.indicator, row) == value
    assert format_rank(shown.indicator, row) == rank
    assert format_place(row) == rank.removeprefix("hạng ")


@pytest.mark.parametrize(
    ("indicator_id", "low", "high", "expected"),
    [
        ("dvctt_full_rate", 35.11, 35.11, "còn thiếu 35,11 điểm %"),
        ("dvctt_full_rate", -10.56, -10.56, "vượt 10,56 điểm %"),
        ("dvctt_full_rate", 0.0, 0.0, "vừa đạt"),
        ("system_grade", 2.0, 2.0, "còn thiếu 2 mức"),
        ("dvctt_full_rate", None, None, ""),
    ],
)
def test_gaps_say_which_side_of_the_target(
    source, indicator_id: str, low: float | None, high: float | None, expected: str
) -> None:
    target = {"target_low": 85.0, "target_high": 85.0}
    row = made_row(**target, gap_low=low, gap_high=high, value=1.0, basis="derived")
    assert format_gap(indicators(source)[indicator_id], row) == expected


@pytest.mark.parametrize(
    ("indicator_id", "unit", "expected"),
    [
        ("signature_adult_rate", "An Giang", "còn thiếu 40–47,6 điểm %"),
        ("signature_adult_rate", "Đắk Nông", "còn thiếu 47,6 điểm %"),
        ("dvctt_full_rate", "Hà Nội", "còn thiếu 65,16 điểm %"),
    ],
)
def test_a_gap_is_no_finer_than_its_ends(
    view_of, indicator_id: str, unit: str, expected: str
) -> None:
    shown = view_of(indicator_id, year=2025)
    assert format_gap(shown.indicator, named_row(shown, unit)) == expected


@pytest.mark.parametrize(
    ("indicator_id", "value", "text", "decimals"),
    [
        ("national_03_2", 42.0, "42%", 0),
        ("national_24", 18.3, "18,30%", 2),
        ("dvctt_full_rate", 40.0, "40.00%", 2),
        ("dti_government", 0.65, "<i>0,65</i>", 2),
        ("dvctt_full_rate", 12.345, "12,345%", 2),
        # Thousands, a count in millions, a corrected cell, no text: the indicator's own.
        ("da06_savings", 2505.0, "2.505", 0),
        ("da06_id_cards", 84.7e6, "84,7", 0),
        ("dvctt_full_rate", 90.5, "9.5%", 2),
        ("dvctt_full_rate", 90.5, None, 2),
    ],
)
def test_a_printed_value_keeps_the_decimals_of_the_print(
    source, indicator_id: str, value: float, text: str | None, decimals: int
) -> None:
    printed = None if text is None else decimals_of_print(value, clean_text(text))
    assert shown_decimals(indicators(source)[indicator_id], printed) == decimals


@pytest.mark.parametrize("level", ["province", "ministry"])
def test_every_printed_value_reads_as_it_is_printed(source, level: str) -> None:
    """Digits and decimals of the cell, whatever mark stands between them."""
    compared = 0
    for indicator_id, indicator in indicators_at(source, level).items():
        if indicator.value_kind not in ("rate", "index", "interval", "count"):
            continue
        shown = view(source, indicator_id, level, None)
        for row in shown.rows:
            if row.value is None or row.basis != "published":
                continue
            digits = re.sub(r"[^0-9]", "", row.printed_text)
            assert re.sub(r"[^0-9]", "", format_value(indicator, row)) == digits, row.unit_id
            compared += 1
    assert compared > 80


@pytest.mark.parametrize(
    ("indicator_id", "unit", "place"),
    [
        ("da06_fee_waiver", "Hà Nội", ""),
        ("signature_adults", "Hà Nội", ""),
        ("is_systems", "Thanh Hóa", "thứ tự 1/60"),
        ("dvctt_full_rate", "Đà Nẵng", "hạng 1/63"),
    ],
)
def test_only_achievements_are_ranked(view_of, indicator_id: str, unit: str, place: str) -> None:
    """A yes has no place, an allocated amount is none's merit, a count tells the size."""
    year = 2025 if indicator_id == "signature_adults" else None
    shown = view_of(indicator_id, year=year)
    assert format_rank(shown.indicator, named_row(shown, unit)) == place


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
