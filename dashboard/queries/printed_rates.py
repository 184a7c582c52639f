"""Rates that the report prints and that its own counts do not give: which, and by how much."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.queries.newest_sql import ASKED
from dashboard.queries.periods import asked_for
from dashboard.queries.security import RATE_DECIMALS, RATES, stages_period
from dashboard.queries.statements import Said, part_of
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse
from etl.language.numbers import printed_decimals
from etl.language.rounding import round_half_up


@dataclass(frozen=True, slots=True)
class PrintedRate:
    """A rate that the report prints otherwise than its own counts give."""

    unit_vi: str
    stage: str
    printed_text: str
    printed: float
    numerator: int
    systems: int
    approved: int
    reason: Said
    """Why it differs, as far as the counts tell."""

    @property
    def among_systems(self) -> float:
        """The one definition used everywhere here: percent of all systems."""
        return 100 * self.numerator / self.systems

    @property
    def among_approved(self) -> float | None:
        """Percent of the systems whose level is approved."""
        return None if self.stage == "approved" else 100 * self.numerator / self.approved

    @property
    def was_among_approved(self) -> bool:
        """Whether the printed rate is the one among approved systems, to its digits."""
        other = self.among_approved
        if other is None:
            return False
        return round_half_up(other, printed_decimals(self.printed_text)) == self.printed

    @property
    def deviation(self) -> float:
        """Percentage points from the recomputed rate, as shown, to the printed one."""
        recomputed = round_half_up(self.among_systems, RATE_DECIMALS)
        return round_half_up(abs(self.printed - recomputed), RATE_DECIMALS)


def furthest(rates: Sequence[PrintedRate]) -> list[PrintedRate]:
    """The rates that lie furthest from the recomputed ones: one, or several that tie."""
    most = max(rate.deviation for rate in rates)
    return [rate for rate in rates if rate.deviation == most]


@dataclass(frozen=True, slots=True)
class _Mismatch:
    """A rate that the build found at odds with its counts, beside those counts."""

    unit_vi: str
    indicator_id: str
    printed_text: str
    printed: float
    done: float
    systems: float
    approved: float
    detail_parts: str


@kept(8)
def deviating_rates(source: Warehouse) -> tuple[PrintedRate, ...]:
    """Every printed rate that does not follow from count ÷ all systems, ministries first."""
    rows = source.records(
        _Mismatch,
        f"""
        WITH printed AS (
            FROM observation
            WHERE basis = 'published' AND {ASKED}
        )
        SELECT
            unit.short_name_vi AS unit_vi, rate.indicator_id, rate.raw_text AS printed_text,
            rate.value AS printed, done.value AS done,
            systems.value AS systems, approved.value AS approved, detail_parts
        FROM quality_issue AS issue
        JOIN unit USING (unit_id)
        JOIN printed AS rate
          ON rate.unit_id = issue.unit_id AND rate.indicator_id = issue.indicator_id
        JOIN indicator ON indicator.indicator_id = rate.indicator_id
        JOIN printed AS done
          ON done.unit_id = issue.unit_id AND done.indicator_id = numerator_id
        JOIN printed AS systems
          ON systems.unit_id = issue.unit_id AND systems.indicator_id = 'is_systems'
        JOIN printed AS approved
          ON approved.unit_id = issue.unit_id AND approved.indicator_id = 'is_level_approved'
        WHERE kind = 'ratio_mismatch' AND issue.table_id = rate.table_id
        ORDER BY unit.level, unit.short_name_vi COLLATE vi
        """,
        **asked_for(stages_period(source)),
    )
    stages = {indicator_id: stage for stage, indicator_id in RATES.items()}
    return tuple(
        PrintedRate(
            unit_vi=row.unit_vi,
            stage=stages[row.indicator_id],
            printed_text=row.printed_text,
            printed=row.printed,
            numerator=int(row.done),
            systems=int(row.systems),
            approved=int(row.approved),
            reason=part_of(source, row.detail_parts, "reason"),
        )
        for row in rows
        if row.indicator_id in stages
    )


@kept(16)
def printed_rates(source: Warehouse) -> int:
    """How many such rates the report prints, for units, blocs and the country."""
    rows = source.query(
        f"""
        SELECT count(*) AS rates FROM observation
        WHERE indicator_id IN ('is_level_approved_rate', 'is_plan_deployed_rate')
          AND basis = 'published' AND value IS NOT NULL AND {ASKED}
        """,
        **asked_for(stages_period(source)),
    )
    return int(rows["rates"].iloc[0])
