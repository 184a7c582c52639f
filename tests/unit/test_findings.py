"""What a figure shows, in one sentence."""

import pytest

from dashboard.queries.indicators import UNIT_LEVELS
from dashboard.queries.structures import NEW
from dashboard.words.summaries import finding


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
