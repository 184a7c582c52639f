"""Counts of invented dossiers are the known answers, to the last one, on either engine."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import ibis
import pytest

from etl.catalogue.load import Catalogue
from etl.measure.counts import counts_of, last_states
from etl.measure.dataset import read_dataset
from etl.measure.engines import Engine, connected
from etl.measure.measuring import lists_of
from etl.measure.records import typed
from tests.invented_dossiers import END, PERSONAL, TAKEN_ON, Answers, write_dossiers
from tests.measured import check_answers, measure


@pytest.fixture(scope="module")
def duck(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with connected("duckdb", "1GB", None, tmp_path_factory.mktemp("spill")) as engine:
        yield engine


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with connected("spark", "1GB", None, tmp_path_factory.mktemp("spill")) as engine:
        yield engine


@pytest.fixture(scope="module")
def partitioned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Answers]:
    """Parquet, in folders by month and agency."""
    folder = tmp_path_factory.mktemp("dossiers") / "parquet"
    return folder, write_dossiers(folder, 20_000)


@pytest.fixture(scope="module")
def in_one_file(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Answers]:
    folder = tmp_path_factory.mktemp("dossiers") / "csv"
    return folder, write_dossiers(folder, 3_000, form="csv", by=())


def test_what_is_counted_is_known(
    catalogue: Catalogue, duck: Engine, partitioned: tuple[Path, Answers]
) -> None:
    folder, answers = partitioned
    # Every reason occurs, else nothing is shown of it.
    assert len(answers.left_out) == 5
    assert min(answers.nameless, answers.repeated, answers.superseded, answers.outside) > 0
    check_answers(catalogue, measure(catalogue, duck, folder), answers)


def test_csv_is_counted_like_parquet(
    catalogue: Catalogue, duck: Engine, in_one_file: tuple[Path, Answers]
) -> None:
    folder, answers = in_one_file
    check_answers(catalogue, measure(catalogue, duck, folder), answers)


@pytest.mark.parametrize("dataset", ["partitioned", "in_one_file"])
def test_spark_counts_the_same(
    request: pytest.FixtureRequest, catalogue: Catalogue, spark: Engine, duck: Engine, dataset: str
) -> None:
    folder, answers = request.getfixturevalue(dataset)
    found, same = (measure(catalogue, engine, folder) for engine in (spark, duck))
    check_answers(catalogue, found, answers)
    assert found.counted.counts.to_pylist() == same.counted.counts.to_pylist()
    assert found.counted.left_out.to_pylist() == same.counted.left_out.to_pylist()
    assert found.engine.startswith("Apache Spark 4")


def test_what_the_system_states_is_compared(
    catalogue: Catalogue, duck: Engine, partitioned: tuple[Path, Answers]
) -> None:
    totals = measure(catalogue, duck, partitioned[0]).counted.records.totals
    labels = " ".join(total.label for total in totals)
    assert labels == "10/2025 11/2025 12/2025 1/2026 2/2026 3/2026"
    assert [total.stated - total.counted for total in totals] == [7, 0, 0, 0, 0, 0]


def test_what_is_not_known_is_not_read(
    catalogue: Catalogue, duck: Engine, partitioned: tuple[Path, Answers]
) -> None:
    found = measure(catalogue, duck, partitioned[0])
    assert PERSONAL in found.dropped
    dataset = read_dataset(partitioned[0])
    records = duck.records(dataset.where, dataset.form)
    assert PERSONAL in records.columns
    asked = str(ibis.to_sql(typed(records, catalogue.dossiers.columns, dataset.where)))
    assert PERSONAL not in asked
    assert not {PERSONAL, "month"} & set(found.counted.left_out.column_names)


def test_spark_shuffles_aggregates_only(
    catalogue: Catalogue, spark: Engine, partitioned: tuple[Path, Answers]
) -> None:
    """Once what is known of each dossier, once what is counted; lists go to every machine."""
    dataset = read_dataset(partitioned[0])
    records = spark.records(dataset.where, dataset.form)
    states = last_states(typed(records, catalogue.dossiers.columns, dataset.where))
    counts = counts_of(states, lists_of(catalogue, dataset, END), TAKEN_ON)
    assert len(spark.backend.to_pyarrow(counts))
    ((plan,),) = spark.session.sql(f"EXPLAIN {spark.backend.compile(counts)}").collect()
    lines = [line.lstrip(" +-:") for line in plan.splitlines()]
    shuffles = [
        (line, following) for line, following in pairwise(lines) if line.startswith("Exchange ")
    ]
    assert len(shuffles) == 2
    for shuffle, before in shuffles:
        assert shuffle.startswith("Exchange hashpartitioning(")
        assert re.match(r"\w*Aggregate\(.*partial_", before)
    assert plan.count("BroadcastHashJoin") == 2
    assert PERSONAL not in plan
