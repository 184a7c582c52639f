"""`--set KEY=VALUE`: any key of a draft that is open, or that it has not, from the command line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import yaml

from etl.catalogue.strict_yaml import parse_yaml
from etl.intake.draft import Draft
from etl.problems import Problem

FORM = (
    "KEY=VALUE, as table.structure='\"2025\"' or document.number=99/BC-BTTTT; of one of several "
    "drafts NAME:KEY=VALUE, NAME as its file or folder is called, or FOLDER/FILE"
)
_PARTS = ("table", "topics", "document")
_LONGEST = 2_000


@dataclass(frozen=True)
class Setting:
    """A dotted key, and its value as YAML reads it."""

    key: str
    value: Any
    draft: str | None = None
    """What it is for: a draft's file without its ending, its folder, or both with a stroke between
    them; None: every draft that leaves the key open."""

    def is_for(self, draft: Draft) -> bool:
        """Whether the draft is one that it may be meant for."""
        folder, file = draft.file.absolute().parent.name, draft.file.stem
        return self.draft in (None, file, folder, f"{folder}/{file}")


def setting_of(text: str) -> Setting:
    """What `--set` gives. Raises ValueError, in words, if it is no key and value."""
    said, equals, value = text.partition("=")
    name, _colon, key = ("", "", said) if _is_key(said) else said.partition(":")
    if not (equals and _is_key(key)) or len(text) > _LONGEST:
        raise ValueError(f"expected {FORM}, found {text[:80]!r}")
    try:
        return Setting(key, parse_yaml(value), name or None)
    except yaml.YAMLError as error:
        raise ValueError(f"expected {FORM}; the value of {key} is no YAML") from error


def _is_key(text: str) -> bool:
    part, _dot, name = text.partition(".")
    return part in _PARTS and bool(name)


def with_settings(
    drafts: Sequence[Draft], settings: Sequence[Setting], problems: list[Problem]
) -> list[Draft]:
    """The drafts with what was set; a problem for what one is certain of otherwise, or none takes.

    Each takes the keys that it leaves open. One that no draft says anything of is added to the
    only one that it can be meant for.
    """
    found = list(drafts)
    for setting in settings:
        meant = [n for n, draft in enumerate(found) if setting.is_for(draft)]
        saying = [n for n in meant if _says(found[n], setting.key)]
        having = [n for n in meant if setting.key.partition(".")[0] in found[n].entry]
        if saying or len(having) == 1:
            for number in saying or having:
                found[number] = _with(found[number], setting, problems)
        else:
            problems.append(_not_taken(setting, found, having))
    return found


def _with(draft: Draft, setting: Setting, problems: list[Problem]) -> Draft:
    key, value = setting.key, setting.value
    before = value_at(draft.entry, key)
    if not (_is_open(draft, key) or before in (None, value)):
        expected = f"--set {key} left out: the draft is certain of another value"
        problems.append(draft.problem(expected, key, before))
        return draft
    settled = [name for name in draft.about.undecided if f"{name}.".startswith(f"{key}.")]
    return replace(draft, entry=_put(draft.entry, key.split("."), value)).without_open(*settled)


def _says(draft: Draft, key: str) -> bool:
    return key in draft.about.undecided or value_at(draft.entry, key) is not None


def _is_open(draft: Draft, key: str) -> bool:
    """Whether a key is to be decided, or stands in what is not certain; the nearest tells."""
    path = key.split(".")
    for length in range(len(path), 0, -1):
        name = ".".join(path[:length])
        inference = draft.about.inferred.get(name)
        if name in draft.about.undecided or inference is not None:
            return inference is None or inference.sure != "certain"
    return False


def _not_taken(setting: Setting, drafts: Sequence[Draft], having: Sequence[int]) -> Problem:
    if having:
        names = ", ".join(drafts[number].file.stem for number in having)
        expected = f"NAME:{setting.key}=…, the draft that it is for: {names}"
    else:
        part = setting.key.partition(".")[0]
        expected = f"a draft with `{part}`; these are {', '.join(d.file.stem for d in drafts)}"
    return Problem("--set", expected, cell=setting.key, found=setting.draft)


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
