"""What is wrong with the input, said so that the person who maintains it can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass


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
            parts.append(f"[{self.cell}]")
        if self.found is not None:
            parts.append(f"found {self.found!r},")
        parts.append(f"expected {self.expected}")
        if self.candidates:
            parts.append(f"(nearest: {', '.join(self.candidates)})")
        return " ".join(parts)


class BuildError(Exception):
    """The input cannot become a warehouse; carries every problem found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class CellError(ValueError):
    """A cell does not fit its declared format; `expected` says what would."""

    def __init__(self, expected: str) -> None:
        self.expected = expected
        super().__init__(expected)
