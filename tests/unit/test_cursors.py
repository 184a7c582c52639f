"""Cursors with views in place of tables: prepared once, and never another's."""

from collections.abc import Iterator

import duckdb
import pytest

from dashboard.store.cursors import MOST, IdleCursors
from dashboard.store.warehouse import ClosedBuildError, Documents, Warehouse

OFFICIAL = Documents(official_only=True)
PREPARED = {
    language: ("INSERT INTO main.prepared VALUES (1)", f"CREATE TEMP VIEW said AS SELECT '{word}'")
    for language, word in (("vi", "một"), ("en", "one"))
}


@pytest.fixture
def build() -> Iterator[Warehouse]:
    """A store that counts how often a cursor was prepared."""
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE prepared (times INTEGER); CREATE SCHEMA en")
        yield Warehouse("build", "vi", connection)


def times(build: Warehouse) -> int:
    ((count,),) = (row.values() for row in build.rows("SELECT count(*) FROM main.prepared"))
    return count


def said(source: Warehouse) -> list[str]:
    return [word for row in source.rows("FROM said") for word in row.values()]


def test_a_cursor_is_prepared_once_for_all_queries(build: Warehouse) -> None:
    for _query in range(3):
        assert said(build.made_of(OFFICIAL, PREPARED)) == ["một"]
    assert times(build) == 1


def test_each_language_and_choice_of_documents_has_its_own(build: Warehouse) -> None:
    official = build.made_of(OFFICIAL, PREPARED)
    others = {"vi": ("CREATE TEMP VIEW said AS SELECT 'khác'",)}
    for _turn in range(2):
        assert said(official) == ["một"]
        assert said(official.in_language("en")) == ["one"]
        assert said(build.made_of(Documents(), others)) == ["khác"]
    assert times(build) == 2
    with pytest.raises(duckdb.CatalogException):
        said(build)


def test_the_same_documents_prepared_otherwise_have_their_own(build: Warehouse) -> None:
    others = {"vi": ("CREATE TEMP VIEW said AS SELECT 'khác'",)}
    for _turn in range(2):
        assert said(build.made_of(OFFICIAL, PREPARED)) == ["một"]
        assert said(build.made_of(OFFICIAL, others)) == ["khác"]


def test_who_asks_meanwhile_gets_another(build: Warehouse) -> None:
    official = build.made_of(OFFICIAL, PREPARED)
    with official._asked() as one, official._asked() as other:
        assert one is not other
    assert said(official) == ["một"]
    assert times(build) == 2


def test_what_failed_is_asked_nothing_more(build: Warehouse) -> None:
    official = build.made_of(OFFICIAL, PREPARED)
    with pytest.raises(duckdb.CatalogException):
        official.rows("FROM nowhere")
    assert said(official) == ["một"]
    assert times(build) == 2


def test_a_closed_build_is_asked_by_no_cursor_it_has_left(build: Warehouse) -> None:
    official = build.made_of(OFFICIAL, PREPARED)
    with official._asked() as late:
        said(official)
        build.close()
    # They would hold the build's files open.
    assert official._idle._idle == []
    for cursor in (late, *(cursor for _purpose, cursor in official._idle._idle)):
        with pytest.raises(duckdb.ConnectionException):
            cursor.execute("SELECT 1")
    with pytest.raises(ClosedBuildError):
        said(official)


def test_few_are_kept_and_the_last_used_longest() -> None:
    cursors = IdleCursors()
    with duckdb.connect() as connection:
        given = [connection.cursor() for _number in range(MOST + 2)]
        for number, cursor in enumerate(given):
            cursors.give_back(number, cursor)
        assert [cursors.take(number) for number in range(2)] == [None, None]
        assert [cursors.take(number) for number in range(2, MOST + 2)] == given[2:]
        with pytest.raises(duckdb.ConnectionException):
            given[0].execute("SELECT 1")
