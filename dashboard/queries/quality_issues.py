"""What the build noticed in the sources, issue by issue."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.queries.statements import Said, spoken
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse

ISSUE_KIND_CODES = (
    "total_mismatch",
    "average_mismatch",
    "total_not_checked",
    "count_mismatch",
    "list_count_mismatch",
    "comparison_mismatch",
    "extreme_mismatch",
    "different_figures",
    "measured_differs",
    "records_left_out",
    "ratio_mismatch",
    "repeated_value",
    "series_break",
    "cell_corrected",
    "spelling_repaired",
    "skipped_row_number",
    "row_of_no_unit",
    "unit_missing_from_list",
    "absent_by_design",
    "not_merged",
    "late_before_due",
    "owner_dissolved",
)
"""In the order the page lists them; what concerns the figures most comes first."""

SEVERITY_CODES = ("warning", "info")


@dataclass(frozen=True, slots=True)
class QualityIssue:
    """One row of the contract's `quality_issue`, with names."""

    issue_id: str
    severity: str
    kind: str
    table_id: str | None
    appendix: str | None
    source_line: int | None
    unit_id: str | None
    unit_vi: str | None
    indicator_id: str | None
    indicator_vi: str | None
    detail: Said


@kept(8)
def issues(source: Warehouse) -> tuple[QualityIssue, ...]:
    """Every issue, by kind as `ISSUE_KIND_CODES` lists them, then by table and line."""
    found = spoken(
        source,
        QualityIssue,
        """
        SELECT
            issue_id, severity, quality_issue.kind, table_id, appendix, source_line,
            unit_id, unit.short_name_vi AS unit_vi,
            indicator_id, indicator.short_name_vi AS indicator_vi,
            detail_code, detail_parts
        FROM quality_issue
        LEFT JOIN source_table USING (table_id)
        LEFT JOIN unit USING (unit_id)
        LEFT JOIN indicator USING (indicator_id)
        ORDER BY table_id NULLS LAST, source_line NULLS LAST, unit_vi COLLATE vi
        """,
    )
    order = ISSUE_KIND_CODES
    return tuple(
        sorted(found, key=lambda item: order.index(item.kind) if item.kind in order else len(order))
    )


def kinds_of(items: Sequence[QualityIssue]) -> dict[str, int]:
    """How many issues of each kind there are, in order."""
    return dict(Counter(item.kind for item in items))


def tables_of(items: Sequence[QualityIssue]) -> dict[str, str]:
    """The tables that have issues, by id, named as a reader knows them."""
    found = {item.table_id: item.appendix for item in items if item.table_id and item.appendix}
    twice = {name for name, count in Counter(found.values()).items() if count > 1}
    return {
        table_id: f"{appendix} ({table_id})" if appendix in twice else appendix
        for table_id, appendix in sorted(found.items(), key=lambda pair: pair[1])
    }


def narrowed(
    items: Sequence[QualityIssue],
    kind: str | None = None,
    table_id: str | None = None,
    severity: str | None = None,
) -> list[QualityIssue]:
    return [
        item
        for item in items
        if kind in (None, item.kind)
        and table_id in (None, item.table_id)
        and severity in (None, item.severity)
    ]
