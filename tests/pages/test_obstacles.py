"""The page of obstacles, from the address to what stands on it."""

import re
from html import unescape

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.ui.controls.local_links import ROWS
from dashboard.ui.frame.pages import OBSTACLES, PROFILE
from dashboard.ui.frame.parameters import (
    CATEGORY,
    OWNER,
    REGION,
    ROW_PAGE,
    SEARCH,
    SECTION,
    STRUCTURE,
    SYSTEM,
    UNIT,
)
from tests.pages.conftest import downloads, legend_of, maps, url, ways
from tests.pages.tables import bodies, frames, words


def bars(app: AppTest) -> list[dict[str, int]]:
    """The counts of the map's section, each by what it counts."""
    bar = re.compile('<a class="way"[^>]*>([^<]*)</a><i [^>]*></i><b>([0-9]+)</b>')
    listed = (found for body in bodies(app) for found in body.split("<ol ")[1:])
    return [{unescape(name): int(count) for name, count in bar.findall(of)} for of in listed]


def download(app: AppTest) -> str:
    """What the button of the register says."""
    (only,) = downloads(app)
    return only


def register(app: AppTest) -> list[pd.DataFrame]:
    """The table of obstacles; none where nothing matches."""
    return [table for table in frames(app) if "TT" in table]


def is_fine(app: AppTest) -> None:
    assert not app.exception
    assert not app.error
    assert [title.value for title in app.title] == ["Vướng mắc"]


def test_a_bare_address_shows_all_87(open_page) -> None:
    app = open_page(OBSTACLES)
    is_fine(app)
    assert download(app) == "Tải xuống (87 dòng)"
    text = words(app)
    assert "87 vướng mắc của 21/63 tỉnh, thành phố; nhiều nhất: Đà Nẵng (12)." in text
    assert "không phải là tỉnh chưa có số liệu" in text
    assert len(register(app)[0]) == ROWS
    assert "Trang 1/6 · dòng 1–15 trong 87" in text
    assert not maps(app)
    rows = [
        number
        for page in range(1, 7)
        for number in register(open_page(OBSTACLES, {ROW_PAGE.url: str(page)}))[0]["TT"]
    ]
    assert rows == [str(number) for number in range(1, 88)]


def test_the_second_section_has_the_map_and_the_counts(open_page) -> None:
    app = open_page(OBSTACLES, {SECTION.url: "hinh"})
    is_fine(app)
    (drawn,) = maps(app)
    by_category, by_owner = bars(app)
    assert next(iter(legend_of(drawn).items())) == ("Không nêu vướng mắc", 42)
    assert sum(by_category.values()) == 87
    assert len(by_owner) == 22
    assert by_owner["Bộ Công an"] == 14
    # The counts as files; the provinces behind the map.
    assert downloads(app) == [f"Tải xuống ({rows} dòng)" for rows in (63, 9, 22)]
    assert not register(app)


def test_a_count_leads_to_the_list_of_what_it_counts(open_page) -> None:
    app = open_page(
        OBSTACLES, {SECTION.url: "hinh", OWNER.url: "bo-tu-phap", SEARCH.url: "du lieu"}
    )
    counts = bars(app)[0]
    links = {way.label: way.query for way in ways(app) if way.label in counts}
    for label, query in links.items():
        listed = open_page(OBSTACLES, query)
        assert not listed.warning
        assert download(listed) == f"Tải xuống ({counts[label]} dòng)"
        assert query[OWNER.url] == "bo-tu-phap"
        assert SECTION.url not in query
    # Of the chosen one, the link takes the choice back.
    label, chosen = next(iter(links.items()))
    app = open_page(OBSTACLES, chosen | {SECTION.url: "hinh"})
    back = next(way.query for way in ways(app) if way.label == label)
    assert back == {OWNER.url: "bo-tu-phap", SEARCH.url: "du lieu"}
    assert 'aria-current="true"' in "".join(bodies(app))


def test_the_chosen_unit_and_owner_are_answered_over_the_list(open_page) -> None:
    """Whatever else the list is narrowed to; whether or not anything was reported."""
    app = open_page(
        OBSTACLES, {UNIT.url: "p63-48", OWNER.url: "bo-cong-an", SEARCH.url: "khongcotunay"}
    )
    text = words(app)
    assert "**Đà Nẵng** nêu 12 vướng mắc: 10 chưa kết nối, chia sẻ; " in text
    assert "**Bộ Công an**: 14 vướng mắc do 6/63 tỉnh, thành phố nêu: 6 thiếu hướng dẫn" in text
    profiles = [way for way in ways(app) if way.label == "Mở hồ sơ"]
    assert [way.query[UNIT.url] for way in profiles] == ["p63-48", "bo-cong-an"]
    for way in profiles:
        assert not open_page(PROFILE, way.query).warning
    silent = words(open_page(OBSTACLES, {UNIT.url: "p63-01", SEARCH.url: "API"}))
    assert "Hà Nội không nêu vướng mắc nào trong Phụ lục V; không nêu chưa chắc" in silent
    nobody = open_page(OBSTACLES, {OWNER.url: "khong-neu"})
    assert "**Không nêu cơ quan**: " in words(nobody)
    assert "Mở hồ sơ" not in [way.label for way in ways(nobody)]


def test_the_34_provinces_hold_the_same_obstacles(open_page) -> None:
    app = open_page(OBSTACLES, {STRUCTURE.url: "2025"})
    is_fine(app)
    assert download(app) == "Tải xuống (87 dòng)"
    assert "nhiều nhất: TP. Hồ Chí Minh (18)" in words(app)
    assert "tổng không đổi" in words(app)


def test_a_link_carries_every_filter(open_page) -> None:
    params = {
        STRUCTURE.url: "2025",
        REGION.url: "r34-dong-nam-bo",
        UNIT.url: "p34-79",
        OWNER.url: "bo-tu-phap",
        SYSTEM.url: "justice",
        CATEGORY.url: "unstable",
        SEARCH.url: "ho tich",
    }
    app = open_page(OBSTACLES, params)
    is_fine(app)
    assert not app.warning
    assert url(app) == params
    assert register(app)[0]["TT"].tolist() == ["11", "54", "55"]


def test_a_search_goes_to_the_address(open_page) -> None:
    app = open_page(OBSTACLES)
    app.text_input(SEARCH.key).input("  EXCEL ").run()
    is_fine(app)
    assert url(app) == {SEARCH.url: "EXCEL"}
    assert download(app) == "Tải xuống (2 dòng)"
    app.text_input(SEARCH.key).input("").run()
    assert url(app) == {}
    assert download(app) == "Tải xuống (87 dòng)"


def test_a_search_of_a_link_is_cut_at_the_field_s_length(open_page) -> None:
    app = open_page(OBSTACLES, {SEARCH.url: "x" * 500})
    is_fine(app)
    assert app.text_input(SEARCH.key).value == "x" * 80


@pytest.mark.parametrize(
    ("params", "told"),
    [
        ({SEARCH.url: "khongcotunay"}, "Hãy bỏ bớt điều kiện lọc"),
        ({OWNER.url: "bo-noi-vu", CATEGORY.url: "unstable"}, "Hãy bỏ bớt điều kiện lọc"),
        ({UNIT.url: "p63-01"}, "Hà Nội không nêu vướng mắc nào trong Phụ lục V"),
    ],
    ids=["search", "conditions", "silent-province"],
)
def test_nothing_found_is_told_in_words(open_page, params: dict[str, str], told: str) -> None:
    app = open_page(OBSTACLES, params)
    is_fine(app)
    assert told in app.info[-1].value
    assert not register(app)


def test_a_merged_province_takes_over_from_the_chosen_one(open_page) -> None:
    app = open_page(OBSTACLES, {UNIT.url: "p63-74"})
    assert download(app) == "Tải xuống (11 dòng)"
    app.segmented_control(STRUCTURE.key).set_value("2025").run()
    is_fine(app)
    assert not app.warning
    assert url(app) == {STRUCTURE.url: "2025", UNIT.url: "p34-79"}
    assert download(app) == "Tải xuống (18 dòng)"


@pytest.mark.parametrize("param", [UNIT, OWNER, SYSTEM, CATEGORY], ids=lambda param: param.id)
def test_a_bad_value_is_named_and_everything_shown(open_page, param) -> None:
    app = open_page(OBSTACLES, {param.url: "khong-co"})
    is_fine(app)
    assert "“khong-co”" in app.warning[0].value
    assert download(app) == "Tải xuống (87 dòng)"
