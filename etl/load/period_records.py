"""Rows of the tables that say what is of which period: its order, changes, verdicts, results."""

from collections.abc import Iterable

from etl.catalogue.vocabulary import Period
from etl.derive.changes import Change
from etl.derive.periods import IndicatorPeriod
from etl.derive.ratios_and_verdicts import Attainment
from etl.derive.target_results import TargetResult
from etl.facts import StatedRank
from etl.language.numbers import stored
from etl.load.record import Record

_ATTAINED = ("value_low", "value_high", "gap_low", "gap_high")
"""Figures of an attainment that may be quotients."""


def days_of(period: Period) -> Record:
    """The columns that tell one period from another."""
    return {
        "period_kind": period.kind.value,
        "period_start": period.start,
        "period_end": period.end,
        "definition_id": period.definition_id,
    }


def indicator_period_records(found: Iterable[IndicatorPeriod]) -> list[Record]:
    return [
        {name: cell for name, cell in vars(item).items() if name not in ("period", "earlier")}
        | days_of(item.period)
        | {"period_label": item.period.label, "is_provisional": item.period.is_provisional}
        | _earlier(item.earlier)
        for item in found
    ]


def change_records(found: Iterable[Change]) -> list[Record]:
    return [
        {name: cell for name, cell in vars(item).items() if name not in ("period", "earlier")}
        | days_of(item.period)
        | _earlier(item.earlier)
        | {"change_low": stored(item.change_low), "change_high": stored(item.change_high)}
        for item in found
    ]


def _earlier(period: Period | None) -> Record:
    """The columns of the period compared with."""
    return {
        "earlier_kind": None if period is None else period.kind.value,
        "earlier_start": None if period is None else period.start,
        "earlier_end": None if period is None else period.end,
        "earlier_label": None if period is None else period.label,
        "earlier_definition_id": None if period is None else period.definition_id,
    }


def stated_rank_records(ranks: Iterable[StatedRank]) -> list[Record]:
    return list(map(_in_its_period, ranks))


def attainment_records(attainments: Iterable[Attainment]) -> list[Record]:
    return [
        record | {name: stored(record[name]) for name in _ATTAINED}
        for record in map(_in_its_period, attainments)
    ]


def target_result_records(results: Iterable[TargetResult]) -> list[Record]:
    return list(map(_in_its_period, results))


def _in_its_period(item: StatedRank | Attainment | TargetResult) -> Record:
    """The fields of a fact, with its period as columns; its observation says if it is merged."""
    left_out = ("period", "is_merged")
    record = {name: cell for name, cell in vars(item).items() if name not in left_out}
    return record | days_of(item.period)
