"""What is said of tasks."""

from collections import Counter
from collections.abc import Iterable, Sequence

from dashboard.queries.tasks import (
    AHEAD,
    NO_UNIT,
    NOBODY,
    OVERDUE,
    OwnedTask,
    count_tasks,
    owning_units,
)
from dashboard.words.markdown import plain
from dashboard.words.task_status import TASK_STATUSES
from etl.language.i18n import N_, _, format_date, format_number

OWNER_GROUPS = {
    NOBODY: N_("Văn bản không nêu ai"),
    NO_UNIT: N_("Cơ quan ngoài danh mục bộ, ngành, tỉnh"),
}


def owners(rows: Iterable[OwnedTask]) -> dict[str, str]:
    """Who owns tasks: blocs, ministries and provinces in order, then those that are no unit."""
    listed = list(rows)
    present = {row.owner for row in listed}
    groups = {key: _(words) for key, words in OWNER_GROUPS.items() if key in present}
    return owning_units(listed) | groups


def finding(rows: Sequence[OwnedTask]) -> str:
    """How many tasks there are, what their documents say, and how many had time left then."""
    said = [
        f"{format_number(count)} {_(words).lower()}"
        for status, words in TASK_STATUSES.items()
        if (count := count_tasks(row for row in rows if row.status == status))
    ]
    overdue, ahead = (
        count_tasks(row for row in rows if row.deadline_group == group)
        for group in (OVERDUE, AHEAD)
    )
    return _(
        "{tasks} nhiệm vụ. Theo văn bản: {said}; {overdue} chậm hoặc quá hạn, {ahead} còn hạn vào "
        "ngày văn bản."
    ).format(
        tasks=format_number(count_tasks(rows)),
        said=", ".join(said) or _("không có"),
        overdue=format_number(overdue),
        ahead=format_number(ahead),
    )


def overdue_words(rows: Iterable[OwnedTask]) -> str:
    """How many tasks were late or overdue, by the day of the document that says so."""
    overdue = {
        (row.table_id, row.source_line): row.status_as_of
        for row in rows
        if row.deadline_group == OVERDUE
    }
    if not overdue:
        return _("không việc nào chậm hoặc quá hạn vào ngày văn bản")
    by_day = ", ".join(
        _("{count} theo văn bản ngày {day}").format(
            count=format_number(count), day=format_date(day)
        )
        for day, count in sorted(Counter(overdue.values()).items())
    )
    return _("{count} chậm hoặc quá hạn ({by_day})").format(
        count=format_number(len(overdue)), by_day=by_day
    )


def owner_words(owner_vi: str, rows: Sequence[OwnedTask]) -> str:
    """What one owner was given and where that stood; `rows` are its own. Markdown."""
    done = count_tasks(row for row in rows if row.status == "done")
    return _(
        "**{owner}** chủ trì {tasks} nhiệm vụ: {done} hoàn thành, {overdue}. Từ ngày văn bản đến "
        "nay ra sao, các văn bản không nói."
    ).format(
        owner=plain(owner_vi),
        tasks=format_number(count_tasks(rows)),
        done=format_number(done),
        overdue=overdue_words(rows),
    )
