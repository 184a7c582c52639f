"""A further print of one figure: which one counts, and what is told of the other."""

from dataclasses import replace
from datetime import date

import pytest

from etl.catalogue.load import Catalogue
from etl.catalogue.table_specs import FiguresTable
from etl.catalogue.vocabulary import Period, PeriodKind, Status
from etl.extract.beside import beside_problems, set_beside
from etl.facts import Observation
from etl.quality.beside import beside_issues

YEAR = Period(start=date(2024, 1, 1), end=date(2024, 12, 31), label="2024", kind=PeriodKind.YEAR)


def _print(table_id: str, value: float, printed: str) -> Observation:
    return Observation(
        "dossier_full_online_rate",
        "bloc-ministries",
        YEAR,
        "published",
        Status.OBSERVED,
        (value, value),
        "bc-btttt-2024-07",
        table_id,
        2,
        348,
        printed,
    )


COUNTS = _print("text-bloc-averages", 50, "50%")


def _beside(catalogue: Catalogue, *counting: str) -> Catalogue:
    """With a table of figures that lists those whose prints count."""
    table = catalogue.tables["text-national-figures"]
    assert isinstance(table, FiguresTable)
    listed = table.model_copy(update={"beside": counting})
    return replace(catalogue, tables=catalogue.tables | {listed.table_id: listed})


@pytest.mark.parametrize("order", [1, -1])
def test_the_print_of_the_table_that_is_listed_counts(catalogue: Catalogue, order: int) -> None:
    other = _print("text-national-figures", 45, "45%")
    given = _beside(catalogue, "text-bloc-averages")
    shown, beside = set_beside(given, [COUNTS, other][::order])
    assert shown == [COUNTS]
    assert [(item.figure, item.counts) for item in beside] == [(other, COUNTS)]


def test_figures_of_its_own_are_shown(catalogue: Catalogue) -> None:
    own = replace(_print("text-national-figures", 45, "45%"), unit_id="bloc-provinces")
    shown, beside = set_beside(_beside(catalogue, "text-bloc-averages"), [COUNTS, own])
    assert (shown, beside) == ([COUNTS, own], [])


def test_without_a_word_of_the_catalogue_both_stay(catalogue: Catalogue) -> None:
    """Then the double key stops the build."""
    both = [COUNTS, _print("text-national-figures", 45, "45%")]
    assert set_beside(_beside(catalogue), both) == (both, [])


@pytest.mark.parametrize(("value", "printed", "told"), [(45, "45%", 1), (50.4, "50,4%", 0)])
def test_only_what_no_rounding_explains_is_told(
    catalogue: Catalogue, value: float, printed: str, told: int
) -> None:
    given = _beside(catalogue, "text-bloc-averages")
    _shown, beside = set_beside(given, [COUNTS, _print("text-national-figures", value, printed)])
    issues = list(beside_issues(given, beside))
    assert len(issues) == told
    for issue in issues:
        assert (issue.kind, issue.table_id) == ("different_figures", "text-national-figures")


def test_a_table_that_shares_no_figure_stops_the_build(catalogue: Catalogue) -> None:
    given = _beside(catalogue, "vi", "text-bloc-averages")
    _shown, beside = set_beside(given, [COUNTS, _print("text-national-figures", 45, "45%")])
    (problem,) = [
        item for item in beside_problems(given, beside) if "text-national-figures" in item.file
    ]
    assert (problem.cell, problem.found) == ("table.beside", "vi")
