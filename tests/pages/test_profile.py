"""The profile page: any unit from its address, and what its address says of it."""

import re
from datetime import date

import pytest
from lxml import html
from streamlit.testing.v1 import AppTest

from dashboard.analysis.profiles import standings
from dashboard.analysis.ties import is_shared_by_many
from dashboard.queries.structures import NEW, OLD, Structure
from dashboard.queries.units import units_at
from dashboard.ui.frame.pages import COMPARE, PROFILE
from dashboard.ui.frame.parameters import LEVEL, REGION, STRUCTURE, UNIT, UNITS
from dashboard.ui.sections.profile_files import brief_file, export_rows
from dashboard.words.profiles import RULE
from dashboard.words.statements import write
from dashboard.words.values import (
    format_gap,
    format_place,
    format_rank,
    format_row_target,
    format_value,
)
from tests.pages.conftest import downloads, file_links, page_links, url, ways
from tests.pages.tables import bodies, spine, words

HIGHLANDS = "r63-tay-nguyen"


def is_fine(app: AppTest) -> None:
    assert not app.exception
    assert not app.error
    assert [title.value for title in app.title] == ["Hồ sơ đơn vị"]


def named(app: AppTest) -> str:
    (head,) = (body for body in bodies(app) if 'class="profile-head"' in body)
    return html.fragment_fromstring(head).findtext("h2")


def test_a_province(open_page) -> None:
    app = open_page(PROFILE, {UNIT.url: "p63-48"})
    is_fine(app)
    assert named(app) == "Thành phố Đà Nẵng"
    text = words(app)
    of_some = "(1 theo nguồn chỉ nêu vài đơn vị)"
    reached = f"Đạt 2/5 ◊ mục tiêu 2024 {of_some} · 2/5 mục tiêu 2025"
    assert f"{reached} · hạng 1/63 về tỷ lệ dịch vụ công" in text
    assert "▲ Điểm mạnh (5): DVCTT toàn trình, Hồ sơ trực tuyến toàn trình, Người lớn" in text
    assert "▼ Điểm yếu (3): Phê duyệt HSĐXCĐ, Triển khai đủ phương án ATTT, TMĐT/bán lẻ" in text
    assert "Hạn 31/12/2024: số liệu 7/2024, 5 tháng trước hạn; chưa có số liệu đến hạn" in text
    assert RULE in text
    services = spine(app).loc["DVCTT toàn trình"]
    link = "[95,56%](/chat-luong?muc=nguon-goc&chi-so=dvctt_full_rate"
    assert services["Giá trị"].startswith(f"**{link}")
    assert services["Hạng"] == "1/63"
    assert services["Mục tiêu 2024"] == "✓ 85%:small[vượt 10,56 điểm %]\n"
    assert services["Mục tiêu 2025"] == "✓ 95%:small[vượt 0,56 điểm %]\n"
    assert services["Nguồn"] == "7/2024 · Báo cáo Bộ TT&TT 7/2024, Phụ lục II-b"
    assert services["Giữa các đơn vị cùng cấp"] == (
        "DVCTT toàn trình 95,56%; hạng 1/63; mục tiêu 12/2024 85%; mục tiêu 12/2025 95%; "
        "thang từ 0% đến 100%"
    )
    assert "▲ điểm mạnh: thuộc một phần tư dẫn đầu" in services["Chỉ số"]
    assert file_links(app)[:2] == ["Tải DOCX", "Tải PDF"]


def test_what_a_target_takes_stands_by_it(open_page) -> None:
    """Đà Nẵng: 25 of 28 systems, all by 30/9/2024."""
    row = spine(open_page(PROFILE, {UNIT.url: "p63-48"})).loc["Phê duyệt HSĐXCĐ"]
    assert row["Mục tiêu 2024"] == (
        "✗ 100%:small[còn thiếu 3 hệ thống, 10,7 điểm %]:small[hạn 30/9/2024]\n"
    )
    assert row["Giá trị"].endswith(":small[25 ÷ 28]")
    assert "▼ điểm yếu: chưa đạt mục tiêu 9/2024" in row["Chỉ số"]


def test_the_file_says_what_each_target_takes(source) -> None:
    rows = export_rows(standings(source, units_at(source, "province", OLD)["p63-48"], OLD))
    work = rows.set_index("indicator_id")["Cần làm"]
    assert work["is_level_approved_rate"] == "3 hệ thống, 10,7 điểm %"
    assert list(work["system_grade"]) == ["2 mức", "2 mức"]
    assert set(work["dvctt_full_rate"]) == {""}


def test_an_amount_allocated_is_a_target_and_no_value(open_page) -> None:
    row = spine(open_page(PROFILE, {UNIT.url: "p63-48"})).loc["Chỉ tiêu người có chữ ký số"]
    assert row["Giá trị"] == ":gray[văn bản chỉ giao chỉ tiêu]"
    assert row["Mục tiêu 2025"].startswith("[614.951](/chat-luong?muc=nguon-goc")
    assert row["Mục tiêu 2025"].endswith(":small[được giao, hạn 31/12/2025]")
    assert row["Hạng"] == row["Mục tiêu 2024"] == "–"


@pytest.mark.parametrize("structure", [OLD, NEW], ids=lambda structure: structure.id)
@pytest.mark.parametrize("level", ["province", "ministry", "region"])
def test_the_spine_has_every_figure_rank_target_note_and_source(
    open_page, source, level: str, structure: Structure
) -> None:
    unit = list(units_at(source, level, structure).values())[-1]
    chosen = REGION if level == "region" else UNIT
    address = {LEVEL.url: level, STRUCTURE.url: structure.id, chosen.url: unit.unit_id}
    app = open_page(PROFILE, address)
    rows, text = spine(app), words(app)
    told = [
        item
        for item in standings(source, unit, structure)
        if item.has_value or not item.is_allocated
    ]
    assert list(rows.index) == [item.indicator.short_name_vi for item in told]
    for item in told:
        row = rows.loc[item.indicator.short_name_vi]
        said = " ".join(row)
        assert format_value(item.indicator, item.row) in said
        # "1/63" is no place of a unit that shares it with dozens: they are counted.
        is_shared = is_shared_by_many(item.row)
        place = format_rank(item.indicator, item.row) if is_shared else format_place(item.row)
        assert row["Hạng"] == (place or "–")
        for part in (item.row.document, item.row.appendix):
            assert part is None or part in row["Nguồn"]
        for goal in item.goals:
            cell = row[f"Mục tiêu {goal.goal.due_on.year}"]
            assert format_row_target(item.indicator, goal.row) in cell
            assert format_gap(item.indicator, goal.row).removeprefix("còn thiếu ") in cell
        if item.row.note is not None:
            assert write(item.row.note) in said + text


def test_a_note_of_several_rows_is_told_once(open_page) -> None:
    app = open_page(PROFILE, {LEVEL.url: "region", REGION.url: HIGHLANDS})
    note = "Khoảng giữa mức thấp nhất và cao nhất của 5 tỉnh, thành phố trong vùng."
    assert words(app).count(note) == 1
    rows = spine(app)
    assert not rows["Giữa các đơn vị cùng cấp"].str.contains(note, regex=False).any()
    assert re.search(r"\)\*\*\d$", rows.loc["DVCTT toàn trình", "Giá trị"])


def test_a_unit_without_a_value_says_why(open_page) -> None:
    app = open_page(PROFILE, {UNIT.url: "p63-83"})
    is_fine(app)
    said = words(app) + " ".join(spine(app)["Giữa các đơn vị cùng cấp"])
    assert "Địa phương chưa báo cáo; báo cáo in mặc định 0" in said


@pytest.mark.parametrize(
    ("params", "name"),
    [
        ({}, "Thành phố Hà Nội"),
        ({STRUCTURE.url: NEW.id, UNIT.url: "p34-79"}, "Thành phố Hồ Chí Minh"),
        ({LEVEL.url: "ministry", UNIT.url: "bo-y-te"}, "Bộ Y tế"),
        ({LEVEL.url: "region", REGION.url: HIGHLANDS}, "Vùng Tây Nguyên"),
        (
            {STRUCTURE.url: NEW.id, LEVEL.url: "region", REGION.url: "r34-dong-nam-bo"},
            "Vùng Đông Nam Bộ",
        ),
    ],
    ids=["default", "merged province", "ministry", "region", "region of today"],
)
def test_the_address_names_the_unit(open_page, params: dict[str, str], name: str) -> None:
    app = open_page(PROFILE, params)
    is_fine(app)
    assert not app.warning
    assert named(app) == name
    assert url(app) == params
    assert any("; thang từ " in cell for cell in spine(app)["Giữa các đơn vị cùng cấp"])


def test_a_region_has_no_targets_but_its_provinces_do(open_page) -> None:
    app = open_page(PROFILE, {LEVEL.url: "region", REGION.url: HIGHLANDS})
    text = words(app)
    assert "Gồm 5 tỉnh, thành phố" in text
    assert "vùng không có mục tiêu riêng" in text
    assert [name for name in spine(app) if "Mục tiêu 2024" in name] == []
    assert "Nhiều đơn vị đạt nhất: " in text


def test_a_level_only_profiles_have_stays_out_of_links(open_page) -> None:
    app = open_page(PROFILE, {LEVEL.url: "region", REGION.url: HIGHLANDS})
    links = [link.query for link in [*page_links(app), *ways(app)]]
    assert not any(query.get(LEVEL.url) == "region" for query in links)
    assert {REGION.url: HIGHLANDS} in links


def test_links_lead_on_to_the_unit(open_page) -> None:
    app = open_page(PROFILE, {LEVEL.url: "ministry", UNIT.url: "bo-y-te"})
    (query,) = (link.query for link in ways(app) if link.label == "Xem xếp hạng")
    assert query == {STRUCTURE.url: OLD.id, UNIT.url: "bo-y-te", LEVEL.url: "ministry"}


def test_similar_units_are_one_link_from_their_comparison(open_page) -> None:
    app = open_page(PROFILE, {UNIT.url: "p63-48"})
    said = "Đơn vị tương tự: Quảng Nam, Thừa Thiên Huế, Quảng Trị :gray[(cùng vùng; cùng Mức"
    assert said in words(app)
    (link,) = [link for link in ways(app) if link.page == COMPARE.url_path]
    assert link.query[UNITS.url] == "p63-48,p63-49,p63-46,p63-45"
    compared = open_page(COMPARE, link.query)
    assert not compared.exception
    assert not compared.warning
    # None is told of a unit that no figure tells from others.
    silent = open_page(PROFILE, {LEVEL.url: "ministry", UNIT.url: "dai-truyen-hinh-viet-nam"})
    assert "Đơn vị tương tự" not in words(silent)


def test_another_structure_keeps_the_unit(open_page) -> None:
    app = open_page(PROFILE, {UNIT.url: "p63-74"})
    app.segmented_control(STRUCTURE.key).set_value(NEW.id).run()
    is_fine(app)
    assert not app.warning
    assert app.session_state[UNIT.key] == "p34-79"


@pytest.mark.parametrize(
    ("unit_id", "level", "owned", "named"),
    [
        ("p63-01", "province", "Bốn văn bản Đề án 06 không giao việc nào", 2),
        ("p63-83", "province", "Bốn văn bản Đề án 06 không giao việc nào", 1),
        ("p63-04", "province", "Không việc nào trong bốn văn bản Đề án 06 nêu tên", 0),
        ("p63-89", "province", None, 1),
        ("bo-noi-vu", "ministry", None, 1),
        ("dai-tieng-noi-viet-nam", "ministry", "Không việc nào trong bốn văn bản", 0),
    ],
)
def test_a_profile_says_which_tasks_name_the_unit(
    open_page, unit_id: str, level: str, owned: str | None, named: int
) -> None:
    app = open_page(PROFILE, {LEVEL.url: level, UNIT.url: unit_id})
    assert not app.exception
    said = words(app).splitlines()
    sentences = [text for text in said if "văn bản Đề án 06" in text]
    assert len(sentences) == (owned is not None)
    assert all(text.startswith(owned or "") for text in sentences)
    title = f"Nhiệm vụ Đề án 06 khác có nêu tên ({named})"
    assert (title in said) == (named > 0)
    tasks = [text for text in said if "Đơn vị được nêu là: " in text]
    assert len(tasks) == named


def test_a_long_list_opens_on_demand(open_page) -> None:
    """Bộ Công an: 14 obstacles, 18 tasks of its own, 22 that name it."""
    app = open_page(PROFILE, {LEVEL.url: "ministry", UNIT.url: "bo-cong-an"})
    (body,) = (body for body in bodies(app) if 'class="registers"' in body)
    lists = [len(part.findall("li")) for part in html.fragment_fromstring(body).iter("ol")]
    assert lists == [2, 12, 2, 16, 2, 20]
    assert "Xem thêm 12" in body
    assert downloads(app)[1:] == [
        "Tải xuống (14 dòng)",
        "Tải xuống (18 dòng)",
        "Tải xuống (22 dòng)",
    ]


def test_a_body_without_figures_of_its_own_tells_those_before(open_page) -> None:
    app = open_page(
        PROFILE, {LEVEL.url: "ministry", STRUCTURE.url: "2025", UNIT.url: "bo-xay-dung-2025"}
    )
    assert not app.exception
    table = spine(app)
    assert "Trước 1/3/2025: Bộ GTVT 53,77%; Bộ Xây dựng 74,19%" in table["Giá trị"].iloc[0]
    assert table["Hạng"].iloc[0] == "–"
    note = "Số liệu của Bộ GTVT, Bộ Xây dựng trước 1/3/2025, không phải của cơ quan"
    assert words(app).count(note) == 1


def test_the_briefs_are_made_when_asked_for(open_page, source) -> None:
    unit = units_at(source, "province", OLD)["p63-48"]
    items = standings(source, unit, OLD)
    for kind, start in (("pdf", b"%PDF-"), ("docx", b"PK")):
        content = brief_file(source, unit, OLD, items, kind, date(2026, 11, 21))
        assert content.startswith(start)
