"""The one click from a figure anywhere to the cell it was printed in."""

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.queries.indicator_views import View
from dashboard.queries.periods import Period
from dashboard.queries.structures import OLD, Structure
from dashboard.queries.view_rows import ViewRow
from dashboard.store.codes import COUNTRY
from dashboard.store.made_once import made_once
from dashboard.ui.controls.ways import way
from dashboard.ui.frame.addresses import address
from dashboard.ui.frame.pages import PROVENANCE_SECTION, QUALITY
from dashboard.ui.frame.parameters import (
    INDICATOR,
    LEVEL,
    PERIOD,
    SECTION,
    STRUCTURE,
    UNIT,
    Param,
)
from dashboard.words.cells import Link
from dashboard.words.markdown import plain
from etl.language.i18n import _

# The page lists the blocs beside the country.
_LEVELS = {"bloc": "country"}


def _choices(
    indicator_id: str,
    unit_id: str | None,
    level: str,
    structure: Structure,
    period: Period | None,
) -> dict[Param, str]:
    choices = {
        SECTION: PROVENANCE_SECTION,
        INDICATOR: indicator_id,
        LEVEL: _LEVELS.get(level, level),
        STRUCTURE: structure.id,
    }
    if unit_id is not None:
        choices[UNIT] = unit_id
    if period is not None:
        # Always said: a later figure must not take the place of the one that is linked.
        choices[PERIOD] = period.id
    return choices


def provenance_way(shown: View, unit_id: str) -> str:
    """A link to where a unit's figure comes from and what was done to it."""
    choices = _choices(
        shown.indicator.indicator_id, unit_id, shown.level, shown.structure, shown.period
    )
    return way(QUALITY, choices, _("Nguồn gốc con số"))


@made_once(16384)
def provenance_url(
    indicator_id: str,
    unit_id: str | None = COUNTRY,
    level: str = "country",
    structure: Structure = OLD,
    period: Period | None = None,
) -> str:
    """The same as an address: `/chat-luong?muc=nguon-goc&chi-so=…`.

    Without a unit, the page that asks for one; without a period, the newest figure.
    """
    return address(QUALITY, _choices(indicator_id, unit_id, level, structure, period))


def source_link(
    text: str, indicator_id: str, unit_id: str | None = COUNTRY, level: str = "country"
) -> str:
    """Markdown: the words that cite a source, leading to the cell."""
    return f"[{text}]({provenance_url(indicator_id, unit_id, level)})"


def figure_link(text: str, shown: View, unit_id: str) -> str:
    """Markdown: a unit's figure, leading to the cell."""
    return f"[{plain(text)}]({unit_url(shown, unit_id)})"


def view_urls(shown: View, rows: Sequence[ViewRow]) -> list[str]:
    """The address of each of some rows of a view."""
    return [unit_url(shown, row.unit_id) for row in rows]


def unit_url(shown: View, unit_id: str) -> str:
    """The address of a unit's figure in a view."""
    return provenance_url(
        shown.indicator.indicator_id, unit_id, shown.level, shown.structure, shown.period
    )


def with_provenance(
    reading: pd.DataFrame, urls: Sequence[str | None] | Mapping[str, Sequence[str | None]]
) -> tuple[pd.DataFrame, dict[str, str]]:
    """A table to read with a column that leads each row to its cell, and what its head means.

    Several columns, by name, where a row has several figures; those come last.
    """
    columns = urls if isinstance(urls, Mapping) else {_("Nguồn gốc"): urls}
    # Next to the unit, where a wide table needs no scrolling to show it.
    first = 1 if len(columns) == 1 and reading.columns[0] == _("Đơn vị") else len(reading.columns)
    linked = reading.copy()
    for place, (name, cells) in enumerate(columns.items(), start=first):
        links = [None if cell is None else Link(_("Xem ô in"), cell) for cell in cells]
        linked.insert(place, name, pd.Series(links, index=reading.index, dtype=object))
    help_words = _("Văn bản, bảng, dòng, ô in nguyên văn và những gì đã làm với con số")
    return linked, dict.fromkeys(columns, help_words)
