"""What a document says of a task, in words: its deadline, and where it stood on the document's day.

Nothing here compares with today: no later document says what became of a task.
"""

from collections.abc import Iterable
from datetime import date

from dashboard.queries.registers import UnitTask
from dashboard.queries.tasks import AHEAD, OPEN, OVERDUE, OwnedTask, due_by
from dashboard.words.provenance import describe_place
from etl.language.i18n import N_, _, format_date

TASK_STATUSES = {
    "assigned": N_("Đã giao"),
    "in_progress": N_("Đang làm"),
    "late": N_("Chậm tiến độ"),
    "done": N_("Hoàn thành"),
}

ROLES = {
    "partner": N_("phối hợp"),
    "location": N_("nơi thực hiện"),
    "named": N_("được nêu"),
}
"""How a task names units that do not own it."""

DEADLINES = {
    "tat-ca": N_("Tất cả"),
    OVERDUE: N_("Chậm hoặc quá hạn theo văn bản"),
    AHEAD: N_("Còn hạn vào ngày văn bản"),
    OPEN: N_("Không nêu hạn"),
}


def deadline_names(years: Iterable[int]) -> dict[str, str]:
    """What tasks can be asked for by their deadline: by where they stand, by the end of a year."""
    by_year = {
        due_by(year): _("Hạn đến {day}").format(day=format_date(date(year, 12, 31)))
        for year in years
    }
    return {key: _(name) for key, name in DEADLINES.items()} | by_year


def describe_due(
    due_on: date | None,
    due_vi: str | None,
    starts_on: date | None,
    starts_vi: str | None,
    *,
    from_heading: bool,
) -> str:
    """`31/3/2024 (“trong tháng 3/2024”)`: the day, and the words the document has for it."""
    if due_on is not None:
        heading = f", {_('theo đầu mục')}" if from_heading else ""
        return _printed(format_date(due_on), due_vi, heading)
    if starts_on is not None:
        return _printed(_("bắt đầu {day}").format(day=format_date(starts_on)), starts_vi)
    return _("không nêu")


def _printed(day: str, words: str | None, heading: str = "") -> str:
    return day if words is None or words == day else f"{day} (“{words}”{heading})"


def printed_due(due_vi: str | None, *, from_heading: bool) -> str | None:
    """The document's words for a deadline, with a remark where they stand in the heading."""
    if due_vi is None or not from_heading:
        return due_vi
    return _("{words} (theo đầu mục)").format(words=due_vi)


def describe_lines(appendix: str, line: int, quote: str, other_lines: Iterable[int]) -> str:
    """`Mục 1–4, dòng 19: “…”; xem thêm dòng 38`: where a document speaks of a task."""
    place = describe_place(appendix, line, quote)
    others = ", ".join(map(str, other_lines))
    return place + _("; xem thêm dòng {line}").format(line=others) if others else place


def describe_status(status: str, due_on: date | None, as_of: date) -> str:
    """`Đã giao, còn hạn, theo văn bản ngày 28/5/2024`."""
    words = [_(TASK_STATUSES[status])]
    if due_on is not None and status != "done":
        if due_on < as_of:
            words.append(_("quá hạn"))
        else:
            words.append(_("khi chưa đến hạn") if status == "late" else _("còn hạn"))
    words.append(_("theo văn bản ngày {day}").format(day=format_date(as_of)))
    return ", ".join(words)


def describe_roles(named: Iterable[tuple[str, str | None]]) -> str:
    """`phối hợp: Bộ Công an; nơi thực hiện: Hà Nội, Quảng Ninh`, of pairs of role and names."""
    return "; ".join(f"{_(ROLES[role])}: {names}" for role, names in named if names)


def due_words(task: UnitTask | OwnedTask) -> str:
    """The deadline of a task, or the day it starts."""
    return describe_due(
        task.due_on,
        task.due_vi,
        task.starts_on,
        task.starts_vi,
        from_heading=task.due_from_heading,
    )


def task_source(task: UnitTask) -> str:
    """The document with the place in it."""
    place = describe_lines(task.appendix, task.document_line, task.quote, task.other_lines)
    return f"{task.document_vi}, {place}"


def status_words(task: UnitTask | OwnedTask) -> str:
    """Where a task stood on the day of its document."""
    return describe_status(task.status, task.due_on, task.status_as_of)
