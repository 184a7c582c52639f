"""The report: every figure beside its reference, as a ratio, and the goal where there is one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.box import SIMPLE_HEAD
from rich.table import Table

from tests.bench.sample import Sample, Statistic


@dataclass(frozen=True)
class Row:
    """One measurement. `limit` is the greatest ratio that holds the goal, if there is one."""

    name: str
    sample: Sample
    unit: str
    reference: str
    reference_value: float
    limit: float | None = None
    judged: Statistic = "median"
    """What is set against the reference."""

    @property
    def ratio(self) -> float:
        judged: float = getattr(self.sample, self.judged)
        return judged / self.reference_value

    @property
    def is_held(self) -> bool | None:
        """Whether the goal is; None where there is none."""
        return None if self.limit is None else self.ratio <= self.limit

    @property
    def verdict(self) -> str:
        if self.limit is None:
            return ""
        return f"{self.judged} ≤ {self.limit:g}: {'held' if self.is_held else 'missed'}"

    @property
    def cells(self) -> tuple[str, ...]:
        """As `HEADINGS` has them."""
        low, high = self.sample.middle
        return (
            self.name,
            amount(self.sample.median, self.unit),
            f"{amount(low)}–{amount(high)}",
            amount(self.sample.p95),
            str(len(self.sample.values)),
            f"{self.reference}, {amount(self.reference_value, self.unit)}",
            amount(self.ratio),
            self.verdict,
        )


@dataclass(frozen=True)
class Gap:
    """A measurement that this run could not take, and why."""

    name: str
    reason: str


@dataclass(frozen=True)
class Section:
    """What was measured of one thing."""

    title: str
    rows: Sequence[Row | Gap]
    note: str = ""
    """How it was measured, in a sentence or two."""
    dominated_by: str = ""
    """Where the time, or what else is measured, goes that a missed goal is missed by."""

    @property
    def measured(self) -> list[Row]:
        return [row for row in self.rows if isinstance(row, Row)]

    @property
    def gaps(self) -> list[Gap]:
        return [row for row in self.rows if isinstance(row, Gap)]


HEADINGS = ("measured", "median", "p25–p75", "p95", "n", "reference", "ratio", "goal")
"""`n` counts the repetitions behind a median."""
NUMBERS = frozenset(("median", "p25–p75", "p95", "n", "ratio"))
"""Columns that are set right."""


def judged(sections: Sequence[Section]) -> Iterator[tuple[Section, Row]]:
    """The rows that have a goal, with the section each stands in."""
    for section in sections:
        yield from ((section, row) for row in section.measured if row.limit is not None)


def table(section: Section) -> Table:
    """A section as a table of the terminal."""
    drawn = Table(title=section.title, title_justify="left", box=SIMPLE_HEAD)
    for heading in HEADINGS:
        drawn.add_column(heading, justify="right" if heading in NUMBERS else "left")
    for row in section.measured:
        drawn.add_row(*row.cells)
    for gap in section.gaps:
        drawn.add_row(gap.name, "–", *[""] * (len(HEADINGS) - 3), f"not measured: {gap.reason}")
    return drawn


def amount(value: float, unit: str = "") -> str:
    """Two digits, or as many as stand before the point."""
    digits = f"{value:,.0f}" if abs(value) >= 9.95 else f"{value:.2g}"
    return f"{digits} {unit}".rstrip()
