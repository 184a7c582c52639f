"""Printed cell → number, under the format its table declares (source trap 1).

One document prints `30,86%`, `92.59%` and `8.372`: the point is a decimal mark in one
appendix and a thousands mark in another, so a format is never guessed from the string.
"""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal

from etl.catalogue.vocabulary import NumberFormat
from etl.language.grades import GRADES
from etl.problems import CellError

_SIZES = {"nghìn": 1_000, "triệu": 1_000_000, "tỷ": 1_000_000_000}

_NAME = r"[^\W\d_]+( [^\d,; ]+)+"

# No mark within a mark: of `<sup><sup>…` the search would go to the end from each.
_FOOTNOTE_MARK = re.compile(r"<sup>(?:(?!<sup>).)*?</sup>", re.DOTALL)

_TAG = re.compile(r"</?[a-z]+>")


def clean_text(raw: str) -> str:
    """The cell as a reader sees it: NFC, without markup, footnote marks and spare spaces."""
    text = _TAG.sub("", _FOOTNOTE_MARK.sub("", raw)) if "<" in raw else raw
    return " ".join(unicodedata.normalize("NFC", text).split())


# Of figures that can fall below zero, as changes do; some print U+2212 for the sign.
_SIGN = "[-\u2212]?"


def _plain(text: str) -> float:
    return float(text.replace("\u2212", "-"))


def _comma(text: str) -> float:
    return _plain(text.replace(",", "."))


def _thousands_comma(text: str) -> float:
    return _plain(text.replace(",", ""))


def _amount(percentage: str) -> str:
    """`30,86 %` without its sign."""
    return percentage.removesuffix("%").rstrip()


def _percent(text: str) -> float:
    return _plain(_amount(text))


def _comma_percent(text: str) -> float:
    return _comma(_amount(text))


def _points(text: str) -> float:
    return float(text.replace(".", ""))


def _points_comma(text: str) -> float:
    return _comma(text.replace(".", ""))


def _percent_of_one(text: str) -> float:
    """`80%` of a score from 0 to 1 is 0.8, not the fraction beside it."""
    return float(Decimal(_amount(text)) / 100)


def _in_words(text: str) -> float:
    """`7,45 triệu` is 7 450 000, through decimals: a binary fraction of it is not whole."""
    amount, _space, size = text.partition(" ")
    if not size:
        return _points(amount)
    return float(Decimal(amount.replace(",", ".")) * _SIZES[size])


def _names(text: str) -> float:
    return len(re.split("[,;]", text))


# ASCII digits only: `\d` would also take digits of other scripts, which float() reads.
_FORMATS: dict[NumberFormat, tuple[re.Pattern[str], str, Callable[[str], float]]] = {
    NumberFormat.INTEGER: (re.compile(r"[0-9]{1,15}"), "a whole number such as 39", _plain),
    NumberFormat.INTEGER_PERCENT: (
        re.compile(r"[0-9]{1,15} ?%"),
        "a whole percentage such as 83%",
        _percent,
    ),
    NumberFormat.THOUSANDS_POINT: (
        re.compile(r"[0-9]{1,3}(\.[0-9]{3}){0,4}"),
        "a whole number with thousands points such as 7.272.154",
        _points,
    ),
    NumberFormat.DECIMAL_COMMA: (
        re.compile(rf"{_SIGN}[0-9]{{1,15}}(,[0-9]{{1,15}})?"),
        "a number with a decimal comma such as 0,48",
        _comma,
    ),
    NumberFormat.DECIMAL_COMMA_PERCENT: (
        re.compile(rf"{_SIGN}[0-9]{{1,15}}(,[0-9]{{1,15}})? ?%"),
        "a percentage with a decimal comma such as 30,86%",
        _comma_percent,
    ),
    NumberFormat.DECIMAL_POINT_PERCENT: (
        re.compile(rf"{_SIGN}[0-9]{{1,15}}\.[0-9]{{1,15}} ?%"),
        "a percentage with a decimal point such as 92.59%",
        _percent,
    ),
    NumberFormat.DECIMAL_POINT: (
        re.compile(rf"{_SIGN}[0-9]{{1,15}}(\.[0-9]{{1,15}})?"),
        "a number with a decimal point such as 64.32",
        _plain,
    ),
    NumberFormat.THOUSANDS_COMMA: (
        re.compile(rf"{_SIGN}[0-9]{{1,3}}(,[0-9]{{3}}){{0,4}}(\.[0-9]{{1,15}})?"),
        "a number with thousands commas such as 8,435.7",
        _thousands_comma,
    ),
    # Apart from whole numbers with thousands points: there `8,372` is a misprint of `8.372`.
    NumberFormat.THOUSANDS_POINT_DECIMAL_COMMA: (
        re.compile(rf"{_SIGN}[0-9]{{1,3}}(\.[0-9]{{3}}){{0,4}}(,[0-9]{{1,15}})?"),
        "a number with thousands points and a decimal comma such as 8.435,7",
        _points_comma,
    ),
    NumberFormat.PERCENT_OF_ONE: (
        re.compile(r"([0-9]{1,2}|100) ?%"),
        "a percentage of a score from 0 to 1 such as 80%",
        _percent_of_one,
    ),
    NumberFormat.IN_WORDS: (
        re.compile(
            rf"[0-9]{{1,15}}(,[0-9]{{1,9}})? ({'|'.join(_SIZES)})|[0-9]{{1,3}}(\.[0-9]{{3}}){{0,4}}"
        ),
        "a number such as 7,45 triệu or 23.000",
        _in_words,
    ),
    NumberFormat.NAMES: (
        re.compile(rf"{_NAME}([,;] {_NAME})*"),
        "names to be counted, with commas between them",
        _names,
    ),
    NumberFormat.GRADE: (re.compile(r"[A-E]"), "a grade from A to E", GRADES.__getitem__),
}


def parse_number(text: str, number_format: NumberFormat) -> float:
    """Read a cleaned cell; percentages stay in percent, grades become 5 (A) to 1 (E).

    Raises CellError when the cell is not written in that format.
    """
    pattern, expected, convert = _FORMATS[number_format]
    if not pattern.fullmatch(text):
        raise CellError(expected)
    return convert(text)
