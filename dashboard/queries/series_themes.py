"""Rows of Appendix I: their numbers, and the groups that series of the country stand in."""

import re
from collections.abc import Collection

from dashboard.queries.indicators import Indicator

# Appendix I numbers its rows but does not group them; figures of the text join the rows on their
# topic. Other topics are groups already.
_THEMES: dict[str, tuple[Collection[int], Collection[str]]] = {
    "online_services": (range(1, 5), ("public_services",)),
    "infrastructure": ((5, 6, 7, 8, 12, 26), ("digital_signature",)),
    "administration": ((9, 10, 11), ("digital_government",)),
    "health": (range(13, 18), ()),
    "transport": (range(18, 21), ()),
    "economy": ((21, 22, 24, 25), ("digital_economy", "e_commerce")),
}
THEME_CODES = tuple(_THEMES)
"""In the order the page lists them; themes that are topics come after."""

_ROW_ID = re.compile(r"national_(\d+)(?:_(\d+))?")


def row_number(indicator_id: str) -> str:
    """The number of a row of Appendix I: `national_03_1` → `3.1`; empty for other indicators."""
    found = _ROW_ID.fullmatch(indicator_id)
    return "" if found is None else ".".join(str(int(part)) for part in found.groups() if part)


def row_place(indicator_id: str) -> float | None:
    """What a row of Appendix I sorts by: 3.10 comes after 3.9."""
    number, _mark, part = row_number(indicator_id).partition(".")
    return int(number) + int(part or 0) / 100 if number else None


def theme_of(indicator: Indicator) -> str:
    """The group of an indicator: one of `THEME_CODES`, or its topic."""
    number = row_number(indicator.indicator_id).split(".")[0]
    return next(
        (
            theme
            for theme, (rows, topics) in _THEMES.items()
            if (number and int(number) in rows) or indicator.topic in topics
        ),
        indicator.topic,
    )
