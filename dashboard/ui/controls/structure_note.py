"""How to read figures on units that did not exist when they were reported."""

from itertools import groupby

import streamlit as st

from dashboard.queries.indicator_views import View
from dashboard.queries.lineage import Link, links
from dashboard.store.warehouse import Warehouse
from dashboard.words.markdown import plain
from etl.language.i18n import N_, _, format_date

_RULES = {
    "sum": N_("Chỉ số này là số đếm: số liệu của đơn vị mới là tổng của các đơn vị thành viên."),
    "ratio_of_sums": N_("Chỉ số này được tính lại từ tổng số đếm của các đơn vị thành viên."),
    "bounds": N_(
        "Chỉ số này là tỷ lệ không có số đếm: số liệu của đơn vị mới là khoảng từ thành viên thấp "
        "nhất đến cao nhất. Màu và thứ tự theo trung bình cộng của thành viên, chỉ là ước tính."
    ),
    "none": N_(
        "Hạng và mức không gộp được: chỉ đơn vị không đổi giữ số liệu, còn lại xem thành viên."
    ),
}
_INDEX_RULE = N_(
    "Chỉ số này là điểm, không cộng được: số liệu của đơn vị mới là khoảng từ thành viên thấp nhất "
    "đến cao nhất. Màu và thứ tự theo trung bình cộng của thành viên, chỉ là ước tính."
)
_CHANGE_RULE = N_(
    "Chỉ số này là tỷ lệ không có số đếm: số liệu của đơn vị mới là khoảng từ thành viên thấp "
    "nhất đến cao nhất. Chỉ gọi là tốt lên hay kém đi khi điều đó đúng với mọi giá trị trong "
    "khoảng của cả hai kỳ."
)
_MINISTRY_RULE = N_(
    "Chỉ cơ quan không đổi chức năng giữ số liệu. Cơ quan gộp lại, nhận thêm hoặc chuyển đi chức "
    "năng chưa có số liệu riêng: số liệu của cơ quan trước 1/3/2025 ghi bằng chữ, không xếp hạng, "
    "không so với mục tiêu, không vào mức trung bình."
)
_OWN_RULE = N_("Số đơn vị có số do văn bản in theo 34 tỉnh: {count}.")
_RANK_RULE = N_(
    "Hạng và mức không gộp được, và hạng trong danh sách cũ không phải là hạng trong danh sách "
    "mới: xem số liệu của thành viên."
)
_FLAG_RULE = N_(
    "Có hay chưa là việc của từng đơn vị cũ, không suy ra được cho đơn vị mới: chỉ đơn vị không "
    "đổi giữ kết quả, còn lại xem thành viên."
)


def structure_note(source: Warehouse, shown: View, *, of_changes: bool = False) -> None:
    """The rule that made the figures, or their changes, and the bodies that passed none on."""
    if not shown.is_merged:
        return
    if shown.indicator.value_kind == "rank":
        rule = _RANK_RULE
    elif shown.level == "ministry":
        rule = _MINISTRY_RULE
    elif shown.indicator.value_kind == "flag":
        rule = _FLAG_RULE
    elif shown.indicator.aggregation == "bounds" and of_changes:
        rule = _CHANGE_RULE
    elif shown.indicator.aggregation == "bounds" and shown.indicator.value_kind == "index":
        rule = _INDEX_RULE
    else:
        rule = _RULES[shown.indicator.aggregation]
    words = _(rule)
    own = sum(row.is_merged is False and row.has_value for row in shown.rows)
    if own and shown.level == "province":
        words = f"{words} {_(_OWN_RULE).format(count=own)}"
    st.info(words, icon=":material/account_tree:")
    split = [link for link in links(source, shown.level) if link.relation == "split"]
    if split:
        with st.expander(_("Cơ quan bị chia tách: số liệu không chuyển cho đơn vị nào")):
            by_body = sorted(split, key=lambda link: link.predecessor_vi)
            for body, parts in groupby(by_body, key=lambda link: link.predecessor_vi):
                st.markdown(f"**{plain(body)}**\n" + "\n".join(_part(link) for link in parts))


def _part(link: Link) -> str:
    doubt = "" if link.is_confirmed else f" :orange[({_('chưa xác nhận đủ')})]"
    return (
        f"- {plain(link.part_vi or '')} → {plain(link.successor_vi)}, "
        f"{format_date(link.effective_on)}, {plain(link.legal_basis)}{doubt}"
    )
