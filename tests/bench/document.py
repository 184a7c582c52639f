"""The report as files: `docs/performance.md` to read, `docs/performance.json` to compute with."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.bench.machine import Run
from tests.bench.report import HEADINGS, NUMBERS, Row, Section, amount, judged

_HEAD = """# Performance

Written by `make bench`; not to be edited. Medians of one run; less is better. Only figures of one
run compare: what is timed in the browser was measured in turn with its reference, so that whatever
else the machine did touched both. A goal is the greatest ratio to the reference that holds it.
"""


def write_report(folder: Path, run: Run, sections: Sequence[Section]) -> None:
    """Write both files of a run, over those of the run before."""
    folder.mkdir(exist_ok=True)
    (folder / "performance.md").write_text(markdown(run, sections), encoding="utf-8")
    content = json.dumps(as_data(run, sections), ensure_ascii=False, indent=1)
    (folder / "performance.json").write_text(content + "\n", encoding="utf-8")


def markdown(run: Run, sections: Sequence[Section]) -> str:
    """The report in words and tables; what is missed stands before everything else."""
    parts = [_HEAD, _described(run), _outcome(sections)]
    for section in sections:
        parts.append(f"## {section.title}\n")
        if section.note:
            parts.append(section.note + "\n")
        if section.measured:
            parts.append(_table(section.measured))
        parts += [f"- Not measured: {gap.name} ({gap.reason}).\n" for gap in section.gaps]
    return "\n".join(parts)


def _described(run: Run) -> str:
    lines = [f"- {name}: {value}" for name, value in run.lines.items()]
    if run.is_quick:
        lines.append("- **A quick run**: few repetitions, to see that it works.")
    return "\n".join(lines) + "\n"


def _outcome(sections: Sequence[Section]) -> str:
    goals = list(judged(sections))
    missed = [(section, row) for section, row in goals if not row.is_held]
    gaps = [f"- {gap.name}: {gap.reason}" for section in sections for gap in section.gaps]
    lines = ["## Goals\n", f"{len(goals) - len(missed)} of {len(goals)} are held."]
    for section in dict.fromkeys(section.title for section, _row in missed):
        lines += ["", *_missed([(own, row) for own, row in missed if own.title == section])]
    if gaps:
        lines += ["\nNot measured:\n", *gaps]
    return "\n".join(lines) + "\n"


def _missed(rows: Sequence[tuple[Section, Row]]) -> Iterator[str]:
    """What a section missed, and by what."""
    section = rows[0][0]
    yield f"Missed in {section.title}. {section.dominated_by}".rstrip() + "\n"
    for _section, row in rows:
        yield f"- {row.name}: {amount(row.ratio)} × {row.reference}, goal ≤ {row.limit:g}"


def _table(rows: Sequence[Row]) -> str:
    rules = ["--:" if heading in NUMBERS else "---" for heading in HEADINGS]
    lines = [HEADINGS, rules, *(row.cells for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def as_data(run: Run, sections: Sequence[Section]) -> dict[str, Any]:
    """The run, every row with its repetitions, and what was not measured."""
    return asdict(run) | {
        "rows": [
            {
                "section": section.title,
                "name": row.name,
                "unit": row.unit,
                "values": [round(value, 3) for value in row.sample.values],
                "median": round(row.sample.median, 3),
                "p95": round(row.sample.p95, 3),
                "reference": row.reference,
                "reference_value": round(row.reference_value, 3),
                "judged": row.judged,
                "ratio": round(row.ratio, 3),
                "limit": row.limit,
                "is_held": row.is_held,
            }
            for section in sections
            for row in section.measured
        ],
        "not_measured": [
            {"section": section.title, "name": gap.name, "reason": gap.reason}
            for section in sections
            for gap in section.gaps
        ],
    }
