"""The figures of one unit over the periods: which of them are one line, and where it breaks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dashboard.queries.indicators import Indicator, indicators
from dashboard.queries.newest_sql import PERIOD, SHOWN
from dashboard.queries.periods import Period
from dashboard.queries.structures import Structure
from dashboard.queries.view_rows import Bounds
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class UnitPoint:
    """What a unit has of one period that units of its level have figures of: see `Figured`.

    Without a value or an interval, `status` says why.
    """

    indicator_id: str
    period_kind: str
    period_start: date
    period_end: date
    definition_id: int
    period_label: str
    is_provisional: bool
    """Whether the period goes on."""
    status: str
    basis: str | None
    value: float | None
    value_low: float | None
    value_high: float | None
    reported: float | None
    printed_text: str | None
    printed_decimals: int | None
    confirmation: str | None
    document: str | None
    appendix: str | None
    document_line: int | None
    definition_vi: str

    @property
    def former(self) -> None:
        """What bodies before a reorganised one reported is told in its profile."""
        return None

    @property
    def has_value(self) -> bool:
        """Whether there is a value or an interval."""
        return self.value_low is not None and self.value_high is not None

    @property
    def ends(self) -> Bounds:
        """The lowest and the highest the value can be. Raises ValueError where there is neither."""
        if self.value_low is None or self.value_high is None:
            raise ValueError(f"{self.indicator_id}, {self.period_label}: no value, {self.status}")
        return self.value_low, self.value_high

    @property
    def period(self) -> Period:
        """As views are asked for."""
        return Period(
            self.period_kind,
            self.period_start,
            self.period_end,
            self.period_label,
            self.is_provisional,
            self.definition_id,
        )


@dataclass(frozen=True, slots=True)
class UnitLine:
    """Periods that compare: of one kind, by one definition, with no break named between them."""

    kind: str
    points: tuple[UnitPoint, ...]
    """From the oldest to the newest; those without a value are gaps."""
    breaks_vi: tuple[str, ...]
    """Why they do not compare with the line of the same kind before; none where there is none."""


@dataclass(frozen=True, eq=False)
class UnitSeries:
    """One indicator of a unit over its periods, as lines; those of a kind stand together."""

    indicator: Indicator
    lines: tuple[UnitLine, ...]

    @cached_property
    def points(self) -> tuple[UnitPoint, ...]:
        """Of all lines, in the order of time."""
        found = [point for line in self.lines for point in line.points]
        return tuple(sorted(found, key=lambda point: (point.period_end, point.period_start)))

    @cached_property
    def valued(self) -> tuple[UnitPoint, ...]:
        """The periods that have a value or an interval."""
        return tuple(point for point in self.points if point.has_value)

    @property
    def is_drawn(self) -> bool:
        """Whether there is more than one figure, so that a picture says something."""
        return len(self.valued) > 1

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its lines, each once."""
        return tuple(dict.fromkeys(line.kind for line in self.lines))

    @property
    def broken(self) -> tuple[UnitLine, ...]:
        """The lines that do not go on from the one before."""
        return tuple(line for line in self.lines if line.breaks_vi)


@dataclass(frozen=True, slots=True)
class _Definition:
    indicator_id: str
    definition_id: int
    reason_vi: str


@dataclass(frozen=True, slots=True)
class Break:
    """A break that the catalogue names within a definition, with the day it begins to show."""

    indicator_id: str
    period_end: date
    reason_vi: str


_POINTS = f"""
SELECT
    indicator_id, {PERIOD}, indicator_period.period_label, indicator_period.is_provisional,
    coalesce(figure.status, 'not_in_period') AS status, figure.basis, figure.value,
    CASE WHEN figure.status <> 'partial' THEN figure.value_low END AS value_low,
    figure.value_high,
    CASE WHEN figure.status = 'partial' THEN figure.value_low END AS reported,
    figure.raw_text AS printed_text, figure.printed_decimals, figure.confirmation,
    document.short_title_vi AS document, source_table.appendix, figure.document_line,
    definition.definition_vi
FROM indicator_period
JOIN indicator USING (indicator_id)
JOIN unit AS asked ON asked.unit_id = $unit_id AND asked.level = indicator_period.level
JOIN indicator_definition AS definition USING (indicator_id, definition_id)
LEFT JOIN (FROM observation WHERE unit_id = $unit_id) AS figure USING (indicator_id, {PERIOD})
LEFT JOIN source_table USING (table_id)
LEFT JOIN document ON document.document_id = figure.document_id
WHERE indicator_period.structure = $structure
QUALIFY row_number() OVER (PARTITION BY indicator_id, {PERIOD} ORDER BY {SHOWN}) = 1
ORDER BY indicator_id, period_end, period_start, definition_id
"""


@kept(256)
def series_of_unit(
    source: Warehouse, unit_id: str, structure: Structure
) -> Mapping[str, UnitSeries]:
    """Every indicator that units of its level have figures of, by id.

    Asked at once: to plan the query takes longer than to answer it.
    """
    found: dict[str, list[UnitPoint]] = defaultdict(list)
    for point in source.records(UnitPoint, _POINTS, unit_id=unit_id, structure=structure.id):
        found[point.indicator_id].append(point)
    known, reasons, breaks = indicators(source), _reasons(source), _breaks(source)
    return {
        indicator_id: UnitSeries(
            known[indicator_id],
            lines_of(points, reasons.get(indicator_id, {}), breaks.get(indicator_id, ())),
        )
        for indicator_id, points in found.items()
    }


def lines_of(
    points: Iterable[UnitPoint], reasons: Mapping[int, str], breaks: Iterable[Break]
) -> tuple[UnitLine, ...]:
    """Lines kind by kind, each with what parts it from the one before."""
    parted: dict[str, dict[tuple[int, int], list[UnitPoint]]] = defaultdict(dict)
    named = list(breaks)
    for point in points:
        # Breaks before a period count them off: two periods between which one lies differ in it.
        passed = sum(item.period_end <= point.period_end for item in named)
        key = point.definition_id, passed
        parted[point.period_kind].setdefault(key, []).append(point)
    lines = []
    for kind, runs in parted.items():
        before: tuple[int, int] | None = None
        for key, run in runs.items():
            why = () if before is None else _between(before, key, reasons, named)
            lines.append(UnitLine(kind, tuple(run), why))
            before = key
    return tuple(lines)


def _between(
    before: tuple[int, int], now: tuple[int, int], reasons: Mapping[int, str], breaks: list[Break]
) -> tuple[str, ...]:
    """Why figures by one definition, after so many breaks, do not compare with those of another."""
    first, last = sorted((before[0], now[0]))
    said = [reasons[number] for number in range(first + 1, last + 1) if number in reasons]
    said += [item.reason_vi for item in breaks[before[1] : now[1]]]
    return tuple(dict.fromkeys(said))


def _reasons(source: Warehouse) -> dict[str, dict[int, str]]:
    """Why a definition does not compare with the one before it, by its number."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for row in source.records(
        _Definition,
        "SELECT indicator_id, definition_id, reason_vi FROM indicator_definition "
        "WHERE reason_vi IS NOT NULL",
    ):
        found[row.indicator_id][row.definition_id] = row.reason_vi
    return found


def _breaks(source: Warehouse) -> dict[str, list[Break]]:
    """The breaks that lie within periods of units, in the order of time."""
    found: dict[str, list[Break]] = defaultdict(list)
    for row in source.records(
        Break,
        "SELECT indicator_id, min(period_end) AS period_end, reason_vi "
        "FROM series_break JOIN indicator_period USING (indicator_id) "
        "WHERE from_period = period_label GROUP BY ALL ORDER BY period_end",
    ):
        found[row.indicator_id].append(row)
    return found
