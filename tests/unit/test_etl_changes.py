"""From one period to the next: which one a figure compares with, and what is said of the change."""

from dataclasses import replace
from datetime import date

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.build import build
from etl.catalogue.load import Catalogue
from etl.catalogue.vocabulary import Interval, Period, Status
from etl.checked import check
from etl.derive.periods import compared_with, newest_first
from etl.facts import Observation
from etl.problems import BuildError
from tests.derivations import Change, changes, indicator_periods
from tests.later_periods import NEXT_JUNE, Later, with_further_definitions

RATE, COUNT, RANK = "dvctt_full_rate", "is_systems", "system_rank"
HANOI, HUE = "p63-01", "p63-46"


def period(end: str, kind: str = "as_of", **said: object) -> Period:
    """One that ends on a day: a state of that day, or what its kind makes of it."""
    last = date.fromisoformat(end)
    first = {"year": last.replace(month=1, day=1), "year_to_date": last.replace(month=1, day=1)}
    days = {"start": first.get(kind, last), "end": last, "label": end, "kind": kind}
    return Period.model_validate(days | said)


JUNE, DECEMBER = period("2024-06-30"), period("2024-12-31")


def figure(
    when: Period, interval: Interval | None, indicator_id: str = RATE, unit_id: str = HANOI
) -> Observation:
    status = Status.NOT_AVAILABLE
    if interval is not None:
        status = Status.OBSERVED if interval[0] == interval[1] else Status.INTERVAL
    return Observation(
        indicator_id, unit_id, when, "published", status, interval, "bc-btttt-2024-07", "ii-b"
    )


def change(
    catalogue: Catalogue,
    was: Interval | None,
    has: Interval | None,
    indicator_id: str = RATE,
    **unlike: Period,
) -> Change:
    before, now = unlike.get("before", JUNE), unlike.get("now", DECEMBER)
    items = [figure(before, was, indicator_id), figure(now, has, indicator_id)]
    (found,) = changes(catalogue, items)
    return found


@pytest.mark.parametrize(
    ("was", "has", "amount", "direction"),
    [
        ((85.0, 85.0), (95.56, 95.56), (10.56, 10.56), "better"),
        ((95.56, 95.56), (85.0, 85.0), (-10.56, -10.56), "worse"),
        ((50.0, 50.0), (50.0, 50.0), (0.0, 0.0), "unchanged"),
        # Said of an interval only where it holds for all that it can be.
        ((40.0, 50.0), (60.0, 70.0), (10.0, 30.0), "better"),
        ((40.0, 50.0), (45.0, 70.0), (-5.0, 30.0), "undetermined"),
        ((40.0, 50.0), (50.0, 70.0), (0.0, 30.0), "undetermined"),
    ],
)
def test_a_share_changes_by_points(
    catalogue: Catalogue, was: Interval, has: Interval, amount: Interval, direction: str
) -> None:
    found = change(catalogue, was, has)
    assert (found.change_low, found.change_high) == amount
    assert (found.scale, found.direction, found.status) == ("points", direction, "computed")


def test_a_count_changes_by_percent_of_what_it_was(catalogue: Catalogue) -> None:
    found = change(catalogue, (40.0, 40.0), (50.0, 50.0), COUNT)
    assert (found.change_low, found.change_high, found.scale) == (25, 25, "percent")
    # More systems are neither good nor bad.
    assert found.direction == "higher"
    between = change(catalogue, (40.0, 50.0), (50.0, 60.0), COUNT)
    assert (between.change_low, between.change_high) == (0, 50)
    assert change(catalogue, (0.0, 0.0), (5.0, 5.0), COUNT).status == "from_zero"


def test_fewer_can_be_better(catalogue: Catalogue) -> None:
    found = change(catalogue, (10.0, 10.0), (7.0, 7.0), RANK)
    assert (found.change_low, found.scale, found.direction) == (-3, "places", "better")


def test_places_compare_over_the_same_units_only(catalogue: Catalogue) -> None:
    items = [figure(JUNE, (10.0, 10.0), RANK), figure(DECEMBER, (7.0, 7.0), RANK)]
    another = figure(DECEMBER, (8.0, 8.0), RANK, HUE)
    by_unit = {item.unit_id: item.status for item in changes(catalogue, [*items, another])}
    assert by_unit == {HANOI: "other_units", HUE: "no_earlier_figure"}


@pytest.mark.parametrize(
    ("was", "has", "status"),
    [
        (None, (5.0, 5.0), "no_earlier_figure"),
        ((5.0, 5.0), None, "no_figure"),
        (None, None, "no_figure"),
    ],
)
def test_what_is_missing_has_no_change(
    catalogue: Catalogue, was: Interval | None, has: Interval | None, status: str
) -> None:
    found = change(catalogue, was, has)
    assert (found.status, found.change_low, found.direction) == (status, None, None)


def test_two_definitions_never_compare(catalogue: Catalogue) -> None:
    now = period("2024-12-31", definition_id=2)
    found = change(catalogue, (40.0, 40.0), (80.0, 80.0), now=now)
    assert (found.status, found.change_low) == ("definition_changed", None)
    assert found.earlier == JUNE


def test_a_break_that_the_catalogue_names_is_one(catalogue: Catalogue) -> None:
    (broken, *_others) = (spec for spec in catalogue.indicators.values() if spec.series_breaks)
    begins = replace_label(DECEMBER, broken.series_breaks[0].from_period)
    items = [
        figure(JUNE, (40.0, 40.0), broken.indicator_id, "vn"),
        figure(begins, (50.0, 50.0), broken.indicator_id, "vn"),
        figure(period("2025-12-31"), (60.0, 60.0), broken.indicator_id, "vn"),
    ]
    found = {item.period.end.year: item.status for item in changes(catalogue, items)}
    assert found == {2024: "definition_changed", 2025: "computed"}


def replace_label(of: Period, label: str) -> Period:
    return Period.model_validate(of.model_dump() | {"label": label})


def test_a_unit_has_one_figure_the_one_shown(catalogue: Catalogue) -> None:
    """Its own before a merged one, a computed rate where the indicator shows that."""
    rate = "is_level_approved_rate"
    printed = [figure(JUNE, (50.0, 50.0), rate), figure(DECEMBER, (60.0, 60.0), rate)]
    computed = [
        replace(item, basis="derived", interval=(end, end))
        for item, end in zip(printed, (51.0, 64.0), strict=True)
    ]
    (found,) = changes(catalogue, [*computed, *printed])
    assert found.change_low == 13
    merged = replace(figure(DECEMBER, (0.0, 90.0)), basis="derived", is_merged=True)
    items = [figure(JUNE, (50.0, 50.0)), merged, figure(DECEMBER, (60.0, 60.0))]
    (own,) = changes(catalogue, items)
    assert own.change_low == 10


def test_a_period_compares_with_the_last_closed_one_of_its_kind(catalogue: Catalogue) -> None:
    year = period("2023-12-31", "year")
    going_on = period("2024-09-30", is_provisional=True)
    found = [JUNE, year, going_on, period("2023-06-30")]
    assert compared_with(catalogue, RATE, DECEMBER, found) == (JUNE, "comparable")
    assert compared_with(catalogue, RATE, period("2024-12-31", "year"), found)[0] == year
    assert compared_with(catalogue, RATE, period("2023-06-30"), found) == (
        None,
        "no_earlier_period",
    )
    # What goes on compares with what is closed.
    assert compared_with(catalogue, RATE, going_on, found)[0] == JUNE


def test_kinds_that_the_catalogue_compares_are_one_series(catalogue: Catalogue) -> None:
    july, year = period("2024-07-31", "year_to_date"), period("2024-12-31", "year")
    assert compared_with(catalogue, RATE, year, [july])[0] is None
    spec = catalogue.indicators[RATE].model_copy(update={"compared_kinds": (july.kind, year.kind)})
    both = replace(catalogue, indicators={**catalogue.indicators, RATE: spec})
    assert compared_with(both, RATE, year, [july])[0] == july
    # A state is still another kind.
    assert compared_with(both, RATE, DECEMBER, [july])[0] is None
    assert compared_with(both, RATE, year, [JUNE])[0] is None


def test_a_count_of_the_year_so_far_compares_with_the_same_months(catalogue: Catalogue) -> None:
    found = [period("2024-06-30", "year_to_date"), period("2023-09-30", "year_to_date")]
    september = period("2024-09-30", "year_to_date")
    assert compared_with(catalogue, COUNT, september, found)[0] == found[1]
    # A share does not grow with the months.
    assert compared_with(catalogue, RATE, september, found)[0] == found[0]


def test_of_one_day_the_same_definition_is_compared(catalogue: Catalogue) -> None:
    other = period("2024-06-30", definition_id=2)
    now = period("2024-12-31", definition_id=2)
    assert compared_with(catalogue, RATE, now, [JUNE, other]) == (other, "comparable")
    assert compared_with(catalogue, RATE, now, [JUNE]) == (JUNE, "definition_changed")


def test_the_order_in_time_is_one_for_both_structures(catalogue: Catalogue) -> None:
    """The lowest place is the newest; of a structure it need not be the first."""
    of_34 = period("2025-12-31", "year")
    going_on = period("2026-06-30", "year_to_date", is_provisional=True)
    items = [
        *(figure(when, (5.0, 5.0)) for when in (JUNE, going_on, DECEMBER)),
        figure(of_34, (5.0, 5.0), unit_id="p34-01"),
    ]
    found = {
        (item.structure, item.period.end.isoformat()): item.place
        for item in indicator_periods(catalogue, items)
    }
    assert found == {
        ("2024", "2024-12-31"): 2,
        ("2024", "2024-06-30"): 3,
        ("2024", "2026-06-30"): 4,
        ("2025", "2025-12-31"): 1,
    }


def test_of_two_that_end_together_the_longer_and_the_later_definition_come_first() -> None:
    quarter = Period(start=date(2024, 10, 1), end=date(2024, 12, 31), label="Q4", kind="quarter")
    year, further = period("2024-12-31", "year"), period("2024-12-31", "year", definition_id=2)
    assert sorted([quarter, year, further], key=newest_first) == [further, year, quarter]


@given(
    *[st.tuples(st.integers(0, 100), st.integers(0, 100)).map(sorted).map(tuple)] * 2,
)
def test_a_change_holds_for_all_values_of_both_figures(
    catalogue: Catalogue, was: tuple[int, int], has: tuple[int, int]
) -> None:
    found = change(catalogue, was, has)
    assert found.change_low is not None
    assert found.change_high is not None
    for before in was:
        for now in has:
            assert found.change_low <= now - before <= found.change_high
            assert found.direction != "better" or now > before
            assert found.direction != "worse" or now < before


OTHERWISE = NEXT_JUNE | {"definition_id": 2}


def test_a_definition_that_nobody_described_is_refused(later: Later) -> None:
    project = later("ii-b", period=OTHERWISE)
    with pytest.raises(BuildError) as error:
        check(project)
    first = str(error.value).splitlines()[0]
    assert first.startswith("data/raw/doc-thu/ii-b-sau.tsv:2:")
    assert "a `definition_id` that `definitions` of dvctt_full_rate has" in first


def test_figures_by_another_definition_are_a_series_of_their_own(later: Later) -> None:
    """Neither compared with those before, nor with a target that was set for those."""
    project = with_further_definitions(later("ii-b", period=OTHERWISE))
    build(project)
    with duckdb.connect(project.warehouse / "warehouse.duckdb", read_only=True) as connection:

        def ask(sql: str) -> list[tuple[object, ...]]:
            return connection.execute(sql).fetchall()

        assert ask(
            "SELECT definition_id, reason_vi FROM indicator_definition"
            " WHERE indicator_id = 'dvctt_full_rate' ORDER BY ALL"
        ) == [(1, None), (2, "Mẫu số khác.")]
        assert ask(
            "SELECT DISTINCT definition_id FROM attainment WHERE indicator_id = 'dvctt_full_rate'"
        ) == [(1,)]
        assert ask(
            "SELECT DISTINCT status, earlier_definition_id FROM change"
            " WHERE indicator_id = 'dvctt_full_rate' AND status NOT LIKE 'no%'"
        ) == [("definition_changed", 1)]
        assert ask(
            "SELECT DISTINCT level, definition_id, period_label"
            " FROM newest_observation JOIN unit USING (unit_id)"
            " WHERE indicator_id = 'dvctt_full_rate' AND structure = '2024' ORDER BY ALL"
        ) == [
            ("bloc", 1, "4/2025"),
            ("ministry", 1, "7/2024"),
            ("province", 2, "6/2025"),
            ("region", 2, "6/2025"),
        ]


def test_the_store_keeps_one_shown_figure_of_a_unit_and_a_period(
    warehouse: duckdb.DuckDBPyConnection,
) -> None:
    doubled = warehouse.execute(
        """
        SELECT structure, indicator_id, unit_id FROM newest_observation
        GROUP BY ALL HAVING count(*) > 1
        """
    ).fetchall()
    assert doubled == []
