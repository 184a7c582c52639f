"""The parts of the page of obstacles: its filters, its counts and its table."""

import streamlit as st

from dashboard.figures.obstacles import count_bars
from dashboard.queries.lineage import counterparts
from dashboard.queries.obstacles import Filter, Obstacles, obstacles
from dashboard.store.warehouse import Warehouse
from dashboard.tables.obstacles import counts_table, export_table, reading_table
from dashboard.ui.controls import charts
from dashboard.ui.controls.selectors import choose_region
from dashboard.ui.controls.structure_choices import choose_structure
from dashboard.ui.controls.tables import table_behind, wrapped_below
from dashboard.ui.frame import widgets
from dashboard.ui.frame.choices_bar import choices_bar
from dashboard.ui.frame.parameters import CATEGORY, OWNER, SEARCH, SYSTEM, UNIT, Param
from dashboard.words.markdown import plain
from dashboard.words.obstacles import nothing_found, obstacles_caption, owner_choices, owner_counts
from etl.language.i18n import _, format_number

_WIDTH = 235


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
            width=_WIDTH,
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
        width=_WIDTH,
    )


def _choose(param: Param, labels: dict[str, str], everything: str) -> str | None:
    return widgets.choose(
        param,
        list(labels),
        default=None,
        format_func=labels.__getitem__,
        placeholder=everything,
        width=_WIDTH,
    )


def counts(source: Warehouse, shown: Obstacles, wanted: Filter) -> None:
    """Bars by category and by owner; a click on one chooses it."""
    by_category, by_owner = shown.by_category(wanted), owner_counts(shown, wanted)
    palette = charts.palette()
    for title, items, param, selected in (
        (_("Theo loại vướng mắc"), by_category, CATEGORY, wanted.category),
        (_("Theo cơ quan chủ quản"), by_owner, OWNER, wanted.owner_id),
    ):
        st.header(title, anchor=False)
        if not items:
            st.markdown(f":gray[{_('Không có vướng mắc nào để đếm.')}]")
            continue
        caption = obstacles_caption(source, shown, wanted).part(
            f"counts-{param.id}", _("Số vướng mắc {grouped}").format(grouped=title.lower())
        )
        charts.show(
            count_bars(items, palette, selected),
            caption,
            key=f"counts-{param.id}",
            alt=f"{title}: " + "; ".join(f"{item.label} {item.count}" for item in items),
            selects=param,
        )
        table_behind(counts_table(items, _(param.label)), None, caption)
    st.caption(
        _(
            "Cơ quan chủ quản: cơ quan có hệ thống được nêu hoặc được đề nghị xử lý, theo tên tại "
            "thời điểm báo cáo. Vướng mắc của nhiều cơ quan được tính cho từng cơ quan."
        )
    )


def notes(shown: Obstacles) -> None:
    """How to read the map, and where the rows come from."""
    listed = shown.table
    st.caption(
        _(
            "Báo cáo chỉ ghi vướng mắc mà địa phương nêu: tỉnh “không nêu vướng mắc” không phải là "
            "tỉnh chưa có số liệu, cũng không chắc là không gặp vướng mắc."
        )
        + f"  \n{plain(listed.document)}, {plain(listed.appendix)}."
    )
    if not shown.structure.is_published:
        st.info(
            _(
                "Vướng mắc của tỉnh cũ được tính cho tỉnh nhận toàn bộ tỉnh đó, tổng không đổi. "
                "Cơ quan chủ quản giữ tên năm 2024: khi sắp xếp, vài chức năng (như cấp giấy phép "
                "lái xe, lý lịch tư pháp) đã chuyển sang bộ khác."
            ),
            icon=":material/account_tree:",
        )
    with st.expander(_("Cách tóm tắt và phân loại")):
        st.markdown(plain(listed.note_vi))


def table(source: Warehouse, shown: Obstacles, wanted: Filter) -> None:
    """The matching rows to read, and as a file; words where there are none."""
    rows = shown.matching(wanted)
    if not rows:
        st.info(plain(nothing_found(shown, wanted)), icon=":material/filter_alt_off:")
        return
    wrapped_below(
        reading_table(rows),
        lambda: export_table(shown, rows),
        obstacles_caption(source, shown, wanted),
        alt=_("Bảng {count} vướng mắc").format(count=format_number(len(rows))),
        title=_("Từng vướng mắc"),
    )
