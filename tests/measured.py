"""Counting invented dossiers in a test."""

from pathlib import Path

from etl.catalogue.load import Catalogue
from etl.intake.decide import period_of
from etl.measure.dataset import read_dataset
from etl.measure.engines import Engine
from etl.measure.measuring import Measured, measured
from etl.measure.sums import periods_of, sums_of
from tests.invented_dossiers import PERIOD, Answers


def measure(catalogue: Catalogue, engine: Engine, folder: Path, period: str = PERIOD) -> Measured:
    """What a dataset comes to."""
    return measured(catalogue, read_dataset(folder), period_of(period), engine, lambda _: None)


def check_answers(catalogue: Catalogue, found: Measured, answers: Answers) -> None:
    """All counts and all reasons are the known ones, of every unit, month and bloc."""
    records = found.counted.records
    assert records.records == answers.records
    assert records.nameless == answers.nameless
    assert records.repeated == answers.repeated
    assert records.superseded == answers.superseded
    assert records.outside == answers.outside
    assert records.left_out == answers.left_out
    assert records.counted == answers.counted
    whole, *months = periods_of(catalogue, found)
    assert [month.start.month for month in months] == [10, 11, 12, 1, 2, 3]
    for period, month in [(whole, None), *((month, month.start) for month in months)]:
        sums = sums_of(catalogue, found, period)
        stated = {unit: sums for (unit, of), sums in answers.sums.items() if of == month}
        of_units = {name: counts for name, counts in sums.items() if name in stated}
        assert of_units == stated
        blocs = {"bloc-provinces": "p34-", "bloc-ministries": "bo-", "vn": ""}
        assert sums.keys() - of_units.keys() == blocs.keys()
        for whole_id, prefix in blocs.items():
            members = [counts for name, counts in stated.items() if name.startswith(prefix)]
            for name, value in sums[whole_id].items():
                assert value == sum(counts[name] for counts in members)
