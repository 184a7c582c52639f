"""A unit over its periods: what is one line, where it breaks, what is a gap, how it is drawn."""

from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest

from dashboard.figures.palette import DARK, LIGHT, ink_on
from dashboard.figures.series_picture import series_picture
from dashboard.figures.unit_series import unit_series_chart
from dashboard.queries.indicator_views import view
from dashboard.queries.structures import NEW, OLD
from dashboard.queries.unit_series import UnitPoint, UnitSeries, series_of_unit
from dashboard.store.builds import warehouse
from dashboard.store.warehouse import Warehouse
from dashboard.tables.unit_series import export_periods, reading_periods
from dashboard.words.unit_series import alternative, break_lines, reading_lines
from etl.checked import Project
from etl.language.i18n import using
from tests.figure_rules import follows_the_rules
from tests.later_periods import MEASURED_ANEW

RATE = "dvctt_full_rate"
# Printed in every table; not in the last one; of several units before.
PRINTED, LEFT_OUT, MERGED = "p63-27", "p63-01", "p34-31"


@pytest.fixture(scope="module")
def source(with_series: Project) -> Warehouse:
    return warehouse(with_series.warehouse / "warehouse.duckdb")


def rate_of(source: Warehouse, unit_id: str) -> UnitSeries:
    structure = NEW if unit_id.startswith("p34") else OLD
    return series_of_unit(source, unit_id, structure)[RATE]


def labels(series: UnitSeries) -> list[tuple[str, list[str]]]:
    return [(line.kind, [point.period_label for point in line.points]) for line in series.lines]


def traces(figure: Any, mode: str) -> list[dict[str, Any]]:
    return [
        trace
        for trace in figure.to_plotly_json()["data"]
        if trace["mode"] == mode and any(value is not None for value in trace["x"])
    ]


def test_a_line_is_one_kind_of_period_by_one_definition(source: Warehouse) -> None:
    assert labels(rate_of(source, PRINTED)) == [
        ("year_to_date", ["7/2024", "10/2024"]),
        ("year_to_date", ["3/2025", "5/2025", "6/2025"]),
        ("year", ["2024"]),
    ]
    assert [line.breaks_vi for line in rate_of(source, PRINTED).lines] == [
        (),
        (MEASURED_ANEW,),
        (),
    ]


def test_points_are_the_figures_shown(source: Warehouse) -> None:
    """42.07% printed, each later print so many points higher; of merged units a range."""
    values = [point.value for point in rate_of(source, PRINTED).points]
    assert values == pytest.approx([42.07, 45.57, 47.07, 54.07, 62.07, 64.07])
    merged = {point.period_label: point for point in rate_of(source, MERGED).points}
    # Printed for the 34 themselves.
    assert merged["2025"].value is not None
    assert merged["2025"].basis == "published"
    joined = merged["2024"]
    assert joined.value is None
    assert joined.value_low is not None
    assert joined.value_high is not None
    assert joined.value_low < joined.value_high


@pytest.mark.parametrize("unit_id", [PRINTED, LEFT_OUT, MERGED])
def test_every_point_is_what_the_view_of_its_period_shows(source: Warehouse, unit_id: str) -> None:
    """Where a unit has several figures of a period, printed and computed, the same is chosen."""
    structure = NEW if unit_id.startswith("p34") else OLD
    compared = 0
    for indicator_id, series in series_of_unit(source, unit_id, structure).items():
        for point in series.points:
            of = view(source, indicator_id, "province", None, structure, point.period)
            row = of.row_of(unit_id)
            assert (point.value, point.value_low, point.value_high, point.basis) == (
                row.value,
                row.value_low,
                row.value_high,
                row.basis,
            )
            assert (point.document, point.document_line) == (row.document, row.document_line)
            compared += 1
    assert compared > 20


def test_a_period_of_others_is_a_gap_and_no_figure(source: Warehouse) -> None:
    series = rate_of(source, LEFT_OUT)
    assert series.points[-1].status == "not_in_period"
    assert not series.points[-1].has_value
    assert [point.is_provisional for point in series.points] == [False] * 5 + [True]
    (foot,) = traces(unit_series_chart(series, LIGHT), "text")
    assert foot["x"] == ["2025-06-30"]
    assert foot["y"][0] < 0
    assert "6/2025 chưa có số liệu kỳ này (tạm tính)" in alternative("Hà Nội", [series])


def test_one_period_is_no_series(source: Warehouse) -> None:
    of_unit = series_of_unit(source, PRINTED, OLD)
    assert not of_unit["is_systems"].is_drawn
    # Left out of every print for want of agreement.
    assert not of_unit["dossier_full_online_rate"].is_drawn
    assert of_unit[RATE].is_drawn


def test_lines_join_neither_definitions_nor_kinds_nor_units_before(source: Warehouse) -> None:
    drawn = traces(unit_series_chart(rate_of(source, PRINTED), LIGHT), "lines+markers+text")
    assert [len(trace["x"]) for trace in drawn] == [2, 3, 1]
    assert [trace["name"] for trace in drawn] == [
        "lũy kế từ đầu năm",
        "lũy kế từ đầu năm",
        "cả năm",
    ]
    assert [trace["showlegend"] for trace in drawn] == [True, False, True]
    assert not any(trace["connectgaps"] for trace in drawn)
    first, _second, year = drawn
    for part in ("color", "dash"):
        assert first["line"][part] != year["line"][part]
    assert first["marker"]["symbol"] != year["marker"]["symbol"]


def test_a_gap_inside_a_line_parts_it(source: Warehouse) -> None:
    series = rate_of(source, PRINTED)
    line = series.lines[1]
    gap = replace(line.points[1], value=None, value_low=None, value_high=None, status="partial")
    holed = replace_line(series, 1, (line.points[0], gap, line.points[2]))
    drawn = traces(unit_series_chart(holed, LIGHT), "lines+markers+text")[1]
    assert drawn["y"][1] is None
    assert drawn["y"][0] is not None
    assert drawn["y"][2] is not None


def replace_line(series: UnitSeries, at: int, points: tuple[UnitPoint, ...]) -> UnitSeries:
    lines = list(series.lines)
    lines[at] = replace(lines[at], points=points)
    return UnitSeries(series.indicator, tuple(lines))


def test_the_break_stands_between_the_definitions_and_says_why(source: Warehouse) -> None:
    series = rate_of(source, PRINTED)
    figure = unit_series_chart(series, LIGHT).to_plotly_json()
    (mark,) = figure["layout"]["shapes"]
    assert "2024-10-31" < mark["x0"] < "2025-03-31"
    assert mark["x0"] == mark["x1"]
    assert mark["label"]["text"] == "đổi cách đo"
    assert break_lines(series) == [
        f"Từ 3/2025 (lũy kế từ đầu năm) không so với các kỳ trước: {MEASURED_ANEW}"
    ]
    assert MEASURED_ANEW.removesuffix(".") in alternative("Bắc Ninh", [series])
    without = UnitSeries(series.indicator, (series.lines[0], series.lines[2]))
    assert not unit_series_chart(without, LIGHT).to_plotly_json()["layout"]["shapes"]


def test_what_goes_on_is_hollow_and_says_so(source: Warehouse) -> None:
    series = rate_of(source, PRINTED)
    for palette in (LIGHT, DARK):
        figure = unit_series_chart(series, palette)
        marks = traces(figure, "lines+markers+text")[1]["marker"]["color"]
        assert marks[-1] == ink_on(palette.ink)
        assert ink_on(palette.ink) not in marks[:-1]
        assert "tạm tính" in [trace["name"] for trace in figure.to_plotly_json()["data"]]
    assert "6/2025 64,07% (tạm tính)" in alternative("Bắc Ninh", [series])
    assert reading_lines([series])[0] == (
        "Dấu rỗng: tạm tính, kỳ chưa kết thúc; vạch chấm: từ đó đo cách khác."
    )


def test_ranges_are_upright_bars_that_nothing_joins(source: Warehouse) -> None:
    series = rate_of(source, MERGED)
    bars = traces(unit_series_chart(series, LIGHT), "lines")
    ranges = [point for point in series.valued if point.value is None]
    assert len(bars) == len(ranges) > 3
    assert sorted(tuple(bar["y"]) for bar in bars) == sorted(
        (point.value_low, point.value_high) for point in ranges
    )
    assert all(bar["x"][0] == bar["x"][1] for bar in bars)
    assert "thanh dọc: chỉ biết khoảng" in reading_lines([series])[0].lower()


@pytest.mark.parametrize("unit_id", [PRINTED, LEFT_OUT, MERGED])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_charts_keep_the_rules_of_all_charts(
    source: Warehouse, unit_id: str, language: str
) -> None:
    with using(language):
        series = rate_of(source.in_language(language), unit_id)
        for palette in (LIGHT, DARK):
            follows_the_rules(unit_series_chart(series, palette))
        if language == "en":
            said = alternative("Bắc Ninh", [series]).replace(MEASURED_ANEW.removesuffix("."), "")
            for word in ("lũy kế", "tạm tính", "không so", "kỳ"):
                assert word not in said


def test_a_small_line_joins_what_compares_and_is_better_up(source: Warehouse) -> None:
    series = rate_of(source, PRINTED)
    picture = series_picture("Bắc Ninh", series)
    assert picture == alternative("Bắc Ninh", [series])
    root = ElementTree.fromstring(picture.svg)
    to_date, year = root.findall("{*}g")
    breaks = [path for path in to_date.findall("{*}path") if "V" in path.get("d", "")]
    assert len(breaks) == 1
    assert breaks[0].get("stroke-dasharray")
    lines = [path.get("d", "") for path in to_date.findall("{*}path[@fill='none']")]
    assert [line.count("L") for line in lines] == [1, 2]
    heights = [float(end.split()[1]) for end in lines[0].removeprefix("M").split("L")]
    assert heights[1] < heights[0], "better is up"
    hollow = [mark for mark in to_date.findall("{*}circle") if mark.get("fill")]
    assert len(hollow) == sum(point.is_provisional for point in series.valued)
    assert len(to_date.findall("{*}circle")) == 5
    # Another kind has another mark.
    assert "h5v5" in year[-1].get("d", "")


def test_a_range_in_a_small_line_is_an_upright_that_nothing_joins(source: Warehouse) -> None:
    series = rate_of(source, MERGED)
    root = ElementTree.fromstring(series_picture("Ninh Bình", series).svg)
    bars = [path for path in root.iter() if path.get("stroke-width") == "5"]
    assert len(bars) == sum(point.value is None for point in series.valued) > 3
    assert all(
        float(bar.get("d", "").split("V")[1]) != float(bar.get("d", "").split("V")[0].split()[1])
        for bar in bars
    )


def test_tables_say_every_period_with_its_kind_status_and_source(source: Warehouse) -> None:
    series = rate_of(source, LEFT_OUT)
    reading = reading_periods([series])
    assert list(reading["Kỳ"]) == ["7/2024", "10/2024", "3/2025", "5/2025", "6/2025", "2024"]
    assert reading["Giá trị"].iloc[4] == "chưa có số liệu kỳ này (tạm tính)"
    assert "Chỉ số" not in reading
    assert "Chỉ số" in reading_periods([series, series])
    file = export_periods([series], LEFT_OUT, "Thành phố Hà Nội")
    assert list(file["Giá trị"].dropna()) == pytest.approx([29.84, 33.34, 41.84, 49.84, 34.84])
    assert list(file["definition_id"]) == [1, 1, 2, 2, 2, 1]
    assert list(file["Tạm tính"]) == ["", "", "", "", "có", ""]
    assert file["Dòng trong báo cáo"].notna().sum() == 5
    assert set(file["Nguồn"].dropna()) == {
        "Báo cáo Bộ TT&TT 7/2024",
        "Báo cáo thử, bịa cho phép thử",
    }
