"""What a figure shows, in one sentence: its text alternative and its caption."""

import pandas as pd

from dashboard.i18n import _
from dashboard.ordering import ordered, split_by_value
from dashboard.rows import Row, records
from dashboard.verdicts import MET
from dashboard.views import View
from dashboard.wording import FLAG_WORDS, describe_targets, format_value


def finding(view: View, rows: pd.DataFrame) -> str:
    """Who leads, who trails, how many reach the target, how many have no value."""
    valued, without = split_by_value(ordered(rows, "hang"))
    sentences: list[str] = []
    if valued.empty:
        sentences.append(
            _("{indicator}: không đơn vị nào có số liệu").format(indicator=view.indicator.name_vi)
        )
    elif view.indicator.value_kind == "flag":
        sentences.append(f"{view.indicator.name_vi}: {_flags(valued)}")
    else:
        first, last = records(valued.iloc[[0, -1]])
        words = _("{indicator}: {first} đứng đầu, {last} đứng cuối")
        if view.indicator.value_kind == "count":
            words = _("{indicator}: {first} nhiều nhất, {last} ít nhất")
        sentences.append(
            words.format(
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


def _flags(valued: pd.DataFrame) -> str:
    """`Có: 10; Chưa: 53`; an answer that nobody gives is left out."""
    counts = {word: int((valued["value"] == value).sum()) for value, word in FLAG_WORDS.items()}
    return "; ".join(f"{_(word)}: {count}" for word, count in counts.items() if count)


def _with_company(view: View, row: Row, valued: pd.DataFrame) -> str:
    """A unit with its value, and how many stand where it stands."""
    ends = ("rank_best", "rank_worst") if view.has_ranks else ("value_low", "value_high")
    same = (valued[ends[0]] == row[ends[0]]) & (valued[ends[1]] == row[ends[1]])
    words = f"{row['short_name_vi']} ({format_value(view.indicator, row)})"
    others = int(same.sum()) - 1
    if not others:
        return words
    company = _("{unit} và {count} đơn vị cùng hạng")
    if view.indicator.value_kind == "count":
        company = _("{unit} và {count} đơn vị bằng nhau")
    return company.format(unit=words, count=others)
