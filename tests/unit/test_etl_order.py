"""Sentences that name the highest or the lowest: what they say of all the others."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.build import build
from etl.catalogue.load import Catalogue
from etl.catalogue.vocabulary import Interval, Period, Status
from etl.checked import Project, check
from etl.derive.order import narrow, order_problems, stated_ranks
from etl.facts import Observation, OrderGroup
from etl.load.warehouse import stored_records
from etl.problems import BuildError

RATE = "signature_adult_rate"
YEAR = Period(start=date(2024, 1, 1), end=date(2024, 7, 31), label="7/2024")
TABLE = "text-signature-order"
UNITS = ("p63-01", "p63-02", "p63-04", "p63-06", "p63-08", "p63-10")


def observation(unit_id: str, interval: Interval) -> Observation:
    status = Status.OBSERVED if interval[0] == interval[1] else Status.INTERVAL
    return Observation(
        RATE, unit_id, YEAR, "published", status, interval, "tai-lieu", "bang", 2, 1, "trên 20%"
    )


def group(end, unit_ids: Sequence[str]) -> OrderGroup:
    return OrderGroup(
        RATE, "province", YEAR, end, frozenset(unit_ids), "tai-lieu", TABLE, 2, 501, "tên"
    )


@st.composite
def ordered_units(draw: st.DrawFn) -> tuple[list[float], list[Interval], int, int]:
    """True values of six units, a band around each, and how many are named at either end."""
    values = sorted(draw(st.lists(st.integers(0, 100), min_size=6, max_size=6)), reverse=True)
    bands = [
        (value, value)
        if draw(st.booleans())
        else (max(0, value - draw(st.integers(1, 40))), min(100, value + draw(st.integers(1, 40))))
        for value in values
    ]
    return values, bands, draw(st.integers(1, 3)), draw(st.integers(1, 3))


@given(drawn=ordered_units())
def test_bands_get_no_wider_and_keep_the_truth(drawn, catalogue: Catalogue) -> None:
    values, bands, first, last = drawn
    items = [observation(unit, band) for unit, band in zip(UNITS, bands, strict=True)]
    orders = [group("highest", UNITS[:first]), group("lowest", UNITS[-last:])]
    assert list(order_problems(catalogue, items, orders)) == []
    for value, before, after in zip(values, items, narrow(catalogue, items, orders), strict=True):
        assert before.interval is not None
        assert after.interval is not None
        assert before.interval[0] <= after.interval[0] <= value
        assert value <= after.interval[1] <= before.interval[1]
        assert (after.note is None) == (after.interval == before.interval)


@given(drawn=ordered_units())
def test_a_place_is_one_of_those_the_groups_leave(drawn, catalogue: Catalogue) -> None:
    _values, _bands, first, last = drawn
    provinces = [unit.unit_id for unit in catalogue.units_of("province", YEAR.end)]
    orders = [group("highest", provinces[:first]), group("lowest", provinces[-last:])]
    ranks = {
        rank.unit_id: (rank.rank_best, rank.rank_worst) for rank in stated_ranks(catalogue, orders)
    }
    assert list(ranks) == provinces
    for place, unit_id in enumerate(provinces, start=1):
        best, worst = ranks[unit_id]
        assert best <= place <= worst
    assert {ranks[unit_id] for unit_id in provinces[:first]} == {(1, first)}
    assert {ranks[unit_id] for unit_id in provinces[-last:]} == {(64 - last, 63)}
    assert {ranks[unit_id] for unit_id in provinces[first:-last]} == {(first + 1, 63 - last)}


def test_the_highest_of_the_34_say_nothing_of_the_63(catalogue: Catalogue) -> None:
    table = catalogue.tables[TABLE].model_copy(update={"structure": "2025"})
    told = replace(catalogue, tables={TABLE: table})
    orders = [group("highest", ["p34-79"])]
    figures = {"p34-79": (30, 30), "p34-01": (20, 50), "p63-79": (42, 42), "p63-01": (20, 50)}
    items = [observation(*item) for item in figures.items()]
    assert list(order_problems(told, items, orders)) == []
    found = {item.unit_id: item.interval for item in narrow(told, items, orders)}
    assert found == figures | {"p34-01": (20, 30)}
    assert len(list(stated_ranks(told, orders))) == 34


def test_a_lowest_that_others_lie_below_stops_the_build(project: Project) -> None:
    path = project.root / "data" / "raw" / "bc-btttt-2024-07" / "text-signature-order.tsv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Đắk Nông", "Hưng Yên"), encoding="utf-8")
    with pytest.raises(BuildError, match=r"text-signature-order\.tsv:3: .*lowest, p63-67.*2\.4"):
        check(project)


def test_a_claim_is_no_evidence_for_itself(project: Project, built_project: Project) -> None:
    """Whether TP. Hồ Chí Minh is the highest is asked of the bands as printed."""
    records = stored_records(built_project.warehouse)
    verdicts = {row["claim_id"]: row["verdict"] for row in records["claim_check"]}
    assert verdicts["signature-highest"] == verdicts["signature-below-50"] == "not_testable"
    table = Path(project.root / "data" / "raw" / "bc-btttt-2024-07" / "text-signature-order.tsv")
    table.write_text("\n".join(table.read_text(encoding="utf-8").split("\n")[:1]) + "\n")
    entry = project.catalogue / "tables" / "text-signature-order.yml"
    entry.write_text(
        entry.read_text(encoding="utf-8").replace("rows_expected: 2", "rows_expected: 0")
    )
    build(project)
    wide = {
        row["unit_id"]: (row["value_low"], row["value_high"])
        for row in stored_records(project.warehouse)["observation"]
        if row["indicator_id"] == RATE and row["unit_id"] in ("p63-01", "p63-02")
    }
    assert wide == {"p63-01": (20, 100), "p63-02": (0, 10)}
