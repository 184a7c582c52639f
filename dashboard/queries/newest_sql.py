"""A piece of SQL: which of a unit's figures is the newest, for every question that wants it."""

# What goes on is superseded by what it grows into: it is shown where there is nothing else. Of two
# periods that end together the longer one comes first: the year, not its last quarter.
NEWEST = "is_provisional, period_end DESC, period_start, period_kind"
"""The order of observations of one indicator and unit, the newest first; the basis decides last."""
