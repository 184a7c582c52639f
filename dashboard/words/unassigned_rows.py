"""What is said of rows of no unit."""

from collections.abc import Sequence

from dashboard.queries.indicator_views import View
from dashboard.queries.unassigned_rows import UnassignedRow, WholeTable
from dashboard.words.markdown import plain
from dashboard.words.statements import write_or_none
from dashboard.words.values import format_amount
from etl.language.i18n import _


def without_unit() -> str:
    """What stands in place of a unit, or of a status."""
    return _("không rõ của đơn vị nào")


def name_of(row: UnassignedRow) -> str:
    """`Thanh Hóa (không rõ của đơn vị nào)`."""
    return f"{row.named_vi} ({without_unit()})"


def unassigned_in_brief(rows: Sequence[UnassignedRow]) -> str:
    """How many they are and where they count; empty where every row is of a unit."""
    if not rows:
        return ""
    words = _("{count} dòng không rõ của đơn vị nào: có trong tổng, không có hạng hay màu")
    return words.format(count=len(rows))


def whole_words(view: View, whole: WholeTable) -> str:
    """`Cả bảng cộng lại: **80,27%** (29.714 ÷ 37.019).`, as Markdown."""
    amount = format_amount(view.indicator, whole.value, view.indicator.decimals)
    words = f"{_('Cả bảng cộng lại')}: **{amount}**"
    how = write_or_none(whole.note)
    return f"{words} ({plain(how.removesuffix('.'))})." if how else f"{words}."


def unassigned_lines(view: View, rows: Sequence[UnassignedRow]) -> list[str]:
    """The rows of each reason in a line, as Markdown: names as printed, line, amount."""
    of_reason: dict[str, list[str]] = {}
    for row in rows:
        amount = format_amount(view.indicator, row.value, view.indicator.decimals)
        line = _("dòng {line}, in “{name}”: {amount}").format(
            line=row.document_line, name=row.named_vi, amount=amount
        )
        of_reason.setdefault(row.reason_vi, []).append(line)
    return [
        f"{plain('; '.join(lines))}. :gray[{plain(reason)}]" for reason, lines in of_reason.items()
    ]
