"""The map with a later period: its changes, and two periods side by side."""

import re
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.store import paths
from dashboard.ui.frame.pages import MAP, RANKING
from dashboard.ui.frame.parameters import (
    BESIDE,
    COLOR,
    INDICATOR,
    LANG,
    PERIOD,
    REGION,
    STRUCTURE,
    UNIT,
)
from etl.checked import Project
from tests.pages.conftest import OpenPage, browser_figures, legend_of, maps, url
from tests.pages.texts import texts

JULY = "2024-07-31.year_to_date"
NEXT_JULY = "2025-07-31.year_to_date"
CHANGE = {COLOR.url: "change"}
TWO = {BESIDE.url: JULY}


@pytest.fixture
def open_later(open_page: OpenPage, changed: Project, monkeypatch: pytest.MonkeyPatch) -> OpenPage:
    """A page with the figures of a year later."""
    monkeypatch.setattr(paths, "WAREHOUSE", changed.warehouse / "warehouse.duckdb")
    return open_page


def colours_of(figure: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {entry["label"]: (entry["light"], entry["dark"]) for entry in figure["classes"]}


def words(app: AppTest) -> str:
    return "\n".join(text.words for text in texts(app))


@pytest.mark.parametrize(("structure", "units"), [("2024", 63), ("2025", 34)])
def test_a_map_of_changes_counts_every_unit_and_names_both_periods(
    open_later: OpenPage, structure: str, units: int
) -> None:
    app = open_later(MAP, CHANGE | {STRUCTURE.url: structure})
    assert app.selectbox(COLOR.key).options[-1] == "Thay đổi"
    (figure,) = maps(app)
    assert sum(legend_of(figure).values()) == units
    assert figure["legendTitle"] == "Thay đổi từ 7/2024 đến 7/2025"
    assert len(figure["cards"]) == units
    for card in figure["cards"]:
        assert not any("mục tiêu" in line for line in card)
    assert "so với 7/2024: " in figure["cards"][0][-1]
    assert ", thay đổi từ 7/2024 đến 7/2025: " in figure["alt"]
    said = words(app)
    assert 'data-title="Tỷ lệ dịch vụ công trực tuyến toàn trình: thay đổi' in "".join(
        html.proto.body for html in app.get("html")
    )
    assert "Bảng thử, kỳ 7/2025; so với Báo cáo Bộ TT&TT 7/2024, Phụ lục II" in said.replace(
        "\\", ""
    )
    # The panel beside it tells of changes too, and the note of merged units of nothing else.
    assert "Kém đi nhiều nhất" in said
    assert "Màu và thứ tự theo trung bình cộng" not in said


def test_a_region_and_a_unit_of_a_map_of_changes(open_later: OpenPage) -> None:
    app = open_later(MAP, CHANGE | {REGION.url: "r63-tay-nguyen", UNIT.url: "p63-66"})
    # The panel draws the unit over its periods besides.
    (figure,) = maps(app)
    assert app.get("plotly_chart")
    assert sum(legend_of(figure).values()) == 5
    assert figure["chosen"] == "p63-66"


def test_changes_are_not_offered_without_an_earlier_period(open_later: OpenPage) -> None:
    for params in ({PERIOD.url: JULY}, {INDICATOR.url: "ecommerce_retail_share"}):
        app = open_later(MAP, params)
        assert "Thay đổi" not in app.selectbox(COLOR.key).options
    (notice,) = open_later(MAP, CHANGE | {PERIOD.url: JULY}).warning
    assert COLOR.label in notice.value


def test_nothing_is_offered_with_one_period(open_page: OpenPage) -> None:
    app = open_page(MAP)
    assert "Thay đổi" not in app.selectbox(COLOR.key).options
    assert BESIDE.key not in {box.key for box in app.selectbox}


@pytest.mark.parametrize("structure", ["2024", "2025"])
@pytest.mark.parametrize("colour", ["value", "gap", "verdict"])
def test_two_maps_share_their_classes(open_later: OpenPage, structure: str, colour: str) -> None:
    app = open_later(MAP, TWO | {COLOR.url: colour, STRUCTURE.url: structure})
    assert not app.warning
    assert "Thay đổi" not in app.selectbox(COLOR.key).options
    earlier, later = maps(app)
    units = 63 if structure == "2024" else 34
    for label in legend_of(earlier).keys() & legend_of(later).keys():
        assert colours_of(earlier)[label] == colours_of(later)[label]
    for figure in (earlier, later):
        assert sum(legend_of(figure).values()) == len(figure["units"]) == units
    # What the classes hold is of each period.
    assert earlier["codes"] != later["codes"]
    said = words(app)
    assert said.index("**Kỳ 7/2024**") < said.index("**Kỳ 7/2025**")
    alts = [figure["alt"].split(":")[0] for figure in (earlier, later)]
    assert alts == ["Kỳ 7/2024", "Kỳ 7/2025"]
    files = re.findall(
        r'data-file="([^"]+)_\d{4}-\d\d-\d\d', "".join(html.proto.body for html in app.get("html"))
    )
    assert len(set(files)) == 2


def test_the_scale_of_both_maps_is_whole(open_later: OpenPage) -> None:
    earlier, later = map(legend_of, maps(open_later(MAP, TWO | {COLOR.url: "value"})))
    assert list(earlier)[:6] == list(later)[:6]
    assert next(iter(later)) == "Dưới 30%"


def test_the_earlier_map_stands_first_whichever_is_chosen(open_later: OpenPage) -> None:
    app = open_later(MAP, {PERIOD.url: JULY, BESIDE.url: NEXT_JULY})
    said = words(app)
    assert said.index("**Kỳ 7/2024**") < said.index("**Kỳ 7/2025**")


def test_a_unit_is_chosen_on_both_maps(open_later: OpenPage) -> None:
    app = open_later(MAP, TWO | {UNIT.url: "p63-38"})
    assert [figure["chosen"] for figure in maps(app)] == ["p63-38", "p63-38"]
    assert len({figure.proto.id for figure in app.get("bidi_component")}) == 2
    assert len(app.get("plotly_chart")) == 1


def test_choosing_a_second_period_leaves_the_changes(open_later: OpenPage) -> None:
    app = open_later(MAP, CHANGE)
    app.selectbox(BESIDE.key).select(JULY).run()
    assert len(maps(app)) == 2
    assert not app.warning
    assert url(app) == TWO
    app.selectbox(BESIDE.key).select("khong").run()
    assert len(maps(app)) == 1
    assert url(app) == {}


@pytest.mark.parametrize("params", [CHANGE, TWO], ids=["change", "two"])
def test_english_maps_are_english(open_later: OpenPage, params: dict[str, str]) -> None:
    app = open_later(MAP, params | {LANG.url: "en"})
    alts = " ".join(figure["alt"] for figure in maps(app))
    if params is CHANGE:
        (figure,) = maps(app)
        assert figure["legendTitle"] == "Change from 7/2024 to 7/2025"
        assert "Better by over 10 points" in legend_of(figure)
        assert "change from 7/2024 to 7/2025" in alts
    else:
        assert alts.startswith("Period 7/2024: ")
    assert not re.search("Thay đổi|tốt lên|kém đi|Kỳ ", alts)


def test_the_ranking_keeps_its_colours(open_later: OpenPage) -> None:
    (figure,) = browser_figures(open_later(RANKING), "ranking")
    assert any("✓" in label for label in legend_of(figure))
