"""Numbers written as the other language writes them: `22,14` in English, `22.14` in Vietnamese.

A number is foreign when it cannot be one of the text's language and can be one of the other. A mark
before exactly three digits is a thousands mark to every reader, so `50.350` is foreign in English;
`45,500` is right there, whatever its writer meant. What is a number of neither is none: `1.2.7`.
"""

import re

# Decimal and thousands mark.
_MARKS = {"vi": (",", "."), "en": (".", ",")}
# Whole: a part of a word, of an address or of a longer number is none.
_NUMBER = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)+)(?!\w|[.,]\d)(%?)")
_MARKED = re.compile(r"\d[.,]\d")
# What documents print is the same in every language: in quotes, or set off as a cell.
_PRINTED = re.compile(r"“[^”]*”|`[^`]*`")
_ADDRESS = re.compile(r"\]\([^)\s]*\)|https?://\S+")
# Numbers with a point in every language: of sections and rows of the documents, which stand in
# heads as `1.2. Tỷ lệ` and `1.2 · Tỷ lệ`, and the versions of a framework and of a licence.
_NUMBERED = re.compile(
    r"(?:mục|chỉ tiêu|các dòng|Chính phủ điện tử|ODbL) "
    r"\d+(?:\.\d+)+(?:(?:, | và )\d+(?:\.\d+)+)*(?![\d%])"
    r"|^\d+\.\d+\. |\b\d+\.\d+ · ",
    re.IGNORECASE,
)


def foreign_numbers(text: str, language: str) -> list[str]:
    """The numbers in `text` that are written as in the other language."""
    if not _MARKED.search(text):
        return []
    (other,) = _MARKS.keys() - {language}
    for kept in (_PRINTED, _ADDRESS, _NUMBERED):
        text = kept.sub(" ", text)
    return [
        number + sign
        for number, sign in _NUMBER.findall(text)
        if _is_number(number, sign, other) and not _is_number(number, sign, language)
    ]


def foreign_cells(cells: list[str], language: str) -> list[str]:
    """Those in a column of a CSV file, where lists and parts of statements are JSON everywhere.

    Where all cells are bare numbers, the mark before three digits is the decimal mark.
    """
    if all(re.fullmatch(r"-?\d+(?:[.,]\d+)?", cell) for cell in cells):
        return [cell for cell in cells if _MARKS[language][1] in cell]
    each = dict.fromkeys(cells)
    return [cell for cell in each if cell[0] not in "[{" and foreign_numbers(cell, language)]


def _is_number(text: str, sign: str, language: str) -> bool:
    decimal, thousands = map(re.escape, _MARKS[language])
    whole = rf"(?:\d+|[1-9]\d{{0,2}}(?:{thousands}\d{{3}})+)"
    # Nobody prints thousands of percent: three digits after the mark are decimals there.
    fraction = rf"{decimal}\d+" if sign else rf"{decimal}(?:\d{{1,2}}|\d{{4,}})"
    return re.fullmatch(rf"{whole}(?:{fraction})?|0{decimal}\d+", text) is not None
