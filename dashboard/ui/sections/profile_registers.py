"""What a unit's profile says of the registers: obstacles and tasks that name it."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.queries.registers import UnitObstacle, UnitTask, obstacles_of, tasks_of
from dashboard.queries.structures import Structure
from dashboard.queries.units import Unit, origins
from dashboard.store.made_once import made_once
from dashboard.store.warehouse import Warehouse
from dashboard.tables.html import Look, table_html
from dashboard.tables.tasks import export_tasks
from dashboard.ui.controls.tables import small_table_of
from dashboard.words.captions import documents_caption, file_stem
from dashboard.words.cells import as_numbers
from dashboard.words.obstacles import place_words
from dashboard.words.task_status import describe_roles, due_words, status_words, task_source
from etl.language.i18n import _


def registers(source: Warehouse, unit: Unit, structure: Structure) -> None:
    """Obstacles reported or owned, and tasks that name it, under any id it or its members had."""
    known_as = origins(source, unit, structure)
    obstacles = obstacles_of(source, known_as)
    st.markdown(f"### {_('Vướng mắc đã nêu hoặc được đề nghị giải quyết')} ({len(obstacles)})")
    if obstacles:
        title = _("{unit}: vướng mắc đã nêu hoặc được đề nghị giải quyết").format(unit=unit.name_vi)
        caption = documents_caption(
            source,
            title,
            file_stem("obstacles", unit.unit_id, structure.id),
            cited=[item.document_vi for item in obstacles],
        )
        small_table_of(
            _sentences(_obstacle_rows, obstacles, title),
            lambda: as_numbers(_obstacle_rows(obstacles)),
            len(obstacles),
            caption,
        )
    else:
        st.markdown(_("Phụ lục V không có vướng mắc nào nêu tên đơn vị này."))
    tasks = tasks_of(source, known_as)
    st.markdown(f"### {_('Nhiệm vụ Đề án 06 được giao')} ({len(tasks.owned)})")
    if tasks.owned:
        title = _("{unit}: nhiệm vụ Đề án 06 được giao").format(unit=unit.name_vi)
        _tasks(source, tasks.owned, "tasks", title, unit, structure)
    elif tasks.otherwise:
        st.markdown(_("Bốn văn bản Đề án 06 không giao việc nào cho riêng đơn vị này chủ trì."))
    else:
        st.markdown(_("Không việc nào trong bốn văn bản Đề án 06 nêu tên đơn vị này."))
    if tasks.otherwise:
        st.markdown(f"### {_('Nhiệm vụ Đề án 06 khác có nêu tên')} ({len(tasks.otherwise)})")
        title = _("{unit}: nhiệm vụ Đề án 06 khác có nêu tên").format(unit=unit.name_vi)
        _tasks(source, tasks.otherwise, "named", title, unit, structure)


def _tasks(
    source: Warehouse,
    items: Sequence[UnitTask],
    name: str,
    title: str,
    unit: Unit,
    structure: Structure,
) -> None:
    caption = documents_caption(
        source,
        title,
        file_stem(f"da06-{name}", unit.unit_id, structure.id),
        cited=[item.document_vi for item in items],
    )
    html = _sentences(_task_rows, items, title)
    small_table_of(html, lambda: export_tasks(items), len(items), caption)


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


def _task_rows(items: Sequence[UnitTask]) -> pd.DataFrame:
    """Tasks of other owners with the owner and what the unit is named for."""
    columns = {
        _("Nhiệm vụ"): [item.title_vi for item in items],
        _("Cơ quan chủ trì"): [item.owners_vi or _("không nêu") for item in items],
        _("Đơn vị được nêu là"): [describe_roles(item.roles) for item in items],
        _("Hạn"): [due_words(item) for item in items],
        _("Văn bản ghi"): [status_words(item) for item in items],
        _("Nguồn"): [task_source(item) for item in items],
    }
    if all(item.is_own for item in items):
        del columns[_("Cơ quan chủ trì")], columns[_("Đơn vị được nêu là")]
    return pd.DataFrame(columns)


@made_once(256)
def _sentences(
    rows_of: Callable[[Sequence[Any]], pd.DataFrame], items: Sequence[Any], title: str
) -> str:
    """A table of whole sentences, whose rows are cards on a phone."""
    return table_html(rows_of(items), title, Look("framed sentences-table", is_cards=True))
