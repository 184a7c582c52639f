"""Series of the country after July 2024: kinds of periods that are never joined, results, twins."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.analysis.national_series import national_series
from dashboard.analysis.series import Series, series_rows
from dashboard.figures.palette import LIGHT
from dashboard.figures.series import series_panel
from dashboard.queries.country_points import newest
from dashboard.store.warehouse import Warehouse
from dashboard.tables.series import export_rows, reading_rows, series_lines
from dashboard.words.other_prints import beside_words
from dashboard.words.series import change_words, newest_words, place_words, unlike_words
from dashboard.words.series_alternative import alternative
from dashboard.words.series_targets import target_lines
from tests.days import TODAY

SIGN = "\N{NO-BREAK SPACE}◊"


@pytest.fixture(scope="module")
def of_id(source: Warehouse) -> dict[str, Series]:
    return {item.indicator.indicator_id: item for item in national_series(source, TODAY)}


def drawn(item: Series) -> dict[str, list[list[float]]]:
    """The unbroken pieces of each line, by what the line is called."""
    found: dict[str, list[list[float]]] = {}
    for trace in series_panel(item, LIGHT).data[bool(item.predecessor) : -1]:
        pieces: list[list[float]] = [[]]
        for value in trace.y:
            if value is None:
                pieces.append([])
            else:
                pieces[-1].append(value)
        found[trace.name] = pieces
    return found


def test_months_years_and_parts_of_a_year_are_lines_of_their_own(of_id: dict[str, Series]) -> None:
    assert drawn(of_id["national_03_2"]) == {
        "cả năm": [[17.0, 45.8]],
        "lũy kế từ đầu năm": [[42.0]],
        "tháng": [[43.0, 39.51, 39.98, 51.7]],
    }
    assert series_panel(of_id["national_03_2"], LIGHT).layout.showlegend
    words = alternative(of_id["national_03_2"])
    assert "cả năm (2023: 17%, 2024: 45,8% ◊)" in words
    assert newest_words(of_id["national_03_2"]) == (
        f"**51,7%{SIGN}** (11/2025) · +11,7 điểm % so với 10/2025{SIGN}"
    )


def test_a_part_of_a_year_goes_on_from_the_years_of_its_row(of_id: dict[str, Series]) -> None:
    """Row 1.2 prints 2023 and 7/2024; the month of another document is no part of that line."""
    assert drawn(of_id["national_01_2"]) == {
        "cả năm, lũy kế từ đầu năm": [[48.5, 55.47]],
        "tháng": [[50.4]],
    }
    assert change_words(of_id["national_01_2"]) == "chưa có kỳ trước cùng loại"


def test_two_ways_to_measure_are_never_joined(of_id: dict[str, Series]) -> None:
    """The digital economy by two offices; e-commerce of two bases; a rank, and one deduced."""
    ministry, office = of_id["digital_economy_gdp_share"], of_id["digital_economy_gdp_share_nso"]
    assert drawn(ministry) == {"cả năm": [[11.91, 14.26, 16.5, 18.3, 18.72]]}
    assert drawn(office) == {"cả năm": [[12.66, 12.87, 12.83, 12.87, 13.17, 14.02]]}
    assert drawn(of_id["ecommerce_retail_share_moit"]) == {"cả năm": [[3.6, 5.5, 7.0], [12.0]]}
    for key in ("ecommerce_retail_share_moit", "gci_rank"):
        assert len(of_id[key].breaks) == 1
        assert change_words(of_id[key]) == "không so với 2021"
        assert unlike_words(of_id[key]) == [of_id[key].breaks[0].break_vi]
        assert len(series_panel(of_id[key], LIGHT).layout.shapes) >= 1


def test_a_mean_of_several_years_is_no_newest_figure(of_id: dict[str, Series]) -> None:
    """3.5 times over 2022–2023, and 3 times until 7/2024: the kind decides, then the day."""
    points = of_id["digital_economy_growth_to_gdp"].points
    (mean,) = [point for point in points if point.period.kind == "years"]
    until_today = replace(mean, period=replace(mean.period, end=date(2026, 12, 31)))
    assert newest([*points, until_today]) == newest(points) != mean
    assert newest([until_today]) == until_today
    assert "digital_economy_gdp_share_nso_mean" in of_id


def test_what_the_twin_of_a_row_has_later_is_of_the_row(of_id: dict[str, Series]) -> None:
    """Row 26 ends with 13.3% of July 2024; signatures of adults go on until 6/2025."""
    item = of_id["national_26"]
    assert [(point.period_label, point.value) for point in item.valued] == [
        ("7/2024", 13.3),
        ("11/2024", 20.0),
        ("6/2025", 28.42),
    ]
    assert drawn(item) == {
        "lũy kế từ đầu năm": [[13.3]],
        "tại thời điểm": [[20.0, 28.42]],
    }
    assert "signature_adult_rate" not in of_id


@pytest.mark.parametrize(
    ("indicator_id", "lines"),
    [
        (
            "national_03_2",
            [
                "✗ **50%** (12/2024), còn thiếu 4,2 điểm % (số liệu 2024)",
                # A conclusion of a month later says less; both miss it.
                "✗ **80%** (12/2025), còn thiếu 28,3–43,2 điểm % "
                "(số liệu 11/2025: 51,7%; 12/2025: 36,8%)",
            ],
        ),
        (
            "national_07",
            ["✓ **80%** (12/2025), đạt từ 17 tháng trước hạn; chưa có số liệu đến hạn"],
        ),
        (
            "egdi_rank",
            [
                "✗ **50** (12/2025), còn thiếu 21 hạng (số liệu 2024)",
                "– **65** (12/2026), chưa có số liệu đến hạn (số liệu 2024: còn thiếu 6 hạng)",
                "– **50** (12/2030), chưa có số liệu đến hạn (số liệu 2024: còn thiếu 21 hạng)",
            ],
        ),
    ],
)
def test_a_target_is_decided_by_its_result_alone(
    of_id: dict[str, Series], indicator_id: str, lines: list[str]
) -> None:
    told = target_lines(of_id[indicator_id])
    assert [line.replace(SIGN, "") for line in told] == lines
    assert all(line.endswith(SIGN) for line in told)


def test_the_line_drawn_is_the_target_that_is_ahead(of_id: dict[str, Series]) -> None:
    target = of_id["national_03_2"].goal
    assert target is not None
    assert target.value == 80


def test_what_two_sources_say_stands_side_by_side(of_id: dict[str, Series]) -> None:
    """With both documents and how sure each is; neither is chosen."""
    assert beside_words(of_id["ecommerce_size"])[0] == (
        "≠ 2025: Bộ Công Thương: TMĐT 2025 ◊ theo báo chí in 32, "
        "Diễn đàn 20/12/2025 ◊ theo báo chí in 36. Giữ cả hai, không chọn."
    )
    assert beside_words(of_id["national_03_2"]) == [
        "Đo cách khác, không nối: Hồ sơ toàn trình, kết luận 12/2025 36,8% (12/2025), "
        "Kết luận 22/12/2025 ◊ theo báo chí."
    ]
    # Where both print the same, no contradiction is told.
    assert beside_words(of_id["osi_rank"]) == [
        "2022: OSI 2022, hai nguồn ◊ theo hai bản chép cũng in 76."
    ]
    cells = series_lines(list(of_id.values()), {}, *[dict.fromkeys(of_id, "/")] * 2)
    newest = dict(zip(of_id, cells["Mới nhất"], strict=True))
    assert f"nguồn khác in 36{SIGN}" in newest["ecommerce_size"]
    assert f"đo cách khác: 36,8%{SIGN} (12/2025)" in newest["national_03_2"]
    assert f"đo cách khác: 14,02%{SIGN} (2025)" in newest["digital_economy_gdp_share"]


def test_files_tell_the_other_print_of_a_period(
    source: Warehouse, of_id: dict[str, Series]
) -> None:
    item = of_id["ecommerce_size"]
    exported = export_rows(series_rows(source, [item]), [item]).set_index("Kỳ")
    assert "in 36. Giữ cả hai" in exported["Ghi chú"]["2025"]
    assert "in 28. Giữ cả hai" in exported["Ghi chú"]["2024"]
    assert "Giữ cả hai" not in str(exported["Ghi chú"]["2023"])


def test_a_later_figure_says_its_source_and_how_sure_it_is(
    source: Warehouse, of_id: dict[str, Series]
) -> None:
    item = of_id["national_03_2"]
    assert place_words(item).startswith("Phụ lục I, dòng 704; Trang Bộ TT&TT, tháng 7/2024; Bộ")
    rows = reading_rows(series_rows(source, [item]), [item])
    sources = dict(zip(rows["Kỳ"], rows["Nguồn"], strict=True))
    assert sources["7/2024"] == "Phụ lục I"
    assert sources["11/2025"] == "Bộ KH&CN: hồ sơ 11/2025 ◊ theo hai bản chép"


def test_targets_of_two_ways_to_measure_say_which(of_id: dict[str, Series]) -> None:
    """Retail of goods, of goods and services, and one that does not say: three for 2030."""
    lines = target_lines(of_id["ecommerce_retail_share_moit"])
    told = [line.replace(SIGN, "").split(",")[0] for line in lines]
    assert told[1:] == [
        "– **20%** (12/2030)",
        "– **20% (cách đo 3)** (12/2030)",
        "– **15% (cách đo 2)** (12/2030)",
    ]
