"""The parts of the security page that are about more than one unit."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dashboard.analysis.security import Total
from dashboard.figures.security import funnel, level_bars, stages, total_bars
from dashboard.queries.printed_rates import PrintedRate
from dashboard.queries.security import COUNTS, SystemLevel
from dashboard.queries.structures import Structure
from dashboard.store.warehouse import Warehouse
from dashboard.tables.security import (
    deviations_table,
    export_deviations,
    export_totals,
    levels_table,
    reading_levels,
    totals_table,
)
from dashboard.ui.controls import charts
from dashboard.ui.controls.provenance_link import source_link
from dashboard.ui.controls.tables import reading_below, table_behind
from dashboard.words.markdown import plain
from dashboard.words.security import (
    difference_words,
    funnel_words,
    furthest_words,
    levels_words,
    security_caption,
    total_name,
)
from dashboard.words.vocabulary import structure_name
from etl.language.i18n import N_, _, format_date, format_number

_MISSING = {
    "approved": N_("Chưa phê duyệt, hạn {day}"),
    "deployed": N_("Chưa đủ phương án, hạn {day}"),
}


def country(source: Warehouse, totals: Sequence[Total], due: dict[str, date]) -> None:
    """The funnel of the country by both sources, and what is missing to 100%."""
    printed, added = totals[:2]
    picture, cards = st.columns([3, 2], gap="large")
    with picture:
        charts.show(
            funnel((printed, added), charts.palette()),
            security_caption(
                source, _("Hệ thống thông tin của cả nước theo hai nguồn"), "systems_country"
            ),
            key="funnel",
            alt=funnel_words((printed, added)),
        )
    with cards:
        for stage, words in _MISSING.items():
            with st.container(border=True, gap="xsmall"):
                st.metric(
                    _(words).format(day=format_date(due[stage])),
                    _("{count} hệ thống").format(count=format_number(printed.missing(stage))),
                )
                text = source_link(_("theo phần lời"), COUNTS[stage])
                other = _("Cộng Phụ lục IX: {count} hệ thống").format(
                    count=format_number(added.missing(stage))
                )
                # A total of the text and a sum of the table never stand in one line.
                st.markdown(f":small[{text}]  \n:small[:gray[{other}]]")
    st.caption(
        _(
            "Mục tiêu là 100% hệ thống. Hai nguồn không khớp: cộng Phụ lục IX so với phần lời lệch "
            "{difference}. Phụ lục chủ ý không có {left_out}, và thiếu {count} đơn vị chưa báo "
            "cáo: {units}."
        ).format(
            difference=difference_words(printed, added),
            left_out=plain(", ".join(added.left_out)),
            count=len(added.absent),
            units=plain(", ".join(added.absent)),
        )
    )


def groups(source: Warehouse, totals: Sequence[Total], structure: Structure) -> None:
    """Blocs by both sources and regions, as shares with their counts; the country before them."""
    caption = security_caption(
        source,
        _("Hệ thống thông tin theo khối và theo vùng"),
        f"systems_region_{structure.id}",
        scope=structure_name(structure, "region"),
    )
    shown = totals[2:]
    charts.show(
        stages(total_bars(shown), charts.palette(), as_share=True),
        caption,
        key="groups",
        alt=funnel_words(shown),
    )
    st.caption(
        _(
            "Bên phải: tỷ lệ đã phê duyệt · tỷ lệ triển khai đủ phương án, chia cho mọi hệ thống. "
            "Số trong thanh là số hệ thống. Vùng cộng từ Phụ lục IX."
        )
    )
    lacking = [
        plain(f"{total_name(total).removesuffix('*')}: {', '.join(total.absent)}")
        for total in totals
        if total.absent
    ]
    if lacking:
        st.caption(
            _("\\* Chưa kể đơn vị thiếu số liệu. {groups}.").format(groups="; ".join(lacking))
        )
    table_behind(totals_table(totals), lambda: export_totals(totals), caption)


def levels(source: Warehouse, items: Sequence[SystemLevel]) -> None:
    """Levels 1 to 5 of the whole country."""
    caption = security_caption(
        source, _("Hệ thống thông tin theo cấp độ, cả nước"), "systems_levels_country", is_text=True
    )
    charts.show(level_bars(items, charts.palette()), caption, key="levels", alt=levels_words(items))
    st.caption(
        _("Phần lời của báo cáo, cả nước; tổng năm cấp {total} hệ thống.").format(
            total=format_number(sum(item.systems for item in items))
        )
    )
    table_behind(reading_levels(items), lambda: levels_table(items), caption)


def deviations(source: Warehouse, rates: Sequence[PrintedRate], printed: int) -> None:
    """Printed rates that count ÷ all systems does not give."""
    other = sum(rate.was_among_approved for rate in rates)
    st.markdown(
        _(
            "**{count}** tỷ lệ in trong báo cáo (trong {printed} tỷ lệ) "
            "không bằng số đếm chia cho mọi hệ thống; **{other}** tỷ lệ đã được chia cho số hệ "
            "thống đã phê duyệt, nên cao hơn. Ở mọi trang, tỷ lệ được tính lại trên mọi hệ thống."
        ).format(count=len(rates), printed=format_number(printed), other=other)
    )
    st.caption(furthest_words(rates))
    title = _("Tỷ lệ in và tỷ lệ tính lại theo đơn vị")
    reading_below(
        deviations_table(rates),
        lambda: export_deviations(rates),
        security_caption(source, title, "printed_rates"),
        alt=title,
        title=_("Các tỷ lệ in khác tỷ lệ tính lại"),
    )
