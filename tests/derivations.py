"""The derivations over a few figures: observations in, observations or rows out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from etl.catalogue.load import Catalogue, load_catalogue
from etl.catalogue.vocabulary import Interval, Period
from etl.derive import attainments as attaining
from etl.derive import changes as changing
from etl.derive import gaps, periods
from etl.derive import target_results as resulting
from etl.derive.figures import put_units_to_join
from etl.derive.merge import carried, figures_to_merge, merged
from etl.derive.ratios import ratios
from etl.derive.reorganised import reorganised
from etl.derive.shown import with_shown
from etl.facts import Issue, Observation, Target
from etl.load.derived import observation_rows
from etl.quality.anomalies import Noticed
from etl.working.figures import observations_of, put
from etl.working.store import Connection, WorkingStore, with_catalogue, working_store

ROOT = Path(__file__).parents[1]
Row = TypeVar("Row")


GROUPS = 12
"""New units that a test may make up, each of up to four others."""
# Of the tests that make up their units and indicators.
_INVENTED = [
    *("chia", "p1", "p2", "egdi", "grdp"),
    *(f"moi-{number}" for number in range(GROUPS)),
    *(f"cu-{number}-{place}" for number in range(GROUPS) for place in range(4)),
]


@cache
def _connection() -> Connection:
    """One for all, since opening takes longer than deriving."""
    known = real_catalogue()
    unit, spec = next(iter(known.units.values())), next(iter(known.indicators.values()))
    units = {**known.units, **dict.fromkeys(_INVENTED, unit)}
    indicators = {**known.indicators, **dict.fromkeys(_INVENTED, spec)}
    connection = working_store(replace(known, units=units, indicators=indicators)).connection
    # A few rows are soon done; to hand them from thread to thread takes longer.
    connection.execute("SET threads = 1; DELETE FROM unit; DELETE FROM indicator")
    return connection.begin()


@cache
def real_catalogue() -> Catalogue:
    return load_catalogue(ROOT / "data" / "catalogue")


def store_of(catalogue: Catalogue, observations: Iterable[Observation]) -> WorkingStore:
    """A working store of these observations; it holds until the next one."""
    connection = _connection()
    connection.rollback()
    connection.begin()
    store = with_catalogue(connection, catalogue)
    put(store, observations)
    return store


def derive_ratios(catalogue: Catalogue, observations: Iterable[Observation]) -> list[Observation]:
    store = store_of(catalogue, observations)
    store.make_figures("rate", ratios("published"))
    return observations_of(store, "FROM rate")


def merge_observations(
    catalogue: Catalogue, observations: Iterable[Observation]
) -> list[Observation]:
    return _merged(catalogue, observations, "succession")


def region_observations(
    catalogue: Catalogue, observations: Iterable[Observation]
) -> list[Observation]:
    return _merged(catalogue, observations, "region")


def _merged(
    catalogue: Catalogue, observations: Iterable[Observation], joined: str
) -> list[Observation]:
    store = store_of(catalogue, observations)
    put_units_to_join(store)
    store.execute(f"CREATE OR REPLACE TEMP TABLE member AS {figures_to_merge('published', joined)}")
    store.make_figures("made", carried("published", joined), merged("member", joined))
    if joined == "region":
        store.add_figures("made", ratios("made"))
    return observations_of(store, "FROM made ORDER BY place")


def reorganised_observations(
    catalogue: Catalogue, observations: Iterable[Observation]
) -> list[Observation]:
    store = store_of(catalogue, observations)
    put_units_to_join(store)
    store.make_figures("made", reorganised("published"))
    return observations_of(store, "FROM made")


def explain_gaps(
    catalogue: Catalogue, observations: Sequence[Observation], issues: Sequence[Issue]
) -> Iterator[Issue]:
    return gaps.explain_gaps(store_of(catalogue, observations), "published", issues)


def explain_regions(catalogue: Catalogue, observations: Sequence[Observation]) -> Iterator[Issue]:
    return gaps.explain_regions(store_of(catalogue, observations), "published")


def notice_issues(catalogue: Catalogue, observations: Iterable[Observation]) -> list[Issue]:
    noticed = Noticed()
    noticed.look_at(store_of(catalogue, observations), "published")
    return noticed.issues


def judge(interval: Interval | None, comparator: str, target: Interval) -> str:
    """One verdict, by the macro that gives them all."""
    connection = _connection()
    connection.rollback()
    connection.begin()
    connection.execute(attaining.JUDGE)
    ends = [*(interval or (None, None)), comparator, *target]
    asked = "SELECT judge(?::DOUBLE, ?::DOUBLE, ?::VARCHAR, ?::DOUBLE, ?::DOUBLE)"
    return connection.execute(asked, ends).fetchone()[0]


@dataclass(frozen=True)
class Attainment:
    """A row of `attainment`, and what the table leaves to its observation."""

    indicator_id: str
    unit_id: str
    period: Period
    basis: str
    due_on: date
    comparator: str
    value_low: float | None
    value_high: float | None
    target_value: float | None
    target_low: float
    target_high: float
    gap_low: float | None
    gap_high: float | None
    verdict: str
    is_merged: bool = False


def derive_attainment(
    catalogue: Catalogue, observations: Iterable[Observation], targets: Iterable[Target]
) -> list[Attainment]:
    store = store_of(catalogue, observations)
    attaining.put_aims(store, targets)
    shown = f"({with_shown('published')})"
    return _rows(store, Attainment, f"{attaining.attainments(shown)} ORDER BY place, due_on")


@dataclass(frozen=True)
class TargetResult:
    """A row of `target_result`."""

    indicator_id: str
    unit_id: str
    due_on: date
    period: Period
    basis: str
    days_from_due: int
    timing: str
    verdict: str
    is_nearest: bool
    is_timely: bool
    is_result: bool


def target_results(catalogue: Catalogue, figures: Iterable[Attainment]) -> list[TargetResult]:
    """Of verdicts as they are given, whatever their figures."""
    found = list(figures)
    store = store_of(catalogue, [])
    store.execute("""
        CREATE OR REPLACE TEMP TABLE judged (
            indicator_id indicator_id, unit_id unit_id, due_on DATE, period INTEGER, days INTEGER,
            basis basis, verdict VARCHAR, is_merged BOOLEAN, place INTEGER, source INTEGER,
            figure_confirmation confirmation
        )
    """)
    names = ("indicator_id", "unit_id", "due_on", "basis", "verdict", "is_merged")
    # Of a table that speaks of every unit.
    source = store.source_number("bc-btttt-2024-07", "ii-b")
    rows = [
        {name: getattr(item, name) for name in names}
        | {"period": store.period_number(item.period), "days": store.days[item.period.key]}
        | {"place": place, "source": source, "figure_confirmation": "official_document"}
        for place, item in enumerate(found)
    ]
    store.insert("judged", rows)
    results = resulting.target_results(f"({with_shown('judged')})")
    return _rows(
        store,
        TargetResult,
        f"FROM ({results}) JOIN period USING (period) ORDER BY period_end, period_start",
    )


@dataclass(frozen=True)
class Change:
    """A row of `change`."""

    indicator_id: str
    unit_id: str
    period: Period
    earlier: Period
    scale: str
    change_low: float | None
    change_high: float | None
    direction: str | None
    status: str


def changes(catalogue: Catalogue, observations: Iterable[Observation]) -> list[Change]:
    store = store_of(catalogue, observations)
    store.execute(f"CREATE OR REPLACE TEMP TABLE figure AS {with_shown('published')}")
    changing.put_steps(store, periods.series_of(periods.groups_of(store, "figure")))
    return _rows(store, Change, changing.changes("figure"))


def indicator_periods(
    catalogue: Catalogue, observations: Iterable[Observation]
) -> list[periods.IndicatorPeriod]:
    store = store_of(catalogue, observations)
    store.execute(f"CREATE OR REPLACE TEMP TABLE figure AS {with_shown('published')}")
    return list(periods.indicator_periods(catalogue, periods.groups_of(store, "figure")))


def observation_records(observations: Iterable[Observation]) -> list[dict[str, Any]]:
    """The rows of `observation`, of units and indicators that the catalogue need not have."""
    store = store_of(real_catalogue(), observations)
    asked = store.execute(observation_rows("published"))
    names = [column[0] for column in asked.description]
    return [dict(zip(names, row, strict=True)) for row in asked.fetchall()]


def _rows(store: WorkingStore, kind: Callable[..., Row], sql: str) -> list[Row]:
    """What a query finds, with its periods for their numbers."""
    numbered = list(store.periods)
    asked = store.execute(sql)
    names = [column[0] for column in asked.description]
    wanted = [field.name for field in fields(kind)]
    rows = [dict(zip(names, row, strict=True)) for row in asked.fetchall()]
    return [
        kind(**{n: numbered[row[n]] if n in ("period", "earlier") else row[n] for n in wanted})
        for row in rows
    ]
