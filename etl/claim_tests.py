"""One function per kind of test: what the tables give, and the arithmetic in words.

Tests over the units of a level (counts, extremes, lists) are in `etl/claim_counts.py`.
"""

from dataclasses import dataclass
from operator import eq, gt, lt

from dashboard.i18n import N_, _
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
from etl.numbers import round_half_up, written

_RELATIONS = {"=": (eq, "{figure}"), ">": (gt, N_("trên {figure}")), "<": (lt, N_("dưới {figure}"))}


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
        return matched(self.agrees(value), shown, self.known.text)


def matched(agrees: bool, computed: str, stated: str) -> str:
    """`59,68% khớp 59,7%`, or `≠`."""
    words = _("{computed} khớp {stated}") if agrees else "{computed} ≠ {stated}"
    return words.format(computed=computed, stated=stated)


def same_figure(evidence: Evidence, test: SameFigure, stated: Stated) -> Outcome:
    other = evidence.figure(test.figure, stated.indicator_id)
    relation, qualifier = _RELATIONS[test.relation]
    holds = relation(other.value, stated.known.value)
    explanation = _("{said_where} ghi {said}; {other_where} ghi {other}.").format(
        said_where=stated.known.where,
        said=_(qualifier).format(figure=stated.known.text),
        other_where=other.where,
        other=other.text,
    )
    return Outcome(other.value, other.text, holds, _capital(explanation), other.table_id)


def mean(evidence: Evidence, test: Mean, stated: Stated) -> Outcome:
    items = evidence.values(stated.indicator_id, [test.level])
    values = [item.value for item in items if item.value is not None]
    value = sum(values) / len(values)
    text = evidence.show(stated.indicator_id, value, 2)
    explanation = _("{sum} ÷ {count} đơn vị có số liệu trong {appendix} = {compared}.").format(
        sum=written(sum(values), 2),
        count=len(values),
        appendix=evidence.appendix(items),
        compared=stated.compared(value, text),
    )
    if not stated.agrees(value):
        low, high = (evidence.show(stated.indicator_id, end) for end in (min(values), max(values)))
        weighted = _(
            "Đây là trung bình cộng; bình quân theo quy mô nằm đâu đó từ {low} đến {high}, "
            "nhưng bảng không có mẫu số để tính."
        ).format(low=low, high=high)
        explanation = f"{explanation} {weighted}"
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
    summed = _("Cộng {count} đơn vị của {appendix} = {sum}").format(
        count=count, appendix=appendix, sum=text
    )
    if test.nearest is not None:
        rounded = round_half_up(value / test.nearest, 0) * test.nearest
        shown = evidence.show(stated.indicator_id, rounded)
        explanation = _("{summed}, tròn {unit} là {rounded}.").format(
            summed=summed, unit=written(test.nearest, 0), rounded=shown
        )
        return Outcome(value, text, rounded == stated.known.value, explanation, table_id)
    explanation = stated.compared(value, summed)
    if not stated.agrees(value):
        off = _signed(value - stated.known.value, 0)
        explanation = _("{compared}, lệch {difference}").format(
            compared=explanation, difference=off
        )
    explanation += "."
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
    text = f"{written(value, 2)}%"
    explanation = f"{shown} = {stated.compared(value, text)}."
    return Outcome(value, text, stated.agrees(value), explanation, top.table_id)


def ratio(evidence: Evidence, test: Ratio, stated: Stated) -> Outcome:
    top = evidence.figure(test.numerator, stated.indicator_id)
    bottom = evidence.figure(test.denominator, stated.indicator_id)
    value = top.value / bottom.value
    text = _("{factor} lần").format(factor=written(value, 2))
    stated_text = _("{factor} lần").format(factor=stated.known.text)
    explanation = (
        f"{top.text} ({top.where}) ÷ {bottom.text} ({bottom.where}) = "
        f"{matched(stated.agrees(value), text, stated_text)}."
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
    text = f"{written(value, 2)}%"
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
        words.append(f"{name} {after.text} ÷ {before.text} − 1 = {written(rate, 1)}%")
        rates.append(rate)
        table_id = after.table_id
    holds = all(low <= round_half_up(rate, 0) <= high for rate in rates)
    text = f"{written(min(rates), 1)}–{written(max(rates), 1)}%"
    verdict = _("nằm trong {range}") if holds else _("vượt ra ngoài {range}")
    stated_range = f"{written(low, 0)}–{written(high, 0)}%"
    explanation = f"{'; '.join(words)}: {verdict.format(range=stated_range)}."
    return Outcome(None, text, holds, explanation, table_id)


def compare(evidence: Evidence, test: Compare, indicator_id: str) -> Outcome:
    greater = evidence.figure(test.greater, indicator_id)
    lesser = evidence.figure(test.lesser, indicator_id)
    holds = greater.value > lesser.value
    explanation = (
        f"{_capital(greater.where)}: {greater.text}; {lesser.where}: {lesser.text}; "
        f"{greater.text} {'>' if holds else '≤'} {lesser.text}."
    )
    text = _("{greater} so với {lesser}").format(greater=greater.text, lesser=lesser.text)
    return Outcome(greater.value - lesser.value, text, holds, explanation, greater.table_id)


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]


def _signed(value: float, digits: int) -> str:
    text = written(abs(value), digits)
    return f"−{text}" if value < 0 else f"+{text}"
