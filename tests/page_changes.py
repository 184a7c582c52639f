"""The first choice of every page, for readers with and without a browser."""

from dataclasses import dataclass

from dashboard.ui.frame.pages import (
    COMPARE,
    MAP,
    METHODS,
    NATIONAL,
    OBSTACLES,
    OVERVIEW,
    PROFILE,
    PROJECT06,
    QUALITY,
    RANKING,
    SECURITY,
    TARGETS,
    Page,
)
from dashboard.ui.frame.parameters import INDICATOR, LEVEL, SECTION, SHOWN, STRUCTURE, Param


@dataclass(frozen=True)
class PageChange:
    """A change between two options of a page's selector."""

    page: Page
    param: Param
    figure: str | None
    """What the container of the figure that it changes is called; None where it changes words."""
    options: tuple[int, int] = (0, 1)
    """The option that is chosen at first and the other, counted from the first of the selector."""


FIRST_CHANGES = (
    PageChange(OVERVIEW, STRUCTURE, "dvctt_full_rate"),
    PageChange(MAP, INDICATOR, "map"),
    PageChange(RANKING, INDICATOR, "ranking"),
    PageChange(TARGETS, LEVEL, "tallies"),
    PageChange(PROFILE, LEVEL, None),
    PageChange(COMPARE, LEVEL, "scatter"),
    # Lines of its table come and go.
    PageChange(NATIONAL, SHOWN, None),
    PageChange(SECURITY, LEVEL, "stages"),
    PageChange(OBSTACLES, STRUCTURE, "map"),
    PageChange(PROJECT06, STRUCTURE, None),
    PageChange(QUALITY, SECTION, None),
    PageChange(METHODS, SECTION, None),
)
