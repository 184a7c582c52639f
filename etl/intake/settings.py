"""`--set KEY=VALUE`: any key of a draft that is open, given on the command line."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import yaml

from etl.catalogue.strict_yaml import parse_yaml
from etl.intake.draft import Draft
from etl.problems import Problem

FORM = "KEY=VALUE, as table.structure='\"2025\"' or document.number=99/BC-BTTTT"
_PARTS = ("table", "document")
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
    entry: Mapping[str, Any] = draft.entry
    for key, value in settings:
        inference = draft.about.inferred.get(key)
        is_open = key in draft.about.undecided or (
            inference is not None and inference.sure != "certain"
        )
        before = value_at(entry, key)
        if is_open:
            entry = _put(entry, key.split("."), value)
        elif before is not None and before != value:
            expected = f"--set {key} left out: the draft is certain of another value"
            problems.append(draft.problem(expected, key, before))
    return replace(draft, entry=entry)


def value_at(entry: Mapping[str, Any], dotted: str) -> Any:
    """What an entry says at a dotted key; None where it says nothing."""
    part: Any = entry
    for key in dotted.split("."):
        part = part.get(key) if isinstance(part, Mapping) else None
    return part


def _put(part: Mapping[str, Any], keys: Sequence[str], value: Any) -> dict[str, Any]:
    first, *rest = keys
    inner = part.get(first)
    told = _put(inner if isinstance(inner, Mapping) else {}, rest, value) if rest else value
    return {**part, first: told}
