"""The one question the pages ask: an indicator, for the units of a level, against a target.

Every page draws from a `View`, so a map, a ranking, a table and a download of the same choice
cannot disagree.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dashboard.queries.indicators import Indicator, indicators
from dashboard.queries.periods import Period, in_time, periods
from dashboard.queries.shown_figures import rows_without_figures, shown_rows
from dashboard.queries.structures import OLD, Structure
from dashboard.queries.view_rows import ViewRow
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse


@dataclass(frozen=True, eq=False)
class View:
    """An indicator for all units of a level in one structure.

    `rows` has one record per unit of the structure, in Vietnamese order of the names. Units the
    source leaves out on purpose, and merged units whose figures do not join, have the status
    `not_applicable`. Flags and allocated amounts have no ranks. Shared between sessions; each is
    its own key in caches.
    """

    indicator: Indicator
    level: str
    structure: Structure
    due_on: date | None
    period: Period | None
    """Of all figures; None where the units have none of the indicator."""
    rows: tuple[ViewRow, ...]
    cited: tuple[ViewRow, ...]
    """Rows that have a source: `rows`, or the report's own where nothing of theirs carries over."""
    is_allocation: bool
    """Whether the figures are targets given to the units, for want of any figure of theirs."""
    earlier: Period | None = None
    """The period before that the changes of the rows are from."""

    @cached_property
    def has_source(self) -> bool:
        """Whether any document has figures for these units; regions have none on some lists."""
        return any(row.document is not None for row in self.cited)

    @cached_property
    def period_label(self) -> str:
        return _first(row.period_label for row in self.cited)

    @cached_property
    def places(self) -> tuple[tuple[str, str], ...]:
        """The documents of the figures, that of most units first, each with a table there."""
        found = Counter(row.document for row in self.cited if row.document is not None)
        table_of: dict[str, str] = {}
        for row in self.cited:
            if row.document is not None and row.appendix is not None:
                table_of.setdefault(row.document, row.appendix)
        return tuple((document, table_of[document]) for document, _count in found.most_common())

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents of the figures, each once."""
        return tuple(document for document, _appendix in self.places)

    @property
    def appendix(self) -> str:
        """The tables of the figures, of all their documents."""
        return "; ".join(dict.fromkeys(appendix for _document, appendix in self.places))

    @property
    def days_from_due(self) -> int | None:
        """From the due date to the end of the period, negative before it; None without either."""
        if self.due_on is None or self.period is None:
            return None
        return (self.period.end - self.due_on).days

    @property
    def is_merged(self) -> bool:
        """Whether some units of today have no figures of their own, but those of the units before.

        A document may print those of a few, and of the others what was before remains.
        """
        own = (row.is_merged is False and row.has_value for row in self.rows)
        joined = (row.is_merged and row.has_value for row in self.rows)
        return not self.structure.is_published and (any(joined) or not any(own))

    @property
    def is_of_single_units(self) -> bool:
        """Whether the figures are of some units only, that a writer chose."""
        return self.period is not None and self.period.of_single_units

    @property
    def is_provisional(self) -> bool:
        """Whether the period goes on, so that its figures are of no record yet."""
        return self.period is not None and self.period.is_provisional

    @property
    def has_ranks(self) -> bool:
        """Whether places say anything: a yes or no has none, nor has an amount allocated.

        Nor have the units that a writer chose.
        """
        is_flag = self.indicator.value_kind == "flag"
        return not is_flag and not self.is_allocation and not self.is_of_single_units

    @cached_property
    def has_values(self) -> bool:
        """Whether some unit has a value or an interval."""
        return any(row.has_value for row in self.rows)

    @cached_property
    def names(self) -> dict[str, str]:
        """The short name of every unit, by id."""
        return {row.unit_id: row.short_name_vi for row in self.rows}

    @cached_property
    def _by_unit(self) -> dict[str, ViewRow]:
        return {row.unit_id: row for row in self.rows}

    def row_of(self, unit_id: str) -> ViewRow:
        """The row of a unit. Raises KeyError for one that is not of the view."""
        return self._by_unit[unit_id]

    def rows_of(self, unit_ids: Iterable[str]) -> list[ViewRow]:
        """The rows of some units, in the order of the ids."""
        return [self._by_unit[unit_id] for unit_id in unit_ids]

    def within(self, region_id: str | None) -> tuple[ViewRow, ...]:
        """The rows of one region, or all of them; ranks stay those among all units."""
        if region_id is None:
            return self.rows
        return tuple(row for row in self.rows if row.region_id == region_id)


def _first(cells: Iterable[str | None]) -> str:
    found = [cell for cell in cells if cell is not None]
    return found[0]


def due_dates(source: Warehouse, indicator_id: str, level: str) -> tuple[date, ...]:
    """When the targets that units of a level are measured against are due, if they are."""
    return _due_dates(source).get((indicator_id, level), ())


@kept(16)
def _due_dates(source: Warehouse) -> dict[tuple[str, str], tuple[date, ...]]:
    """Those of all: pages ask for dozens of indicators, and one answer takes as long as another."""
    found: dict[tuple[str, str], list[date]] = defaultdict(list)
    asked = source.rows(
        """
        SELECT DISTINCT indicator_id, coalesce(level, scope) AS level, due_on
        FROM target LEFT JOIN unit USING (unit_id)
        WHERE due_on IS NOT NULL AND base_vi IS NULL
        ORDER BY due_on
        """
    )
    for row in asked:
        found[row["indicator_id"], row["level"]].append(row["due_on"])
    return {key: tuple(days) for key, days in found.items()}


@kept(1024)
def view(
    source: Warehouse,
    indicator_id: str,
    level: str,
    due_on: date | None,
    structure: Structure = OLD,
    period: Period | None = None,
) -> View:
    """The figures of an indicator for every unit of a level, of one period, beside one target.

    The period is the newest that any unit of the level has figures of, unless another is asked for.
    """
    held = periods(source, indicator_id, level, structure)
    newest = next(iter(held), None)
    shown, earlier = period or newest, None
    of = source, indicator_id, level, structure, shown if shown in held else None
    # A day that no target is due on leaves the figures alone.
    rows = shown_rows(*of, due_on) or shown_rows(*of, None)
    rows = rows or rows_without_figures(source, level, structure)
    own = structure.is_published or any(row.document is not None for row in rows)
    cited = rows if own else view(source, indicator_id, level, due_on, OLD, period).rows
    is_allocation = any(row.status == "allocated" for row in rows)
    if shown is not None:
        # Equal periods need not know the same of themselves, and this view is kept for all of them.
        shown, earlier = in_time(source, indicator_id, level, shown)
    return View(
        indicators(source)[indicator_id],
        level,
        structure,
        due_on,
        shown,
        rows,
        cited,
        is_allocation,
        earlier,
    )
