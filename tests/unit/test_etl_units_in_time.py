"""Units that end have successors, units that begin have predecessors, and each day has a name."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.catalogue.load import Catalogue
from etl.catalogue.unit_specs import LineageSpec, UnitNameSpec, UnitSpec
from etl.catalogue.units_in_time import lineage_problems, name_problems

UNTIL, SINCE = date(2025, 6, 30), date(2025, 7, 1)


def unit(unit_id: str, start: date | None, end: date | None, level: str = "province") -> UnitSpec:
    return UnitSpec(
        unit_id=unit_id,
        level=level,  # type: ignore[arg-type]
        name_vi=unit_id,
        short_name_vi=unit_id,
        name_en=unit_id,
        kind_vi="tỉnh",
        region_id=None,
        gso_code=None,
        iso_code=None,
        valid_from=start,
        valid_to=end,
        sort_order=1,
    )


def link(predecessor_id: str, successor_id: str, relation: str) -> LineageSpec:
    return LineageSpec(
        predecessor_id=predecessor_id,
        successor_id=successor_id,
        effective_on=SINCE,
        legal_basis="NQ",
        relation=relation,  # type: ignore[arg-type]
        part_vi=None,
        confidence="one",
        source="x",
    )


def name(start: date | None, end: date | None) -> UnitNameSpec:
    return UnitNameSpec(
        unit_id="a",
        name_vi="A",
        kind_vi="tỉnh",
        valid_from=start,
        valid_to=end,
        legal_basis=None,
        confidence="one",
        source="x",
    )


def lineage_found(links: Sequence[LineageSpec]) -> set[tuple[str | None, str | None]]:
    units = [unit("a", None, UNTIL), unit("x", SINCE, None), unit("y", SINCE, None)]
    problems = lineage_problems({spec.unit_id: spec for spec in units}, links)
    return {(problem.cell, problem.found) for problem in problems}


X, Y = ("successor_id", "x"), ("successor_id", "y")
A = ("predecessor_id", "a")


@pytest.mark.parametrize(
    ("relations", "found"),
    [
        ({}, {A, X, Y}),
        ({"x": "merged"}, {Y}),
        ({"x": "merged", "y": "part"}, set()),
        ({"x": "split", "y": "split"}, set()),
        ({"x": "split"}, {A, Y}),
        ({"x": "part", "y": "part"}, {A}),
        ({"x": "merged", "y": "unchanged"}, {A}),
        ({"x": "continued", "y": "split"}, {A}),
    ],
    ids=[
        "no lineage",
        "whole",
        "whole and a part",
        "split",
        "split into one",
        "parts of nothing whole",
        "whole twice",
        "whole and split",
    ],
)
def test_what_a_unit_was_goes_somewhere_once(
    relations: dict[str, str], found: set[tuple[str, str]]
) -> None:
    links = [link("a", successor, relation) for successor, relation in relations.items()]
    assert lineage_found(links) == found


def test_regions_need_no_lineage() -> None:
    regions = [unit("r", None, UNTIL, "region"), unit("s", SINCE, None, "region")]
    assert list(lineage_problems({spec.unit_id: spec for spec in regions}, [])) == []


def test_the_real_lineage_cut_after_any_row_is_noticed(catalogue: Catalogue) -> None:
    assert list(lineage_problems(catalogue.units, catalogue.lineage)) == []
    for end in range(len(catalogue.lineage)):
        assert list(lineage_problems(catalogue.units, catalogue.lineage[:end])), end


def test_the_real_lineage_less_any_row_that_joins_is_noticed(catalogue: Catalogue) -> None:
    """All but parts that went over beside the whole, and one of three or more shares."""
    unnoticed = []
    for index, left_out in enumerate(catalogue.lineage):
        rest = catalogue.lineage[:index] + catalogue.lineage[index + 1 :]
        if not list(lineage_problems(catalogue.units, rest)):
            unnoticed.append(left_out.relation)
    assert set(unnoticed) <= {"part", "split"}


@pytest.mark.parametrize("start", [None, date(2025, 7, 1)])
@pytest.mark.parametrize("end", [None, date(2028, 6, 30)])
@given(lengths=st.lists(st.integers(1, 200), max_size=4), shift=st.sampled_from([-1, 0, 1]))
def test_each_day_of_a_unit_has_one_name(
    start: date | None, end: date | None, lengths: list[int], shift: int
) -> None:
    """Periods that follow each other are right; a day more or less between two is not."""
    day = date(2025, 7, 1)
    changes = []
    for length in lengths:
        day += timedelta(days=length)
        changes.append(day)
    starts = [start, *changes]
    ends = [*(day - timedelta(days=1) for day in changes), end]
    if changes:
        starts[-1] = changes[-1] + timedelta(days=shift)
    names = [name(*period) for period in zip(starts, ends, strict=True)]
    problems = list(name_problems({"a": unit("a", start, end)}, names))
    assert bool(problems) == (shift != 0 and bool(changes))


def test_a_unit_without_changes_needs_no_names() -> None:
    assert list(name_problems({"a": unit("a", SINCE, None)}, [])) == []


@pytest.mark.parametrize(
    "names",
    [
        [name(None, None), name(None, UNTIL)],
        [name(None, date(2024, 12, 31)), name(None, UNTIL)],
        [name(None, date(2024, 12, 31))],
        [name(date(2025, 1, 1), UNTIL)],
        [name(date(2025, 1, 1), UNTIL), name(None, date(2024, 12, 31))],
        [name(None, SINCE)],
    ],
    ids=["both always", "both from the first", "no last", "no first", "backwards", "too long"],
)
def test_gaps_and_overlaps_are_noticed(names: list[UnitNameSpec]) -> None:
    assert list(name_problems({"a": unit("a", None, UNTIL)}, names))
