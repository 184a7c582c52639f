"""The order of units in rankings and matrices."""

from collections.abc import Sequence

from dashboard.queries.view_rows import ViewRow

SORT_CODES = ("hang", "nguoc", "ten")
"""Best first, worst first, by name."""


def ordered(rows: Sequence[ViewRow], sort: str) -> list[ViewRow]:
    """The rows in one of `SORT_CODES`; units without a value come last, units that tie by name."""
    if sort == "ten":
        return list(rows)
    # Rows come in Vietnamese order of the names, which a stable sort keeps among equals.
    keyed = [(row.order_key, row) for row in rows if row.order_key is not None]
    best_first = [row for _key, row in sorted(keyed, key=lambda item: item[0])]
    best_first += [row for row in rows if row.order_key is None]
    if sort == "hang":
        return best_first
    valued, without = split_by_value(best_first)
    return [*reversed(valued), *without]


def split_by_value(rows: Sequence[ViewRow]) -> tuple[list[ViewRow], list[ViewRow]]:
    """The rows with a value or an interval, and those with neither."""
    return (
        [row for row in rows if row.has_value],
        [row for row in rows if not row.has_value],
    )
