"""What the tables say of the claims of a text.

Message by code, for `dashboard/words/statements.py`; `{name}` stands for the part of that name.
"""

from etl.language.i18n import N_

_FIGURES: dict[str, str] = {
    "figure": "{figure}",
    "range": "{low}–{high}",
    "times": N_("{factor} lần"),
    "points": N_("{points} điểm %"),
    "against": N_("{greater} so với {lesser}"),
    "as_named": N_("khớp"),
    "above": N_("trên {figure}"),
    "below": N_("dưới {figure}"),
    "at_least": N_("từ {figure} trở lên"),
    "at_most": N_("không quá {figure}"),
    "equal": N_("bằng {figure}"),
    "graded": N_("được xếp mức"),
    "of_grades": N_("ở mức {grades}"),
    "either": N_("{one} hoặc {other}"),
    "unit_figure": "{unit} {figure}",
}

_PLACES: dict[str, str] = {
    "text_line": N_("phần lời (dòng {line})"),
    "appendix_line": N_("{appendix} (dòng {line})"),
    "target_line": N_("mục tiêu (dòng {line})"),
}

_FORMULAS: dict[str, str] = {
    "division": "{top} ÷ {bottom}",
    "rest_of_100": "100% − {part}",
    "difference": "{one} − {other}",
    "growth": "{end} ÷ {start} − 1",
    "computed": "{formula} = {result}.",
    "match": N_("{computed} khớp {stated}"),
    "unlike": "{computed} ≠ {stated}",
    "open_by_rounding": N_("{computed} (do làm tròn: {span}), chưa đủ để so với {stated}"),
    "indicator_growth": "{indicator} {growth} = {rate} ({span})",
    "growths": "{growths}: {verdict}.",
    "within": N_("nằm trong {range}"),
    "outside": N_("vượt ra ngoài {range}"),
    "range_left_open": N_("số in ra đã làm tròn nên chưa đủ để xác nhận hay bác bỏ {range}"),
}

_FRAMES: dict[str, str] = {
    "clauses": "{clauses}.",
    "sentences": "{sentences}",
    "in_brackets": "{said} ({beside})",
    "listed": "{said}: {names}",
    "two_prints": N_("{said_where} ghi {said}; {other_where} ghi {other}."),
    "two_compared": (
        "{greater_where}: {greater}; {lesser_where}: {lesser}; {greater} {sign} {lesser}."
    ),
}

_TOTALS: dict[str, str] = {
    "added_up": N_("Cộng {count} đơn vị của {appendix} = {sum}"),
    "rounded_sum": N_("{summed}, tròn {unit} là {rounded}."),
    "off_by": N_("{compared}, lệch {difference}"),
    "silent_as_zero": N_("{count} đơn vị chưa báo cáo tính là 0 như chú thích của báo cáo"),
    "not_counted": N_("chưa kể {count} đơn vị không có số liệu ({names})"),
    "pooled": N_(
        "{definition}. {appendix} chỉ có tỷ lệ của từng đơn vị, nên tỷ lệ chung {bounds}; "
        "{stated} {verdict}."
    ),
    "not_narrowed": N_("không thu hẹp được"),
    "lies_between": N_("nằm trong khoảng {bounds}"),
    "not_confirmed": N_("không trái với bảng nhưng cũng chưa được xác nhận"),
    "out_of_bounds": N_("nằm ngoài khoảng đó"),
    "units_without_rate": N_("{count} đơn vị không có tỷ lệ: {names}."),
    "plain_mean": N_(
        "Trung bình cộng của {count} đơn vị là {mean}: một đại lượng khác, không so được."
    ),
}

_COUNTS: dict[str, str] = {
    "text_counts": N_("Phần lời nêu {stated} đơn vị {condition}"),
    "text_names": N_("Phần lời nêu tên {count} đơn vị {condition}; {appendix}: {figures}."),
    "table_has": N_("{appendix} có {count}"),
    "silent_counted": N_(
        "thêm {count} đơn vị chưa báo cáo mà báo cáo in mặc định 0 ({names}), cộng lại {sum}"
    ),
    "only_bands": N_("{count} đơn vị chỉ biết khoảng ({names})"),
    "recounted": N_("Tính lại mọi tỷ lệ trên tổng số thì là {count}."),
    "as_stated": N_("khớp {stated}"),
    "not_as_stated": "≠ {stated}",
    "printed_list": N_("Danh sách nêu tên {count} đơn vị, {compared}: {names}."),
    "derived_list": N_("Không nêu tên; suy ra {count} đơn vị từ các danh sách khác, {compared}."),
}

_ORDER: dict[str, str] = {
    "placed": N_("{appendix}: {unit} {figure}, {place} trong {count}"),
    "is_highest": N_("cao nhất"),
    "is_lowest": N_("thấp nhất"),
    "place": N_("thứ {place}"),
    "place_from_highest": N_("thứ {place} kể từ nơi cao nhất"),
    "place_from_lowest": N_("thứ {place} kể từ nơi thấp nhất"),
    "units_before": N_("trước đó là {units}"),
    "highest_left_open": N_(
        "{unit} {figure}; {count} đơn vị chỉ biết khoảng có thể còn cao hơn, "
        "nên {appendix} không đủ để xác định nơi cao nhất."
    ),
    "lowest_left_open": N_(
        "{unit} {figure}; {count} đơn vị chỉ biết khoảng có thể còn thấp hơn, "
        "nên {appendix} không đủ để xác định nơi thấp nhất."
    ),
    "ends": N_("{appendix}: {reading}."),
    "named_are_highest": N_("bảng cũng xếp các nơi được nêu tên cao nhất"),
    "others_are_highest": N_("có nơi khác chắc chắn cao hơn: {units}"),
    "nobody_surely_highest": N_("không nơi nào khác chắc chắn cao hơn, nhưng bảng chỉ có khoảng"),
    "named_are_lowest": N_("bảng cũng xếp các nơi được nêu tên thấp nhất"),
    "others_are_lowest": N_("có nơi khác chắc chắn thấp hơn: {units}"),
    "nobody_surely_lowest": N_("không nơi nào khác chắc chắn thấp hơn, nhưng bảng chỉ có khoảng"),
}

CLAIM_SENTENCES: dict[str, str] = {
    **_FIGURES,
    **_PLACES,
    **_FORMULAS,
    **_FRAMES,
    **_TOTALS,
    **_COUNTS,
    **_ORDER,
}
