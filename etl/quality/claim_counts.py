"""Tests over the units of a level: how many, who is on a list, who is named.

A unit of which only a band is known, or whose printed figure rounds across the line, can leave the
answer open; it is then not guessed.
"""

from collections.abc import Sequence

from etl.catalogue.claim_specs import Count, ListSize, Named, UnitComparator, UnitFigure
from etl.catalogue.vocabulary import Status
from etl.facts import Observation
from etl.language.grades import GRADES
from etl.language.statements import Amount, Part, Statement, say
from etl.quality.claim_tests import Outcome, Stated, clauses, sentences
from etl.quality.evidence import Evidence
from etl.quality.spans import Span, all_hold, compatible, exact

_SIDES: dict[UnitComparator, str] = {
    ">": "above",
    "<": "below",
    ">=": "at_least",
    "<=": "at_most",
    "=": "equal",
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
    found = say("table_has", appendix=appendix, count=len(inside))
    if 0 < len(inside) <= _LISTED:
        found = say("listed", said=found, names=evidence.names(inside))
    said = [
        say(
            "text_counts",
            stated=Amount(stated.known.value),
            condition=_condition(evidence, test, stated.indicator_id),
        ),
        found,
    ]
    if silent:
        names = evidence.names(silent)
        said.append(say("silent_counted", count=len(silent), names=names, sum=number))
    if open_:
        said.append(say("only_bands", count=len(open_), names=evidence.names(open_)))
    again = _recounted(evidence, test, stated, number, len(silent))
    explanation = sentences(clauses(*said), again)
    shown: Part = Amount(number)
    if open_:
        shown = say("range", low=Amount(number), high=Amount(number + len(open_)))
    return Outcome(None if open_ else number, shown, holds, explanation, items[0].table_id)


def named(evidence: Evidence, test: Named, indicator_id: str) -> Outcome:
    """Whether each unit the text names meets the condition; others may meet it too."""
    items = [evidence.observation(UnitFigure(unit=unit_id), indicator_id) for unit_id in test.units]
    holds = all_hold([_meets(evidence, test.comparator, test.than, item) for item in items])
    shown = evidence.values_of(items)
    explanation = say(
        "text_names",
        count=len(items),
        condition=say(_SIDES[test.comparator], figure=evidence.show(indicator_id, test.than)),
        appendix=evidence.appendix(items),
        figures=shown,
    )
    return Outcome(None, shown, holds, explanation, items[0].table_id)


def _recounted(
    evidence: Evidence, test: Count, stated: Stated, number: int, silent: int
) -> Statement | None:
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
    return None if not derived or again == number else say("recounted", count=again)


def list_size(evidence: Evidence, test: ListSize, stated: Stated) -> Outcome:
    low, high = test.band
    items = [
        item
        for item in evidence.units(stated.indicator_id, [test.level])
        if item.interval is not None and low <= item.interval[0] and item.interval[1] <= high
    ]
    listed = [item for item in items if item.basis == "published"]
    holds = len(items) == stated.known.value
    compared = say("as_stated" if holds else "not_as_stated", stated=Amount(stated.known.value))
    explanation = say("derived_list", count=len(items), compared=compared)
    if len(listed) == len(items):
        names = evidence.names(listed)
        explanation = say("printed_list", count=len(items), compared=compared, names=names)
    table_id = items[0].table_id if items else None
    return Outcome(len(items), Amount(len(items)), holds, explanation, table_id)


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


def _condition(evidence: Evidence, test: Count, indicator_id: str) -> Statement:
    if set(test.texts) == set(GRADES):
        return say("graded")
    if test.texts:
        *before, last = test.texts
        grades: Part = last
        for text in reversed(before):
            grades = say("either", one=text, other=grades)
        return say("of_grades", grades=grades)
    assert test.comparator is not None
    assert test.than is not None
    return say(_SIDES[test.comparator], figure=evidence.show(indicator_id, test.than))
