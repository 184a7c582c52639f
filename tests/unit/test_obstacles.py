"""Obstacles as the page shows them: filters, search, counts, both structures, figures."""

from dataclasses import replace

import pytest

from dashboard.figures.obstacle_classes import classify_counts
from dashboard.figures.palette import LIGHT
from dashboard.queries.obstacle_rows import NO_OWNER
from dashboard.queries.obstacles import Filter, Obstacles, obstacles
from dashboard.queries.structures import NEW, OLD, STRUCTURES, Structure
from dashboard.store.warehouse import Warehouse
from dashboard.tables.obstacles import export_table, reading_table
from dashboard.words.obstacles import finding

EVERYTHING = Filter()
each_structure = pytest.mark.parametrize("structure", STRUCTURES.values(), ids=STRUCTURES)


@pytest.fixture
def shown(source: Warehouse) -> Obstacles:
    return obstacles(source, OLD)


def ordinals(shown: Obstacles, **conditions: str) -> list[int]:
    return [row.ordinal for row in shown.matching(Filter(**conditions))]


@each_structure
def test_every_obstacle_stands_at_one_province_of_the_structure(
    source: Warehouse, structure: Structure
) -> None:
    shown = obstacles(source, structure)
    assert [row.ordinal for row in shown.rows] == list(range(1, 88))
    assert {row.unit_id for row in shown.rows} <= {row.unit_id for row in shown.provinces}
    counted = shown.by_province(EVERYTHING)
    assert len(counted) == (63 if structure is OLD else 34)
    assert sum(row.count for row in counted) == 87


def test_obstacles_of_merged_provinces_add_up(source: Warehouse) -> None:
    old, new = (
        {
            row.short_name_vi: row.count
            for row in obstacles(source, structure).by_province(EVERYTHING)
        }
        for structure in (OLD, NEW)
    )
    assert new["TP. Hồ Chí Minh"] == (
        old["TP. Hồ Chí Minh"] + old["Bình Dương"] + old["Bà Rịa - Vũng Tàu"]
    )
    assert new["TP. Hồ Chí Minh"] == 18
    assert new["Lâm Đồng"] == old["Đắk Nông"] == 3
    assert new["Hà Nội"] == old["Hà Nội"] == 0


def test_the_reporter_stays_known_on_the_merged_province(source: Warehouse) -> None:
    shown = obstacles(source, NEW)
    (row,) = (row for row in shown.rows if row.ordinal == 1)
    assert (row.unit_vi, row.reporter_vi) == ("Tây Ninh", "Long An")
    assert reading_table(shown.rows)["Tỉnh, thành phố"].iloc[0] == "Tây Ninh (Long An cũ)"
    assert export_table(shown, shown.rows)["reporter_id"].iloc[0] == "p63-80"


@pytest.mark.parametrize(
    ("text", "same_as"),
    [
        ("hộ tịch", "HO TICH"),
        ("Hộ  tịch.", "ho tich"),
        ("Đà Nẵng", "da nang"),
        ("BHXH", "bhxh"),
        ("lý lịch tư pháp, VNeID", "vneid , ly lich tu phap,"),
    ],
)
def test_search_ignores_case_tone_marks_and_spaces(
    shown: Obstacles, text: str, same_as: str
) -> None:
    assert ordinals(shown, text=text) == ordinals(shown, text=same_as) != []
    assert len(ordinals(shown, text=text)) < 87


def test_search_finds_words_not_parts_of_them(shown: Obstacles) -> None:
    """`dân cư` is not `người dân … cung cấp`."""
    found = shown.matching(Filter(text="dan cu"))
    assert {2, 70, 72} <= {row.ordinal for row in found}
    assert all(" dan cu " in row.search_key for row in found)
    assert ordinals(shown, text="da") != ordinals(shown, text="dan")


def test_search_looks_into_every_cell_of_a_row(shown: Obstacles) -> None:
    assert ordinals(shown, text="excel") == [79, 81]
    assert 83 in ordinals(shown, text="tap doan dien luc viet nam")
    assert ordinals(shown, text="tinh cao bang") == []
    assert ordinals(shown, text="cao bang") == [27]


@pytest.mark.parametrize("text", ["", "   ", ",", "…"])
def test_a_search_without_letters_asks_for_everything(shown: Obstacles, text: str) -> None:
    assert len(ordinals(shown, text=text)) == 87
    assert not Filter(text=text).narrows_provinces


def test_conditions_add_up(shown: Obstacles) -> None:
    assert ordinals(shown, unit_id="p63-74", category="unstable") == [51, 54, 55, 56]
    assert ordinals(shown, region_id="r63-tay-nguyen", owner_id="bo-tu-phap") == [43, 48]
    assert ordinals(shown, owner_id="bo-giao-thong-van-tai", system_group="several") == [
        *(4, 14, 66, 84),
    ]
    assert ordinals(shown, owner_id=NO_OWNER) == [71]
    assert ordinals(shown, unit_id="p63-01") == []


def test_counts_leave_their_own_condition_out(shown: Obstacles) -> None:
    wanted = Filter(category="unstable", owner_id="bo-tu-phap")
    by_category = {item.id: item.count for item in shown.by_category(wanted)}
    assert by_category["unstable"] == len(shown.matching(wanted)) == 8
    assert sum(by_category.values()) == len(ordinals(shown, owner_id="bo-tu-phap"))
    assert "bo-ke-hoach-va-dau-tu" in {item.id for item in shown.by_owner(wanted)}
    assert sum(item.count for item in shown.by_category(EVERYTHING)) == 87
    # Those of several owners count for each.
    assert sum(item.count for item in shown.by_owner(EVERYTHING)) > 87


def test_counts_come_most_first(shown: Obstacles) -> None:
    for items in (shown.by_category(EVERYTHING), shown.by_owner(EVERYTHING)):
        assert [item.count for item in items] == sorted(
            (item.count for item in items), reverse=True
        )


def test_a_chosen_unit_leaves_the_map_as_it_is(shown: Obstacles) -> None:
    wanted = Filter(category="unstable")
    assert shown.by_province(replace(wanted, unit_id="p63-48")) == shown.by_province(wanted)


def test_no_obstacle_is_a_class_with_a_name_of_its_own(shown: Obstacles) -> None:
    provinces = shown.by_province(EVERYTHING)
    classes = classify_counts(provinces, EVERYTHING, LIGHT).classes
    assert [(entry.label, entry.count) for entry in classes] == [
        ("Không nêu vướng mắc", 42),
        ("1–2 vướng mắc", 9),
        ("3–4 vướng mắc", 7),
        ("5–9 vướng mắc", 2),
        ("Từ 10 vướng mắc", 3),
    ]
    assert LIGHT.no_data not in {entry.colour for entry in classes}
    filtered = Filter(text="vneid")
    none = classify_counts(shown.by_province(filtered), filtered, LIGHT).classes[0]
    assert none.label == "Không có vướng mắc khớp bộ lọc"


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (EVERYTHING, "87 vướng mắc của 21/63 tỉnh, thành phố; nhiều nhất: Đà Nẵng (12)."),
        (Filter(unit_id="p63-04"), "1 vướng mắc của 1/63 tỉnh, thành phố."),
        (
            Filter(unit_id="p63-01"),
            "Hà Nội không nêu vướng mắc nào trong Phụ lục V; không nêu chưa chắc là không gặp.",
        ),
        (
            Filter(unit_id="p63-01", text="vneid"),
            "Không có vướng mắc nào khớp với bộ lọc. Hãy bỏ bớt điều kiện lọc.",
        ),
        (
            Filter(owner_id="vien-kiem-sat-nhan-dan-toi-cao"),
            "2 vướng mắc của 2/63 tỉnh, thành phố.",
        ),
    ],
)
def test_a_finding_says_how_many_and_where(shown: Obstacles, wanted: Filter, words: str) -> None:
    assert finding(shown, wanted) == words


@each_structure
def test_an_export_has_a_line_per_row_and_no_gaps_in_ids(
    source: Warehouse, structure: Structure
) -> None:
    shown = obstacles(source, structure)
    exported = export_table(shown, shown.rows)
    assert len(exported) == len(reading_table(shown.rows)) == 87
    for column in ("obstacle_id", "unit_id", "reporter_id", "system_group", "category"):
        assert exported[column].notna().all()
        assert exported[column].str.fullmatch(r"[a-z0-9_-]+").all()
    assert exported["Dòng trong báo cáo"].between(962, 1141).all()
