"""The parts of the page of Đề án 06: figures over its documents, lists of provinces, tasks."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard.figures.flag_map import flag_map
from dashboard.figures.progress import progress_panel
from dashboard.queries.indicator_views import View, view
from dashboard.queries.indicators import Indicator
from dashboard.queries.project06 import (
    FLAGS,
    DatedFigure,
    Progress,
    Source,
    followed,
    from_elsewhere,
    single_figures,
)
from dashboard.queries.project06_goals import Goal, goals, of_figure, without_figure
from dashboard.queries.structures import OLD, STRUCTURES, Structure
from dashboard.queries.tasks import OwnedTask, TaskFilter, matching, owner_counterparts, tasks
from dashboard.store.made_once import made_once
from dashboard.store.warehouse import Warehouse
from dashboard.tables.project06 import export_figures, reading_figures, reading_flags
from dashboard.tables.target_matrix import matrix_rows
from dashboard.tables.tasks import export_table, reading_table
from dashboard.ui.controls import charts
from dashboard.ui.controls.maps import show_map
from dashboard.ui.controls.provenance_link import source_link
from dashboard.ui.controls.tables import download_head, table_behind, wrapped_below
from dashboard.ui.frame import widgets
from dashboard.ui.frame.choices_bar import choices_bar
from dashboard.ui.frame.parameters import DEADLINE, DOCUMENT, OWNER, STRUCTURE, TASK_STATUS
from dashboard.words.captions import documents_caption, file_stem, view_caption, views_caption
from dashboard.words.markdown import plain
from dashboard.words.project06 import describe, describe_place, format_figure
from dashboard.words.project06_captions import figures_caption, goal_without_figure, goal_words
from dashboard.words.statements import write
from dashboard.words.task_status import DEADLINES, TASK_STATUSES
from dashboard.words.tasks import finding, owners
from dashboard.words.values import FLAG_WORDS
from dashboard.words.views import describe_source
from dashboard.words.vocabulary import structure_name
from etl.language.i18n import _, format_number

_COLUMNS = 3
_CARD_WIDTH = 232
_WIDE, _NARROW = 270, 170


def progress_cards(source: Warehouse, items: Sequence[Progress], dates: Sequence[Source]) -> None:
    """A panel per indicator that several documents give."""
    listed = followed(items)
    title = _("Tiến độ từ {first} đến {last}").format(first=dates[0].label, last=dates[-1].label)
    st.header(title, anchor=False)
    st.caption(
        _(
            "Mỗi ô một chỉ số tại ngày của bốn văn bản; số lấy từ văn bản khác thì ghi rõ dưới ô. "
            "Gạch ngang: tổng số phải làm. Dấu × dưới đáy: văn bản không nêu. Vạch chấm đứng: cách "
            "đếm đã đổi, hai bên không so được."
        )
    )
    for start in range(0, len(listed), _COLUMNS):
        columns = st.columns(_COLUMNS)
        for column, item in zip(columns, listed[start : start + _COLUMNS], strict=False):
            with column.container(border=True, height="stretch", gap="xsmall"):
                _progress_card(source, item, dates)
    rows = export_figures(source, listed)
    table_behind(
        reading_figures(listed),
        lambda: rows,
        figures_caption(source, listed, title, "da06-progress"),
        count=len(rows),
    )


def _progress_card(source: Warehouse, item: Progress, dates: Sequence[Source]) -> None:
    indicator = item.indicator
    st.markdown(
        f"**{plain(indicator.short_name_vi)}** :gray[:small[({plain(indicator.unit_vi)})]]",
        help=_explanation(indicator, item.points),
    )
    charts.show(
        progress_panel(item, dates, charts.palette()),
        figures_caption(
            source,
            [item],
            indicator.short_name_vi,
            indicator.indicator_id,
            _(indicator.unit_vi),
        ),
        key=f"progress-{indicator.indicator_id}",
        alt=describe(item),
    )
    for reason in dict.fromkeys(point.break_vi for point in item.points if point.break_vi):
        st.markdown(f":small[{_('Đổi cách đếm')}: {plain(reason)}]")
    for point in from_elsewhere(item, dates):
        said = _("{period}: theo {source}").format(
            period=plain(point.period_label), source=plain(describe_place(point))
        )
        st.markdown(f":small[{said}]")
    st.markdown(f":small[{_sources(indicator, item.points)}]")


@made_once(512)
def _sources(indicator: Indicator, points: Sequence[DatedFigure]) -> str:
    """A link for each unit that has figures, naming it where it is not the country."""
    units = {point.unit_id: point.unit_vi for point in points}
    return " · ".join(
        source_link(
            _("Nguồn gốc") if name is None else _("Nguồn gốc: {unit}").format(unit=plain(name)),
            indicator.indicator_id,
            unit_id,
        )
        for unit_id, name in units.items()
    )


@made_once(512)
def _explanation(indicator: Indicator, points: Sequence[DatedFigure]) -> str:
    """What a figure is, and the words and the place of the documents that give it."""
    quotes = [f"{describe_place(point)}. {write(point.note)}" for point in points]
    explained = (indicator.name_vi, indicator.definition_vi, indicator.caveat_vi, *quotes)
    return "\n\n".join(plain(text) for text in explained if text)


def single_cards(source: Warehouse, items: Sequence[Progress], dates: Sequence[Source]) -> None:
    """The figures that one document alone gives, newest document first."""
    single = [item for item in items if not item.is_followed]
    rows = export_figures(source, single)
    title = _("Số liệu chỉ một văn bản nêu")
    caption = figures_caption(source, single, title, "da06-single")
    download_head(lambda: rows, len(rows), caption, title=title)
    aims = goals(source)
    labels = {of.document_id: of.label for of in dates}
    for number, (document_id, figures) in enumerate(single_figures(items).items()):
        _first, point = figures[0]
        label = _("**{period}** · {document} ({count} số liệu)").format(
            period=plain(labels.get(document_id, point.period_label)),
            document=plain(point.document_vi),
            count=format_number(len(figures)),
        )
        with (
            st.expander(label, expanded=number == 0, key=f"single-{document_id}"),
            st.container(horizontal=True, gap="small"),
        ):
            for indicator, point in figures:
                _figure_card(indicator, point, of_figure(aims, indicator, point))
    for aim in without_figure(aims, items):
        st.caption(plain(goal_without_figure(aim)))


def _figure_card(indicator: Indicator, point: DatedFigure, aims: Sequence[Goal]) -> None:
    with st.container(border=True, width=_CARD_WIDTH, gap="xsmall"):
        of = "" if point.unit_vi is None else f" · {point.unit_vi}"
        name = plain(f"{indicator.short_name_vi}{of}")
        st.markdown(f":small[{name}]", help=_explanation(indicator, [point]))
        st.metric(
            name,
            format_figure(indicator, point),
            label_visibility="collapsed",
        )
        unit = "" if indicator.is_percent else f"{plain(indicator.unit_vi)} · "
        for aim in aims:
            st.markdown(f":small[{plain(goal_words(aim))}]")
        period = f":gray[{unit}{point.period_label}]"
        st.markdown(f":small[{period} · {_sources(indicator, [replace(point, unit_vi=None)])}]")


def flag_maps(source: Warehouse) -> None:
    """The lists of provinces, one small map each."""
    st.caption(
        _(
            "Danh sách là của 63 tỉnh, thành phố khi đó. Có hay chưa là việc của từng tỉnh cũ, "
            "không gộp được cho tỉnh mới."
        )
    )
    views = [view(source, indicator_id, "province", None, OLD) for indicator_id in FLAGS]
    for column, shown in zip(st.columns(len(FLAGS)), views, strict=True):
        with column.container(border=True, height="stretch", gap="xsmall"):
            _flag_card(source, shown)
    units = list(views[0].names)
    table_behind(
        reading_flags(views),
        lambda: matrix_rows(views, units),
        views_caption(
            source,
            _("Tỉnh, thành phố nào đã làm"),
            file_stem("da06-flags", "province", OLD.id),
            views,
            structure_name(OLD, "province"),
        ),
        count=len(units) * len(views),
    )


def _flag_card(source: Warehouse, shown: View) -> None:
    indicator = shown.indicator
    st.markdown(f"**{plain(indicator.name_vi)}**", help=plain(indicator.definition_vi))
    named = {
        value: [row.short_name_vi for row in shown.rows if row.value == value]
        for value in FLAG_WORDS
    }
    silent = dict.fromkeys(write(row.note) for row in shown.rows if row.value is None and row.note)
    counts = "; ".join(
        f"{_(FLAG_WORDS[value])}: {len(names)}" for value, names in named.items() if names
    )
    show_map(
        source,
        flag_map(shown, f"{indicator.name_vi}. {counts}"),
        view_caption(source, shown),
        key=f"flag-{indicator.indicator_id}",
    )
    value, names = min(
        ((value, names) for value, names in named.items() if names), key=lambda item: len(item[1])
    )
    lines = [f"**{_(FLAG_WORDS[value])}** ({len(names)}): {plain(', '.join(names))}."]
    lines += [plain(reason) for reason in silent]
    place = source_link(plain(describe_source(shown)), indicator.indicator_id, None, "province")
    lines.append(place)
    st.markdown("  \n".join(f":small[{line}]" for line in lines))


def task_register(source: Warehouse, dates: Sequence[Source]) -> None:
    """The register with its filters and the CSV of exactly the rows shown."""
    structure, rows, wanted = _filtered(source, dates)
    listed = matching(rows, wanted)
    st.markdown(f"**{finding(listed)}**")
    if not structure.is_published:
        st.caption(
            _(
                "Cơ quan đã nhập vào cơ quan khác đứng dưới tên mới; cơ quan bị chia tách giữ tên "
                "cũ, vì không rõ nơi nào nhận việc nào."
            )
        )
    st.caption(
        _(
            "Chậm, quá hạn hay còn hạn là vào ngày văn bản, ghi ở cột “Văn bản ghi”; từ đó đến "
            "nay việc ra sao, các văn bản này không nói. Việc giao chung cho nhiều cơ quan có một "
            "dòng cho mỗi cơ quan."
        )
    )
    if not listed:
        st.info(_("Không có nhiệm vụ nào khớp với bộ lọc."))
        return
    wrapped_below(
        reading_table(listed),
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
        key="tasks-table",
    )


def _filtered(
    source: Warehouse, dates: Sequence[Source]
) -> tuple[Structure, tuple[OwnedTask, ...], TaskFilter]:
    """The structure chosen with its register, and what the reader narrows it to."""
    with choices_bar():
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
        titles = {of.document_id: of.short_title_vi for of in dates}
        document_id = widgets.choose(
            DOCUMENT,
            list(titles),
            default=None,
            format_func=titles.__getitem__,
            placeholder=_("Mọi văn bản"),
            width=_WIDE,
        )
    with choices_bar():
        status = widgets.choose(
            TASK_STATUS,
            list(TASK_STATUSES),
            default=None,
            format_func=lambda key: _(TASK_STATUSES[key]),
            placeholder=_("Mọi tình trạng"),
            width=_NARROW,
        )
        deadline = widgets.choose(
            DEADLINE,
            list(DEADLINES),
            default=next(iter(DEADLINES)),
            format_func=lambda key: _(DEADLINES[key]),
            widget="segmented",
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
