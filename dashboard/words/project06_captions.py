"""The figures of Đề án 06 as tables to read, and what their files say of themselves."""

from collections.abc import Sequence

from dashboard.queries.project06 import Progress
from dashboard.queries.project06_goals import Goal
from dashboard.store.warehouse import Warehouse
from dashboard.words.captions import Caption, documents_caption, file_stem
from dashboard.words.project06 import describe_place
from dashboard.words.values import format_target
from dashboard.words.vocabulary import VERDICT_MARKS
from etl.language.i18n import _, format_date


def figures_caption(
    source: Warehouse, items: Sequence[Progress], title: str, file: str, unit: str = ""
) -> Caption:
    """Some indicators over the documents that give them."""
    points = sorted((point for item in items for point in item.points), key=lambda point: point.on)
    first, last = points[0].period_label, points[-1].period_label
    period = first if first == last else f"{first}–{last}"
    return documents_caption(
        source,
        title,
        file_stem(file, period),
        cited=[point.document_vi for point in points],
        unit=unit,
        period=period,
        scope=_("cả nước"),
        notes=tuple(
            dict.fromkeys(
                _("Đổi cách đếm: {reason}").format(reason=point.break_vi)
                for point in points
                if point.break_vi
            )
        ),
    )


def goal_words(aim: Goal) -> str:
    """`✓ Chỉ tiêu 40% đến 31/12/2023`."""
    words = _("Chỉ tiêu {target} đến {day}").format(
        target=format_target(aim.indicator, aim.value), day=format_date(aim.due_on)
    )
    return words if aim.verdict is None else f"{VERDICT_MARKS[aim.verdict]} {words}"


def goal_without_figure(aim: Goal) -> str:
    """A target of something that no document counts."""
    return _("{name}: {goal}; không văn bản nào có số thực hiện ({source}).").format(
        name=aim.indicator.name_vi, goal=goal_words(aim), source=describe_place(aim)
    )
