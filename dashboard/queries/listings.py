"""Lists of the warehouse that programs ask for: filtered, in a fixed order, a page at a time.

A row is what a table of the store says of one thing, with the names that its ids have, and how sure
its source is. The lists and their columns are in `listing_sql.py` and `register_listing_sql.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from dashboard.queries.listing import Listing
from dashboard.queries.listing_sql import FIGURE_LISTINGS
from dashboard.queries.register_listing_sql import NAMED_LISTINGS, REGISTER_LISTINGS
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse

LISTINGS: Mapping[str, Listing] = {
    found.name: found for found in (*NAMED_LISTINGS, *FIGURE_LISTINGS, *REGISTER_LISTINGS)
}
"""Every list by its name."""

LATEST, ALL, SHOWN = "latest", "all", "shown"
"""Values of filters that are no value of a column."""

_NAMED = {
    "indicator": "SELECT indicator_id AS name FROM indicator",
    "unit": "SELECT unit_id AS name FROM unit",
    "document": "SELECT document_id AS name FROM document",
    "topic": "SELECT DISTINCT topic AS name FROM indicator",
    "owner": "SELECT unit_id AS name FROM unit",
    "region": "SELECT unit_id AS name FROM unit WHERE level = 'region'",
    "system": "SELECT DISTINCT system_group AS name FROM obstacle",
    "category": "SELECT DISTINCT category AS name FROM obstacle",
    "due": """
        SELECT DISTINCT strftime(due_on, '%Y') AS name
        FROM (SELECT due_on FROM target UNION ALL SELECT due_on FROM task)
    """,
    "period": f"""
        SELECT DISTINCT unnest(['{LATEST}', '{ALL}', period_label, period_id]) AS name
        FROM ({LISTINGS["observations"].rows})
    """,
}
"""What values a filter knows that follow from the data, by its name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a list: values by filter, of which a row has one, and the rows of a page."""

    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    first: int = 0
    """How many rows come before the page."""
    rows: int = 1000


@kept(64)
def known_values(source: Warehouse, name: str) -> tuple[str, ...]:
    """Every value that a filter knows in this build, in order."""
    found = source.rows(f"SELECT name FROM ({_NAMED[name]}) WHERE name IS NOT NULL ORDER BY name")
    return tuple(row["name"] for row in found)


def rows_of(source: Warehouse, listing: Listing, asked: Asked) -> pa.Table:
    """A page of the rows asked for, with the columns of the list."""
    columns = ", ".join(f'"{column.name}"' for column in listing.columns)
    return source.arrow(
        f"SELECT {columns} FROM ({listing.rows}) WHERE {_conditions(listing, asked)}"
        f" ORDER BY {listing.order} LIMIT $rows OFFSET $first",
        **_values(asked),
        rows=asked.rows,
        first=asked.first,
    )


@kept(512)
def count_of(source: Warehouse, listing: Listing, asked: Asked) -> int:
    """How many rows there are of what is asked for, on all pages."""
    found = source.rows(
        f"SELECT count(*) AS n FROM ({listing.rows}) WHERE {_conditions(listing, asked)}",
        **_values(asked),
    )
    return int(found[0]["n"])


def _conditions(listing: Listing, asked: Asked) -> str:
    given = dict(asked.filters)
    structures = "$structure" if "structure" in given else "structures"
    conditions = [
        f"({listing.filters[name].condition})".format(values=f"${name}", structures=structures)
        for name in given
    ]
    return " AND ".join(conditions) or "true"


def _values(asked: Asked) -> Mapping[str, Sequence[str]]:
    return {name: list(values) for name, values in asked.filters}
