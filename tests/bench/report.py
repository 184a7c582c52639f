"""The table: every figure beside its reference, as a ratio, and the goal where there is one."""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.box import SIMPLE_HEAD
from rich.table import Table

from tests.bench.sample import Sample


@dataclass(frozen=True)
class Row:
    """One measurement. `limit` is the greatest ratio that holds the goal, if there is one."""

    name: str
    sample: Sample
    unit: str
    reference: str
    reference_value: float
    limit: float | None = None
    shows_p95: bool = False

    @property
    def ratio(self) -> float:
        return self.sample.median / self.reference_value

    @property
    def verdict(self) -> str:
        if self.limit is None:
            return ""
        return f"≤ {self.limit:g}: {'held' if self.ratio <= self.limit else 'not held'}"


def table(rows: Iterable[Row]) -> Table:
    """The rows as a table of the terminal; `n` counts the repetitions behind a median."""
    drawn = Table("measured", title="Medians of one run; less is better", box=SIMPLE_HEAD)
    for heading in ("median", "p95", "n"):
        drawn.add_column(heading, justify="right")
    drawn.add_column("reference")
    drawn.add_column("ratio", justify="right")
    drawn.add_column("goal")
    for row in rows:
        drawn.add_row(
            row.name,
            _amount(row.sample.median, row.unit),
            _amount(row.sample.p95, row.unit) if row.shows_p95 else "",
            str(len(row.sample.values)),
            f"{row.reference}, {_amount(row.reference_value, row.unit)}",
            f"{row.ratio:.2g}",
            row.verdict,
        )
    return drawn


def _amount(value: float, unit: str) -> str:
    return f"{value:,.0f} {unit}" if value >= 100 else f"{value:.2g} {unit}"
