"""Which class a unit's figure falls into, and what the legend says."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.classification import (
    Classified,
    classify,
    colour_modes,
    verdict_of_nearly_all,
)
from dashboard.figures.palette import DARK, LIGHT
from dashboard.queries.indicator_views import View, view
from dashboard.queries.indicators import UNIT_LEVELS, Indicator, indicators, indicators_at
from dashboard.queries.structures import NEW, OLD, Structure
from dashboard.queries.units import regions
from dashboard.store.warehouse import Warehouse
from tests.view_rows import made_row

NO_DATA = "Chưa có số liệu"
UNCLEAR = "Khoảng trải nhiều lớp"
UNDETERMINED = "Chưa xác định được"

numbers = st.floats(-200, 200).map(lambda number: round(number, 2))
breaks = st.lists(st.integers(-90, 90), min_size=1, max_size=5, unique=True).map(sorted)
gap_breaks = st.tuples(
    st.lists(st.integers(-90, -1), max_size=1),
    st.lists(st.integers(1, 90), min_size=1, max_size=4, unique=True).map(sorted),
).map(lambda ends: [*ends[0], 0, *ends[1]])


@pytest.fixture(scope="module")
def rate(source: Warehouse) -> Indicator:
    return indicators(source)["dvctt_full_rate"]


def pictured(
    indicator: Indicator, figures: Sequence[tuple[float | None, float | None]], by: str
) -> Classified:
    """The classes of units that have these values or gaps."""
    name = "value" if by == "value" else "gap"
    rows = tuple(
        made_row(
            unit_id=f"unit-{number}",
            status="not_available" if low is None else "interval",
            **{f"{name}_low": low, f"{name}_high": high},
        )
        for number, (low, high) in enumerate(figures)
    )
    shown = View(indicator, "province", OLD, date(2024, 12, 31), None, None, rows, rows, False)
    return classify(shown, rows, by, LIGHT)


@pytest.mark.parametrize("level", UNIT_LEVELS)
@pytest.mark.parametrize("structure", [OLD, NEW], ids=lambda structure: structure.id)
def test_a_flag_s_legend_names_no_answer_that_nobody_gives(
    source: Warehouse, level: str, structure: Structure
) -> None:
    """`Có (0)` of a list of those who have not would say that no other has."""
    flags = [key for key, spec in indicators_at(source, level).items() if spec.value_kind == "flag"]
    assert flags
    for indicator_id in flags:
        shown = view(source, indicator_id, level, None, structure)
        classes = classify(shown, shown.rows, "value", LIGHT).classes
        assert sum(entry.count for entry in classes) == len(shown.rows)
        assert all(entry.count for entry in classes), indicator_id


def label(shown: View, classified: Classified, name: str) -> str:
    place = [row.short_name_vi for row in shown.rows].index(name)
    return classified.classes[classified.codes[place]].label


def labels(classified: Classified) -> list[str]:
    return [entry.label for entry in classified.classes]


@given(breaks, st.lists(numbers, max_size=20))
def test_a_value_is_in_the_class_that_starts_at_or_below_it(
    rate: Indicator, breaks: list[float], values: list[float]
) -> None:
    indicator = replace(rate, class_breaks=tuple(breaks))
    classified = pictured(indicator, [(value, value) for value in values], "value")
    expected = [sum(edge <= value for edge in breaks) for value in values]
    assert list(classified.codes) == expected
    assert len(classified.classes) == len(breaks) + 1
    assert [entry.count for entry in classified.classes] == [
        expected.count(code) for code in range(len(breaks) + 1)
    ]


@given(gap_breaks, st.lists(numbers, max_size=20))
def test_a_gap_is_in_the_class_that_ends_at_or_above_it(
    rate: Indicator, breaks: list[float], gaps: list[float]
) -> None:
    """A target that is just met is met: no gap, no shortfall."""
    indicator = replace(rate, gap_breaks=tuple(breaks))
    classified = pictured(indicator, [(gap, gap) for gap in gaps], "gap")
    assert list(classified.codes) == [sum(edge < gap for edge in breaks) for gap in gaps]
    for gap, code in zip(gaps, classified.codes, strict=True):
        starts = ("Thiếu",) if gap > 0 else ("Đạt", "Vượt")
        assert classified.classes[code].label.startswith(starts)


@given(breaks, st.lists(st.tuples(numbers, numbers).map(sorted), max_size=20))
def test_a_band_is_in_a_class_that_holds_all_of_it_or_in_none(
    rate: Indicator, breaks: list[float], bands: list[list[float]]
) -> None:
    indicator = replace(rate, class_breaks=tuple(breaks))
    bands = [(low, high) for low, high in bands if low < high]
    classified = pictured(indicator, bands, "value")
    for (low, high), code in zip(bands, classified.codes, strict=True):
        if any(low < edge < high for edge in breaks):
            assert classified.classes[code].label == UNCLEAR
        else:
            assert code == sum(edge <= low for edge in breaks)


@given(
    breaks,
    st.lists(st.one_of(st.tuples(numbers, numbers).map(sorted), st.just([None, None])), max_size=9),
)
def test_every_unit_has_one_class_and_every_class_its_count(
    rate: Indicator, breaks: list[float], figures: list[list[float | None]]
) -> None:
    classified = pictured(replace(rate, class_breaks=tuple(breaks)), figures, "value")
    assert len(classified.codes) == len(classified.colours) == len(figures)
    assert sum(entry.count for entry in classified.classes) == len(figures)
    assert len(set(labels(classified))) == len(classified.classes)
    missing = sum(low is None for low, _high in figures)
    assert [entry.count for entry in classified.classes if entry.label == NO_DATA] == (
        [missing] if missing else []
    )


def test_equal_values_are_one_class_of_a_whole_legend(rate: Indicator) -> None:
    classified = pictured(rate, [(50, 50)] * 63, "value")
    assert [entry.count for entry in classified.classes] == [0, 0, 63, 0, 0, 0]
    assert len(set(classified.colours)) == 1


@pytest.mark.parametrize(
    ("indicator_id", "expected"),
    [
        (
            "dvctt_full_rate",
            ["Dưới 30%", "30–45%", "45–60%", "60–75%", "75–90%", "Từ 90%"],
        ),
        (
            "is_level_approved_rate",
            ["Dưới 30%", "30–50%", "50–70%", "70–90%", "90–100%", "100%", NO_DATA],
        ),
        (
            "is_systems",
            ["Dưới 25", "25–49", "50–99", "100–199", "200–399", "Từ 400", NO_DATA],
        ),
        ("system_grade", ["Mức E", "Mức D", "Mức C", "Mức B", "Mức A"]),
        ("digital_economy_grdp_share", ["Dưới 10%", "10–20%", "Từ 20%", NO_DATA]),
        ("enterprise_per_1000_band", ["Dưới 0,3", "Từ 0,3"]),
    ],
)
def test_legends_of_values_speak_vietnamese(
    view_of, indicator_id: str, expected: list[str]
) -> None:
    shown = view_of(indicator_id)
    assert labels(classify(shown, shown.rows, "value", LIGHT)) == expected


@pytest.mark.parametrize(
    ("indicator_id", "year", "expected"),
    [
        (
            "dvctt_full_rate",
            2024,
            [
                "Vượt từ 10 điểm %",
                "Đạt",
                "Thiếu đến 15 điểm %",
                "Thiếu 15–30 điểm %",
                "Thiếu 30–45 điểm %",
                "Thiếu trên 45 điểm %",
            ],
        ),
        (
            "system_grade",
            2025,
            ["Đạt", "Thiếu đến 1 mức", "Thiếu 1–2 mức", "Thiếu 2–3 mức", "Thiếu trên 3 mức"],
        ),
    ],
)
def test_legends_of_gaps_say_which_side_of_the_target(
    view_of, indicator_id: str, year: int, expected: list[str]
) -> None:
    shown = view_of(indicator_id, year=year)
    assert labels(classify(shown, shown.rows, "gap", LIGHT)) == expected


@pytest.mark.parametrize(
    ("unit", "value", "gap", "verdict"),
    [
        ("Đà Nẵng", "Từ 90%", "Vượt từ 10 điểm %", "✓ Đạt"),
        ("Vĩnh Long", "75–90%", "Đạt", "✓ Đạt"),
        ("Bình Phước", "75–90%", "Thiếu đến 15 điểm %", "✗ Chưa đạt"),
        ("Bà Rịa - Vũng Tàu", "Dưới 30%", "Thiếu trên 45 điểm %", "✗ Chưa đạt"),
    ],
)
def test_the_classes_of_a_province(view_of, unit: str, value: str, gap: str, verdict: str) -> None:
    shown = view_of("dvctt_full_rate", year=2024)
    found = [
        label(shown, classify(shown, shown.rows, by, LIGHT), unit) for by in colour_modes(shown)
    ]
    assert found == [value, gap, verdict]


@pytest.mark.parametrize(
    ("unit", "expected"),
    [("An Giang", "Dưới 10%"), ("Bà Rịa - Vũng Tàu", "10–20%"), ("Bình Dương", "Từ 20%")],
)
def test_a_published_band_is_the_class_between_its_ends(view_of, unit: str, expected: str) -> None:
    shown = view_of("signature_adult_rate")
    assert label(shown, classify(shown, shown.rows, "value", LIGHT), unit) == expected


def test_a_band_astride_the_target_is_undetermined(view_of) -> None:
    # "Trên 10%" has no upper end, and Hà Nội's own target is 25%.
    shown = view_of("ecommerce_retail_share", year=2025)
    for by, expected in [("gap", UNDETERMINED), ("verdict", f"? {UNDETERMINED}")]:
        assert label(shown, classify(shown, shown.rows, by, LIGHT), "Hà Nội") == expected


def test_a_band_that_a_sentence_ends_below_the_target_misses_it(view_of) -> None:
    shown = view_of("signature_adult_rate", year=2025)
    for by, expected in [("gap", "Thiếu đến 30 điểm %"), ("verdict", "✗ Chưa đạt")]:
        assert label(shown, classify(shown, shown.rows, by, LIGHT), "Bình Dương") == expected


@pytest.mark.parametrize("by", ["value", "gap", "verdict"])
@pytest.mark.parametrize(
    ("indicator_id", "level", "status"),
    [
        ("is_level_approved_rate", "province", "not_reported"),
        ("is_plan_deployed_rate", "ministry", "not_reported"),
        ("dossier_full_online_rate", "province", "to_reconcile"),
        ("dossier_full_online_rate", "ministry", "not_connected"),
    ],
)
def test_no_data_is_a_class_of_its_own_and_never_zero(
    view_of, indicator_id: str, level: str, status: str, by: str
) -> None:
    shown = view_of(indicator_id, level, 2024)
    classified = classify(shown, shown.rows, by, LIGHT)
    missing = [row.status == status for row in shown.rows]
    found = {
        classified.classes[code].label.removeprefix("– ")
        for code, is_missing in zip(classified.codes, missing, strict=True)
        if is_missing
    }
    assert found == {NO_DATA}
    (entry,) = (entry for entry in classified.classes if entry.label.endswith(NO_DATA))
    assert entry.count == sum(missing)
    of_verdicts = {kind["no_data"] for kind in (LIGHT.verdicts, LIGHT.few_met, LIGHT.few_missed)}
    assert entry.colour in {LIGHT.no_data, *of_verdicts}


@pytest.mark.parametrize("by", ["value", "gap", "verdict"])
def test_ministries_a_table_leaves_out_are_a_class_of_their_own(view_of, by: str) -> None:
    shown = view_of("dossier_full_online_rate", "ministry", 2024)
    entry = classify(shown, shown.rows, by, LIGHT).classes[-1]
    assert (entry.label, entry.colour, entry.count) == ("Không áp dụng", LIGHT.not_applicable, 10)


@pytest.mark.parametrize("by", ["value", "gap", "verdict"])
@pytest.mark.parametrize("indicator_id", ["dvctt_full_rate", "dossier_full_online_rate"])
def test_a_region_filter_moves_neither_breaks_nor_colours(
    source: Warehouse, view_of, indicator_id: str, by: str
) -> None:
    shown = view_of(indicator_id, year=2024)
    whole = classify(shown, shown.rows, by, DARK)
    of_unit = dict(zip(shown.names, whole.codes, strict=True))
    for region_id in regions(source, OLD):
        rows = shown.within(region_id)
        part = classify(shown, rows, by, DARK)
        for row, code in zip(rows, part.codes, strict=True):
            before, now = whole.classes[of_unit[row.unit_id]], part.classes[code]
            assert (now.label, now.colour) == (before.label, before.colour)
        # Classes of the scale stay in the legend, emptied or not.
        assert labels(part)[:4] == labels(whole)[:4]


@pytest.mark.parametrize("level", UNIT_LEVELS)
@pytest.mark.parametrize(
    ("indicator_id", "year", "expected"),
    [
        ("dvctt_full_rate", 2024, ["value", "gap", "verdict"]),
        ("system_rank", None, ["value"]),
    ],
)
def test_gaps_and_verdicts_need_a_target(
    view_of, indicator_id: str, year: int | None, expected: list[str], level: str
) -> None:
    assert colour_modes(view_of(indicator_id, level, year)) == expected


def test_allocated_targets_have_no_gaps(view_of) -> None:
    assert colour_modes(view_of("signature_adults", year=2025)) == ["value"]


def test_less_is_darker_where_lower_is_better(view_of) -> None:
    shown = view_of("system_rank")
    classified = classify(shown, shown.rows, "value", LIGHT)
    assert [entry.colour for entry in classified.classes] == list(reversed(LIGHT.sequential))
    assert labels(classified)[:2] == ["Dưới 11", "11–20"]


def test_a_merged_province_takes_the_colour_of_its_estimate_and_no_verdict_from_it(view_of) -> None:
    """Cà Mau: from 60,47 (Bạc Liêu) to 91,99%, so perhaps above 85%."""
    shown = view_of("dvctt_full_rate", year=2024, structure=NEW)
    found = [
        label(shown, classify(shown, shown.rows, by, LIGHT), "Cà Mau") for by in colour_modes(shown)
    ]
    assert found == ["75–90%", UNDETERMINED, f"? {UNDETERMINED}"]


def test_merged_counts_that_miss_a_member_are_no_data(view_of) -> None:
    shown = view_of("is_plan_deployed_rate", year=2024, structure=NEW)
    for by in colour_modes(shown):
        classified = classify(shown, shown.rows, by, LIGHT)
        for name in ("Đắk Lắk", "Hải Phòng", "Vĩnh Long"):
            assert label(shown, classified, name).endswith(NO_DATA)


def test_colour_is_for_the_few(view_of) -> None:
    """59 of 63 miss the goal of online services; of the plans for dossiers about half do."""
    few = view_of("dvctt_full_rate", year=2024)
    for rows in (few.rows, few.within("r63-tay-nguyen")):
        colours = [entry.colour for entry in classify(few, rows, "verdict", LIGHT).classes]
        assert colours[:4] == list(LIGHT.few_met.values())
    many = view_of("dossier_full_online_rate", year=2024)
    assert verdict_of_nearly_all(many) is None
    colours = [entry.colour for entry in classify(many, many.rows, "verdict", LIGHT).classes]
    assert colours[:4] == list(LIGHT.verdicts.values())
