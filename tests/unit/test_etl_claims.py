"""Claims: verdicts follow from the tables, with the arithmetic, and change when a table does."""

import re
from pathlib import Path

import duckdb
import pytest
import yaml

from etl.checked import Project, checked_inputs
from etl.language.i18n import LANGUAGES
from tests.statements import written

Warehouse = duckdb.DuckDBPyConnection
FOLDER = Path(__file__).parents[2] / "data" / "catalogue"
SPECS = yaml.safe_load((FOLDER / "claims.yml").read_text(encoding="utf-8"))
RAW = "data/raw/bc-btttt-2024-07"

CONTRADICTED = {
    "systems-sum-vn": "= 7.008 ≠ 7.206, lệch −198; 4 đơn vị chưa báo cáo tính là 0",
    "systems-sum-ministries": "= 1.113 ≠ 1.539",
    "systems-sum-provinces": "= 5.895 ≠ 5.667, lệch +228",
    "level-approved-share-ministries": "1.093 ÷ 1.539 = 71,02% ≠ 71,1%",
    "grdp-above-20": "nêu tên 8 đơn vị, ≠ 9: Bắc Ninh, Bắc Giang",
    "signature-national": "ghi 13,5%; Phụ lục I (dòng 745) ghi 13,3%",
    "services-none-ministries": "Bộ Ngoại giao 14,29%, Bộ NN&PTNT 0%",
    "national-dossiers-43": "ghi 43%; Phụ lục I (dòng 704) ghi 42%",
    "signature-growth-needed": "50% ÷ 13,5% − 1 = 270,37% ≠ 196,243%",
    "world-ecommerce-share": "(dòng 65) ghi 19,5%; phần lời (dòng 664) ghi 19,4%",
    "asean-growth-rising": "19% ≤ 28%",
}
CONFIRMED = {
    "services-below-50": "Phụ lục II-b có 28: An Giang",
    "dossiers-above-30": "có 7: Cà Mau, Điện Biên, Hà Giang, Hà Nam, Nam Định, Thanh Hóa, Đà Nẵng",
    "dossiers-above-60": "Phụ lục II-b (dòng 836) ghi 64,94%",
    "services-lowest-province": "Bà Rịa - Vũng Tàu 24,2%, thấp nhất trong 63",
    "services-highest-province": "Đà Nẵng 95,56%, cao nhất trong 63",
    "dossiers-second-province": "thứ 2 kể từ nơi cao nhất trong 48 (trước đó là Hà Nam 66,61%)",
    "dossiers-highest-ministry": "Bộ Công Thương 79,94%, cao nhất trong 18",
    "dossiers-lowest-province": "Phụ lục II-b (dòng 811) ghi 11,67%",
    "dossiers-ministries-better": "50% > 17%",
    "services-ministries-better": "59,68% > 55,38%",
    "services-full-ministries": "Bộ Công Thương 100%, Bộ GD&ĐT 100%",
    "level-approved-below-50": "có 18: Bộ Nội vụ",
    "plan-deployed-below-50": "cộng lại 33. Tính lại mọi tỷ lệ trên tổng số thì là 34",
    "grade-c-ministries": "có 5: Bộ Quốc phòng",
    "grade-e-provinces": "có 9: Gia Lai",
    "grade-a-or-b": "Phụ lục IV có 0.",
    "egdi-unchanged": "ghi 86",
    "level-approved-share-vn": "5.515 ÷ 7.206 = 76,53% khớp 76,5%",
    "level-not-approved": "100% − 5.515 ÷ 7.206 = 23,47% khớp 23,5%",
    "plan-not-deployed": "= 43,55% khớp 43,5%",
    "systems-by-level": "3.309 + 2.914 + 955 + 23 + 5 = 7.206",
    "osi-up-5": "81 − 76 = 5",
    "ogdi-up-10": "97 − 87 = 10",
    "signature-below-10": "nêu tên 33 đơn vị, khớp 33",
    "signature-gap-highest": "50% − 42,18% = 7,82 điểm % khớp 7,82%",
    "ecommerce-below-3": "suy ra 57 đơn vị",
    "density-below-03": "nêu tên 42 đơn vị",
    "enterprises-needed": "= 19.797, tròn 1.000 là 20.000",
    "national-services-above-55": "ghi trên 55%; Phụ lục I (dòng 701) ghi 55,47%",
    "osi-rank-2022": "(dòng 103) ghi 76",
    "ogdi-rank-2022": "(dòng 104) ghi 87",
    "asean-growth-2022": "(dòng 105) ghi 1",
    "asean-growth-2023": "(dòng 105) ghi 1",
    "dti-slower": "0,71 ÷ 0,61 − 1 = 16,4%",
    "services-five-times": "= 5,04 lần khớp 5 lần",
    "dossiers-three-times": "= 2,94 lần khớp 3 lần",
}
NOT_TESTABLE = {
    "signature-below-50": "3 đơn vị chỉ biết khoảng (Bình Dương, Đà Nẵng, Hà Nội)",
    "signature-lowest": "chỉ biết khoảng có thể còn thấp hơn",
    "ecommerce-first-ten": "bảng chỉ có khoảng",
    "density-lowest": "bảng chỉ có khoảng",
    "services-mean-provinces": "nằm trong khoảng 24,20–95,56%; 55,38% không trái với bảng",
    "services-mean-ministries": "không thu hẹp được; 59,68%",
    "dossiers-mean-ministries": "Trung bình cộng của 18 đơn vị là 18,43%",
    "dti-components-growth": "DTI kinh tế số 0,64 ÷ 0,41 − 1 = 56,1% (53,0–59,3%)",
    "digital-economy-2023": "để trống năm 2023",
    "egdi-asean-unchanged": "không in thứ hạng khu vực",
    "osi-asean-up-1": "không in thứ hạng khu vực",
    "gci-asean-4": "kê tên 3 nước",
    "services-2010-share": "tổng số dịch vụ công năm 2010",
    "dossiers-eight-times": "7,73–9,67), chưa đủ để so với trên 8 lần",
    "signature-four-times": "3,84–5,42), chưa đủ để so với 4 lần",
    "digital-economy-pace": "dòng 185 không ghi nguồn",
    "digital-economy-three-times": "3,5 lần theo Google",
    "enterprises-45500": "không phải doanh nghiệp CNTT",
}


def _checks(warehouse: Warehouse) -> dict[str, tuple[str, str]]:
    rows = warehouse.execute(
        "SELECT claim_id, verdict, explanation_code, explanation_parts FROM claim_check"
    ).fetchall()
    return {claim_id: (verdict, written(warehouse, *said)) for claim_id, verdict, *said in rows}


def test_every_claim_has_one_verdict(warehouse: Warehouse) -> None:
    checks = _checks(warehouse)
    assert list(checks) == [spec["claim_id"] for spec in SPECS]
    assert len(checks) >= 30
    assert all(explanation.strip() for _, explanation in checks.values())
    assert {verdict for verdict, _ in checks.values()} == {
        "confirmed",
        "contradicted",
        "not_testable",
    }


def test_the_catalogue_types_no_verdict_and_no_arithmetic() -> None:
    """Only what the text states and how to test it; a reason only where no table can."""
    allowed = {"claim_id", "document", "line", "section", "statement_vi", "indicator", "unit"}
    allowed |= {"printed", "stands_for", "format", "test"}
    for spec in SPECS:
        assert set(spec) <= allowed
        assert ("reason_vi" in spec["test"]) == (spec["test"]["kind"] == "not_testable")
        assert not {"÷", "≠", "✓", "✗"} & set(spec["statement_vi"])


@pytest.mark.parametrize(
    ("verdict", "claim_id", "part"),
    [
        (verdict, claim_id, part)
        for verdict, expected in (
            ("contradicted", CONTRADICTED),
            ("confirmed", CONFIRMED),
            ("not_testable", NOT_TESTABLE),
        )
        for claim_id, part in expected.items()
    ],
)
def test_known_verdicts(verdict: str, claim_id: str, part: str, warehouse: Warehouse) -> None:
    found, explanation = _checks(warehouse)[claim_id]
    assert found == verdict
    assert part in explanation


def test_statements_are_ours_and_short(warehouse: Warehouse) -> None:
    for (statement,) in warehouse.execute("SELECT statement_vi FROM claim").fetchall():
        assert len(statement) <= 100
        assert not statement.endswith(".")


def test_published_figures_trace_to_the_raw_tables_where_those_have_them(
    warehouse: Warehouse,
) -> None:
    """A figure the raw tables carry is not typed a second time."""
    twice = warehouse.execute(
        """
        SELECT claim_id FROM claim JOIN observation USING (indicator_id, unit_id, document_line)
        WHERE basis = 'published' AND published_text IS NOT NULL
          AND value IS DISTINCT FROM published_value
          AND test_kind IN ('sum', 'pooled', 'same_figure')
        """
    ).fetchall()
    assert twice == []


def test_contradicted_claims_are_quality_issues(warehouse: Warehouse) -> None:
    lacking = warehouse.execute(
        """
        SELECT claim_id FROM claim JOIN claim_check USING (claim_id)
        WHERE verdict = 'contradicted' AND NOT EXISTS (
            FROM quality_issue AS issue
            WHERE issue.indicator_id = claim.indicator_id AND severity = 'warning'
              AND coalesce(issue.unit_id = claim.unit_id, true)
              AND (kind LIKE '%mismatch' OR kind = 'different_figures')
        )
        """
    ).fetchall()
    assert lacking == []


def test_what_a_reader_has_noticed_is_not_said_twice(warehouse: Warehouse) -> None:
    for kind in ("list_count_mismatch", "ratio_mismatch"):
        rows = warehouse.execute(
            "SELECT indicator_id, unit_id FROM quality_issue WHERE kind = ?", [kind]
        ).fetchall()
        assert len(set(rows)) == len(rows)


@pytest.mark.parametrize(
    ("file", "old", "new", "claim_id", "before", "after"),
    [
        ("ii-b.tsv", "64.94%", "58.94%", "dossiers-above-60", "confirmed", "contradicted"),
        ("ii-b.tsv", "24.20%", "74.20%", "services-below-50", "confirmed", "contradicted"),
        (
            "text-bloc-averages.tsv",
            "55,38%\t",
            "95,57%\t",
            "services-mean-provinces",
            "not_testable",
            "contradicted",
        ),
        (
            "dti.tsv",
            "<i>0,64</i>",
            "<i>0,70</i>",
            "dti-components-growth",
            "not_testable",
            "contradicted",
        ),
        (
            "text-grdp-bands.tsv",
            "trên 20%\t09",
            "trên 20%\t08",
            "grdp-above-20",
            "contradicted",
            "contradicted",
        ),
        (
            "text-grdp-bands.tsv",
            "Hà Nội, TP. Hồ Chí Minh",
            "Hà Nội, TP. Hồ Chí Minh, Hà Nam",
            "grdp-above-20",
            "contradicted",
            "confirmed",
        ),
        (
            "text-security-totals.tsv",
            "71,1%\t",
            "71,0%\t",
            "level-approved-share-ministries",
            "contradicted",
            "confirmed",
        ),
    ],
)
def test_a_changed_cell_changes_the_verdict(
    file: str,
    old: str,
    new: str,
    claim_id: str,
    before: str,
    after: str,
    project: Project,
    warehouse: Warehouse,
) -> None:
    assert _checks(warehouse)[claim_id][0] == before
    path = project.root / RAW / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    verdicts = {claim.spec.claim_id: claim.verdict for claim in checked_inputs(project).claims}
    assert verdicts[claim_id] == after


@pytest.mark.parametrize("spec", SPECS, ids=[spec["claim_id"] for spec in SPECS])
def test_a_stated_count_or_multiple_has_not_the_unit_of_its_indicator(
    spec: dict, warehouse: Warehouse
) -> None:
    """`22` of 91 bodies is no `22%`, `gần 3 lần` no `3%`, five ministries no grade A."""
    printed = spec.get("printed")
    ((stated, code, parts),) = warehouse.execute(
        "SELECT published_text, published_code, published_parts FROM claim WHERE claim_id = ?",
        [spec["claim_id"]],
    ).fetchall()
    assert printed in (None, stated)
    for language in LANGUAGES:
        if printed is None or code is None or "stands_for" in spec:
            continue
        text = written(warehouse, code, parts, language)
        assert ("%" in text) == ("%" in printed)
        if spec["test"]["kind"] == "ratio":
            assert code == "times"
            assert text.endswith(" lần" if language == "vi" else " times")
        elif printed.isalpha():
            assert text == printed
        else:
            digits = re.sub(r"[^0-9]", "", text)
            assert digits.lstrip("0") == re.sub(r"[^0-9]", "", printed).lstrip("0")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_count_of_units_is_compared_with_a_count(language: str, warehouse: Warehouse) -> None:
    rows = warehouse.execute(
        """
        SELECT claim_id, published_code, published_parts, computed_code, computed_parts
        FROM claim JOIN claim_check USING (claim_id)
        WHERE test_kind IN ('count', 'list_size')
        """
    ).fetchall()
    assert len(rows) > 20
    for claim_id, *said in rows:
        published = written(warehouse, *said[:2], language)
        computed = written(warehouse, *said[2:], language)
        assert re.fullmatch(r"[0-9]+(–[0-9]+)?", computed), claim_id
        assert re.fullmatch(r"[0-9]+|Không|None", published), claim_id
