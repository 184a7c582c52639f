"""Figures on merged units: whatever the members' figures, the result is theirs and no more."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from random import Random
from typing import TypeVar

import pytest
from hypothesis import given as given_examples
from hypothesis import settings
from hypothesis import strategies as st

from etl.catalogue.load import Catalogue
from etl.catalogue.unit_specs import LineageSpec, UnitSpec
from etl.catalogue.vocabulary import Interval, Period, Status
from etl.derive.successions import successions
from etl.derive.targets import merge_targets
from etl.facts import Issue, Observation, Target
from etl.language.statements import (
    Amount,
    Between,
    Listing,
    Part,
    Printed,
    Statement,
    Text,
    UnitName,
    in_turn,
    listing,
    say,
    stated,
    worded,
)
from tests.derivations import (
    GROUPS,
    derive_attainment,
    derive_ratios,
    explain_gaps,
    judge,
    merge_observations,
    reorganised_observations,
)

JUNE = Period(start=date(2024, 6, 1), end=date(2024, 6, 30), label="6/2024", kind="as_of")
DUE = date(2025, 12, 31)
COUNT, RATE, RANK, GRADE = "is_systems", "dvctt_full_rate", "system_rank", "system_grade"
NUMERATOR, RATIO = "is_level_approved", "is_level_approved_rate"
COMPARATORS = (">=", "<=", "=")
SILENT = (
    Status.NOT_REPORTED,
    Status.TO_RECONCILE,
    Status.NOT_CONNECTED,
    Status.NOT_AVAILABLE,
)


def given(**drawn: st.SearchStrategy[object]):
    """As hypothesis's own, with fewer examples: each runs the queries of a whole build."""
    return lambda test: settings(max_examples=30)(given_examples(**drawn)(test))


def given_several(**drawn: st.SearchStrategy[object]):
    """As `given`, of as many units in all: an example is of several, by the same queries."""
    return lambda test: settings(max_examples=13)(given_examples(**drawn)(test))


Drawn = TypeVar("Drawn")

# What the table says of a unit: a value or a band, why there is none, or nothing at all.
Figure = Interval | Status | None
MISSING = st.sampled_from([*SILENT, None])
COUNTS = st.integers(0, 10**7).map(float)
PERCENTS = st.integers(0, 10_000).map(lambda hundredths: hundredths / 100)


def exact(values: st.SearchStrategy[float]) -> st.SearchStrategy[Interval]:
    return values.map(lambda value: (value, value))


def intervals(values: st.SearchStrategy[float]) -> st.SearchStrategy[Interval]:
    return exact(values) | st.tuples(values, values).map(lambda pair: (min(pair), max(pair)))


@dataclass(frozen=True)
class Group:
    """A new unit to be: the figures of its members, and how they came to it."""

    members: tuple[Figure, ...]
    unchanged: bool
    split: bool

    @property
    def carries_over(self) -> bool:
        return self.unchanged and len(self.members) == 1 and not self.split

    @property
    def known(self) -> list[Interval]:
        return [figure for figure in self.members if isinstance(figure, tuple)]

    @property
    def lacks(self) -> bool:
        return len(self.known) < len(self.members)


def groups(
    figures: st.SearchStrategy[Figure], split: bool = True
) -> st.SearchStrategy[list[Group]]:
    return several(
        st.builds(
            Group,
            members=st.lists(figures, min_size=1, max_size=4).map(tuple),
            unchanged=st.booleans(),
            split=st.booleans() if split else st.just(False),
        )
    )


def several(one: st.SearchStrategy[Drawn]) -> st.SearchStrategy[list[Drawn]]:
    """As many new units as are asked about at once."""
    return st.lists(one, min_size=1, max_size=GROUPS)


def whole(values: st.SearchStrategy[float]) -> st.SearchStrategy[list[Group]]:
    """Units all of whose two to four members have figures."""
    return several(st.lists(intervals(values), min_size=2, max_size=4).map(merging))


def merging(members: Sequence[Figure]) -> Group:
    """A unit made of these alone."""
    return Group(tuple(members), unchanged=False, split=False)


def _unit(unit_id: str) -> UnitSpec:
    return UnitSpec(
        unit_id=unit_id,
        level="province",
        name_vi=f"Tỉnh {unit_id}",
        short_name_vi=unit_id,
        name_en=unit_id,
        kind_vi="tỉnh",
        region_id=None,
        gso_code=None,
        iso_code=None,
        valid_from=date(2025, 7, 1) if unit_id.startswith("moi-") else None,
        valid_to=None,
        sort_order=1,
    )


def _link(predecessor_id: str, successor_id: str, relation: str) -> LineageSpec:
    return LineageSpec(
        predecessor_id=predecessor_id,
        successor_id=successor_id,
        effective_on=date(2025, 7, 1),
        legal_basis="NQ",
        relation=relation,  # type: ignore[arg-type]
        part_vi="một phần" if relation in ("split", "part") else None,
        confidence="one",
        source="x",
    )


def structure(catalogue: Catalogue, drawn: Sequence[Group]) -> Catalogue:
    """The real indicators over the drawn units: `moi-0` of `cu-0-0`, `cu-0-1` and so on.

    What is split is one body, `chia`, whose shares go to every unit that has one.
    """
    units, lineage = [_unit("chia")], []
    for number, group in enumerate(drawn):
        units.append(_unit(f"moi-{number}"))
        for place in range(len(group.members)):
            units.append(_unit(f"cu-{number}-{place}"))
            relation = "unchanged" if group.unchanged and len(group.members) == 1 else "merged"
            lineage.append(_link(f"cu-{number}-{place}", f"moi-{number}", relation))
        if group.split:
            lineage.append(_link("chia", f"moi-{number}", "split"))
    by_id = {unit.unit_id: unit for unit in units}
    return replace(catalogue, units=by_id, lineage=tuple(lineage))


def observation(indicator_id: str, unit_id: str, figure: Interval | Status) -> Observation:
    interval = figure if isinstance(figure, tuple) else None
    if isinstance(figure, Status):
        status = figure
    else:
        status = Status.OBSERVED if figure[0] == figure[1] else Status.INTERVAL
    return Observation(
        indicator_id,
        unit_id,
        JUNE,
        "published",
        status,
        interval,
        "tai-lieu",
        "bang",
        2,
        1,
        "số in",
        "A",
        None if interval else stated("lý do"),
    )


def published(indicator_id: str, drawn: Sequence[Group]) -> list[Observation]:
    return [
        observation(indicator_id, f"cu-{number}-{place}", figure)
        for number, group in enumerate(drawn)
        for place, figure in enumerate(group.members)
        if figure is not None
    ] + [observation(indicator_id, "chia", (1, 1))]


def merged(catalogue: Catalogue, indicator_id: str, drawn: Sequence[Group]) -> list[Observation]:
    return list(merge_observations(structure(catalogue, drawn), published(indicator_id, drawn)))


def merge_each(
    catalogue: Catalogue, indicator_id: str, drawn: Sequence[Group]
) -> list[Observation]:
    """The one figure of each unit, which all have one."""
    results = {item.unit_id: item for item in merged(catalogue, indicator_id, drawn)}
    assert len(results) == len(drawn)
    return [results[f"moi-{number}"] for number in range(len(drawn))]


def target(unit_id: str, goal: float, comparator: str = ">=", indicator_id: str = RATE) -> Target:
    return Target(
        indicator_id,
        "unit",
        unit_id,
        DUE,
        comparator,
        (goal, goal),
        f"{goal:g}",
        "bc-btttt-2024-07",
        "vi",
        2,
        1,
        f"{goal:g}",
    )


def weighted_mean(points: Sequence[Fraction], weights: Sequence[int]) -> Fraction:
    """In exact numbers: a mean must not leave its bounds by rounding."""
    used = weights[: len(points)]
    return sum((p * w for p, w in zip(points, used, strict=True)), Fraction()) / sum(used)


def inside(interval: Interval, share: Fraction) -> Fraction:
    low, high = (Fraction(end) for end in interval)
    return low + share * (high - low)


def meets(value: Fraction, comparator: str, goal: Fraction) -> bool:
    return {">=": value >= goal, "<=": value <= goal, "=": value == goal}[comparator]


MEMBERS = st.tuples(st.integers(0, GROUPS - 1), st.integers(0, 3))
WEIGHTS = st.lists(st.integers(1, 10**8), min_size=4, max_size=4)
SHARES = st.lists(st.fractions(0, 1), min_size=5, max_size=5)


@given_several(drawn=groups(intervals(COUNTS) | MISSING))
def test_sums_of_new_units_are_sums_of_what_was_reported(
    drawn: list[Group], catalogue: Catalogue
) -> None:
    kept = [
        item.reported or 0 if item.interval is None else item.interval[0]
        for item in merged(catalogue, COUNT, drawn)
    ]
    assert sum(kept) == sum(low for group in drawn if not group.split for low, _ in group.known)


@given_several(drawn=groups(intervals(COUNTS), split=False))
def test_complete_sums_add_up_at_both_ends(drawn: list[Group], catalogue: Catalogue) -> None:
    results = [item.interval or (0, 0) for item in merged(catalogue, COUNT, drawn)]
    members = [interval for group in drawn for interval in group.known]
    for end in (0, 1):
        assert sum(item[end] for item in results) == sum(item[end] for item in members)


@given(figures=st.lists(exact(COUNTS) | MISSING, min_size=63, max_size=63))
def test_the_34_provinces_add_up_to_the_63(figures: list[Figure], catalogue: Catalogue) -> None:
    """The real lineage: nothing is lost and nothing is counted twice."""
    old = [unit_id for unit_id in catalogue.units if unit_id.startswith("p63-")]
    said = dict(zip(old, figures, strict=True))
    observations = [
        observation(COUNT, unit_id, figure) for unit_id, figure in said.items() if figure
    ]
    results = list(merge_observations(catalogue, observations))
    assert all(item.unit_id.startswith("p34-") for item in results)
    kept = [item.reported or 0 if item.interval is None else item.interval[0] for item in results]
    assert sum(kept) == sum(figure[0] for figure in figures if isinstance(figure, tuple))


@pytest.mark.parametrize("indicator_id", [COUNT, RATE])
@given_several(drawn=groups(intervals(PERCENTS) | MISSING))
def test_partial_means_that_a_member_lacks_a_value(
    indicator_id: str, drawn: list[Group], catalogue: Catalogue
) -> None:
    results = {item.unit_id: item for item in merged(catalogue, indicator_id, drawn)}
    for number, group in enumerate(drawn):
        result = results.get(f"moi-{number}")
        silent = all(figure is None for figure in group.members)
        assert (result is None) == (silent or group.split)
        if result is None or group.carries_over:
            continue
        assert (result.status is Status.PARTIAL) == group.lacks
        assert (result.interval is None) == group.lacks
        assert result.note is not None
        named = named_in(result.note)
        for place, figure in enumerate(group.members):
            assert f"cu-{number}-{place}" in named or isinstance(figure, tuple)
            assert f"cu-{number}-{place}" not in named or (
                not group.lacks or not isinstance(figure, tuple)
            )
        if indicator_id == RATE:
            assert result.reported is None


@given_several(
    drawn=groups(exact(COUNTS) | MISSING), shares=st.lists(st.integers(0, 100), min_size=16)
)
def test_a_ratio_of_added_counts_is_the_ratio_of_the_sums(
    drawn: list[Group], shares: list[int], catalogue: Catalogue
) -> None:
    part = iter(shares * 2)
    numerators = [
        replace(
            group,
            members=tuple(
                (figure[0] * next(part, 0) // 100,) * 2 if isinstance(figure, tuple) else figure
                for figure in group.members
            ),
        )
        for group in drawn
    ]
    counts = published(COUNT, drawn) + published(NUMERATOR, numerators)
    units = structure(catalogue, drawn)
    results = list(merge_observations(units, counts))
    rates = {item.unit_id: item for item in derive_ratios(units, results)}
    assert {item.indicator_id for item in rates.values()} <= {RATIO}
    for number, (top, bottom) in enumerate(zip(numerators, drawn, strict=True)):
        rate = rates.get(f"moi-{number}")
        if rate is None:
            assert bottom.split or all(figure is None for figure in bottom.members)
            continue
        numerator, denominator = (sum(low for low, _ in group.known) for group in (top, bottom))
        if bottom.lacks:
            assert (rate.interval, rate.value_estimate, rate.reported) == (None, None, None)
            assert bottom.carries_over or rate.status is Status.PARTIAL
        elif denominator == 0:
            assert (rate.interval, rate.status) == (None, Status.NOT_AVAILABLE)
        else:
            assert rate.value == 100 * numerator / denominator
            assert rate.status is Status.OBSERVED


@given_several(drawn=whole(PERCENTS), weights=WEIGHTS, shares=SHARES)
def test_bounds_hold_every_weighted_mean(
    drawn: list[Group], weights: list[int], shares: list[Fraction], catalogue: Catalogue
) -> None:
    """Whatever the weights, and wherever in their bands the members really are."""
    for group, result in zip(drawn, merge_each(catalogue, RATE, drawn), strict=True):
        assert result.interval is not None
        points = [inside(band, share) for band, share in zip(group.known, shares, strict=False)]
        assert result.interval[0] <= weighted_mean(points, weights) <= result.interval[1]


@given_several(drawn=whole(PERCENTS))
def test_bounds_are_no_wider_than_needed(drawn: list[Group], catalogue: Catalogue) -> None:
    """Each end is that of a member: one member can weigh nearly everything."""
    for group, result in zip(drawn, merge_each(catalogue, RATE, drawn), strict=True):
        assert result.interval is not None
        assert result.interval[0] in {low for low, _ in group.known}
        assert result.interval[1] in {high for _, high in group.known}


@given_several(
    drawn=whole(PERCENTS),
    weights=WEIGHTS,
    shares=SHARES,
    comparator=st.sampled_from(COMPARATORS),
    goals=st.lists(PERCENTS, min_size=4, max_size=4),
)
def test_no_weighting_of_figures_and_targets_contradicts_a_verdict(
    drawn: list[Group],
    weights: list[int],
    shares: list[Fraction],
    comparator: str,
    goals: list[float],
    catalogue: Catalogue,
) -> None:
    units = structure(catalogue, drawn)
    printed = [
        target(f"cu-{number}-{place}", goals[place], comparator)
        for number, group in enumerate(drawn)
        for place in range(len(group.members))
    ]
    aimed = list(merge_targets(units, printed))
    aim_of = {goal.unit_id: goal for goal in aimed}
    attainments = derive_attainment(units, merge_each(catalogue, RATE, drawn), aimed)
    assert len(aim_of) == len(attainments) == len(drawn)
    for attainment in attainments:
        group = drawn[int(attainment.unit_id.removeprefix("moi-"))]
        points = [inside(band, share) for band, share in zip(group.known, shares, strict=False)]
        value = weighted_mean(points, weights)
        aims = [
            weighted_mean([Fraction(goal) for goal in goals[: len(points)]], weights),
            inside(aim_of[attainment.unit_id].interval, shares[-1]),
        ]
        for aim in aims:
            assert attainment.target_low <= aim <= attainment.target_high
            if attainment.verdict == "met":
                assert meets(value, comparator, aim)
            if attainment.verdict == "not_met":
                assert not meets(value, comparator, aim)


@pytest.mark.parametrize("indicator_id", [COUNT, RATE])
@given_several(drawn=whole(PERCENTS))
def test_a_result_is_exact_only_if_it_is(
    indicator_id: str, drawn: list[Group], catalogue: Catalogue
) -> None:
    for group, result in zip(drawn, merge_each(catalogue, indicator_id, drawn), strict=True):
        all_exact = all(low == high for low, high in group.known)
        certain = all_exact and (indicator_id == COUNT or len(set(group.known)) == 1)
        assert (result.value is not None) == certain
        assert result.status is (Status.OBSERVED if certain else Status.INTERVAL)


# Some of exact members only: among any figures such a unit is rare.
@given_several(drawn=groups(exact(PERCENTS)) | groups(intervals(PERCENTS) | MISSING))
def test_an_estimate_is_the_plain_mean_of_exact_members_and_only_that(
    drawn: list[Group], catalogue: Catalogue
) -> None:
    results = {item.unit_id: item for item in merged(catalogue, RATE, drawn)}
    for number, group in enumerate(drawn):
        result = results.get(f"moi-{number}")
        if result is None or result.value_estimate is None:
            continue
        assert result.status is Status.INTERVAL
        assert result.interval is not None
        assert result.interval[0] <= result.value_estimate <= result.interval[1]
        assert all(low == high for low, high in group.known)
        mean = sum(Fraction(low) for low, _ in group.known) / len(group.members)
        assert result.value_estimate == pytest.approx(float(mean), rel=1e-12)


@given_several(values=several(st.lists(PERCENTS, min_size=2, max_size=4, unique=True)))
def test_exact_members_that_differ_have_an_estimate(
    values: list[list[float]], catalogue: Catalogue
) -> None:
    drawn = [merging([(value, value) for value in members]) for members in values]
    results = merge_each(catalogue, RATE, drawn)
    assert all(result.value_estimate is not None for result in results)


@given_several(drawn=whole(PERCENTS), goal=PERCENTS, estimate=PERCENTS)
def test_an_estimate_changes_no_verdict(
    drawn: list[Group], goal: float, estimate: float, catalogue: Catalogue
) -> None:
    units = structure(catalogue, drawn)
    results = merge_each(catalogue, RATE, drawn)
    others = [replace(result, value_estimate=estimate) for result in results]
    goals = [target(result.unit_id, goal) for result in results]
    verdicts = [derive_attainment(units, items, goals) for items in (results, others)]
    assert verdicts[0] == verdicts[1]
    given_verdicts = {item.unit_id: item.verdict for item in verdicts[0]}
    assert given_verdicts == {
        result.unit_id: judge(result.interval, ">=", (goal, goal)) for result in results
    }


@given_several(drawn=groups(exact(COUNTS) | MISSING))
def test_a_partial_result_gets_no_verdict(drawn: list[Group], catalogue: Catalogue) -> None:
    """Not even where what was reported is over the target already."""
    units = structure(catalogue, drawn)
    results = merged(catalogue, COUNT, drawn)
    goals = [target(item.unit_id, 0, indicator_id=COUNT) for item in results]
    verdicts = {item.unit_id: item.verdict for item in derive_attainment(units, results, goals)}
    for item in results:
        assert (verdicts[item.unit_id] == "no_data") == (item.interval is None)


@given_several(drawn=groups(exact(st.integers(1, 63).map(float)) | MISSING))
def test_ranks_stay_with_the_old_units(drawn: list[Group], catalogue: Catalogue) -> None:
    assert merged(catalogue, RANK, drawn) == []


@given_several(drawn=groups(exact(st.integers(1, 5).map(float)) | MISSING))
def test_grades_go_to_unchanged_units_only(drawn: list[Group], catalogue: Catalogue) -> None:
    graded = {item.unit_id for item in merged(catalogue, GRADE, drawn)}
    assert graded == {
        f"moi-{number}"
        for number, group in enumerate(drawn)
        if group.carries_over and group.members[0] is not None
    }


@pytest.mark.parametrize("indicator_id", [COUNT, RATE, GRADE])
@given_several(figures=several(intervals(PERCENTS) | st.sampled_from(SILENT)))
def test_an_unchanged_unit_keeps_value_status_and_source(
    indicator_id: str, figures: list[Interval | Status], catalogue: Catalogue
) -> None:
    drawn = [Group((figure,), unchanged=True, split=False) for figure in figures]
    for number, after in enumerate(merge_each(catalogue, indicator_id, drawn)):
        unit_id = f"cu-{number}-0"
        before = observation(indicator_id, unit_id, figures[number])
        assert after.basis == "derived"
        assert after.note == in_turn(say("carried_over", unit=UnitName(unit_id)), before.note)
        assert after.is_merged
        same = {"basis": "published", "is_merged": False, "note": before.note}
        assert replace(after, unit_id=unit_id, **same) == before


@given_several(figures=several(intervals(PERCENTS)))
def test_the_only_body_merged_whole_is_not_the_new_one(
    figures: list[Interval], catalogue: Catalogue
) -> None:
    """Its figure is all there is, but it is no cell that prints the new unit's figure."""
    drawn = [merging([figure]) for figure in figures]
    for number, result in enumerate(merge_each(catalogue, RATE, drawn)):
        found = (result.interval, result.raw_text, result.source_line)
        assert found == (figures[number], None, None)
        assert result.note is not None
        assert named_in(result.note) == {f"cu-{number}-0"}
    assert merged(catalogue, GRADE, drawn) == []


@pytest.mark.parametrize("indicator_id", [COUNT, RATE])
@given_several(
    drawn=groups(intervals(PERCENTS) | MISSING), random=st.randoms(use_true_random=False)
)
def test_the_order_of_members_does_not_matter(
    indicator_id: str, drawn: list[Group], random: Random, catalogue: Catalogue
) -> None:
    def plain(units: Catalogue, observations: list[Observation]) -> dict[str, Observation]:
        results = merge_observations(units, observations)
        return {item.unit_id: as_stored(replace(item, note=None)) for item in results}

    def as_stored(item: Observation) -> Observation:
        # Beyond six decimals a mean may end as its members happen to be added.
        estimate = item.value_estimate
        return replace(item, value_estimate=None if estimate is None else round(estimate, 6))

    units, observations = structure(catalogue, drawn), published(indicator_id, drawn)
    before = plain(units, observations)
    lineage = list(units.lineage)
    random.shuffle(lineage)
    random.shuffle(observations)
    assert plain(replace(units, lineage=tuple(lineage)), observations) == before


def test_a_printed_figure_goes_before_a_derived_one(catalogue: Catalogue) -> None:
    group = Group(((10, 10), (30, 30)), unchanged=False, split=False)
    printed = published(RATE, [group])
    derived = [replace(item, basis="derived", interval=(50, 50)) for item in printed]
    for observations in (printed + derived, derived + printed):
        (result,) = merge_observations(structure(catalogue, [group]), observations)
        assert result.interval == (10, 30)


def test_figures_of_two_periods_are_not_mixed(catalogue: Catalogue) -> None:
    group = Group(((10, 10), (30, 30)), unchanged=False, split=False)
    first, second, _ = published(RATE, [group])
    july = Period(start=date(2024, 7, 1), end=date(2024, 7, 31), label="7/2024", kind="as_of")
    results = list(
        merge_observations(structure(catalogue, [group]), [first, replace(second, period=july)])
    )
    assert [(item.period, item.status) for item in results] == [
        (JUNE, Status.PARTIAL),
        (july, Status.PARTIAL),
    ]


GOALS = st.lists(st.none() | COUNTS, min_size=1, max_size=4)


@pytest.mark.parametrize("indicator_id", [COUNT, RATE, GRADE])
@given(goals=GOALS, split=st.booleans(), unchanged=st.booleans())
def test_targets_join_like_figures_and_only_if_every_member_has_one(
    indicator_id: str,
    goals: list[float | None],
    split: bool,
    unchanged: bool,
    catalogue: Catalogue,
) -> None:
    group = Group(tuple(None for _ in goals), unchanged, split)
    given_ones = [
        target(f"cu-0-{place}", goal, indicator_id=indicator_id)
        for place, goal in enumerate(goals)
        if goal is not None
    ]
    results = list(merge_targets(structure(catalogue, [group]), given_ones))
    values = [goal for goal in goals if goal is not None]
    joins = not split and len(values) == len(goals)
    if not joins or (indicator_id == GRADE and not group.carries_over):
        assert results == []
        return
    (result,) = results
    expected = {
        COUNT: (sum(values), sum(values)),
        RATE: (min(values), max(values)),
        GRADE: (values[0], values[0]),
    }
    assert (result.unit_id, result.basis) == ("moi-0", "derived")
    assert result.interval == expected[indicator_id]
    assert (result.value is None) == (result.interval[0] < result.interval[1])
    assert (result.raw_text is None) != group.carries_over
    assert (result.value_text, result.quote) == (None, None)
    assert result.note is not None
    assert result.note.code == ("target_in_table" if group.carries_over else "merged_target")
    if not group.carries_over:
        assert named_in(result.note) == {f"cu-0-{place}" for place in range(len(goals))}


@given_several(drawn=several(st.lists(COUNTS, min_size=1, max_size=4)))
def test_count_targets_add_up(drawn: list[list[float]], catalogue: Catalogue) -> None:
    units = structure(
        catalogue, [Group(tuple(None for _ in goals), False, False) for goals in drawn]
    )
    goals = [
        target(f"cu-{number}-{place}", goal, indicator_id=COUNT)
        for number, group in enumerate(drawn)
        for place, goal in enumerate(group)
    ]
    results = merge_targets(units, goals)
    assert sum(item.interval[0] for item in results) == sum(goal.interval[0] for goal in goals)


def test_targets_of_a_level_are_left_alone(catalogue: Catalogue) -> None:
    """They apply to new units as they stand."""
    level = replace(target("cu-0-0", 80), scope="province", unit_id=None)
    units = structure(catalogue, [Group(((1, 1),), unchanged=True, split=False)])
    assert list(merge_targets(units, [level])) == []


@given_several(drawn=groups(exact(st.integers(1, 5).map(float)) | st.none()))
def test_what_does_not_merge_is_said(drawn: list[Group], catalogue: Catalogue) -> None:
    units = structure(catalogue, drawn)
    observations = published(RANK, drawn) + published(GRADE, drawn)
    merged_ones = {
        (item.indicator_id, item.unit_id)
        for item in (
            *merge_observations(units, observations),
            *reorganised_observations(units, observations),
        )
    }
    said = {
        (issue.indicator_id, issue.unit_id): {
            name.unit_id for name in issue.detail.parts["members"].parts
        }
        for issue in explain_gaps(units, observations, [])
    }
    for number, group in enumerate(drawn):
        for indicator_id in (RANK, GRADE):
            key = (indicator_id, f"moi-{number}")
            assert (key in said) == (bool(group.known) and key not in merged_ones)
            if key in said:
                assert all(
                    (f"cu-{number}-{place}" in said[key]) == (figure is not None)
                    for place, figure in enumerate(group.members)
                )


@given_several(drawn=groups(st.none()), out=st.sets(MEMBERS))
def test_a_unit_is_absent_by_design_if_all_its_members_are(
    drawn: list[Group], out: set[tuple[int, int]], catalogue: Catalogue
) -> None:
    units = structure(catalogue, drawn)
    left_out = [f"cu-{number}-{place}" for number, place in sorted(out)]
    issues = [
        Issue("absent_by_design", "info", worded("không thống kê"), "bang", None, unit_id)
        for unit_id in left_out
    ]
    assert {issue.unit_id for issue in explain_gaps(units, [], issues)} == {
        f"moi-{number}"
        for number, group in enumerate(drawn)
        if all((number, place) in out for place in range(len(group.members)))
    }


def test_a_unit_that_only_got_shares_has_no_figures(catalogue: Catalogue) -> None:
    units = structure(catalogue, [Group(((5, 5),), unchanged=True, split=False)])
    units = replace(units, lineage=(_link("chia", "moi-0", "split"),))
    (succession,) = successions(units)
    assert (succession.members, succession.carries_over) == ((), False)
    assert list(merge_observations(units, [observation(COUNT, "chia", (5, 5))])) == []
    assert list(merge_targets(units, [target("chia", 5)])) == []
    assert list(explain_gaps(units, [observation(RANK, "chia", (5, 5))], [])) == []


def test_a_part_leaves_both_ends_without_a_figure_of_their_own(catalogue: Catalogue) -> None:
    """Neither the body that gave a function up nor the one that took it is what it was."""
    drawn = [Group(((number, number),), unchanged=True, split=False) for number in (5, 7, 9)]
    units = structure(catalogue, drawn)
    units = replace(units, lineage=(*units.lineage, _link("cu-0-0", "moi-1", "part")))
    counts = [replace(item, value_text=None) for item in published(COUNT, drawn)]
    assert {item.unit_id: item.value for item in merge_observations(units, counts)} == {"moi-2": 9}
    assert {item.unit_id: item.former for item in reorganised_observations(units, counts)} == {
        "moi-0": former("cu-0-0", 5),
        "moi-1": former("cu-1-0", 7),
    }


def former(unit_id: str, value: float) -> Statement:
    """`Trước 1/7/2025: cu-0-0 5`."""
    figure = say("unit_figure", unit=UnitName(unit_id), figure=Amount(value))
    return say("former_figures", day=date(2025, 7, 1), figures=listing([figure], "; "))


@pytest.mark.parametrize("indicator_id", [COUNT, RATE, GRADE, RANK])
@given_several(drawn=groups(intervals(PERCENTS) | MISSING))
def test_figures_of_former_bodies_stand_apart_and_are_no_number(
    indicator_id: str, drawn: list[Group], catalogue: Catalogue
) -> None:
    """For every unit that took over a share, and for no other; ranks are of the time before."""
    units, counts = structure(catalogue, drawn), published(indicator_id, drawn)
    results = {item.unit_id: item for item in reorganised_observations(units, counts)}
    assert set(results) == {
        f"moi-{number}"
        for number, group in enumerate(drawn)
        if group.split and any(group.members) and indicator_id != RANK
    }
    for item in results.values():
        assert item.status is Status.REORGANISED
        assert (item.interval, item.value_estimate, item.reported) == (None, None, None)
        number = int(item.unit_id.removeprefix("moi-"))
        assert item.value_text is None
        assert item.note is not None
        assert item.former is not None
        members = {f"cu-{number}-{place}" for place in range(len(drawn[number].members))}
        assert named_in(item.former) == members
        assert named_in(item.note) == {*members, "chia"}
        gained = say("received_from_split", part=Text("một phần"), unit=UnitName("chia"))
        changes = item.note.parts["changes"]
        assert isinstance(changes, Listing)
        assert gained in changes.parts


@given_several(drawn=whole(PERCENTS))
def test_a_note_names_every_member_with_its_figure(
    drawn: list[Group], catalogue: Catalogue
) -> None:
    scale = catalogue.indicators[RATE].valid_range
    for number, result in enumerate(merge_each(catalogue, RATE, drawn)):
        assert result.note is not None
        shown = [
            say(
                "unit_figure",
                unit=UnitName(f"cu-{number}-{place}"),
                figure=Printed("số in", low) if low == high else Between(low, high, scale, "%"),
            )
            for place, (low, high) in enumerate(drawn[number].known)
        ]
        members = result.note.parts["members"]
        assert isinstance(members, Listing)
        assert list(members.parts) == shown


def named_in(part: Part) -> set[str]:
    """The units that a statement names."""
    match part:
        case UnitName():
            return {part.unit_id}
        case Listing():
            return {unit_id for item in part.parts for unit_id in named_in(item)}
        case Statement():
            return {unit_id for item in part.parts.values() for unit_id in named_in(item)}
    return set()
