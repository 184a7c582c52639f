"""Raw file → rows of cells: headers found again after page breaks, cut rows made whole.

A raw file holds the document's lines as published. Page breaks repeat the header row, with
or without bold tags, and can cut a row in two, its rest under an empty first cell (source
trap 6). Blank lines and footnotes between pages belong to the page, not to the table.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from etl.extract.parse import clean_text
from etl.problems import BuildError, Problem
from etl.regular_files import Most, UnreadableError, read_text

_MOST = Most(megabytes=16, lines=200_000)

_FOOTNOTE_LINE = re.compile(r"<sup>\d+</sup> ")


@dataclass(frozen=True)
class Row:
    """One row of a table. `raw` and `text` are keyed by the declared heading."""

    file: str
    line: int
    raw: Mapping[str, str]
    text: Mapping[str, str]

    def problem(self, heading: str, expected: str, candidates: tuple[str, ...] = ()) -> Problem:
        return Problem(self.file, expected, self.line, heading, self.raw.get(heading), candidates)


@dataclass(frozen=True)
class Heading:
    """A column as declared, with the other ways page breaks print its heading."""

    name: str
    variants: tuple[str, ...] = ()

    def matches(self, text: str) -> bool:
        return text == self.name or text in self.variants


def is_furniture(line: str) -> bool:
    """Whether a line between the rows of a table is the page's own: blank, or a footnote."""
    return not line.strip() or _FOOTNOTE_LINE.match(line) is not None


def read_rows(
    path: Path,
    file: str,
    headings: Sequence[Heading],
    ordinal: str | None = None,
    unnumbered: Mapping[str, Collection[str]] = MappingProxyType({}),
    rows_expected: int | None = None,
) -> list[Row]:
    """The rows of a tab-separated raw file; raises BuildError if it cannot be read, as below.

    `rows_expected`: about how many rows there are; of a file of many times more, none is read.
    """
    lines = lines_of(path, file)
    if rows_expected is not None and len(lines) > 10 * rows_expected + 1_000:
        raise BuildError([Problem(file, f"{rows_expected} rows", found=f"{len(lines)} lines")])
    return rows_of_lines(lines, file, headings, ordinal, unnumbered)


def rows_of_lines(
    lines: Iterable[str],
    file: str,
    headings: Sequence[Heading],
    ordinal: str | None = None,
    unnumbered: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> list[Row]:
    """The rows of a table's tab-separated lines, of which the first row is its header.

    `ordinal` names the column that counts the rows: where it is declared, a row that follows
    a repeated header and has that cell empty is the rest of the row above it. (Were it a row
    of its own after all, its figures would join those above and fit no number format.)
    `unnumbered`: texts, by heading, of rows that have no number and are whole.
    Raises BuildError if its header is not made of exactly the declared headings, or a row has a
    wrong number of cells.
    """
    declared = {
        text: each.name for each in reversed(headings) for text in (each.name, *each.variants)
    }
    names: list[str] = []
    rows: list[Row] = []
    problems: list[Problem] = []
    after_header = False
    for number, line in enumerate(lines, start=1):
        if is_furniture(line):
            continue
        cells = line.split("\t")
        texts = [clean_text(cell) for cell in cells]
        header = [declared.get(text) for text in texts]
        if not names:
            _check_header(file, number, texts, header, headings)
            names = [name for name in header if name is not None]
        elif header == names:
            after_header = True
        elif len(cells) != len(names):
            problems.append(Problem(file, f"{len(names)} cells", number, found=str(len(cells))))
        else:
            raw = dict(zip(names, cells, strict=True))
            row = Row(file, number, raw, dict(zip(names, texts, strict=True)))
            whole = any(row.text[name] in known for name, known in unnumbered.items())
            if after_header and rows and ordinal and not (row.text[ordinal] or whole):
                rows[-1] = _joined(rows[-1], row)
            else:
                rows.append(row)
            after_header = False
    if not names:
        problems.append(Problem(file, f"a header with {_quoted(headings)}"))
    if problems:
        raise BuildError(problems)
    return rows


def lines_of(path: Path, file: str) -> list[str]:
    """The lines of a raw file, the last one empty where it ends with a line end.

    Raises BuildError if it cannot be read.
    """
    try:
        text = read_text(path, _MOST)
    except UnreadableError as error:
        raise BuildError([Problem(file, error.expected, error.line)]) from error
    # Line ends are those of any system.
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _check_header(
    file: str,
    line: int,
    texts: Sequence[str],
    header: Sequence[str | None],
    headings: Sequence[Heading],
) -> None:
    separator = next((sign for sign in ",;" if sign in texts[0]), None)
    if len(texts) == 1 < len(headings) and separator is not None:
        expected = f"cells with tabs between them, not {separator!r}"
        raise BuildError([Problem(file, expected, line, found=texts[0])])
    unknown = [text for text, name in zip(texts, header, strict=True) if name is None and text]
    missing = [heading for heading in headings if heading.name not in header]
    problems = [Problem(file, f"no column {text!r}", line) for text in unknown]
    problems += [Problem(file, f"a column {heading.name!r}", line) for heading in missing]
    problems += [
        Problem(file, f"a heading over column {number} of {len(texts)}, or no such column", line)
        for number, text in enumerate(texts, start=1)
        if not text
    ]
    if len(set(header)) < len(header) and not problems:
        problems = [Problem(file, "each column once", line, found=" | ".join(texts))]
    if problems:
        raise BuildError(problems)


def _quoted(headings: Sequence[Heading]) -> str:
    return ", ".join(repr(heading.name) for heading in headings)


def _joined(above: Row, rest: Row) -> Row:
    def join(one: Mapping[str, str], other: Mapping[str, str]) -> dict[str, str]:
        return {name: f"{one[name]} {other[name]}".strip() for name in one}

    return Row(above.file, above.line, join(above.raw, rest.raw), join(above.text, rest.text))
