"""The words for the codes of the store: verdicts, statuses, kinds, levels, relations."""

from collections.abc import Iterable

from dashboard.queries.claims import CONFIRMED, CONTRADICTED, NOT_TESTABLE
from dashboard.queries.coverage import ABSENT, SLOT_CODES
from dashboard.queries.documents import OFFICIAL, is_lesser
from dashboard.queries.structures import NEW, OLD, Structure
from dashboard.store.codes import MET, NO_DATA, NOT_MET, UNDETERMINED
from etl.language.i18n import N_, _

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
    "not_in_period": N_("Chưa có số liệu kỳ này"),
    "reorganised": N_("Chưa có số liệu sau sắp xếp"),
    "not_applicable": N_("Không áp dụng"),
}

SLOT_STATUSES = {
    status: N_("Bảng không thống kê") if status == ABSENT else STATUSES[status]
    for status in SLOT_CODES
}
"""What a unit can have of an indicator, present first."""

CLAIM_VERDICTS = {
    CONTRADICTED: N_("Bảng cho số khác"),
    CONFIRMED: N_("Khớp với bảng"),
    NOT_TESTABLE: N_("Không đủ số liệu để kiểm"),
}
CLAIM_MARKS = {CONTRADICTED: "✗", CONFIRMED: "✓", NOT_TESTABLE: "–"}

CONFIRMATIONS = {
    OFFICIAL: N_("Văn bản chính thức"),
    "official_page": N_("Trang của cơ quan ban hành"),
    "two_copies": N_("Hai bản chép khớp nhau"),
    "copy_checked": N_("Bản chép khớp tổng, trung bình hoặc thứ hạng đã công bố"),
    "press": N_("Báo chí"),
}
"""How sure it is that an issuer says what is taken from a document, the surest first."""

_LESSER_WORDS = {
    "two_copies": N_("theo hai bản chép"),
    "copy_checked": N_("theo bản chép đã kiểm"),
    "press": N_("theo báo chí"),
}

SCOPES = {
    "country": N_("cả nước"),
    "bloc": N_("khối"),
    "region": N_("vùng"),
    "ministry": N_("bộ, ngành"),
    "province": N_("tỉnh, thành phố"),
    "unit": N_("từng đơn vị"),
}
"""Whom a target is set for."""

DIRECTIONS = {
    "higher": N_("cao hơn là tốt hơn"),
    "lower": N_("thấp hơn là tốt hơn"),
    "none": N_("không có chiều tốt, xấu"),
}

COMPARATORS = {">=": N_("ít nhất"), "<=": N_("nhiều nhất"), "=": N_("bằng")}

_STRUCTURES = {
    (OLD.id, "province"): N_("63 tỉnh (đến 30/6/2025)"),
    (OLD.id, "ministry"): N_("Bộ, ngành năm 2024"),
    (OLD.id, "region"): N_("6 vùng của 63 tỉnh"),
    (NEW.id, "province"): N_("34 tỉnh (từ 1/7/2025)"),
    (NEW.id, "ministry"): N_("Bộ, ngành sau 1/3/2025"),
    (NEW.id, "region"): N_("6 vùng của 34 tỉnh"),
}

RELATIONS = {
    "unchanged": N_("giữ nguyên"),
    "continued": N_("tiếp tục, có thay đổi chức năng"),
    "merged": N_("nhập toàn bộ"),
    "split": N_("nhận một phần của cơ quan bị chia tách"),
    "part": N_("nhận một phần chức năng"),
}
"""How a unit comes from one before it."""

TERM_KINDS = {
    "abbreviation": N_("Chữ viết tắt"),
    "term": N_("Khái niệm"),
    "reading": N_("Cách đọc số liệu"),
    "status": N_("Trạng thái của số liệu"),
}
"""Kinds of terms, in the order the glossary lists them."""

STAGES = {
    "systems": N_("Hệ thống thông tin"),
    "approved": N_("Đã phê duyệt cấp độ"),
    "deployed": N_("Triển khai đủ phương án"),
}
"""Of information systems."""

SYSTEM_SORTS = {
    "thieu": N_("Còn nhiều việc trước"),
    "ty-le": N_("Triển khai cao trước"),
    "phe-duyet": N_("Phê duyệt cao trước"),
    "quy-mo": N_("Nhiều hệ thống trước"),
    "ten": N_("Theo tên"),
}

ISSUE_KINDS = {
    "total_mismatch": N_("Tổng không bằng cộng các dòng"),
    "average_mismatch": N_("Mức chung không phải trung bình của bảng"),
    "total_not_checked": N_("Dòng tổng chưa kiểm được"),
    "count_mismatch": N_("Số đơn vị đếm được khác phần lời"),
    "list_count_mismatch": N_("Số nêu và số tên trong danh sách khác nhau"),
    "comparison_mismatch": N_("So sánh trong phần lời không đúng với bảng"),
    "extreme_mismatch": N_("Nơi cao nhất, thấp nhất khác phần lời"),
    "different_figures": N_("Hai nơi in hai số khác nhau"),
    "measured_differs": N_("Số công bố khác số đếm từ hồ sơ"),
    "records_left_out": N_("Bản ghi hồ sơ không được đếm"),
    "ratio_mismatch": N_("Tỷ lệ in không bằng thương hai số đếm"),
    "repeated_value": N_("Nhiều đơn vị trùng nhau đến từng chữ số"),
    "series_break": N_("Chuỗi số đổi cách đo"),
    "cell_corrected": N_("Ô đã được sửa, có lý do"),
    "spelling_repaired": N_("Tên đơn vị in sai chính tả"),
    "skipped_row_number": N_("Nhảy số thứ tự"),
    "row_of_no_unit": N_("Dòng không rõ của đơn vị nào"),
    "unit_missing_from_list": N_("Đơn vị không có trong danh sách nào"),
    "absent_by_design": N_("Bảng không thống kê đơn vị này"),
    "not_merged": N_("Không gộp được sang đơn vị mới"),
    "late_before_due": N_("Văn bản ghi chậm khi chưa đến hạn"),
    "owner_dissolved": N_("Việc nêu tên cơ quan đã giải thể"),
}
_OTHER_ISSUE = N_("Ghi nhận khác")

SEVERITIES = {"warning": N_("Cần lưu ý"), "info": N_("Để biết")}

SEVERITY_MARKS = {"warning": "⚠", "info": "·"}


def issue_kind(kind: str) -> str:
    """The kind of an issue in the reader's language; also one that is not listed here."""
    return _(ISSUE_KINDS.get(kind, _OTHER_ISSUE))


LESSER_SIGN = "\u25ca"
"""◊, in whatever has no official document or page behind it; the fonts of all files have it."""


def marked(words: str, confirmation: str | None) -> str:
    """A figure, a target or a verdict with the sign, where no official document says it."""
    return f"{words}\N{NO-BREAK SPACE}{LESSER_SIGN}" if is_lesser(confirmation) else words


def confirmation_words(confirmation: str | None) -> str:
    """How sure it is, in a cell: `Báo chí`; empty where there is no figure."""
    return "" if confirmation is None else _(CONFIRMATIONS[confirmation])


def sign_in_brief(confirmation: str | None) -> str:
    """`◊ theo báo chí`, in a cell; empty of an official document."""
    words = _LESSER_WORDS.get(confirmation or "")
    return "" if words is None else f"{LESSER_SIGN} {_(words)}"


def sign_words(confirmations: Iterable[str | None]) -> str:
    """`◊ số chưa có văn bản chính thức: theo báo chí`; empty where all figures have one."""
    found = set(confirmations)
    how = [_(words) for code, words in _LESSER_WORDS.items() if code in found]
    if not how:
        return ""
    told = _("số chưa có văn bản chính thức: {how}").format(how=", ".join(how))
    return f"{LESSER_SIGN} {told}"


_STRUCTURES_IN_BRIEF = {
    (OLD.id, "province"): N_("63 tỉnh"),
    (OLD.id, "ministry"): N_("Năm 2024"),
    (OLD.id, "region"): N_("63 tỉnh"),
    (NEW.id, "province"): N_("34 tỉnh"),
    (NEW.id, "ministry"): N_("Từ 1/3/2025"),
    (NEW.id, "region"): N_("34 tỉnh"),
}


def structure_in_brief(structure: Structure, level: str) -> str:
    """The same among the choices of a page, where room is short."""
    return _(_STRUCTURES_IN_BRIEF[structure.id, level])


def structure_name(structure: Structure, level: str) -> str:
    """What a reader calls the units of a level in a structure."""
    return _(_STRUCTURES[structure.id, level])


SORTS = {
    "hang": N_("Từ tốt đến kém"),
    "nguoc": N_("Từ kém đến tốt"),
    "ten": N_("Theo tên"),
}
"""Orders of a ranking."""

MATRIX_SORTS = {
    "dat": N_("Đạt nhiều mục tiêu trước"),
    "thieu": N_("Đạt ít mục tiêu trước"),
    "ten": N_("Theo tên"),
}
"""Orders of units against all goals of a year."""

SPLITS = {"muc-tieu": N_("Mục tiêu"), "trung-vi": N_("Trung vị")}
"""What tells the corners of a scatter apart."""
