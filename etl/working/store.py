"""The tables of a build in which derivations run as SQL, and the catalogue as small tables.

A derivation is a query over figures (`etl/derive`); what it costs a row does not grow with their
number, and what does not fit the memory waits on disk.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import fsum
from pathlib import Path
from typing import Any, TypeAlias, get_args

import duckdb
import pyarrow as pa

from etl.catalogue.indicator_specs import IndicatorSpec
from etl.catalogue.load import Catalogue
from etl.catalogue.table_base import NamesUnits
from etl.catalogue.unit_specs import UnitSpec
from etl.catalogue.vocabulary import Confirmation, Period
from etl.language.numbers import difference
from etl.language.structures import DAY_OF

Connection: TypeAlias = duckdb.DuckDBPyConnection

MEMORY = "2GB"
"""What the tables may take before they go to disk; Python and its libraries take some more."""

_FOLDER = Path(__file__).parent


@dataclass
class WorkingStore:
    """The tables of `schema.sql`, and the periods and sources that figures name by number."""

    connection: Connection
    catalogue: Catalogue
    periods: dict[Period, int] = field(default_factory=dict)
    days: dict[object, int] = field(default_factory=dict)
    sources: dict[tuple[str, str], int] = field(default_factory=dict)
    spills: bool = False
    _numbered: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """Periods and sources that their tables lack yet."""

    def spill_to(self, folder: Path) -> None:
        """Where tables wait that do not fit the memory, unless they already do elsewhere."""
        if not self.spills:
            self.execute("SET temp_directory = $folder", {"folder": str(folder)})
            self.spills = True

    def execute(self, sql: str, parameters: Mapping[str, object] | None = None) -> Connection:
        self._write_numbered()
        return self.connection.execute(sql, parameters)

    def sizes(self) -> list[tuple[str, int]]:
        """How many figures of each indicator are printed."""
        counted = "SELECT indicator_id, count(*) FROM published GROUP BY ALL"
        return self.execute(counted).fetchall()

    def period_number(self, period: Period) -> int:
        """The number of a period, given when it is first met."""
        if period not in self.periods:
            number = self.periods[period] = len(self.periods)
            row = {
                "period": number,
                "days": self.days.setdefault(period.key, len(self.days)),
                "period_kind": period.kind,
                "period_start": period.start,
                "period_end": period.end,
                "definition_id": period.definition_id,
                "period_label": period.label,
                "is_provisional": period.is_provisional,
            }
            self._numbered.setdefault("period", []).append(row)
        return self.periods[period]

    def source_number(self, document_id: str, table_id: str) -> int:
        """The number of a table that figures are from."""
        source = document_id, table_id
        if source not in self.sources:
            number = self.sources[source] = len(self.sources)
            document = self.catalogue.documents.get(document_id)
            table = self.catalogue.tables.get(table_id)
            row = {
                "source": number,
                "document_id": document_id,
                "table_id": table_id,
                "known_on": None if document is None else document.known_on,
                "single_units": isinstance(table, NamesUnits) and table.single_units,
            }
            self._numbered.setdefault("source", []).append(row)
        return self.sources[source]

    def confirmation_of(self, document_id: str) -> Confirmation | None:
        """How sure a document's figures are; None of one that the catalogue lacks."""
        document = self.catalogue.documents.get(document_id)
        return None if document is None else document.confirmation

    def _write_numbered(self) -> None:
        """All that are new at once: a statement for each takes longer than the figures do."""
        while self._numbered:
            self.insert(*self._numbered.popitem())

    def make_figures(self, table: str, *queries: str) -> None:
        """A table of figures, of what these queries find; columns they leave out are NULL."""
        self.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS FROM published LIMIT 0")
        for query in queries:
            self.add_figures(table, query)

    def add_figures(self, table: str, query: str) -> None:
        self.execute(f"INSERT INTO {table} BY NAME {query}")

    def insert(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Append rows that all have the same columns; those that are left out are NULL."""
        found = list(rows)
        if not found:
            return
        # DuckDB finds it by its name; to register it takes as long as to insert the rows.
        new_rows = pa.table({name: [row[name] for row in found] for name in found[0]})  # noqa: F841
        self.connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM new_rows")


def working_store(catalogue: Catalogue, memory: str = MEMORY) -> WorkingStore:
    """A fresh store in memory; see `WorkingStore.spill_to` for what does not fit."""
    connection = duckdb.connect()
    connection.execute(f"SET memory_limit = '{memory}'; SET temp_directory = ''")
    # Sums that end in fractions and differences of long ones: as exact as on paper.
    connection.create_function("exact_sum", fsum, ["DOUBLE[]"], "DOUBLE")
    connection.create_function("decimal_difference", difference, ["DOUBLE", "DOUBLE"], "DOUBLE")
    _enumerate(connection, "indicator_id", catalogue.indicators)
    _enumerate(connection, "unit_id", catalogue.units)
    # The surest first, so the greatest of several is the weakest.
    connection.execute(f"CREATE TYPE confirmation AS ENUM {get_args(Confirmation)}")
    for name in ("schema.sql", "macros.sql"):
        connection.execute((_FOLDER / name).read_text(encoding="utf-8"))
    return with_catalogue(connection, catalogue)


def with_catalogue(connection: Connection, catalogue: Catalogue) -> WorkingStore:
    """The empty store of a connection, with what the catalogue says of units and indicators."""
    store = WorkingStore(connection, catalogue)
    store.insert("unit", map(_unit, catalogue.units.values()))
    store.insert("indicator", map(_indicator, catalogue.indicators.values()))
    return store


def _enumerate(connection: Connection, name: str, ids: Iterable[str]) -> None:
    """A type of these ids, in the order of their letters."""
    connection.register("ids", pa.table({"id": sorted(ids)}))
    connection.execute(f"CREATE TYPE {name} AS ENUM (SELECT id FROM ids)")
    connection.unregister("ids")


def _unit(unit: UnitSpec) -> dict[str, Any]:
    structures = [name for name, day in DAY_OF.items() if unit.valid_on(day)]
    return {
        "unit_id": unit.unit_id,
        "level": unit.level,
        "valid_from": unit.valid_from,
        "structures": structures,
    }


def _indicator(spec: IndicatorSpec) -> dict[str, Any]:
    low, high = spec.valid_range
    return {
        "indicator_id": spec.indicator_id,
        "value_kind": spec.value_kind,
        "aggregation": spec.aggregation,
        "better": spec.better,
        "decimals": spec.decimals,
        "sign": spec.percent_sign,
        "display_basis": spec.display_basis,
        "numerator_id": spec.numerator_id,
        "denominator_id": spec.denominator_id,
        "levels": list(spec.levels),
        "definitions": 1 + len(spec.definitions),
        "published_every": spec.published_every,
        "range_low": low,
        "range_high": high,
    }
