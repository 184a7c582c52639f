"""One function per kind of test: what the tables give, and the arithmetic that shows it.

Printed figures are rounded, so what follows from them is a span (`spans.py`), and a verdict
follows the whole of it. Tests over the units of a level are in `claim_counts.py`.
"""

from dataclasses import dataclass

from etl.catalogue.claim_specs import (
    Compare,
    Difference,
    Growth,
    GrowthRange,
    Parts,
    Ratio,
    Relation,
    SameFigure,
    Share,
    UnitFigure,
)
from etl.language.numbers import needed_decimals
from etl.language.statements import (
    Amount,
    Cased,
    IndicatorName,
    Part,
    Statement,
    listing,
    say,
)
from etl.quality.evidence import Evidence, Known
from etl.quality.spans import Span, agrees, all_hold, compatible, exact, lies, rounded

_RELATIONS: dict[Relation, str] = {">": "above", "<": "below"}


@dataclass(frozen=True)
class Outcome:
    """What a test found. `holds` is None where the tables leave the answer open."""

    computed: float | None
    shown: Part
    """The same as readers see it; None where there is nothing to show."""
    holds: bool | None
    explanation: Statement
    table_id: str | None = None


@dataclass(frozen=True)
class Stated:
    """The published figure of a claim, with the digits and the sign it is printed with."""

    known: Known
    digits: int
    sign: str
    indicator_id: str

    @property
    def span(self) -> Span:
        """Every value that rounds to the printed figure; of a count, those that round to it."""
        known = self.known
        return rounded(known.value, self.digits) if known.span.is_exact else known.span

    def shown(self, value: float) -> Amount:
        """A value in the notation of the printed one: a count of units is no percentage."""
        return Amount(value, needed_decimals(value), self.sign)

    def judge(self, found: Span, relation: Relation = "=") -> bool | None:
        """Whether what was found is the printed figure, or lies above or below it."""
        return lies(found, relation, self.span if relation == "=" else exact(self.known.value))


def matched(holds: bool | None, computed: Part, stated: Part, open_: Part = None) -> Statement:
    """`59,68% khớp 59,7%`, `≠`, or with the span that leaves both open."""
    if holds is None:
        return say("open_by_rounding", computed=computed, span=open_, stated=stated)
    return say("match" if holds else "unlike", computed=computed, stated=stated)


def clauses(*parts: Part) -> Statement:
    """One sentence of several clauses."""
    return say("clauses", clauses=listing(parts, "; "))


def sentences(*parts: Part) -> Statement:
    """Whole sentences one after the other; those that say nothing are left out."""
    return say("sentences", sentences=listing((part for part in parts if part is not None), " "))


def same_figure(evidence: Evidence, test: SameFigure, stated: Stated) -> Outcome:
    other = evidence.figure(test.figure, stated.indicator_id)
    holds = (
        compatible(other.span, stated.span)
        if test.relation == "="
        else stated.judge(other.span, test.relation)
    )
    explanation = say(
        "two_prints",
        said_where=Cased(stated.known.where, capital=True),
        said=_related(test.relation, stated.known.shown),
        other_where=other.where,
        other=other.shown,
    )
    return Outcome(other.value, other.shown, holds, explanation, other.table_id)


def parts(evidence: Evidence, test: Parts, stated: Stated) -> Outcome:
    known = [evidence.figure(figure, stated.indicator_id) for figure in test.figures]
    value = sum(item.value for item in known)
    span = known[0].span
    for item in known[1:]:
        span += item.span
    added = listing((item.shown for item in known), " + ")
    return _computed(stated, span, value, stated.shown(value), added, known[0].table_id)


def share(evidence: Evidence, test: Share, stated: Stated) -> Outcome:
    top = evidence.figure(test.numerator, stated.indicator_id)
    bottom = evidence.figure(test.denominator, stated.indicator_id)
    value, span = 100 * top.value / bottom.value, (top.span / bottom.span).scaled(100)
    formula = say("division", top=top.shown, bottom=bottom.shown)
    if test.rest:
        value, span, formula = 100 - value, exact(100) - span, say("rest_of_100", part=formula)
    return _computed(stated, span, value, Amount(value, 2, "%"), formula, top.table_id)


def ratio(evidence: Evidence, test: Ratio, stated: Stated) -> Outcome:
    top = evidence.figure(test.numerator, stated.indicator_id)
    bottom = evidence.figure(test.denominator, stated.indicator_id)
    value, span = top.value / bottom.value, top.span / bottom.span
    shown = say("times", factor=Amount(value, 2))
    formula = say("division", top=_placed(top), bottom=_placed(bottom))
    return _computed(stated, span, value, shown, formula, top.table_id, test.relation)


def difference(evidence: Evidence, test: Difference, stated: Stated) -> Outcome:
    one = evidence.figure(test.minuend, stated.indicator_id)
    other = evidence.figure(test.subtrahend, stated.indicator_id)
    value = round(one.value - other.value, 9)
    amount = Amount(value, stated.digits)
    # A difference of percentages is no percentage of anything.
    shown = say("points", points=amount) if stated.sign else amount
    formula = say("difference", one=one.shown, other=other.shown)
    return _computed(stated, one.span - other.span, value, shown, formula, one.table_id)


def growth(evidence: Evidence, test: Growth, stated: Stated) -> Outcome:
    start = evidence.figure(test.start, stated.indicator_id)
    end = evidence.figure(test.end, stated.indicator_id)
    value, span = _growth(start, end)
    formula = say("growth", end=end.shown, start=start.shown)
    shown = Amount(value, 2, "%")
    return _computed(stated, span, value, shown, formula, end.table_id, test.relation)


def growth_range(evidence: Evidence, test: GrowthRange, _indicator_id: str) -> Outcome:
    low, high = test.range
    stated = Span(rounded(low, 0).low, rounded(high, 0).high)
    growths, spans, table_id = [], [], None
    for indicator_id in test.indicators:
        before, after = (
            evidence.figure(UnitFigure(unit=test.unit, period=period), indicator_id)
            for period in test.periods
        )
        rate, span = _growth(before, after)
        growths.append(
            say(
                "indicator_growth",
                indicator=IndicatorName(indicator_id),
                growth=say("growth", end=after.shown, start=before.shown),
                rate=Amount(rate, 1, "%"),
                span=span_shown(span, 1, "%"),
            )
        )
        spans.append(span)
        table_id = after.table_id
    holds = all_hold([agrees(span, stated) for span in spans])
    shown = span_shown(Span(min(s.low for s in spans), max(s.high for s in spans)), 1, "%")
    verdicts = {True: "within", False: "outside", None: "range_left_open"}
    explanation = say(
        "growths",
        growths=listing(growths, "; "),
        verdict=say(verdicts[holds], range=_range(low, high, 0, "%")),
    )
    return Outcome(None, shown, holds, explanation, table_id)


def compare(evidence: Evidence, test: Compare, indicator_id: str) -> Outcome:
    greater = evidence.figure(test.greater, indicator_id)
    lesser = evidence.figure(test.lesser, indicator_id)
    holds = lies(greater.span, ">", lesser.span)
    explanation = say(
        "two_compared",
        greater_where=Cased(greater.where, capital=True),
        greater=greater.shown,
        lesser_where=lesser.where,
        lesser=lesser.shown,
        sign={True: ">", False: "≤", None: "≈"}[holds],
    )
    shown = say("against", greater=greater.shown, lesser=lesser.shown)
    return Outcome(greater.value - lesser.value, shown, holds, explanation, greater.table_id)


def _computed(
    stated: Stated,
    span: Span,
    value: float,
    shown: Part,
    formula: Part,
    table_id: str | None,
    relation: Relation = "=",
) -> Outcome:
    """What a formula gives, beside the printed figure."""
    holds = stated.judge(span, relation)
    said = _related(relation, stated.known.shown)
    between = None if span.is_exact else span_shown(span, 2)
    result = matched(holds, shown, said, between)
    return Outcome(value, shown, holds, say("computed", formula=formula, result=result), table_id)


def _related(relation: Relation, figure: Part) -> Part:
    return figure if relation == "=" else say(_RELATIONS[relation], figure=figure)


def _placed(known: Known) -> Statement:
    """A figure with where it is printed."""
    return say("in_brackets", said=known.shown, beside=known.where)


def _growth(start: Known, end: Known) -> tuple[float, Span]:
    """The growth from one figure to another in percent, and what rounding leaves open of it."""
    return (
        100 * (end.value / start.value - 1),
        (end.span / start.span - exact(1)).scaled(100),
    )


def span_shown(span: Span, digits: int, sign: str = "") -> Statement:
    """`48,3–54,1%`."""
    return _range(*span.ends, digits, sign)


def _range(low: float, high: float, digits: int, sign: str = "") -> Statement:
    return say("range", low=Amount(low, digits), high=Amount(high, digits, sign))
