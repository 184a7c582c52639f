"""What a figure shows, in one sentence."""

from dataclasses import replace

import pytest

from dashboard.queries.indicators import UNIT_LEVELS
from dashboard.queries.structures import NEW
from dashboard.store.codes import MET
from dashboard.words.summaries import all_alike, finding


@pytest.mark.parametrize(
    ("indicator_id", "level", "year", "expected"),
    [
        (
            "dvctt_full_rate",
            "province",
            2024,
            "Tỷ lệ dịch vụ công trực tuyến toàn trình: Đà Nẵng (95,56%) đứng đầu, "
            "Bà Rịa - Vũng Tàu (24,20%) đứng cuối; 4/63 đơn vị đạt (mục tiêu 12/2024: 85%).",
        ),
        (
            "dossier_full_online_rate",
            "province",
            2024,
            "Tỷ lệ hồ sơ trực tuyến toàn trình: Hà Nam (66,61%) đứng đầu, "
            "Lạng Sơn (11,67%) đứng cuối; 7/63 đơn vị đạt (mục tiêu 12/2024: 30%); "
            "15 đơn vị không có số liệu.",
        ),
        # Six ministries are first together; two are left out on purpose, one did not report.
        (
            "is_level_approved_rate",
            "ministry",
            2024,
            "Tỷ lệ hệ thống thông tin được phê duyệt hồ sơ đề xuất cấp độ: "
            "6 bộ, ngành cùng mức 100,0% đứng đầu, "
            "Viện HL KHXH VN (0,0%) đứng cuối; 6/28 đơn vị đạt (mục tiêu 9/2024: 100%); "
            "1 đơn vị không có số liệu.",
        ),
        # Nobody is last alone in a band.
        (
            "digital_economy_grdp_share",
            "province",
            None,
            "Tỷ trọng kinh tế số trong GRDP: "
            "8 tỉnh cùng mức từ 20% trở lên đứng đầu, "
            "25 tỉnh cùng mức dưới 10% đứng cuối; 1 đơn vị không có số liệu.",
        ),
    ],
)
def test_the_sentence_of_a_view(
    view_of, indicator_id: str, level: str, year: int | None, expected: str
) -> None:
    shown = view_of(indicator_id, level, year)
    assert finding(shown, shown.rows) == expected


def test_a_region_without_a_value_says_so(view_of) -> None:
    shown = view_of("dossier_full_online_rate", year=2024)
    rows = [row for row in shown.rows if row.status == "to_reconcile"]
    assert finding(shown, rows) == (
        "Tỷ lệ hồ sơ trực tuyến toàn trình: không đơn vị nào có số liệu; "
        "0/15 đơn vị đạt (mục tiêu 12/2024: 30%)."
    )


@pytest.mark.parametrize("level", UNIT_LEVELS)
def test_ranks_that_do_not_merge_leave_nothing_to_say(view_of, level: str) -> None:
    shown = view_of("system_rank", level, structure=NEW)
    assert finding(shown, shown.rows) == (
        "Xếp hạng chất lượng hệ thống giải quyết thủ tục hành chính: không đơn vị nào có số liệu."
    )


@pytest.mark.parametrize(
    ("indicator_id", "year", "told"),
    [
        ("system_grade", 2025, "Cả 63 đơn vị đều chưa đạt (mục tiêu 12/2025: A)."),
        ("dvctt_full_rate", 2024, ""),
        # Of three provinces it is not known.
        ("ecommerce_retail_share", 2025, ""),
    ],
)
def test_a_map_of_one_colour_is_a_sentence(
    view_of, indicator_id: str, year: int, told: str
) -> None:
    shown = view_of(indicator_id, year=year)
    assert all_alike(shown, shown.rows) == told


def test_all_of_a_region_may_miss_what_some_elsewhere_reach(view_of) -> None:
    shown = view_of("dvctt_full_rate", year=2024)
    told = all_alike(shown, shown.within("r63-tay-nguyen"))
    assert told == "Cả 5 đơn vị đều chưa đạt (mục tiêu 12/2024: 85%)."
    everyone = [replace(row, verdict=MET) for row in shown.rows]
    assert all_alike(shown, everyone) == "Cả 63 đơn vị đều đạt (mục tiêu 12/2024: 85%)."
    assert all_alike(shown, everyone[:1]) == ""
