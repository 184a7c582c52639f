"""The page of obstacles, from the address to what stands on it."""

import json
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.ui.frame.pages import OBSTACLES
from dashboard.ui.frame.parameters import CATEGORY, OWNER, REGION, SEARCH, STRUCTURE, SYSTEM, UNIT
from tests.pages.conftest import downloads, legend_of, maps, url
from tests.pages.tables import frames, words


def figures(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def download(app: AppTest) -> str:
    """What the button of the register says; the tables of the charts come before it."""
    return downloads(app)[-1]


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
    assert "**87 vướng mắc của 21/63 tỉnh, thành phố; nhiều nhất: Đà Nẵng (12).**" in words(app)
    assert "không phải là tỉnh chưa có số liệu" in words(app)
    (drawn,) = maps(app)
    by_category, by_owner = figures(app)
    assert next(iter(legend_of(drawn).items())) == ("Không nêu vướng mắc", 42)
    assert sum(by_category["data"][0]["x"]) == 87
    assert len(by_owner["data"][0]["x"]) == 22
    assert len(register(app)[0]) == 87


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
