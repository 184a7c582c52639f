"""The names in a list of units, as sentences print it."""

import re
from collections.abc import Callable, Iterator

_SIGNS = re.compile("([,;])")
_MOST_COMMAS = 3
"""More than any unit's name has."""


def names_in(text: str, knows: Callable[[str], bool]) -> Iterator[str]:
    """The names of a list, as printed.

    Commas and `và` stand between names, and inside some: `Bộ Văn hóa, Thể thao và Du lịch`. So the
    longest name that is known is taken; a semicolon stands in none.
    """
    parts = _SIGNS.split(text)
    start = 0
    while start < len(parts):
        end = _end_of_name(parts, start, knows)
        name = "".join(parts[start:end]).strip()
        if end - start == 1 and " và " in name and not knows(name):
            yield from (piece.strip() for piece in name.split(" và "))
        elif name:
            yield name
        start = end + 1


def _end_of_name(parts: list[str], start: int, knows: Callable[[str], bool]) -> int:
    """The end of the name that begins at a part; signs are every second part."""
    longest = min(len(parts), start + 2 * _MOST_COMMAS + 1)
    for end in range(longest, start + 1, -2):
        inside = parts[start + 1 : end : 2]
        if ";" not in inside and knows("".join(parts[start:end]).strip()):
            return end
    return start + 1
