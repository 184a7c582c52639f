"""Rows that print what other rows come to, compared with those rows.

Figures are known as far as they are printed (`etl/quality/spans.py`): only what no rounding
explains is a difference. Where a unit has no figure, nothing is concluded.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from etl.catalogue.indicator_specs import IndicatorSpec
from etl.catalogue.load import Catalogue
from etl.catalogue.vocabulary import Period
from etl.check_figures import CheckFigure
from etl.extract.parse import clean_text
from etl.facts import Facts, Issue, Observation, Severity, Target, UnassignedFigure
from etl.language.numbers import decimals_of_print, difference, printed_decimals
from etl.language.statements import Amount, Change, Part, Printed, Statement, say, units
from etl.quality.spans import Span, compatible, exact

Column = tuple[str, str, Period | date]
"""Table, indicator, and the period of its figures or the day its targets are due on."""

_MEANS = ("rate", "count", "index")


@dataclass(frozen=True)
class _Table:
    """What the rows of units print, by column and unit."""

    catalogue: Catalogue
    figures: Mapping[Column, Mapping[str, Observation | Target]]
    of_no_unit: Mapping[Column, Sequence[UnassignedFigure]]
    """Which region they are of, nobody can say."""

    def others(self, check: CheckFigure, indicator_id: str) -> Sequence[UnassignedFigure]:
        """The figures of rows of no unit that are part of what the row prints."""
        return self.of_no_unit.get((check.table_id, indicator_id, check.of), ())

    def spec(self, check: CheckFigure) -> IndicatorSpec:
        return self.catalogue.indicators[check.indicator_id]

    def without(self, check: CheckFigure, indicator_id: str) -> list[str]:
        """The units that the row is of and that have no figure of an indicator."""
        by_unit = self.figures.get((check.table_id, indicator_id, check.of), {})
        return [
            unit_id
            for unit_id in check.unit_ids
            if unit_id not in by_unit or by_unit[unit_id].value is None
        ]

    def sum(self, check: CheckFigure, indicator_id: str) -> Span:
        by_unit = self.figures[check.table_id, indicator_id, check.of]
        kind = self.catalogue.indicators[indicator_id].value_kind
        total = exact(0)
        for unit_id in check.unit_ids:
            item = by_unit[unit_id]
            assert item.value is not None
            text = clean_text(item.raw_text or "")
            total += _span(item.value, text, is_counted=kind == "count")
        for other in self.others(check, indicator_id):
            total += _span(other.value, clean_text(other.raw_text), is_counted=kind == "count")
        return total


def check_row_issues(catalogue: Catalogue, facts: Facts) -> Iterator[Issue]:
    """What rows of totals print and their units do not come to, or cannot be checked with."""
    figures: dict[Column, dict[str, Observation | Target]] = defaultdict(dict)
    for item in facts.observations:
        figures[item.table_id, item.indicator_id, item.period][item.unit_id] = item
    for target in facts.targets:
        if target.unit_id is not None and target.due_on is not None:
            column = target.table_id, target.indicator_id, target.due_on
            figures[column][target.unit_id] = target
    of_no_unit: dict[Column, list[UnassignedFigure]] = defaultdict(list)
    for other in facts.unassigned:
        of_no_unit[other.table_id, other.indicator_id, other.period].append(other)
    table = _Table(catalogue, figures, of_no_unit)
    for check in facts.checks:
        yield from _compared(table, check)


def _compared(table: _Table, check: CheckFigure) -> Iterator[Issue]:
    needed = _needed(table, check)
    of_no_unit = table.others(check, check.indicator_id)
    if not needed or not check.unit_ids or (of_no_unit and check.check.region is not None):
        yield _issue(check, "total_not_checked", "info", _say("row_not_comparable", check))
        return
    missing = dict.fromkeys(unit for name in needed for unit in table.without(check, name))
    if missing:
        said = _say("row_units_missing", check, count=len(missing), names=units(missing))
        yield _issue(check, "total_not_checked", "info", said)
        return
    spans = [table.sum(check, name) for name in needed]
    count = len(check.unit_ids) + len(of_no_unit)
    if check.check.rule == "mean":
        yield from _judged(table, check, "mean", spans[0] / exact(count))
    elif len(spans) == 1:
        yield from _judged(table, check, "sum", spans[0])
    elif spans[1].low > 0:
        yield from _judged(table, check, "rate", (spans[0] / spans[1]).scaled(100))
    else:
        yield _issue(check, "total_not_checked", "info", _say("row_not_comparable", check))


def _needed(table: _Table, check: CheckFigure) -> list[str]:
    """The indicators whose figures the row follows from; none where it follows from no rows.

    The rate of several units is that of their counts, never a sum of rates.
    """
    spec = table.spec(check)
    if check.check.rule == "mean":
        return [spec.indicator_id] if spec.value_kind in _MEANS else []
    if spec.aggregation == "sum":
        return [spec.indicator_id]
    counts = [name for name in (spec.numerator_id, spec.denominator_id) if name is not None]
    printed = all((check.table_id, name, check.of) in table.figures for name in counts)
    return counts if printed else []


def _judged(
    table: _Table, check: CheckFigure, how: Literal["sum", "mean", "rate"], found: Span
) -> Iterator[Issue]:
    spec = table.spec(check)
    # A mean of whole numbers may be printed as one, so only sums are as exact as their print.
    is_counted = how == "sum" and spec.value_kind == "count"
    if compatible(_span(check.value, check.printed, is_counted=is_counted), found):
        return
    value = float((found.low + found.high) / 2)
    decimals = max(decimals_of_print(check.value, check.printed) or 0, spec.decimals)
    parts: dict[str, Part] = {
        "count": len(check.unit_ids) + len(table.others(check, check.indicator_id)),
        how: Amount(value, decimals, spec.percent_sign),
    }
    if how == "sum":
        parts["difference"] = Change(difference(check.value, value), decimals)
    kind = "average_mismatch" if how == "mean" else "total_mismatch"
    yield _issue(check, kind, "warning", _say(f"row_{how}_differs", check, **parts))


def _span(value: float, text: str, *, is_counted: bool) -> Span:
    """The values that a print stands for: `64,3` those that round to it, a whole count itself.

    One more in the last digit is 0.1 more of `64,3`, and 10 000 more of `7,45 triệu`.
    """
    printed = exact(value).low
    digits = int("".join(filter(str.isdecimal, text)) or 0)
    step = (
        abs(printed) / digits if printed and digits else Fraction(1, 10 ** printed_decimals(text))
    )
    if is_counted and step == 1:
        return exact(value)
    return Span(printed - step / 2, printed + step / 2)


def _say(code: str, check: CheckFigure, **parts: Part) -> Statement:
    of = check.of.label if isinstance(check.of, Period) else check.of
    printed = Printed(check.printed, check.value)
    return say(code, row=check.row, period=of, printed=printed, **parts)


def _issue(check: CheckFigure, kind: str, severity: Severity, said: Statement) -> Issue:
    return Issue(
        kind,
        severity,
        said,
        check.table_id,
        check.source_line,
        check.check.region,
        check.indicator_id,
    )
