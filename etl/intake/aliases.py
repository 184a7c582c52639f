"""Spellings of names that an import adds: what is asked for, and the file with them in it."""

import csv
from collections.abc import Iterable
from io import StringIO
from pathlib import Path

from etl.catalogue.resolve import ALIASES
from etl.catalogue.unit_specs import AliasSpec
from etl.problems import Problem

FORM = "NAME=UNIT_ID[:scan_error], as “Đà Nẵg=p63-48:scan_error”"


def alias_of(text: str) -> AliasSpec:
    """The spelling that `--alias` gives. Raises ValueError, in words, if it is none."""
    name, _equals, unit = text.rpartition("=")
    unit_id, _colon, kind = unit.partition(":")
    said = {"alias": name.strip(), "unit_id": unit_id, "kind": kind or "variant"}
    try:
        if not name.strip() or not name.isprintable():
            raise ValueError("no name of letters")
        return AliasSpec.model_validate(said)
    except ValueError as error:
        raise ValueError(f"expected {FORM}, found {text!r}") from error


def line_of(alias: AliasSpec) -> str:
    """Its line of the file of spellings."""
    line = StringIO()
    csv.writer(line, lineterminator="").writerow((alias.alias, alias.unit_id, alias.kind))
    return line.getvalue()


def lines_for(problem: Problem) -> list[str]:
    """The lines that would make an unknown name one of each of its nearest units."""
    if problem.found is None:
        return []
    return [
        line_of(AliasSpec.model_construct(alias=problem.found, unit_id=unit_id, kind="variant"))
        for unit_id in problem.unit_ids
    ]


def with_aliases(root: Path, aliases: Iterable[AliasSpec]) -> str:
    """The file of spellings with those that it has not yet, one line each at its end."""
    text = (root / ALIASES).read_text(encoding="utf-8")
    known = set(text.splitlines())
    fresh = [line for line in map(line_of, dict.fromkeys(aliases)) if line not in known]
    if not fresh:
        return text
    return "\n".join((text.removesuffix("\n"), *fresh, ""))
