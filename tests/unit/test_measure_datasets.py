"""A dataset or a command that is not as it should be is refused in words, by file and cell."""

import builtins
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from etl.__main__ import app
from etl.measure.dataset import read_dataset
from etl.problems import BuildError, Problem
from tests.invented_dossiers import PERIOD, write_lists
from tests.serving import ROOT

COLUMNS = (
    "dossier_id,version,agency,procedure,state,channel,service_level,payment,result,received_on"
)


PLAIN = "1,p34-01,T1,received,online,full,none,none,2026-01-05"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A dataset of one record."""
    write_lists(tmp_path, {})
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "a.csv").write_text(f"{COLUMNS}\nH1,{PLAIN}\n", "utf-8")
    return tmp_path


def about(folder: Path, **changes: Any) -> None:
    file = folder / "dataset.yml"
    said = json.loads(file.read_text("utf-8")) | changes
    file.write_text(json.dumps({key: value for key, value in said.items() if value != ""}), "utf-8")


def write(name: str, text: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).write_text(text, "utf-8")


def said(**changes: Any) -> Callable[[Path], object]:
    return lambda folder: about(folder, **changes)


def gone(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).unlink()


TOTALS = "month,agency,dossiers\n"
SPOILT = [
    (gone("dataset.yml"), "dataset.yml", "a readable", None),
    (write("dataset.yml", "a: [1"), "dataset.yml", "valid YAML", None),
    (said(taken_on=""), "dataset.yml", "Field required", "taken_on"),
    (said(taken_on="soon"), "dataset.yml", "a day such as", "taken_on"),
    (said(owner="x"), "dataset.yml", "Extra inputs", "owner"),
    (said(records="hdfs://x/y"), "dataset.yml", "parquet or csv", "form"),
    (write("procedures.csv", "code,field\n"), "procedures.csv", "the columns", None),
    (write("procedures.csv", "procedure,field\nT1,\n"), "procedures.csv", "string", "field"),
    (write("procedures.csv", "procedure,field\nT1,a\nT1,b\n"), "procedures.csv", "once", None),
    (write("totals.csv", f"{TOTALS}2026-13,,1\n"), "totals.csv", "match", "month"),
    (write("totals.csv", f"{TOTALS}2026-01,,-1\n"), "totals.csv", "0", "dossiers"),
    (gone("records/a.csv"), "records", "all of them", None),
    (write("records/b.parquet", ""), "records", "all of them", None),
]


@pytest.mark.parametrize(("spoil", "file", "expected", "where"), SPOILT)
def test_what_lies_in_the_folder(
    folder: Path,
    spoil: Callable[[Path], object],
    file: str,
    expected: str,
    where: str | None,
) -> None:
    spoil(folder)
    with pytest.raises(BuildError) as refused:
        read_dataset(folder)
    problem: Problem = refused.value.problems[0]
    assert Path(problem.file).name == file
    assert expected in problem.expected
    assert problem.cell == where


def test_records_may_lie_elsewhere(folder: Path) -> None:
    about(folder, records="s3://dossiers/2026.parquet")
    dataset = read_dataset(folder)
    assert (dataset.where, dataset.form) == ("s3://dossiers/2026.parquet", "parquet")


def run(folder: Path, *options: str) -> Result:
    out = str(folder / "draft")
    arguments = ["measure", str(folder), "--period", PERIOD, "--out", out, "--root", str(ROOT)]
    return CliRunner().invoke(app, [*arguments, *options])


def test_a_dataset_becomes_a_draft(folder: Path) -> None:
    ended = run(folder)
    assert ended.exit_code == 0, ended.output
    assert "1 dossiers counted, of 1 records." in ended.output
    assert "The records are invented: none of the figures is real." in ended.output
    manifest = json.loads((folder / "draft" / "manifest.json").read_text("utf-8"))
    assert (manifest["counted"], manifest["invented"]) == (1, True)
    # The same once more is there already; other figures are not written over it.
    assert run(folder).exit_code == 0
    write("records/b.csv", f"{COLUMNS}\nH2,{PLAIN}\n")(folder)
    again = run(folder)
    assert again.exit_code == 1
    assert "it may hold answers" in again.output


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--engine", "oracle"), "expected duckdb or spark"),
        (("--remote", "sc://here"), "--engine spark with it"),
        (("--period", "2026"), "expected START..END"),
        (("--period", "2026-01-01..2026-01-30:as_of"), "a period of whole months"),
    ],
)
def test_options_that_do_not_go(folder: Path, options: tuple[str, ...], told: str) -> None:
    ended = run(folder, *options)
    assert ended.exit_code != 0
    assert told in " ".join(ended.output.replace("│", " ").split())
    assert not (folder / "draft").exists()


def test_without_spark_its_name_says_what_to_install(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported = builtins.__import__

    def without_spark(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("pyspark"):
            raise ImportError(name)
        return imported(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without_spark)
    ended = run(folder, "--engine", "spark")
    assert ended.exit_code == 1
    assert "pip install '.[spark]', and Java 17" in ended.output
    assert run(folder).exit_code == 0


def test_records_that_cannot_be_read(folder: Path) -> None:
    (folder / "records" / "a.csv").unlink()
    (folder / "records" / "a.parquet").write_bytes(b"PAR1 and no more")
    ended = run(folder)
    assert ended.exit_code == 1
    assert "expected records that DuckDB" in ended.output


def test_totals_are_of_an_agency_or_of_all(folder: Path) -> None:
    other = PLAIN.replace("p34-01", "p34-48")
    write("records/b.csv", f"{COLUMNS}\nH2,{other}\nH3,{other}\n")(folder)
    write("totals.csv", f"{TOTALS}2026-01,Hà Nội,1\n2026-01,p34-48,5\n2026-01,,3\n")(folder)
    ended = run(folder)
    assert ended.exit_code == 0, ended.output
    assert "1/2026, Đà Nẵng: stated are 5 dossiers, counted 2" in ended.output
    manifest = json.loads((folder / "draft" / "manifest.json").read_text("utf-8"))
    assert [(total["label"], total["counted"]) for total in manifest["totals"]] == [
        ("1/2026, Hà Nội", 1),
        ("1/2026, Đà Nẵng", 2),
        ("1/2026", 3),
    ]


def test_totals_of_an_unknown_agency(folder: Path) -> None:
    write("totals.csv", "month,agency,dossiers\n2026-01,Hà Nội,1\n2026-01,Nơi Khác,3\n")(folder)
    ended = run(folder)
    assert ended.exit_code == 1
    assert "totals.csv:3: [agency] found 'Nơi Khác', expected a known agency" in ended.output
