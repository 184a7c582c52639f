"""What a period is, and which of several figures a target's result is read from."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from etl.catalogue.load import Catalogue
from etl.catalogue.vocabulary import Period, PeriodKind
from etl.derive.periods import newest_first
from tests.derivations import Attainment, TargetResult, target_results

DUE = date(2024, 12, 31)


def period(start: str, end: str, **said: object) -> Period:
    days = {"start": date.fromisoformat(start), "end": date.fromisoformat(end)}
    return Period.model_validate(days | {"label": "kỳ"} | said)


@pytest.mark.parametrize(
    ("start", "end", "kind"),
    [
        ("2023-12-18", "2023-12-18", "as_of"),
        ("2024-01-01", "2024-01-01", "as_of"),
        ("2023-01-01", "2023-12-31", "year"),
        ("2019-01-01", "2023-12-31", "years"),
        ("2024-01-01", "2024-07-31", "year_to_date"),
        ("2024-01-01", "2024-07-16", "year_to_date"),
    ],
)
def test_days_that_leave_one_kind_say_it(start: str, end: str, kind: str) -> None:
    assert period(start, end).kind == kind


@pytest.mark.parametrize(
    ("start", "end", "kinds"),
    [
        # In June, or the state at its end?
        ("2024-06-01", "2024-06-30", "month, as_of"),
        ("2024-01-01", "2024-01-31", "month, year_to_date, as_of"),
        ("2024-01-01", "2024-03-31", "quarter, year_to_date, as_of"),
        ("2024-10-01", "2024-12-31", "quarter, as_of"),
        ("2024-07-01", "2025-12-31", "as_of"),
    ],
)
def test_days_that_leave_several_kinds_need_one(start: str, end: str, kinds: str) -> None:
    with pytest.raises(ValidationError, match=rf"needs `kind`, one of: {kinds} \["):
        period(start, end)
    for kind in kinds.split(", "):
        assert period(start, end, kind=kind).kind == kind


@pytest.mark.parametrize(
    ("start", "end", "kind"),
    [
        ("2024-01-01", "2024-07-31", "year"),
        ("2024-06-02", "2024-06-30", "month"),
        ("2024-02-01", "2024-04-30", "quarter"),
        ("2024-02-01", "2024-07-31", "year_to_date"),
        ("2023-01-01", "2023-12-31", "years"),
    ],
)
def test_a_kind_fits_its_days(start: str, end: str, kind: str) -> None:
    with pytest.raises(ValidationError, match=r"`kind` of .* is one of"):
        period(start, end, kind=kind)


def test_a_period_does_not_end_before_it_starts() -> None:
    with pytest.raises(ValidationError, match="ends on or after"):
        period("2024-07-31", "2024-01-01", kind="as_of")


def figure(start: str, end: str, verdict: str = "not_met", **said: object) -> Attainment:
    of = period(start, end, **said)
    plain = Attainment(
        "dvctt_full_rate",
        "p63-01",
        of,
        "published",
        DUE,
        ">=",
        *(40.0, 40.0, 50.0, 50.0, 50.0, 10.0, 10.0),
        "not_met",
    )
    return replace(plain, verdict=verdict)


JULY = figure("2024-01-01", "2024-07-31")
YEAR = figure("2024-01-01", "2024-12-31", "met")
LAST_QUARTER = figure("2024-10-01", "2024-12-31", kind="quarter")
NEXT_JUNE = figure("2025-01-01", "2025-06-30", "met", kind="year_to_date")


def results(catalogue: Catalogue, *figures: Attainment) -> dict[date, TargetResult]:
    found = list(target_results(catalogue, figures))
    assert sum(result.is_nearest for result in found) <= 1
    assert all(result.is_nearest for result in found if result.is_result)
    return {result.period.end: result for result in found}


def test_a_figure_lies_before_at_or_after_the_due_date(catalogue: Catalogue) -> None:
    found = results(catalogue, NEXT_JUNE, YEAR, JULY)
    assert {(item.timing, item.days_from_due, item.is_result) for item in found.values()} == {
        ("before_due", -153, False),
        ("at_due", 0, True),
        ("after_due", 181, False),
    }


def test_one_figure_is_the_nearest_to_the_due_date(catalogue: Catalogue) -> None:
    found = results(catalogue, figure("2023-01-01", "2023-12-31", "met"), JULY, NEXT_JUNE)
    assert [day for day, item in found.items() if item.is_nearest] == [JULY.period.end]
    assert found[JULY.period.end].verdict == "not_met"


@pytest.mark.parametrize(("end", "is_result"), [("2024-10-30", True), ("2024-10-29", False)])
def test_a_figure_long_before_the_due_date_is_no_result(
    catalogue: Catalogue, end: str, is_result: bool
) -> None:
    """The last report before it may be of two months earlier, and of no more."""
    (found,) = results(catalogue, figure(end, end, "met")).values()
    assert (found.is_nearest, found.is_result) == (True, is_result)


@pytest.mark.parametrize(
    ("years", "is_result"), [((2023,), True), ((2022,), False), ((2022, 2023), True)]
)
def test_of_a_survey_of_every_two_years_the_last_one_is_the_result(
    catalogue: Catalogue, years: tuple[int, ...], is_result: bool
) -> None:
    """The year of the survey before is over when the next one is due."""
    assert catalogue.indicators["egdi_rank"].published_every == 2
    surveys = [
        replace(figure(f"{year}-01-01", f"{year}-12-31"), indicator_id="egdi_rank")
        for year in years
    ]
    found = results(catalogue, *surveys)
    assert found[date(years[-1], 12, 31)].is_result == is_result
    assert sum(item.is_result for item in found.values()) == is_result


def test_what_is_of_several_years_is_no_figure_of_the_last(catalogue: Catalogue) -> None:
    mean = figure("2021-01-01", "2024-12-31", "met")
    assert mean.period.kind is PeriodKind.YEARS
    found = results(catalogue, JULY, mean)
    assert [day for day, item in found.items() if item.is_nearest] == [JULY.period.end]
    assert not any(item.is_nearest for item in results(catalogue, mean).values())
    newest = sorted([mean.period, JULY.period], key=newest_first)
    assert newest == [JULY.period, mean.period]


def test_what_was_measured_later_decides_nothing(catalogue: Catalogue) -> None:
    """Not even what meets the target: it was met later."""
    assert NEXT_JUNE.verdict == "met"
    assert not any(item.is_nearest for item in results(catalogue, NEXT_JUNE).values())


def test_of_two_that_end_together_the_year_counts(catalogue: Catalogue) -> None:
    for figures in ((LAST_QUARTER, YEAR), (YEAR, LAST_QUARTER)):
        (result,) = [item for item in target_results(catalogue, figures) if item.is_result]
        assert (result.period.kind, result.verdict) == (PeriodKind.YEAR, "met")


def test_what_goes_on_is_no_result(catalogue: Catalogue) -> None:
    going_on = figure("2024-01-01", "2024-12-10", "met", is_provisional=True)
    found = results(catalogue, JULY, going_on)
    assert found[JULY.period.end].is_nearest
    assert not found[going_on.period.end].is_nearest


def test_a_missing_figure_is_the_nearest_only_where_there_is_no_other(
    catalogue: Catalogue,
) -> None:
    missing = figure("2024-01-01", "2024-12-31", "no_data")
    assert results(catalogue, JULY, missing)[JULY.period.end].is_nearest
    alone = results(catalogue, missing)[missing.period.end]
    assert (alone.is_nearest, alone.is_result) == (True, False)


def test_a_period_has_one_figure_of_the_basis_shown(catalogue: Catalogue) -> None:
    recomputed = replace(JULY, basis="derived", verdict="met")
    for figures in ((JULY, recomputed), (recomputed, JULY)):
        (shown,) = target_results(catalogue, figures)
        assert shown.basis == catalogue.indicators["dvctt_full_rate"].display_basis
    # Where the basis shown has none, the other stands.
    assert [item.basis for item in target_results(catalogue, [recomputed])] == ["derived"]


@given(st.lists(st.integers(-700, 700), max_size=6, unique=True), st.integers(1, 700))
def test_a_later_figure_changes_no_result(
    catalogue: Catalogue, days: list[int], later: int
) -> None:
    def as_of(day: int) -> Attainment:
        end = (DUE + timedelta(days=day)).isoformat()
        return figure(end, end, "met" if day % 2 else "not_met")

    before = list(target_results(catalogue, map(as_of, days)))
    after = list(target_results(catalogue, map(as_of, {*days, max([0, *days]) + later})))
    assert [item for item in after if item.period.end in {row.period.end for row in before}] == (
        before
    )
