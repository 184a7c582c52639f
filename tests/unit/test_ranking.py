"""What a ranking consists of: bars, lines, targets of single units, an axis, cards."""

from collections.abc import Callable
from typing import Any

import pytest

from dashboard.analysis.ordering import ordered
from dashboard.figures.classification import classify
from dashboard.figures.palette import DARK, LIGHT
from dashboard.figures.ranking import Bar, Ranking
from dashboard.store.warehouse import Warehouse
from dashboard.ui.sections.ranking import view_ranking

Draw = Callable[..., Ranking]


@pytest.fixture
def draw(source: Warehouse, view_of) -> Draw:
    """`draw("system_grade", year=2024)`: the ranking of the page."""

    def make(indicator_id: str, level: str = "province", year: int | None = None) -> Ranking:
        return view_ranking(source, view_of(indicator_id, level, year), None, "hang")

    return make


def bars(figure: Ranking) -> dict[str, tuple[float, float]]:
    """Start and end of every unit's bar."""
    return {bar.unit_id: (bar.start, bar.end) for bar in figure.bars}


def test_a_ranking_has_both_targets_and_both_averages(draw: Draw) -> None:
    found = draw("dvctt_full_rate", year=2024).lines
    assert [(line.name, line.kind) for line in found] == [
        ("Mục tiêu 12/2024: 85%", "target"),
        ("Mục tiêu 12/2025: 95%", "target"),
        ("Khối tỉnh, thành phố, báo cáo công bố: 55,38%", "average"),
        ("Trung bình cộng của 63 đơn vị có số liệu: 55,68%", "average"),
    ]
    assert [round(line.value, 2) for line in found] == [85, 95, 55.38, 55.68]


def test_a_ranking_of_ministries_has_its_own_targets(draw: Draw) -> None:
    found = draw("dvctt_full_rate", "ministry", 2024).lines
    assert [line.name for line in found[:2]] == ["Mục tiêu 12/2024: 70%", "Mục tiêu 12/2025: 80%"]


def test_bars_begin_at_zero_and_end_at_the_value(draw: Draw, view_of) -> None:
    found = bars(draw("dossier_full_online_rate", "ministry", 2024))
    rows = view_of("dossier_full_online_rate", "ministry").rows
    expected = {row.unit_id: row.value for row in rows if row.value is not None}
    assert found.keys() == expected.keys()
    assert {unit_id: ends[0] for unit_id, ends in found.items()} == dict.fromkeys(found, 0)
    assert {unit_id: ends[1] for unit_id, ends in found.items()} == pytest.approx(expected)


def test_an_interval_is_a_bar_from_lowest_to_highest(draw: Draw) -> None:
    figure = draw("signature_adult_rate", year=2025)
    found = bars(figure)
    assert len(found) == 63
    assert found["p63-89"] == (2.4, 10)
    assert found["p63-77"] == (10, 20)
    # Among bands an exact value is a tick at its place.
    start, end = found["p63-79"]
    assert 41 < start < end == pytest.approx(42.18)
    # "Trên 20%" ends where the highest of all is.
    assert found["p63-74"] == (20, 42.18)
    assert not [bar for bar in figure.bars if bar.runs_on]


def test_a_band_that_is_open_above_runs_on_beyond_every_figure(draw: Draw, view_of) -> None:
    figure = draw("digital_economy_grdp_share")
    open_bands = {bar.unit_id for bar in figure.bars if bar.runs_on}
    rows = view_of("digital_economy_grdp_share").rows
    assert open_bands == {row.unit_id for row in rows if row.value_low == 20}
    assert len(open_bands) == 8
    ends = {bar.unit_id: bar.end for bar in figure.bars}
    closed = max(end for unit_id, end in ends.items() if unit_id not in open_bands)
    assert all(closed < ends[unit_id] < figure.end for unit_id in open_bands)


@pytest.mark.parametrize("level", ["province", "ministry"])
@pytest.mark.parametrize(
    "indicator_id", ["dvctt_full_rate", "dossier_full_online_rate", "is_plan_deployed_rate"]
)
def test_rates_lie_on_a_scale_from_nothing_to_all(
    draw: Draw, level: str, indicator_id: str
) -> None:
    figure = draw(indicator_id, level, 2024)
    assert figure.end == 100
    assert figure.axis[0] == (0, "0%")
    assert figure.axis[-1] == (100, "100%")


def test_other_amounts_have_an_axis_as_long_as_the_largest(draw: Draw) -> None:
    figure = draw("is_systems")
    assert figure.end == max(bar.end for bar in figure.bars) == 856
    assert [words for _amount, words in figure.axis] == ["0", "200", "400", "600", "800"]


def test_grades_have_letters_and_the_targets_of_both_years(draw: Draw, view_of) -> None:
    figure = draw("system_grade", year=2024)
    assert [words for _amount, words in figure.axis] == ["E", "D", "C", "B", "A"]
    # 004, line 575: by 12/2024 A for the 39 that are at C, B for the rest; line 577: in 2025 all A.
    assert [(line.value, line.name) for line in figure.lines] == [(5, "Mục tiêu 12/2025: A")]
    (own,) = figure.ticks
    assert own.name == "Mục tiêu 12/2024: theo đơn vị"
    grades = {row.unit_id: row.value for row in view_of("system_grade").rows}
    expected = {unit_id: 5 if grade == 3 else 4 for unit_id, grade in grades.items()}
    assert own.targets == {unit_id: (end, end) for unit_id, end in expected.items()}
    assert list(expected.values()).count(5) == 39
    assert own.words["p63-01"] in ("Mục tiêu 12/2024: A", "Mục tiêu 12/2024: B")


def test_the_best_unit_is_on_top(draw: Draw, view_of) -> None:
    figure = draw("dvctt_full_rate", year=2024)
    expected = [row.unit_id for row in ordered(view_of("dvctt_full_rate").rows, "hang")]
    assert [bar.unit_id for bar in figure.bars] == expected
    assert figure.bars[0] == Bar("p63-48", "Đà Nẵng", "95,56%", "1/63", 0, 95.56, runs_on=False)


def test_units_without_a_rank_have_no_place(draw: Draw) -> None:
    assert {bar.place for bar in draw("signature_adults", year=2025).bars} == {""}


def test_bars_have_the_class_of_their_row_in_both_palettes(draw: Draw, view_of) -> None:
    figure = draw("dvctt_full_rate", year=2024)
    shown = view_of("dvctt_full_rate", year=2024)
    rows = {row.unit_id: row for row in shown.rows}
    drawn = [rows[bar.unit_id] for bar in figure.bars]
    for palette, of in ((LIGHT, "light"), (DARK, "dark")):
        wanted = classify(shown, drawn, "verdict", palette)
        found = [getattr(figure.classes[code], of) for code in figure.codes]
        assert found == list(wanted.colours)
    assert sum(entry.count for entry in figure.classes) == len(figure.bars) == 63


def test_a_card_says_value_rank_and_the_units_own_target(draw: Draw) -> None:
    figure = draw("system_grade", year=2024)
    cards = dict(zip((bar.unit_id for bar in figure.bars), figure.cards, strict=True))
    (own,) = figure.ticks
    assert cards["p63-01"][0] == "Hà Nội"
    assert cards["p63-01"][-1] == own.words["p63-01"]
    assert draw("dvctt_full_rate", year=2024).cards[0] == ("Đà Nẵng", "95,56%", "hạng 1/63")


def test_the_browser_is_told_of_every_bar(draw: Draw) -> None:
    figure = draw("dvctt_full_rate", year=2024)
    data: dict[str, Any] = figure.data()
    assert data["units"] == [bar.unit_id for bar in figure.bars]
    assert len(data["units"]) == len(data["codes"]) == len(data["cards"])
    assert "đứng đầu" in data["alt"]
