"""Where the records are counted: DuckDB in this process, or Apache Spark."""

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

import ibis
import ibis.expr.types as ir

from etl.measure.dataset import Form
from etl.problems import BuildError, Problem

Name = Literal["duckdb", "spark"]
_PARTITIONS = "spark.sql.sources.partitionColumnTypeInference.enabled"


def named(name: str, remote: str | None) -> Name:
    """The engine of a name. Raises BuildError if there is none, or none of a cluster."""
    if name == "spark":
        return "spark"
    if name != "duckdb":
        raise BuildError([Problem("--engine", "duckdb or spark", found=name)])
    if remote is not None:
        raise BuildError([Problem("--remote", "--engine spark with it: DuckDB runs here")])
    return "duckdb"


class Engine(Protocol):
    """Reads the records, and answers expressions over them."""

    @property
    def backend(self) -> ibis.BaseBackend: ...

    @property
    def version(self) -> str: ...

    def records(self, where: str, form: Form) -> ir.Table:
        """All files of a folder as one table; what its folders are named for are columns."""
        ...


@dataclass(frozen=True)
class DuckDb:
    backend: Any

    @property
    def version(self) -> str:
        return f"DuckDB {self.backend.version}"

    def records(self, where: str, form: Form) -> ir.Table:
        files = where if where.endswith(f".{form}") else f"{where.rstrip('/')}/**/*.{form}"
        folders = {"hive_partitioning": True, "hive_types_autocast": 0, "union_by_name": True}
        if form == "parquet":
            return self.backend.read_parquet(files, **folders)
        return self.backend.read_csv(files, all_varchar=True, header=True, **folders)


@dataclass(frozen=True)
class Spark:
    backend: Any
    session: Any

    @property
    def version(self) -> str:
        return f"Apache Spark {self.session.version}"

    def records(self, where: str, form: Form) -> ir.Table:
        if form == "parquet":
            return self.backend.read_parquet(where, mergeSchema=True)
        return self.backend.read_csv(where, header=True, inferSchema=False)


@contextmanager
def connected(name: Name, memory: str, remote: str | None, spill: Path) -> Iterator[Engine]:
    """An engine to ask; what does not fit into `memory` (`4GB`) DuckDB writes into `spill`.

    `remote` is the address of a cluster (`sc://host:15002`); without one Spark runs here.
    Raises BuildError if Spark is not installed, or does not answer.
    """
    if name == "duckdb":
        backend = ibis.duckdb.connect(
            temp_directory=str(spill), memory_limit=memory, preserve_insertion_order=False
        )
        try:
            yield DuckDb(backend)
        finally:
            backend.disconnect()
        return
    session = _spark_session(remote)
    try:
        yield Spark(ibis.pyspark.connect(session=session), session)
    finally:
        session.stop()


def _spark_session(remote: str | None) -> Any:
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        expected = "Apache Spark: pip install '.[spark]', and Java 17 or newer"
        raise BuildError([Problem("--engine spark", expected, found="none")]) from error
    # It says so of pandas 3 wherever it could hand over a frame; none is asked for here.
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas")
    builder = SparkSession.builder.appName("etl measure").config(_PARTITIONS, "false")
    try:
        if remote is not None:
            return builder.remote(remote).getOrCreate()
        cores = os.cpu_count() or 1
        return (
            builder.master(f"local[{cores}]")
            .config("spark.log.level", "ERROR")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", str(cores))
            .getOrCreate()
        )
    except Exception as error:
        expected = "an Apache Spark that answers; on this machine it needs Java 17 or newer"
        said = str(error).splitlines()[:1]
        found = f"{remote or 'local'}: {' '.join((type(error).__name__, *said))}"
        raise BuildError([Problem("--engine spark", expected, found=found)]) from error
