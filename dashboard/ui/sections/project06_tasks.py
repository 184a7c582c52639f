"""The register of tasks of Đề án 06: its filters, the answer of a chosen owner, its rows."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.queries.project06 import Source
from dashboard.queries.structures import Structure
from dashboard.queries.tasks import (
    OwnedTask,
    TaskFilter,
    matching,
    owner_counterparts,
    tasks,
    years_due,
)
from dashboard.store.warehouse import Warehouse
from dashboard.tables.tasks import export_table, reading_table
from dashboard.ui.controls.blocks import box, paragraph
from dashboard.ui.controls.lists import show_list
from dashboard.ui.controls.structure_choices import choose_structure
from dashboard.ui.controls.ways import way, ways
from dashboard.ui.frame import widgets
from dashboard.ui.frame.choices_bar import choices_bar
from dashboard.ui.frame.menus import disclosure
from dashboard.ui.frame.pages import PROFILE, PROJECT06
from dashboard.ui.frame.parameters import (
    DEADLINE,
    DOCUMENT,
    LEVEL,
    OWNER,
    STRUCTURE,
    TASK_STATUS,
    UNIT,
)
from dashboard.words.captions import documents_caption, file_stem
from dashboard.words.task_status import TASK_STATUSES, deadline_names
from dashboard.words.tasks import overdue_words, owner_words, owners
from dashboard.words.vocabulary import structure_name
from etl.language.i18n import N_, _, capital, format_number

SECTIONS = {
    "nhiem-vu": N_("Nhiệm vụ"),
    "tien-do": N_("Tiến độ"),
    "tinh-thanh": N_("Các tỉnh"),
    "so-lieu-khac": N_("Số liệu khác"),
}
"""Those of the page; the register comes first."""

_WITH_PROFILE = ("ministry", "province")


@dataclass(frozen=True)
class Chosen:
    """The register of a structure, and what its reader narrows it to."""

    structure: Structure
    rows: tuple[OwnedTask, ...]
    wanted: TaskFilter

    @property
    def listed(self) -> list[OwnedTask]:
        """The rows that match."""
        return matching(self.rows, self.wanted)


def task_register(source: Warehouse, chosen: Chosen) -> None:
    """The answer of the chosen owner and the rows that match, with the file of all of them."""
    listed = chosen.listed
    st.html(_answer(chosen) or _dated(listed))
    if listed:
        _list(source, chosen, listed)
    else:
        st.info(_("Không có nhiệm vụ nào khớp với bộ lọc."))


def _answer(chosen: Chosen) -> str:
    """What the chosen owner was given, whatever else the list is narrowed to."""
    owner = chosen.wanted.owner
    if owner is None:
        return ""
    own = [row for row in chosen.rows if row.owner == owner]
    answer = paragraph(owner_words(owners(own)[owner], own))
    level = own[0].owner_level
    if level in _WITH_PROFILE:
        place = {STRUCTURE: chosen.structure.id, LEVEL: level, UNIT: owner}
        answer += ways([way(PROFILE, place, _("Mở hồ sơ"))])
    return f'<div class="page-part answer">{box([answer])}</div>'


def _dated(listed: Sequence[OwnedTask]) -> str:
    """Without an owner, a line that says of which days what is overdue was."""
    words = f"{capital(overdue_words(listed))}."
    return f'<div class="page-part">{paragraph(f":small[{words}]")}</div>'


def _list(source: Warehouse, chosen: Chosen, listed: Sequence[OwnedTask]) -> None:
    structure, wanted = chosen.structure, chosen.wanted
    show_list(
        PROJECT06,
        listed,
        reading_table,
        lambda: export_table(listed, structure),
        documents_caption(
            source,
            _("Nhiệm vụ Đề án 06, cơ quan chủ trì và thời hạn"),
            file_stem("da06-tasks", structure.id, wanted.document_id, wanted.owner),
            cited=list(dict.fromkeys(row.document for row in listed)),
            scope=structure_name(structure, "ministry"),
        ),
        alt=_("Bảng {count} dòng nhiệm vụ").format(count=format_number(len(listed))),
        title=_("Danh sách nhiệm vụ"),
        name="tasks-table",
        note=disclosure(_("Cách đọc"), _how_to_read(structure), "note"),
    )


def _how_to_read(structure: Structure) -> str:
    lines = [
        _(
            "Chậm, quá hạn hay còn hạn là vào ngày văn bản, ghi ở cột “Văn bản ghi”; từ đó đến "
            "nay việc ra sao, các văn bản này không nói. Việc giao chung cho nhiều cơ quan có một "
            "dòng cho mỗi cơ quan."
        )
    ]
    if not structure.is_published:
        lines.append(
            _(
                "Cơ quan đã nhập vào cơ quan khác đứng dưới tên mới; cơ quan bị chia tách giữ tên "
                "cũ, vì không rõ nơi nào nhận việc nào."
            )
        )
    return "".join(map(paragraph, lines))


def choose_tasks(source: Warehouse, dates: Sequence[Source]) -> Chosen:
    """Owners under their names of then or of today, and all that narrows their tasks."""
    with choices_bar():
        structure = choose_structure("ministry")
        rows = tasks(source, structure)
        named = owners(rows)
        widgets.succeed(OWNER, owner_counterparts(source), list(named))
        owner = widgets.choose(
            OWNER,
            list(named),
            default=None,
            format_func=named.__getitem__,
            label=_("Cơ quan chủ trì"),
            placeholder=_("Mọi cơ quan"),
        )
        deadlines = deadline_names(years_due(rows))
        deadline = widgets.choose(
            DEADLINE,
            list(deadlines),
            default=next(iter(deadlines)),
            format_func=deadlines.__getitem__,
        )
        titles = {of.document_id: of.short_title_vi for of in dates}
        document_id = widgets.choose(
            DOCUMENT,
            list(titles),
            default=None,
            format_func=titles.__getitem__,
            placeholder=_("Mọi văn bản"),
        )
        status = widgets.choose(
            TASK_STATUS,
            list(TASK_STATUSES),
            default=None,
            format_func=lambda key: _(TASK_STATUSES[key]),
            placeholder=_("Mọi tình trạng"),
        )
    return Chosen(structure, rows, TaskFilter(owner, document_id, status, deadline))
