"""What a unit's profile says of the registers: obstacles and tasks that name it."""

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from dashboard.queries.registers import UnitObstacle, UnitTask, obstacles_of, tasks_of
from dashboard.queries.structures import Structure
from dashboard.queries.units import Unit, origins
from dashboard.store.made_once import made_once
from dashboard.store.warehouse import Warehouse
from dashboard.tables.tasks import export_tasks
from dashboard.ui.controls.files import files_menu
from dashboard.words.captions import Caption, documents_caption, file_stem
from dashboard.words.obstacles import place_words
from dashboard.words.task_status import describe_roles, due_words, status_words, task_source
from etl.language.i18n import _

_FIRST = 2
"""So many of a list are seen; the rest opens on demand."""


def registers(source: Warehouse, unit: Unit, structure: Structure) -> None:
    """Obstacles reported or owned, and tasks that name it, under any id it or its members had."""
    known_as = origins(source, unit, structure)
    obstacles, tasks = obstacles_of(source, known_as), tasks_of(source, known_as)
    files = [""] * 3
    if obstacles:
        title = _("{unit}: vướng mắc đã nêu hoặc được đề nghị giải quyết").format(unit=unit.name_vi)
        caption = _caption(source, title, "obstacles", unit, structure, obstacles)
        files[0] = files_menu(caption, len(obstacles), lambda: _obstacle_rows(obstacles))
    if tasks.owned:
        title = _("{unit}: nhiệm vụ Đề án 06 được giao").format(unit=unit.name_vi)
        caption = _caption(source, title, "da06-tasks", unit, structure, tasks.owned)
        files[1] = files_menu(caption, len(tasks.owned), lambda: export_tasks(tasks.owned))
    if tasks.otherwise:
        title = _("{unit}: nhiệm vụ Đề án 06 khác có nêu tên").format(unit=unit.name_vi)
        caption = _caption(source, title, "da06-named", unit, structure, tasks.otherwise)
        files[2] = files_menu(caption, len(tasks.otherwise), lambda: export_tasks(tasks.otherwise))
    lists = _lists(obstacles, tasks.owned, tasks.otherwise)
    parts = "".join(
        f'{shown}<div class="more">{rest}{menu}</div>'
        for (shown, rest), menu in zip(lists, files, strict=True)
    )
    st.html(f'<div class="registers" id="vuong-mac-nhiem-vu">{parts}</div>')


def _caption(
    source: Warehouse,
    title: str,
    file: str,
    unit: Unit,
    structure: Structure,
    items: Sequence[UnitObstacle] | Sequence[UnitTask],
) -> Caption:
    name = file_stem(file, unit.unit_id, structure.id)
    return documents_caption(source, title, name, cited=[item.document_vi for item in items])


@made_once(128)
def _lists(
    obstacles: Sequence[UnitObstacle], owned: Sequence[UnitTask], named: Sequence[UnitTask]
) -> tuple[tuple[str, str], ...]:
    """Of each list what is seen, and what opens on demand."""
    no_task = _("Không việc nào trong bốn văn bản Đề án 06 nêu tên đơn vị này.")
    if named:
        no_task = _("Bốn văn bản Đề án 06 không giao việc nào cho riêng đơn vị này chủ trì.")
    return (
        _listing(
            _("Vướng mắc đã nêu hoặc được đề nghị giải quyết"),
            [_obstacle(item) for item in obstacles],
            _("Phụ lục V không có vướng mắc nào nêu tên đơn vị này."),
        ),
        _listing(_("Nhiệm vụ Đề án 06 được giao"), [_task(item) for item in owned], no_task),
        _listing(_("Nhiệm vụ Đề án 06 khác có nêu tên"), [_task(item) for item in named], ""),
    )


def _obstacle(item: UnitObstacle) -> str:
    facts = [
        (_("Nơi nêu"), item.reporter_vi),
        (_("Hệ thống"), item.system_vi),
        (_("Cơ quan chủ quản"), item.owners_vi),
        (_("Nguồn"), place_words(item)),
    ]
    asked = _("Đề nghị: {request}").format(request=item.request_vi) if item.request_vi else ""
    return _entry(item.summary_vi, asked, facts)


def _task(item: UnitTask) -> str:
    """One of another owner with the owner and what the unit is named for."""
    facts: list[tuple[str, str | None]] = []
    if not item.is_own:
        facts += [
            (_("Cơ quan chủ trì"), item.owners_vi or _("không nêu")),
            (_("Đơn vị được nêu là"), describe_roles(item.roles)),
        ]
    facts += [
        (_("Hạn"), due_words(item)),
        (_("Văn bản ghi"), status_words(item)),
        (_("Nguồn"), task_source(item)),
    ]
    return _entry(item.title_vi, "", facts)


def _entry(text: str, more: str, facts: Sequence[tuple[str, str | None]]) -> str:
    said = " · ".join(f"{name}: {words}" for name, words in facts if words)
    asked = f"<p>{escape(more)}</p>" if more else ""
    return f"<li>{escape(text)}{asked}<small>{escape(said)}</small></li>"


def _listing(title: str, entries: Sequence[str], none: str) -> tuple[str, str]:
    """The first of some entries, and what opens the others; nothing where `none` says nothing."""
    head = f"<h3>{escape(title)} ({len(entries)})</h3>"
    if not entries:
        return (f"{head}<p>{escape(none)}</p>" if none else "", "")
    first, rest = entries[:_FIRST], entries[_FIRST:]
    shown = f"{head}<ol>{''.join(first)}</ol>"
    if not rest:
        return shown, ""
    label = escape(_("Xem thêm {count}").format(count=len(rest)))
    return shown, (
        f'<details class="rest"><summary>{label}</summary>'
        f'<ol start="{_FIRST + 1}">{"".join(rest)}</ol></details>'
    )


def _obstacle_rows(items: Sequence[UnitObstacle]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Nơi nêu"): [item.reporter_vi for item in items],
            _("Hệ thống"): [item.system_vi for item in items],
            _("Vướng mắc"): [item.summary_vi for item in items],
            _("Đề nghị"): [item.request_vi or "–" for item in items],
            _("Cơ quan chủ quản"): [item.owners_vi or "–" for item in items],
            _("Nguồn"): [place_words(item) for item in items],
        }
    )
