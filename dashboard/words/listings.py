"""What the lists for programs are, and what they can be asked for."""

from etl.language.i18n import N_

LISTS = {
    "indicators": N_("Chỉ số: định nghĩa, đơn vị tính, chiều tốt, cách gộp"),
    "units": N_("Đơn vị: cả nước, khối, vùng, bộ, ngành, tỉnh, thành phố của hai cơ cấu"),
    "observations": N_("Số liệu: mỗi chỉ số của mỗi đơn vị trong mỗi kỳ, hoặc vì sao không có"),
    "targets": N_("Mục tiêu theo cấp và chỉ tiêu giao cho từng đơn vị"),
    "results": N_("Kết quả: mỗi số liệu so với mỗi mục tiêu của đơn vị"),
    "documents": N_("Văn bản nguồn và mức xác nhận"),
    "claims": N_("Điều phần lời nêu và kết luận khi kiểm theo bảng"),
    "obstacles": N_("Vướng mắc ở Phụ lục V"),
    "tasks": N_("Nhiệm vụ Đề án 06"),
    "builds": N_("Bản số liệu đang được phục vụ"),
}
"""Message ids by the name of the list."""

PARAMETERS = {
    "indicator": N_("Mã chỉ số, như dvctt_full_rate"),
    "topic": N_("Mã chủ đề của chỉ số"),
    "unit": N_("Mã đơn vị, như p63-01 hoặc bo-cong-an"),
    "level": N_("Cấp của đơn vị"),
    "region": N_("Vùng của tỉnh, thành phố"),
    "structure": N_("Cơ cấu: 2024 (63 tỉnh, bộ ngành đến 28/2/2025) hoặc 2025 (34 tỉnh)"),
    "period": N_("Kỳ: latest (mới nhất), all (mọi kỳ), tên hoặc mã của kỳ"),
    "due": N_("Năm của hạn"),
    "status": N_("Trạng thái của dòng"),
    "basis": N_("shown: số mà các trang hiển thị; published: số in; derived: số tính; all: mọi số"),
    "verdict": N_("Kết quả so với mục tiêu"),
    "timing": N_("Kỳ kết thúc trước, đúng hay sau hạn"),
    "document": N_("Mã văn bản nguồn"),
    "confirmation": N_("Mức xác nhận của nguồn"),
    "owner": N_("Cơ quan chủ trì hoặc chủ quản"),
    "system": N_("Mã nhóm hệ thống"),
    "category": N_("Mã loại vướng mắc"),
    "format": N_("Định dạng của câu trả lời"),
    "limit": N_("Số dòng của một trang"),
    "cursor": N_("Trang tiếp theo, lấy từ liên kết “next”"),
    "sources": N_("official: chỉ văn bản và trang chính thức, như nút ở đầu mỗi trang"),
    "lang": N_("Ngôn ngữ của tên gọi và câu chữ"),
}
"""Message ids by the name of the parameter."""
