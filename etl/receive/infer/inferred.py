"""A draft entry while it is inferred: its keys, how sure each is, and what is left open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from textwrap import shorten
from typing import Any, Literal

_LONGEST = 500

Sure = Literal["certain", "likely", "unsure"]


@dataclass(frozen=True)
class Inferred:
    sure: Sure
    because: str


@dataclass
class DraftEntry:
    """The keys of a draft by their dotted path in it, as `table.period`."""

    content: dict[str, Any] = field(default_factory=dict)
    inferred: dict[str, Inferred] = field(default_factory=dict)
    undecided: dict[str, str] = field(default_factory=dict)
    """The keys an analyst has to give, each with what there is to choose from, or why."""
    problems: list[str] = field(default_factory=list)
    """What the build would refuse, each with its place and what to do."""

    def give(self, key: str, value: Any, sure: Sure, because: str) -> None:
        """Put a value, which only an analyst makes sure where it is unsure."""
        self.put(key, value)
        self.inferred[key] = Inferred(sure, because)
        if sure == "unsure":
            self.undecided[key] = because

    def leave_open(self, key: str, why: str) -> None:
        self.put(key, None)
        self.undecided[key] = why

    def put(self, key: str, value: Any) -> None:
        *path, last = key.split(".")
        content = self.content
        for part in path:
            content = content.setdefault(part, {})
        content[last] = value

    def take(self, other: "DraftEntry") -> None:
        """Add another entry's keys, as those of the document that comes with a table."""
        self.content |= other.content
        self.inferred |= other.inferred
        self.undecided |= other.undecided

    def report(self, problems: Iterable[str]) -> None:
        self.problems.extend(problems)

    @property
    def table(self) -> dict[str, Any]:
        """The part of the entry that is the table's."""
        table: dict[str, Any] = self.content.setdefault("table", {})
        return table

    def made_up(self, source: Mapping[str, str]) -> dict[str, Any]:
        """The whole draft, as its file has it: reasons that quote a long table are cut."""
        reasons = {key: Inferred("unsure", why) for key, why in self.undecided.items()}
        inferred = {
            key: {"sure": found.sure, "because": shorten(found.because, _LONGEST, placeholder=" …")}
            for key, found in (self.inferred | reasons).items()
        }
        draft = {"source": dict(source), "inferred": inferred, "undecided": list(self.undecided)}
        return self.content | {"draft": draft}
