"""A dataset, an engine and a period → what was counted, and of what."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import ibis
import pyarrow as pa

from etl.catalogue.dossier_specs import TotalOfRecords
from etl.catalogue.load import Catalogue
from etl.catalogue.resolve import UnknownUnitError
from etl.catalogue.vocabulary import Level, Period
from etl.checked import Report
from etl.measure.counts import Counted, Lists, counts_of, last_states, repeats_of, settled
from etl.measure.dataset import TOTALS, Dataset
from etl.measure.definitions import DEFINITIONS
from etl.measure.engines import Engine
from etl.measure.records import dropped_columns, typed
from etl.problems import BuildError, Problem

LEVELS: tuple[Level, ...] = ("province", "ministry")


@dataclass(frozen=True)
class Measured:
    dataset: Dataset
    period: Period
    counted: Counted
    dropped: tuple[str, ...]
    """Columns of the records that nobody read."""
    engine: str


def measured(
    catalogue: Catalogue, dataset: Dataset, period: Period, engine: Engine, report: Report
) -> Measured:
    """Count the dossiers that were received in a period of whole months.

    Raises BuildError if the catalogue and the definitions do not fit, if the period is not of
    whole months and one structure of the country, or if the records lack a column.
    """
    _refuse_other_measures(catalogue)
    _refuse_period(catalogue, period)
    lists = lists_of(catalogue, dataset, period.end)
    columns = catalogue.dossiers.columns
    report(f"records, by {engine.version}")
    try:
        records = engine.records(dataset.where, dataset.form)
        named = typed(records, columns, dataset.where)
        total = int(engine.backend.execute(records.count()))
        report("counts")
        found = _table(engine, counts_of(last_states(named), lists, dataset.about.taken_on))
        ids = found.filter(found["is_repeated"])["key"].combine_chunks()
        repeats = None
        if len(ids):
            report("repeated versions")
            repeats = _table(engine, repeats_of(named.drop("unreadable"), ids))
    except BuildError:
        raise
    except Exception as error:
        said = str(error).splitlines()[:1]
        expected = f"records that {engine.version} can read"
        found_text = " ".join((type(error).__name__, *said))
        raise BuildError([Problem(dataset.where, expected, found=found_text)]) from error
    counted = settled(found, repeats, total, period)
    totals = tuple(_totals(catalogue, dataset, counted, lists, period))
    told = replace(counted, records=counted.records.model_copy(update={"totals": totals}))
    dropped = tuple(dropped_columns(records, columns))
    return Measured(dataset, period, told, dropped, engine.version)


def _table(engine: Engine, expression: ibis.Table) -> pa.Table:
    found: pa.Table = engine.backend.to_pyarrow(expression)
    return found


def _refuse_other_measures(catalogue: Catalogue) -> None:
    """The catalogue names what the code defines, and the other way round."""
    named = {spec.measure for spec in catalogue.dossiers.measures}
    defined = {item.measure for item in DEFINITIONS}
    if odd := sorted(named ^ defined):
        expected = "the measures that etl/measure/definitions.py has, and each of them"
        raise BuildError(
            Problem("data/catalogue/dossiers.yml", expected, cell="measures", found=name)
            for name in odd
        )


def _refuse_period(catalogue: Catalogue, period: Period) -> None:
    last = monthrange(period.end.year, period.end.month)[1]
    if period.start.day != 1 or period.end.day != last:
        expected = "a period of whole months"
        raise BuildError([Problem("--period", expected, found=f"{period.start}..{period.end}")])
    for level in LEVELS:
        if catalogue.units_of(level, period.start) != catalogue.units_of(level, period.end):
            expected = f"a period in which no {level} became another: measure before and after"
            raise BuildError([Problem("--period", expected, found=f"{period.start}..{period.end}")])


def lists_of(catalogue: Catalogue, dataset: Dataset, day: date) -> Lists:
    """The units by their ids and by every listed spelling; the procedures of the dataset."""
    spellings = [
        *(name for unit in catalogue.units.values() for name in (unit.name_vi, unit.short_name_vi)),
        *(alias.alias for alias in catalogue.aliases),
    ]
    unit_of = {
        unit.unit_id: unit.unit_id for level in LEVELS for unit in catalogue.units_of(level, day)
    }
    for name in spellings:
        try:
            unit_of.setdefault(name, catalogue.names.resolve(name, LEVELS, day).unit.unit_id)
        except UnknownUnitError:
            continue
    return Lists(unit_of, {row.procedure: row.field for row in dataset.procedures})


def months_of(period: Period) -> list[date]:
    """The first day of each."""
    first, last = period.start, period.end
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [
        date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1)
        for n in range(count)
    ]


def _totals(
    catalogue: Catalogue, dataset: Dataset, counted: Counted, lists: Lists, period: Period
) -> Iterator[TotalOfRecords]:
    """What the system says that it received, beside what was counted of the same."""
    rows: list[dict[str, Any]] = (
        counted.counts.group_by(["month", "unit_id"]).aggregate([("dossiers", "sum")]).to_pylist()
    )
    for line, total in enumerate(dataset.totals, start=2):
        unit_id = None if total.agency is None else lists.unit_of.get(total.agency)
        if total.agency is not None and unit_id is None:
            path = str(dataset.folder / TOTALS)
            raise BuildError([Problem(path, "a known agency", line, "agency", total.agency)])
        if total.first_day not in months_of(period):
            continue
        found = sum(
            row["dossiers_sum"]
            for row in rows
            if row["month"] == total.first_day and unit_id in (None, row["unit_id"])
        )
        name = "" if unit_id is None else f", {catalogue.units[unit_id].short_name_vi}"
        label = f"{total.first_day.month}/{total.first_day.year}{name}"
        yield TotalOfRecords(label=label, stated=total.dossiers, counted=found)
