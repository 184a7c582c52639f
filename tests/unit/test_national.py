"""The headline figures of the country: change, break in the series, target, doubt."""

import shutil
from pathlib import Path

import duckdb
import pytest

from dashboard.queries.national import Headline, headlines
from dashboard.store.builds import warehouse
from dashboard.store.warehouse import Warehouse
from dashboard.words.statements import write
from etl.checked import Project


@pytest.fixture(scope="module")
def of_country(source: Warehouse) -> dict[str, Headline]:
    return {item.indicator.indicator_id: item for item in headlines(source)}


@pytest.fixture(scope="module")
def of_july(july: Warehouse) -> dict[str, Headline]:
    return {item.indicator.indicator_id: item for item in headlines(july)}


@pytest.mark.parametrize(
    ("indicator_id", "in_july", "newest", "period"),
    [
        ("national_01_2", 55.47, 50.4, "4/2025"),
        ("national_03_2", 42.0, 51.7, "11/2025"),
        ("signature_adult_rate", 13.5, 28.42, "6/2025"),
        ("ecommerce_retail_share", 8.0, 8.0, "7/2024"),
    ],
)
def test_the_newest_figure_of_the_country(
    of_country: dict[str, Headline],
    of_july: dict[str, Headline],
    indicator_id: str,
    in_july: float,
    newest: float,
    period: str,
) -> None:
    then, now = of_july[indicator_id], of_country[indicator_id]
    assert (then.value, then.period_label) == (in_july, "7/2024")
    assert (now.value, now.period_label) == (newest, period)


def test_of_several_measures_the_one_that_tells_the_newest_stands(
    of_country: dict[str, Headline], of_july: dict[str, Headline]
) -> None:
    """Appendix I prints 18,30% for 7/2024; the year 2025 is told of another estimate alone."""
    assert (of_july["national_24"].value, of_july["national_24"].period_label) == (18.3, "7/2024")
    assert "digital_economy_gdp_share" not in of_july
    assert of_country["digital_economy_gdp_share"].value == 18.72
    assert "national_24" not in of_country


def test_every_headline_is_one_and_marked_as_such(source: Warehouse) -> None:
    found = [item.indicator for item in headlines(source)]
    assert all(indicator.headline and "country" in indicator.levels for indicator in found)
    assert len({indicator.indicator_id for indicator in found}) == len(found)


@pytest.mark.parametrize(
    ("indicator_id", "before", "period"),
    [("national_01_2", 48.5, "2023"), ("national_03_2", 17.0, "2023")],
)
def test_what_changed_since_the_period_before(
    of_july: dict[str, Headline], indicator_id: str, before: float, period: str
) -> None:
    """Both periods are measured alike: no break lies between them."""
    change = of_july[indicator_id].change
    assert change is not None
    assert (change.value, change.period_label, change.break_vi) == (before, period, None)


def test_a_month_is_compared_with_a_month_alone(of_country: dict[str, Headline]) -> None:
    """11/2025 with 10/2025; 4/2025 with no year to date, and a day with no part of a year."""
    change = of_country["national_03_2"].change
    assert change is not None
    assert (change.value, change.period_label) == (39.98, "10/2025")
    assert of_country["national_01_2"].change is None
    change = of_country["signature_adult_rate"].change
    assert change is not None
    assert (change.value, change.period_label) == (20, "11/2024")


def test_a_break_in_the_series_is_told(built_project: Project, tmp_path: Path) -> None:
    """Row 3.1 without its figure of 2024: the newest two stand on both sides of the break."""
    copy = tmp_path / "warehouse.duckdb"
    shutil.copy(built_project.warehouse / "warehouse.duckdb", copy)
    with duckdb.connect(copy) as connection:
        connection.execute("UPDATE indicator SET headline = indicator_id = 'national_03_1'")
        connection.execute(
            "DELETE FROM observation WHERE indicator_id = 'national_03_1' AND period_label = ?",
            ["7/2024"],
        )
    (item,) = headlines(warehouse(copy))
    assert (item.value, item.period_label) == (40.07, "2023")
    assert item.change is not None
    assert (item.change.value, item.change.period_label) == (54.34, "2022")
    assert item.change.break_vi is not None
    assert "không so sánh trực tiếp được" in item.change.break_vi


def test_figures_with_a_target_say_what_is_missing(of_country: dict[str, Headline]) -> None:
    item = of_country["signature_adult_rate"]
    assert (item.target, item.verdict) == (50, "not_met")
    assert item.due_on is not None
    assert item.due_on.year == 2025
    assert item.gap == pytest.approx(21.58)


def test_a_figure_printed_twice_differently_is_in_doubt(
    of_country: dict[str, Headline], of_july: dict[str, Headline]
) -> None:
    doubt = of_july["signature_adult_rate"].doubt
    assert doubt is not None
    assert "13,5%" in write(doubt)
    assert "13,3%" in write(doubt)
    assert None in [item.doubt for item in of_country.values()]
    # What that report says otherwise is no doubt of a later document's figure.
    assert of_country["signature_adult_rate"].doubt is None
