"""The axis of amounts: its marks and the words for them."""

from dataclasses import replace
from math import log10

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.scale import marks, round_step
from dashboard.queries.indicators import Indicator
from etl.language.i18n import using


@pytest.fixture
def rate(view_of) -> Indicator:
    return view_of("dvctt_full_rate").indicator


@given(st.floats(1e-4, 1e9))
def test_an_axis_has_few_marks_at_round_amounts(end: float) -> None:
    step = round_step(end)
    powers = [log10(step / base) for base in (1, 2, 2.5, 5)]
    assert any(power == pytest.approx(round(power), abs=1e-9) for power in powers)
    assert 2 <= end / step <= 5 + 1e-9


@given(end=st.floats(1e-3, 1e9))
def test_marks_lie_on_the_axis_and_each_says_something_else(view_of, end: float) -> None:
    indicator = view_of("dvctt_full_rate").indicator
    found = marks(indicator, end)
    amounts = [amount for amount, _words in found]
    assert amounts[0] == 0
    assert amounts == sorted(set(amounts))
    assert 3 <= len(amounts) <= 6
    assert amounts[-1] <= end * (1 + 1e-9)
    assert len({words for _amount, words in found}) == len(found)
    # The words are the amount itself, not another that is near.
    for amount, words in found:
        said = float(words.rstrip("%").replace(".", "").replace(",", "."))
        assert said == pytest.approx(amount, rel=1e-9)


@pytest.mark.parametrize(
    ("end", "words"),
    [
        (100, ["0%", "20%", "40%", "60%", "80%", "100%"]),
        (12, ["0,0%", "2,5%", "5,0%", "7,5%", "10,0%"]),
        (0.625, ["0,0%", "0,2%", "0,4%", "0,6%"]),
        (0.1, ["0,00%", "0,02%", "0,04%", "0,06%", "0,08%", "0,10%"]),
    ],
)
def test_marks_have_the_decimals_of_their_step(
    rate: Indicator, end: float, words: list[str]
) -> None:
    assert [text for _amount, text in marks(rate, end)] == words


def test_large_amounts_are_written_out(rate: Indicator, view_of) -> None:
    count = view_of("signature_adults").indicator
    assert [text for _amount, text in marks(count, 7_272_154)] == [
        "0",
        "2.000.000",
        "4.000.000",
        "6.000.000",
    ]
    with using("en"):
        assert marks(count, 7_272_154)[1] == (2_000_000, "2,000,000")
        assert marks(replace(rate, range_high=1), 0.5)[1][1] == "0.1%"


def test_grades_have_letters_and_answers_words(view_of) -> None:
    assert marks(view_of("system_grade").indicator, 5) == tuple(
        zip(range(1, 6), "EDCBA", strict=True)
    )
    assert marks(view_of("shared_catalogue").indicator, 1) == ((0, "Chưa"), (1, "Có"))
