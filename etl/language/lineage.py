"""How one unit came of another, as `unit_lineage` names it."""

SAME = ("unchanged", "continued")
"""The unit went on, under a new id maybe."""

WHOLE = (*SAME, "merged")
"""The whole predecessor went on in the successor, so its figures do too."""
