"""Rates under one definition, and verdicts that no value of an interval contradicts."""

from datetime import date

import duckdb
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from etl.catalogue.load import Catalogue
from etl.catalogue.vocabulary import Interval, Period, Status
from etl.facts import Observation, Target
from etl.language.statements import stated
from tests.derivations import Attainment, derive_attainment, derive_ratios, judge

JUNE = Period(start=date(2024, 6, 1), end=date(2024, 6, 30), label="6/2024", kind="as_of")
COMPARATORS = (">=", "<=", "=")
NUMBERS = st.floats(-1e6, 1e6, allow_nan=False) | st.integers(0, 100).map(float)
INTERVALS = st.tuples(NUMBERS, NUMBERS).map(lambda pair: (min(pair), max(pair)))


SHARES = st.floats(0, 1)


def meets(value: float, comparator: str, target: float) -> bool:
    return {">=": value >= target, "<=": value <= target, "=": value == target}[comparator]


def points(interval: Interval, share: float) -> tuple[float, float, float]:
    """Both ends and a value between them."""
    low, high = interval
    return low, min(max(low + share * (high - low), low), high), high


def observation(
    indicator_id: str,
    interval: Interval | None,
    status: Status = Status.OBSERVED,
    unit_id: str = "p63-01",
) -> Observation:
    return Observation(
        indicator_id,
        unit_id,
        JUNE,
        "published",
        status,
        interval,
        "tai-lieu",
        "bang",
        note=None if interval else stated("không có"),
    )


def target(
    goal: float | Interval,
    comparator: str = ">=",
    scope: str = "province",
    unit_id: str | None = None,
    indicator_id: str = "dvctt_full_rate",
) -> Target:
    return Target(
        indicator_id,
        scope,  # type: ignore[arg-type]
        unit_id,
        date(2025, 12, 31),
        comparator,
        goal if isinstance(goal, tuple) else (goal, goal),
        str(goal),
        "tai-lieu",
        "bang",
        2,
        1,
        str(goal),
    )


def attained(
    catalogue: Catalogue, interval: Interval | None, comparator: str, goal: float | Interval
) -> Attainment:
    status = Status.NOT_REPORTED if interval is None else Status.INTERVAL
    facts = [observation("dvctt_full_rate", interval, status)]
    (attainment,) = derive_attainment(catalogue, facts, [target(goal, comparator)])
    return attainment


@pytest.mark.parametrize(
    ("interval", "comparator", "goal", "verdict"),
    [
        ((80, 80), ">=", (80, 80), "met"),
        ((79.9, 79.9), ">=", (80, 80), "not_met"),
        ((20, 100), ">=", (20, 20), "met"),
        ((20, 100), ">=", (50, 50), "undetermined"),
        ((0, 10), ">=", (50, 50), "not_met"),
        ((3, 3), "<=", (3, 3), "met"),
        ((0, 10), "<=", (3, 3), "undetermined"),
        ((4, 10), "<=", (3, 3), "not_met"),
        ((5, 5), "=", (5, 5), "met"),
        ((0, 10), "=", (5, 5), "undetermined"),
        ((6, 10), "=", (5, 5), "not_met"),
        (None, ">=", (50, 50), "no_data"),
        (None, "<=", (50, 50), "no_data"),
        ((40, 45), ">=", (10, 40), "met"),
        ((39, 45), ">=", (10, 40), "undetermined"),
        ((25, 25), ">=", (10, 40), "undetermined"),
        ((0, 10), ">=", (10, 40), "undetermined"),
        ((0, 9), ">=", (10, 40), "not_met"),
        ((0, 10), "<=", (10, 40), "met"),
        ((0, 11), "<=", (10, 40), "undetermined"),
        ((41, 50), "<=", (10, 40), "not_met"),
        ((25, 25), "=", (10, 40), "undetermined"),
        ((41, 50), "=", (10, 40), "not_met"),
        (None, ">=", (10, 40), "no_data"),
    ],
)
def test_verdicts(interval: Interval | None, comparator: str, goal: Interval, verdict: str) -> None:
    assert judge(interval, comparator, goal) == verdict


def test_an_unknown_comparator_is_refused() -> None:
    with pytest.raises(duckdb.InvalidInputException, match="comparator"):
        judge((1, 1), ">", (1, 1))


@given(INTERVALS, st.sampled_from(COMPARATORS), INTERVALS, SHARES, SHARES)
def test_no_value_and_no_target_of_the_bounds_contradicts_the_verdict(
    interval: Interval, comparator: str, goal: Interval, share: float, other_share: float
) -> None:
    verdict = judge(interval, comparator, goal)
    for value in points(interval, share):
        for aim in points(goal, other_share):
            if verdict == "met":
                assert meets(value, comparator, aim)
            if verdict == "not_met":
                assert not meets(value, comparator, aim)


@given(INTERVALS, st.sampled_from(COMPARATORS), INTERVALS)
def test_undetermined_needs_a_value_and_a_target_on_each_side(
    interval: Interval, comparator: str, goal: Interval
) -> None:
    assume(judge(interval, comparator, goal) == "undetermined")
    common = min(max(goal[0], interval[0]), interval[1])
    verdicts = {
        meets(value, comparator, aim)
        for value in (*interval, common)
        for aim in (*goal, common)
        if goal[0] <= aim <= goal[1]
    }
    assert verdicts == {True, False}


@given(NUMBERS, st.sampled_from(COMPARATORS), NUMBERS)
def test_an_exact_value_against_an_exact_target_is_never_undetermined(
    value: float, comparator: str, goal: float
) -> None:
    expected = "met" if meets(value, comparator, goal) else "not_met"
    assert judge((value, value), comparator, (goal, goal)) == expected


@pytest.mark.parametrize(
    ("interval", "comparator", "goal", "gap"),
    [
        ((60, 60), ">=", 80, (20, 20)),
        ((90, 90), ">=", 80, (-10, -10)),
        ((20, 100), ">=", 50, (-50, 30)),
        ((12, 12), "<=", 10, (2, 2)),
        ((4, 9), "<=", 10, (-6, -1)),
        ((0, 25), ">=", (10, 40), (-15, 40)),
        ((0, 25), "<=", (10, 40), (-40, 15)),
        (None, ">=", 80, (None, None)),
    ],
)
def test_a_positive_gap_is_what_is_still_missing(
    interval: Interval | None,
    comparator: str,
    goal: float | Interval,
    gap: tuple[float | None, float | None],
    catalogue: Catalogue,
) -> None:
    attainment = attained(catalogue, interval, comparator, goal)
    assert (attainment.gap_low, attainment.gap_high) == gap


def to_six_decimals(interval: Interval) -> Interval:
    """What the store can tell apart."""
    return round(interval[0], 6), round(interval[1], 6)


STORED = INTERVALS.map(to_six_decimals)


@given(interval=STORED, comparator=st.sampled_from([">=", "<="]), goal=STORED)
def test_gap_and_verdict_tell_the_same(
    interval: Interval, comparator: str, goal: Interval, catalogue: Catalogue
) -> None:
    attainment = attained(catalogue, interval, comparator, goal)
    low, high = attainment.gap_low, attainment.gap_high
    assert low is not None
    assert high is not None
    assert low <= high
    assert (attainment.verdict == "met") == (high <= 0)
    assert (attainment.verdict == "not_met") == (low > 0)


@pytest.mark.parametrize(
    ("goal", "judged"),
    [
        (target(80), ["p63-01", "p63-02"]),
        (target(80, scope="ministry"), ["bo-y-te"]),
        (target(80, scope="unit", unit_id="p63-02"), ["p63-02"]),
        (target(80, indicator_id="dossier_full_online_rate"), []),
    ],
    ids=["level", "other level", "one unit", "other indicator"],
)
def test_a_target_applies_to_its_scope_only(
    goal: Target, judged: list[str], catalogue: Catalogue
) -> None:
    facts = [
        observation("dvctt_full_rate", (50, 50), unit_id=unit_id)
        for unit_id in ("p63-01", "p63-02", "bo-y-te")
    ]
    assert [item.unit_id for item in derive_attainment(catalogue, facts, [goal])] == judged


def test_a_ratio_is_numerator_over_denominator_in_percent(catalogue: Catalogue) -> None:
    counts = [observation("is_level_approved", (13, 13)), observation("is_systems", (52, 52))]
    (rate,) = derive_ratios(catalogue, counts)
    assert (rate.indicator_id, rate.basis, rate.value) == ("is_level_approved_rate", "derived", 25)
    assert rate.status is Status.OBSERVED


@pytest.mark.parametrize("silent", ["is_level_approved", "is_systems"])
def test_a_ratio_with_a_count_missing_is_missing_for_the_same_reason(
    silent: str, catalogue: Catalogue
) -> None:
    counts = [
        observation(name, None, Status.NOT_REPORTED)
        if name == silent
        else observation(name, (5, 5))
        for name in ("is_level_approved", "is_systems")
    ]
    (rate,) = derive_ratios(catalogue, counts)
    assert (rate.interval, rate.status, rate.note) == (
        None,
        Status.NOT_REPORTED,
        stated("không có"),
    )


def test_a_ratio_over_zero_has_no_value(catalogue: Catalogue) -> None:
    counts = [observation("is_level_approved", (0, 0)), observation("is_systems", (0, 0))]
    (rate,) = derive_ratios(catalogue, counts)
    assert (rate.interval, rate.status) == (None, Status.NOT_AVAILABLE)


@pytest.mark.parametrize("published", ["is_level_approved", "is_systems"])
def test_one_count_alone_gives_no_ratio(published: str, catalogue: Catalogue) -> None:
    assert derive_ratios(catalogue, [observation(published, (5, 5))]) == []


def test_counts_of_two_units_are_not_mixed(catalogue: Catalogue) -> None:
    counts = [
        observation("is_level_approved", (5, 5), unit_id="p63-01"),
        observation("is_systems", (10, 10), unit_id="p63-02"),
    ]
    assert derive_ratios(catalogue, counts) == []
