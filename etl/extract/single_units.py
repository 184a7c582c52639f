"""Figures of lists of single units, where a table of their whole level prints the same."""

from etl.catalogue.load import Catalogue
from etl.catalogue.table_base import NamesUnits
from etl.facts import Facts, Issue
from etl.language.statements import say


def yield_to_whole_tables(catalogue: Catalogue, facts: Facts) -> None:
    """Leave out, and tell of, what single units are said to have had where a whole table says it.

    So the table of a level that comes later takes the place of what a newspaper had from it.
    """
    single = {
        table.table_id
        for table in catalogue.tables.values()
        if isinstance(table, NamesUnits) and table.single_units
    }
    chosen = [item for item in facts.observations if item.table_id in single]
    named = {item.indicator_id for item in chosen}
    whole = {
        item.key
        for item in facts.observations
        if item.indicator_id in named and item.table_id not in single
    }
    yielding = [item for item in chosen if item.key in whole]
    for item in yielding:
        facts.observations.remove(item)
        facts.issues.append(
            Issue(
                "different_figures",
                "info",
                say("yields_to_whole_table", printed=item.raw_text or ""),
                item.table_id,
                item.source_line,
                item.unit_id,
                item.indicator_id,
            )
        )
