"""A view is of one period, and no later table changes one of an earlier period."""

from collections.abc import Callable
from datetime import date

import pytest
from pandas.testing import assert_frame_equal

from dashboard.analysis.targets import Goal, goal_view
from dashboard.queries.as_known import as_known
from dashboard.queries.benchmarks import benchmarks
from dashboard.queries.coverage import coverage
from dashboard.queries.documents import documents
from dashboard.queries.indicator_views import View, due_dates, view
from dashboard.queries.indicators import UNIT_LEVELS, indicators_at
from dashboard.queries.periods import Period, edition_days, periods
from dashboard.queries.structures import OLD, STRUCTURES, Structure
from dashboard.store.builds import warehouse
from dashboard.store.warehouse import Warehouse
from dashboard.tables.indicator_views import export_table
from etl.build import build
from etl.checked import Project
from tests.conftest import copy_of_data
from tests.later_periods import NEXT_JUNE, YEAR, Later, built_again, with_further_definitions

PRINTED = 20
"""Units that a partial table prints; the others have no figure of its period."""
LAST_QUARTER = {**YEAR, "start": YEAR["end"].replace(month=10, day=1), "kind": "quarter"}
GOING_ON = {**NEXT_JUNE, "is_provisional": True}
PROVINCES = ("ii-b", "iv-tinh", "ix-tinh")


Key = tuple[str, str, date | None, str]
PeriodOf = Callable[[str, str, Structure], Period | None]


def opened(project: Project) -> Warehouse:
    return warehouse(project.warehouse / "warehouse.duckdb")


def views(source: Warehouse, period_of: PeriodOf = lambda *_: None) -> dict[Key, View]:
    """Every view that the pages can ask for."""
    return {
        (name, level, due_on, structure.id): view(
            source, name, level, due_on, structure, period_of(name, level, structure)
        )
        for structure in STRUCTURES.values()
        for level in UNIT_LEVELS
        for name in indicators_at(source, level)
        for due_on in (None, *due_dates(source, name, level))
    }


@pytest.fixture(scope="module")
def whole(printed_again: Project) -> Warehouse:
    """The real data, and every table printed again for all units, for the year."""
    return opened(printed_again)


@pytest.fixture(scope="module")
def partial(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The real data, and tables of some provinces, for the year after."""
    project = copy_of_data(tmp_path_factory.mktemp("partial"))
    return opened(built_again(project, PROVINCES, period=NEXT_JUNE, rows=PRINTED))


each = pytest.mark.parametrize("added", ["whole", "partial"])


@each
def test_a_view_of_an_earlier_period_stays_what_it_was(
    request: pytest.FixtureRequest, built_project: Project, added: str
) -> None:
    before, after = opened(built_project), request.getfixturevalue(added)

    def newest_before(indicator_id: str, level: str, structure: Structure) -> Period | None:
        return next(iter(periods(before, indicator_id, level, structure)), None)

    was, still = views(before), views(after, newest_before)
    assert was.keys() == still.keys()
    for key, shown in was.items():
        assert still[key].rows == shown.rows, key
        if shown.due_on is None:
            files = [export_table(of, of.rows) for of in (shown, still[key])]
            # To say where they differ takes ten times as long as to see that they do not.
            if not files[0].equals(files[1]):
                assert_frame_equal(*files)


def test_a_view_is_read_as_it_is_made_as_of_the_newest_document(whole: Warehouse) -> None:
    """The build makes the rows once; as of a day they are made of what was known then."""
    read, made = views(whole), views(as_known(whole, edition_days(whole)[0]))
    assert {key: shown.rows for key, shown in read.items()} == (
        {key: shown.rows for key, shown in made.items()}
    )


def test_what_was_known_then_reads_in_every_language(built_project: Project) -> None:
    whole = opened(built_project).in_language("en")
    titles = {item.document_id: item.short_title_vi for item in documents(whole)}
    known = documents(as_known(whole, edition_days(whole)[-1]))
    assert 0 < len(known) < len(titles)
    assert {item.document_id: item.short_title_vi for item in known}.items() <= titles.items()


@each
def test_a_view_never_mixes_periods(request: pytest.FixtureRequest, added: str) -> None:
    missing = 0
    for key, shown in views(request.getfixturevalue(added)).items():
        units = [row.unit_id for row in shown.rows]
        assert len(units) == len(set(units)), key
        assert len({row.period_end for row in shown.rows} - {None}) <= 1, key
        without = [row for row in shown.rows if row.status == "not_in_period"]
        # Whom a writer names is no whole of which others are missing.
        missing += 0 if shown.is_of_single_units else len(without)
        for row in without:
            assert not row.has_value
            assert row.places is None
            assert row.verdict == (None if shown.due_on is None else "no_data")
    assert bool(missing) == (added == "partial")


def test_who_has_no_figure_of_the_period_is_counted_so(partial: Warehouse) -> None:
    shown = view(partial, "dvctt_full_rate", "province", None)
    assert sum(row.has_value for row in shown.rows) == PRINTED
    assert {row.ranked for row in shown.rows} == {PRINTED}
    found = {item.indicator_id: item for item in coverage(partial, "province")}
    assert found["dvctt_full_rate"].counts == {"observed": PRINTED, "not_in_period": 63 - PRINTED}
    # Of what was not printed again, nobody lacks a period.
    assert "not_in_period" not in found["signature_adult_rate"].counts


def test_a_target_never_stands_for_a_figure_of_a_period_without_any(partial: Warehouse) -> None:
    """Provinces have targets of their own in e-commerce, and no figure of 6/2025."""
    (june, *_earlier) = periods(partial, "dvctt_full_rate", "province")
    (due_on,) = due_dates(partial, "ecommerce_retail_share", "province")
    shown = view(partial, "ecommerce_retail_share", "province", due_on, OLD, june)
    assert {row.status for row in shown.rows} <= {"not_in_period", "not_applicable"}
    assert not shown.has_values


def test_an_average_is_of_the_period_of_the_view(partial: Warehouse) -> None:
    """The report of 7/2024 prints a mean of the provinces, the later document none."""
    june, july = periods(partial, "dvctt_full_rate", "province")
    of_july = benchmarks(partial, view(partial, "dvctt_full_rate", "province", None, OLD, july))
    assert [(item.value, item.averaged) for item in of_july if item.whole_vi] == [(55.38, 0)]
    of_june = benchmarks(partial, view(partial, "dvctt_full_rate", "province", None, OLD, june))
    assert [(item.whole_vi, item.averaged) for item in of_june] == [(None, PRINTED)]


def test_a_goal_is_judged_by_figures_of_its_definition(later: Later) -> None:
    """Those of 6/2025 are nearer to the due date, and are shares of something else."""
    project = with_further_definitions(later("ii-b", period=NEXT_JUNE | {"definition_id": 2}))
    build(project)
    source = opened(project)
    indicator = indicators_at(source, "province")["dvctt_full_rate"]
    shown = goal_view(source, Goal(indicator, date(2025, 12, 31)), "province", OLD)
    assert shown.period is not None
    assert shown.period.label == "7/2024"
    assert any(row.verdict == "met" for row in shown.rows)
    # By themselves they have no target, and so no verdict.
    newest = view(source, "dvctt_full_rate", "province", date(2025, 12, 31))
    assert {(row.target, row.verdict) for row in newest.rows} == {(None, None)}


def test_the_newest_period_is_closed_and_the_longest_of_its_end(later: Later) -> None:
    for name, period in (("quy", LAST_QUARTER), ("nam", YEAR), ("dang-tinh", GOING_ON)):
        project = later("ii-b", f"ii-b-{name}", period=period)
    build(project)
    source = opened(project)
    found = periods(source, "dvctt_full_rate", "province", OLD)
    assert [(item.kind, item.label) for item in found] == [
        ("year", "2024"),
        ("quarter", "2024"),
        ("year_to_date", "7/2024"),
        ("year_to_date", "6/2025"),
    ]
    for period in found:
        shown = view(source, "dvctt_full_rate", "province", None, OLD, period)
        assert {row.period_end for row in shown.rows} == {period.end}
    assert view(source, "dvctt_full_rate", "province", None).rows == (
        view(source, "dvctt_full_rate", "province", None, OLD, found[0]).rows
    )
