"""What a table that is to come in would change, in sentences."""

import re
from collections import Counter
from collections.abc import Mapping

from dashboard.analysis.updates import Difference, FigureChange
from dashboard.words.vocabulary import STATUSES
from etl.language.i18n import N_, _, format_number

STEPS = {"added": N_("mới"), "changed": N_("đổi"), "vanished": N_("mất")}
"""What happens to a figure or a statement."""
ACTIONS = {
    "build": N_("Lập bản số liệu"),
    "publish": N_("Công bố"),
    "rollback": N_("Quay lại"),
}
ASKED = {
    "table.document": N_("Mã của văn bản"),
    "table.period": N_('Kỳ số liệu, như {start: 2024-01-01, end: 2024-12-31, label: "2024"}'),
    "table.continues": N_("Bảng mà bảng này in tiếp"),
    "table.structure": N_("Đơn vị của năm 2024 (63 tỉnh) hay 2025 (34 tỉnh)"),
    "table.number_format": N_("Kiểu viết số"),
    "document.document_id": N_("Mã của văn bản mới"),
    "document.number": N_("Số, ký hiệu"),
    "document.title_vi": N_("Trích yếu"),
    "document.short_title_vi": N_("Tên gọi tắt khi dẫn nguồn"),
    "document.issuer_vi": N_("Cơ quan ban hành"),
    "document.issued_label_vi": N_("Ngày ban hành, như ghi trên trang"),
    "document.data_as_of": N_("Số liệu tính đến ngày"),
    "document.confirmation": N_("Mức xác nhận"),
}
"""What the keys of a draft are called."""


def difference_words(found: Difference) -> str:
    """`126 số liệu mới, 2 đổi, 0 mất. 23 kết quả so với mục tiêu đổi …`"""
    steps = Counter(change.status for change in found.figures)
    figures = ", ".join(f"{format_number(steps[step])} {_(word)}" for step, word in STEPS.items())
    parts = [_("Số liệu: {figures}").format(figures=figures)]
    counts: Mapping[str, int] = {
        _("kết quả so với mục tiêu đổi"): len(found.verdicts),
        _("thứ hạng đổi"): len(found.ranks),
        _("bước nhảy khác thường"): len(found.jumps),
        _("kết luận về lời văn đổi"): len(found.claims),
    }
    parts += [f"{format_number(count)} {name}" for name, count in counts.items()]
    return "; ".join(parts) + "."


_PLACES = {
    "table": N_("bảng"),
    "sheet": N_("trang tính"),
    "rows": N_("dòng"),
    "row": N_("dòng"),
    "lines": N_("dòng"),
    "pages": N_("trang"),
    "page": N_("trang"),
}


def place_words(place: str) -> str:
    """Where in a file a table stands: `table 1, rows 1–64` → `bảng 1, dòng 1–64`."""
    return re.sub("[a-z]+", lambda word: _(_PLACES.get(word[0], word[0])), place)


def figure_words(change: FigureChange, *, new: bool) -> str:
    """The published figure, or the one that comes: a value, an interval, or why there is none."""
    value, low, high, status = (
        (change.new, change.new_low, change.new_high, change.new_status)
        if new
        else (change.old, change.old_low, change.old_high, change.old_status)
    )
    if value is not None:
        return _measured(change, format_number(value, change.decimals))
    if low is not None and high is not None:
        ends = (format_number(end, change.decimals) for end in (low, high))
        return _measured(change, "–".join(ends))
    return "" if status is None else _(STATUSES[status])


def _measured(change: FigureChange, amount: str) -> str:
    return f"{amount}%" if change.measure_vi == "%" else amount
