"""What the sources do that breaks naive loading: one test for each known trap, on the real data."""

import csv
import json
from datetime import date

import duckdb
import pytest

from etl import checked as pipeline
from etl.catalogue.load import Catalogue
from etl.checked import Project
from etl.problems import BuildError
from tests.statements import statements_of, written

TO_RECONCILE = {
    "Bạc Liêu",
    "Bắc Ninh",
    "Bình Phước",
    "Đắk Lắk",
    "Đồng Nai",
    "Hải Dương",
    "Quảng Ninh",
    "Quảng Trị",
    "Thái Nguyên",
    "Thừa Thiên Huế",
    "Tiền Giang",
    "Cần Thơ",
    "Hà Nội",
    "TP. Hồ Chí Minh",
    "Vĩnh Phúc",
}
IN_FORCE = date(2024, 7, 31)
Warehouse = duckdb.DuckDBPyConnection


def _rows(warehouse: Warehouse, sql: str, *parameters: object) -> list[tuple]:
    return warehouse.execute(sql, list(parameters)).fetchall()


def _values(warehouse: Warehouse, sql: str, *parameters: object) -> list:
    return [row[0] for row in _rows(warehouse, sql, *parameters)]


def _details(warehouse: Warehouse, kind: str) -> list[str]:
    sql = "SELECT detail_code, detail_parts FROM quality_issue WHERE kind = ?"
    return [written(warehouse, *row) for row in _rows(warehouse, sql, kind)]


def test_trap_1_three_number_formats_in_one_document(warehouse: Warehouse) -> None:
    """A point is a decimal mark in II and a thousands mark in VI and VIII."""
    printed = """
        SELECT raw_text, value FROM observation WHERE table_id = ? AND raw_text = ?
        UNION SELECT raw_text, value FROM target WHERE table_id = ? AND raw_text = ?
    """
    for table_id, raw_text, value in [
        ("i", "30,86%", 30.86),
        ("ii-a", "92.59%", 92.59),
        ("vi", "8.372", 8372),
        ("viii", "7.272.154", 7272154),
    ]:
        found = _rows(warehouse, printed, table_id, raw_text, table_id, raw_text)
        assert found == [(raw_text, value)]


def test_trap_2_a_dash_has_three_meanings(warehouse: Warehouse, sentence) -> None:
    dashes = _rows(
        warehouse,
        """
        SELECT o.status, o.table_id, u.short_name_vi, o.note_code, o.note_parts
        FROM observation o JOIN unit u USING (unit_id)
        WHERE o.indicator_id = 'dossier_full_online_rate' AND o.raw_text = '-'
            AND o.basis = 'published'
            AND o.value IS NULL AND o.value_low IS NULL AND o.value_high IS NULL
        """,
    )
    to_reconcile = [row for row in dashes if row[:2] == ("to_reconcile", "ii-b")]
    not_connected = [row for row in dashes if row[:2] == ("not_connected", "ii-a")]
    assert {row[2] for row in to_reconcile} == TO_RECONCILE
    assert {row[2] for row in not_connected} == {"Bộ Tài chính", "Bộ Tư pháp"}
    assert len(dashes) == len(to_reconcile) + len(not_connected) == 17
    assert all(sentence(*row[3:]).startswith("Cần đối soát số liệu") for row in to_reconcile)
    assert all("kết nối EMC, đạt" in sentence(*row[3:]) for row in not_connected)
    in_appendix_i = "SELECT DISTINCT status FROM observation WHERE table_id = 'i' AND value IS NULL"
    assert _values(warehouse, in_appendix_i) == ["not_available"]


@pytest.mark.parametrize("figure", [84.63, 72.54], ids=["Kho bạc", "Cục Đăng ký"])
def test_trap_2_the_figure_of_a_sub_agency_is_nobodys_value(
    figure: float, warehouse: Warehouse
) -> None:
    sql = "SELECT count(*) FROM observation WHERE ? BETWEEN value_low AND value_high AND value = ?"
    assert _values(warehouse, sql, figure, figure) == [0]


def test_trap_3_a_printed_zero_of_a_unit_that_did_not_report(warehouse: Warehouse) -> None:
    silent = _rows(
        warehouse,
        """
        SELECT u.short_name_vi, count(*) FROM observation o JOIN unit u USING (unit_id)
        WHERE o.status = 'not_reported' AND o.raw_text IN ('0', '0%') AND o.note_code IS NOT NULL
            AND o.value IS NULL AND o.value_low IS NULL AND o.value_high IS NULL
        GROUP BY ALL
        """,
    )
    names = ("Ban QL Lăng CT HCM", "Bến Tre", "Hải Phòng", "Phú Yên")
    assert sorted(silent) == [(name, 5) for name in names]
    derived = """
        SELECT DISTINCT status FROM observation
        WHERE basis = 'derived' AND indicator_id = 'is_plan_deployed_rate'
            AND unit_id IN ('p63-83', 'p63-31', 'p63-54')
    """
    assert _values(warehouse, derived) == ["not_reported"]


def test_trap_3_a_unit_that_reported_zero_stays_zero(warehouse: Warehouse) -> None:
    sql = """
        SELECT value, status FROM observation
        WHERE unit_id = 'p63-89' AND indicator_id = 'is_plan_deployed' AND basis = 'published'
    """
    assert _rows(warehouse, sql) == [(0, "observed")]


def test_trap_4_ratios_over_changing_denominators(warehouse: Warehouse) -> None:
    """Every derived rate is over all systems; nine printed ones are not, one is cut short."""
    rows = _rows(
        warehouse,
        """
        SELECT u.short_name_vi, q.detail_parts::JSON->'reason', printed.value, printed.raw_text,
            derived.value,
            100 * deployed.value / systems.value, 100 * deployed.value / approved.value
        FROM quality_issue q
        JOIN unit u USING (unit_id)
        JOIN observation printed ON printed.indicator_id = q.indicator_id
            AND printed.unit_id = q.unit_id AND printed.basis = 'published'
        JOIN observation derived ON derived.indicator_id = q.indicator_id
            AND derived.unit_id = q.unit_id AND derived.basis = 'derived'
        JOIN observation systems ON systems.indicator_id = 'is_systems'
            AND systems.unit_id = q.unit_id
        JOIN observation approved ON approved.indicator_id = 'is_level_approved'
            AND approved.unit_id = q.unit_id
        JOIN observation deployed ON deployed.indicator_id = 'is_plan_deployed'
            AND deployed.unit_id = q.unit_id
        WHERE q.kind = 'ratio_mismatch' AND q.table_id IN ('ix-bo', 'ix-tinh')
        """,
    )
    reasons = {row[0]: json.loads(row[1]) for row in rows}
    over_approved = {
        name
        for name, reason in reasons.items()
        if reason["code"] == "other_denominator"
        and reason["parts"]["count"]["part"]["indicator_id"] == "is_level_approved"
    }
    cut_short = {name for name, reason in reasons.items() if reason["code"] == "cut_digits"}
    assert over_approved == {
        "Bộ Tài chính",
        "Bộ VHTT&DL",
        "Bộ GD&ĐT",
        "Bắc Kạn",
        "Bạc Liêu",
        "Cà Mau",
        "Gia Lai",
        "Hà Nam",
        "Kon Tum",
    }
    assert cut_short == {"Ngân hàng Nhà nước"}
    assert len(rows) == 10
    for name, _, printed, raw_text, derived, over_all, over_level in rows:
        assert raw_text == f"{printed:.0f}%"
        assert derived == pytest.approx(over_all)
        assert name in cut_short or printed == pytest.approx(over_level, abs=0.5)


def test_trap_4_every_unit_has_one_definition(warehouse: Warehouse) -> None:
    """All 87 reporting units have both derived rates, each numerator ÷ all systems."""
    rates = _rows(
        warehouse,
        """
        SELECT rate.value, 100 * part.value / systems.value
        FROM observation rate
        JOIN indicator i USING (indicator_id)
        JOIN observation part ON part.indicator_id = i.numerator_id AND part.unit_id = rate.unit_id
        JOIN observation systems ON systems.indicator_id = 'is_systems'
            AND systems.unit_id = rate.unit_id
        JOIN unit u ON u.unit_id = rate.unit_id AND u.valid_to IS NOT NULL
            AND u.level IN ('province', 'ministry')
        WHERE rate.basis = 'derived' AND rate.table_id IN ('ix-bo', 'ix-tinh')
            AND rate.status = 'observed'
        """,
    )
    assert len(rates) == 2 * 87
    assert all(derived == pytest.approx(computed) for derived, computed in rates)


@pytest.mark.parametrize(
    ("spelling", "unit_id"),
    [
        ("TP. Hồ Chí Minh", "p63-79"),
        ("Hồ Chí Minh", "p63-79"),
        ("TP Cần Thơ", "p63-92"),
        ("Cần Thơ", "p63-92"),
        ("Hoà Bình", "p63-17"),
        ("Hòa Bình", "p63-17"),
        ("Thanh Hoá", "p63-38"),
        ("Khánh Hoà", "p63-56"),
        ("Thừa Thiên - Huế", "p63-46"),
        ("Thừa Thiên – Huế", "p63-46"),
        ("Bà Rịa Vũng Tàu", "p63-77"),
        ("Ủy Ban Dân Tộc", "uy-ban-dan-toc"),
        ("Ủy ban Dân tộc", "uy-ban-dan-toc"),
        ("Bảo hiểm xã hội Việt Nam", "bao-hiem-xa-hoi-viet-nam"),
        ("Bảo hiểm Xã hội Việt Nam", "bao-hiem-xa-hoi-viet-nam"),
        ("Bộ Công thương", "bo-cong-thuong"),
        ("Bộ Công Thương", "bo-cong-thuong"),
        ("Bộ Lao động – Thương binh và Xã hội", "bo-lao-dong-thuong-binh-va-xa-hoi"),
        ("Đông Nai", "p63-75"),
        ("Tiên Giang", "p63-82"),
        ("Son La", "p63-14"),
        ("Bình Duong", "p63-74"),
    ],
)
def test_trap_5_one_unit_has_many_spellings(
    spelling: str, unit_id: str, catalogue: Catalogue
) -> None:
    resolved = catalogue.names.resolve(spelling, ["province", "ministry"], IN_FORCE)
    assert resolved.unit.unit_id == unit_id


def test_trap_5_repaired_spellings_are_said(warehouse: Warehouse) -> None:
    details = " ".join(_details(warehouse, "spelling_repaired"))
    assert all(f"“{name}”" in details for name in ("Đông Nai", "Tiên Giang", "Son La"))


def test_trap_5_a_scanning_error_matches_only_through_its_alias(project: Project) -> None:
    aliases = project.catalogue / "unit_aliases.csv"
    text = aliases.read_text(encoding="utf-8")
    aliases.write_text(text.replace("Đông Nai,p63-75,scan_error\n", ""), encoding="utf-8")
    with pytest.raises(BuildError) as caught:
        pipeline.check(project)
    (problem,) = caught.value.problems
    assert (problem.file, problem.line) == ("data/raw/bc-btttt-2024-07/vii.tsv", 30)
    assert (problem.cell, problem.found) == ("Tỉnh/TP", "Đông Nai")
    assert "Đồng Nai" in problem.candidates


@pytest.mark.parametrize(
    ("indicator_id", "unit_note", "values"),
    [
        (
            "national_03_2",
            "Triển khai DVCTT toàn trình theo NĐ số 42/2022/NĐ-CP, đo lường bằng Hệ thống EMC",
            {"2023": 17, "7/2024": 42},
        ),
        ("national_11", None, {"7/2024": 81.25}),
        ("national_19", None, {"2021": 50, "2022": 100, "2023": 100, "7/2024": 100}),
    ],
    ids=["row 3.2", "row 11", "row 19"],
)
def test_trap_6_a_row_cut_by_a_page_break_is_whole(
    indicator_id: str,
    unit_note: str | None,
    values: dict[str, float],
    warehouse: Warehouse,
    sentence,
) -> None:
    """The rest of each row's text stands under an empty first cell after the page break."""
    rows = _rows(
        warehouse,
        "SELECT period_label, value, note_code, note_parts FROM observation "
        "WHERE table_id = 'i' AND indicator_id = ?",
        indicator_id,
    )
    assert len(rows) == 5
    assert {label: value for label, value, *_ in rows if value is not None} == values
    assert {sentence(*note) for _, _, *note in rows} == {unit_note}


def test_trap_6_repeated_headers_are_not_rows(warehouse: Warehouse) -> None:
    """Appendix I prints three header rows, with and without bold tags, and 27 rows."""
    sql = "SELECT count(DISTINCT indicator_id) FROM observation WHERE table_id = 'i'"
    assert _values(warehouse, sql) == [27]
    headings = """
        SELECT count(*) FROM observation WHERE raw_text LIKE '%Năm 20%' OR raw_text LIKE '%Tỷ lệ%'
    """
    assert _values(warehouse, headings) == [0]


def test_trap_7_numbering(warehouse: Warehouse) -> None:
    """Sub-rows 1.1, 1.2, 3.1 and 3.2 are indicators of their own; there is no row 23."""
    ids = set(_values(warehouse, "SELECT DISTINCT indicator_id FROM observation"))
    assert {f"national_{row}" for row in ("01_1", "01_2", "03_1", "03_2")} <= ids
    assert not any(indicator_id.startswith("national_23") for indicator_id in ids)
    assert _details(warehouse, "skipped_row_number") == ["Bảng không có dòng số 23."]


def test_trap_7_shared_ranks_stay_shared(warehouse: Warehouse) -> None:
    ranks = _values(
        warehouse,
        """
        SELECT value FROM observation
        WHERE indicator_id = 'system_rank' AND table_id = 'iv-tinh' ORDER BY value LIMIT 8
        """,
    )
    assert ranks == [1, 2, 3, 4, 4, 4, 4, 8]


def test_trap_8_breaks_in_series(warehouse: Warehouse, catalogue: Catalogue) -> None:
    breaks = _rows(
        warehouse,
        """
        SELECT indicator_id, detail_code, detail_parts FROM quality_issue
        WHERE kind = 'series_break' AND table_id = 'i'
        ORDER BY ALL
        """,
    )
    assert [indicator_id for indicator_id, *_ in breaks] == [
        "national_01_2",
        "national_03_1",
        "national_04",
    ]
    details = [written(warehouse, *detail) for _, *detail in breaks]
    assert all("2023" in detail and "EMC" in detail for detail in details)
    assert catalogue.indicators["national_01_2"].replaces == "national_01_1"


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("total_mismatch", "7.206", "7.008"),
        ("total_mismatch", "1.539", "1.113"),
        ("total_mismatch", "5.667", "5.895"),
        ("list_count_mismatch", "09 đơn vị “trên 20%”", "nêu tên 8"),
        ("different_figures", "13,5%", "13,3%"),
    ],
)
def test_trap_9_where_text_and_tables_disagree_both_are_shown(
    kind: str, one: str, other: str, warehouse: Warehouse
) -> None:
    details = _details(warehouse, kind)
    assert [detail for detail in details if one in detail and other in detail], details


def test_trap_9_a_disagreement_changes_no_figure(warehouse: Warehouse) -> None:
    sql = """
        SELECT indicator_id, value FROM observation
        WHERE unit_id = 'vn' AND basis = 'published' AND period_label IN ('6/2024', '7/2024')
            AND indicator_id IN ('is_systems', 'signature_adult_rate', 'national_26')
        ORDER BY ALL
    """
    assert _rows(warehouse, sql) == [
        ("is_systems", 7206),
        ("national_26", 13.3),
        ("signature_adult_rate", 13.5),
    ]


def test_trap_9_the_province_no_list_names_has_no_band(warehouse: Warehouse) -> None:
    """The lists of digital-economy shares name 62 of the 63."""
    sql = """
        SELECT o.unit_id, o.status, q.kind FROM observation o
        LEFT JOIN quality_issue q ON q.unit_id = o.unit_id AND q.indicator_id = o.indicator_id
        WHERE o.indicator_id = 'digital_economy_grdp_share' AND o.value_low IS NULL
            AND o.basis = 'published'
    """
    assert _rows(warehouse, sql) == [("p63-35", "not_available", "unit_missing_from_list")]


def test_trap_10_suspicious_repeats(warehouse: Warehouse) -> None:
    repeated = _rows(
        warehouse,
        """
        SELECT u.short_name_vi, o.value, o.raw_text
        FROM quality_issue q
        JOIN unit u USING (unit_id)
        JOIN observation o ON o.unit_id = q.unit_id AND o.indicator_id = q.indicator_id
        WHERE q.kind = 'repeated_value' AND q.indicator_id = 'dossier_full_online_rate'
        """,
    )
    names = ("Bắc Kạn", "Lào Cai", "Tuyên Quang")
    assert sorted(repeated) == [(name, 28.94, "28.94%") for name in names]


def test_trap_11_appendix_iii_is_said_to_be_not_carried(warehouse: Warehouse) -> None:
    sql = "SELECT shape, rows, note_vi FROM source_table WHERE appendix = 'Phụ lục III'"
    ((shape, rows, note),) = _rows(warehouse, sql)
    assert (shape, rows) == ("not_carried", None)
    assert "tệp đính kèm không có trong tài liệu" in note
    used = "SELECT count(*) FROM observation WHERE table_id = 'iii'"
    assert _values(warehouse, used) == [0]


def test_trap_12_every_old_province_has_exactly_one_successor(warehouse: Warehouse) -> None:
    predecessors = _values(
        warehouse,
        """
        SELECT count(l.successor_id) FROM unit u
        LEFT JOIN unit_lineage l ON l.predecessor_id = u.unit_id AND l.successor_id LIKE 'p34-%'
        WHERE u.level = 'province' AND u.valid_to = DATE '2025-06-30' GROUP BY u.unit_id
        """,
    )
    assert predecessors == [1] * 63


def test_trap_12_the_34_are_23_merged_and_11_unchanged(warehouse: Warehouse) -> None:
    members = _rows(
        warehouse,
        """
        SELECT count(l.predecessor_id), any_value(l.relation), count(DISTINCT l.relation)
        FROM unit u LEFT JOIN unit_lineage l ON l.successor_id = u.unit_id
        WHERE u.level = 'province' AND u.valid_from = DATE '2025-07-01' GROUP BY u.unit_id
        """,
    )
    merged = [count for count, relation, _ in members if relation == "merged"]
    unchanged = [count for count, relation, _ in members if relation == "unchanged"]
    assert (len(members), len(merged), len(unchanged)) == (34, 23, 11)
    assert set(merged) == {2, 3}
    assert set(unchanged) == {1}
    assert all(relations == 1 for *_, relations in members)


def test_trap_12_a_code_can_mean_another_province_after_the_merger(warehouse: Warehouse) -> None:
    clashes = _rows(
        warehouse,
        """
        SELECT old.gso_code, old.short_name_vi, new.short_name_vi
        FROM unit old JOIN unit new ON new.gso_code = old.gso_code
        WHERE old.valid_to = DATE '2025-06-30' AND new.valid_from = DATE '2025-07-01'
            AND new.short_name_vi NOT IN (old.short_name_vi, 'Huế')
        ORDER BY 1
        """,
    )
    assert clashes == [
        ("15", "Yên Bái", "Lào Cai"),
        ("24", "Bắc Giang", "Bắc Ninh"),
        ("44", "Quảng Bình", "Quảng Trị"),
        ("52", "Bình Định", "Gia Lai"),
        ("80", "Long An", "Tây Ninh"),
        ("82", "Tiền Giang", "Đồng Tháp"),
        ("91", "Kiên Giang", "An Giang"),
    ]


def test_trap_12_the_lineage_covers_all_30_central_bodies(warehouse: Warehouse) -> None:
    bodies = _rows(
        warehouse,
        """
        SELECT u.unit_id, count(l.successor_id) FROM unit u
        LEFT JOIN unit_lineage l ON l.predecessor_id = u.unit_id
            AND l.effective_on = DATE '2025-03-01'
        WHERE u.level = 'ministry' AND u.valid_to = DATE '2025-02-28' GROUP BY u.unit_id
        """,
    )
    successors = dict(bodies)
    assert len(successors) == 30
    assert min(successors.values()) >= 1
    assert successors["bo-thong-tin-va-truyen-thong"] == 3
    assert successors["bo-lao-dong-thuong-binh-va-xa-hoi"] == 5


@pytest.mark.parametrize(
    ("table_id", "listed"),
    [("ii-a", 20), ("iv-bo", 21), ("ix-bo", 28)],
    ids=["II-a", "IV", "IX"],
)
def test_trap_13_ministries_absent_by_design_are_not_missing_data(
    table_id: str, listed: int, warehouse: Warehouse
) -> None:
    """Each of the 30 bodies is in the table or absent with a reason, never both."""
    present = _values(
        warehouse,
        "SELECT DISTINCT unit_id FROM observation WHERE table_id = ? AND basis = 'published'",
        table_id,
    )
    absent = _rows(
        warehouse,
        """
        SELECT unit_id, detail_code, detail_parts, severity
        FROM quality_issue JOIN unit USING (unit_id)
        WHERE kind = 'absent_by_design' AND table_id = ? AND valid_to = DATE '2025-02-28'
        """,
        table_id,
    )
    assert (len(present), len(absent)) == (listed, 30 - listed)
    assert not set(present) & {unit_id for unit_id, *_ in absent}
    assert {severity for *_, severity in absent} == {"info"}
    reasons = [written(warehouse, code, parts) for _, code, parts, _ in absent]
    assert all("Phụ lục" in reason for reason in reasons)


def test_trap_13_the_two_ministries_left_out_of_ix(warehouse: Warehouse) -> None:
    sql = """
        SELECT unit_id, detail_code, detail_parts FROM quality_issue JOIN unit USING (unit_id)
        WHERE kind = 'absent_by_design' AND table_id = 'ix-bo' AND valid_to = DATE '2025-02-28'
        ORDER BY unit_id
    """
    absent = _rows(warehouse, sql)
    assert [unit_id for unit_id, *_ in absent] == ["bo-cong-an", "bo-quoc-phong"]
    assert all("không thống kê" in written(warehouse, *reason) for _, *reason in absent)


@pytest.mark.parametrize(
    ("indicator_id", "bloc"),
    [
        (indicator_id, bloc)
        for indicator_id in ("dvctt_full_rate", "dossier_full_online_rate")
        for bloc in ("bloc-ministries", "bloc-provinces")
    ],
)
def test_trap_14_a_pooled_rate_is_judged_by_bounds_alone(
    indicator_id: str, bloc: str, warehouse: Warehouse
) -> None:
    """Footnotes 7 and 9 define the bloc rates as all numerators ÷ all denominators."""
    level = {"bloc-ministries": "ministry", "bloc-provinces": "province"}[bloc]
    ((verdict, code, parts, stated),) = _rows(
        warehouse,
        """
        SELECT verdict, explanation_code, explanation_parts, published_value
        FROM claim JOIN claim_check USING (claim_id)
        WHERE indicator_id = ? AND unit_id = ? AND test_kind = 'pooled'
        """,
        indicator_id,
        bloc,
    )
    values = _values(
        warehouse,
        """
        SELECT value FROM observation JOIN unit USING (unit_id)
        WHERE indicator_id = ? AND level = ? AND basis = 'published' AND value IS NOT NULL
        """,
        indicator_id,
        level,
    )
    assert min(values) < stated < max(values)
    assert verdict == "not_testable"
    said = dict(statements_of(code, json.loads(parts)))
    assert {"pooled", "not_confirmed", "plain_mean"} <= said.keys()
    assert "không so được" in written(warehouse, code, parts)
    mismatches = _values(
        warehouse, "SELECT kind FROM quality_issue WHERE indicator_id = ?", indicator_id
    )
    assert not {"average_mismatch", "comparison_mismatch"} & set(mismatches)


def test_trap_15_the_named_highest_and_lowest_bound_every_band(warehouse: Warehouse) -> None:
    """Line 501: TP. Hồ Chí Minh 42,18%, Đắk Nông 2,4%, so all 63 miss 50%."""
    outside = _rows(
        warehouse,
        """
        SELECT unit_id, value_low, value_high FROM observation JOIN unit USING (unit_id)
        WHERE indicator_id = 'signature_adult_rate' AND level IN ('province', 'region')
            AND NOT (value_low >= 2.4 AND value_high <= 42.18)
        """,
    )
    assert outside == []
    verdicts = _rows(
        warehouse,
        """
        SELECT left(unit_id, 3), verdict, count(*), max(gap_high), min(gap_low)
        FROM attainment JOIN unit USING (unit_id)
        WHERE indicator_id = 'signature_adult_rate' AND level = 'province' GROUP BY ALL ORDER BY 1
        """,
    )
    assert [(key, verdict, count) for key, verdict, count, *_ in verdicts] == [
        ("p34", "not_met", 34),
        ("p63", "not_met", 63),
    ]
    for *_, most, least in verdicts:
        assert (most, least) == (pytest.approx(47.6), pytest.approx(7.82))


def test_trap_15_places_the_text_names(warehouse: Warehouse) -> None:
    """Lines 464, 483, 485 and 501, typed from the document."""
    first = "Hà Nội, Bắc Ninh, TP. Hồ Chí Minh, Nam Định, Hưng Yên, Hải Dương, Lạng Sơn"
    first += ", Thái Nguyên, Phú Thọ, Thái Bình"
    last = "Sóc Trăng, Kiên Giang, Quảng Bình, Bạc Liêu, Cà Mau, Hậu Giang, Vĩnh Long"
    last += ", Đồng Tháp, Trà Vinh, Bắc Kạn"
    expected = {
        ("ecommerce_retail_share", 1, 10, 483): set(first.split(", ")),
        ("ecommerce_retail_share", 54, 63, 485): set(last.split(", ")),
        ("enterprise_per_1000_band", 1, 1, 464): {"TP. Hồ Chí Minh"},
        ("enterprise_per_1000_band", 63, 63, 464): {"Cao Bằng"},
        ("signature_adult_rate", 1, 1, 501): {"TP. Hồ Chí Minh"},
        ("signature_adult_rate", 63, 63, 501): {"Đắk Nông"},
    }
    found: dict[tuple, set[str]] = {}
    for *key, name in _rows(
        warehouse,
        """
        SELECT indicator_id, rank_best, rank_worst, document_line, short_name_vi
        FROM stated_rank JOIN unit USING (unit_id) WHERE document_line IS NOT NULL
        """,
    ):
        found.setdefault(tuple(key), set()).add(name)
    assert found == expected
    others = _rows(
        warehouse,
        """
        SELECT indicator_id, rank_best, rank_worst, count(*) FROM stated_rank
        WHERE document_line IS NULL GROUP BY ALL ORDER BY 1
        """,
    )
    assert others == [
        ("ecommerce_retail_share", 11, 53, 43),
        ("enterprise_per_1000_band", 2, 62, 61),
        ("signature_adult_rate", 2, 62, 61),
    ]


def test_the_raw_spelling_stays_in_the_raw_table(built_project: Project) -> None:
    """Repairs are aliases: the file keeps the print, so a reader can find it in the document."""
    path = built_project.root / "data" / "raw" / "bc-btttt-2024-07" / "vii.tsv"
    with path.open(encoding="utf-8", newline="") as handle:
        names = {row[0] for row in csv.reader(handle, delimiter="\t") if row}
    assert {"Đông Nai", "Tiên Giang", "Son La"} <= names
