"""`--set KEY=VALUE`: any key of a draft that is open, given on the command line."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import yaml

from etl.catalogue.strict_yaml import parse_yaml
from etl.intake.draft import Draft
from etl.problems import Problem

FORM = "KEY=VALUE, as table.structure='\"2025\"' or document.number=99/BC-BTTTT"
_PARTS = ("table", "topics", "document")
_LONGEST = 2_000

Setting = tuple[str, Any]
"""A dotted key, and its value as YAML reads it."""


def setting_of(text: str) -> Setting:
    """What `--set` gives. Raises ValueError, in words, if it is no key and value."""
    key, equals, value = text.partition("=")
    part, _dot, name = key.partition(".")
    if not (equals and part in _PARTS and name) or len(text) > _LONGEST:
        raise ValueError(f"expected {FORM}, found {text[:80]!r}")
    try:
        return key, parse_yaml(value)
    except yaml.YAMLError as error:
        raise ValueError(f"expected {FORM}; the value of {key} is no YAML") from error


def with_settings(draft: Draft, settings: Sequence[Setting], problems: list[Problem]) -> Draft:
    """The draft with what was set; where it is certain of something else, a problem.

    Of several drafts each takes the keys that it leaves open.
    """
    for key, value in settings:
        inference = draft.about.inferred.get(key)
        is_open = key in draft.about.undecided or (
            inference is not None and inference.sure != "certain"
        )
        before = value_at(draft.entry, key)
        if is_open:
            entry = _put(draft.entry, key.split("."), value)
            draft = replace(draft, entry=entry).without_open(key)
        elif before is not None and before != value:
            expected = f"--set {key} left out: the draft is certain of another value"
            problems.append(draft.problem(expected, key, before))
    return draft


def value_at(entry: Mapping[str, Any], dotted: str) -> Any:
    """What an entry says at a dotted key; None where it says nothing."""
    part: Any = entry
    for key in dotted.split("."):
        if isinstance(part, list):
            part = part[int(key)] if _is_index(part, key) else None
        else:
            part = part.get(key) if isinstance(part, Mapping) else None
    return part


def _put(part: Any, keys: Sequence[str], value: Any) -> Any:
    """A copy of a part of an entry, with a value at the keys."""
    if not keys:
        return value
    first, *rest = keys
    if isinstance(part, list) and _is_index(part, first):
        number = int(first)
        return [*part[:number], _put(part[number], rest, value), *part[number + 1 :]]
    known = part if isinstance(part, Mapping) else {}
    return {**known, first: _put(known.get(first), rest, value)}


def _is_index(part: Sequence[Any], key: str) -> bool:
    return key.isdecimal() and len(key) < 6 and int(key) < len(part)
