"""The way of one figure from the document to the page."""

from collections.abc import Sequence

import pandas as pd

from dashboard.queries.cells import Cell
from dashboard.queries.indicators import Indicator, indicators
from dashboard.queries.precision import stated
from dashboard.queries.provenance import Trace
from dashboard.store.warehouse import Warehouse
from dashboard.tables.confirmations import with_confirmations
from dashboard.tables.row_cells import cell_of
from dashboard.words.cells import figures
from dashboard.words.markdown import plain
from dashboard.words.provenance import _file, _kind, _line, _printed, steps
from dashboard.words.statements import write_or_none
from dashboard.words.values import format_value
from etl.language.i18n import _


def path_table(item: Trace) -> pd.DataFrame:
    """The stations of a figure, from the document to the number on the page."""
    cell = item.figure
    stations = {
        _("Số trên trang"): f"**{format_value(item.indicator, cell.shown)}**, {_kind(cell)}",
        _(
            "Văn bản"
        ): f"{plain(cell.document_vi)}  \n:small[:gray[{_('Số')} {plain(cell.document_number)}"
        f", {plain(f'{cell.issuer_vi}, {cell.issued_label_vi}')}]]",
        _("Bảng"): plain(f"{cell.appendix}: {cell.table_vi}"),
        _("Dòng trong văn bản"): _line(cell.document_line) if cell.is_printed else "",
        _("Tệp thô và dòng"): _file(cell),
        _("Cột"): plain(cell.heading_vi or "") if cell.is_printed else "",
        _("Ô in nguyên văn"): _printed(cell),
        _("Đã làm gì"): "  \n".join(f"{n}. {step}" for n, step in enumerate(steps(item), 1)),
    }
    shown = {name: text for name, text in stations.items() if text}
    return pd.DataFrame({_("Chặng"): list(shown), _("Nội dung"): list(shown.values())})


def inputs_table(source: Warehouse, found: Sequence[Cell]) -> pd.DataFrame:
    """The figures another was computed from, each with its own cell."""
    known = indicators(source)
    return _cells_table([(known[cell.indicator_id], cell) for cell in found])


def others_table(indicator: Indicator, found: Sequence[Cell]) -> pd.DataFrame:
    """Other figures of the same indicator and unit, each with its own cell."""
    return _cells_table([(indicator, cell) for cell in found])


def _cells_table(items: Sequence[tuple[Indicator, Cell]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            _("Số liệu"): [plain(f"{spec.short_name_vi}, {cell.unit_vi}") for spec, cell in items],
            _("Kỳ"): [cell.period_label for _spec, cell in items],
            _("Giá trị"): figures(
                cell_of(spec, cell.shown, f"**{format_value(spec, cell.shown)}**")
                for spec, cell in items
            ),
            _("Loại"): [_kind(cell) for _spec, cell in items],
            _("Ô in"): figures(cell_of(spec, cell.shown, _printed(cell)) for spec, cell in items),
            _("Ở đâu"): [
                ", ".join(
                    part for part in (plain(cell.appendix), _line(cell.document_line)) if part
                )
                for _spec, cell in items
            ],
            _("Tệp thô"): [_file(cell) for _spec, cell in items],
        }
    )


def export_trace(item: Trace) -> pd.DataFrame:
    """The figure, its inputs and its neighbours as rows, with numbers as numbers; ids last."""
    found = [
        *[(_("số trên trang"), cell) for cell in (item.figure,)],
        *[(_("đầu vào"), cell) for cell in item.inputs],
        *[(_("số liệu khác"), cell) for cell in item.others],
    ]
    exported = pd.DataFrame(
        {
            _("Đơn vị"): [cell.unit_vi for _role, cell in found],
            _("Giá trị"): [stated(item.indicator, cell.shown, cell.value) for _role, cell in found],
            _("Thấp nhất"): [
                stated(item.indicator, cell.shown, cell.value_low) for _role, cell in found
            ],
            _("Cao nhất"): [
                stated(item.indicator, cell.shown, cell.value_high) for _role, cell in found
            ],
            _("Vai trò"): [role for role, _cell in found],
            _("Kỳ"): [cell.period_label for _role, cell in found],
            _("Ô in nguyên văn"): [cell.raw_text for _role, cell in found],
            _("Văn bản"): [cell.document_vi for _role, cell in found],
            _("Phụ lục"): [cell.appendix for _role, cell in found],
            _("Dòng trong văn bản"): pd.array(
                [cell.document_line for _role, cell in found], dtype="Int64"
            ),
            _("Tệp thô"): [cell.raw_file for _role, cell in found],
            _("Dòng của tệp thô"): pd.array(
                [cell.source_line for _role, cell in found], dtype="Int64"
            ),
            _("Ghi chú"): [write_or_none(cell.note) for _role, cell in found],
            "indicator_id": [cell.indicator_id for _role, cell in found],
            "unit_id": [cell.unit_id for _role, cell in found],
            "basis": [cell.basis for _role, cell in found],
            "status": [cell.status for _role, cell in found],
        }
    )
    return with_confirmations(exported, [cell.confirmation for _role, cell in found])
