"""What a brief says of obstacles and tasks: how many, and the most pressing of them."""

from collections.abc import Iterator, Sequence

from dashboard.files.brief.model import Paragraph
from dashboard.queries.registers import UnitTask, obstacles_of, tasks_of
from dashboard.queries.structures import Structure
from dashboard.queries.units import Unit, origins
from dashboard.store.warehouse import Warehouse
from dashboard.words.task_status import describe_roles
from etl.language.i18n import _, format_date

_LATE, _DONE = "late", "done"


def register_lines(
    source: Warehouse, unit: Unit, structure: Structure, most: int
) -> Iterator[Paragraph]:
    """A paragraph for each list, with the first `most` of it."""
    known_as = origins(source, unit, structure)
    obstacles = [item.summary_vi.rstrip(".") for item in obstacles_of(source, known_as)]
    tasks = tasks_of(source, known_as)
    yield _listing(_("Vướng mắc đã nêu hoặc được đề nghị giải quyết"), obstacles, most)
    owned = [_task(item) for item in sorted(tasks.owned, key=_pressing)]
    yield _listing(_("Nhiệm vụ Đề án 06 được giao"), owned, most)
    if tasks.otherwise:
        named = [
            f"{_task(item)}, {describe_roles(item.roles)}"
            for item in sorted(tasks.otherwise, key=_pressing)
        ]
        yield _listing(_("Nhiệm vụ Đề án 06 khác có nêu tên"), named, most)


def _pressing(item: UnitTask) -> tuple[bool, bool]:
    """What a document calls late first, what is done last; else in order of the deadlines."""
    return item.status != _LATE, item.status == _DONE


def _task(item: UnitTask) -> str:
    due = "" if item.due_on is None else f" ({_('hạn')} {format_date(item.due_on)})"
    return item.title_vi.rstrip(".") + due


def _listing(lead: str, lines: Sequence[str], most: int) -> Paragraph:
    # Members of a merged unit were given the same tasks, each on its own.
    different = list(dict.fromkeys(lines))
    text = " • ".join(different[:most])
    if text and len(different) > most:
        text += _(" • và {count} mục khác.").format(count=len(different) - most)
    elif text:
        text += "."
    elif different:
        text = _("xem hồ sơ trên trang.")
    return Paragraph(text or _("không có."), lead=f"{lead} ({len(lines)})")
