"""A unit over its periods on the pages: only where there are two, in either structure, language."""

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.store import paths
from dashboard.ui.frame.pages import MAP, PROFILE, RANKING, Page
from dashboard.ui.frame.parameters import INDICATOR, LANG, PERIOD, STRUCTURE, UNIT
from etl.checked import Project
from tests.figure_rules import follows_the_rules
from tests.pages.conftest import OpenPage, browser_figures
from tests.pages.tables import frames, parts
from tests.pages.texts import texts

RATE = "dvctt_full_rate"
UNITS = {"2024": "p63-27", "2025": "p34-31"}
TITLE = {"vi": "**Qua các kỳ**", "en": "**Over the periods**"}
OCTOBER = "2024-10-31.year_to_date"


@pytest.fixture
def later_pages(
    open_page: OpenPage, with_series: Project, monkeypatch: pytest.MonkeyPatch
) -> OpenPage:
    """`open_page`, of the warehouse with later periods."""
    monkeypatch.setattr(paths, "WAREHOUSE", with_series.warehouse / "warehouse.duckdb")
    return open_page


def address(page: Page, structure: str, **more: str) -> dict[str, str]:
    chosen = {STRUCTURE.url: structure, UNIT.url: UNITS[structure]}
    if page is not PROFILE:
        chosen[INDICATOR.url] = RATE
        chosen[PERIOD.url] = OCTOBER
    return chosen | more


def series_charts(app: AppTest) -> dict[str, Any]:
    """The charts of a unit's periods, by their alternative."""
    assert not app.exception
    return {
        chart.proto.alt: json.loads(chart.proto.spec)
        for chart in app.get("plotly_chart")
        if "7/2024" in chart.proto.alt and "10/2024" in chart.proto.alt and "– " in chart.proto.alt
    }


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("structure", UNITS)
@pytest.mark.parametrize("page", [MAP, RANKING], ids=lambda page: page.id)
def test_a_unit_of_several_periods_has_its_series(
    later_pages: OpenPage, page: Page, structure: str, language: str
) -> None:
    app = later_pages(page, address(page, structure, **{LANG.url: language}))
    ((alt, figure),) = series_charts(app).items()
    assert TITLE[language] in [item.value for item in app.markdown]
    follows = {"vi": "lũy kế từ đầu năm: 7/2024", "en": "year to date: 7/2024"}
    assert follows[language] in alt
    assert "10/2024" in json.dumps(figure, ensure_ascii=False)
    if language == "vi":
        follows_the_rules(figure)
    table = next(item for item in frames(app) if {"Loại kỳ", "Kind of period"} & {*item})
    # A row for each period, one more where the 34 were printed.
    assert len(table) == (6 if structure == "2024" else 7)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("structure", UNITS)
def test_a_profile_has_the_series_in_its_table(
    later_pages: OpenPage, structure: str, language: str
) -> None:
    app = later_pages(PROFILE, address(PROFILE, structure, **{LANG.url: language}))
    assert not app.exception
    assert TITLE[language] in [item.value for item in app.markdown]
    table = next(item for item in frames(app) if {"Thay đổi", "Change"} & {*item})
    follows = {"vi": "lũy kế từ đầu năm: 7/2024", "en": "year to date: 7/2024"}
    name = {"vi": "DVCTT toàn trình", "en": "Fully online public services"}[language]
    own = table[
        table.iloc[:, 0].str.startswith(f"[{name}]") | table.iloc[:, 0].str.startswith(name)
    ]
    (told,) = own[{"vi": "Thay đổi", "en": "Change"}[language]]
    assert follows[language] in told
    assert "– " in told
    assert "10/2024" in told
    table = next(item for item in frames(app) if {"Loại kỳ", "Kind of period"} & {*item})
    assert sum(table.iloc[:, 0] == name) == (6 if structure == "2024" else 7)


@pytest.mark.parametrize("structure", UNITS)
@pytest.mark.parametrize("page", [MAP, RANKING], ids=lambda page: page.id)
def test_a_unit_of_one_period_has_none(open_page: OpenPage, page: Page, structure: str) -> None:
    """The real documents, and an indicator that later ones do not print."""
    chosen = address(page, structure)
    chosen.pop(PERIOD.url, None)
    app = open_page(page, chosen)
    assert not app.exception
    words = "\n".join(text.words for text in texts(app))
    assert "Qua các kỳ" not in words
    assert "Kỳ trước" not in words


@pytest.mark.parametrize("page", [MAP, RANKING], ids=lambda page: page.id)
def test_an_indicator_printed_once_has_none(later_pages: OpenPage, page: Page) -> None:
    app = later_pages(
        page, {INDICATOR.url: "is_systems", UNIT.url: "p63-01", STRUCTURE.url: "2024"}
    )
    assert not app.exception
    assert TITLE["vi"] not in [item.value for item in app.markdown]


def test_without_a_chosen_unit_there_is_no_series(later_pages: OpenPage) -> None:
    for page in (MAP, RANKING):
        chosen = address(page, "2024")
        del chosen[UNIT.url]
        app = later_pages(page, chosen)
        assert TITLE["vi"] not in [item.value for item in app.markdown]


@pytest.mark.parametrize(
    ("structure", "said"),
    [
        ("2024", "So với 7/2024: 63 đơn vị tốt lên. Vòng tròn rỗng: số liệu kỳ 7/2024"),
        ("2025", "Vạch có hai đầu: khoảng của kỳ 7/2024."),
    ],
)
def test_the_ranking_names_the_period_before(
    later_pages: OpenPage, structure: str, said: str
) -> None:
    app = later_pages(RANKING, address(RANKING, structure))
    (figure,) = browser_figures(app, "ranking")
    assert ">Kỳ 7/2024<" in figure["sheet"]
    assert "So với 7/2024: " in figure["alt"]
    assert said in parts(app)["source"]


def test_in_english_nothing_of_it_is_vietnamese(later_pages: OpenPage) -> None:
    app = later_pages(RANKING, address(RANKING, "2024", **{LANG.url: "en"}))
    (figure,) = browser_figures(app, "ranking")
    assert ">Period 7/2024<" in figure["sheet"]
    assert "Against 7/2024: 63 units better." in figure["alt"]
    assert "Hollow circle: the figure of 7/2024" in parts(app)["source"]
    captions = "\n".join(caption.value for caption in app.caption)
    assert "Hollow mark: provisional, the period goes on" in captions
