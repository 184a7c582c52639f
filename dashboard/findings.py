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
    if valued.empty:
        sentences.append(
            _("{indicator}: không đơn vị nào có số liệu").format(indicator=view.indicator.name_vi)
        )
    else:
        first, last = records(valued.iloc[[0, -1]])
        sentences.append(
            _("{indicator}: {first} đứng đầu, {last} đứng cuối").format(
                indicator=view.indicator.name_vi,
                first=_with_company(view, first, valued),
                last=_with_company(view, last, valued),
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
    missing = without[without["status"] != "not_applicable"]
    if not missing.empty and not valued.empty:
        sentences.append(_("{count} đơn vị không có số liệu").format(count=len(missing)))
    return "; ".join(sentences) + "."


def _with_company(view: View, row: Row, valued: pd.DataFrame) -> str:
    """A unit with its value, and how many share its rank."""
    same = (valued["rank_best"] == row["rank_best"]) & (valued["rank_worst"] == row["rank_worst"])
    words = f"{row['short_name_vi']} ({format_value(view.indicator, row)})"
    others = int(same.sum()) - 1
    return (
        words
        if not others
        else _("{unit} và {count} đơn vị cùng hạng").format(unit=words, count=others)
    )
