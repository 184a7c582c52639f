"""What is said of tasks."""

import pandas as pd

from dashboard.queries.tasks import AHEAD, OVERDUE, _standings, count_tasks
from dashboard.words.task_status import TASK_STATUSES
from etl.language.i18n import _, format_number


def finding(rows: pd.DataFrame) -> str:
    """How many tasks there are, what their documents say, and how many had time left then."""
    said = [
        f"{format_number(count)} {_(words).lower()}"
        for status, words in TASK_STATUSES.items()
        if (count := count_tasks(rows[rows["status"] == status]))
    ]
    standings = _standings(rows)
    return _(
        "{tasks} nhiệm vụ. Theo văn bản: {said}; {overdue} chậm hoặc quá hạn, {ahead} còn hạn vào "
        "ngày văn bản."
    ).format(
        tasks=format_number(count_tasks(rows)),
        said=", ".join(said) or _("không có"),
        overdue=format_number(count_tasks(rows[standings == OVERDUE])),
        ahead=format_number(count_tasks(rows[standings == AHEAD])),
    )
