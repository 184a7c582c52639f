"""One function per kind of test: what the tables give, and the arithmetic in words.

Tests over the units of a level (counts, extremes, lists) are in `etl/claim_counts.py`.
"""

from dataclasses import dataclass
from operator import eq, gt, lt

from etl.claim_specs import (
    Compare,
    Difference,
    Growth,
    GrowthRange,
    Mean,
    Parts,
    Ratio,
    SameFigure,
    Share,
    Sum,
    UnitFigure,
)
from etl.evidence import Evidence, Known
from etl.numbers import comma, round_half_up

_RELATIONS = {"=": (eq, ""), ">": (gt, "trên "), "<": (lt, "dưới ")}


@dataclass(frozen=True)
class Outcome:
    """What a test found. `holds` is None where the tables leave the answer open."""

    computed: float | None
    text: str
    holds: bool | None
    explanation_vi: str
    table_id: str | None = None


@dataclass(frozen=True)
class Stated:
    """The published figure of a claim, with the digits it is printed to."""

    known: Known
    digits: int
    indicator_id: str

    def agrees(self, value: float) -> bool:
        """Whether a computed value is the printed one at the printed digits."""
        return round_half_up(value, self.digits) == self.known.value

    def compared(self, value: float, shown: str) -> str:
        return f"{shown} {'khớp' if self.agrees(value) else '≠'} {self.known.text}"


def same_figure(evidence: Evidence, test: SameFigure, stated: Stated) -> Outcome:
    other = evidence.figure(test.figure, stated.indicator_id)
    relation, qualifier = _RELATIONS[test.relation]
    holds = relation(other.value, stated.known.value)
    explanation = (
        f"{_capital(stated.known.where)} ghi {qualifier}{stated.known.text}; "
        f"{other.where} ghi {other.text}."
    )
    return Outcome(other.value, other.text, holds, _capital(explanation), other.table_id)


def mean(evidence: Evidence, test: Mean, stated: Stated) -> Outcome:
    items = evidence.values(stated.indicator_id, [test.level])
    values = [item.value for item in items if item.value is not None]
    value = sum(values) / len(values)
    text = evidence.show(stated.indicator_id, value, 2)
    explanation = (
        f"{comma(sum(values), 2)} ÷ {len(values)} đơn vị có số liệu trong "
        f"{evidence.appendix(items)} = {stated.compared(value, text)}."
    )
    if not stated.agrees(value):
        low, high = (evidence.show(stated.indicator_id, end) for end in (min(values), max(values)))
        explanation += (
            f" Đây là trung bình cộng; bình quân theo quy mô nằm đâu đó từ {low} đến {high}, "
            "nhưng bảng không có mẫu số để tính."
        )
    return Outcome(value, text, stated.agrees(value), explanation, items[0].table_id)


def total(evidence: Evidence, test: Sum, stated: Stated) -> Outcome:
    if test.of == "target":
        targets = evidence.allocated(stated.indicator_id)
        value, count = sum(target.interval[0] for target in targets), len(targets)
        table_id = targets[0].table_id
        appendix = evidence.catalogue.tables[table_id].appendix
    else:
        items = evidence.values(stated.indicator_id, test.levels)
        value, count = sum(item.value or 0.0 for item in items), len(items)
        table_id, appendix = items[0].table_id, evidence.appendix(items)
    text = evidence.show(stated.indicator_id, value)
    summed = f"Cộng {count} đơn vị của {appendix} = {text}"
    if test.nearest is not None:
        rounded = round_half_up(value / test.nearest, 0) * test.nearest
        shown = evidence.show(stated.indicator_id, rounded)
        explanation = f"{summed}, tròn {comma(test.nearest, 0)} là {shown}."
        return Outcome(value, text, rounded == stated.known.value, explanation, table_id)
    off = "" if stated.agrees(value) else f", lệch {_signed(value - stated.known.value, 0)}"
    compared = "khớp" if stated.agrees(value) else "≠"
    explanation = f"{summed} {compared} {stated.known.text}{off}."
    return Outcome(value, text, stated.agrees(value), explanation, table_id)


def parts(evidence: Evidence, test: Parts, stated: Stated) -> Outcome:
    known = [evidence.figure(figure, stated.indicator_id) for figure in test.figures]
    value = sum(item.value for item in known)
    text = evidence.show(stated.indicator_id, value)
    added = " + ".join(item.text for item in known)
    explanation = f"{added} = {stated.compared(value, text)}."
    return Outcome(value, text, stated.agrees(value), explanation, known[0].table_id)


def share(evidence: Evidence, test: Share, stated: Stated) -> Outcome:
    top = evidence.figure(test.numerator, stated.indicator_id)
    bottom = evidence.figure(test.denominator, stated.indicator_id)
    value = 100 * top.value / bottom.value
    shown = f"{top.text} ÷ {bottom.text}"
    if test.rest:
        value, shown = 100 - value, f"100% − {shown}"
    text = f"{comma(value, 2)}%"
    explanation = f"{shown} = {stated.compared(value, text)}."
    return Outcome(value, text, stated.agrees(value), explanation, top.table_id)


def ratio(evidence: Evidence, test: Ratio, stated: Stated) -> Outcome:
    top = evidence.figure(test.numerator, stated.indicator_id)
    bottom = evidence.figure(test.denominator, stated.indicator_id)
    value = top.value / bottom.value
    text = f"{comma(value, 2)} lần"
    explanation = (
        f"{top.text} ({top.where}) ÷ {bottom.text} ({bottom.where}) = "
        f"{stated.compared(value, text)} lần."
    )
    return Outcome(value, text, stated.agrees(value), explanation, top.table_id)


def difference(evidence: Evidence, test: Difference, stated: Stated) -> Outcome:
    one = evidence.figure(test.minuend, stated.indicator_id)
    other = evidence.figure(test.subtrahend, stated.indicator_id)
    value = round(one.value - other.value, 9)
    percent = "%" if stated.known.text.endswith("%") else ""
    text = _signed(value, stated.digits).removeprefix("+") + percent
    explanation = f"{one.text} − {other.text} = {stated.compared(value, text)}."
    return Outcome(value, text, stated.agrees(value), explanation, one.table_id)


def growth(evidence: Evidence, test: Growth, stated: Stated) -> Outcome:
    start = evidence.figure(test.start, stated.indicator_id)
    end = evidence.figure(test.end, stated.indicator_id)
    value = 100 * (end.value / start.value - 1)
    text = f"{comma(value, 2)}%"
    explanation = f"{end.text} ÷ {start.text} − 1 = {stated.compared(value, text)}."
    return Outcome(value, text, stated.agrees(value), explanation, end.table_id)


def growth_range(evidence: Evidence, test: GrowthRange, _indicator_id: str) -> Outcome:
    low, high = test.range
    words, rates, table_id = [], [], None
    for indicator_id in test.indicators:
        before, after = (
            evidence.figure(UnitFigure(unit=test.unit, period=period), indicator_id)
            for period in test.periods
        )
        rate = 100 * (after.value / before.value - 1)
        name = evidence.catalogue.indicators[indicator_id].short_name_vi
        words.append(f"{name} {after.text} ÷ {before.text} − 1 = {comma(rate, 1)}%")
        rates.append(rate)
        table_id = after.table_id
    holds = all(low <= round_half_up(rate, 0) <= high for rate in rates)
    text = f"{comma(min(rates), 1)}–{comma(max(rates), 1)}%"
    verdict = "nằm trong" if holds else "vượt ra ngoài"
    explanation = f"{'; '.join(words)}: {verdict} {comma(low, 0)}–{comma(high, 0)}%."
    return Outcome(None, text, holds, explanation, table_id)


def compare(evidence: Evidence, test: Compare, indicator_id: str) -> Outcome:
    greater = evidence.figure(test.greater, indicator_id)
    lesser = evidence.figure(test.lesser, indicator_id)
    holds = greater.value > lesser.value
    explanation = (
        f"{_capital(greater.where)}: {greater.text}; {lesser.where}: {lesser.text}; "
        f"{greater.text} {'>' if holds else '≤'} {lesser.text}."
    )
    text = f"{greater.text} so với {lesser.text}"
    return Outcome(greater.value - lesser.value, text, holds, explanation, greater.table_id)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _signed(value: float, digits: int) -> str:
    text = comma(abs(value), digits)
    return f"−{text}" if value < 0 else f"+{text}"
