"""Targets that a later document sets anew: which one is in force, and what took its place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from etl.catalogue.load import Catalogue
from etl.catalogue.table_base import SetsTargets, entry_file
from etl.facts import Target
from etl.problems import Problem


def with_successors(catalogue: Catalogue, targets: Sequence[Target]) -> list[Target]:
    """The targets, each with the table that replaced it where one did.

    A table replaces, of those it `supersedes`, the targets that it sets anew: of the same
    indicator, due date and base, for the same unit or level. What it sets for a level also replaces
    what single units of the level were given.
    """
    later = _setting_anew(catalogue, targets)
    return [
        replace(target, superseded_by=min(found, key=lambda name: _day(catalogue, name)))
        # Of several tables that replace it the first did; the others replaced that one.
        if (found := _replacing(catalogue, target, later))
        else target
        for target in targets
    ]


def superseding_problems(catalogue: Catalogue, targets: Sequence[Target]) -> Iterator[Problem]:
    """Tables that replace what is not there, or what is not older."""
    later = _setting_anew(catalogue, targets)
    replaced = {
        (table_id, target.table_id)
        for target in targets
        for table_id in _replacing(catalogue, target, later)
    }
    for table_id in catalogue.tables:
        for earlier in _superseded_tables(catalogue, table_id):
            if earlier not in catalogue.tables:
                expected = "the id of a table"
            elif _day(catalogue, earlier) >= _day(catalogue, table_id):
                expected = "a table of a document whose figures are of an earlier day"
            elif (table_id, earlier) not in replaced:
                expected = "a table with a target that this one sets anew"
            else:
                continue
            file = entry_file(table_id)
            yield Problem(file, expected, cell="table.supersedes", found=earlier)


def _superseded_tables(catalogue: Catalogue, table_id: str) -> Sequence[str]:
    table = catalogue.tables[table_id]
    return table.supersedes if isinstance(table, SetsTargets) else ()


def _day(catalogue: Catalogue, table_id: str) -> date:
    return catalogue.documents[catalogue.tables[table_id].document].data_as_of


def _setting_anew(catalogue: Catalogue, targets: Iterable[Target]) -> dict[str, list[Target]]:
    """Those of tables that replace others, by each table that they replace."""
    later = defaultdict(list)
    for target in targets:
        for earlier in _superseded_tables(catalogue, target.table_id):
            later[earlier].append(target)
    return later


def _replacing(
    catalogue: Catalogue, target: Target, later: Mapping[str, Sequence[Target]]
) -> list[str]:
    """The tables that set a target anew."""
    return [
        other.table_id
        for other in later.get(target.table_id, ())
        if _sets_anew(catalogue, other, target)
    ]


def _sets_anew(catalogue: Catalogue, later: Target, earlier: Target) -> bool:
    if _aim(later) != _aim(earlier):
        return False
    level = None if earlier.unit_id is None else catalogue.units[earlier.unit_id].level
    return later.scope == level or (later.scope, later.unit_id) == (earlier.scope, earlier.unit_id)


def _aim(target: Target) -> tuple[object, ...]:
    return target.indicator_id, target.definition_id, target.due_on, target.base_vi
