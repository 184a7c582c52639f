"""Declared repairs of raw cells, each guarded by what the cell must read today."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from etl.catalogue.table_specs import Correction
from etl.extract.read import Row
from etl.facts import Issue
from etl.language.statements import Text, say
from etl.problems import BuildError, Problem


def apply_corrections(
    rows_of: Mapping[str, Sequence[Row]], corrections: Iterable[Correction]
) -> tuple[dict[str, list[Row]], list[Issue]]:
    """The rows with corrected text (`raw` keeps the print), and one issue per correction.

    Raises BuildError if a correction names no cell, or its cell no longer reads `expect`:
    the source has changed, and the repair has to be judged anew.
    """
    corrected = {table_id: list(rows) for table_id, rows in rows_of.items()}
    issues: list[Issue] = []
    problems: list[Problem] = []
    for correction in corrections:
        rows = corrected.get(correction.table_id, [])
        index = next((i for i, row in enumerate(rows) if row.line == correction.line), None)
        if index is None or correction.column not in rows[index].text:
            problems.append(
                Problem(
                    "data/catalogue/corrections.yml",
                    f"a cell of {correction.table_id}",
                    cell=correction.column,
                    found=f"line {correction.line}",
                )
            )
            continue
        row = rows[index]
        if row.text[correction.column] != correction.expect:
            expected = f"{correction.expect!r}, which corrections.yml replaces"
            problems.append(row.problem(correction.column, expected))
            continue
        rows[index] = replace(row, text={**row.text, correction.column: correction.value})
        detail = say(
            "cell_corrected",
            printed=correction.expect,
            read=correction.value,
            reason=Text(correction.reason_vi),
        )
        issues.append(
            Issue("cell_corrected", "warning", detail, correction.table_id, correction.line)
        )
    if problems:
        raise BuildError(problems)
    return corrected, issues
