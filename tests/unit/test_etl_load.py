"""A new build takes the place of the old one whole, or not at all."""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Lock

import duckdb
import pytest

from etl.build import build
from etl.checked import Project
from etl.load import derived
from etl.load import warehouse as load_module
from etl.load.builds import new_build, numbers
from etl.load.history import By
from etl.load.record import Record
from etl.load.shown_figures import TABLE
from etl.load.warehouse import LoadError, finish, loading, write
from tests.conftest import copy_of_data

DOCUMENT: Record = {
    "document_id": "tai-lieu",
    "number": "1/BC",
    "title_vi": "Báo cáo",
    "short_title_vi": "Báo cáo",
    "issuer_vi": "Bộ",
    "issued_on": None,
    "issued_label_vi": "2024",
    "data_as_of": "2024-07-31",
    "confirmation": "official_document",
}
TITLES = "SELECT title_vi FROM document"

TABLES = "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' ORDER BY ALL"


def records(*titles: str) -> dict[str, list[Record]]:
    return {
        "document": [
            DOCUMENT | {"document_id": f"tai-lieu-{number}", "title_vi": title}
            for number, title in enumerate(titles)
        ]
    }


def titles(link: Path) -> list[str]:
    with duckdb.connect(link / "warehouse.duckdb", read_only=True) as connection:
        return [row[0] for row in connection.execute(TITLES).fetchall()]


def load(records_of: Mapping[str, list[Record]], link: Path) -> None:
    """The next build, with these records and published."""
    with loading(), new_build(link, By("ai đó", "")) as fresh:
        write(records_of, fresh.folder)
        sizes = {table: len(records) for table, records in records_of.items()}
        finish({}, fresh.folder, sizes)


def files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def link(tmp_path: Path) -> Path:
    """Where a first good build points."""
    link = tmp_path / "data" / "warehouse"
    load(records("cũ"), link)
    return link


BAD = {
    "a key twice": {"document": [DOCUMENT, DOCUMENT]},
    "a value missing": {"document": [DOCUMENT | {"title_vi": None}]},
    "a column too many": {"document": [DOCUMENT | {"tac_gia": "A"}]},
    "a value of another type": {"document": [DOCUMENT | {"data_as_of": "hôm nay"}]},
    "values of two types": {"document": [DOCUMENT, DOCUMENT | {"title_vi": 5}]},
    "a reference to nothing": {
        "document": [],
        "unit_alias": [{"alias": "A", "unit_id": "p63-99", "kind": "variant"}],
    },
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_failing_load_changes_nothing(bad: dict[str, list[Record]], link: Path) -> None:
    before = (link.readlink(), files(link.parent))
    with duckdb.connect(link / "warehouse.duckdb", read_only=True) as dashboard:
        with pytest.raises(LoadError) as caught:
            load(bad, link)
        assert dashboard.execute(TITLES).fetchall() == [("cũ",)]
    assert str(caught.value)
    assert (link.readlink(), files(link.parent)) == before
    assert titles(link) == ["cũ"]


def test_a_table_that_lost_a_row_is_no_build(link: Path) -> None:
    def load_with_a_loss() -> None:
        with loading(), new_build(link, By("ai đó", "")) as fresh:
            write(records("mới"), fresh.folder)
            finish({}, fresh.folder, {"document": 2})

    with pytest.raises(LoadError, match="document holds 1 rows of 2"):
        load_with_a_loss()
    assert titles(link) == ["cũ"]


def test_a_second_load_replaces_the_first(link: Path) -> None:
    with duckdb.connect(link / "warehouse.duckdb", read_only=True) as dashboard:
        load(records("mới", "mới hơn"), link)
        assert titles(link) == ["mới", "mới hơn"]
        assert dashboard.execute(TITLES).fetchall() == [("cũ",)]


def test_builds_at_the_same_time_take_turns(link: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """None writes, or clears away, while another does; the last one stays."""
    done = []
    alone = Lock()
    export = load_module._export

    def writing(
        connection: duckdb.DuckDBPyConnection,
        rows_of: Mapping[str, int],
        folder: Path,
    ) -> None:
        assert alone.acquire(blocking=False)
        export(connection, rows_of, folder)
        done.extend(title for (title,) in connection.execute(TITLES).fetchall())
        alone.release()

    monkeypatch.setattr(load_module, "_export", writing)
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda title: load(records(title), link), "abcdef"))
    assert sorted(done) == [*"abcdef"]
    assert titles(link) == done[-1:]
    assert numbers(link) == [*range(1, 8)]


def test_a_failed_build_ends_its_turn(link: Path) -> None:
    with pytest.raises(LoadError):
        load(BAD["a key twice"], link)
    load(records("mới"), link)
    assert titles(link) == ["mới"]


def test_one_rename_leads_from_the_old_to_the_new(
    link: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until it, the link leads to the old warehouse; the new one is complete by then."""
    seen: list[tuple[list[str], list[str]]] = []
    rename = Path.replace

    def watched(self: Path, destination: Path) -> Path:
        seen.append((titles(destination), titles(destination.parent / self.readlink())))
        return rename(self, destination)

    monkeypatch.setattr(Path, "replace", watched)
    load(records("mới"), link)
    assert seen == [(["cũ"], ["mới"])]


def test_the_link_survives_a_move_of_the_project(link: Path, tmp_path: Path) -> None:
    moved = link.parent.rename(tmp_path / "chỗ khác")
    assert titles(moved / "warehouse") == ["cũ"]


@pytest.mark.parametrize("name", ["it's here", "[a] *", "dữ liệu"])
def test_any_folder_name_will_do(name: str, tmp_path: Path) -> None:
    link = tmp_path / name / "warehouse"
    load(records("cũ"), link)
    assert titles(link) == ["cũ"]


def test_a_real_folder_in_the_way_is_left_alone(tmp_path: Path) -> None:
    link = tmp_path / "warehouse"
    link.mkdir()
    (link / "notes.txt").write_text("của ai đó", encoding="utf-8")
    with pytest.raises(LoadError, match="warehouse"):
        load(records("mới"), link)
    assert [path for path in files(tmp_path) if path.parent == link] == [link / "notes.txt"]


def test_parquet_holds_what_duckdb_holds(
    built_project: Project, warehouse: duckdb.DuckDBPyConnection
) -> None:
    tables = [row[0] for row in warehouse.execute(TABLES).fetchall()]
    assert len(tables) >= 9
    for table in tables:
        parquet = duckdb.read_parquet(str(built_project.warehouse / f"{table}.parquet"))
        stored = warehouse.table(table)
        assert (parquet.columns, parquet.types) == (stored.columns, stored.types)
        assert parquet.fetchall() == stored.fetchall()
        # No cell is corrected so far.
        assert len(stored) > 0 or table == "correction"


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Mapping[str, int]]:
    """The real data, built here once more, and how many rows that was; to read only."""
    project = copy_of_data(tmp_path_factory.mktemp("again"))
    return project, build(project).rows_of


def test_every_record_is_stored(again: tuple[Project, Mapping[str, int]]) -> None:
    project, rows_of = again
    with duckdb.connect(project.warehouse / "warehouse.duckdb", read_only=True) as connection:
        made = {name for (name,) in connection.execute(TABLES).fetchall()}
        # The rows of views are made of the others.
        assert made - {TABLE} == rows_of.keys()
        for table, rows in rows_of.items():
            assert len(connection.table(table)) == rows


def test_two_builds_of_the_same_sources_agree(
    again: tuple[Project, Mapping[str, int]], warehouse: duckdb.DuckDBPyConnection
) -> None:
    """Order and ids too, those of quality issues included."""
    project, _rows_of = again
    with duckdb.connect(project.warehouse / "warehouse.duckdb", read_only=True) as stored:
        for (table,) in warehouse.execute(TABLES).fetchall():
            # A build says when it was made.
            if table != "build":
                assert stored.table(table).fetchall() == warehouse.table(table).fetchall()


def test_figures_in_batches_are_the_same_rows_in_the_same_order(
    project: Project, built_project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of more figures than fit the memory, some indicators after the others."""
    few = partial(derived.indicator_batches, at_once=500)
    monkeypatch.setattr(derived, "indicator_batches", few)
    build(project)

    def stored(built: Project, table: str) -> list[tuple[object, ...]]:
        with duckdb.connect(built.warehouse / "warehouse.duckdb", read_only=True) as connection:
            return connection.execute(f"FROM {table}").fetchall()

    for table in derived.TABLES:
        rows = stored(project, table)
        assert rows
        assert rows == stored(built_project, table), table
