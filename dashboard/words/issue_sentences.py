"""What the build noticed in the sources.

Message by code, for `dashboard/words/statements.py`; `{name}` stands for the part of that name.
"""

from etl.language.i18n import N_

ISSUE_SENTENCES: dict[str, str] = {
    # What somebody wrote in the catalogue.
    "stated": "{text}",
    # Of cells, names and lists.
    "cell_corrected": N_("Đọc “{printed}” là “{read}”: {reason}"),
    "name_repaired": N_("Văn bản in “{printed}”, hiểu là {unit}."),
    "units_listed": N_("Văn bản nói {stated} đơn vị “{what}” nhưng nêu tên {named}."),
    "bodies_listed": N_("Văn bản nói {stated} cơ quan nhưng nêu tên {named}."),
    "rows_skipped": N_("Bảng không có dòng số {numbers}."),
    "late_early": N_("{task}: hạn “{due}”, mà văn bản ngày {day} đã ghi chậm. Giữ cả hai như in."),
    "in_no_list": N_("Không có tên trong danh sách nào của báo cáo."),
    "unit_not_in_table": N_("Không có trong bảng."),
    "row_of_no_unit": N_(
        "Dòng in tên “{printed}” không gán cho đơn vị nào: {reason} "
        "Số liệu của dòng vẫn nằm trong tổng."
    ),
    "yields_to_whole_table": N_(
        "Nguồn chỉ nêu vài đơn vị in {printed}; số của bảng đủ đơn vị trong cùng kỳ được dùng."
    ),
    # Why merged units and regions have no figure.
    "place_not_merged": N_("Hạng và mức không gộp được; xem số liệu của {members}."),
    "flag_not_merged": N_("Có hay chưa không suy ra được cho đơn vị gộp; xem {members}."),
    "region_not_merged": N_("Chỉ số này không gộp được; xem số liệu của từng tỉnh trong vùng."),
    # Of printed rates.
    "printed_rate_differs": N_(
        "Báo cáo in {printed}; tính lại từ số đếm {counts} = {rate}%: {reason}."
    ),
    "cut_digits": N_("báo cáo cắt bớt chữ số thay vì làm tròn"),
    "other_denominator": N_("báo cáo chia cho {count}"),
    "no_denominator_fits": N_("không khớp với mẫu số nào trong bảng"),
    "same_print": N_("{count} đơn vị cùng in {printed}: {names}."),
    # Of rows of totals.
    "row_sum_differs": N_(
        "Dòng “{row}” ({period}) in {printed}; {count} đơn vị trong bảng cộng lại {sum} "
        "(lệch {difference})."
    ),
    "row_mean_differs": N_(
        "Dòng “{row}” ({period}) in {printed}; trung bình cộng của {count} đơn vị trong bảng "
        "là {mean}."
    ),
    "row_rate_differs": N_(
        "Dòng “{row}” ({period}) in {printed}; tính từ số đếm của {count} đơn vị trong bảng "
        "là {rate}."
    ),
    "row_units_missing": N_(
        "Dòng “{row}” ({period}) in {printed}; không kiểm được vì {count} đơn vị không có "
        "số liệu: {names}."
    ),
    "row_not_comparable": N_(
        "Dòng “{row}” ({period}) in {printed}; các dòng của bảng không cho kiểm số này."
    ),
    # Of records that were counted.
    "records_left_out": N_("{count} hồ sơ không được đếm: {reason}."),
    "left_out_unreadable": N_("bản ghi cuối có ô không đọc được"),
    "left_out_unknown_agency": N_("cơ quan không có trong danh mục đơn vị của thời gian đó"),
    "left_out_unknown_procedure": N_("thủ tục không có trong danh mục kèm theo"),
    "left_out_impossible_days": N_("các ngày mâu thuẫn với nhau hoặc với trạng thái"),
    "left_out_contradictory": N_("hai bản ghi cuối khác nhau"),
    "records_nameless": N_("{count} bản ghi không có mã hồ sơ hoặc lần ghi đọc được."),
    "records_repeated": N_(
        "{count} bản ghi lặp lại một lần ghi đã có; mỗi lần ghi chỉ đọc một lần."
    ),
    "records_total_differs": N_(
        "{label}: hệ thống nguồn nêu {stated} hồ sơ, đếm được {counted} (lệch {difference})."
    ),
    "measured_differs": N_(
        "Kỳ {period}: “{document}” in {printed}; đếm từ hồ sơ {counts} = {rate}%."
    ),
    # Of two documents.
    "sources_differ": N_(
        "Kỳ {period}: “{document}” in {printed}, “{other}” in {beside}. Giữ cả hai, không chọn."
    ),
    # A contradicted claim.
    "text_states": N_("Phần lời (dòng {line}): {statement}. {arithmetic}"),
}
