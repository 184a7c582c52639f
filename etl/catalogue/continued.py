"""Further periods of a table: an entry that names the table it continues and says what differs."""

from collections.abc import Mapping, Sequence
from typing import Any

OWN = frozenset(
    {
        "table_id",
        "document",
        "appendix",
        "source_lines",
        "period",
        "periods",
        "note_vi",
        "structure",
        "supersedes",
        "beside",
    }
    | {"not_reported", "absent", "absent_vi", "unassigned", "unlisted", "silent"}
)
"""What holds of one print only: whoever prints the next one says it anew, or nothing."""

_LONGEST_CHAIN = 200


class ContinuedError(ValueError):
    """An entry continues a table that it cannot take anything from."""


def whole_entry(entries: Mapping[str, Any], table_id: str, met: Sequence[str] = ()) -> Any:
    """The entry of a table, with all that it takes over from the one it continues.

    An entry takes over every key that it does not give itself, except what holds of one print
    only. Indicators stay with the table that brought them. `entries` are files as read, by id;
    `met` are the tables that the chain has come through.

    Raises ContinuedError if there is no such table, the chain comes back to where it began, or
    columns would bring the periods of the earlier print with them.
    """
    entry = entries[table_id]
    table = entry.get("table") if isinstance(entry, dict) else None
    if not isinstance(table, dict) or "continues" not in table:
        return entry
    before = table["continues"]
    if not isinstance(before, str) or before not in entries:
        raise ContinuedError(f"the id of a table, found {before!r}")
    if before in (*met, table_id):
        chain = " → ".join((*met, table_id, before))
        raise ContinuedError(f"tables that continue one another in one direction, found {chain}")
    if len(met) >= _LONGEST_CHAIN:
        raise ContinuedError(f"a chain of at most {_LONGEST_CHAIN} tables that continue another")
    continued = whole_entry(entries, before, (*met, table_id))
    known = continued.get("table") if isinstance(continued, dict) else None
    if not isinstance(known, dict):
        return entry
    if "columns" not in table and _say_periods(known.get("columns")):
        raise ContinuedError(f"`columns` of its own, since those of {before} say their periods")
    taken = {key: cell for key, cell in known.items() if key not in OWN}
    return entry | {"table": taken | table}


def _say_periods(columns: Any) -> bool:
    """Whether columns, as read, have periods of their own."""
    listed = columns if isinstance(columns, list) else []
    return any(isinstance(column, dict) and "period" in column for column in listed)
