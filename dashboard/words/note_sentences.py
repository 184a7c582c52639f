"""Notes of figures, targets and tasks: how each was read or derived.

Message by code, for `dashboard/words/statements.py`; `{name}` stands for the part of that name.
"""

from etl.language.i18n import N_

_READ = {
    # Words of people: of the catalogue, of a table's column of notes.
    "stated": "{text}",
    "printed_note": "{text}",
    "quoted": N_("Phần lời của báo cáo: “{quote}”."),
    "also_listed": N_("Cũng nằm trong danh sách {band}."),
    "in_no_list": N_("Không có tên trong danh sách nào của báo cáo."),
    "not_among_single_units": N_("Nguồn chỉ nêu vài đơn vị, không có đơn vị này."),
    "printed_as": N_("Văn bản in “{printed}”."),
    "highest": N_("{units} cao nhất (dòng {line})."),
    "lowest": N_("{units} thấp nhất (dòng {line})."),
}

_DERIVED = {
    "ratio": "{numerator} ÷ {denominator}",
    "zero_denominator": N_("Mẫu số bằng 0."),
    "carried_over": N_("Giữ nguyên số liệu của {unit} trước sắp xếp."),
    "unit_figure": "{unit} {figure}",
    "sum_of_members": N_("Tổng của {members}."),
    "sum_of_rows": N_(
        "Tổng của {count} dòng trong bảng, trong đó {unassigned} dòng không rõ của đơn vị nào."
    ),
    "bounds_of_members": N_("Khoảng giữa mức thấp nhất và cao nhất của {members}."),
    "only_member": N_("Chỉ gồm số liệu trước sắp xếp của {member}."),
    "members_missing": N_("Thiếu {members}."),
    "member_missing": "{unit} ({reason})",
    "region_sum": N_("Tổng của {count} tỉnh, thành phố trong vùng."),
    "region_bounds": N_(
        "Khoảng giữa mức thấp nhất và cao nhất của {count} tỉnh, thành phố trong vùng."
    ),
}

_REASONS = {
    "not_reported": N_("chưa báo cáo"),
    "to_reconcile": N_("cần đối soát"),
    "not_connected": N_("chưa kết nối toàn diện"),
    "not_available": N_("không có số liệu"),
    "partial": N_("thiếu số liệu thành phần"),
    "not_in_table": N_("không có trong bảng"),
}
"""Why a member of a unit has no value."""

_REORGANISED = {
    "other_body": N_(
        "Số liệu của {units} trước {day}, không phải của cơ quan hiện nay ({changes}): "
        "không xếp hạng, không so với mục tiêu."
    ),
    "bodies_joined": N_("gộp {count} cơ quan"),
    "received_from_split": N_("nhận {part} từ {unit}, cơ quan bị chia tách"),
    "received_part": N_("nhận {part} từ {unit}"),
    "gave_part": N_("chuyển {part} sang {unit}"),
    "former_figures": N_("Trước {day}: {figures}"),
    "yes": N_("có"),
    "not_yet": N_("chưa"),
}

_TARGETS = {
    "target_in_table": N_("{appendix}, dòng {line}"),
    "target_in_text": N_("{appendix}, dòng {line}: “{quote}”"),
    "merged_target": N_("Gộp từ chỉ tiêu của {members}"),
    "region_target": N_("Tổng chỉ tiêu của {count} tỉnh, thành phố trong vùng"),
}

NOTE_SENTENCES: dict[str, str] = {**_READ, **_DERIVED, **_REASONS, **_REORGANISED, **_TARGETS}
