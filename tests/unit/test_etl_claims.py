"""Claims: verdicts follow from the tables, with the arithmetic, and change when a table does."""

from pathlib import Path

import duckdb
import pytest
import yaml

from etl.build import Project, build

Warehouse = duckdb.DuckDBPyConnection
FOLDER = Path(__file__).parents[2] / "data" / "catalogue"
SPECS = yaml.safe_load((FOLDER / "claims.yml").read_text(encoding="utf-8"))
RAW = "data/raw/bc-btttt-2024-07"

CONTRADICTED = {
    "dossiers-above-60": "1 đơn vị trên 60%; Phụ lục II-b có 2: Hà Nam, Đà Nẵng",
    "systems-sum-vn": "= 7.008 ≠ 7.206, lệch −198",
    "systems-sum-ministries": "= 1.113 ≠ 1.539",
    "systems-sum-provinces": "= 5.895 ≠ 5.667, lệch +228",
    "level-approved-share-ministries": "1.093 ÷ 1.539 = 71,02% ≠ 71,1%",
    "grdp-above-20": "nêu tên 8 đơn vị, ≠ 9: Bắc Ninh, Bắc Giang",
    "signature-national": "ghi 13,5%; Phụ lục I (dòng 745) ghi 13,3%",
    "enterprises-45500": "ghi 45.500; phần lời (dòng 464) ghi 50.350",
    "dossiers-mean-ministries": "331,79 ÷ 18 đơn vị có số liệu trong Phụ lục II-a = 18,43% ≠ 50%",
    "dossiers-mean-provinces": "= 23,65% ≠ 17%",
    "services-mean-ministries": "= 62,89% ≠ 59,68%",
    "services-mean-provinces": "= 55,68% ≠ 55,38%",
    "services-none-ministries": "Phụ lục II-a có 1: Bộ NN&PTNT",
    "national-dossiers-43": "ghi 43%; Phụ lục I (dòng 704) ghi 42%",
    "dti-components-growth": "0,64 ÷ 0,41 − 1 = 56,1%",
    "dossiers-three-times-tables": "= 0,78 lần ≠ 3 lần",
    "dossiers-ministries-better": "18,43% ≤ 23,65%",
    "signature-growth-needed": "50% ÷ 13,5% − 1 = 270,37% ≠ 196,243%",
    "world-ecommerce-share": "(dòng 65) ghi 19,5%; phần lời (dòng 664) ghi 19,4%",
    "asean-growth-rising": "19% ≤ 28%",
    "signature-four-times": "= 4,50 lần ≠ 4 lần",
}
CONFIRMED = {
    "services-below-50": "Phụ lục II-b có 28: An Giang",
    "dossiers-above-30": "có 7: Cà Mau, Điện Biên, Hà Giang, Hà Nam, Nam Định, Thanh Hóa, Đà Nẵng",
    "services-lowest-province": "Bà Rịa - Vũng Tàu 24,2%, thấp nhất trong 63",
    "services-highest-province": "Đà Nẵng 95,56%, cao nhất trong 63",
    "dossiers-second-province": "thứ 2 kể từ nơi cao nhất trong 48 (trước đó là Hà Nam 66,61%)",
    "dossiers-highest-ministry": "Bộ Công Thương 79,94%, cao nhất trong 18",
    "dossiers-lowest-province": "Lạng Sơn 11,67%",
    "services-full-ministries": "có 4: Bộ Công Thương, Bộ GD&ĐT, Bộ LĐ-TB&XH, Bộ TT&TT",
    "level-approved-below-50": "có 18: Bộ Nội vụ",
    "plan-deployed-below-50": "cộng lại 33. Tính lại mọi tỷ lệ trên tổng số thì là 34",
    "grade-c-ministries": "có 5: Bộ Quốc phòng",
    "grade-e-provinces": "có 9: Gia Lai",
    "grade-a-or-b": "Phụ lục IV có 0.",
    "level-approved-share-vn": "5.515 ÷ 7.206 = 76,53% khớp 76,5%",
    "level-not-approved": "100% − 5.515 ÷ 7.206 = 23,47% khớp 23,5%",
    "plan-not-deployed": "= 43,55% khớp 43,5%",
    "systems-by-level": "3.309 + 2.914 + 955 + 23 + 5 = 7.206",
    "osi-up-5": "81 − 76 = 5",
    "ogdi-up-10": "97 − 87 = 10",
    "signature-below-10": "nêu tên 33 đơn vị, khớp 33",
    "ecommerce-below-3": "suy ra 57 đơn vị",
    "density-below-03": "nêu tên 42 đơn vị",
    "enterprises-needed": "= 19.797, tròn 1.000 là 20.000",
    "national-services-above-55": "ghi trên 55%; Phụ lục I (dòng 701) ghi 55,47%",
    "dossiers-three-times-text": "= 2,94 lần khớp 3 lần",
    "osi-rank-2022": "(dòng 103) ghi 76",
    "ogdi-rank-2022": "(dòng 104) ghi 87",
    "asean-growth-2022": "(dòng 105) ghi 1",
    "asean-growth-2023": "(dòng 105) ghi 1",
    "dti-slower": "0,71 ÷ 0,61 − 1 = 16,4%",
    "services-five-times": "= 5,04 lần khớp 5 lần",
}
NOT_TESTABLE = {
    "signature-below-50": "3 đơn vị chỉ biết khoảng (Bình Dương, Đà Nẵng, Hà Nội)",
    "signature-lowest": "chỉ biết khoảng có thể còn thấp hơn",
    "digital-economy-2023": "để trống năm 2023",
    "egdi-asean-unchanged": "không in thứ hạng khu vực",
    "osi-asean-up-1": "không in thứ hạng khu vực",
    "gci-asean-4": "kê tên 3 nước",
    "services-2010-share": "tổng số dịch vụ công năm 2010",
    "dossiers-eight-times": "từ 7,8 đến 9,6 lần",
    "digital-economy-pace": "dòng 185 không ghi nguồn",
    "digital-economy-three-times": "3,5 lần theo Google",
}


def _checks(warehouse: Warehouse) -> dict[str, tuple[str, str]]:
    rows = warehouse.execute("SELECT claim_id, verdict, explanation_vi FROM claim_check").fetchall()
    return {claim_id: (verdict, explanation) for claim_id, verdict, explanation in rows}


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
    allowed |= {"printed", "format", "test"}
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
          AND value IS DISTINCT FROM published_value AND test_kind IN ('sum', 'mean', 'same_figure')
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
        ("ii-b.tsv", "66.61%", "56.61%", "dossiers-above-60", "contradicted", "confirmed"),
        ("ii-b.tsv", "24.20%", "74.20%", "services-below-50", "confirmed", "contradicted"),
        (
            "text-bloc-averages.tsv",
            "59,68%\t",
            "62,89%\t",
            "services-mean-ministries",
            "contradicted",
            "confirmed",
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
    build(project)
    with duckdb.connect(project.warehouse / "warehouse.duckdb", read_only=True) as changed:
        assert _checks(changed)[claim_id][0] == after
