"""The register of tasks of Đề án 06: its filters, the answer of a chosen owner, its rows."""

from collections.abc import Sequence

import streamlit as st

from dashboard.queries.project06 import Source
from dashboard.queries.structures import OLD, STRUCTURES, Structure
from dashboard.queries.tasks import OwnedTask, TaskFilter, matching, owner_counterparts, tasks
from dashboard.store.warehouse import Warehouse
from dashboard.tables.tasks import export_table, reading_table
from dashboard.ui.controls.blocks import box, disclosure, paragraph
from dashboard.ui.controls.lists import show_list
from dashboard.ui.controls.selectors import filter_row
from dashboard.ui.controls.ways import way, ways
from dashboard.ui.frame import widgets
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
from dashboard.words.task_status import DEADLINES, TASK_STATUSES
from dashboard.words.tasks import finding, overdue_words, owner_words, owners
from dashboard.words.vocabulary import structure_name
from etl.language.i18n import _, capital, format_number

_WIDE, _NARROW = 270, 170
_WITH_PROFILE = ("ministry", "province")


def task_register(source: Warehouse, dates: Sequence[Source]) -> str:
    """The register with its filters, and the file of all that match; what they are in words."""
    structure, rows, wanted = _filtered(source, dates)
    listed = matching(rows, wanted)
    st.html(_answer(rows, wanted.owner, structure) or _dated(listed))
    if listed:
        _list(source, structure, wanted, listed)
    else:
        st.info(_("Không có nhiệm vụ nào khớp với bộ lọc."))
    return finding(listed)


def _answer(rows: Sequence[OwnedTask], owner: str | None, structure: Structure) -> str:
    """What the chosen owner was given, whatever else the list is narrowed to."""
    if owner is None:
        return ""
    own = [row for row in rows if row.owner == owner]
    answer = paragraph(owner_words(owners(rows)[owner], own))
    level = own[0].owner_level
    if level in _WITH_PROFILE:
        place = {STRUCTURE: structure.id, LEVEL: level, UNIT: owner}
        answer += ways([way(PROFILE, place, _("Mở hồ sơ"))])
    return f'<div class="page-part answer">{box([answer])}</div>'


def _dated(listed: Sequence[OwnedTask]) -> str:
    """Without an owner, a line that says of which days what is overdue was."""
    words = f"{capital(overdue_words(listed))}."
    return f'<div class="page-part">{paragraph(f":small[{words}]")}</div>'


def _list(
    source: Warehouse, structure: Structure, wanted: TaskFilter, listed: Sequence[OwnedTask]
) -> None:
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
        note=disclosure(_("Cách đọc danh sách"), _how_to_read(structure), "note"),
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


def _filtered(
    source: Warehouse, dates: Sequence[Source]
) -> tuple[Structure, tuple[OwnedTask, ...], TaskFilter]:
    """The structure chosen with its register, and what the reader narrows it to."""
    with filter_row():
        structure = _choose_structure()
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
            width=_WIDE,
        )
        deadline = widgets.choose(
            DEADLINE,
            list(DEADLINES),
            default=next(iter(DEADLINES)),
            format_func=lambda key: _(DEADLINES[key]),
            width=_WIDE,
        )
        titles = {of.document_id: of.short_title_vi for of in dates}
        document_id = widgets.choose(
            DOCUMENT,
            list(titles),
            default=None,
            format_func=titles.__getitem__,
            placeholder=_("Mọi văn bản"),
            width=_WIDE,
        )
        status = widgets.choose(
            TASK_STATUS,
            list(TASK_STATUSES),
            default=None,
            format_func=lambda key: _(TASK_STATUSES[key]),
            placeholder=_("Mọi tình trạng"),
            width=_NARROW,
        )
    return structure, rows, TaskFilter(owner, document_id, status, deadline)


def _choose_structure() -> Structure:
    """Owners under their names of then, or as the bodies that took over from them."""
    chosen = widgets.choose(
        STRUCTURE,
        list(STRUCTURES),
        default=OLD.id,
        format_func=lambda key: structure_name(STRUCTURES[key], "ministry"),
        widget="segmented",
    )
    return STRUCTURES[chosen]
