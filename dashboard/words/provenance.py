"""The way of a figure in words: where it is printed, how it was read, what was done to it."""

from dashboard.queries.cells import Cell
from dashboard.queries.provenance import Trace
from dashboard.store.codes import COUNTRY
from dashboard.words.markdown import code, plain
from dashboard.words.statements import write
from dashboard.words.vocabulary import STATUSES
from etl.language.i18n import N_, _

FORMATS = {
    "integer": N_("số nguyên (`39`)"),
    "integer_percent": N_("phần trăm nguyên (`83%`)"),
    "thousands_point": N_("số nguyên, dấu chấm ngăn hàng nghìn (`7.272.154`)"),
    "thousands_comma": N_("số, dấu phẩy ngăn hàng nghìn, dấu chấm thập phân (`8,435.7`)"),
    "thousands_point_decimal_comma": N_(
        "số, dấu chấm ngăn hàng nghìn, dấu phẩy thập phân (`8.435,7`)"
    ),
    "decimal_point": N_("số thập phân, dấu chấm (`64.32`)"),
    "decimal_comma": N_("số thập phân, dấu phẩy (`0,48`)"),
    "decimal_comma_percent": N_("phần trăm, dấu phẩy thập phân (`30,86%`)"),
    "decimal_point_percent": N_("phần trăm, dấu chấm thập phân (`92.59%`)"),
    "percent_of_one": N_("phần trăm của một điểm từ 0 đến 1 (`80%`)"),
    "in_words": N_("số có chữ nghìn, triệu, tỷ, hoặc dấu chấm ngăn hàng nghìn (`7,45 triệu`)"),
    "names": N_("đếm số tên được kê"),
    "grade": N_("mức từ A đến E"),
}

AGGREGATIONS = {
    "sum": N_("cộng số liệu của các đơn vị thành viên"),
    "ratio_of_sums": N_("cộng các số đếm của thành viên rồi chia lại"),
    "bounds": N_("khoảng từ thành viên thấp nhất đến cao nhất, vì bảng không có mẫu số"),
    "none": N_("không gộp; chỉ đơn vị không đổi giữ số liệu"),
}

_REPAIRS = ("spelling_repaired", "cell_corrected")


def steps(item: Trace) -> list[str]:
    """What was done between the cell and the page, in order."""
    cell = item.figure
    found = []
    if cell.is_printed:
        number_format = FORMATS.get(cell.number_format or "")
        if cell.status == "interval":
            found.append(
                _("Đọc khoảng “{text}” của danh sách.").format(text=plain(_printed_words(cell)))
            )
        elif cell.value is None:
            reason = _(STATUSES[cell.status]).lower()
            found.append(
                _("Ô không phải là một giá trị: {reason}. Không bao giờ tính là 0.").format(
                    reason=reason
                )
            )
        elif number_format is not None:
            found.append(
                _("Đọc theo định dạng của bảng: {format}.").format(format=_(number_format))
            )
        found += [
            plain(write(issue.detail)) for issue in item.issues if _repairs(issue.kind, cell, issue)
        ]
        if not any(_repairs(issue.kind, cell, issue) for issue in item.issues):
            found.append(_("Tên đơn vị và ô số được giữ nguyên, không sửa."))
    elif cell.status == "reorganised":
        found.append(_("Không gộp: số liệu của cơ quan trước sắp xếp đứng riêng (bảng dưới)."))
    elif item.indicator.numerator_id is not None:
        found.append(_("Tính lại từ hai số đếm, một định nghĩa cho mọi đơn vị (bảng dưới)."))
    elif item.inputs:
        rule = _(AGGREGATIONS[item.indicator.aggregation])
        found.append(_("Gộp từ đơn vị thành viên: {rule}.").format(rule=rule))
    else:
        found.append(_("Suy ra từ phần lời của văn bản; không có ô riêng."))
    if cell.note:
        found.append(plain(write(cell.note)))
    return found


def describe_place(appendix: str, line: int, quote: str | None) -> str:
    """`Mục 1–4, dòng 19: “…”`: where a document says something, and in which words."""
    if quote is None:
        return _("{appendix}, dòng {line}").format(appendix=appendix, line=line)
    return _("{appendix}, dòng {line}: “{quote}”").format(appendix=appendix, line=line, quote=quote)


def _kind(cell: Cell) -> str:
    if cell.is_target and cell.unit_id == COUNTRY:
        return _("mục tiêu của cả nước")
    if cell.is_target:
        return _("chỉ tiêu được giao") if cell.basis == "published" else _("chỉ tiêu gộp")
    return _("số in") if cell.basis == "published" else _("số tính ra")


def _repairs(kind: str, cell: Cell, issue: object) -> bool:
    return kind in _REPAIRS and getattr(issue, "source_line", None) == cell.source_line


def _line(line: int | None) -> str:
    return "" if line is None else _("dòng {line}").format(line=line)


def _file(cell: Cell) -> str:
    # Figures computed from a row carry the row's line, but have no cell in it.
    return f"`{cell.raw_file}`, {_line(cell.source_line)}" if cell.is_printed else ""


def _printed(cell: Cell) -> str:
    return code(cell.raw_text) if cell.raw_text and cell.basis == "published" else ""


def _printed_words(cell: Cell) -> str:
    return cell.value_text or cell.raw_text or ""
