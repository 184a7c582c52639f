"""Figures of 2024 on the units of 2025: who became what, and what of it can be told exactly.

The members are keyed from the resolutions, not read from the catalogue.
"""

import csv
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

Warehouse = duckdb.DuckDBPyConnection

# Resolution 202/2025/QH15: new province and the old ones that it consists of.
MERGED = {
    "Tuyên Quang": ("Hà Giang", "Tuyên Quang"),
    "Lào Cai": ("Yên Bái", "Lào Cai"),
    "Thái Nguyên": ("Bắc Kạn", "Thái Nguyên"),
    "Phú Thọ": ("Vĩnh Phúc", "Hòa Bình", "Phú Thọ"),
    "Bắc Ninh": ("Bắc Giang", "Bắc Ninh"),
    "Hưng Yên": ("Thái Bình", "Hưng Yên"),
    "Hải Phòng": ("Hải Dương", "Hải Phòng"),
    "Ninh Bình": ("Hà Nam", "Nam Định", "Ninh Bình"),
    "Quảng Trị": ("Quảng Bình", "Quảng Trị"),
    "Đà Nẵng": ("Quảng Nam", "Đà Nẵng"),
    "Quảng Ngãi": ("Kon Tum", "Quảng Ngãi"),
    "Gia Lai": ("Bình Định", "Gia Lai"),
    "Khánh Hòa": ("Ninh Thuận", "Khánh Hòa"),
    "Lâm Đồng": ("Đắk Nông", "Bình Thuận", "Lâm Đồng"),
    "Đắk Lắk": ("Phú Yên", "Đắk Lắk"),
    "TP. Hồ Chí Minh": ("Bà Rịa - Vũng Tàu", "Bình Dương", "TP. Hồ Chí Minh"),
    "Đồng Nai": ("Bình Phước", "Đồng Nai"),
    "Tây Ninh": ("Long An", "Tây Ninh"),
    "Cần Thơ": ("Sóc Trăng", "Hậu Giang", "Cần Thơ"),
    "Vĩnh Long": ("Bến Tre", "Trà Vinh", "Vĩnh Long"),
    "Đồng Tháp": ("Tiền Giang", "Đồng Tháp"),
    "Cà Mau": ("Bạc Liêu", "Cà Mau"),
    "An Giang": ("Kiên Giang", "An Giang"),
}
UNCHANGED = {
    "Hà Nội": "Hà Nội",
    "Huế": "Thừa Thiên Huế",
    "Cao Bằng": "Cao Bằng",
    "Điện Biên": "Điện Biên",
    "Hà Tĩnh": "Hà Tĩnh",
    "Lai Châu": "Lai Châu",
    "Lạng Sơn": "Lạng Sơn",
    "Nghệ An": "Nghệ An",
    "Thanh Hóa": "Thanh Hóa",
    "Sơn La": "Sơn La",
    "Quảng Ninh": "Quảng Ninh",
}
# The GSO codes that name another province in each structure: code, until 2025, since 2025.
CLASHES = [
    ("15", "Yên Bái", "Lào Cai"),
    ("24", "Bắc Giang", "Bắc Ninh"),
    ("44", "Quảng Bình", "Quảng Trị"),
    ("52", "Bình Định", "Gia Lai"),
    ("80", "Long An", "Tây Ninh"),
    ("82", "Tiền Giang", "Đồng Tháp"),
    ("91", "Kiên Giang", "An Giang"),
]
# What Appendix IX reports for all provinces together.
REPORTED = {"is_systems": 5895, "is_level_approved": 4621, "is_plan_deployed": 3474}
RATIOS = {
    "is_level_approved_rate": "is_level_approved",
    "is_plan_deployed_rate": "is_plan_deployed",
}
# What a merged unit has not even in part.
STAY = {"system_grade", "shared_catalogue"}
BOUNDS = {
    "dvctt_full_rate",
    "dossier_full_online_rate",
    "signature_adult_rate",
    "ecommerce_retail_share",
    "enterprise_per_1000_band",
    "digital_economy_grdp_share",
}
# Bodies split in March 2025: each successor and a word of the part that it got.
SPLIT = {
    "Bộ TT&TT": {
        "Bộ KH&CN": "viễn thông",
        "Bộ VHTT&DL": "báo chí",
        "Bộ Công an": "an toàn thông tin mạng",
    },
    "Bộ LĐ-TB&XH": {
        "Bộ Nội vụ": "việc làm",
        "Bộ GD&ĐT": "giáo dục nghề nghiệp",
        "Bộ Y tế": "bảo trợ xã hội",
        "Bộ Công an": "cai nghiện",
        "Bộ NN&MT": "giảm nghèo",
    },
    "UBQLVNN": {"Bộ Tài chính": "tập đoàn", "Bộ Công an": "MobiFone"},
}
SHARES = [
    (body, successor, word) for body, parts in SPLIT.items() for successor, word in parts.items()
]
# Functions that a body gave up and lived on without, by the decrees of February 2025.
MOVED = [
    ("Bộ GTVT", "Bộ Công an", "giấy phép lái xe"),
    ("Bộ Tư pháp", "Bộ Công an", "lý lịch tư pháp"),
    ("Bộ Nội vụ", "Bộ DT&TG", "tôn giáo"),
    ("Đài Tiếng nói VN", "Đài Truyền hình VN", "VTC"),
    ("Thông tấn xã VN", "Đài Truyền hình VN", "Thông tấn"),
]
# Central bodies since March 2025 and the whole ones behind them: those that neither joined others,
# nor gained, nor gave up anything, and all others.
SAME = (
    "Bộ Công Thương",
    "Bộ Ngoại giao",
    "Ngân hàng Nhà nước",
    "Thanh tra Chính phủ",
    "Văn phòng Chính phủ",
    "Viện HL KH&CN VN",
    "Viện HL KHXH VN",
)
OTHER = {
    "Bộ Công an": ("Bộ Công an",),
    "Bộ DT&TG": ("Ủy ban Dân tộc",),
    "Bộ GD&ĐT": ("Bộ GD&ĐT",),
    "Bộ KH&CN": ("Bộ KH&CN",),
    "Bộ NN&MT": ("Bộ NN&PTNT", "Bộ TN&MT"),
    "Bộ Nội vụ": ("Bộ Nội vụ",),
    "Bộ Quốc phòng": ("Ban QL Lăng CT HCM", "Bộ Quốc phòng"),
    "Bộ Tài chính": ("BHXH Việt Nam", "Bộ KH&ĐT", "Bộ Tài chính"),
    "Bộ Tư pháp": ("Bộ Tư pháp",),
    "Bộ VHTT&DL": ("Bộ VHTT&DL",),
    "Bộ Xây dựng": ("Bộ GTVT", "Bộ Xây dựng"),
    "Bộ Y tế": ("Bộ Y tế",),
    "Thông tấn xã VN": ("Thông tấn xã VN",),
    "Đài Tiếng nói VN": ("Đài Tiếng nói VN",),
    "Đài Truyền hình VN": ("Đài Truyền hình VN",),
}
REASONS = {
    "not_reported": "chưa báo cáo",
    "not_connected": "chưa kết nối toàn diện",
    "not_available": "không có số liệu",
}

each_merged = pytest.mark.parametrize("name", MERGED)
each_clash = pytest.mark.parametrize(("code", "old", "new"), CLASHES, ids=[c[0] for c in CLASHES])


class Figure(NamedTuple):
    """The figure of a unit, as its page shows it."""

    status: str
    value: float | None
    low: float | None
    high: float | None
    estimate: float | None
    note: str | None
    source_line: int | None
    raw_text: str | None
    text: str | None
    former: str | None


Figures = dict[tuple[str, str], Figure]
Ids = dict[tuple[str, str], str]


@pytest.fixture(scope="module")
def ids(warehouse: Warehouse) -> Ids:
    """`ids["34", "Huế"]`: provinces of both structures; "30" and "22": central bodies."""
    rows = warehouse.execute(
        "SELECT level, valid_to, short_name_vi, unit_id FROM unit "
        "WHERE level IN ('province', 'ministry')"
    ).fetchall()
    structures = {
        ("province", date(2025, 6, 30)): "63",
        ("province", None): "34",
        ("ministry", date(2025, 2, 28)): "30",
        ("ministry", None): "22",
    }
    return {(structures[level, end], name): unit_id for level, end, name, unit_id in rows}


@pytest.fixture(scope="module")
def figures(warehouse: Warehouse, sentence) -> Figures:
    """Figures of July 2024: as printed; recomputed for rates over counts and where none is."""
    rows = warehouse.execute(
        """
        SELECT indicator_id, unit_id, status, value, value_low, value_high, value_estimate,
            note_code, note_parts, source_line, raw_text, value_text, former_code, former_parts
        FROM observation JOIN indicator USING (indicator_id)
        WHERE document_id = 'bc-btttt-2024-07'
            AND (basis = 'derived' OR display_basis = 'published') ORDER BY basis
        """
    ).fetchall()
    return {
        (row[0], row[1]): Figure(*row[2:7], sentence(*row[7:9]), *row[9:12], sentence(*row[12:]))
        for row in rows
    }


def _rows(warehouse: Warehouse, sql: str, *parameters: object) -> list[tuple]:
    return warehouse.execute(sql, list(parameters)).fetchall()


def _printed(indicator_id: str, status: str) -> list[float]:
    """Values of provinces as the fixture keys them from the document."""
    path = Path(__file__).with_name("published.csv")
    with path.open(encoding="utf-8", newline="") as handle:
        return [
            float(row["value"])
            for row in csv.DictReader(handle)
            if (row["indicator_id"], row["status"], row["unit_id"][:4])
            == (indicator_id, status, "p63-")
        ]


def _members(ids: Ids, name: str) -> list[str]:
    return [ids["63", member] for member in MERGED[name]]


def test_members_are_those_of_the_resolution(warehouse: Warehouse, ids: Ids) -> None:
    """Each of the 63 has exactly one successor; 23 of the 34 are merged, 11 unchanged."""
    expected = [
        (ids["63", member], ids["34", name], "merged")
        for name, members in MERGED.items()
        for member in members
    ] + [(ids["63", old], ids["34", name], "unchanged") for name, old in UNCHANGED.items()]
    lineage = _rows(
        warehouse,
        "SELECT predecessor_id, successor_id, relation FROM unit_lineage "
        "WHERE effective_on = DATE '2025-07-01'",
    )
    assert sorted(lineage) == sorted(expected)
    assert len({predecessor for predecessor, *_ in lineage}) == len(lineage) == 63
    assert (len(MERGED), len(UNCHANGED)) == (23, 11)


def test_every_link_says_on_what_ground(warehouse: Warehouse) -> None:
    sql = """
        SELECT * FROM unit_lineage WHERE trim(legal_basis) = '' OR trim(confidence) = ''
            OR trim(source) = '' OR (relation IN ('part', 'split') AND part_vi IS NULL)
    """
    assert _rows(warehouse, sql) == []


@pytest.mark.parametrize(("indicator_id", "total"), REPORTED.items(), ids=REPORTED)
def test_counts_of_the_34_add_up_to_the_63(
    indicator_id: str, total: int, figures: Figures, ids: Ids
) -> None:
    def total_of(structure: str) -> float:
        found = [
            figures[indicator_id, unit_id] for (key, _), unit_id in ids.items() if key == structure
        ]
        return sum(figure.low for figure in found if figure.low is not None)

    assert total_of("63") == total_of("34") == sum(_printed(indicator_id, "observed")) == total


@pytest.mark.parametrize(
    ("indicator_id", "total"), [("enterprise_additional", 19797), ("signature_adults", 30000031)]
)
def test_count_targets_of_the_34_add_up_to_the_63(
    indicator_id: str, total: int, warehouse: Warehouse
) -> None:
    sums = _rows(
        warehouse,
        "SELECT unit_id[:3], count(*), sum(value) FROM target WHERE indicator_id = ? "
        "AND unit_id LIKE 'p%' GROUP BY 1 ORDER BY 1",
        indicator_id,
    )
    assert sums == [("p34", 34, total), ("p63", 63, total)]
    assert sum(_printed(indicator_id, "target")) == total


def test_systems_of_ho_chi_minh_city(figures: Figures) -> None:
    systems = figures["is_systems", "p34-79"]
    deployed = figures["is_plan_deployed", "p34-79"]
    members = [figures["is_systems", unit_id].value for unit_id in ("p63-79", "p63-74", "p63-77")]
    assert members == [337, 230, 33]
    assert (systems.value, systems.status) == (600, "observed")
    assert all(
        part in (systems.note or "")
        for part in ("Bình Dương 230", "Bà Rịa - Vũng Tàu 33", "TP. Hồ Chí Minh 337")
    )
    assert deployed.value == 276 + 200 + 2 == 478
    assert figures["is_plan_deployed_rate", "p34-79"].value == pytest.approx(100 * 478 / 600)


def test_services_of_ho_chi_minh_city(figures: Figures) -> None:
    services = figures["dvctt_full_rate", "p34-79"]
    assert (services.status, services.value) == ("interval", None)
    assert (services.low, services.high) == (24.2, 52.29)
    assert services.estimate == pytest.approx((43.56 + 52.29 + 24.2) / 3)
    assert f"{services.estimate:.2f}" == "40.02"


@pytest.mark.parametrize("indicator_id", REPORTED)
@pytest.mark.parametrize(
    ("name", "silent", "systems"),
    [("Vĩnh Long", "Bến Tre", 82), ("Hải Phòng", "Hải Phòng", 65), ("Đắk Lắk", "Phú Yên", 78)],
)
def test_a_province_that_did_not_report_leaves_the_sum_partial(
    indicator_id: str, name: str, silent: str, systems: int, figures: Figures, ids: Ids
) -> None:
    figure = figures[indicator_id, ids["34", name]]
    reported = [figures[indicator_id, unit_id].value or 0 for unit_id in _members(ids, name)]
    assert (figure.status, figure.value, figure.high) == ("partial", None, None)
    assert figure.low == sum(reported)
    assert indicator_id != "is_systems" or figure.low == systems
    assert figure.note == f"Thiếu {silent} (chưa báo cáo)."


def test_only_these_three_sums_are_partial(warehouse: Warehouse) -> None:
    sql = """
        SELECT DISTINCT short_name_vi FROM observation JOIN unit USING (unit_id)
        WHERE unit_id LIKE 'p34-%' AND status = 'partial' AND table_id = 'ix-tinh' ORDER BY 1
    """
    assert sorted(name for (name,) in _rows(warehouse, sql)) == [
        "Hải Phòng",
        "Vĩnh Long",
        "Đắk Lắk",
    ]


def _complete(found: Iterable[Figure]) -> bool:
    return all(figure.high is not None for figure in found)


@each_merged
def test_sums_are_those_of_the_members(name: str, figures: Figures, ids: Ids) -> None:
    for indicator_id in REPORTED:
        members = [figures[indicator_id, unit_id] for unit_id in _members(ids, name)]
        result = figures[indicator_id, ids["34", name]]
        assert result.low == sum(member.low or 0 for member in members)
        assert result.high == (result.low if _complete(members) else None)


@each_merged
def test_rates_over_counts_are_those_of_the_added_counts(
    name: str, figures: Figures, ids: Ids
) -> None:
    for rate_id, numerator_id in RATIOS.items():
        rate = figures[rate_id, ids["34", name]]
        counts = [
            [figures[count_id, unit_id] for unit_id in _members(ids, name)]
            for count_id in (numerator_id, "is_systems")
        ]
        if all(map(_complete, counts)):
            part, systems = (sum(figure.value or 0 for figure in found) for found in counts)
            assert rate.status == "observed"
            assert rate.value == pytest.approx(100 * part / systems)
        else:
            assert (rate.status, rate.low, rate.high) == ("partial", None, None)


@each_merged
def test_other_rates_lie_between_the_members(name: str, figures: Figures, ids: Ids) -> None:
    for indicator_id in BOUNDS:
        result = figures[indicator_id, ids["34", name]]
        members = [figures[indicator_id, unit_id] for unit_id in _members(ids, name)]
        if not _complete(members):
            assert (result.status, result.low, result.high) == ("partial", None, None)
            continue
        assert result.low == min(member.low for member in members if member.low is not None)
        assert result.high == max(member.high for member in members if member.high is not None)
        exact = [member.value for member in members if member.value is not None]
        if result.estimate is not None:
            assert result.estimate == pytest.approx(sum(exact) / len(members))
        assert (result.estimate is None) == (len(exact) < len(members))


def test_the_indicators_of_provinces_are_all_looked_at_here(figures: Figures) -> None:
    found = {indicator_id for indicator_id, unit_id in figures if unit_id.startswith("p34-")}
    assert found == {*REPORTED, *RATIOS, *BOUNDS, *STAY, "signatures"}


@each_merged
def test_signatures_of_two_provinces_leave_every_sum_partial(
    name: str, figures: Figures, ids: Ids
) -> None:
    """Line 501 counts those of two provinces; what is known of them is no sum."""
    known = {"p63-79": 1_900_000.0, "p63-67": 23_000.0}
    result = figures["signatures", ids["34", name]]
    parts = [known[unit_id] for unit_id in _members(ids, name) if unit_id in known]
    assert (result.status, result.value, result.high) == ("partial", None, None)
    assert result.low == (sum(parts) if parts else None)


@each_merged
def test_no_figure_stays_with_a_name_whose_territory_changed(
    name: str, figures: Figures, ids: Ids
) -> None:
    """Unless it is as true of the other members; and never with the old unit's cell."""
    new, old = ids["34", name], ids["63", name]
    others = [unit_id for unit_id in _members(ids, name) if unit_id != old]
    assert len(others) == len(MERGED[name]) - 1
    for indicator_id in {*REPORTED, *RATIOS, *BOUNDS}:
        result, alone = figures[indicator_id, new], figures[indicator_id, old]
        assert (result.source_line, result.raw_text) == (None, None)
        if result.high is None or (result.low, result.high) != (alone.low, alone.high):
            continue
        rest = [figures[indicator_id, unit_id] for unit_id in others]
        if indicator_id in REPORTED:
            assert all(figure.value == 0 for figure in rest)
        else:
            assert all(
                alone.low <= figure.low <= figure.high <= alone.high  # type: ignore[operator]
                for figure in rest
            )


@each_clash
def test_a_code_of_two_provinces_mixes_nothing(
    code: str, old: str, new: str, figures: Figures, ids: Ids, warehouse: Warehouse
) -> None:
    """`p34-15` is Lào Cai, whose members are Yên Bái (`p63-15`) and Lào Cai (`p63-10`)."""
    assert (ids["63", old], ids["34", new]) == (f"p63-{code}", f"p34-{code}")
    assert old != new
    assert ids["63", new] != f"p63-{code}"
    assert {old, new} == set(MERGED[new])
    differing = 0
    for indicator_id in {*REPORTED, *RATIOS, *BOUNDS}:
        result = figures[indicator_id, f"p34-{code}"]
        alone, other = figures[indicator_id, f"p63-{code}"], figures[indicator_id, ids["63", new]]
        assert (result.source_line, result.raw_text) == (None, None)
        if alone[1:4] != other[1:4] and result.high is not None:
            differing += 1
            ends = {result.low, result.high}
            assert result[1:4] != alone[1:4] or {other.low, other.high} <= ends or other.value == 0
    assert differing >= 5
    rows = _rows(
        warehouse,
        "SELECT indicator_id, unit_id, value FROM target WHERE unit_id IN (?, ?, ?) AND "
        "indicator_id IN ('enterprise_additional', 'signature_adults')",
        f"p34-{code}",
        f"p63-{code}",
        ids["63", new],
    )
    aims = {(indicator_id, unit_id): value for indicator_id, unit_id, value in rows}
    for indicator_id in ("enterprise_additional", "signature_adults"):
        parts = [aims[indicator_id, unit_id] for unit_id in (f"p63-{code}", ids["63", new])]
        assert aims[indicator_id, f"p34-{code}"] == sum(parts) > max(parts)


@pytest.mark.parametrize("name", UNCHANGED)
def test_unchanged_provinces_keep_figure_and_cell(
    name: str, figures: Figures, ids: Ids, warehouse: Warehouse
) -> None:
    old, new = ids["63", UNCHANGED[name]], ids["34", name]
    of_old = {indicator_id for indicator_id, unit_id in figures if unit_id == old}
    of_new = {indicator_id for indicator_id, unit_id in figures if unit_id == new}
    assert of_old - of_new == {"system_rank"}
    assert of_new <= of_old
    for indicator_id in of_new:
        before, after = figures[indicator_id, old], figures[indicator_id, new]
        assert after._replace(note=None) == before._replace(note=None)
        if indicator_id not in RATIOS:
            assert (after.note or "").startswith(f"Giữ nguyên số liệu của {UNCHANGED[name]}")
    targets = (
        "SELECT indicator_id, due_on, comparator, value, source_line, raw_text FROM target "
        "WHERE unit_id = ? ORDER BY ALL"
    )
    assert _rows(warehouse, targets, new) == _rows(warehouse, targets, old) != []


def test_ranks_and_grades_of_merged_units_are_said_not_to_merge(warehouse: Warehouse) -> None:
    assert (
        _rows(
            warehouse,
            """
        SELECT indicator_id, count(*) FROM observation JOIN unit USING (unit_id)
        WHERE indicator_id IN ('system_rank', 'system_grade') AND valid_from IS NOT NULL
            AND value IS NOT NULL
            AND unit_id IN (SELECT successor_id FROM unit_lineage WHERE relation = 'merged')
        GROUP BY 1
        """,
        )
        == []
    )
    said = _rows(
        warehouse,
        "SELECT indicator_id, count(*) FROM quality_issue WHERE kind = 'not_merged' "
        "AND unit_id LIKE 'p34-%' AND indicator_id LIKE 'system_%' GROUP BY 1 ORDER BY 1",
    )
    assert said == [("system_grade", 23), ("system_rank", 34)]


def test_new_units_have_derived_figures_only(warehouse: Warehouse) -> None:
    sql = """
        SELECT DISTINCT basis FROM observation JOIN unit USING (unit_id)
        JOIN source_table USING (table_id)
        WHERE valid_from IS NOT NULL AND structure IS DISTINCT FROM '2025'
        UNION ALL
        SELECT DISTINCT basis FROM target JOIN unit USING (unit_id) WHERE valid_from IS NOT NULL
    """
    assert _rows(warehouse, sql) == [("derived",), ("derived",)]


def test_all_30_central_bodies_have_a_lineage(warehouse: Warehouse, ids: Ids) -> None:
    bodies = {unit_id for (structure, _), unit_id in ids.items() if structure == "30"}
    successors = {unit_id for (structure, _), unit_id in ids.items() if structure == "22"}
    lineage = _rows(
        warehouse,
        "SELECT predecessor_id, successor_id, legal_basis, confidence FROM unit_lineage "
        "WHERE effective_on = DATE '2025-03-01'",
    )
    assert (len(bodies), len(successors)) == (30, 22)
    assert {predecessor for predecessor, *_ in lineage} == bodies
    assert {successor for _, successor, *_ in lineage} == successors
    for _, _, legal_basis, confidence in lineage:
        assert any(word in legal_basis for word in ("NQ ", "NĐ ", "KL "))
        assert confidence.startswith(("two independent", "one", "unconfirmed"))


def test_bodies_split_in_2025(warehouse: Warehouse, ids: Ids) -> None:
    rows = _rows(
        warehouse,
        "SELECT predecessor_id, successor_id, part_vi FROM unit_lineage WHERE relation = 'split'",
    )
    parts = {row[:2]: row[2] for row in rows}
    assert len(parts) == len(SHARES)
    for body, successor, word in SHARES:
        assert word in parts[ids["30", body], ids["22", successor]]
    whole = "SELECT DISTINCT predecessor_id FROM unit_lineage WHERE relation <> 'split'"
    assert not {(ids["30", body],) for body in SPLIT} & set(_rows(warehouse, whole))


def test_what_became_of_every_central_body(warehouse: Warehouse, ids: Ids) -> None:
    """Whole bodies go where the decrees put them, and functions where they moved."""
    rows = _rows(
        warehouse,
        "SELECT predecessor_id, successor_id, relation, part_vi FROM unit_lineage "
        "WHERE effective_on = DATE '2025-03-01'",
    )
    whole = {row[:2] for row in rows if row[2] not in ("split", "part")}
    behind = OTHER | {name: (name,) for name in SAME}
    assert whole == {
        (ids["30", member], ids["22", name]) for name, found in behind.items() for member in found
    }
    moved = {row[:2]: row[3] for row in rows if row[2] == "part"}
    assert len(moved) == len(MOVED)
    for body, successor, word in MOVED:
        assert word in moved[ids["30", body], ids["22", successor]]


def _written(indicator_id: str, figure: Figure | None) -> str:
    """A figure of a body as its own page shows it."""
    if figure is None:
        return "không có trong bảng"
    if figure.value is None:
        return REASONS[figure.status]
    if figure.text is not None:
        return figure.text
    if indicator_id in RATIOS:
        return f"{figure.value:.1f}%".replace(".", ",")
    assert figure.raw_text is not None
    return figure.raw_text.replace(".", ",")


def _changes(name: str) -> list[str]:
    """The parts that a body gained or gave up, with the body at the other end."""
    gained = [f"từ {body}" for body, to, _ in (*SHARES, *MOVED) if to == name]
    given = [f"sang {to}" for body, to, _ in MOVED if body in OTHER[name]]
    words = [word for body, to, word in SHARES if to == name]
    words += [word for body, to, word in MOVED if name == to or body in OTHER[name]]
    return gained + given + words


@pytest.mark.parametrize("name", OTHER)
def test_a_reorganised_body_has_no_figure_of_its_own(
    name: str, figures: Figures, ids: Ids, warehouse: Warehouse
) -> None:
    """What the bodies behind it reported stands in words, each with its name; no verdict."""
    new, members = ids["22", name], [(m, ids["30", m]) for m in OTHER[name]]
    assert len(members) > 1 or _changes(name)
    reported = {key for key, unit_id in figures if unit_id in dict(members).values()}
    reported -= {"system_rank"}
    assert reported == {key for key, unit_id in figures if unit_id == new} != set()
    for indicator_id in reported:
        result = figures[indicator_id, new]
        assert result.status == "reorganised"
        assert (result.value, result.low, result.high, result.estimate) == (None,) * 4
        assert (result.source_line, result.raw_text) == (None, None)
        told = "; ".join(
            f"{member} {_written(indicator_id, figures.get((indicator_id, unit_id)))}"
            for member, unit_id in members
        )
        assert result.former == f"Trước 1/3/2025: {told}"
        assert result.note is not None
        named = ", ".join(member for member, _ in members)
        assert result.note.startswith(f"Số liệu của {named} trước 1/3/2025, không phải của cơ quan")
        assert all(change in result.note for change in _changes(name))
    verdicts = "SELECT DISTINCT verdict FROM attainment WHERE unit_id = ?"
    assert _rows(warehouse, verdicts, new) in ([], [("no_data",)])


@pytest.mark.parametrize("name", SAME)
def test_a_body_that_stayed_the_same_keeps_its_figures(
    name: str, figures: Figures, ids: Ids
) -> None:
    old, new = ids["30", name], ids["22", name]
    of_old = {indicator_id for indicator_id, unit_id in figures if unit_id == old}
    of_new = {indicator_id for indicator_id, unit_id in figures if unit_id == new}
    assert of_new == of_old - {"system_rank"} != set()
    for indicator_id in of_new:
        before, after = figures[indicator_id, old], figures[indicator_id, new]
        assert after._replace(note=None) == before._replace(note=None)


def test_every_central_body_is_the_same_or_another(ids: Ids) -> None:
    assert {name for structure, name in ids if structure == "22"} == {*SAME, *OTHER}
    assert not {*SAME} & {*OTHER}


def test_no_body_of_today_has_a_target_of_a_former_one(warehouse: Warehouse, ids: Ids) -> None:
    goals = "SELECT count(*) FROM target WHERE unit_id = ?"
    for name in OTHER:
        assert _rows(warehouse, goals, ids["22", name]) == [(0,)]


def test_a_verdict_on_a_new_unit_holds_for_all_of_its_interval(warehouse: Warehouse) -> None:
    """Every comparator of these targets is ≥."""
    rows = _rows(
        warehouse,
        """
        SELECT a.verdict, a.value_low, a.value_high, a.target_low, a.target_high, a.comparator
        FROM attainment a JOIN unit USING (unit_id)
        WHERE valid_from IS NOT NULL AND level IN ('province', 'ministry')
        """,
    )
    assert {row[0] for row in rows} == {"met", "not_met", "undetermined", "no_data"}
    for verdict, low, high, least, most, comparator in rows:
        assert comparator == ">="
        if low is None:
            assert verdict == "no_data"
        elif low >= most:
            assert verdict == "met"
        else:
            assert verdict == ("not_met" if high < least else "undetermined")


@pytest.mark.parametrize(
    ("name", "indicator_id", "due_on", "verdict"),
    [
        ("TP. Hồ Chí Minh", "dvctt_full_rate", date(2024, 12, 31), "not_met"),
        ("TP. Hồ Chí Minh", "ecommerce_retail_share", date(2025, 12, 31), "undetermined"),
        ("TP. Hồ Chí Minh", "dossier_full_online_rate", date(2024, 12, 31), "no_data"),
        ("Đà Nẵng", "dvctt_full_rate", date(2024, 12, 31), "undetermined"),
        ("Tuyên Quang", "dossier_full_online_rate", date(2024, 12, 31), "undetermined"),
        ("Tuyên Quang", "dossier_full_online_rate", date(2025, 12, 31), "not_met"),
        ("Hưng Yên", "is_plan_deployed_rate", date(2024, 12, 31), "met"),
        ("Vĩnh Long", "is_plan_deployed_rate", date(2024, 12, 31), "no_data"),
    ],
)
def test_verdicts_on_merged_provinces(
    name: str, indicator_id: str, due_on: date, verdict: str, warehouse: Warehouse, ids: Ids
) -> None:
    sql = """
        SELECT verdict FROM attainment WHERE unit_id = ? AND indicator_id = ? AND due_on = ?
            AND period_end <= DATE '2024-07-31'
    """
    assert _rows(warehouse, sql, ids["34", name], indicator_id, due_on) == [(verdict,)]


@each_merged
def test_e_commerce_targets_of_merged_provinces_are_bounds(
    name: str, warehouse: Warehouse, ids: Ids
) -> None:
    sql = """
        SELECT value, value_low, value_high, raw_text FROM target
        WHERE indicator_id = 'ecommerce_retail_share' AND unit_id = ?
    """
    aims = [_rows(warehouse, sql, unit_id)[0][0] for unit_id in _members(ids, name)]
    exact = min(aims) if len(set(aims)) == 1 else None
    assert _rows(warehouse, sql, ids["34", name]) == [(exact, min(aims), max(aims), None)]
    if name == "TP. Hồ Chí Minh":
        assert (min(aims), max(aims)) == (10, 40)


def test_names_in_time(warehouse: Warehouse) -> None:
    """Name and kind on each side of the day that changed them."""
    on_day = """
        SELECT n.name_vi, n.kind_vi FROM unit_name n
        WHERE unit_id = ? AND coalesce(valid_from <= CAST($2 AS DATE), TRUE)
            AND coalesce(valid_to >= CAST($2 AS DATE), TRUE)
    """.replace("?", "$1")
    province, city = "tỉnh", "thành phố trực thuộc trung ương"
    for unit_id, before, after, day_before, day in [
        ("p63-46", "Tỉnh Thừa Thiên Huế", "Thành phố Huế", "2024-12-31", "2025-01-01"),
        ("p34-75", "Tỉnh Đồng Nai", "Thành phố Đồng Nai", "2026-04-29", "2026-04-30"),
        ("p34-22", "Tỉnh Quảng Ninh", "Thành phố Quảng Ninh", "2026-08-31", "2026-09-01"),
        ("p34-24", "Tỉnh Bắc Ninh", "Thành phố Bắc Ninh", "2026-09-19", "2026-09-20"),
    ]:
        assert _rows(warehouse, on_day, unit_id, day_before) == [(before, province)]
        assert _rows(warehouse, on_day, unit_id, day) == [(after, city)]
        own = "SELECT name_vi, kind_vi FROM unit WHERE unit_id = ?"
        assert _rows(warehouse, own, unit_id) == [(before, province)]
    assert _rows(warehouse, "SELECT count(*) FROM unit_name") == [(8,)]


def test_28_provinces_and_6_cities_became_25_and_9(warehouse: Warehouse) -> None:
    def cities(day: date) -> int:
        ((count,),) = _rows(
            warehouse,
            """
            SELECT count(*) FROM unit u LEFT JOIN unit_name n ON n.unit_id = u.unit_id
                AND coalesce(n.valid_from <= $1, TRUE) AND coalesce(n.valid_to >= $1, TRUE)
            WHERE u.unit_id LIKE 'p34-%' AND coalesce(n.kind_vi, u.kind_vi) LIKE 'thành phố%'
            """,
            day,
        )
        return count

    days = [date(2025, 7, 1), date(2026, 4, 30), date(2026, 9, 1), date(2026, 9, 20)]
    assert [cities(day) for day in days] == [6, 7, 8, 9]
