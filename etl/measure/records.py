"""Records as they come → typed ones: known columns only, each cell read or known to be unreadable.

An expression over whatever an engine reads; nothing is computed here.
"""

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from etl.catalogue.dossier_specs import DossierColumn
from etl.problems import BuildError, Problem

DOSSIER, VERSION = "dossier_id", "version"
UNREADABLE = "unreadable"
"""Whether a cell is missing that each record has, or says what its column cannot say."""
_DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_NUMBER = "^[0-9]{1,9}$"


def dropped_columns(records: ir.Table, columns: Sequence[DossierColumn]) -> list[str]:
    """What the records hold beside the columns of the catalogue; none of it is read."""
    return sorted(set(records.columns) - {spec.column for spec in columns})


def typed(records: ir.Table, columns: Sequence[DossierColumn], where: str) -> ir.Table:
    """One row per record that says which dossier it is of, and which version; `unreadable` at last.

    Raises BuildError if a column is missing that each record must have.
    """
    missing = [spec for spec in columns if spec.required and spec.column not in records.columns]
    if missing:
        raise BuildError(
            Problem(where, f"a column {spec.column}: {spec.meaning_vi}") for spec in missing
        )
    present = [spec for spec in columns if spec.column in records.columns]
    # Engines read the columns that are named, and no other.
    read = records.select(
        *(_value(records[spec.column], spec).name(spec.column) for spec in present),
        ibis.or_(*(_is_bad(records[spec.column], spec) for spec in present)).name(UNREADABLE),
    )
    absent = {spec.column: _nothing(spec) for spec in columns if spec not in present}
    return read.mutate(**absent).filter(read[DOSSIER].notnull(), read[VERSION].notnull())


def _text(cell: ir.Value) -> ir.StringValue:
    return cell.cast("string").strip().nullif("")


def _value(cell: ir.Value, spec: DossierColumn) -> ir.Value:
    """What a cell says, NULL where that cannot be read."""
    text = _text(cell)
    match spec.kind:
        case "day" if cell.type().is_date() or cell.type().is_timestamp():
            return cell.cast("date")
        case "day":
            # Engines differ about `2026-1-3` and `2026`.
            return ibis.cases((text.re_search(_DAY), text.try_cast("date")))
        case "number" if cell.type().is_integer():
            return cell.cast("int64")
        case "number":
            return ibis.cases((text.re_search(_NUMBER), text.try_cast("int64")))
        case "code":
            return ibis.cases((text.isin(list(spec.codes)), text))
        case _:
            return text


def _is_bad(cell: ir.Value, spec: DossierColumn) -> ir.BooleanValue:
    if spec.column in (DOSSIER, VERSION):
        return ibis.literal(False)
    value = _value(cell, spec)
    return value.isnull() if spec.required else value.isnull() & _text(cell).notnull()


def _nothing(spec: DossierColumn) -> ir.Value:
    return ibis.null({"day": "date", "number": "int64"}.get(spec.kind, "string"))
