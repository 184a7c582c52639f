"""Cells of a table to read: text a reader sees, and the number or day it sorts by.

A table that holds texts alone sorts “100,0%” before “19,5%” and stands to the left. A `Figure` is
its text to whoever reads it and its key to whoever sorts it. An interval sorts by its lower end;
words in place of a number (“Chưa báo cáo”) have no key and come last, whichever way it is sorted.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd

from etl.language.i18n import format_date, format_number

Key = float | date | None


class Figure(str):
    """A number or a day as a reader's language writes it, with what it sorts by."""

    key: Key

    def __new__(cls, text: str, key: Key) -> "Figure":
        """`key` is None for words in place of a number."""
        figure = super().__new__(cls, text)
        figure.key = key
        return figure


class Ordered(str):
    """Words with an order of their own, a grade or a day among words; no number in a file."""

    key: Key

    def __new__(cls, text: str, key: Key) -> "Ordered":
        """`key` is None for words that have no place in the order."""
        ordered = super().__new__(cls, text)
        ordered.key = key
        return ordered


class Link(str):
    """Words that lead to another page of ours."""

    address: str

    def __new__(cls, text: str, address: str) -> "Link":
        """`address` as `/chat-luong?muc=…`."""
        link = super().__new__(cls, text)
        link.address = address
        return link


class Folded(str):
    """Words with more of them behind a press."""

    label: str
    more: str

    def __new__(cls, text: str, label: str, more: str) -> "Folded":
        """`label` opens `more`; both are Markdown where the table's cells are."""
        folded = super().__new__(cls, text)
        folded.label = label
        folded.more = more
        return folded


class Choice(Link):
    """Words that choose on the page they stand on, by its address with that choice."""


class Drawn(str):
    """What a small picture in a cell says in words, and the picture: a standalone SVG.

    It is shown as an image, which takes light or dark from the page by `light-dark()` of its own
    style (`:root{color-scheme:light dark}`).
    """

    svg: str
    key: Key

    def __new__(cls, text: str, svg: str, key: Key = None) -> "Drawn":
        """`key` is what the cell sorts by."""
        drawn = super().__new__(cls, text)
        drawn.svg = svg
        drawn.key = key
        return drawn


class Pictured(str):
    """Words over a small picture of them."""

    picture: Drawn

    def __new__(cls, text: str, picture: Drawn) -> "Pictured":
        """`text` is Markdown where the table's cells are."""
        pictured = super().__new__(cls, text)
        pictured.picture = picture
        return pictured


def figures(cells: Iterable[str]) -> "pd.Series[Any]":
    """A column of figures; pandas would make texts of them by itself."""
    return pd.Series(list(cells), dtype=object)


def drawings(cells: "Iterable[Drawn | None]") -> "pd.Series[Any]":
    """A column of pictures; None where there is nothing to draw."""
    return pd.Series(list(cells), dtype=object)


def count(number: float | None) -> Figure:
    """`1.691`; empty where there is none."""
    return Figure("", None) if number is None else Figure(format_number(number), number)


def line(number: float | None) -> Figure:
    """The number of a line, which has no mark between thousands: documents are cited so."""
    return Figure("", None) if number is None else Figure(f"{number:.0f}", number)


def day(on: date | None) -> Figure:
    """`30/9/2024`; empty where there is none."""
    return Figure("", None) if on is None else Figure(format_date(on), on)


def is_of_figures(cells: "pd.Series[Any]") -> bool:
    """Whether a column holds numbers or days, which stand under each other to the right."""
    if pd.api.types.is_bool_dtype(cells):
        return False
    return pd.api.types.is_numeric_dtype(cells) or any(isinstance(cell, Figure) for cell in cells)


def sort_key(cell: object) -> float | None:
    """The number that a cell sorts by; None for words, and for what is missing."""
    key = cell.key if isinstance(cell, (Figure, Ordered, Drawn)) else cell
    if isinstance(key, date):
        return key.toordinal()
    return key if isinstance(key, (int, float)) and key == key else None


def shown_text(cell: object) -> str:
    """A cell as it stands on the page."""
    if isinstance(cell, str):
        return str(cell)
    if cell is None or cell is pd.NA or cell != cell:
        return ""
    return format_number(cell) if isinstance(cell, (int, float)) else str(cell)


def as_numbers(reading: pd.DataFrame) -> pd.DataFrame:
    """The same table for a file: figures as the numbers and days they are, words left out of them.

    A column whose figures stand beside words keeps its texts.
    """
    return pd.DataFrame({name: _values(cells) for name, cells in reading.items()})


def _values(cells: "pd.Series[Any]") -> "pd.Series[Any]":
    if any(isinstance(cell, Ordered) for cell in cells):
        return cells.astype(str)
    if cells.dtype != object or not all(isinstance(cell, Figure) for cell in cells):
        return cells
    if any(cell and cell.key is None for cell in cells):
        return cells.astype(str)
    keys = [cell.key for cell in cells]
    is_whole = all(key is None or (isinstance(key, (int, float)) and key % 1 == 0) for key in keys)
    return pd.Series(keys, index=cells.index, dtype="Int64" if is_whole else None)
