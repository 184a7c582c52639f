"""Series of the country: what is drawn as a line, a gap and a break, and what is said of it."""

import plotly.graph_objects as go
import pytest

from dashboard.figures.series import series_panel
from dashboard.palette import DARK, LIGHT
from dashboard.series import FILTERS, Series, chosen, national_series, row_number, series_rows
from dashboard.series_wording import (
    alternative,
    export_rows,
    newest_words,
    reading_rows,
    series_name,
    summary,
    target_words,
)
from dashboard.warehouse import Warehouse


@pytest.fixture(scope="module")
def of_id(source: Warehouse) -> dict[str, Series]:
    return {item.indicator.indicator_id: item for item in national_series(source)}


def lines(item: Series) -> list[list[float]]:
    """The unbroken pieces of the indicator's own line."""
    trace = series_panel(item, LIGHT).data[1 if item.predecessor else 0]
    pieces: list[list[float]] = [[]]
    for value in trace.y:
        if value is None:
            pieces.append([])
        else:
            pieces[-1].append(value)
    return pieces


def test_every_row_of_appendix_i_has_its_place(source: Warehouse) -> None:
    ids = [key for item in national_series(source) for key in item.indicator_ids]
    assert len(ids) == len(set(ids))
    assert len([key for key in ids if row_number(key)]) == 27
    assert {"dti", "dti_government", "egdi_rank", "gci_rank", "asean_growth_rank"} <= set(ids)


@pytest.mark.parametrize(
    ("indicator_id", "number"),
    [("national_01_2", "1.2"), ("national_24", "24"), ("national_05", "5"), ("dti", "")],
)
def test_the_number_of_a_row(indicator_id: str, number: str) -> None:
    assert row_number(indicator_id) == number


def test_every_row_of_appendix_i_is_in_a_theme(source: Warehouse) -> None:
    for item in national_series(source):
        if row_number(item.indicator.indicator_id):
            assert item.theme != item.indicator.topic_vi


def test_a_new_way_to_measure_breaks_the_line(of_id: dict[str, Series]) -> None:
    assert lines(of_id["national_03_1"]) == [[23.52, 30.14, 54.34], [40.07, 76.22]]
    assert "không so sánh trực tiếp được" in alternative(of_id["national_03_1"])
    assert len(series_panel(of_id["national_03_1"], LIGHT).layout.shapes) == 1


def test_a_period_without_a_value_is_a_gap_and_no_zero(of_id: dict[str, Series]) -> None:
    item = of_id["egdi_rank"]
    assert lines(item) == [[86.0], [86.0]]
    missing = series_panel(item, LIGHT).data[-1]
    assert list(missing.x) == [1, 3]
    assert "không có số liệu: 2021, 2023" in alternative(item)


def test_a_printed_zero_is_a_value(of_id: dict[str, Series]) -> None:
    assert lines(of_id["national_17"]) == [[0.0, 0.0, 43.2, 61.8, 65.1]]


def test_the_new_indicator_carries_the_one_it_replaced(of_id: dict[str, Series]) -> None:
    item = of_id["national_01_2"]
    assert "national_01_1" not in of_id
    assert item.predecessor is not None
    assert item.indicator_ids == ("national_01_1", "national_01_2")
    before, now, missing = series_panel(item, LIGHT).data
    assert (list(before.y), list(now.y)) == ([30.86, 50.13, 54.88], [48.5, 55.47])
    assert list(missing.x) == []


def test_ranks_are_drawn_with_the_better_end_up(of_id: dict[str, Series]) -> None:
    low, high = series_panel(of_id["ogdi_rank"], LIGHT).layout.yaxis.range
    assert low > 97 > 87 > high
    assert "tăng 10 bậc so với 2020" in newest_words(of_id["ogdi_rank"])


def test_targets_come_with_date_and_gap(of_id: dict[str, Series]) -> None:
    with_target = {key for key, item in of_id.items() if item.target is not None}
    assert with_target == {"national_03_2", "national_24", "national_25", "national_26"}
    assert target_words(of_id["national_24"]) == (
        "✗ Mục tiêu 20% đến 31/12/2025, còn thiếu 1,70 điểm %"
    )
    assert target_words(of_id["national_05"]) == ""


def test_what_the_text_says_otherwise_stands_beside_the_figure(of_id: dict[str, Series]) -> None:
    (note,) = of_id["national_26"].notes
    assert note.differs
    assert "13,5%" in note.text
    assert "13,3%" in note.text
    (open_question,) = [note for note in of_id["national_24"].notes if not note.differs]
    assert "16,5% GDP năm 2023" in open_question.text
    (other,) = of_id["national_03_2"].notes
    assert other.differs
    # Where text and table agree, nothing needs to be said.
    assert of_id["national_25"].notes == ()


def test_filters(source: Warehouse) -> None:
    every = national_series(source)
    found = {key: chosen(every, key) for key in FILTERS}
    assert found["tat-ca"] == list(every)
    assert len(found["co-muc-tieu"]) == 5
    assert all(item.periods > 1 for item in found["co-chuoi"])
    assert "**5 chỉ tiêu**" in summary(found["co-muc-tieu"])
    assert "4 có mục tiêu cho cả nước để so, 0 đã đạt; 1 chỉ có" in summary(found["co-muc-tieu"])


@pytest.mark.parametrize("filter_id", FILTERS)
def test_the_tables_have_exactly_the_figures_shown(source: Warehouse, filter_id: str) -> None:
    items = chosen(national_series(source), filter_id)
    rows = series_rows(source, items)
    periods = sum(
        len(part.points) for item in items for part in (item, item.predecessor) if part is not None
    )
    assert len(rows) == len(reading_rows(rows, items)) == len(export_rows(rows, items)) == periods
    printed = export_rows(rows, items)
    assert (printed["status"] == "observed").equals(printed["Giá trị"].notna())
    assert printed["Dòng trong báo cáo"].notna().all()


def test_every_panel_is_valid(source: Warehouse) -> None:
    for item in national_series(source):
        assert series_name(item)
        for palette in (LIGHT, DARK):
            figure = series_panel(item, palette)
            go.Figure(figure.to_dict())
            texts = [text for trace in figure.data for text in trace.text or ()]
            assert not any("nan" in text or "None" in text for text in texts)
