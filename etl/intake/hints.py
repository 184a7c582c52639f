"""What many unknown names of a draft have in common, and the key of its entry that reads them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import takewhile

from etl.problems import Problem

_MANY = 3
_SIGN = re.compile(r"[^\w\s]\S*$")


def hints(problems: Iterable[Problem]) -> list[str]:
    """A line for each key that would help, by file; nothing is declared by itself."""
    names_of: dict[str, list[str]] = defaultdict(list)
    for problem in problems:
        if problem.unit_ids and problem.found is not None:
            names_of[problem.file].append(problem.found)
    return [
        f"{file}: {len(names)} unknown names {said}; if that is so, declare it in the entry"
        for file, names in names_of.items()
        if len(set(names)) >= _MANY
        for said in _in_common(names)
    ]


def _in_common(names: list[str]) -> Iterator[str]:
    before = _beginning(names).rpartition(" ")[0]
    after = _beginning([name[::-1] for name in names])[::-1]
    if before:
        yield f"begin with “{before}”: `name_prefixes: [{before}]`"
    # Letters that names end with in common are chance, signs are not.
    if sign := _SIGN.search(after):
        yield f'end with “{sign[0]}”: `name_suffixes: ["{sign[0]}"]`'
    if all(name.isupper() for name in names):
        yield "are in capitals: `names_in_capitals: true`"


def _beginning(names: Iterable[str]) -> str:
    """The letters that all names begin with."""
    same = takewhile(lambda letters: len(set(letters)) == 1, zip(*names, strict=False))
    return "".join(letters[0] for letters in same)
