"""What is said of tasks."""

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
from dashboard.words.task_status import TASK_STATUSES
from etl.language.i18n import N_, _, format_number

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
