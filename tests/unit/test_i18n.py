from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.language import i18n
from etl.language.i18n import (
    capital,
    format_date,
    format_number,
    format_percent_value,
    format_signed,
)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (7272154, 0, "7.272.154"),
        (92.5, 2, "92,50"),
        (999.999, 2, "1.000,00"),
        (-1234.5, 1, "−1.234,5"),
        (0, 0, "0"),
        # Halves go away from zero, in the decimals a reader sees.
        (0.5, 0, "1"),
        (2.5, 0, "3"),
        (0.285, 2, "0,29"),
        (-0.285, 2, "−0,29"),
        # Nothing is "−0,0".
        (-0.001, 1, "0,0"),
    ],
)
def test_numbers_are_written_the_vietnamese_way(value: float, decimals: int, text: str) -> None:
    assert format_number(value, decimals) == text


def test_percentages_are_in_percent_already() -> None:
    assert format_percent_value(92.59) == "92,59%"
    assert format_percent_value(100, 0) == "100%"


@pytest.mark.parametrize(
    ("value", "text"), [(3.24, "+3,2"), (-3.24, "−3,2"), (0.0, "0,0"), (-0.01, "0,0")]
)
def test_differences_carry_their_sign(value: float, text: str) -> None:
    assert format_signed(value, 1) == text


@pytest.mark.parametrize("missing", [float("nan"), float("inf")])
def test_a_missing_value_is_not_a_number(missing: float) -> None:
    with pytest.raises(ValueError, match="not a number"):
        format_number(missing)


@given(st.integers(-(10**12), 10**12), st.integers(0, 4))
def test_what_is_written_is_the_number(thousandths: int, decimals: int) -> None:
    value = thousandths / 1000
    text = format_number(value, decimals)
    read = Decimal(text.replace(".", "").replace(",", ".").replace("−", "-"))
    assert abs(read - Decimal(repr(value))) <= Decimal("0.5").scaleb(-decimals)


def test_dates_have_no_leading_zeros() -> None:
    assert format_date(date(2024, 9, 30)) == "30/9/2024"
    assert format_date(date(2025, 12, 31)) == "31/12/2025"
    assert format_date(date(2025, 7, 1)) == "1/7/2025"


def test_vietnamese_needs_no_catalogue() -> None:
    assert i18n.language() == "vi"
    assert i18n._("Bản đồ") == "Bản đồ"
    assert i18n.ngettext("{n} tỉnh", "{n} tỉnh", 5) == "{n} tỉnh"


def test_a_language_that_is_not_offered_is_refused() -> None:
    with pytest.raises(ValueError, match="'fr'"):
        i18n.set_language("fr")


@pytest.mark.parametrize(
    ("text", "written"),
    [("đến 31 Dec 2024", "Đến 31 Dec 2024"), ("DTI", "DTI"), ("", "")],
)
def test_a_sentence_keeps_the_letters_after_its_first(text: str, written: str) -> None:
    assert capital(text) == written
