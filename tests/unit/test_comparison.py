"""Units side by side, and two indicators against each other."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from dashboard.analysis.comparison import (
    Pair,
    Scatter,
    best_units,
    contrasting_units,
    correlation,
    indicator_view,
    labelled_units,
    level_views,
    possible_splits,
    scatter,
)
from dashboard.figures.palette import DARK, LIGHT
from dashboard.figures.rate_bars import figure_bar
from dashboard.figures.scatter import scatter_figure
from dashboard.figures.scatter_html import scatter_html
from dashboard.figures.scatter_picture import scatter_picture
from dashboard.queries.indicators import UNIT_LEVELS, indicators, indicators_at
from dashboard.queries.periods import of_single_units_only
from dashboard.queries.structures import NEW, OLD, Structure
from dashboard.store.warehouse import Warehouse
from dashboard.tables.comparison import comparison_table, scatter_export, scatter_rows
from dashboard.tables.html import Look, table_html
from dashboard.words.cells import Pictured
from dashboard.words.comparison import (
    comparison_finding,
    correlation_words,
    left_out_words,
    scatter_finding,
)
from tests.view_rows import made_row

CITIES = ["p63-01", "p63-48", "p63-79"]
each_level = pytest.mark.parametrize("level", UNIT_LEVELS)
each_structure = pytest.mark.parametrize("structure", [OLD, NEW], ids=lambda item: item.id)


def pair(
    source: Warehouse,
    x: str = "dvctt_full_rate",
    y: str = "dossier_full_online_rate",
    *,
    level: str = "province",
    structure: Structure = OLD,
    region_id: str | None = None,
    split: str = "trung-vi",
) -> Scatter:
    known = indicators(source)
    views = [indicator_view(source, known[key], level, 2024, structure) for key in (x, y)]
    return scatter(source, views[0], views[1], region_id, split)


def best(source: Warehouse, indicator_id: str, unit_ids: list[str]) -> set[str]:
    shown = indicator_view(source, indicators(source)[indicator_id], "province", 2024, OLD)
    return best_units(shown, [row for row in shown.rows if row.unit_id in unit_ids])


def test_the_best_of_a_row(source: Warehouse) -> None:
    assert best(source, "dvctt_full_rate", CITIES) == {"p63-48"}
    # A low rank is the good one.
    assert best(source, "system_rank", CITIES) == {"p63-48"}
    # Two ties are both best; where all are equal nobody is.
    assert best(source, "system_grade", CITIES) == {"p63-01", "p63-48"}
    assert best(source, "system_grade", CITIES[:2]) == set()


@pytest.mark.parametrize(
    ("indicator_id", "why"),
    [
        ("is_systems", "no direction is good"),
        ("is_plan_deployed", "a count tells the size of a unit"),
        ("signature_adults", "an allocated target is no achievement"),
    ],
)
def test_nobody_is_best(source: Warehouse, indicator_id: str, why: str) -> None:
    assert best(source, indicator_id, CITIES) == set(), why


def test_intervals_that_overlap_have_no_best(source: Warehouse) -> None:
    # Both are "trên 20%"; of the two only TP. Hồ Chí Minh is named as the highest of all.
    assert best(source, "signature_adult_rate", ["p63-01", "p63-48"]) == set()
    assert best(source, "signature_adult_rate", ["p63-01", "p63-79"]) == {"p63-79"}


@each_structure
@each_level
def test_the_table_has_every_indicator_and_a_reason_for_every_gap(
    source: Warehouse, level: str, structure: Structure
) -> None:
    views = level_views(source, level, 2024, structure)
    of_some = of_single_units_only(source, level, structure)
    assert [shown.indicator.indicator_id for shown in views] == [
        key for key in indicators_at(source, level, structure) if key not in of_some
    ]
    units = list(views[0].names)[:6]
    table = comparison_table(views, units)
    assert table.shape == (len(views), len(units))
    assert table.map(bool).all().all()
    assert comparison_finding(views, units)


def test_a_cell_says_value_rank_verdict_and_gap(source: Warehouse) -> None:
    views = level_views(source, "province", 2024, OLD)
    table = comparison_table(views, CITIES)
    cell = table["Đà Nẵng"].iloc[0]
    for words in ("95,56%", "★", "hạng 1/63", "✓ +10,56 điểm %"):
        assert words in cell
    assert "Cần đối soát" in table["Hà Nội"].iloc[1]


def test_a_rate_that_is_known_has_a_bar_with_its_target(source: Warehouse) -> None:
    views = level_views(source, "province", 2024, OLD)
    table = comparison_table(views, ["p63-48", "p63-01"], drawn=figure_bar)
    cell = table["Đà Nẵng"].iloc[0]
    assert isinstance(cell, Pictured)
    assert cell.picture == "95,56% trên thang 0–100%, mục tiêu 85%"
    drawn = dict(zip((view.indicator.indicator_id for view in views), table["Hà Nội"], strict=True))
    # Not reconciled, a grade, a count, known by its band only.
    for indicator_id in (
        "dossier_full_online_rate",
        "system_grade",
        "is_systems",
        "signature_adult_rate",
    ):
        assert not isinstance(drawn[indicator_id], Pictured), indicator_id
    html = table_html(table.reset_index(), "So sánh", Look(is_markdown=True))
    assert html.count('<img class="drawn"') == sum(
        isinstance(cell, Pictured) for column in table for cell in table[column]
    )


def test_contrasting_units(source: Warehouse) -> None:
    shown = level_views(source, "province", 2024, OLD)[0]
    assert contrasting_units(shown) == ["p63-48", "p63-77"]


def test_every_unit_is_a_pair_or_left_out(source: Warehouse) -> None:
    item = pair(source)
    assert (len(item.pairs), len(item.left_out)) == (48, 15)
    assert all((pair.x, pair.y) == (pair.x_row.value, pair.y_row.value) for pair in item.pairs)
    assert all(None in (unit.x_row.value, unit.y_row.value) for unit in item.left_out)
    assert "cần đối soát (15)" in "; ".join(left_out_words(item))
    assert len(scatter_rows(item)) == len(scatter_export(item)) == 63


def test_a_region_leaves_the_lines_where_they_are(source: Warehouse) -> None:
    whole, part = pair(source), pair(source, region_id="r63-tay-nguyen")
    assert len(part.pairs) + len(part.left_out) == 5
    assert (part.x_split, part.y_split) == (whole.x_split, whole.y_split)


def test_the_correlation_is_that_of_values_and_of_ranks() -> None:
    row = made_row()
    pairs = [Pair(row, row, x, x**2) for x in (1.0, 2.0, 3.0, 4.0)]
    found = correlation(pairs)
    assert found is not None
    assert found.pairs == 4
    assert found.spearman == pytest.approx(1)
    assert found.pearson == pytest.approx(0.984, abs=1e-3)
    assert correlation(pairs[:3]) is None
    assert correlation([replace(pair, y=7.0) for pair in pairs]) is None


def test_the_correlation_says_n_what_is_missing_and_what_it_is_not(source: Warehouse) -> None:
    words = correlation_words(pair(source))
    assert "n = 48" in words
    assert "15 đơn vị không tính" in words
    assert "không phải là quan hệ nhân quả" in words


def test_quadrants_by_target(source: Warehouse) -> None:
    item = pair(source, split="muc-tieu")
    assert (item.x_split, item.y_split) == (85, 30)
    sides = {pair.unit_id: item.quadrant(pair) for pair in item.pairs}
    assert sides["p63-48"] == (True, True)
    assert sides["p63-77"] == (False, False)
    assert possible_splits(source, item.x_view, item.y_view) == ["muc-tieu", "trung-vi"]
    without = pair(source, y="is_systems")
    assert possible_splits(source, without.x_view, without.y_view) == ["trung-vi"]


def test_a_low_rank_is_on_the_good_side(source: Warehouse) -> None:
    item = pair(source, y="system_rank")
    first = next(pair for pair in item.pairs if pair.y == 1)
    assert item.quadrant(first)[1]
    at = {mark.unit_id: mark.y for mark in scatter_figure(item).marks}
    assert at[first.unit_id] == max(at.values())


def test_the_chosen_units_are_always_named(source: Warehouse) -> None:
    item = pair(source)
    assert {"p63-24", "p63-77"} <= labelled_units(item.pairs, ["p63-24", "p63-77"])
    # Without an exact pair there is no mark to name.
    assert "p63-01" not in labelled_units(item.pairs, ["p63-01"])


@each_structure
@each_level
def test_every_indicator_against_another(
    source: Warehouse, level: str, structure: Structure
) -> None:
    for key in indicators_at(source, level):
        item = pair(source, y=key, level=level, structure=structure)
        assert len(scatter_rows(item)) == len(item.x_view.rows)
        assert scatter_finding(item)
        if item.pairs:
            figure = scatter_figure(item, [pair.unit_id for pair in item.pairs[:2]])
            shown = [words for _place, words in figure.y.ticks]
            if item.y_view.indicator.value_kind == "grade":
                assert set(shown) <= set("EDCBA")
            assert 1 <= len(shown) <= 8
            assert sorted(mark.unit_id for mark in figure.marks) == sorted(
                pair.unit_id for pair in item.pairs
            )
            places = [at for mark in figure.marks for at in (mark.x, mark.y)]
            places += [at for axis in (figure.x, figure.y) for at, _words in axis.ticks]
            assert all(0 <= at <= 1 for at in places)


@each_structure
@each_level
def test_names_in_the_scatter_lean_away_from_its_edges(
    source: Warehouse, level: str, structure: Structure
) -> None:
    for key in indicators_at(source, level):
        item = pair(source, x=key, y="dvctt_full_rate", level=level, structure=structure)
        if not item.pairs:
            continue
        for mark in scatter_figure(item).marks:
            assert mark.x < 0.6 or mark.leans_left
            assert mark.x > 0.4 or not mark.leans_left


def test_a_scatter_is_the_same_on_the_page_and_in_its_picture(source: Warehouse) -> None:
    """A mark for each unit where its amounts are, the chosen one last; lines at the targets."""
    figure = scatter_figure(pair(source, split="muc-tieu"), ["p63-48"])
    (axis_ends,) = {(figure.x.ticks[0][1], figure.x.ticks[-1][1])}
    assert axis_ends == ("20%", "100%")
    low, high = figure.x.ticks[0][0], figure.x.ticks[-1][0]
    danang = next(mark for mark in figure.marks if mark.unit_id == "p63-48")
    assert low + (high - low) * (95.56 - 20) / 80 == pytest.approx(danang.x, abs=1e-4)
    assert danang.told == ("Đà Nẵng\nDVCTT toàn trình: 95,56%\nHồ sơ trực tuyến toàn trình: 64,94%")
    page = ElementTree.fromstring(scatter_html(figure))
    marks = [span for span in page.iter("span") if "scatter-mark" in span.get("class", "")]
    assert len(marks) == len(figure.marks) == 48
    assert [span.get("title") for span in marks if "chosen" in span.get("class", "")] == [
        danang.told
    ]
    assert marks[-1].get("title") == danang.told
    assert f"left:{100 * danang.x:.1f}%;bottom:{100 * danang.y:.1f}%" == marks[-1].get("style")
    for is_dark, palette in ((False, LIGHT), (True, DARK)):
        drawn = ElementTree.fromstring(scatter_picture(figure, is_dark=is_dark))
        words = [text.text for text in drawn.iter("{http://www.w3.org/2000/svg}text")]
        assert {"mục tiêu 85%", "mục tiêu 30%", "Đà Nẵng", figure.x.name} <= set(words)
        paths = [path.get("fill") for path in drawn.iter("{http://www.w3.org/2000/svg}path")]
        # One in the legend for each quadrant, one for each unit.
        assert paths.count(palette.verdicts["not_met"]) == 1 + 39
