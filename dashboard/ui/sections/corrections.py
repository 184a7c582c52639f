"""The part of the page on data quality that lists the corrections."""

import streamlit as st

from dashboard.queries.corrections import Correction, corrections
from dashboard.store.warehouse import Warehouse
from dashboard.tables.corrections import export_corrections, reading_corrections
from dashboard.ui.controls.provenance_link import provenance_url
from dashboard.ui.controls.tables import wrapped_below
from dashboard.words.captions import documents_caption, file_stem
from etl.language.i18n import _, format_number


def corrections_section(source: Warehouse) -> None:
    """Cells that are read otherwise than they are printed; in words where there are none."""
    st.markdown(
        _(
            "Một ô in sai chỉ được đọc khác khi có người nêu lý do và chịu trách nhiệm. Ô in "
            "nguyên văn vẫn được giữ; khi văn bản không còn in như vậy, đính chính mất hiệu lực "
            "và phải xét lại."
        )
    )
    items = corrections(source)
    if not items:
        st.info(
            _(
                "Chưa có đính chính nào: mọi ô được đọc đúng như in. Tên đơn vị viết theo cách "
                "khác hoặc bị quét sai được nhận ra theo danh mục cách viết, xem mục Ghi nhận."
            ),
            icon=":material/task_alt:",
        )
        return
    wrapped_below(
        reading_corrections(items, [_corrected_url(item) for item in items]),
        lambda: export_corrections(items),
        documents_caption(
            source,
            _("Đính chính: ô được đọc khác bản in"),
            file_stem("correction"),
            cited=list(dict.fromkeys(item.document_vi for item in items)),
        ),
        alt=_("Bảng {count} ô được đọc khác bản in").format(count=len(items)),
        title=_("{count} ô được đọc khác bản in").format(count=format_number(len(items))),
        key="sentences-table",
    )


def _corrected_url(item: Correction) -> str | None:
    """Where the way of the figure is told that a corrected cell prints."""
    shown = item.figure
    if shown is None:
        return None
    return provenance_url(
        shown.indicator_id, shown.unit_id, shown.level, shown.structure, shown.period
    )
