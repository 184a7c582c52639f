"""What the build noticed in the documents."""

from collections.abc import Sequence

import pandas as pd

from dashboard.queries.quality_issues import QualityIssue
from dashboard.store.made_once import made_once
from dashboard.words.markdown import plain
from dashboard.words.statements import write
from dashboard.words.vocabulary import SEVERITIES, SEVERITY_MARKS, issue_kind
from etl.language.i18n import _


@made_once(32)
def reading_issues(items: Sequence[QualityIssue]) -> pd.DataFrame:
    """The issues as the page shows them. Cells are Markdown."""
    return pd.DataFrame(
        {
            _("Loại"): [
                f"{SEVERITY_MARKS[item.severity]} {issue_kind(item.kind)}" for item in items
            ],
            _("Bảng"): [plain(item.appendix or "") for item in items],
            _("Đơn vị"): [plain(item.unit_vi or "") for item in items],
            _("Chỉ số"): [plain(item.indicator_vi or "") for item in items],
            _("Ghi nhận"): [plain(write(item.detail)) for item in items],
        }
    )


def export_issues(items: Sequence[QualityIssue]) -> pd.DataFrame:
    """The same issues with ids and lines."""
    return pd.DataFrame(
        {
            _("Ghi nhận"): [write(item.detail) for item in items],
            _("Loại"): [issue_kind(item.kind) for item in items],
            _("Mức độ"): [_(SEVERITIES[item.severity]) for item in items],
            _("Đơn vị"): [item.unit_vi for item in items],
            _("Chỉ số"): [item.indicator_vi for item in items],
            _("Bảng"): [item.appendix for item in items],
            _("Dòng của tệp thô"): pd.array([item.source_line for item in items], dtype="Int64"),
            "issue_id": [item.issue_id for item in items],
            "kind": [item.kind for item in items],
            "table_id": [item.table_id for item in items],
            "unit_id": [item.unit_id for item in items],
            "indicator_id": [item.indicator_id for item in items],
        }
    )
