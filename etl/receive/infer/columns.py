"""The columns of a table of units: what numbers they hold, what marks stand for no number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from etl.catalogue.vocabulary import NumberFormat
from etl.extract.read import Row
from etl.language.numbers import printed_decimals
from etl.receive.infer.inferred import DraftEntry
from etl.receive.infer.number_formats import (
    MISSING_MARKS,
    Formats,
    formats_of,
    is_figure,
    number_in,
)


@dataclass(frozen=True)
class FigureColumn:
    """A column of figures as printed."""

    heading: str
    formats: Formats
    marks: tuple[str, ...]
    """Cells that are no figure and usual for one that is missing."""
    others: tuple[tuple[int, str], ...]
    """Cells that are neither, with their rows."""
    decimals: int
    """As many as any cell shows."""
    rows: str | None = None
    """What the rows of a long table say their indicator is, if it is one."""


def figure_column(rows: Sequence[Row], heading: str) -> FigureColumn:
    """What the cells of a column are."""
    cells = [(row.line, row.text[heading]) for row in rows]
    marks = {text for _line, text in cells if text in MISSING_MARKS}
    figures = [text for _line, text in cells if text not in marks]
    formats = formats_of(figures)
    others: list[tuple[int, str]] = []
    if not formats.fitting:
        others = [(line, text) for line, text in cells if text not in marks and not is_figure(text)]
        odd = {text for _line, text in others}
        formats = formats_of([text for text in figures if text not in odd])
    decimals = max(map(printed_decimals, figures), default=0)
    return FigureColumn(heading, formats, tuple(sorted(marks)), tuple(others), decimals)


def holds_figures(rows: Sequence[Row], heading: str) -> bool:
    """Whether most of the first cells that say something are figures."""
    texts = (row.text[heading] for row in rows if row.text[heading] not in MISSING_MARKS)
    cells = list(islice(texts, 200))
    return bool(cells) and sum(map(is_figure, cells)) > len(cells) / 2


def check_declared(
    entry: DraftEntry,
    rows: Sequence[Row],
    declared: Mapping[str, NumberFormat],
    missing: Mapping[str, object],
) -> None:
    """Report the cells that a known entry's number formats and missing marks do not cover."""
    for heading, number_format in declared.items():
        cells = [(row.line, row.text[heading]) for row in rows if row.text[heading] not in missing]
        unread = [(line, text) for line, text in cells if number_in(text, number_format) is None]
        marks = sorted({text for _line, text in unread if text in MISSING_MARKS})
        if marks:
            why = (
                f"[{heading}] has {' and '.join(map(repr, marks))}: which status does it stand for?"
            )
            entry.undecided["table.missing"] = why
        unread = [(line, text) for line, text in unread if text not in MISSING_MARKS]
        formats = formats_of([text for _line, text in cells if text not in MISSING_MARKS])
        if formats.lost_zeros or (unread and formats.fitting):
            why = f"[{heading}] is not written as {number_format}: {formats.candidates}"
            entry.undecided["table.number_format"] = why
            entry.report([why])
        else:
            entry.report(
                f"line {line} [{heading}]: found {text!r}, expected a figure in {number_format}"
                for line, text in unread
            )
