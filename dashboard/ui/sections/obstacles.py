"""The parts of the page of obstacles: its filters, its list, and its map with the counts."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from dashboard.figures.obstacles import obstacle_map
from dashboard.queries.lineage import counterparts
from dashboard.queries.obstacles import Counted, Filter, Obstacles, obstacles
from dashboard.queries.structures import OLD
from dashboard.queries.units import units_at
from dashboard.store.warehouse import Warehouse
from dashboard.tables.obstacles import counts_table, export_table, provinces_table, reading_table
from dashboard.ui.controls.blocks import box, paragraph
from dashboard.ui.controls.count_bars import count_bars
from dashboard.ui.controls.files import files_menu
from dashboard.ui.controls.lists import show_list
from dashboard.ui.controls.maps import show_map
from dashboard.ui.controls.selectors import choose_region
from dashboard.ui.controls.structure_choices import choose_structure
from dashboard.ui.controls.tables import table_behind, table_head
from dashboard.ui.controls.ways import way, ways
from dashboard.ui.frame import widgets
from dashboard.ui.frame.choices_bar import choices_bar
from dashboard.ui.frame.menus import disclosure
from dashboard.ui.frame.pages import OBSTACLES, PROFILE
from dashboard.ui.frame.parameters import (
    CATEGORY,
    LEVEL,
    OWNER,
    SEARCH,
    STRUCTURE,
    SYSTEM,
    UNIT,
    Param,
)
from dashboard.words.cells import as_numbers
from dashboard.words.markdown import plain
from dashboard.words.obstacles import (
    finding,
    nothing_found,
    obstacles_caption,
    owner_choices,
    owner_counts,
    owner_words,
    unit_words,
)
from etl.language.i18n import N_, _, format_number

SECTIONS = {"danh-sach": N_("Danh sách"), "hinh": N_("Bản đồ và số đếm")}


def choose_filter(source: Warehouse) -> tuple[Obstacles, Filter]:
    """The structure, and everything a reader can narrow its obstacles by."""
    with choices_bar():
        shown = obstacles(source, choose_structure("province"))
        region_id = choose_region(source, shown.structure)
        unit_id = _choose_province(source, shown, region_id)
        owner_id = _choose(OWNER, owner_choices(shown), _("Mọi cơ quan"))
        group = _choose(SYSTEM, shown.groups, _("Mọi nhóm"))
        category = _choose(CATEGORY, shown.categories, _("Mọi loại"))
        text = widgets.enter(
            SEARCH,
            placeholder=_("Ví dụ: ho tich, API"),
            help=_("Không cần dấu; dấu phẩy ngăn cách các cụm từ cần có."),
            icon=":material/search:",
        )
    return shown, Filter(region_id, unit_id, owner_id, group, category, text)


def _choose_province(source: Warehouse, shown: Obstacles, region_id: str | None) -> str | None:
    names = {
        row.unit_id: row.short_name_vi
        for row in shown.provinces
        if region_id in (None, row.region_id)
    }
    widgets.succeed(UNIT, counterparts(source, "province"), list(names))
    return widgets.choose(
        UNIT,
        list(names),
        default=None,
        format_func=names.__getitem__,
        placeholder=_("Gõ tên để tìm…"),
        label=_("Tỉnh, thành phố"),
    )


def _choose(param: Param, labels: dict[str, str], everything: str) -> str | None:
    return widgets.choose(
        param,
        list(labels),
        default=None,
        format_func=labels.__getitem__,
        placeholder=everything,
    )


def answers(source: Warehouse, shown: Obstacles, wanted: Filter) -> None:
    """What is reported by the chosen province and of the chosen body, over the list of both."""
    told = []
    if wanted.unit_id is not None:
        place = {STRUCTURE: shown.structure.id, LEVEL: "province", UNIT: wanted.unit_id}
        told.append(paragraph(unit_words(shown, wanted.unit_id)) + _profile(place))
    if wanted.owner_id is not None:
        told.append(paragraph(owner_words(shown, wanted.owner_id)))
        # Owners are those of the report's time, and some are neither ministry nor agency.
        if wanted.owner_id in units_at(source, "ministry", OLD):
            told.append(_profile({LEVEL: "ministry", UNIT: wanted.owner_id}))
    if told:
        st.html(f'<div class="page-part answer">{box(told)}</div>')


def _profile(place: dict[Param, str]) -> str:
    return ways([way(PROFILE, place, _("Mở hồ sơ"))])


def obstacle_list(source: Warehouse, shown: Obstacles, wanted: Filter) -> None:
    """The matching rows to read, and as a file; words where there are none."""
    rows = shown.matching(wanted)
    if not rows:
        st.info(plain(nothing_found(shown, wanted)), icon=":material/filter_alt_off:")
        return
    show_list(
        OBSTACLES,
        rows,
        reading_table,
        lambda: export_table(shown, rows),
        obstacles_caption(source, shown, wanted),
        alt=_("Bảng {count} vướng mắc").format(count=format_number(len(rows))),
        title=_("Từng vướng mắc"),
        name="obstacles-table",
        note=_how_to_read(shown),
    )


def _how_to_read(shown: Obstacles) -> str:
    """What a province that reports nothing means, where the rows come from, how they are sorted."""
    listed = shown.table
    lines = [
        _(
            "Báo cáo chỉ ghi vướng mắc mà địa phương nêu: tỉnh “không nêu vướng mắc” không phải là "
            "tỉnh chưa có số liệu, cũng không chắc là không gặp vướng mắc."
        ),
        f"{plain(listed.document)}, {plain(listed.appendix)}.",
        plain(listed.note_vi),
        _(
            "Cơ quan chủ quản: cơ quan có hệ thống được nêu hoặc được đề nghị xử lý, theo tên tại "
            "thời điểm báo cáo. Vướng mắc của nhiều cơ quan được tính cho từng cơ quan."
        ),
    ]
    if not shown.structure.is_published:
        lines.append(
            _(
                "Vướng mắc của tỉnh cũ được tính cho tỉnh nhận toàn bộ tỉnh đó, tổng không đổi. "
                "Cơ quan chủ quản giữ tên năm 2024: khi sắp xếp, vài chức năng (như cấp giấy phép "
                "lái xe, lý lịch tư pháp) đã chuyển sang bộ khác."
            )
        )
    return disclosure(_("Cách đọc"), "".join(map(paragraph, lines)), "note")


def map_and_counts(source: Warehouse, shown: Obstacles, wanted: Filter) -> None:
    """The map of the provinces beside the counts by category and by owner."""
    provinces = shown.by_province(wanted)
    caption = obstacles_caption(source, shown, wanted).part(
        "map", _("Số vướng mắc theo tỉnh, thành phố")
    )
    picture, panel = st.columns([7, 5], gap="large")
    with picture:
        show_map(
            source,
            obstacle_map(shown.structure, provinces, wanted, finding(shown, wanted)),
            caption,
            key="map",
            chosen=wanted.unit_id,
            selects_unit=True,
        )
        st.html(_how_to_read(shown))
        table_behind(provinces_table(provinces), None, caption)
    with panel:
        st.html(_counts(source, shown, wanted))


def _counts(source: Warehouse, shown: Obstacles, wanted: Filter) -> str:
    parts = []
    for title, items, param, selected in (
        (_("Theo loại vướng mắc"), shown.by_category(wanted), CATEGORY, wanted.category),
        (_("Theo cơ quan chủ quản"), owner_counts(shown, wanted), OWNER, wanted.owner_id),
    ):
        caption = obstacles_caption(source, shown, wanted).part(
            f"counts-{param.id}", _("Số vướng mắc {grouped}").format(grouped=title.lower())
        )
        reading = counts_table(items, _(param.label))
        files = files_menu(caption, len(items), partial(as_numbers, reading))
        parts.append(_group(title, items, param, selected, files))
    return "".join(parts)


def _group(
    title: str, items: Sequence[Counted], param: Param, selected: str | None, files: str
) -> str:
    if not items:
        empty = paragraph(f":gray[{_('Không có vướng mắc nào để đếm.')}]")
        return table_head(title) + empty
    return table_head(title, files) + count_bars(OBSTACLES, param, items, selected)
