"""Rows that the trial refused, beside their draft: line, reason, the row as printed.

They show what keeps a table out. It comes in whole or not at all, so no row is left behind.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from etl.intake.draft import Draft
from etl.problems import Problem

# Those that the pipeline counts lines by.
_LINE_END = re.compile("\r\n|\r|\n")


@dataclass(frozen=True)
class RefusedRow:
    line: int
    reason: str
    row: str
    """As printed, its cells with tabs between them."""


@dataclass(frozen=True)
class Quarantine:
    """The refused rows of one draft; empty where none is."""

    table_id: str
    file: str
    rows: tuple[RefusedRow, ...]


def quarantine(draft: Draft, problems: Sequence[Problem]) -> Quarantine:
    """The rows of a draft that problems name, in their order."""
    reasons: dict[int, list[str]] = {}
    for problem in problems:
        if problem.file == str(draft.raw_file) and problem.line is not None:
            said = str(problem).removeprefix(f"{problem.file}:{problem.line}: ")
            reasons.setdefault(problem.line, []).append(said)
    lines = _LINE_END.split(draft.raw)
    rows = tuple(
        RefusedRow(line, "; ".join(reasons[line]), lines[line - 1] if line <= len(lines) else "")
        for line in sorted(reasons)
    )
    return Quarantine(draft.table_id, str(_file(draft)), rows)


def write_quarantine(draft: Draft, refused: Quarantine) -> None:
    """Write the file beside the draft, or take away that of an earlier trial. Raises OSError."""
    file = _file(draft)
    if not refused.rows:
        file.unlink(missing_ok=True)
        return
    head = _LINE_END.split(draft.raw)[0]
    rows = [f"{row.line}\t{_on_one_line(row.reason)}\t{row.row}" for row in refused.rows]
    # A link in its place would lead the text elsewhere.
    file.unlink(missing_ok=True)
    file.write_text("\n".join((f"line\treason\t{head}", *rows, "")), encoding="utf-8")


def _file(draft: Draft) -> Path:
    return draft.raw_file.with_name(f"{draft.table_id}.quarantine.tsv")


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
