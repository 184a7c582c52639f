"""Observations as rows of the working store, and rows of it as observations."""

from collections.abc import Iterable, Sequence
from typing import Any

from etl.catalogue.vocabulary import Period, Status
from etl.extract.parse import clean_text
from etl.facts import Observation
from etl.language.numbers import decimals_of_print, printed_decimals
from etl.language.statements import parts_json, statement_from
from etl.working.store import WorkingStore


def put(store: WorkingStore, observations: Iterable[Observation], table: str = "published") -> None:
    """Append what documents print to a table of figures, in this order."""
    rows = [_row(store, place, item) for place, item in enumerate(observations)]
    store.insert(table, rows)


def _row(store: WorkingStore, place: int, item: Observation) -> dict[str, Any]:
    low, high = item.interval or (None, None)
    shown = None if item.raw_text is None else clean_text(item.raw_text)
    is_number = item.basis == "published" and item.value is not None
    return {
        "indicator_id": item.indicator_id,
        "unit_id": item.unit_id,
        "period": store.period_number(item.period),
        "days": store.days[item.period.key],
        "basis": item.basis,
        "is_merged": item.is_merged,
        "status": item.status.value,
        "low": low,
        "high": high,
        "reported": item.reported,
        "estimate": item.value_estimate,
        "value_text": item.value_text,
        "note_code": None if item.note is None else item.note.code,
        "note_parts": parts_json(item.note),
        "former_code": None if item.former is None else item.former.code,
        "former_parts": parts_json(item.former),
        "source": store.source_number(item.document_id, item.table_id),
        "confirmation": store.confirmation_of(item.document_id),
        "source_line": item.source_line,
        "document_line": item.document_line,
        "raw_text": item.raw_text,
        "clean_text": shown,
        "digits": None if item.raw_text is None else printed_decimals(item.raw_text),
        "printed_decimals": decimals_of_print(item.value, shown)
        if is_number and item.value is not None and shown is not None
        else None,
        "place": place,
    }


_COLUMNS = """
    indicator_id, unit_id, period, basis, status, low, high, source, source_line, document_line,
    raw_text, value_text, note_code, note_parts, former_code, former_parts, estimate, reported,
    is_merged
"""


def observations_of(store: WorkingStore, figures: str) -> list[Observation]:
    """What a table or a query of figures holds, in its order."""
    periods, sources = list(store.periods), list(store.sources)
    found = store.execute(f"SELECT {_COLUMNS} FROM ({figures})").fetchall()
    return [_observation(row, periods, sources) for row in found]


def _observation(
    row: tuple[Any, ...], periods: Sequence[Period], sources: Sequence[tuple[str, str]]
) -> Observation:
    indicator_id, unit_id, period, basis, status, low, high, source, *cells = row
    source_line, document_line, raw_text, value_text, *statements, estimate, reported, merged = (
        cells
    )
    document_id, table_id = sources[source]
    return Observation(
        indicator_id,
        unit_id,
        periods[period],
        basis,
        Status(status),
        None if low is None else (low, high),
        document_id,
        table_id,
        source_line,
        document_line,
        raw_text,
        value_text,
        note=statement_from(*statements[:2]),
        former=statement_from(*statements[2:]),
        value_estimate=estimate,
        reported=reported,
        is_merged=merged,
    )
