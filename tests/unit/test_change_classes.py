"""The classes of a change: better and worse, unchanged, unclear, and why there is none."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.change_classes import classify_changes, map_colour_modes
from dashboard.figures.classification import classify, colour_modes
from dashboard.figures.palette import LIGHT
from dashboard.queries.indicator_views import View, view
from dashboard.queries.periods import Period, comparable_with
from dashboard.queries.structures import NEW, OLD
from dashboard.queries.units import regions
from dashboard.store.builds import warehouse
from dashboard.store.warehouse import Warehouse
from dashboard.words.change_pictures import change_caption, change_finding
from etl.catalogue.indicator_specs import IndicatorSpec
from etl.catalogue.load import Catalogue
from etl.checked import Project
from etl.derive.changes import change_breaks
from tests.view_rows import made_change, made_row, view_of_changes

UNCLEAR = "Chưa rõ tốt lên hay kém đi"
INCOMPARABLE = "Không tính được thay đổi"
NO_DATA = "Chưa có số liệu"

amounts = st.floats(0.01, 90).map(lambda number: round(number, 2))


@pytest.fixture(scope="module")
def later(changed: Project) -> Warehouse:
    """The real data and a year later."""
    return warehouse(changed.warehouse / "warehouse.duckdb")


@pytest.fixture(scope="module")
def rates(later: Warehouse) -> View:
    return view(later, "dvctt_full_rate", "province", date(2024, 12, 31))


def class_of(shown: View, low: float | None, high: float | None = None, **fields: str) -> str:
    """The label of the class of one change."""
    row = made_row(change=made_change(low, high, **fields))
    classified = classify_changes(replace(shown, rows=(row,)), [row], LIGHT)
    return classified.classes[classified.codes[0]].label


def labels(shown: View) -> list[str]:
    return [entry.label for entry in classify_changes(shown, shown.rows, LIGHT).classes]


def test_a_legend_runs_from_worse_to_better_and_says_points(rates: View) -> None:
    assert labels(rates)[:7] == [
        "Kém đi trên 10 điểm %",
        "Kém đi 5–10 điểm %",
        "Kém đi đến 5 điểm %",
        "Không đổi",
        "Tốt lên đến 5 điểm %",
        "Tốt lên 5–10 điểm %",
        "Tốt lên trên 10 điểm %",
    ]


def test_the_ends_of_the_scale_have_the_strongest_colours(rates: View) -> None:
    colours = [entry.colour for entry in classify_changes(rates, rates.rows, LIGHT).classes]
    assert (colours[0], colours[2]) == (LIGHT.missing[-1], LIGHT.missing[1])
    assert colours[3] == LIGHT.unchanged
    assert (colours[4], colours[6]) == (LIGHT.sequential[1], LIGHT.sequential[-1])


@pytest.mark.parametrize(
    ("indicator_id", "better", "expected"),
    [
        ("is_systems", ["Tăng đến 10%", "Tăng 10–25%", "Tăng trên 25%"], "Giảm trên 25%"),
        ("system_grade", ["Tốt lên 1 mức", "Tốt lên trên 1 mức"], "Kém đi trên 1 mức"),
        (
            "system_rank",
            ["Tốt lên đến 5 hạng", "Tốt lên 6–10 hạng", "Tốt lên trên 10 hạng"],
            "Kém đi trên 10 hạng",
        ),
    ],
)
def test_every_scale_has_words_of_its_own(
    later: Warehouse, indicator_id: str, better: list[str], expected: str
) -> None:
    shown = view(later, indicator_id, "province", None)
    assert labels(shown)[0] == expected
    side = len(better)
    assert labels(shown)[side : 2 * side + 1] == ["Không đổi", *better]


def test_a_yes_or_no_changes_by_its_answer(rates: View) -> None:
    shown = view_of_changes(rates, "flag", ())
    assert labels(shown)[:3] == ["Từ có sang chưa", "Không đổi", "Từ chưa sang có"]
    # The better way is the other one where a yes is bad.
    bad = replace(shown, indicator=replace(shown.indicator, better="lower"))
    assert labels(bad)[:3] == ["Từ chưa sang có", "Không đổi", "Từ có sang chưa"]
    assert "1 đơn vị từ chưa sang có" in change_finding(shown, shown.rows)


@given(amounts)
def test_a_change_equal_to_a_break_is_in_the_class_nearer_to_none(
    rates: View, amount: float
) -> None:
    end = "đến 5" if amount <= 5 else "5–10" if amount <= 10 else "trên 10"
    assert class_of(rates, amount, direction="better") == f"Tốt lên {end} điểm %"
    assert class_of(rates, -amount, direction="worse") == f"Kém đi {end} điểm %"


def test_fewer_is_better_where_the_indicator_says_so(rates: View) -> None:
    lower = replace(rates, indicator=replace(rates.indicator, better="lower"))
    assert class_of(lower, -7, direction="better") == "Tốt lên 5–10 điểm %"
    assert class_of(lower, 7, direction="worse") == "Kém đi 5–10 điểm %"


@pytest.mark.parametrize(
    ("low", "high", "direction", "expected"),
    [
        (2, 8, "better", "Tốt lên đến 5 điểm %"),
        (6, 30, "better", "Tốt lên trên 10 điểm %"),
        (-12, -4, "worse", "Kém đi 5–10 điểm %"),
        (-1, 25, "undetermined", UNCLEAR),
        (0, 4, "undetermined", UNCLEAR),
    ],
)
def test_a_range_is_told_by_its_middle_only_on_one_side_of_zero(
    rates: View, low: float, high: float, direction: str, expected: str
) -> None:
    assert class_of(rates, low, high, direction=direction) == expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("definition_changed", INCOMPARABLE),
        ("other_units", INCOMPARABLE),
        ("from_zero", INCOMPARABLE),
        ("no_figure", NO_DATA),
        ("no_earlier_figure", NO_DATA),
    ],
)
def test_without_a_change_the_class_says_why(rates: View, status: str, expected: str) -> None:
    assert class_of(rates, None, status=status) == expected


def test_a_unit_without_figures_in_both_periods_has_no_data(rates: View) -> None:
    rows = (made_row(), made_row(status="not_applicable"))
    classified = classify_changes(rates, rows, LIGHT)
    found = [classified.classes[code].label for code in classified.codes]
    assert found == [NO_DATA, "Không áp dụng"]


def test_neutral_indicators_are_neither_better_nor_worse(later: Warehouse) -> None:
    shown = view(later, "is_systems", "province", None)
    words = " ".join(labels(shown)) + change_finding(shown, shown.rows)
    assert "ốt lên" not in words
    assert "ém đi" not in words
    unclear = made_change(-1, 1, direction="undetermined", scale="percent")
    row = made_row(change=unclear)
    assert "Chưa rõ tăng hay giảm" in labels(replace(shown, rows=(row,)))


@pytest.mark.parametrize("structure", [OLD, NEW], ids=lambda structure: structure.id)
def test_a_region_moves_no_class_and_every_unit_is_counted(later: Warehouse, structure) -> None:
    shown = view(later, "dvctt_full_rate", "province", None, structure)
    whole = classify_changes(shown, shown.rows, LIGHT)
    assert Counter(whole.codes) == {
        code: entry.count for code, entry in enumerate(whole.classes) if entry.count
    }
    of_unit = dict(zip(shown.names, whole.codes, strict=True))
    for region_id in regions(later, structure):
        rows = shown.within(region_id)
        part = classify_changes(shown, rows, LIGHT)
        # Emptied or not, the whole scale stays in the legend.
        assert [entry.label for entry in part.classes][:7] == labels(shown)[:7]
        for row, code in zip(rows, part.codes, strict=True):
            before, now = whole.classes[of_unit[row.unit_id]], part.classes[code]
            assert (before.label, before.colour) == (now.label, now.colour)


def test_a_class_agrees_with_the_direction_in_the_store(later: Warehouse) -> None:
    for structure in (OLD, NEW):
        shown = view(later, "dvctt_full_rate", "province", None, structure)
        classified = classify_changes(shown, shown.rows, LIGHT)
        for row, code in zip(shown.rows, classified.codes, strict=True):
            assert row.change is not None
            starts = {
                "better": "Tốt lên",
                "worse": "Kém đi",
                "unchanged": "Không đổi",
                "undetermined": UNCLEAR,
            }[str(row.change.direction)]
            assert classified.classes[code].label.startswith(starts)


def test_changes_are_offered_only_where_two_figures_compare(source: Warehouse, rates: View) -> None:
    assert map_colour_modes(rates)[-1] == "change"
    # A ranking takes the last of these for its colours.
    assert "change" not in colour_modes(rates)
    alone = view(source, "dvctt_full_rate", "province", None)
    assert map_colour_modes(alone) == colour_modes(alone)
    nobody = made_row(change=made_change(None, status="no_earlier_figure"))
    assert "change" not in map_colour_modes(replace(rates, rows=(nobody,)))
    reason = made_row(change=made_change(None, status="definition_changed"))
    assert "change" in map_colour_modes(replace(rates, rows=(nobody, reason)))


def test_values_keep_their_classes_from_period_to_period(later: Warehouse, rates: View) -> None:
    before = view(later, "dvctt_full_rate", "province", None, OLD, rates.earlier)
    scales = [
        [
            (entry.label, entry.colour)
            for entry in classify(shown, shown.rows, "value", LIGHT).classes
        ]
        for shown in (before, rates)
    ]
    assert scales[0] == scales[1]


def test_the_finding_counts_and_names_who_changed_most(rates: View) -> None:
    words = change_finding(rates, rates.rows)
    found = Counter(str(row.change.direction) for row in rates.rows if row.change is not None)
    assert words.startswith(f"{rates.indicator.name_vi}, thay đổi từ 7/2024 đến 7/2025: ")
    assert (
        f"{found['better']} đơn vị tốt lên, {found['worse']} đơn vị kém đi, "
        f"{found['unchanged']} đơn vị không đổi"
    ) in words
    assert "tốt lên nhiều nhất: " in words
    assert "kém đi nhiều nhất: Quảng Trị (−15,00 điểm %)" in words


def test_who_changed_most_is_open_where_ranges_overlap(rates: View) -> None:
    rows = [
        made_row(unit_id=name, short_name_vi=name, change=made_change(*ends, direction="better"))
        for name, ends in (("A", (10, 20)), ("B", (15, 30)), ("C", (1, 14)))
    ]
    assert "tốt lên nhiều nhất: một trong 2 đơn vị" in change_finding(rates, rows)
    many = [
        made_row(
            unit_id=str(number),
            short_name_vi=str(number),
            change=made_change(3, direction="better"),
        )
        for number in range(9)
    ]
    assert "tốt lên nhiều nhất: 9 đơn vị (+3,00 điểm %)" in change_finding(rates, many)


def test_a_picture_of_changes_names_both_periods_and_documents(
    later: Warehouse, rates: View
) -> None:
    caption = change_caption(later, rates, None)
    assert caption.title.endswith("thay đổi từ 7/2024 đến 7/2025")
    assert caption.period == "7/2024; 7/2025"
    assert caption.unit == "điểm %"
    assert "Báo cáo Bộ TT&TT 7/2024; Báo cáo thử" in caption.source
    assert "mục tiêu" not in caption.subtitle


def test_periods_of_another_definition_are_not_set_side_by_side() -> None:
    own = Period("year", date(2025, 1, 1), date(2025, 12, 31), "2025", False, 2)
    before = replace(own, start=date(2024, 1, 1), end=date(2024, 12, 31), label="2024")
    assert comparable_with(own, [own, before, replace(before, definition_id=1)]) == [before]


def test_every_indicator_has_classes_of_a_change(catalogue: Catalogue) -> None:
    for spec in catalogue.indicators.values():
        breaks = change_breaks(spec)
        assert list(breaks) == sorted(set(breaks))
        assert all(value > 0 for value in breaks)
        assert bool(breaks) == (spec.value_kind != "flag")


def test_points_of_a_score_are_shares_of_its_scale(catalogue: Catalogue) -> None:
    spec: IndicatorSpec = catalogue.indicators["dvctt_full_rate"]
    assert change_breaks(spec) == (5, 10)
    score = spec.model_copy(
        update={"unit_vi": "điểm", "value_kind": "index", "valid_range": (0.0, 1.0)}
    )
    assert change_breaks(score) == pytest.approx((0.05, 0.1))
    assert change_breaks(score.model_copy(update={"change_breaks": (0.2,)})) == (0.2,)
