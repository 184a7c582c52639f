"""What is said of tasks."""

from collections.abc import Sequence

from dashboard.queries.tasks import AHEAD, OVERDUE, OwnedTask, count_tasks
from dashboard.words.task_status import TASK_STATUSES
from etl.language.i18n import _, format_number


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
