"""Information systems by stage: all of them, level approved, protection plan fully deployed."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.queries.indicators import UNIT_LEVELS, indicators
from dashboard.queries.newest_sql import ASKED, PERIOD
from dashboard.queries.periods import Period, asked_for
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse
from etl.language.numbers import printed_decimals

SYSTEMS = "is_systems"

STAGE_CODES = ("systems", "approved", "deployed")

RATES = {"approved": "is_level_approved_rate", "deployed": "is_plan_deployed_rate"}
"""The rate of each stage among all systems."""

TARGET = 100.0
"""All of them, at either stage."""


COUNTS = {
    "systems": SYSTEMS,
    "approved": "is_level_approved",
    "deployed": "is_plan_deployed",
}

RATE_DECIMALS = 1
"""Decimals that recomputed rates are shown with."""


@kept(8)
def stages_period(source: Warehouse) -> Period | None:
    """The one period of all that stands beside each other: the newest that text and tables have.

    All three counts of the country, of the blocs and of units of each level; of other periods only
    parts are printed, which would be set against totals that are not theirs.
    """
    levels = ("country", "bloc", *UNIT_LEVELS)
    found = source.records(
        Period,
        f"""
        SELECT
            period_kind AS kind, period_start AS start, period_end AS "end",
            definition_id, min(period_label) AS label, bool_or(is_provisional) AS is_provisional
        FROM indicator_period
        WHERE list_contains($counts, indicator_id) AND list_contains($levels, level)
          AND printed_units > 0
        GROUP BY {PERIOD}
        HAVING count(DISTINCT (indicator_id, level)) = $complete
        ORDER BY min(place)
        LIMIT 1
        """,
        counts=list(COUNTS.values()),
        levels=list(levels),
        complete=len(COUNTS) * len(levels),
    )
    return next(iter(found), None)


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage with the decimals to show it with."""

    value: float
    decimals: int


def share_of(part: float, whole: float) -> Share:
    """A share that is computed here."""
    return Share(100 * part / whole, RATE_DECIMALS)


@dataclass(frozen=True, slots=True)
class PrintedCounts:
    """What the report's text prints for the country or a bloc."""

    name_vi: str
    counts: Mapping[str, int]
    """By stage."""
    rates: Mapping[str, Share]
    """Those that stand beside the counts, by stage."""


@dataclass(frozen=True, slots=True)
class _PrintedFigure:
    unit_id: str
    name_vi: str
    indicator_id: str
    value: float
    printed_text: str

    @property
    def share(self) -> Share:
        return Share(self.value, printed_decimals(self.printed_text))


def printed_counts(source: Warehouse) -> dict[str, PrintedCounts]:
    """What the report's text prints for the country and the blocs, by unit."""
    rows = source.records(
        _PrintedFigure,
        f"""
        SELECT unit_id, name_vi, indicator_id, value, raw_text AS printed_text
        FROM observation JOIN unit USING (unit_id)
        WHERE level IN ('country', 'bloc') AND basis = 'published' AND value IS NOT NULL
          AND {ASKED}
        """,
        **asked_for(stages_period(source)),
    )
    counted = {indicator_id: stage for stage, indicator_id in COUNTS.items()}
    rated = {indicator_id: stage for stage, indicator_id in RATES.items()}
    of_unit: dict[str, list[_PrintedFigure]] = {}
    for row in rows:
        of_unit.setdefault(row.unit_id, []).append(row)
    return {
        unit_id: PrintedCounts(
            own[0].name_vi,
            {
                counted[row.indicator_id]: int(row.value)
                for row in own
                if row.indicator_id in counted
            },
            {rated[row.indicator_id]: row.share for row in own if row.indicator_id in rated},
        )
        for unit_id, own in of_unit.items()
    }


@dataclass(frozen=True, slots=True)
class SystemLevel:
    """The systems of one security level, as the text prints them; `share` of all systems."""

    name_vi: str
    systems: int
    share: Share


@kept(8)
def system_levels(source: Warehouse) -> tuple[SystemLevel, ...]:
    """Levels 1 to 5 of the whole country."""
    known = indicators(source)
    shares = {
        spec.numerator_id: spec.indicator_id
        for spec in known.values()
        if spec.denominator_id == SYSTEMS
        and spec.numerator_id is not None
        and spec.levels == ("country",)
    }
    rows = source.records(
        _PrintedFigure,
        f"""
        SELECT unit_id, name_vi, indicator_id, value, raw_text AS printed_text
        FROM observation JOIN unit USING (unit_id)
        WHERE unit_id = 'vn' AND basis = 'published' AND value IS NOT NULL
          AND {ASKED}
        """,
        **asked_for(stages_period(source)),
    )
    cells = {row.indicator_id: row for row in rows}
    return tuple(
        SystemLevel(
            known[count_id].short_name_vi,
            int(cells[count_id].value),
            cells[share_id].share
            if share_id in cells
            else share_of(cells[count_id].value, cells[SYSTEMS].value),
        )
        for count_id, share_id in shares.items()
        if count_id in cells
    )
