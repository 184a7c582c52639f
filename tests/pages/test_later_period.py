"""Later periods, of the day targets are due, after it, of other units: what every page shows."""

import re
from collections import Counter
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.queries.periods import printed_periods
from dashboard.store import paths
from dashboard.store.builds import warehouse
from dashboard.ui.frame.pages import (
    COMPARE,
    MAP,
    OVERVIEW,
    PAGES,
    PROFILE,
    QUALITY,
    RANKING,
    SECURITY,
    TARGETS,
    Page,
)
from dashboard.ui.frame.parameters import (
    DUE,
    INDICATOR,
    LANG,
    LEVEL,
    PERIOD,
    SECTION,
    STRUCTURE,
    UNIT,
)
from etl.build import build
from etl.checked import Project
from tests.later_periods import YEAR, Later, print_again, print_for_34
from tests.pages.conftest import OpenPage, url, ways
from tests.pages.tables import frames, parts, reading_frames, spine
from tests.pages.texts import texts

UNITS = {"province": ("p63-01", "p34-01"), "ministry": ("bo-y-te", "bo-y-te-2025")}
JULY = "2024-07-31.year_to_date"
# Of the newest figure of the real documents.
LAST_DAY = "2025-03-17"
RATE = {INDICATOR.url: "dvctt_full_rate"}
# Pages of one indicator, which choose its period, and of many, which look back to a day.
PINNED = [
    *((page, {PERIOD.url: JULY, **RATE}) for page in (MAP, RANKING)),
    (MAP, {PERIOD.url: JULY, UNIT.url: "p63-01", **RATE}),
    (MAP, {PERIOD.url: JULY, UNIT.url: "p63-46", INDICATOR.url: "system_grade"}),
    *((page, {PERIOD.url: LAST_DAY}) for page in (OVERVIEW, TARGETS, PROFILE, COMPARE)),
    (SECURITY, {PERIOD.url: LAST_DAY}),
    (TARGETS, {PERIOD.url: LAST_DAY, LEVEL.url: "ministry", DUE.url: "2025"}),
    (QUALITY, {SECTION.url: "day-du", PERIOD.url: LAST_DAY}),
]
# What the widget of a period says, and an indicator that has come into the lists.
CHOICES = re.compile(
    r"^(Kỳ|Đặt cạnh kỳ|Không|Số liệu đến.*|Chọn…|.*Chỉ số thử.*|COLLAPSED"
    r"|(\d+/)?\d+/202[45]|202[45])$"
)

# What names a build, a file or the newest period of this very run.
OF_THE_BUILD = re.compile(r"^/search\.json|^[0-9a-f]{32}$|^ky=|^/maps/stills/")
# Links within a page say the period once there are several to choose from.
OF_LINKS = re.compile(r"(?<=[?&])ky=[^&)]*&?")
# Every build says when it was made.
OF_BUILDS = re.compile(r"Bản số liệu \d+, lập [\d:]+, [\d/]+")

Reading = Callable[[Project], None]


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Reading:
    """`reading(project)`: from here on the pages read what the project built."""
    return lambda project: monkeypatch.setattr(
        paths, "WAREHOUSE", project.warehouse / "warehouse.duckdb"
    )


def said(app: AppTest) -> Counter[str]:
    """Every text of a page but its own numbers, and the sources at the foot of every page."""
    assert not app.exception
    told = list(texts(app))
    foot = max(number for number, text in enumerate(told) if "Ranh giới:" in text.words)
    return Counter(
        OF_BUILDS.sub("", OF_LINKS.sub("", text.words))
        for number, text in enumerate(told)
        # How many documents there are, which, and whose the boundaries are.
        if number not in range(foot - 2, foot + 1)
        and not OF_THE_BUILD.search(text.words)
        # The bar of choices in brief: where there are several periods, that is one of them.
        and not text.words.startswith(("Lọc: ", "Filter: "))
    )


@pytest.mark.parametrize("structure", ["2024", "2025"])
@pytest.mark.parametrize("level", UNITS)
@pytest.mark.parametrize(
    ("period", "language"), [("", "vi"), (JULY, "vi"), ("2025-12-31.year", "en")]
)
def test_every_page_runs_with_later_periods(
    open_page: OpenPage,
    of_many_periods: Project,
    reading: Reading,
    period: str,
    language: str,
    level: str,
    structure: str,
) -> None:
    reading(of_many_periods)
    unit_id = UNITS[level][structure == "2025"]
    chosen = {STRUCTURE.url: structure, LEVEL.url: level, UNIT.url: unit_id, **RATE}
    chosen |= {LANG.url: language} | ({PERIOD.url: period} if period else {})
    for page in PAGES:
        asked = {param.url for param in page.params}
        app = open_page(page, {name: chosen[name] for name in chosen.keys() & asked})
        assert not app.exception, page.id


@pytest.mark.parametrize(
    ("page", "params"), PINNED, ids=["-".join((page.id, *p.values())) for page, p in PINNED]
)
@pytest.mark.parametrize("structure", ["2024", "2025"])
def test_a_view_chosen_by_its_link_stays_what_it_was(
    open_page: OpenPage,
    built_project: Project,
    of_many_periods: Project,
    reading: Reading,
    page: Page,
    params: dict[str, str],
    structure: str,
) -> None:
    """Byte for byte, but for the choices that are there now."""
    address = params | {STRUCTURE.url: structure}
    reading(built_project)
    was = said(open_page(page, address))
    reading(of_many_periods)
    still = said(open_page(page, address))
    assert sorted(was - still) == []
    added = [text for text in still - was if not CHOICES.search(text)]
    assert added == []


def test_the_newest_closed_period_is_shown_for_the_units_it_was_printed_for(
    open_page: OpenPage, of_many_periods: Project, reading: Reading
) -> None:
    reading(of_many_periods)
    app = open_page(MAP, RATE)
    assert app.selectbox(PERIOD.key).options == ["2025", "2024", "7/2024"]
    assert app.selectbox(PERIOD.key).value == "2025-12-31.year"
    assert app.segmented_control(STRUCTURE.key).value == "2025"
    # Printed for them, so not joined from the 63.
    assert not app.info
    # An address says the structure that is not the usual one, for the pages it leads to.
    app.selectbox(UNIT.key).select("p34-01").run()
    assert url(app)[STRUCTURE.url] == "2025"
    app.selectbox(PERIOD.key).select("2024-12-31.year").run()
    assert app.segmented_control(STRUCTURE.key).value == "2024"
    assert url(app)[PERIOD.url] == "2024-12-31.year"


@pytest.mark.parametrize("page", [MAP, RANKING], ids=lambda page: page.id)
@pytest.mark.parametrize("indicator_id", ["dvctt_full_rate", "thu_chi_34"])
def test_figures_of_the_34_only_say_so_and_offer_the_switch(
    open_page: OpenPage, of_many_periods: Project, reading: Reading, page: Page, indicator_id: str
) -> None:
    reading(of_many_periods)
    app = open_page(page, {INDICATOR.url: indicator_id, STRUCTURE.url: "2024"})
    assert not app.exception
    (said_so,) = app.info
    assert "34 tỉnh (từ 1/7/2025), không theo 63 tỉnh" in said_so.value
    assert not app.get("bidi_component")
    (switch,) = [link for link in ways(app) if "Xem theo 34" in link.label]
    assert switch.query[STRUCTURE.url] == "2025"
    there = open_page(page, {INDICATOR.url: indicator_id, STRUCTURE.url: "2025"})
    assert there.get("bidi_component")


def test_an_indicator_of_the_34_only_is_not_compared_on_the_63(
    open_page: OpenPage, of_many_periods: Project, reading: Reading
) -> None:
    reading(of_many_periods)
    names = {
        structure: "\n".join(said(open_page(COMPARE, {STRUCTURE.url: structure})))
        for structure in ("2024", "2025")
    }
    assert "Chỉ số thử" not in names["2024"]
    assert "Chỉ số thử" in names["2025"]


def test_a_goal_is_judged_by_the_figures_of_its_due_date(
    open_page: OpenPage, of_many_periods: Project, reading: Reading
) -> None:
    """Of 12/2024 for the goal of that day, though there are later ones; of 6/2024 for security."""
    reading(of_many_periods)
    for page in (TARGETS, PROFILE):
        params = {UNIT.url: "p63-01", STRUCTURE.url: "2024"}
        if page is TARGETS:
            params[DUE.url] = "2024"
        words = "\n".join(said(open_page(page, params)))
        assert "Hạn 31/12/2024: kết quả đến hạn, số liệu 2024 (DVCTT toàn trình" in words
        assert "Hạn 30/9/2024: số liệu 6/2024, 3 tháng trước hạn; chưa có số liệu đến hạn" in words
        if page is TARGETS:
            # Results of the due date stand apart from figures of another day.
            of_the_day, others = words.split("Chưa phải kết quả của ngày đến hạn")
            assert "Hạn 31/12/2024: kết quả đến hạn" in of_the_day.split("Kết quả của ngày đến")[1]
            assert "Hạn 30/9/2024: số liệu 6/2024" in others
    app = open_page(OVERVIEW, {STRUCTURE.url: "2024"})
    (rows,) = [rows for rows in frames(app) if "Tỉnh đạt" in rows]
    assert rows.loc[rows["Mục tiêu"].str.startswith("DVCTT"), "Số liệu"].tolist() == ["2024"] * 2
    assert "chưa có số liệu đến hạn, số liệu có trước hạn" in "\n".join(said(app))


def test_a_unit_without_a_figure_at_the_due_date_is_judged_by_its_last_one(
    open_page: OpenPage, later: Later, reading: Reading
) -> None:
    project = later("ii-b", period=YEAR, rows=20)
    build(project)
    reading(project)
    words = "\n".join(said(open_page(PROFILE, {UNIT.url: "p63-89"})))
    assert "Hạn 31/12/2024: kết quả đến hạn, số liệu 2024" in words
    missing = open_page(PROFILE, {UNIT.url: "p63-26"})
    words = "\n".join(said(missing))
    assert "Hạn 31/12/2024: số liệu 7/2024, 5 tháng trước hạn; chưa có số liệu đến hạn" in words
    cells = spine(missing).loc["DVCTT toàn trình"]
    assert "Chưa có số liệu kỳ này" in cells["Giá trị"]
    assert "([số liệu 7/2024: " in cells["Mục tiêu 2024"]


def test_beside_a_figure_printed_for_the_34_stands_what_the_63_leave(
    open_page: OpenPage, project: Project, reading: Reading
) -> None:
    """Of one period, printed for both: An Giang's members had 49,89% and 76,64%."""
    print_again(project, "ii-b", period=YEAR)
    build(print_for_34(project, period=YEAR, structure="2025"))
    reading(project)
    for unit_id, words in (
        ("p34-91", "49,89–76,64%, số công bố nằm trong khoảng này"),
        ("p34-01", "29,84%, số công bố nằm ngoài khoảng này"),
    ):
        app = open_page(MAP, {UNIT.url: unit_id, STRUCTURE.url: "2025", **RATE})
        assert f"Theo số liệu của đơn vị cũ: {words}" in "\n".join(said(app))
    # The printed figure is the one shown.
    assert "DVCTT toàn trình29,84%" not in parts(app)["panel"]
    # What is itself made of those figures needs no such check.
    app = open_page(MAP, {UNIT.url: "p34-01", STRUCTURE.url: "2025", PERIOD.url: JULY, **RATE})
    assert "Theo số liệu của đơn vị cũ" not in "\n".join(said(app))


@pytest.mark.parametrize("structure", ["2024", "2025"])
def test_security_is_of_one_period(
    open_page: OpenPage,
    built_project: Project,
    of_many_periods: Project,
    reading: Reading,
    structure: str,
) -> None:
    """Some provinces were printed again, the country was not: nothing is set against its totals."""
    reading(built_project)
    was = said(open_page(SECURITY, {STRUCTURE.url: structure}))
    reading(of_many_periods)
    still = said(open_page(SECURITY, {STRUCTURE.url: structure}))
    assert sorted(was - still) == []
    assert [text for text in still - was if not CHOICES.search(text)] == []


def test_figures_after_the_due_date_say_so_and_ask_for_no_pace(
    open_page: OpenPage, of_many_periods: Project, reading: Reading
) -> None:
    reading(of_many_periods)
    chosen = {DUE.url: "2024", UNIT.url: "p34-01", STRUCTURE.url: "2025"}
    words = "\n".join(said(open_page(MAP, {**RATE, **chosen})))
    assert "(số liệu sau hạn)" in words
    assert "mỗi tháng" not in words


def test_a_link_to_a_cell_is_of_the_period_of_the_figure(
    open_page: OpenPage, of_many_periods: Project, reading: Reading
) -> None:
    reading(of_many_periods)
    address = {SECTION.url: "nguon-goc", UNIT.url: "p63-01", **RATE}
    for period in printed_periods(warehouse(), "dvctt_full_rate", "province"):
        app = open_page(QUALITY, {**address, PERIOD.url: period.id})
        words = "\n".join(said(app))
        if period.end.year == 2025:
            # The 63 were not printed for that year.
            assert "chưa có số liệu kỳ 2025" in words
        else:
            assert f": Hà Nội, {period.label}" in words
    # The panel of the map leads there with the period it shows.
    app = open_page(MAP, {**RATE, PERIOD.url: JULY, UNIT.url: "p63-01"})
    link = next(link for link in ways(app) if link.label == "Nguồn gốc con số")
    assert link.query[PERIOD.url] == JULY


def test_what_changed_is_told_of_a_unit_and_in_tables(
    open_page: OpenPage, of_many_periods: Project, reading: Reading
) -> None:
    """An Giang has, a year later, the figures that another province had."""
    reading(of_many_periods)
    address = {INDICATOR.url: "is_level_approved_rate", UNIT.url: "p63-89", STRUCTURE.url: "2024"}
    change = "So với 6/2024: −2,1 điểm %, kém đi"
    app = open_page(MAP, address)
    assert change in "\n".join(said(app))
    table = reading_frames(app)[-1].set_index("Đơn vị")
    assert table.loc["An Giang", "So với 6/2024"] == "−2,1 điểm %"
    assert table.loc["An Giang", "Chiều thay đổi"] == "kém đi"
    assert table.loc["Bến Tre", "So với 6/2024"] == "kỳ trước chưa có số liệu"
    assert table.loc["Vĩnh Phúc", "So với 6/2024"] == "chưa có số liệu kỳ này"
    profile = open_page(PROFILE, {UNIT.url: "p63-89", STRUCTURE.url: "2024"})
    changes = "\n".join(spine(profile)["Thay đổi"])
    assert "so với 6/2024: −2,1 điểm %, kém đi" in changes
    # Before that period there was none to compare with.
    earlier = open_page(MAP, address | {PERIOD.url: "2024-06-30.as_of"})
    assert "So với" not in "\n".join(said(earlier))
