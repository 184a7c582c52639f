"""Pieces of SQL about units that several questions share."""

from etl.language import lineage

WHOLE = f"relation IN {lineage.WHOLE}"
"""Of `unit_lineage`: the whole predecessor went on in the successor, so its figures do too."""

SAME = f"relation IN {lineage.SAME}"
"""Of `unit_lineage`: the unit went on, under a new id maybe."""

MEMBERS = f"""
    SELECT
        successor_id AS unit_id,
        string_agg(short_name_vi, ', ' ORDER BY short_name_vi COLLATE vi) AS members_vi
    FROM unit_lineage JOIN unit ON unit.unit_id = predecessor_id
    WHERE {WHOLE}
    GROUP BY successor_id
"""
"""The names of the old units behind every new one, in one text."""

NAMED_BY_ROLE = ", ".join(
    "string_agg(short_name_vi, ', ' ORDER BY short_name_vi COLLATE vi)"
    f" FILTER (WHERE role = '{role}') AS {role}"
    for role in ("partner", "location", "named")
)
"""Of `task_unit` with `unit`: the names of those in each role but the owners', in one text each."""


def in_force(unit: str = "unit") -> str:
    """A condition: the row of `unit` that the query calls so existed on `$day`."""
    return (
        f"$day >= coalesce({unit}.valid_from, DATE '0001-01-01')"
        f" AND $day <= coalesce({unit}.valid_to, DATE '9999-12-31')"
    )
