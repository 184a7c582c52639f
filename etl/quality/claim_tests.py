"""One function per kind of test: what the tables give, and the arithmetic in words.

Printed figures are rounded, so what follows from them is a span (`etl/spans.py`), and a verdict
follows the whole of it. Tests over the units of a level are in `etl/claim_counts.py`.
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
from etl.language.i18n import N_, _
from etl.language.numbers import shown_decimals, written
from etl.quality.evidence import Evidence, Known
from etl.quality.spans import Span, agrees, all_hold, compatible, exact, lies, rounded

_RELATIONS: dict[Relation, str] = {
    "=": "{figure}",
    ">": N_("trên {figure}"),
    "<": N_("dưới {figure}"),
}


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

    @property
    def span(self) -> Span:
        """Every value that rounds to the printed figure; of a count, those that round to it."""
        known = self.known
        return rounded(known.value, self.digits) if known.span.is_exact else known.span

    def shown(self, value: float) -> str:
        """A value in the notation of the printed one: a count of units is no percentage."""
        text = written(value, shown_decimals(value))
        return f"{text}%" if self.known.text.endswith("%") else text

    def judge(self, found: Span, relation: Relation = "=") -> bool | None:
        """Whether what was found is the printed figure, or lies above or below it."""
        return lies(found, relation, self.span if relation == "=" else exact(self.known.value))


def matched(holds: bool | None, computed: str, stated: str, open_: str = "") -> str:
    """`59,68% khớp 59,7%`, `≠`, or with the span that leaves both open."""
    if holds is None:
        return _("{computed} (do làm tròn: {span}), chưa đủ để so với {stated}").format(
            computed=computed, span=open_, stated=stated
        )
    words = _("{computed} khớp {stated}") if holds else "{computed} ≠ {stated}"
    return words.format(computed=computed, stated=stated)


def same_figure(evidence: Evidence, test: SameFigure, stated: Stated) -> Outcome:
    other = evidence.figure(test.figure, stated.indicator_id)
    holds = (
        compatible(other.span, stated.span)
        if test.relation == "="
        else stated.judge(other.span, test.relation)
    )
    explanation = _("{said_where} ghi {said}; {other_where} ghi {other}.").format(
        said_where=stated.known.where,
        said=_(_RELATIONS[test.relation]).format(figure=stated.known.text),
        other_where=other.where,
        other=other.text,
    )
    return Outcome(other.value, other.text, holds, capital(explanation), other.table_id)


def parts(evidence: Evidence, test: Parts, stated: Stated) -> Outcome:
    known = [evidence.figure(figure, stated.indicator_id) for figure in test.figures]
    value = sum(item.value for item in known)
    span = known[0].span
    for item in known[1:]:
        span += item.span
    text = stated.shown(value)
    added = " + ".join(item.text for item in known)
    return _computed(stated, span, value, text, added, known[0].table_id)


def share(evidence: Evidence, test: Share, stated: Stated) -> Outcome:
    top = evidence.figure(test.numerator, stated.indicator_id)
    bottom = evidence.figure(test.denominator, stated.indicator_id)
    value, span = 100 * top.value / bottom.value, (top.span / bottom.span).scaled(100)
    shown = f"{top.text} ÷ {bottom.text}"
    if test.rest:
        value, span, shown = 100 - value, exact(100) - span, f"100% − {shown}"
    return _computed(stated, span, value, f"{written(value, 2)}%", shown, top.table_id)


def ratio(evidence: Evidence, test: Ratio, stated: Stated) -> Outcome:
    top = evidence.figure(test.numerator, stated.indicator_id)
    bottom = evidence.figure(test.denominator, stated.indicator_id)
    value, span = top.value / bottom.value, top.span / bottom.span
    text = _("{factor} lần").format(factor=written(value, 2))
    shown = f"{top.text} ({top.where}) ÷ {bottom.text} ({bottom.where})"
    return _computed(stated, span, value, text, shown, top.table_id, test.relation)


def difference(evidence: Evidence, test: Difference, stated: Stated) -> Outcome:
    one = evidence.figure(test.minuend, stated.indicator_id)
    other = evidence.figure(test.subtrahend, stated.indicator_id)
    value = round(one.value - other.value, 9)
    text = signed(value, stated.digits).removeprefix("+")
    if stated.known.text.endswith("%"):
        # A difference of percentages is no percentage of anything.
        text = _("{points} điểm %").format(points=text)
    shown = f"{one.text} − {other.text}"
    return _computed(stated, one.span - other.span, value, text, shown, one.table_id)


def growth(evidence: Evidence, test: Growth, stated: Stated) -> Outcome:
    start = evidence.figure(test.start, stated.indicator_id)
    end = evidence.figure(test.end, stated.indicator_id)
    value, span = _growth(start, end)
    shown = f"{end.text} ÷ {start.text} − 1"
    text = f"{written(value, 2)}%"
    return _computed(stated, span, value, text, shown, end.table_id, test.relation)


def growth_range(evidence: Evidence, test: GrowthRange, _indicator_id: str) -> Outcome:
    low, high = test.range
    stated = Span(rounded(low, 0).low, rounded(high, 0).high)
    words, spans, table_id = [], [], None
    for indicator_id in test.indicators:
        before, after = (
            evidence.figure(UnitFigure(unit=test.unit, period=period), indicator_id)
            for period in test.periods
        )
        rate, span = _growth(before, after)
        name = evidence.catalogue.indicators[indicator_id].short_name_vi
        shown = f"{name} {after.text} ÷ {before.text} − 1 = {written(rate, 1)}%"
        words.append(f"{shown} ({span_text(span, 1, '%')})")
        spans.append(span)
        table_id = after.table_id
    holds = all_hold([agrees(span, stated) for span in spans])
    text = span_text(Span(min(s.low for s in spans), max(s.high for s in spans)), 1, "%")
    verdicts = {
        True: _("nằm trong {range}"),
        False: _("vượt ra ngoài {range}"),
        None: _("số in ra đã làm tròn nên chưa đủ để xác nhận hay bác bỏ {range}"),
    }
    stated_range = f"{written(low, 0)}–{written(high, 0)}%"
    explanation = f"{'; '.join(words)}: {verdicts[holds].format(range=stated_range)}."
    return Outcome(None, text, holds, explanation, table_id)


def compare(evidence: Evidence, test: Compare, indicator_id: str) -> Outcome:
    greater = evidence.figure(test.greater, indicator_id)
    lesser = evidence.figure(test.lesser, indicator_id)
    holds = lies(greater.span, ">", lesser.span)
    sign = {True: ">", False: "≤", None: "≈"}[holds]
    explanation = (
        f"{capital(greater.where)}: {greater.text}; {lesser.where}: {lesser.text}; "
        f"{greater.text} {sign} {lesser.text}."
    )
    text = _("{greater} so với {lesser}").format(greater=greater.text, lesser=lesser.text)
    return Outcome(greater.value - lesser.value, text, holds, explanation, greater.table_id)


def _computed(
    stated: Stated,
    span: Span,
    value: float,
    text: str,
    shown: str,
    table_id: str | None,
    relation: Relation = "=",
) -> Outcome:
    """What a formula gives, beside the printed figure."""
    holds = stated.judge(span, relation)
    said = _(_RELATIONS[relation]).format(figure=stated.known.text)
    between = "" if span.is_exact else span_text(span, 2)
    explanation = f"{shown} = {matched(holds, text, said, between)}."
    return Outcome(value, text, holds, explanation, table_id)


def _growth(start: Known, end: Known) -> tuple[float, Span]:
    """The growth from one figure to another in percent, and what rounding leaves open of it."""
    return (
        100 * (end.value / start.value - 1),
        (end.span / start.span - exact(1)).scaled(100),
    )


def span_text(span: Span, digits: int, sign: str = "") -> str:
    """`48,3–54,1%`."""
    low, high = (written(end, digits) for end in span.ends)
    return f"{low}–{high}{sign}"


def capital(text: str) -> str:
    return text[0].upper() + text[1:]


def signed(value: float, digits: int) -> str:
    """`−198`, `+228`."""
    text = written(abs(value), digits)
    return f"−{text}" if value < 0 else f"+{text}"
