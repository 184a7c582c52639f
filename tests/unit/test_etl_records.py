"""Facts become rows whose ids and order do not depend on chance."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.catalogue.vocabulary import Period, Status
from etl.facts import Issue, Observation
from etl.language.statements import say, worded
from etl.load.records import issue_records
from tests.derivations import observation_records

SAID = worded("…")
ISSUES = st.builds(
    Issue,
    kind=st.sampled_from(["ratio_mismatch", "series_break"]),
    severity=st.just("info"),
    detail=st.sampled_from("ab").map(say),
    table_id=st.sampled_from([None, "ii-a"]),
    source_line=st.none() | st.integers(1, 3),
    unit_id=st.sampled_from([None, "p63-01"]),
    indicator_id=st.sampled_from([None, "dti"]),
)


def _ids(issues: Sequence[Issue]) -> list[str]:
    return [record["issue_id"] for record in issue_records(issues)]


@given(st.lists(ISSUES, max_size=12))
def test_issue_ids_are_unique(issues: list[Issue]) -> None:
    assert len(set(_ids(issues))) == len(issues)


def test_an_issue_id_says_what_the_issue_is_about() -> None:
    issue = Issue("ratio_mismatch", "warning", SAID, "ix-bo", 6, "bo-tai-chinh", "is_plan_rate")
    assert _ids([issue]) == ["ratio_mismatch:ix-bo:is_plan_rate:bo-tai-chinh"]


def test_an_issue_keeps_its_id_when_others_come_and_go() -> None:
    issue = Issue("series_break", "info", SAID, "i", 3, "vn", "national_01_2")
    other = Issue("series_break", "info", SAID, "i", 5, "vn", "national_03_1")
    assert _ids([other, issue])[1] == _ids([issue])[0]


def _observation(indicator_id: str, unit_id: str, year: int) -> Observation:
    period = Period(start=date(year, 1, 1), end=date(year, 12, 31), label=str(year))
    return Observation(
        indicator_id, unit_id, period, "published", Status.OBSERVED, (1, 1), "d", "t"
    )


@given(
    st.permutations(
        [_observation(i, u, y) for i in ("dti", "egdi") for u in ("p1", "p2") for y in (2020, 2021)]
    )
)
def test_observations_are_stored_in_one_order(shuffled: list[Observation]) -> None:
    keys = [
        (record["indicator_id"], record["period_end"], record["unit_id"])
        for record in observation_records(shuffled)
    ]
    assert keys == sorted(keys)


def test_an_interval_has_bounds_and_no_value() -> None:
    band = Observation(
        "grdp",
        "p1",
        Period(start=date(2023, 1, 1), end=date(2023, 12, 31), label="2023"),
        "published",
        Status.INTERVAL,
        (10, 20),
        "d",
        "t",
    )
    (record,) = observation_records([band])
    assert (record["value"], record["value_low"], record["value_high"]) == (None, 10, 20)


@pytest.mark.parametrize(
    ("value", "text", "basis", "decimals"),
    [
        (42.0, "42%", "published", 0),
        (18.3, "18,30%", "published", 2),
        (0.65, "<i>0,65</i>", "published", 2),
        (2505.0, "2.505", "published", 0),
        # A count in millions, a corrected cell, a letter, a figure that is printed of others.
        (84.7e6, "84,7 triệu", "published", None),
        (90.5, "9.5%", "published", None),
        (3.0, "C", "published", None),
        (42.0, "42%", "derived", None),
    ],
)
def test_a_value_has_the_decimals_of_its_print(
    value: float, text: str, basis: Literal["published", "derived"], decimals: int | None
) -> None:
    printed = replace(
        _observation("dti", "p1", 2024), interval=(value, value), raw_text=text, basis=basis
    )
    (record,) = observation_records([printed])
    assert record["printed_decimals"] == decimals
