"""Spans: what rounding leaves open of a figure, and what a verdict may then say."""

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from etl.language.rounding import round_half_up
from etl.quality.spans import Span, agrees, all_hold, compatible, exact, lies, rounded

VALUES = st.integers(0, 10**7).map(lambda number: number / 1000)
DIGITS = st.integers(0, 2)


def span(low: float, high: float) -> Span:
    return Span(exact(low).low, exact(high).low)


@given(value=VALUES, digits=DIGITS)
@example(value=577.805, digits=2)  # the binary number is below what it is printed as
def test_a_figure_lies_in_the_span_of_its_print(value: float, digits: int) -> None:
    printed = round_half_up(value, digits)
    assert agrees(exact(value), rounded(printed, digits)) is True


@given(value=VALUES, digits=DIGITS, steps=st.integers(1, 9))
def test_a_figure_lies_in_no_other_print(value: float, digits: int, steps: int) -> None:
    printed = round_half_up(value, digits) + steps / 10**digits
    assert agrees(exact(value), rounded(round(printed, digits), digits)) is False


@given(one=VALUES, other=VALUES.filter(bool), digits=DIGITS)
def test_the_truth_lies_in_what_is_computed_from_prints(
    one: float, other: float, digits: int
) -> None:
    top = rounded(round_half_up(one, digits), digits)
    bottom = rounded(round_half_up(other, digits), digits)
    true_one, true_other = exact(one).low, exact(other).low
    assert (top + bottom).low <= true_one + true_other <= (top + bottom).high
    assert (top - bottom).low <= true_one - true_other <= (top - bottom).high
    if bottom.low > 0:
        assert (top / bottom).low <= true_one / true_other <= (top / bottom).high


def test_arithmetic_has_no_binary_noise() -> None:
    assert exact(50) - rounded(42.18, 2) == rounded(7.82, 2)
    assert exact(0.1) + exact(0.2) == exact(0.3)
    assert rounded(45.4e6, 1, 10**6) == Span(Fraction(45_350_000), Fraction(45_450_000))


@pytest.mark.parametrize(
    ("found", "stated", "expected"),
    [
        (span(7.815, 7.825), rounded(7.82, 2), True),
        (span(48.3, 54.1), span(44.5, 55.5), True),
        (span(53.0, 59.3), span(44.5, 55.5), None),
        (span(55.5, 59.3), span(44.5, 55.5), False),
        (span(43.0, 44.5), span(44.5, 55.5), False),
        (exact(44.5), span(44.5, 55.5), True),
        (exact(55.5), span(44.5, 55.5), False),
    ],
)
def test_a_verdict_follows_the_whole_span(found: Span, stated: Span, expected: bool | None) -> None:
    assert agrees(found, stated) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (rounded(13.5, 1), rounded(13.3, 1), False),
        (rounded(43, 0), rounded(42, 0), False),
        (rounded(43, 0), rounded(42.5, 1), True),
        (rounded(8, 0), exact(8), True),
        (rounded(8, 0), exact(8.5), False),
    ],
)
def test_two_prints_of_one_quantity(one: Span, other: Span, expected: bool) -> None:
    assert compatible(one, other) is compatible(other, one) is expected


@pytest.mark.parametrize(
    ("found", "relation", "than", "expected"),
    [
        (rounded(55.47, 2), ">", exact(55), True),
        (rounded(55, 0), ">", exact(55), None),
        (rounded(54, 0), ">", exact(55), False),
        (rounded(4.5, 1), "<", exact(4), False),
        (rounded(50, 0), ">", rounded(17, 0), True),
        (rounded(17, 0), "<", rounded(17, 0), None),
    ],
)
def test_above_and_below(found: Span, relation, than: Span, expected: bool | None) -> None:
    assert lies(found, relation, than) is expected


def test_one_that_fails_decides_one_that_is_open_leaves_open() -> None:
    assert all_hold([True, None, False]) is False
    assert all_hold([True, None]) is None
    assert all_hold([True, True]) is True
