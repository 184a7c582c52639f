"""The profile page: any unit from its address, and what its address says of it."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.analysis.profiles import standings
from dashboard.queries.structures import NEW, OLD
from dashboard.queries.units import units_at
from dashboard.ui.frame.pages import PROFILE
from dashboard.ui.frame.parameters import LEVEL, REGION, STRUCTURE, UNIT
from dashboard.ui.sections.profile_files import brief_file
from tests.pages.conftest import alternatives, file_links, page_links, url, ways
from tests.pages.tables import frames, heads, words

HIGHLANDS = "r63-tay-nguyen"


def is_fine(app: AppTest) -> None:
    assert not app.exception
    assert not app.error
    assert [title.value for title in app.title] == ["Hồ sơ đơn vị"]


def named(app: AppTest) -> str:
    return app.header[0].value


def test_a_province(open_page) -> None:
    app = open_page(PROFILE, {UNIT.url: "p63-48"})
    is_fine(app)
    assert named(app) == "Thành phố Đà Nẵng"
    text = words(app)
    assert "**DVCTT toàn trình**: 95,56%; hạng 1/63, thuộc một phần tư dẫn đầu" in text
    assert "**Chỉ tiêu được giao**" in text
    services = frames(app)[0].set_index("Chỉ số")
    link = "[95,56%](/chat-luong?muc=nguon-goc&chi-so=dvctt_full_rate"
    assert services.loc["DVCTT toàn trình", "Giá trị"].startswith(link)
    assert services.loc["DVCTT toàn trình", "Mục tiêu 2025"] == "✓ 95%: vượt 0,56 điểm %"
    assert file_links(app)[:2] == ["Tải DOCX", "Tải PDF"]
    assert any("Đà Nẵng: DVCTT toàn trình 95,56%, hạng 1/63" in alt for alt in alternatives(app))


def test_a_unit_without_a_value_says_why(open_page) -> None:
    app = open_page(PROFILE, {UNIT.url: "p63-83"})
    is_fine(app)
    assert "Địa phương chưa báo cáo; báo cáo in mặc định 0" in words(app)


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
    assert all(alternatives(app))
    assert alternatives(app)


def test_a_region_has_no_targets_but_its_provinces_do(open_page) -> None:
    app = open_page(PROFILE, {LEVEL.url: "region", REGION.url: HIGHLANDS})
    text = words(app)
    assert "Gồm 5 tỉnh, thành phố" in text
    assert "vùng không có mục tiêu riêng" in text
    assert not any("cần gì để đạt" in head for head in heads(app))


def test_a_level_only_profiles_have_stays_out_of_links(open_page) -> None:
    app = open_page(PROFILE, {LEVEL.url: "region", REGION.url: HIGHLANDS})
    links = [link.query for link in [*page_links(app), *ways(app)]]
    assert not any(query.get(LEVEL.url) == "region" for query in links)
    assert {REGION.url: HIGHLANDS} in links


def test_links_lead_on_to_the_unit(open_page) -> None:
    app = open_page(PROFILE, {LEVEL.url: "ministry", UNIT.url: "bo-y-te"})
    (query,) = (link.query for link in ways(app) if link.label == "Xem xếp hạng")
    assert query == {STRUCTURE.url: OLD.id, UNIT.url: "bo-y-te", LEVEL.url: "ministry"}


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
    said = [item.value for item in app.markdown]
    sentences = [text for text in said if "văn bản Đề án 06" in text and "###" not in text]
    assert len(sentences) == (owned is not None)
    assert all(text.startswith(owned or "") for text in sentences)
    title = f"### Nhiệm vụ Đề án 06 khác có nêu tên ({named})"
    assert (title in said) == (named > 0)
    tables = [table for table in frames(app) if "Đơn vị được nêu là" in table]
    assert [len(table) for table in tables] == [named] * (named > 0)


def test_a_body_without_figures_of_its_own_tells_those_before(open_page) -> None:
    app = open_page(
        PROFILE, {LEVEL.url: "ministry", STRUCTURE.url: "2025", UNIT.url: "bo-xay-dung-2025"}
    )
    assert not app.exception
    table = next(table for table in frames(app) if "Giá trị" in table)
    assert "Trước 1/3/2025: Bộ GTVT 53,77%; Bộ Xây dựng 74,19%" in table["Giá trị"].iloc[0]
    assert table["Hạng"].iloc[0] == "–"
    notes = "".join(caption.value for caption in app.caption)
    assert "Số liệu của Bộ GTVT, Bộ Xây dựng trước 1/3/2025, không phải của cơ quan" in notes


def test_the_briefs_are_made_when_asked_for(open_page, source) -> None:
    unit = units_at(source, "province", OLD)["p63-48"]
    items = standings(source, unit, OLD)
    for kind, start in (("pdf", b"%PDF-"), ("docx", b"PK")):
        content = brief_file(source, unit, OLD, items, kind, date(2026, 11, 21))
        assert content.startswith(start)
