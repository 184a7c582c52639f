"""The rows behind every page: values, reasons, ranks and targets of the real warehouse."""

from datetime import date

import pytest

from dashboard.queries.benchmarks import benchmarks
from dashboard.queries.indicator_views import View, due_dates, view
from dashboard.queries.indicators import UNIT_LEVELS, indicators_at
from dashboard.queries.lineage import member_rows
from dashboard.queries.structures import NEW
from dashboard.queries.view_rows import ViewRow
from dashboard.store.warehouse import Warehouse
from dashboard.words.statements import write
from dashboard.words.summaries import benchmark_name
from dashboard.words.values import format_value
from tests.view_rows import frame, named_row

SECURITY = (
    "is_systems",
    "is_level_approved",
    "is_level_approved_rate",
    "is_plan_deployed",
    "is_plan_deployed_rate",
)
DID_NOT_REPORT = {
    "province": {"Bến Tre", "Hải Phòng", "Phú Yên"},
    "ministry": {"Ban QL Lăng CT HCM"},
}
TO_RECONCILE = {
    "Bạc Liêu",
    "Bắc Ninh",
    "Bình Phước",
    "Cần Thơ",
    "Đắk Lắk",
    "Đồng Nai",
    "Hà Nội",
    "Hải Dương",
    "Quảng Ninh",
    "Quảng Trị",
    "Thái Nguyên",
    "Thừa Thiên Huế",
    "Tiền Giang",
    "TP. Hồ Chí Minh",
    "Vĩnh Phúc",
}


def names(shown: View, status: str) -> set[str]:
    return {row.short_name_vi for row in shown.rows if row.status == status}


def place(row: ViewRow) -> tuple[int | None, int | None, int]:
    return row.rank_best, row.rank_worst, row.ranked


@pytest.mark.parametrize(("level", "count"), [("province", 63), ("ministry", 30)])
def test_a_view_has_every_unit_of_its_day_once(view_of, level: str, count: int) -> None:
    rows = view_of("is_systems", level).rows
    assert len(rows) == len({row.unit_id for row in rows}) == count


def test_units_come_in_vietnamese_order(view_of) -> None:
    listed = list(view_of("dvctt_full_rate").names.values())
    start = listed.index("Cao Bằng")
    assert listed[start : start + 5] == ["Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Đắk Nông"]
    assert listed[-4:] == ["Tuyên Quang", "Vĩnh Long", "Vĩnh Phúc", "Yên Bái"]


@pytest.mark.parametrize("level", UNIT_LEVELS)
def test_exact_values_rank_as_the_field_does(source: Warehouse, level: str) -> None:
    """1, 2, 2, 4: one more than the number of units that are better."""
    for indicator in indicators_at(source, level).values():
        shown = view(source, indicator.indicator_id, level, None)
        rows = shown.rows
        exact = [row for row in rows if row.value_low is not None]
        if not shown.has_ranks:
            assert {place(row) for row in rows} == {(None, None, 0)}
            continue
        if any(row.value is None for row in exact):
            continue
        sign = -1 if indicator.better == "lower" else 1
        for row in exact:
            better = sum(sign * other.value > sign * row.value for other in exact)
            assert place(row) == (better + 1, better + 1, len(exact)), indicator.indicator_id


def test_units_that_tie_share_a_rank_and_the_next_is_skipped(view_of) -> None:
    shown = view_of("dvctt_full_rate", "ministry")
    first = {"Bộ GD&ĐT", "Bộ Công Thương", "Bộ LĐ-TB&XH", "Bộ TT&TT"}
    assert {place(named_row(shown, name)) for name in first} == {(1, 1, 20)}
    assert place(named_row(shown, "BHXH Việt Nam")) == (5, 5, 20)


@pytest.mark.parametrize("level", UNIT_LEVELS)
def test_the_rank_computed_from_published_ranks_is_the_published_one(view_of, level: str) -> None:
    valued = [row for row in view_of("system_rank", level).rows if row.value]
    assert [row.rank_best for row in valued] == [row.value for row in valued]


@pytest.mark.parametrize(
    ("indicator_id", "unit", "expected"),
    [
        ("signature_adult_rate", "TP. Hồ Chí Minh", (1, 1, 63)),
        ("signature_adult_rate", "Bình Dương", (2, 4, 63)),
        ("signature_adult_rate", "Bà Rịa - Vũng Tàu", (5, 30, 63)),
        ("signature_adult_rate", "An Giang", (31, 62, 63)),
        ("signature_adult_rate", "Đắk Nông", (63, 63, 63)),
        ("ecommerce_retail_share", "Bắc Ninh", (1, 3, 63)),
        ("ecommerce_retail_share", "Hải Dương", (4, 6, 63)),
        ("ecommerce_retail_share", "Lạng Sơn", (7, 10, 63)),
        ("ecommerce_retail_share", "An Giang", (11, 53, 63)),
        ("ecommerce_retail_share", "Bắc Kạn", (54, 63, 63)),
        ("digital_economy_grdp_share", "Bắc Giang", (1, 8, 62)),
        ("digital_economy_grdp_share", "Phú Thọ", (9, 37, 62)),
        ("digital_economy_grdp_share", "An Giang", (38, 62, 62)),
        ("enterprise_per_1000_band", "TP. Hồ Chí Minh", (1, 1, 63)),
        ("enterprise_per_1000_band", "Bà Rịa - Vũng Tàu", (2, 21, 63)),
        ("enterprise_per_1000_band", "An Giang", (22, 62, 63)),
        ("enterprise_per_1000_band", "Cao Bằng", (63, 63, 63)),
    ],
)
def test_a_band_has_the_ranks_that_are_possible(
    view_of, indicator_id: str, unit: str, expected: tuple[int, int, int]
) -> None:
    """A province below 10% stands behind all named between 10 and 20%, and before the lowest."""
    assert place(named_row(view_of(indicator_id), unit)) == expected


@pytest.mark.parametrize("level", UNIT_LEVELS)
@pytest.mark.parametrize("indicator_id", SECURITY)
def test_units_that_did_not_report_have_no_security_figures(
    source: Warehouse, view_of, indicator_id: str, level: str
) -> None:
    shown = view_of(indicator_id, level)
    assert names(shown, "not_reported") == DID_NOT_REPORT[level]
    without_value(shown, "not_reported")
    counted = [benchmark_name(reference) for reference in benchmarks(source, shown)][1:]
    if indicator_id.endswith("_rate"):
        number = {"province": 60, "ministry": 27}[level]
        assert counted == [f"Trung bình cộng của {number} đơn vị có số liệu"]


def test_fifteen_provinces_have_no_dossier_rate(source: Warehouse, view_of) -> None:
    shown = view_of("dossier_full_online_rate", year=2024)
    assert names(shown, "to_reconcile") == TO_RECONCILE
    without_value(shown, "to_reconcile")
    assert {row.verdict for row in shown.rows if row.status == "to_reconcile"} == {"no_data"}
    _published, mean = benchmarks(source, shown)
    assert benchmark_name(mean) == "Trung bình cộng của 48 đơn vị có số liệu"
    assert mean.value == pytest.approx(sum(row.value or 0 for row in shown.rows) / 48)


def without_value(shown: View, status: str) -> None:
    """Neither value nor rank nor gap, and a reason."""
    for row in (row for row in shown.rows if row.status == status):
        figures = ("value", "value_low", "value_high", "rank_best", "rank_worst", "gap_low")
        assert [getattr(row, name) for name in figures] == [None] * len(figures)
        assert row.note
        assert row.ranked == sum(other.has_value for other in shown.rows)


def test_a_reported_zero_stays_a_zero(view_of) -> None:
    row = named_row(view_of("dossier_full_online_rate", "ministry", 2024), "Bộ Ngoại giao")
    assert (row.status, row.value, row.gap_low) == ("observed", 0, 65)
    assert row.rank_best == row.rank_worst == 17


@pytest.mark.parametrize(
    ("indicator_id", "count", "reason"),
    [
        ("dvctt_full_rate", 10, "Phụ lục II-a"),
        ("system_grade", 9, "Phụ lục IV chỉ đánh giá 21 bộ, ngành."),
        ("is_level_approved_rate", 2, "Phụ lục IX không thống kê"),
    ],
)
def test_ministries_a_table_leaves_out_are_not_missing(
    view_of, indicator_id: str, count: int, reason: str
) -> None:
    shown = view_of(indicator_id, "ministry")
    assert len(names(shown, "not_applicable")) == count
    without_value(shown, "not_applicable")
    for row in (row for row in shown.rows if row.status == "not_applicable"):
        assert write(row.note).startswith(reason)


def test_the_security_table_leaves_out_two_ministries(view_of) -> None:
    shown = view_of("is_systems", "ministry")
    assert names(shown, "not_applicable") == {"Bộ Công an", "Bộ Quốc phòng"}


def test_security_rates_are_derived_and_stand_beside_the_printed_ones(view_of) -> None:
    shown = view_of("is_level_approved_rate", year=2024)
    row = named_row(shown, "Hà Nội")
    assert row.value == pytest.approx(239 / 298 * 100)
    assert (row.basis, row.printed_value, row.printed_text) == ("derived", 80, "80%")
    assert write(row.note) == "239 ÷ 298"
    rows = frame(shown.rows)
    observed = rows[rows["status"] == "observed"]
    assert set(observed["basis"]) == {"derived"}
    assert observed["printed_value"].notna().all()
    approved = frame(view_of("is_level_approved").rows)["value"]
    systems = frame(view_of("is_systems").rows)["value"]
    share = (approved / systems * 100).loc[observed["unit_id"]]
    assert observed["value"].tolist() == pytest.approx(share.tolist())


@pytest.mark.parametrize(
    ("indicator_id", "unit", "allocated"),
    [("enterprise_additional", "An Giang", 122), ("signature_adults", "TP. Hồ Chí Minh", 7272154)],
)
def test_targets_without_figures_are_shown_as_allocated(
    view_of, indicator_id: str, unit: str, allocated: float
) -> None:
    shown = view_of(indicator_id, year=2025)
    assert shown.is_allocation
    assert {row.status for row in shown.rows} == {"allocated"}
    assert named_row(shown, unit).value == allocated
    assert {(row.gap_low, row.gap_high, row.verdict) for row in shown.rows} == {(None, None, None)}
    assert shown.period_label == "đến 2025"


def test_a_units_own_target_comes_before_that_of_its_level(view_of) -> None:
    """A system at level C is to reach A, any other B."""
    for row in view_of("system_grade", year=2024).rows:
        assert row.target_value == (5 if row.value_text == "C" else 4)


@pytest.mark.parametrize(
    ("level", "due_on", "target", "met"),
    [
        ("province", date(2024, 12, 31), 85, {"Đà Nẵng", "Cà Mau", "Tây Ninh", "Vĩnh Long"}),
        ("province", date(2025, 12, 31), 95, {"Đà Nẵng"}),
    ],
)
def test_a_view_is_beside_one_target(
    source: Warehouse, level: str, due_on: date, target: float, met: set[str]
) -> None:
    assert due_on in due_dates(source, "dvctt_full_rate", level)
    rows = view(source, "dvctt_full_rate", level, due_on).rows
    assert {row.target_value for row in rows} == {target}
    assert {row.short_name_vi for row in rows if row.verdict == "met"} == met
    assert max(abs(row.gap_low - (target - row.value)) for row in rows) < 1e-9


def test_a_region_keeps_the_ranks_among_all(view_of) -> None:
    shown = view_of("dvctt_full_rate")
    part = shown.within("r63-tay-nguyen")
    names = {row.short_name_vi for row in part}
    assert names == {"Đắk Lắk", "Đắk Nông", "Gia Lai", "Kon Tum", "Lâm Đồng"}
    assert {row.ranked for row in part} == {63}
    assert [row.rank_best for row in part] == [
        row.rank_best for row in shown.rows if row.short_name_vi in names
    ]


@pytest.mark.parametrize(
    ("level", "count"), [("province", 34), ("ministry", 22)], ids=["provinces", "ministries"]
)
def test_the_new_structure_has_its_units_once(view_of, level: str, count: int) -> None:
    rows = view_of("is_systems", level, structure=NEW).rows
    assert len(rows) == len({row.unit_id for row in rows}) == count


def test_counts_of_merged_provinces_add_up(view_of) -> None:
    row = named_row(view_of("is_systems", structure=NEW), "Đà Nẵng")
    members = [named_row(view_of("is_systems"), name).value for name in ("Đà Nẵng", "Quảng Nam")]
    assert row.members_vi == "Đà Nẵng, Quảng Nam"
    assert row.value == sum(members)


def test_ratios_of_counts_are_recomputed(view_of) -> None:
    row = named_row(view_of("is_level_approved_rate", year=2024, structure=NEW), "Đà Nẵng")
    done = named_row(view_of("is_level_approved", structure=NEW), "Đà Nẵng").value
    systems = named_row(view_of("is_systems", structure=NEW), "Đà Nẵng").value
    assert row.value == pytest.approx(done / systems * 100)


def test_ratios_without_counts_become_bounds_with_an_estimate(view_of) -> None:
    """No value is made up: the mean of the members is for colours and order only."""
    row = named_row(view_of("dvctt_full_rate", year=2024, structure=NEW), "Cà Mau")
    assert (row.value, row.value_low, row.value_high) == (None, 60.47, 91.99)
    assert row.value_estimate == pytest.approx((60.47 + 91.99) / 2)
    assert row.verdict == "undetermined"
    assert row.rank_best < row.rank_worst


def test_a_merged_count_that_misses_a_member_has_no_value(view_of) -> None:
    shown = view_of("is_systems", structure=NEW)
    assert names(shown, "partial") == {"Đắk Lắk", "Hải Phòng", "Vĩnh Long"}
    without_value(shown, "partial")
    row = named_row(shown, "Đắk Lắk")
    alone = named_row(view_of("is_systems"), "Đắk Lắk").value
    assert (row.reported, write(row.note)) == (alone, "Thiếu Phú Yên (chưa báo cáo).")


def test_former_bodies_are_told_in_words_alike_for_every_ministry(source: Warehouse) -> None:
    """Each with its figure as its own page has it; no number, place, verdict or part in a mean."""
    seen = set()
    for indicator_id in indicators_at(source, "ministry"):
        for due_on in due_dates(source, indicator_id, "ministry") or (None,):
            shown = view(source, indicator_id, "ministry", due_on, NEW)
            items = shown.rows
            told = [row for row in items if row.status == "reorganised"]
            for row in told:
                numbers = ("value", "value_low", "value_high", "value_estimate", "reported")
                assert [getattr(row, name) for name in (*numbers, "rank_best", "gap_low")] == [
                    None
                ] * 7
                assert row.verdict in (None, "no_data")
                words = format_value(shown.indicator, row)
                for member in member_rows(source, shown, row.unit_id):
                    is_other = shown.is_of_single_units and member.status == "not_available"
                    if is_other or member.status == "not_applicable":
                        continue
                    figure = format_value(shown.indicator, member)
                    # Reasons and a yes or no stand inside a sentence there.
                    is_word = member.value_low is None or shown.indicator.value_kind == "flag"
                    figure = figure.lower() if is_word else figure
                    assert f"{member.short_name_vi} {figure}" in words
            valued = [row for row in items if row.value is not None]
            assert all(row.ranked == len(valued) * shown.has_ranks for row in items)
            for mean in benchmarks(source, shown)[1:]:
                assert mean.value == pytest.approx(sum(row.value for row in valued) / len(valued))
            seen |= {row.short_name_vi for row in told}
    assert len(seen) == 15


@pytest.mark.parametrize("level", UNIT_LEVELS)
def test_ranks_stay_with_the_units_that_were_ranked(view_of, level: str) -> None:
    shown = view_of("system_rank", level, structure=NEW)
    assert {row.status for row in shown.rows} == {"not_applicable"}
    without_value(shown, "not_applicable")
    # The source is still named.
    assert (shown.appendix, shown.period_label) == ("Phụ lục IV", "2024")


def test_rows_are_found_by_unit_in_the_order_asked(view_of) -> None:
    shown = view_of("dvctt_full_rate", year=2024)
    ids = ["p63-79", "p63-01"]
    assert [row.unit_id for row in shown.rows_of(ids)] == ids
    assert shown.row_of("p63-01").short_name_vi == shown.names["p63-01"] == "Hà Nội"
    with pytest.raises(KeyError):
        shown.row_of("p34-79")


def test_a_row_has_days_counts_and_nothing_for_what_is_missing(view_of) -> None:
    row = view_of("dossier_full_online_rate", year=2024).row_of("p63-01")
    assert (type(row.period_end), type(row.ranked), type(row.document_line)) == (date, int, int)
    assert (row.value, row.places, row.gap, row.has_value) == (None, None, None, False)
    with pytest.raises(ValueError, match="to_reconcile"):
        assert row.ends
