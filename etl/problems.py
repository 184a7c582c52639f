"""What is wrong with the input, said so that the person who maintains it can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass

MOST_TOLD = 1_000
"""Problems that one run tells; a file with more is broken in one way, many times."""

# A cell may hold a million letters, and a line is read at a glance.
_LONGEST_CELL = 200
_LONGEST = 2_000


@dataclass(frozen=True)
class Problem:
    """One defect of one input file: where it stands, what was found, what was expected."""

    file: str
    expected: str
    line: int | None = None
    cell: str | None = None
    found: str | None = None
    candidates: tuple[str, ...] = ()
    unit_ids: tuple[str, ...] = ()
    """Of the candidates, where they are units."""

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        parts = [f"{place}:"]
        if self.cell is not None:
            parts.append(f"[{_shortened(self.cell, _LONGEST_CELL)}]")
        if self.found is not None:
            parts.append(f"found {_shortened(self.found, _LONGEST_CELL)!r},")
        parts.append(f"expected {self.expected}")
        if self.candidates:
            parts.append(f"(nearest: {', '.join(self.candidates)})")
        return _shortened(" ".join(parts), _LONGEST)


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


class BuildError(Exception):
    """The input cannot become a warehouse; carries every problem found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.told()))

    def told(self) -> list[str]:
        """A line for each problem, and one for all beyond `MOST_TOLD`."""
        lines = [str(problem) for problem in self.problems[:MOST_TOLD]]
        more = len(self.problems) - MOST_TOLD
        return [*lines, f"… and {more} more problems"] if more > 0 else lines


class CellError(ValueError):
    """A cell does not fit its declared format; `expected` says what would."""

    def __init__(self, expected: str) -> None:
        self.expected = expected
        super().__init__(expected)
