"""The words for verdicts and for the reasons a unit has no value."""

from etl.language.i18n import N_

MET, NOT_MET, UNDETERMINED, NO_DATA = "met", "not_met", "undetermined", "no_data"

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
