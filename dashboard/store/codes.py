"""Codes of the store that several modules compare with."""

MET, NOT_MET, UNDETERMINED, NO_DATA = "met", "not_met", "undetermined", "no_data"

VERDICT_CODES = (MET, NOT_MET, UNDETERMINED, NO_DATA)
"""In the order legends list them."""

ROLE_CODES = ("partner", "location", "named")
"""How a task names units that do not own it."""

COUNTRY = "vn"
BLOCS = {"ministry": "bloc-ministries", "province": "bloc-provinces"}
"""Units that stand for all of a level together."""
