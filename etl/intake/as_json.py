"""How an import ended, as one JSON object (`etl import --json`), for programs.

The exit code is 0, or 1 where the outcome is "refused". Where the system fails, as on a full disk,
there is no object and the exit code is 1; of wrong options it is 2. Either is said on stderr.

outcome       "refused", "unchanged", "tried" (no problem, nothing written) or "written"
tables        [{table_id, document_id, state, file, raw_file, source}]: the drafts; state is
              "new", "replaces" or "unchanged", source {file, sha256, place} or null
problems      [{file, line, cell, found, expected, candidates, aliases, text}]: candidates are
              names of the nearest units, aliases the lines of unit_aliases.csv that would make
              the name found one of each, text the whole in words
hints         [line]: what many unknown names have in common, and the key that reads them
quarantine    [{table_id, file, rows: [{line, reason, row}]}]: what was refused, by table
difference    null, or the object that `etl/intake/difference.py` describes
not_compared  why a trial without problems has no difference, else null
files         those of the project that an import writes, or takes away
"""

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from etl.intake.aliases import lines_for
from etl.intake.hints import hints
from etl.intake.take_in import Intake
from etl.intake.trial import Arrival
from etl.problems import Problem


def json_of(intake: Intake) -> str:
    """The object, on one line."""
    said = {
        "outcome": intake.outcome,
        "tables": [_table(arrival) for arrival in intake.arrivals],
        "problems": [_problem(problem) for problem in intake.problems],
        "hints": hints(intake.problems),
        "quarantine": [asdict(refused) for refused in intake.quarantine],
        "difference": None if intake.difference is None else asdict(intake.difference),
        "not_compared": intake.not_compared,
        "files": list(intake.files),
    }
    return json.dumps(said, ensure_ascii=False, default=_day)


def _table(arrival: Arrival) -> dict[str, Any]:
    draft = arrival.draft
    source = draft.about.source
    return {
        "table_id": draft.table_id,
        "document_id": draft.document_id,
        "state": arrival.state,
        "file": str(draft.file),
        "raw_file": str(draft.raw_file),
        "source": None if source is None else source.model_dump(),
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "file": problem.file,
        "line": problem.line,
        "cell": problem.cell,
        "found": problem.found,
        "expected": problem.expected,
        "candidates": list(problem.candidates),
        "aliases": lines_for(problem),
        "text": str(problem),
    }


def _day(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} in a difference")
