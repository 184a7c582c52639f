"""What the build noticed in the sources, in words for readers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dashboard.queries.statements import Said, with_said
from dashboard.store.records import records
from dashboard.store.warehouse import Warehouse
from etl.language.i18n import N_, _

KINDS = {
    "total_mismatch": N_("Tổng không bằng cộng các dòng"),
    "average_mismatch": N_("Mức chung không phải trung bình của bảng"),
    "count_mismatch": N_("Số đơn vị đếm được khác phần lời"),
    "list_count_mismatch": N_("Số nêu và số tên trong danh sách khác nhau"),
    "comparison_mismatch": N_("So sánh trong phần lời không đúng với bảng"),
    "extreme_mismatch": N_("Nơi cao nhất, thấp nhất khác phần lời"),
    "different_figures": N_("Hai nơi in hai số khác nhau"),
    "ratio_mismatch": N_("Tỷ lệ in không bằng thương hai số đếm"),
    "repeated_value": N_("Nhiều đơn vị trùng nhau đến từng chữ số"),
    "series_break": N_("Chuỗi số đổi cách đo"),
    "cell_corrected": N_("Ô đã được sửa, có lý do"),
    "spelling_repaired": N_("Tên đơn vị in sai chính tả"),
    "skipped_row_number": N_("Nhảy số thứ tự"),
    "unit_missing_from_list": N_("Đơn vị không có trong danh sách nào"),
    "absent_by_design": N_("Bảng không thống kê đơn vị này"),
    "not_merged": N_("Không gộp được sang đơn vị mới"),
    "late_before_due": N_("Văn bản ghi chậm khi chưa đến hạn"),
    "owner_dissolved": N_("Việc nêu tên cơ quan đã giải thể"),
}
"""Kinds in the order the page lists them; what concerns the figures most comes first."""

OTHER_KIND = N_("Ghi nhận khác")

SEVERITIES = {"warning": N_("Cần lưu ý"), "info": N_("Để biết")}

SEVERITY_MARKS = {"warning": "⚠", "info": "·"}


@dataclass(frozen=True)
class Issue:
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

    @property
    def kind_vi(self) -> str:
        """In the reader's language; also for a kind this page has not heard of."""
        return _(KINDS.get(self.kind, OTHER_KIND))


@lru_cache(maxsize=4)
def issues(source: Warehouse) -> tuple[Issue, ...]:
    """Every issue, by kind as `KINDS` lists them, then by table and line."""
    rows = source.query(
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
        """
    )
    order = list(KINDS)
    found = [Issue(**row) for row in records(with_said(source, rows, "detail"))]
    found.sort(key=lambda item: order.index(item.kind) if item.kind in order else len(order))
    return tuple(found)


def kinds_of(items: Sequence[Issue]) -> dict[str, int]:
    """How many issues of each kind there are, in order."""
    return dict(Counter(item.kind for item in items))


def tables_of(items: Sequence[Issue]) -> dict[str, str]:
    """The tables that have issues, by id, named as a reader knows them."""
    found = {item.table_id: item.appendix for item in items if item.table_id and item.appendix}
    twice = {name for name, count in Counter(found.values()).items() if count > 1}
    return {
        table_id: f"{appendix} ({table_id})" if appendix in twice else appendix
        for table_id, appendix in sorted(found.items(), key=lambda pair: pair[1])
    }


def narrowed(
    items: Sequence[Issue],
    kind: str | None = None,
    table_id: str | None = None,
    severity: str | None = None,
) -> list[Issue]:
    return [
        item
        for item in items
        if kind in (None, item.kind)
        and table_id in (None, item.table_id)
        and severity in (None, item.severity)
    ]
