"""How an import ended, in lines and tables for the analyst at a terminal."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from etl.intake.aliases import lines_for
from etl.intake.difference import Difference, FigureChange
from etl.intake.hints import hints
from etl.intake.take_in import Intake
from etl.problems import MOST_TOLD, Problem

_MOST_ROWS = 12
"""Of each table; `--json` has all."""


def print_problems(errors: Console, intake: Intake) -> None:
    """Every problem, with the lines that would mend an unknown name, and where rows were put."""
    for problem in intake.problems[:MOST_TOLD]:
        for line in _told(problem):
            errors.print(line, markup=False, highlight=False)
    if (more := len(intake.problems) - MOST_TOLD) > 0:
        errors.print(f"… and {more} more problems", markup=False)
    for line in hints(intake.problems):
        errors.print(line, markup=False, highlight=False)
    for refused in intake.quarantine:
        count = len(refused.rows)
        errors.print(f"{count} refused row(s) are in {refused.file}", markup=False, highlight=False)


def _told(problem: Problem) -> Iterator[str]:
    yield str(problem)
    for line in lines_for(problem):
        unit_id = line.split(",")[-2]
        yield (
            f"    if it is one: add the line {line} to data/catalogue/unit_aliases.csv, or "
            f'--alias "{problem.found}={unit_id}"; a scanning error is :scan_error'
        )


def print_arrivals(console: Console, intake: Intake) -> None:
    """Which tables the import brings."""
    rows = [
        (
            arrival.draft.table_id,
            arrival.draft.document_id,
            arrival.state,
            "" if (source := arrival.draft.about.source) is None else _from(source),
        )
        for arrival in intake.arrivals
    ]
    _print(console, "Tables of the import", ("table", "document", "state", "from"), rows)


def _from(source: Any) -> str:
    return f"{source.file}, {source.place}"


def print_difference(console: Console, found: Difference) -> None:
    """A difference as tables, the most important rows of each; those without rows are left out."""
    steps = Counter(item.status for item in found.figures)
    console.print(
        f"Figures: {steps['added']} added, {steps['changed']} changed, {steps['vanished']} "
        f"vanished; {found.merged_figures} of merged units and regions change with them",
        highlight=False,
    )
    _print(console, "Figures added", _ADDED, list(_added(found)))
    for title, headings, items, cells in _TABLES:
        rows = [cells(item) for item in getattr(found, items)]
        _print(console, title, headings, [row for row in rows if row is not None])
    if found.jumps:
        console.print(found.jump_rule, style="dim", highlight=False)


_ADDED = ("table", "indicator", "level", "period", "units", "lowest", "highest")


def _added(found: Difference) -> Iterator[Iterable[object]]:
    """New figures by table, indicator, level and period: how many, and from where to where."""
    groups: dict[tuple[str, str, str, str], list[FigureChange]] = {}
    for item in found.figures:
        if item.status == "added" and item.basis == "published":
            key = item.table_id, item.indicator_vi, item.level, item.period_label
            groups.setdefault(key, []).append(item)
    for key, items in groups.items():
        lows = [item.new_low for item in items if item.new_low is not None]
        highs = [item.new_high for item in items if item.new_high is not None]
        decimals = items[0].decimals
        least, most = (
            _number(limit, decimals)
            for limit in (min(lows, default=None), max(highs, default=None))
        )
        yield *key, len(items), least, most


def _print(
    console: Console, title: str, headings: Sequence[str], rows: Sequence[Iterable[object]]
) -> None:
    if not rows:
        return
    table = Table(title=f"{title}: {len(rows)}", title_justify="left", box=SIMPLE_HEAD)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows[:_MOST_ROWS]:
        # As text: brackets in names of the data are no markup.
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    console.print(table)
    if (more := len(rows) - _MOST_ROWS) > 0:
        console.print(f"… and {more} more; --json has all", style="dim", highlight=False)


def _number(value: float | None, decimals: int | None = None) -> str | None:
    if value is None:
        return None
    return f"{value:,.{decimals}f}" if decimals is not None else f"{value:,.6g}"


def _figure(item: FigureChange, side: str) -> str | None:
    """`49.89`, `20.00–50.00`, or why there is none."""
    low, high = getattr(item, f"{side}_low"), getattr(item, f"{side}_high")
    if low is None or high is None:
        return getattr(item, f"{side}_status") or "–"
    ends = dict.fromkeys((_number(low, item.decimals), _number(high, item.decimals)))
    return "–".join(end for end in ends if end is not None)


def _of_unit(item: Any) -> tuple[object, object]:
    return item.unit_vi, item.indicator_vi


_TABLES: tuple[tuple[str, tuple[str, ...], str, Callable[[Any], Iterable[object] | None]], ...] = (
    (
        "Documents, tables, indicators",
        ("kind", "id", "title", "is"),
        "named",
        lambda item: (item.kind, item.id, item.title_vi, item.status),
    ),
    (
        "Implausible jumps",
        ("unit", "indicator", "from", "to", "old", "new", "change", "usual"),
        "jumps",
        lambda item: (
            *_of_unit(item),
            item.earlier_label,
            item.period_label,
            _number(item.old),
            _number(item.new),
            f"{_number(item.change)} {item.scale}",
            _number(item.usual),
        ),
    ),
    (
        "Verdicts that change",
        ("unit", "indicator", "due", "target", "old", "new"),
        "verdicts",
        lambda item: (
            *_of_unit(item),
            item.due_on,
            f"{item.comparator} {_number(item.target) or 'bounds'}",
            f"{item.old} ({item.old_label})" if item.old else None,
            f"{item.new} ({item.new_label})" if item.new else None,
        ),
    ),
    (
        "Claims that are tested otherwise",
        ("claim", "old", "new", "is"),
        "claims",
        lambda item: (item.statement_vi, item.old, item.new, item.status),
    ),
    (
        "Targets",
        ("indicator", "of", "due", "old", "new", "superseded by", "is"),
        "targets",
        lambda item: (
            item.indicator_vi,
            item.unit_vi or item.scope,
            item.due_on,
            _number(item.old),
            _number(item.new),
            item.new_superseded_by,
            item.status,
        ),
    ),
    (
        "Units without a figure",
        ("table", "indicator", "period", "because", "units"),
        "without",
        lambda item: (
            item.table_id,
            item.indicator_vi,
            item.period_label,
            item.status,
            f"{item.units}: {', '.join(item.units_vi)}",
        ),
    ),
    (
        "Ranks that move",
        ("unit", "indicator", "units of", "old", "new", "places up"),
        "ranks",
        lambda item: (
            *_of_unit(item),
            item.structure,
            f"{item.old} of {item.old_ranked} ({item.old_label})",
            f"{item.new} of {item.new_ranked} ({item.new_label})",
            f"{item.moved:+}",
        ),
    ),
    (
        "Noticed in the sources",
        ("kind", "table", "line", "unit", "indicator", "is"),
        "issues",
        lambda item: (
            item.kind,
            item.table_id,
            item.source_line,
            item.unit_vi,
            item.indicator_vi,
            item.status,
        ),
    ),
    (
        "Figures that vanish or change",
        ("unit", "indicator", "period", "old", "new", "is"),
        "figures",
        lambda item: (
            None
            if item.status == "added"
            else (
                *_of_unit(item),
                item.period_label,
                _figure(item, "old"),
                _figure(item, "new"),
                item.status,
            )
        ),
    ),
)
