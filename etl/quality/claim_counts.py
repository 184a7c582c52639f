"""Tests over the units of a level: how many, who is on a list, who is named.

A unit of which only a band is known, or whose printed figure rounds across the line, can leave the
answer open; it is then not guessed.
"""

from collections.abc import Sequence

from etl.catalogue.claim_specs import Count, ListSize, Named, UnitComparator, UnitFigure
from etl.catalogue.specs import Status
from etl.extract.parse import GRADES
from etl.facts import Observation
from etl.language.i18n import N_, _
from etl.quality.claim_tests import Outcome, Stated
from etl.quality.evidence import Evidence
from etl.quality.spans import Span, all_hold, compatible, exact

_SIDES: dict[UnitComparator, str] = {
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
    answers = {item.unit_id: _answer(evidence, test, item) for item in items}
    inside = [item for item in items if answers[item.unit_id] is True]
    open_ = [item for item in items if answers[item.unit_id] is None]
    silent = _silent(test, items)
    number = len(inside) + len(silent)
    appendix = evidence.appendix(items)
    holds: bool | None = number <= stated.known.value <= number + len(open_)
    if holds and open_:
        holds = None
    listed = f": {evidence.names(inside)}" if 0 < len(inside) <= _LISTED else ""
    parts = [
        _("Phần lời nêu {stated} đơn vị {condition}").format(
            stated=f"{stated.known.value:.0f}",
            condition=_condition(evidence, test, stated.indicator_id),
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
    explanation = f"{'; '.join(parts)}.{_recounted(evidence, test, stated, number, len(silent))}"
    text = str(number) if not open_ else f"{number}–{number + len(open_)}"
    return Outcome(None if open_ else number, text, holds, explanation, items[0].table_id)


def named(evidence: Evidence, test: Named, indicator_id: str) -> Outcome:
    """Whether each unit the text names meets the condition; others may meet it too."""
    items = [evidence.observation(UnitFigure(unit=unit_id), indicator_id) for unit_id in test.units]
    holds = all_hold([_meets(evidence, test.comparator, test.than, item) for item in items])
    condition = _(_SIDES[test.comparator]).format(figure=evidence.show(indicator_id, test.than))
    shown = evidence.values_of(items)
    explanation = _("Phần lời nêu tên {count} đơn vị {condition}; {appendix}: {figures}.").format(
        count=len(items), condition=condition, appendix=evidence.appendix(items), figures=shown
    )
    return Outcome(None, shown, holds, explanation, items[0].table_id)


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
    again = sum(_answer(evidence, test, item) is True for item in derived) + silent
    if not derived or again == number:
        return ""
    return " " + _("Tính lại mọi tỷ lệ trên tổng số thì là {count}.").format(count=again)


def list_size(evidence: Evidence, test: ListSize, stated: Stated) -> Outcome:
    low, high = test.band
    items = [
        item
        for item in evidence.units(stated.indicator_id, [test.level])
        if item.interval is not None and low <= item.interval[0] and item.interval[1] <= high
    ]
    listed = [item for item in items if item.basis == "published"]
    holds = len(items) == stated.known.value
    compared = _("khớp {stated}") if holds else "≠ {stated}"
    compared = compared.format(stated=f"{stated.known.value:.0f}")
    if len(listed) == len(items):
        explanation = _("Danh sách nêu tên {count} đơn vị, {compared}: {names}.").format(
            count=len(items), compared=compared, names=evidence.names(listed)
        )
    else:
        explanation = _(
            "Không nêu tên; suy ra {count} đơn vị từ các danh sách khác, {compared}."
        ).format(count=len(items), compared=compared)
    table_id = items[0].table_id if items else None
    return Outcome(len(items), str(len(items)), holds, explanation, table_id)


def _answer(evidence: Evidence, test: Count, item: Observation) -> bool | None:
    """Whether the unit meets the condition; None where its figure leaves it open."""
    if test.texts:
        return item.value_text in test.texts
    assert test.comparator is not None
    assert test.than is not None
    return _meets(evidence, test.comparator, test.than, item)


def _meets(
    evidence: Evidence, comparator: UnitComparator, than: float, item: Observation
) -> bool | None:
    if item.interval is None:
        return False
    answer = _side(comparator, evidence.span(item), exact(than), item.value is None)
    if answer is None and item.value is not None:
        # The print rounds across the line: the counts it was made of say on which side it lies.
        for other in evidence.recomputed(item):
            return _side(comparator, evidence.span(other), exact(than), is_band=False)
    return answer


def _side(comparator: UnitComparator, span: Span, than: Span, is_band: bool) -> bool | None:
    low, high, line = span.low, span.high, than.low
    if comparator == "=":
        return compatible(span, than)
    if span.is_exact:
        return {">": low > line, "<": low < line, ">=": low >= line, "<=": low <= line}[comparator]
    # A band "dưới 10%" ends before 10, and what rounds to 10 begins with the half below it.
    if comparator in "<=":
        return True if high <= line else False if low >= line and (is_band or low > line) else None
    return True if low >= line else False if high <= line else None


def _silent(test: Count, items: Sequence[Observation]) -> list[Observation]:
    """Units that did not report, where the text counts them by their printed default 0."""
    if not test.silent_as_zero or test.comparator is None or test.than is None:
        return []
    if not _side(test.comparator, exact(0), exact(test.than), is_band=False):
        return []
    return [item for item in items if item.status is Status.NOT_REPORTED]


def _condition(evidence: Evidence, test: Count, indicator_id: str) -> str:
    if set(test.texts) == set(GRADES):
        return _("được xếp mức")
    if test.texts:
        return _("ở mức {grades}").format(grades=_(" hoặc ").join(test.texts))
    assert test.comparator is not None
    assert test.than is not None
    return _(_SIDES[test.comparator]).format(figure=evidence.show(indicator_id, test.than))
