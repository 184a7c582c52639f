"""Declared repairs of raw cells, each guarded by what the cell must read today."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from etl.catalogue.table_specs import Correction
from etl.extract.read import Row
from etl.facts import Issue
from etl.language.statements import Text, say
from etl.problems import BuildError, Problem

_FILE = "data/catalogue/corrections.yml"


@dataclass(frozen=True)
class CorrectedCell:
    """A correction that holds, and the row as it was read from the raw file."""

    correction: Correction
    row: Row

    @property
    def issue(self) -> Issue:
        """What the quality page says of it: both readings, and why."""
        correction = self.correction
        detail = say(
            "cell_corrected",
            printed=correction.expect,
            read=correction.value,
            reason=Text(correction.reason_vi),
        )
        return Issue("cell_corrected", "warning", detail, correction.table_id, correction.line)


def apply_corrections(
    rows_of: Mapping[str, Sequence[Row]], corrections: Sequence[Correction]
) -> tuple[dict[str, list[Row]], list[CorrectedCell]]:
    """The rows with corrected text (`raw` keeps the print), and every cell that was corrected.

    Raises BuildError if a correction names no cell, a cell is named twice, or it no longer reads
    `expect`: the source has changed, and the repair has to be judged anew.
    """
    corrected = {table_id: list(rows) for table_id, rows in rows_of.items()}
    cells: list[CorrectedCell] = []
    problems = list(_named_twice(corrections))
    for correction in corrections:
        rows = corrected.get(correction.table_id, [])
        index = next((i for i, row in enumerate(rows) if row.line == correction.line), None)
        if index is None or correction.column not in rows[index].text:
            expected = f"a cell of {correction.table_id}"
            problems.append(_problem(correction, expected))
            continue
        row = rows[index]
        if row.text[correction.column] != correction.expect:
            expected = f"{correction.expect!r}, which corrections.yml replaces"
            problems.append(row.problem(correction.column, expected))
            continue
        rows[index] = replace(row, text={**row.text, correction.column: correction.value})
        cells.append(CorrectedCell(correction, row))
    if problems:
        raise BuildError(problems)
    return corrected, cells


def _named_twice(corrections: Iterable[Correction]) -> Iterator[Problem]:
    """Two repairs of a cell: the second would judge what the first made of it, not the print."""
    met = Counter((item.table_id, item.line, item.column) for item in corrections)
    for item in corrections:
        if met.pop((item.table_id, item.line, item.column), 1) > 1:
            yield _problem(item, f"each cell of {item.table_id} once")


def _problem(correction: Correction, expected: str) -> Problem:
    return Problem(_FILE, expected, cell=correction.column, found=f"line {correction.line}")
