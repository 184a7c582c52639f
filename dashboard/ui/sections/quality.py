"""The parts of the page on data quality: claims, issues, completeness."""

from collections.abc import Sequence

import streamlit as st

from dashboard.figures.coverage import coverage_bars
from dashboard.queries import claims as claimed
from dashboard.queries import quality_issues as noticed
from dashboard.queries.coverage import Coverage, coverage, source_tables
from dashboard.store.warehouse import Warehouse
from dashboard.tables import claims as claim_tables
from dashboard.tables import quality_issues as issue_tables
from dashboard.tables.coverage import (
    export_coverage,
    export_gaps,
    export_tables,
    reading_coverage,
    reading_gaps,
    reading_tables,
    unit_gaps,
)
from dashboard.tables.html import Look
from dashboard.ui.controls import selectors
from dashboard.ui.controls.blocks import box, paragraph
from dashboard.ui.controls.drawn import show_shares
from dashboard.ui.controls.period_choices import choose_edition
from dashboard.ui.controls.structure_choices import choose_structure
from dashboard.ui.controls.tables import download_head, reading_below, show_table, wrapped_below
from dashboard.ui.frame import widgets
from dashboard.ui.frame.choices_bar import choices_bar
from dashboard.ui.frame.pages import PROVENANCE_SECTION
from dashboard.ui.frame.parameters import ISSUE_KIND, ISSUE_TABLE, SEVERITY, TOPIC, VERDICT
from dashboard.words.captions import Caption, documents_caption, file_stem
from dashboard.words.markdown import plain
from dashboard.words.vocabulary import SEVERITIES, issue_kind, structure_name
from etl.language.i18n import N_, _, format_number

SECTIONS = {
    "phan-loi": N_("Lời và bảng"),
    "ghi-nhan": N_("Ghi nhận"),
    "dinh-chinh": N_("Đính chính"),
    "day-du": N_("Mức đầy đủ"),
    PROVENANCE_SECTION: N_("Nguồn gốc con số"),
}
_ALL = "tat-ca"
_WIDE, _NARROW = 330, 250


def claims_section(source: Warehouse) -> None:
    """What the text states, beside what its tables give."""
    items = claimed.claims(source)
    counts = claimed.tally_of(items)
    numbers = "".join(
        box(
            [
                paragraph(plain(claim_tables.format_claim_verdict(verdict))),
                f'<p class="number">{count}</p>',
            ]
        )
        for verdict, count in counts.items()
    )
    st.html(f'<div class="headline-numbers">{numbers}</div>')
    st.markdown(
        _(
            "Mỗi điều phần lời nêu được kiểm lại bằng bảng của chính báo cáo, theo số chữ số đã "
            "in. Kết luận và phép tính do máy lập từ bảng. Khi hai bên khác nhau, cột “In → theo "
            "bảng” in đậm số suy ra từ bảng; trang này không sửa số nào."
        )
    )
    with choices_bar():
        verdict = widgets.choose(
            VERDICT,
            [_ALL, *claimed.CLAIM_VERDICT_CODES],
            default=_ALL,
            format_func=lambda key: (
                _("Tất cả") if key == _ALL else claim_tables.format_claim_verdict(key)
            ),
            widget="segmented",
        )
        names = list(dict.fromkeys(item.topic_vi for item in items))
        topic = widgets.choose(TOPIC, names, default=None, placeholder=_("Mọi chủ đề"), width=_WIDE)
    shown = claimed.narrowed(items, None if verdict == _ALL else verdict, topic)
    if not shown:
        st.info(_("Không có điều nào khớp với bộ lọc."), icon=":material/filter_alt_off:")
        return
    wrapped_below(
        claim_tables.reading_claims(shown),
        lambda: claim_tables.export_claims(shown),
        documents_caption(
            source,
            _("Lời và bảng: điều phần lời nêu và số theo bảng"),
            file_stem("claims", None if verdict == _ALL else verdict),
            cited=list(dict.fromkeys(item.document_vi for item in shown)),
        ),
        alt=_("Bảng {count} điều của phần lời").format(count=len(shown)),
        title=_("Lời và bảng: {count} điều").format(count=format_number(len(shown))),
        key="claims-table",
    )


def issues_section(source: Warehouse) -> None:
    """What the build noticed, by kind and table."""
    everything = noticed.issues(source)
    with choices_bar():
        chosen = widgets.choose(
            SEVERITY,
            [*noticed.SEVERITY_CODES, _ALL],
            default="warning",
            format_func=lambda key: _("Tất cả") if key == _ALL else _(SEVERITIES[key]),
            widget="segmented",
        )
        items = noticed.narrowed(everything, severity=None if chosen == _ALL else chosen)
        counts = noticed.kinds_of(items)
        tables = noticed.tables_of(items)
        kinds = {item.kind: issue_kind(item.kind) for item in items}
        kind = widgets.choose(
            ISSUE_KIND,
            list(kinds),
            default=None,
            format_func=lambda key: f"{kinds[key]} ({counts[key]})",
            placeholder=_("Mọi loại"),
            width=_WIDE,
        )
        table_id = widgets.choose(
            ISSUE_TABLE,
            list(tables),
            default=None,
            format_func=tables.__getitem__,
            placeholder=_("Mọi bảng"),
            width=_NARROW,
        )
    shown = noticed.narrowed(items, kind, table_id)
    if not shown:
        st.info(_("Không có ghi nhận nào khớp với bộ lọc."), icon=":material/filter_alt_off:")
        return
    st.caption(_("⚠ cần lưu ý khi dùng số; · để biết. Không ghi nhận nào làm thay đổi một con số."))
    wrapped_below(
        issue_tables.reading_issues(shown),
        lambda: issue_tables.export_issues(shown),
        documents_caption(
            source,
            _("Ghi nhận về chất lượng số liệu"),
            file_stem("quality_issue", chosen, kind, table_id),
        ),
        alt=_("Bảng {count} ghi nhận").format(count=len(shown)),
        title=_("{count} ghi nhận").format(count=format_number(len(shown))),
        key="sentences-table",
    )


def completeness_section(source: Warehouse) -> None:
    """Who has a figure of what; who has none and why; what the documents do not carry."""
    with choices_bar():
        level = selectors.choose_level()
        source = choose_edition(source)
        structure = choose_structure(level)
    items = coverage(source, level, structure)
    if not items:
        st.info(
            _("Chưa có bảng nào công bố số liệu theo {structure}.").format(
                structure=structure_name(structure, level)
            )
        )
        return
    name = _(selectors.LEVELS[level]).lower()
    caption = documents_caption(
        source,
        _("Bao nhiêu {level} có số liệu").format(level=name),
        file_stem("completeness", level, structure.id),
        place="; ".join(dict.fromkeys(item.appendix for item in items)),
        unit=_("số đơn vị"),
        period=_("mới nhất của mỗi chỉ số"),
        scope=structure_name(structure, level),
    )
    present = sum(item.present for item in items)
    slots = sum(item.units for item in items)
    st.header(caption.title, anchor=False)
    words = _("Theo cơ cấu năm 2024, kỳ mới nhất của mỗi chỉ số: {present}/{slots} ô có số liệu.")
    if not structure.is_published:
        words = _(
            "Chỉ số công bố theo cơ cấu sau sắp xếp, kỳ mới nhất: {present}/{slots} ô có số liệu."
        )
    st.caption(words.format(present=format_number(present), slots=format_number(slots)))
    show_shares(
        coverage_bars(items),
        caption,
        key="coverage",
        alt=_("Số {level} có số liệu theo chỉ số: ").format(level=name)
        + "; ".join(f"{item.indicator_vi} {item.present}/{item.units}" for item in items),
    )
    download_head(
        lambda: export_coverage(items),
        slots,
        caption,
        title=_("Ai không có số liệu và vì sao"),
    )
    show_table(
        reading_coverage(items),
        _("Bảng đơn vị không có số liệu theo chỉ số"),
        Look("sentences-table", is_sortable=True, is_markdown=True, is_cards=True),
    )
    _unit_gaps(items, caption)
    _source_tables(source)


def _unit_gaps(items: Sequence[Coverage], caption: Caption) -> None:
    """Units that lack figures of tables which have their kind."""
    gaps = unit_gaps(items)
    if gaps:
        reading_below(
            reading_gaps(gaps),
            lambda: export_gaps(gaps),
            caption.part("units", _("Đơn vị thiếu số liệu ở bảng có thống kê đơn vị đó")),
            alt=_("Bảng đơn vị thiếu số liệu"),
            title=_("Đơn vị thiếu số liệu ở bảng có thống kê đơn vị đó"),
        )


def _source_tables(source: Warehouse) -> None:
    """What the documents carry, and what they announce and do not carry."""
    tables = source_tables(source)
    for missing in (table for table in tables if table.rows is None):
        words = f"{missing.title_vi}. {missing.note_vi}"
        st.warning(
            f"**{plain(missing.appendix)}**: {plain(words)}",
            icon=":material/attach_file_off:",
        )
    reading_below(
        reading_tables(tables),
        lambda: export_tables(tables),
        documents_caption(source, _("Bảng của văn bản nguồn"), "source_table"),
        alt=_("Bảng các bảng nguồn"),
        title=_("Bảng của văn bản nguồn"),
    )
