"""Figures that a further table prints of what is printed already, kept beside those that count.

Of one figure only one print is shown, ranked and judged. Which one, the catalogue says: a table
lists in `beside` those whose prints count where both have the figure. The other print stays, with
its document and its cell, and nothing is concluded from it.
"""

from collections.abc import Iterable, Iterator

from etl.catalogue.load import Catalogue
from etl.catalogue.table_base import entry_file
from etl.catalogue.table_specs import FiguresTable, TableSpec
from etl.facts import Observation, ObservationKey, PrintedBeside
from etl.problems import Problem


def set_beside(
    catalogue: Catalogue, observations: Iterable[Observation]
) -> tuple[list[Observation], list[PrintedBeside]]:
    """The figures that count, and those beside them, each with the one that counts."""
    found = list(observations)
    listed = {name for table in catalogue.tables.values() for name in _counting(table)}
    printed = {(item.table_id, item.key): item for item in found if item.table_id in listed}
    shown, beside = [], []
    for item in found:
        counts = _counting_print(catalogue, item, printed)
        if counts is None:
            shown.append(item)
        else:
            beside.append(PrintedBeside(item, counts))
    return shown, beside


def _counting_print(
    catalogue: Catalogue,
    item: Observation,
    printed: dict[tuple[str, ObservationKey], Observation],
) -> Observation | None:
    for table_id in _counting(catalogue.tables[item.table_id]):
        if (counts := printed.get((table_id, item.key))) is not None:
            return counts
    return None


def beside_problems(catalogue: Catalogue, beside: Iterable[PrintedBeside]) -> Iterator[Problem]:
    """Tables that stand beside one that is not there, or that prints none of their figures."""
    met = {(item.figure.table_id, item.counts.table_id) for item in beside}
    for table in catalogue.tables.values():
        for other in _counting(table):
            if (table.table_id, other) not in met:
                expected = "the id of a table that prints a figure of this one too"
                file = entry_file(table.table_id)
                yield Problem(file, expected, cell="table.beside", found=other)


def _counting(table: TableSpec) -> tuple[str, ...]:
    return table.beside if isinstance(table, FiguresTable) else ()
