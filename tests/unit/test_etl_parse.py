"""Each number format takes its own cells and refuses those of the others."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.catalogue.vocabulary import NumberFormat
from etl.extract.parse import clean_text, parse_number
from etl.language.numbers import decimals_of_print, printed_sign
from etl.problems import CellError

F = NumberFormat
PLAIN = (F.INTEGER, F.DECIMAL_COMMA, F.DECIMAL_POINT)
GROUPED = (F.THOUSANDS_POINT, F.THOUSANDS_COMMA, F.THOUSANDS_POINT_DECIMAL_COMMA, F.IN_WORDS)
# Printed cells, each with the formats that take it and the number it then means.
CELLS: dict[str, dict[NumberFormat, float]] = {
    "39": dict.fromkeys((*PLAIN, *GROUPED), 39),
    "05": dict.fromkeys((*PLAIN, *GROUPED), 5),
    "3309": dict.fromkeys(PLAIN, 3309),
    "83%": {F.INTEGER_PERCENT: 83, F.DECIMAL_COMMA_PERCENT: 83, F.PERCENT_OF_ONE: 0.83},
    "100%": {F.INTEGER_PERCENT: 100, F.DECIMAL_COMMA_PERCENT: 100, F.PERCENT_OF_ONE: 1},
    "101%": {F.INTEGER_PERCENT: 101, F.DECIMAL_COMMA_PERCENT: 101},
    "8.372": {
        F.THOUSANDS_POINT: 8372,
        F.THOUSANDS_POINT_DECIMAL_COMMA: 8372,
        F.IN_WORDS: 8372,
        F.DECIMAL_POINT: 8.372,
        F.THOUSANDS_COMMA: 8.372,
    },
    "7.272.154": dict.fromkeys(
        (F.THOUSANDS_POINT, F.THOUSANDS_POINT_DECIMAL_COMMA, F.IN_WORDS), 7272154
    ),
    "8.435,7": {F.THOUSANDS_POINT_DECIMAL_COMMA: 8435.7},
    "-1.008.435,70": {F.THOUSANDS_POINT_DECIMAL_COMMA: -1008435.7},
    "8.43,7": {},
    "8435.7,1": {},
    "1,5 nghìn": {F.IN_WORDS: 1500},
    "7,45 triệu": {F.IN_WORDS: 7_450_000},
    "2,3 tỷ": {F.IN_WORDS: 2_300_000_000},
    "7,5 tỷ USD": {},
    "triệu": {},
    "CSDLQG về tổng hợp": {F.NAMES: 1},
    "Bộ Y tế, Văn phòng Chính phủ; Quảng Ninh": {F.NAMES: 3},
    "Bộ Y tế,": {},
    "10 CSDLQG": {},
    "0,48": {F.DECIMAL_COMMA: 0.48, F.THOUSANDS_POINT_DECIMAL_COMMA: 0.48},
    "30,86%": {F.DECIMAL_COMMA_PERCENT: 30.86},
    "92.59%": {F.DECIMAL_POINT_PERCENT: 92.59},
    "100.00%": {F.DECIMAL_POINT_PERCENT: 100},
    "A": {F.GRADE: 5},
    "E": {F.GRADE: 1},
    "F": {},
    "": {},
    "-": {},
    "0.48": {F.DECIMAL_POINT: 0.48, F.THOUSANDS_COMMA: 0.48},
    "8.3721": {F.DECIMAL_POINT: 8.3721, F.THOUSANDS_COMMA: 8.3721},
    "1.23.456": {},
    ".372": {},
    "8,372.5": {F.THOUSANDS_COMMA: 8372.5},
    "8,3725.1": {},
    "-5": dict.fromkeys((F.DECIMAL_COMMA, F.DECIMAL_POINT, *GROUPED[1:3]), -5),
    "\u22123,5": {F.DECIMAL_COMMA: -3.5, F.THOUSANDS_POINT_DECIMAL_COMMA: -3.5},
    "-2.5%": {F.DECIMAL_POINT_PERCENT: -2.5},
    "\u2212": {},
    "+5": {},
    "1e3": {},
    "nan": {},
    "30,86 %": {F.DECIMAL_COMMA_PERCENT: 30.86},
    "92.59 %": {F.DECIMAL_POINT_PERCENT: 92.59},
    "83 %": {F.INTEGER_PERCENT: 83, F.DECIMAL_COMMA_PERCENT: 83, F.PERCENT_OF_ONE: 0.83},
    "30,86  %": {},
    "30,86%%": {},
    "30,%": {},
    "３９": {},
    "٣٩": {},
    "39\n": {},
}


@pytest.mark.parametrize("number_format", NumberFormat)
@pytest.mark.parametrize("text", CELLS, ids=repr)
def test_a_cell_fits_its_own_formats_only(text: str, number_format: NumberFormat) -> None:
    if number_format in CELLS[text]:
        assert parse_number(text, number_format) == CELLS[text][number_format]
    else:
        with pytest.raises(CellError):
            parse_number(text, number_format)


def test_the_error_says_what_would_fit() -> None:
    with pytest.raises(CellError) as caught:
        parse_number("92,59%", F.DECIMAL_POINT_PERCENT)
    assert caught.value.expected == "a percentage with a decimal point such as 92.59%"


ANY_TEXT = st.text() | st.text(alphabet="0123456789.,%ABCDE -", max_size=12)


@given(ANY_TEXT, st.sampled_from(NumberFormat))
def test_any_text_is_a_finite_number_or_a_cell_error(
    text: str, number_format: NumberFormat
) -> None:
    try:
        value = parse_number(text, number_format)
    except CellError:
        return
    assert math.isfinite(value)
    assert value >= 0 or text.startswith(("-", "\u2212"))


@given(st.integers(0, 999_999_999_999))
def test_counts_come_back_from_their_print(count: int) -> None:
    assert parse_number(str(count), F.INTEGER) == count
    assert parse_number(f"{count}%", F.INTEGER_PERCENT) == count
    assert parse_number(f"{count:,}".replace(",", "."), F.THOUSANDS_POINT) == count


@given(st.decimals(min_value=0, max_value=100, places=2))
def test_rates_come_back_from_their_print(rate: object) -> None:
    point, comma = str(rate), str(rate).replace(".", ",")
    assert parse_number(f"{point}%", F.DECIMAL_POINT_PERCENT) == float(point)
    assert parse_number(f"{comma}%", F.DECIMAL_COMMA_PERCENT) == float(point)
    assert parse_number(comma, F.DECIMAL_COMMA) == float(point)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("<b>Năm 2020</b>", "Năm 2020"),
        ("<i>0,36</i>", "0,36"),
        ("1.2. Tỷ lệ DVCTT toàn trình <sup>19</sup>", "1.2. Tỷ lệ DVCTT toàn trình"),
        ("  Bà Rịa \u00a0- Vũng Tàu ", "Bà Rịa - Vũng Tàu"),
        ("Ho\u0300a Bi\u0300nh", "Hòa Bình"),
        ("8.372\r", "8.372"),
    ],
    ids=["bold", "italic", "footnote", "spaces", "decomposed", "carriage return"],
)
def test_clean_text_is_what_a_reader_sees(raw: str, text: str) -> None:
    assert clean_text(raw) == text


@pytest.mark.parametrize(
    ("printed", "sign"), [("83%", "%"), ("92.59%", "%"), ("39", ""), ("7,45 triệu", ""), ("C", "")]
)
def test_a_print_says_whether_it_is_a_percentage(printed: str, sign: str) -> None:
    assert printed_sign(printed) == sign


@pytest.mark.parametrize(
    ("text", "value", "decimals"),
    [
        ("-3,5", -3.5, 1),
        ("\u22123,50", -3.5, 2),
        ("8,435.7", 8435.7, 1),
        ("8.435,7", 8435.7, 1),
        ("64.32", 64.32, 2),
        ("8.372", 8372, 0),
        ("8.372", 8.372, 3),
        ("8,435", 8435, 0),
        ("-8.372", -8372, 0),
    ],
)
def test_a_print_keeps_its_decimals(text: str, value: float, decimals: int) -> None:
    assert decimals_of_print(value, text) == decimals
