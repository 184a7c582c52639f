"""The words for verdicts and for the reasons a unit has no value."""

from dashboard.queries.coverage import ABSENT, SLOT_CODES
from dashboard.store.codes import MET, NO_DATA, NOT_MET, UNDETERMINED
from etl.language.i18n import N_

VERDICTS = {
    MET: N_("Đạt"),
    NOT_MET: N_("Chưa đạt"),
    UNDETERMINED: N_("Chưa xác định được"),
    NO_DATA: N_("Chưa có số liệu"),
}
"""Verdicts in the order legends list them."""

VERDICT_MARKS = {MET: "✓", NOT_MET: "✗", UNDETERMINED: "?", NO_DATA: "–"}
"""A sign beside the colour, so that a verdict is never told by colour alone."""

STATUSES = {
    "observed": N_("Có số liệu"),
    "interval": N_("Chỉ biết khoảng"),
    "allocated": N_("Chỉ tiêu được giao"),
    "not_reported": N_("Chưa báo cáo"),
    "to_reconcile": N_("Cần đối soát"),
    "not_connected": N_("Chưa kết nối toàn diện"),
    "not_available": N_("Không có số liệu"),
    "partial": N_("Thiếu số liệu thành phần"),
    "reorganised": N_("Chưa có số liệu sau sắp xếp"),
    "not_applicable": N_("Không áp dụng"),
}

SLOT_STATUSES = {
    status: N_("Bảng không thống kê") if status == ABSENT else STATUSES[status]
    for status in SLOT_CODES
}
"""What a unit can have of an indicator, present first."""
