"""Rows of totals where a table has several periods, targets, or figures in words."""

from datetime import date

from etl.checked import Project, check
from etl.facts import Issue
from etl.quality.check_rows import check_row_issues
from tests.invented_tables import add_table, year
from tests.statements import spelled


def told(project: Project) -> list[Issue]:
    """What the table's rows do not come to."""
    catalogue, facts = check(project)
    found = [*facts.issues, *check_row_issues(catalogue, facts)]
    return [
        issue
        for issue in found
        if issue.table_id == "bang-thu" and issue.kind != "absent_by_design"
    ]


def test_the_step_of_a_print_is_that_of_its_last_digit(project: Project) -> None:
    """7,45 triệu are any number that rounds to 10 000: totals of such are no more exact."""
    raw = """
        Tỉnh | Thuê bao
        Hà Nội | 7,45 triệu
        Đà Nẵng | 2,3 triệu
        Cả nước | 9.790.000
    """
    columns = [{"heading": "Thuê bao", "indicator": "fibre_lines", "number_format": "in_words"}]
    given = {"columns": columns, "check_rows": {"Cả nước": "sum"}, "period": year(2023)}
    assert told(add_table(project, raw, **given)) == []
    changed = add_table(project, raw.replace("9.790", "9.990"), **given)
    assert [issue.kind for issue in told(changed)] == ["total_mismatch"]


def test_each_period_of_a_long_table_has_its_total(project: Project) -> None:
    raw = """
        Tỉnh | Kỳ | Thuê bao
        Hà Nội | 2022 | 100
        Đà Nẵng | 2022 | 30
        Tổng cộng | 2022 | 130
        Hà Nội | 2023 | 110
        Đà Nẵng | 2023 | 35
        Tổng cộng | 2023 | 130
    """
    add_table(
        project,
        raw,
        period_column="Kỳ",
        periods={"2022": year(2022), "2023": year(2023)},
        columns=[{"heading": "Thuê bao", "indicator": "fibre_lines"}],
        check_rows={"Tổng cộng": "sum"},
    )
    assert [spelled(issue.detail) for issue in told(project)] == [
        "Dòng “Tổng cộng” (2023) in 130; 2 đơn vị trong bảng cộng lại 145 (lệch −15)."
    ]


def test_a_total_of_targets(project: Project) -> None:
    raw = "Tỉnh | Giao\nHà Nội | 100\nĐà Nẵng | 30\nTổng cộng | 140"
    target = {"due_on": date(2025, 12, 31), "comparator": ">="}
    columns = [{"heading": "Giao", "indicator": "fibre_lines", "target": target}]
    add_table(project, raw, period=year(2023), columns=columns, check_rows={"Tổng cộng": "sum"})
    assert [spelled(issue.detail) for issue in told(project)] == [
        "Dòng “Tổng cộng” (31/12/2025) in 140; 2 đơn vị trong bảng cộng lại 130 (lệch +10)."
    ]
    _catalogue, facts = check(project)
    assert len([target for target in facts.targets if target.table_id == "bang-thu"]) == 2
