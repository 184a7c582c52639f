"""Đề án 06 through its four documents: figures that can be followed, and those that stand alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.queries.indicators import Indicator, indicators
from dashboard.queries.precision import shown_decimals
from dashboard.queries.statements import Said, spoken
from dashboard.store.codes import COUNTRY
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse

TOPIC = "de_an_06"

FLAGS = ("da06_fee_waiver", "da06_cashless_welfare", "da06_land_data_reuse")

# The whole that a count is part of; elsewhere the whole is the end of the indicator's range.
_WHOLES = {
    "da06_services": "da06_services_planned",
    "da06_services_full": "da06_services_full_planned",
    "da06_services_422": "da06_services_422_planned",
    "da06_insecure_ministries": "da06_insecure_ministries_of",
    "da06_roadmap_tasks_done": "da06_roadmap_tasks",
    "da06_directive_tasks_done": "da06_directive_tasks",
}

# Ranges that end below are a whole, such as 63 provinces or the 25 services of the scheme.
_WHOLE_BELOW = 100


@dataclass(frozen=True, slots=True)
class Source:
    """One of the reports; figures of a point in time carry its date."""

    document_id: str
    short_title_vi: str
    on: date
    label: str
    """The label of the period, `11/2024`."""


@dataclass(frozen=True, slots=True)
class Project06Figure:
    """A figure of the country or a bloc as a document gives it."""

    indicator_id: str
    name_vi: str
    unit_vi: str
    unit_id: str
    unit_name_vi: str
    period_label: str
    period_end: date
    value: float
    status: str
    break_vi: str | None
    printed_text: str
    printed_decimals: int | None
    confirmation: str
    note: Said | None
    document_id: str
    document: str
    appendix: str
    document_line: int


@dataclass(frozen=True, slots=True)
class DatedFigure:
    """A figure at one date; `whole` is what it is out of, where the document says so."""

    period_label: str
    on: date
    value: float
    decimals: int
    """Those that the document prints."""
    whole: float | None
    unit_id: str
    unit_vi: str | None
    """The body the figure is of; None for the whole country."""
    confirmation: str
    note: Said | None
    document_id: str
    document_vi: str
    appendix: str
    document_line: int
    break_vi: str | None
    """Why it does not compare with the figure before."""


@dataclass(frozen=True, slots=True)
class Progress:
    """An indicator at every date that a document gives it for."""

    indicator: Indicator
    points: tuple[DatedFigure, ...]

    @property
    def is_followed(self) -> bool:
        """Whether there is more than one date to compare."""
        return len({point.on for point in self.points}) > 1

    @property
    def runs(self) -> list[list[DatedFigure]]:
        """The points in order, cut where the figures stop being comparable."""
        parts: list[list[DatedFigure]] = []
        for point in self.points:
            if not parts or point.break_vi is not None:
                parts.append([])
            parts[-1].append(point)
        return parts


@kept(8)
def sources(source: Warehouse) -> tuple[Source, ...]:
    """The reports on the scheme, oldest first: they set tasks too, others print some figure."""
    return source.records(
        Source,
        """
        SELECT document_id, short_title_vi, period_end AS "on", period_label AS label
        FROM observation
        JOIN indicator USING (indicator_id)
        JOIN document USING (document_id)
        WHERE topic = $topic AND period_start = period_end
          AND document_id IN (SELECT document_id FROM task)
        GROUP BY ALL
        ORDER BY period_end
        """,
        topic=TOPIC,
    )


@kept(8)
def progress(source: Warehouse) -> tuple[Progress, ...]:
    """Every figure of the country and its blocs, by indicator in the catalogue's order."""
    known = indicators(source)
    by_indicator: dict[str, list[Project06Figure]] = {}
    for row in figure_rows(source):
        by_indicator.setdefault(row.indicator_id, []).append(row)
    wholes = {
        (part, row.period_end): row.value
        for part, whole in _WHOLES.items()
        for row in by_indicator.get(whole, ())
    }
    return tuple(
        Progress(known[key], tuple(_point(known[key], row, wholes) for row in rows))
        for key, rows in by_indicator.items()
        if key not in _WHOLES.values()
    )


def _point(
    indicator: Indicator, row: Project06Figure, wholes: dict[tuple[str, date], float]
) -> DatedFigure:
    fixed = indicator.value_kind == "count" and indicator.range_high < _WHOLE_BELOW
    whole = wholes.get((indicator.indicator_id, row.period_end))
    return DatedFigure(
        period_label=row.period_label,
        on=row.period_end,
        value=row.value,
        decimals=shown_decimals(indicator, row.printed_decimals),
        whole=indicator.range_high if whole is None and fixed else whole,
        unit_id=row.unit_id,
        unit_vi=None if row.unit_id == COUNTRY else row.unit_name_vi,
        confirmation=row.confirmation,
        note=row.note,
        document_id=row.document_id,
        document_vi=row.document,
        appendix=row.appendix,
        document_line=row.document_line,
        break_vi=row.break_vi,
    )


@kept(8)
def figure_rows(source: Warehouse) -> tuple[Project06Figure, ...]:
    """The figures with their place in the documents."""
    return spoken(
        source,
        Project06Figure,
        """
        SELECT
            observation.indicator_id, indicator.name_vi, indicator.unit_vi, unit_id,
            unit.short_name_vi AS unit_name_vi, period_label, period_end, value, status,
            reason_vi AS break_vi, raw_text AS printed_text,
            printed_decimals, observation.confirmation, note_code, note_parts,
            observation.document_id, document.short_title_vi AS document, appendix, document_line
        FROM observation
        JOIN indicator ON indicator.indicator_id = observation.indicator_id
        JOIN unit USING (unit_id)
        JOIN source_table USING (table_id)
        JOIN document ON document.document_id = observation.document_id
        LEFT JOIN series_break
          ON series_break.indicator_id = observation.indicator_id AND from_period = period_label
        WHERE topic = $topic AND unit.level IN ('country', 'bloc')
        ORDER BY indicator.sort_order, period_end, unit.sort_order
        """,
        topic=TOPIC,
    )


def followed(items: Sequence[Progress]) -> list[Progress]:
    """The indicators that several documents give."""
    return [item for item in items if item.is_followed]


def single_figures(items: Sequence[Progress]) -> dict[str, list[tuple[Indicator, DatedFigure]]]:
    """The figures that one document alone gives, by its id; those of the newest date first."""
    figures = [
        (item.indicator, point) for item in items if not item.is_followed for point in item.points
    ]
    found: dict[str, list[tuple[Indicator, DatedFigure]]] = {}
    for indicator, point in sorted(figures, key=lambda figure: figure[1].on, reverse=True):
        found.setdefault(point.document_id, []).append((indicator, point))
    return found


def from_elsewhere(item: Progress, dates: Sequence[Source]) -> list[DatedFigure]:
    """The points that none of the documents of `dates` gives."""
    known = {of.document_id for of in dates}
    return [point for point in item.points if point.document_id not in known]
