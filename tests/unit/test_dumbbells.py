"""The period before in the ranking: a hollow mark for each unit, joined to its present figure."""

from dataclasses import replace
from typing import Any

import pytest

from dashboard.analysis.ordering import ordered, split_by_value
from dashboard.analysis.targets import unit_targets
from dashboard.figures.ranking import Ranking, ranking
from dashboard.figures.ranking_sheet import ranking_sheet
from dashboard.queries.benchmarks import benchmarks
from dashboard.queries.indicator_views import View, due_dates, view
from dashboard.queries.periods import periods
from dashboard.queries.structures import NEW, OLD, Structure
from dashboard.queries.view_rows import Change, ViewRow
from dashboard.store.builds import warehouse
from dashboard.store.warehouse import Warehouse
from dashboard.words.earlier import changes_finding, describe_earlier, earlier_words
from etl.checked import Project
from etl.language.i18n import using
from tests.ranking_sheets import Sheet, words

RATE = "dvctt_full_rate"


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


def draw(source: Warehouse, of: View, rows: Any = None) -> Ranking:
    valued, _without = split_by_value(ordered(of.rows if rows is None else rows, "hang"))
    return ranking(
        of,
        valued,
        "Tóm tắt",
        targets=unit_targets(source, of),
        averages=benchmarks(source, of),
    )


def stretches(sheet: Sheet, name: str) -> list[tuple[float, float]]:
    """The lines of a kind that join the figures, from the top."""
    return [(item.start, item.end) for item in sheet.of_class("span", name)]


def is_before(figure: Ranking) -> dict[str, tuple[float, float]]:
    return {item.unit_id: item.ends for item in figure.earlier}


def test_every_unit_has_its_figure_before_as_a_hollow_mark(source: Warehouse) -> None:
    of = shown(source, "10/2024")
    assert of.earlier is not None
    figure = draw(source, of)
    valued, _without = split_by_value(ordered(of.rows, "hang"))
    before = {row.unit_id: row.change.value for row in valued if row.change}
    assert len(before) == 63
    assert is_before(figure) == {unit_id: (value, value) for unit_id, value in before.items()}
    # In the row of its unit.
    sheet = Sheet(figure)
    marks = sheet.marks_of("earlier")
    assert list(marks) == [row.unit_id for row in valued]
    assert {unit_id: item.start for unit_id, (item,) in marks.items()} == pytest.approx(
        before, abs=0.01
    )
    assert all(item.element.tag.endswith("circle") for (item,) in marks.values())
    # Joined to the end of its bar; two lines, so that it is seen on dark and on light bars.
    joined = [tuple(sorted((row.change.value, row.value))) for row in valued if row.change]
    assert [item.reach for item in figure.earlier] == joined
    for kind in ("seam", "joint"):
        assert stretches(sheet, kind) == [pytest.approx(ends, abs=0.01) for ends in joined]
    seam, joint = (sheet.of_class("span", kind)[0].element for kind in ("seam", "joint"))
    assert float(seam.attrib["height"]) > float(joint.attrib["height"])
    # What the mark means stands above the bars.
    (key,) = sheet.elements("key")
    assert words(key) == figure.period_before == "Kỳ 7/2024"
    assert key[0].get("class") == "earlier"


def test_marks_lie_over_the_lines_that_join_them(source: Warehouse) -> None:
    sheet = Sheet(draw(source, shown(source, "10/2024")))
    order = [item.get("class") for item in sheet.tree.iter()]
    lines = [place for place, name in enumerate(order) if name in ("span seam", "span joint")]
    assert order[lines[0] : lines[2]] == ["span seam", "span joint"]
    assert order[lines[-1] + 1 :] == ["earlier"] * 63


def test_a_mark_says_the_figure_before_and_the_change(source: Warehouse) -> None:
    of = shown(source, "10/2024")
    figure = draw(source, of)
    (card,) = (card for card in figure.cards if card[0] == "Hà Nội")
    assert card[-1] == "Kỳ trước (7/2024): 29,84%; thay đổi: +3,50 điểm %, tốt lên"
    with using("en"):
        english = view(
            source.in_language("en"), RATE, "province", of.due_on, OLD, of.period
        ).row_of("p63-01")
        assert earlier_words(of, english) == (
            "Period before (7/2024): 29.84%; change: +3.50 points, better"
        )


def has_nothing_before(figure: Ranking) -> bool:
    sheet = Sheet(figure)
    return not any(sheet.elements(name) for name in ("earlier", "seam", "joint", "key"))


def test_nothing_joins_figures_of_two_definitions(source: Warehouse) -> None:
    of = shown(source, "3/2025")
    assert of.earlier is not None
    assert {row.change.status for row in of.rows if row.change} == {"definition_changed"}
    figure = draw(source, of)
    assert (figure.earlier, figure.period_before) == ((), "")
    assert has_nothing_before(figure)
    assert describe_earlier(of, of.rows) == ("Không nối với kỳ 10/2024: không tính được thay đổi.")


def test_without_a_period_before_the_chart_is_what_it_was(source: Warehouse) -> None:
    of = shown(source, "7/2024")
    assert of.earlier is None
    figure = draw(source, of)
    bare = draw(source, of, [replace(row, change=None) for row in of.rows])
    assert (figure.data(), ranking_sheet(figure)) == (bare.data(), ranking_sheet(bare))
    assert has_nothing_before(figure)
    assert (changes_finding(of, of.rows), describe_earlier(of, of.rows)) == ("", "")


def test_a_range_before_has_two_ends(source: Warehouse) -> None:
    """Of merged units the year before is only bounded; that after is printed for them."""
    of = shown(source, "2025", NEW)
    figure = draw(source, of)
    assert figure.period_before == "Kỳ 2024"
    marks = Sheet(figure).marks_of("earlier")
    for row in of.rows:
        assert row.change is not None
        ends = list(dict.fromkeys((row.change.value_low, row.change.value_high)))
        items = marks[row.unit_id]
        assert [item.start for item in items] == pytest.approx(ends, abs=0.01)
        # Hollow circles are exact figures, the ends of a range are strokes.
        kind = "circle" if len(ends) == 1 else "line"
        assert all(item.element.tag.endswith(kind) for item in items)
    assert {len(found) for found in marks.values()} == {1, 2}
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
    assert [item.reach for item in figure.earlier] == [joined]
    for kind in ("seam", "joint"):
        assert stretches(Sheet(figure), kind) == [pytest.approx(joined, abs=0.01)]


def test_the_axis_holds_what_was_before(source: Warehouse) -> None:
    of = shown(source, "10/2024")
    row = replace(of.rows[0], value=10.0, value_low=10.0, value_high=10.0)
    count = replace(of, indicator=replace(of.indicator, value_kind="count", range_high=1000.0))
    for shown_as in (of, count):
        figure = draw(source, shown_as, [changed(row, 99.0, 99.5)])
        assert figure.end >= 99.5
        assert len(Sheet(figure).marks_of("earlier")[row.unit_id]) == 2


def test_a_band_before_that_is_open_runs_to_the_end_of_the_axis(source: Warehouse) -> None:
    rate = shown(source, "10/2024")
    top = rate.indicator.range_high
    of = replace(rate, indicator=replace(rate.indicator, value_kind="interval"))
    figure = draw(source, of, [changed(of.rows[0], 20.0, top)])
    sheet = Sheet(figure)
    ((mark,),) = sheet.marks_of("earlier").values()
    assert mark.start == pytest.approx(20, abs=0.01)
    assert mark.element.tag.endswith("line")
    ((_start, end),) = stretches(sheet, "joint")
    assert end == pytest.approx(figure.end, abs=0.01)


def test_the_text_alternative_counts_the_changes(source: Warehouse) -> None:
    of = shown(source, "10/2024")
    assert changes_finding(of, of.rows) == "So với 7/2024: 63 đơn vị tốt lên."
    some = [replace(of.rows[0], change=None), *of.rows[1:4]]
    assert changes_finding(of, some) == (
        "So với 7/2024: 3 đơn vị tốt lên, 1 đơn vị không tính được thay đổi."
    )
    assert "Vòng tròn rỗng: số liệu kỳ 7/2024" in describe_earlier(of, of.rows)


@pytest.mark.parametrize("label", ["10/2024", "5/2025", "6/2025"])
def test_dumbbells_lie_on_the_axis_of_all_rates(source: Warehouse, label: str) -> None:
    of = shown(source, label)
    assert of.earlier is not None
    sheet = Sheet(draw(source, of))
    assert sheet.marks_of("earlier")
    assert sheet.figure.end == 100
