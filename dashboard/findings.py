"""What a figure shows, in one sentence: its text alternative and its caption."""

import pandas as pd

from dashboard.i18n import _
from dashboard.ordering import ordered, split_by_value
from dashboard.rows import Row, records
from dashboard.verdicts import MET
from dashboard.views import View
from dashboard.wording import describe_targets, format_value


def finding(view: View, rows: pd.DataFrame) -> str:
    """Who leads, who trails, how many reach the target, how many have no value."""
    valued, without = split_by_value(ordered(rows, "hang"))
    sentences = []
    if not valued.empty:
        first, last = records(valued.iloc[[0, -1]])
        sentences.append(
            _("{indicator}: {first} đứng đầu, {last} đứng cuối").format(
                indicator=view.indicator.name_vi,
                first=_with_value(view, first),
                last=_with_value(view, last),
            )
        )
    if view.due_on is not None and not view.is_allocation:
        judged = rows[rows["status"] != "not_applicable"]
        sentences.append(
            _("{met}/{all} đơn vị đạt ({target})").format(
                met=int((judged["verdict"] == MET).sum()),
                all=len(judged),
                target=describe_targets(view),
            )
        )
    if not without.empty:
        sentences.append(_("{count} đơn vị không có số liệu").format(count=len(without)))
    return "; ".join(sentences) + "."


def _with_value(view: View, row: Row) -> str:
    return f"{row['short_name_vi']} ({format_value(view.indicator, row)})"
