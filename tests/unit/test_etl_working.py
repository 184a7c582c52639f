"""The working store: its numbers and statements are those of Python, and its parts make a whole."""

from datetime import date

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl import build as pipeline
from etl.build import build
from etl.catalogue.load import Catalogue
from etl.catalogue.vocabulary import Period, Status
from etl.checked import Project
from etl.derive import figures
from etl.derive.figures import batches, no_figures
from etl.facts import Observation
from etl.language.numbers import difference, stored
from etl.language.statements import (
    Amount,
    Between,
    Cased,
    Change,
    IndicatorName,
    Part,
    Printed,
    Text,
    UnitName,
    listing,
    parts_json,
    say,
    statement_from,
)
from etl.load.derived import check_keys
from etl.load.keys import LARGE
from etl.load.warehouse import LoadError
from tests.derivations import store_of

YEAR = Period(start=date(2024, 1, 1), end=date(2024, 12, 31), label="2024")
NUMBERS = st.one_of(
    st.floats(-1e15, 1e15, allow_nan=False),
    st.integers(-(10**9), 10**9).map(lambda number: number / 100),
    # Ties at the seventh decimal, and quotients of counts.
    st.integers(0, 10**6).map(lambda number: number / 128),
    st.integers(0, 10**7).map(lambda number: (number * 10 + 5) / 1e7),
    st.tuples(st.integers(0, 9999), st.integers(1, 9999)).map(lambda of: 100 * of[0] / of[1]),
)
MANY = st.lists(st.tuples(NUMBERS, NUMBERS), min_size=50, max_size=50)


@given(pairs=MANY)
def test_numbers_are_stored_to_the_digit(
    pairs: list[tuple[float, float]], catalogue: Catalogue
) -> None:
    store = store_of(catalogue, [])
    found = store.execute(
        "SELECT stored(x), stored_difference(x, y), stored(x)::VARCHAR, x::VARCHAR"
        " FROM (SELECT unnest($x) AS x, unnest($y) AS y)",
        {"x": [x for x, _y in pairs], "y": [y for _x, y in pairs]},
    ).fetchall()
    assert found == [
        (stored(x), stored(difference(x, y)), repr(stored(x)), repr(float(x))) for x, y in pairs
    ]


@pytest.mark.parametrize(
    ("macro", "part"),
    [
        ("amount(1234.5, 2, '%')", Amount(1234.5, 2, "%")),
        ("""printed('"1.234" \\ x', 1234.0)""", Printed('"1.234" \\ x', 1234.0)),
        ("bounds(1.0, 2.5, 0.0, 100.0, '')", Between(1.0, 2.5, (0.0, 100.0))),
        ("unit_name('p63-01')", UnitName("p63-01")),
        ("statement('yes', '{}')", say("yes")),
        (
            "listing(unit_name('a') || ', ' || unit_name('b'), '; ')",
            listing([UnitName("a"), UnitName("b")], "; "),
        ),
    ],
)
def test_statements_are_written_as_python_writes_them(
    macro: str, part: Part, catalogue: Catalogue
) -> None:
    store = store_of(catalogue, [])
    (found,) = store.execute(f"SELECT '{{\"part\": ' || {macro} || '}}'").fetchone()
    assert found == parts_json(say("any", part=part))


def test_a_statement_is_read_as_it_was_said() -> None:
    parts: list[Part] = [
        *("lời", 5, None, date(2024, 7, 31), Amount(1.5, 1, "%"), Change(-2.0, 1)),
        *(Printed("1,5", 1.5), Between(1.0, 2.0, (0.0, 100.0), "%"), UnitName("vn"), Text("chữ")),
        *(IndicatorName("dti"), IndicatorName("dti", full=True)),
        *(Cased(Text("chữ"), capital=True), listing([Text("a"), say("yes")], "; ")),
    ]
    said = say("any", **{f"part_{number}": part for number, part in enumerate(parts)})
    assert statement_from(said.code, parts_json(said)) == said
    assert statement_from(None, None) is None


def figure(indicator_id: str, unit_id: str) -> Observation:
    return Observation(
        *(indicator_id, unit_id, YEAR, "published", Status.OBSERVED, (1.0, 1.0), "d", "t")
    )


def test_a_rate_is_derived_together_with_its_counts(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("dti", "is_level_approved", "is_plan_deployed", "is_systems", "system_rank")
    store = store_of(catalogue, [figure(name, "p63-01") for name in names])
    monkeypatch.setattr(figures, "AT_A_TIME", 1)
    assert list(batches(store)) == [
        ["dti"],
        ["is_level_approved", "is_plan_deployed", "is_systems"],
        ["system_rank"],
    ]
    monkeypatch.setattr(figures, "AT_A_TIME", 9)
    assert list(batches(store)) == [list(names)]


def test_two_figures_of_one_key_stop_the_build(catalogue: Catalogue) -> None:
    store = store_of(catalogue, [figure("dti", "p63-01")])
    no_figures(store)
    store.execute(
        "CREATE OR REPLACE TEMP TABLE attainment AS"
        " SELECT *, DATE '2025-12-31' AS due_on FROM figure"
    )
    store.execute("INSERT INTO figure BY NAME FROM published")
    check_keys(store)
    store.execute("INSERT INTO figure BY NAME FROM published")
    with pytest.raises(LoadError, match="figure: two rows of dti, p63-01"):
        check_keys(store)


def test_a_great_store_is_the_same_but_for_its_indices(
    project: Project, warehouse: duckdb.DuckDBPyConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Derived indicator by indicator and period by period, and written without keys."""
    monkeypatch.setattr(pipeline, "INDEXED", 0)
    monkeypatch.setattr(figures, "AT_A_TIME", 40)
    # What a build says of itself is its own.
    sizes = build(project).rows_of.keys() - {"build"}
    with duckdb.connect(project.warehouse / "warehouse.duckdb", read_only=True) as great:
        for table in sizes:
            # Other tests share the connection, and may not have read all that they asked for.
            asked = (of.execute(f"FROM {table}").fetchall() for of in (great, warehouse))
            rows = [sorted(map(repr, found)) for found in asked]
            assert rows[0] == rows[1], table
        keyed = {
            table
            for (table,) in great.execute(
                "SELECT table_name FROM duckdb_constraints() WHERE constraint_type = 'PRIMARY KEY'"
            ).fetchall()
        }
    assert keyed & {"observation", "document", *LARGE} == {"document"}
