"""The second section of the security page: country, blocs, regions, levels, printed rates."""

from collections.abc import Sequence

import streamlit as st

from dashboard.analysis.security import SecurityRow, Total
from dashboard.figures.rate_bars import level_bars, total_rate_bars
from dashboard.figures.security import stages, unit_bars
from dashboard.queries.printed_rates import PrintedRate
from dashboard.queries.security import SystemLevel
from dashboard.queries.structures import Structure
from dashboard.store.warehouse import Warehouse
from dashboard.tables.html import Look
from dashboard.tables.security import (
    deviations_table,
    export_deviations,
    export_totals,
    levels_table,
    reading_levels,
    totals_table,
)
from dashboard.ui.controls import charts
from dashboard.ui.controls.blocks import paragraph
from dashboard.ui.controls.files import files_menu
from dashboard.ui.controls.tables import made_html, reading_below, table_head
from dashboard.words.captions import Caption
from dashboard.words.markdown import plain
from dashboard.words.security import (
    difference_words,
    funnel_words,
    furthest_words,
    levels_words,
    security_caption,
    total_name,
    units_finding,
)
from dashboard.words.vocabulary import structure_name
from etl.language.i18n import _, format_number

_LOOK = Look("framed figures-table")


def totals_section(source: Warehouse, totals: Sequence[Total], structure: Structure) -> None:
    """The country and the blocs by both sources, then regions: counts, shares, what is missing."""
    title = _("Hệ thống thông tin theo khối và theo vùng")
    caption = security_caption(
        source,
        title,
        f"systems_region_{structure.id}",
        scope=structure_name(structure, "region"),
    )
    reading = totals_table(totals, total_rate_bars(totals))
    head = table_head(
        _("Cả nước, khối và vùng"),
        files_menu(caption, len(totals), lambda: export_totals(totals)),
    )
    table = made_html(reading, funnel_words(totals), _LOOK, len(reading))
    notes = "".join(paragraph(f":small[{line}]") for line in _about_totals(totals))
    st.html(f'{head}{table}<div class="page-part">{notes}</div>')


def _about_totals(totals: Sequence[Total]) -> list[str]:
    """By how much the two sources differ and why; which groups lack units."""
    printed, added = totals[:2]
    lines = [
        _(
            "Mục tiêu là 100% hệ thống. Hai nguồn không khớp: cộng Phụ lục IX so với phần lời lệch "
            "{difference}. Phụ lục chủ ý không có {left_out}, và thiếu {count} đơn vị chưa báo "
            "cáo: {units}."
        ).format(
            difference=difference_words(printed, added),
            left_out=plain(", ".join(added.left_out)),
            count=len(added.absent),
            units=plain(", ".join(added.absent)),
        ),
        _("Tỷ lệ chia cho mọi hệ thống. Vùng cộng từ Phụ lục IX."),
    ]
    lacking = [
        plain(f"{total_name(total).removesuffix('*')}: {', '.join(total.absent)}")
        for total in totals
        if total.absent
    ]
    if lacking:
        lines.append(
            _("\\* Chưa kể đơn vị thiếu số liệu. {groups}.").format(groups="; ".join(lacking))
        )
    return lines


def levels(source: Warehouse, items: Sequence[SystemLevel]) -> None:
    """Levels 1 to 5 of the whole country."""
    caption = security_caption(
        source, _("Hệ thống thông tin theo cấp độ, cả nước"), "systems_levels_country", is_text=True
    )
    reading = reading_levels(items, level_bars(items))
    head = table_head(
        _("Cấp độ của các hệ thống"), files_menu(caption, len(items), lambda: levels_table(items))
    )
    told = _("Phần lời của báo cáo, cả nước; tổng năm cấp {total} hệ thống.").format(
        total=format_number(sum(item.systems for item in items))
    )
    table = made_html(reading, levels_words(items), _LOOK, len(reading))
    st.html(f'{head}{table}<div class="page-part">{paragraph(f":small[{told}]")}</div>')


def unit_stages(rows: Sequence[SecurityRow], caption: Caption, selected: str | None) -> None:
    """The systems of each unit by stage, as a chart to take away; a click chooses a unit."""
    bars = unit_bars(rows)
    if not bars:
        st.info(_("Không đơn vị nào trong vùng này có đủ số liệu."))
        return
    st.html(table_head(_("Hệ thống của từng đơn vị")))
    charts.show(
        stages(bars, charts.palette(), selected=selected),
        caption,
        key="stages",
        alt=units_finding(rows),
        selects_unit=True,
    )


def deviations(source: Warehouse, rates: Sequence[PrintedRate], printed: int) -> None:
    """Printed rates that count ÷ all systems does not give."""
    other = sum(rate.was_among_approved for rate in rates)
    told = _(
        "**{count}** tỷ lệ in trong báo cáo (trong {printed} tỷ lệ) "
        "không bằng số đếm chia cho mọi hệ thống; **{other}** tỷ lệ đã được chia cho số hệ "
        "thống đã phê duyệt, nên cao hơn. Ở mọi trang, tỷ lệ được tính lại trên mọi hệ thống."
    ).format(count=len(rates), printed=format_number(printed), other=other)
    title = _("Tỷ lệ in và tỷ lệ tính lại theo đơn vị")
    reading_below(
        deviations_table(rates),
        lambda: export_deviations(rates),
        security_caption(source, title, "printed_rates"),
        alt=title,
        title=_("Các tỷ lệ in khác tỷ lệ tính lại"),
    )
    st.html(f'<div class="page-part">{paragraph(told)}{paragraph(furthest_words(rates))}</div>')
