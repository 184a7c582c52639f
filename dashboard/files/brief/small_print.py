"""The small print of a brief: what is missing and why, how figures came about, sources."""

from collections.abc import Iterator, Sequence

from dashboard.analysis.profiles import Standing
from dashboard.queries.units import Unit
from dashboard.store.warehouse import Warehouse
from dashboard.words.build import build_words
from dashboard.words.profiles import RULE
from dashboard.words.statements import write_or_none
from dashboard.words.values import format_value
from dashboard.words.vocabulary import sign_words
from etl.language.i18n import _


def is_in_table(item: Standing) -> bool:
    """Whether the table tells an indicator: a figure, part of one, that of bodies before, a target.

    The others are named here, with the reason.
    """
    row = item.row
    return bool(item.has_value or item.goals or row.reported is not None or row.former is not None)


def small_print(source: Warehouse, items: Sequence[Standing], unit: Unit) -> tuple[str, ...]:
    """A line for each kind of remark that the figures call for."""
    return tuple(_lines(source, items, unit))


def _lines(source: Warehouse, items: Sequence[Standing], unit: Unit) -> Iterator[str]:
    yield _(RULE)
    missing: dict[tuple[str, str], list[str]] = {}
    for item in items:
        if not item.has_value:
            value = _status(item)
            reason = (write_or_none(item.row.note) or "").rstrip(".")
            missing.setdefault((value, reason), []).append(item.indicator.short_name_vi)
    if missing:
        parts = [
            f"{', '.join(names)}: {value}" + (f" ({reason})" if reason else "")
            for (value, reason), names in missing.items()
        ]
        yield f"{_('Không có giá trị (không phải bằng 0)')}: " + "; ".join(parts) + "."
    merged = any(item.shown.is_merged for item in items)
    if unit.level == "ministry" and merged:
        yield _(
            "Chỉ cơ quan không đổi chức năng giữ số liệu; số liệu của cơ quan trước 1/3/2025 "
            "ghi bằng chữ, không xếp hạng, không so với mục tiêu."
        )
    elif unit.level == "region" or merged:
        yield _(
            "Số liệu suy ra từ đơn vị thành viên: số đếm cộng lại, tỷ lệ có số đếm tính lại, "
            "tỷ lệ khác chỉ biết nằm giữa thành viên thấp nhất và cao nhất; thành viên thiếu "
            "số liệu thì không kết luận."
        )
    if any(item.has_value and item.row.value is None for item in items):
        yield _("Giá trị ghi dạng khoảng là khoảng chắc chắn chứa giá trị thật, không phải sai số.")
    sources: dict[str, dict[str, None]] = {}
    for item in items:
        if item.row.document is not None and item.row.appendix is not None:
            sources.setdefault(item.row.document, {})[item.row.appendix] = None
    cited = [f"{document} ({', '.join(parts)})" for document, parts in sources.items()]
    if cited:
        yield _("Nguồn: {sources}.").format(sources="; ".join(cited))
    if sign := sign_words(item.row.confirmation for item in items if item.has_value):
        yield f"{sign}."
    yield f"{build_words(source)}."


def _status(item: Standing) -> str:
    """`Chưa báo cáo`; what the table tells of a row is not told again."""
    if item.row.former is not None or item.row.reported is not None:
        return _("xem bảng")
    return format_value(item.indicator, item.row)
