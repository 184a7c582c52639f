"""Tests over the units of a level: how many, which is the highest, who is on a list.

A unit of which only a band is known can leave the answer open; it is then not guessed.
"""

from collections.abc import Callable, Sequence
from operator import eq, ge, gt, le, lt

from dashboard.i18n import N_, _
from etl.claim_specs import Count, Extreme, ListSize, UnitFigure
from etl.claim_tests import Outcome, Stated
from etl.evidence import Evidence
from etl.facts import Observation
from etl.parse import GRADES
from etl.specs import Status

_OPERATORS: dict[str, Callable[[float, float], bool]] = {
    ">": gt,
    "<": lt,
    ">=": ge,
    "<=": le,
    "=": eq,
}
_SIDES = {
    ">": N_("trên {figure}"),
    "<": N_("dưới {figure}"),
    ">=": N_("từ {figure} trở lên"),
    "<=": N_("không quá {figure}"),
    "=": N_("bằng {figure}"),
}
# Longer lists of names say nothing more than their number.
_LISTED = 45


def count(evidence: Evidence, test: Count, stated: Stated) -> Outcome:
    items = evidence.units(stated.indicator_id, test.levels)
    inside = [item for item in items if _inside(test, item)]
    open_ = [item for item in items if item not in inside and _maybe_inside(test, item)]
    silent = [item for item in items if test.silent_as_zero and item.status is Status.NOT_REPORTED]
    if not _reaches_zero(test):
        silent = []
    number = len(inside) + len(silent)
    condition = _condition(evidence, test, stated.indicator_id)
    appendix = evidence.appendix(items)
    least, most = number, number + len(open_)
    holds: bool | None = least <= stated.known.value <= most
    named = {item.unit_id for item in inside}
    if test.units and named != set(test.units):
        holds = False
    elif holds and open_:
        holds = None
    listed = f": {evidence.names(inside)}" if 0 < len(inside) <= _LISTED else ""
    parts = [
        _("Phần lời nêu {stated} đơn vị {condition}").format(
            stated=f"{stated.known.value:.0f}", condition=condition
        ),
        _("{appendix} có {count}").format(appendix=appendix, count=len(inside)) + listed,
    ]
    if silent:
        defaults = _(
            "thêm {count} đơn vị chưa báo cáo mà báo cáo in mặc định 0 ({names}), cộng lại {sum}"
        )
        parts.append(defaults.format(count=len(silent), names=evidence.names(silent), sum=number))
    if open_:
        bands = _("{count} đơn vị chỉ biết khoảng ({names})")
        parts.append(bands.format(count=len(open_), names=evidence.names(open_)))
    if test.units and holds is False:
        stated_names = ", ".join(evidence.name(unit_id) for unit_id in test.units)
        parts.append(_("phần lời nêu tên {names}").format(names=stated_names))
    explanation = f"{'; '.join(parts)}.{_recounted(evidence, test, stated, number, len(silent))}"
    text = str(number) if not open_ else f"{least}–{most}"
    return Outcome(None if open_ else number, text, holds, explanation, items[0].table_id)


def _recounted(evidence: Evidence, test: Count, stated: Stated, number: int, silent: int) -> str:
    """What the count would be with rates recomputed under one definition, where that differs."""
    derived = [
        item
        for item in evidence.observations
        if item.indicator_id == stated.indicator_id
        and item.basis == "derived"
        and item.value is not None
        and evidence.catalogue.units[item.unit_id].level in test.levels
    ]
    again = sum(_inside(test, item) for item in derived) + silent
    if not derived or again == number:
        return ""
    return " " + _("Tính lại mọi tỷ lệ trên tổng số thì là {count}.").format(count=again)


def extreme(evidence: Evidence, test: Extreme, stated: Stated, unit_id: str) -> Outcome:
    mine = evidence.observation(UnitFigure(unit=unit_id), stated.indicator_id)
    items = [
        item
        for item in evidence.units(stated.indicator_id, [test.level])
        if item.interval is not None and item.unit_id != unit_id
    ]
    value = mine.value or 0.0
    beyond = gt if test.side == "highest" else lt
    ahead = [item for item in items if beyond(_near(item, test.side), value)]
    # The far end of a band beyond the value leaves the place open.
    open_ = [item for item in items if item not in ahead and beyond(_far(item, test.side), value)]
    is_top = test.side == "highest"
    text = evidence.show(stated.indicator_id, value)
    appendix = evidence.appendix([mine, *items])
    if open_:
        lowest = _(
            "{unit} {figure}; {count} đơn vị chỉ biết khoảng có thể còn thấp hơn, "
            "nên {appendix} không đủ để xác định nơi thấp nhất."
        )
        highest = _(
            "{unit} {figure}; {count} đơn vị chỉ biết khoảng có thể còn cao hơn, "
            "nên {appendix} không đủ để xác định nơi cao nhất."
        )
        explanation = (highest if is_top else lowest).format(
            unit=evidence.name(unit_id), figure=text, count=len(open_), appendix=appendix
        )
        return Outcome(None, text, None, explanation, mine.table_id)
    place = len(ahead) + 1
    right_place, right_value = place == test.place, value == stated.known.value
    explanation = _("{appendix}: {unit} {figure}, {place} trong {count}").format(
        appendix=appendix,
        unit=evidence.name(unit_id),
        figure=text,
        place=_place(place, is_top),
        count=len(items) + 1,
    )
    if ahead:
        front = sorted(ahead, key=lambda item: _near(item, test.side), reverse=beyond is gt)
        before = _("trước đó là {units}").format(units=_with_values(evidence, front[:5]))
        explanation += f" ({before})"
    if not right_place:
        explanation += " ≠ " + _("thứ {place}").format(place=test.place)
    if not right_value:
        explanation += f"; {text} ≠ {stated.known.text}"
    return Outcome(value, text, right_place and right_value, f"{explanation}.", mine.table_id)


def _place(place: int, is_top: bool) -> str:
    if place == 1:
        return _("cao nhất") if is_top else _("thấp nhất")
    words = _("thứ {place} kể từ nơi cao nhất") if is_top else _("thứ {place} kể từ nơi thấp nhất")
    return words.format(place=place)


def list_size(evidence: Evidence, test: ListSize, stated: Stated) -> Outcome:
    low, high = test.band
    items = [
        item
        for item in evidence.units(stated.indicator_id, [test.level])
        if item.interval is not None and low <= item.interval[0] and item.interval[1] <= high
    ]
    named = [item for item in items if item.basis == "published"]
    holds = stated.agrees(len(items))
    compared = _("khớp {stated}") if holds else "≠ {stated}"
    compared = compared.format(stated=f"{stated.known.value:.0f}")
    if len(named) == len(items):
        explanation = _("Danh sách nêu tên {count} đơn vị, {compared}: {names}.").format(
            count=len(items), compared=compared, names=evidence.names(named)
        )
    else:
        explanation = _(
            "Không nêu tên; suy ra {count} đơn vị từ các danh sách khác, {compared}."
        ).format(count=len(items), compared=compared)
    table_id = items[0].table_id if items else None
    return Outcome(len(items), str(len(items)), holds, explanation, table_id)


def _inside(test: Count, item: Observation) -> bool:
    """Whether the unit surely meets the condition."""
    if test.texts:
        return item.value_text in test.texts
    if item.interval is None or test.comparator is None or test.than is None:
        return False
    low, high = item.interval
    if low == high:
        return _OPERATORS[test.comparator](low, test.than)
    # A band "dưới 10%" ends before 10.
    return high <= test.than if test.comparator in "<=" else low >= test.than


def _maybe_inside(test: Count, item: Observation) -> bool:
    if item.interval is None or test.than is None:
        return False
    low, high = item.interval
    return low < test.than < high


def _reaches_zero(test: Count) -> bool:
    return (
        test.comparator is not None
        and test.than is not None
        and _OPERATORS[test.comparator](0, test.than)
    )


def _condition(evidence: Evidence, test: Count, indicator_id: str) -> str:
    if set(test.texts) == set(GRADES):
        return _("được xếp mức")
    if test.texts:
        return _("ở mức {grades}").format(grades=_(" hoặc ").join(test.texts))
    assert test.comparator is not None
    assert test.than is not None
    return _(_SIDES[test.comparator]).format(figure=evidence.show(indicator_id, test.than))


def _near(item: Observation, side: str) -> float:
    assert item.interval is not None
    return item.interval[0] if side == "highest" else item.interval[1]


def _far(item: Observation, side: str) -> float:
    assert item.interval is not None
    return item.interval[1] if side == "highest" else item.interval[0]


def _with_values(evidence: Evidence, items: Sequence[Observation]) -> str:
    return ", ".join(
        f"{evidence.name(item.unit_id)} {evidence.show(item.indicator_id, _near(item, 'highest'))}"
        for item in items
    )
