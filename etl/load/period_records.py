"""Rows of the tables that say what is of which period: its order, stated places, other prints."""

from collections.abc import Iterable

from etl.catalogue.load import Catalogue
from etl.catalogue.vocabulary import Period
from etl.derive.periods import IndicatorPeriod
from etl.facts import PrintedBeside, StatedRank, UnassignedFigure
from etl.load.record import Record
from etl.quality.beside import agree


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


def unassigned_figure_records(figures: Iterable[UnassignedFigure]) -> list[Record]:
    return [
        _in_its_period(item)
        | {"period_label": item.period.label, "is_provisional": item.period.is_provisional}
        for item in figures
    ]


def beside_records(catalogue: Catalogue, found: Iterable[PrintedBeside]) -> list[Record]:
    """Figures that are printed beside those that count."""
    return [
        {
            "indicator_id": item.figure.indicator_id,
            "unit_id": item.figure.unit_id,
            **days_of(item.figure.period),
            "value": item.figure.value,
            "raw_text": item.figure.raw_text,
            "document_id": item.figure.document_id,
            "table_id": item.figure.table_id,
            "source_line": item.figure.source_line,
            "document_line": item.figure.document_line,
            "counts_table_id": item.counts.table_id,
            "agrees": agree(catalogue, item),
        }
        for item in found
    ]


def _in_its_period(item: StatedRank | UnassignedFigure) -> Record:
    """The fields of a fact, with its period as columns."""
    record = {name: cell for name, cell in vars(item).items() if name != "period"}
    return record | days_of(item.period)
