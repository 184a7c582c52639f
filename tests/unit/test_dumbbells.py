"""The period before in the ranking: a hollow mark for each unit, joined to its present figure."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dashboard.analysis.ordering import ordered, split_by_value
from dashboard.analysis.targets import unit_targets
from dashboard.figures.classification import classify
from dashboard.figures.palette import DARK, LIGHT, ink_on
from dashboard.figures.ranking import ranking
from dashboard.queries.benchmarks import benchmarks
from dashboard.queries.indicator_views import View, due_dates, view
from dashboard.queries.periods import periods
from dashboard.queries.structures import NEW, OLD, Structure
from dashboard.queries.view_rows import Change, ViewRow
from dashboard.store.warehouse import Warehouse, warehouse
from dashboard.words.earlier import changes_finding, describe_earlier, earlier_words
from etl.build import Project
from etl.language.i18n import using
from tests.figure_rules import follows_the_rules

RATE = "dvctt_full_rate"
Draw = Callable[..., Any]


@pytest.fixture(scope="module")
def source(with_series: Project) -> Warehouse:
    return warehouse(with_series.warehouse / "warehouse.duckdb")


def shown(source: Warehouse, label: str, structure: Structure = OLD, kind: str = "") -> View:
    (period,) = (
        period
        for period in periods(source, RATE, "province", structure)
        if period.label == label and period.kind.startswith(kind)
    )
    due_on = due_dates(source, RATE, "province")[0]
    return view(source, RATE, "province", due_on, structure, period)


def draw(source: Warehouse, of: View, rows: Any = None, palette: Any = LIGHT) -> Any:
    valued, _without = split_by_value(ordered(of.rows if rows is None else rows, "hang"))
    return ranking(
        of,
        valued,
        classify(of, valued, "value", palette),
        targets=unit_targets(source, of),
        averages=benchmarks(source, of),
        palette=palette,
    ).to_plotly_json()


def marks_of(figure: Any, name: str) -> dict[str, Any]:
    (found,) = (trace for trace in figure["data"] if trace.get("name") == name)
    return found


def stretches(figure: Any, colour: str) -> list[tuple[float, float]]:
    """The lines of a colour that join the figures, from left to right."""
    (trace,) = (
        trace
        for trace in figure["data"]
        if trace.get("mode") == "lines" and trace.get("hoverinfo") == "skip"
        if trace["line"]["color"] == colour
    )
    return list(zip(trace["x"][::3], trace["x"][1::3], strict=False))


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_every_unit_has_its_figure_before_as_a_hollow_mark(source: Warehouse, palette: Any) -> None:
    of = shown(source, "10/2024")
    assert of.earlier is not None
    figure = draw(source, of, palette=palette)
    marks = marks_of(figure, "Kỳ 7/2024")
    valued, _without = split_by_value(ordered(of.rows, "hang"))
    before = {row.unit_id: row.change.value for row in valued if row.change}
    assert len(before) == 63
    assert {details[0]: x for x, details in zip(marks["x"], marks["customdata"], strict=True)} == (
        before
    )
    # In the row of its unit.
    assert [valued[place].unit_id for place in marks["y"]] == [
        row[0] for row in marks["customdata"]
    ]
    assert marks["marker"]["color"] == ink_on(palette.ink) != marks["marker"]["line"]["color"]
    assert set(marks["marker"]["symbol"]) == {"circle"}
    # Joined to the end of its bar; two lines, so that it is seen on dark and on light bars.
    joined = [(row.change.value, row.value) for row in valued if row.change]
    assert stretches(figure, palette.ink) == [tuple(sorted(ends)) for ends in joined]
    assert stretches(figure, ink_on(palette.ink)) == stretches(figure, palette.ink)


def test_a_mark_says_the_figure_before_and_the_change(source: Warehouse) -> None:
    of = shown(source, "10/2024")
    words = marks_of(draw(source, of), "Kỳ 7/2024")["customdata"]
    assert (
        "p63-01",
        "Hà Nội",
        "Kỳ trước (7/2024): 29,84%; thay đổi: +3,50 điểm %, tốt lên",
    ) in words
    with using("en"):
        english = view(
            source.in_language("en"), RATE, "province", of.due_on, OLD, of.period
        ).row_of("p63-01")
        assert earlier_words(of, english) == (
            "Period before (7/2024): 29.84%; change: +3.50 points, better"
        )


def test_nothing_joins_figures_of_two_definitions(source: Warehouse) -> None:
    of = shown(source, "3/2025")
    assert of.earlier is not None
    assert {row.change.status for row in of.rows if row.change} == {"definition_changed"}
    figure = draw(source, of)
    assert "Kỳ 10/2024" not in [trace.get("name") for trace in figure["data"]]
    assert not [trace for trace in figure["data"] if trace.get("hoverinfo") == "skip"]
    assert describe_earlier(of, of.rows) == ("Không nối với kỳ 10/2024: không tính được thay đổi.")


def test_without_a_period_before_the_chart_is_what_it_was(source: Warehouse) -> None:
    of = shown(source, "7/2024")
    assert of.earlier is None
    figure = draw(source, of)
    bare = draw(source, of, [replace(row, change=None) for row in of.rows])
    assert figure == bare
    assert not [trace for trace in figure["data"] if trace.get("hoverinfo") == "skip"]
    assert (changes_finding(of, of.rows), describe_earlier(of, of.rows)) == ("", "")


def test_a_range_before_has_two_ends(source: Warehouse) -> None:
    """Of merged units the year before is only bounded; that after is printed for them."""
    of = shown(source, "2025", NEW)
    figure = draw(source, of)
    marks = marks_of(figure, "Kỳ 2024")
    ends: dict[str, list[float]] = {}
    for x, details in zip(marks["x"], marks["customdata"], strict=True):
        ends.setdefault(details[0], []).append(x)
    for row in of.rows:
        assert row.change is not None
        assert ends[row.unit_id] == list(
            dict.fromkeys((row.change.value_low, row.change.value_high))
        )
    assert {len(found) for found in ends.values()} == {1, 2}
    # The legend shows the first: a circle.
    assert list(dict.fromkeys(marks["marker"]["symbol"])) == ["circle", "line-ns"]
    assert "Vạch có hai đầu: khoảng của kỳ 2024." in describe_earlier(of, of.rows)


def changed(row: ViewRow, low: float, high: float) -> ViewRow:
    change = Change("computed", "points", -1.0, 1.0, "undetermined", None, low, high)
    return replace(row, change=change)


@pytest.mark.parametrize(
    ("now", "before", "joined"),
    [
        ((50.0, 60.0), (10.0, 20.0), (10.0, 50.0)),
        ((50.0, 60.0), (70.0, 80.0), (60.0, 80.0)),
        ((50.0, 60.0), (55.0, 80.0), (55.0, 80.0)),
    ],
)
def test_a_line_reaches_from_range_to_range(
    source: Warehouse,
    now: tuple[float, float],
    before: tuple[float, float],
    joined: tuple[float, float],
) -> None:
    of = shown(source, "10/2024")
    row = replace(of.rows[0], value=None, value_low=now[0], value_high=now[1])
    figure = draw(source, of, [changed(row, *before)])
    assert stretches(figure, LIGHT.ink) == [joined]


def test_the_axis_holds_what_was_before(source: Warehouse) -> None:
    of = shown(source, "10/2024")
    row = replace(of.rows[0], value=10.0, value_low=10.0, value_high=10.0)
    figure = draw(source, of, [changed(row, 99.0, 99.5)])
    assert figure["layout"]["xaxis"]["range"][1] > 99.5


def test_a_band_before_that_is_open_runs_to_the_end_of_the_axis(source: Warehouse) -> None:
    rate = shown(source, "10/2024")
    top = rate.indicator.range_high
    of = replace(rate, indicator=replace(rate.indicator, value_kind="interval"))
    figure = draw(source, of, [changed(of.rows[0], 20.0, top)])
    marks = marks_of(figure, "Kỳ 7/2024")
    assert (marks["x"], marks["marker"]["symbol"]) == ([20.0], ["line-ns"])


def test_the_text_alternative_counts_the_changes(source: Warehouse) -> None:
    of = shown(source, "10/2024")
    assert changes_finding(of, of.rows) == "So với 7/2024: 63 đơn vị tốt lên."
    some = [replace(of.rows[0], change=None), *of.rows[1:4]]
    assert changes_finding(of, some) == (
        "So với 7/2024: 3 đơn vị tốt lên, 1 đơn vị không tính được thay đổi."
    )
    assert "Vòng tròn rỗng: số liệu kỳ 7/2024" in describe_earlier(of, of.rows)


@pytest.mark.parametrize("label", ["10/2024", "5/2025", "6/2025"])
def test_dumbbells_keep_the_rules_of_all_charts(source: Warehouse, label: str) -> None:
    of = shown(source, label)
    assert of.earlier is not None
    follows_the_rules(draw(source, of))
