"""Tests of what the units of a level make together: their sum, and the rate of all of them."""

from collections.abc import Sequence
from statistics import fmean

from etl.catalogue.claim_specs import Pooled, Sum
from etl.catalogue.specs import Status
from etl.facts import Observation
from etl.language.i18n import _
from etl.language.numbers import format_interval, round_half_up, written
from etl.quality.claim_tests import Outcome, Stated, matched, signed
from etl.quality.evidence import Evidence
from etl.quality.spans import Span, compatible, exact


def total(evidence: Evidence, test: Sum, stated: Stated) -> Outcome:
    """What was counted in, or allocated to, all units of some levels."""
    missing: list[Observation] = []
    silent: list[Observation] = []
    if test.of == "target":
        targets = evidence.allocated(stated.indicator_id)
        value, count = sum(target.interval[0] for target in targets), len(targets)
        table_id = targets[0].table_id
        appendix = evidence.catalogue.tables[table_id].appendix
    else:
        units = evidence.units(stated.indicator_id, test.levels)
        items = [item for item in units if item.value is not None]
        if test.silent_as_zero:
            silent = [item for item in units if item.status is Status.NOT_REPORTED]
        missing = [item for item in units if item.value is None and item not in silent]
        value, count = sum(item.value or 0.0 for item in items), len(items)
        table_id, appendix = items[0].table_id, evidence.appendix(items)
    text = stated.shown(value)
    summed = _("Cộng {count} đơn vị của {appendix} = {sum}").format(
        count=count, appendix=appendix, sum=text
    )
    if test.nearest is not None:
        value_shown = round_half_up(value / test.nearest, 0) * test.nearest
        explanation = _("{summed}, tròn {unit} là {rounded}.").format(
            summed=summed,
            unit=written(test.nearest, 0),
            rounded=stated.shown(value_shown),
        )
        return Outcome(value, text, value_shown == stated.known.value, explanation, table_id)
    holds = stated.judge(exact(value))
    explanation = matched(bool(holds), summed, stated.known.text)
    if not holds:
        off = signed(value - stated.known.value, 0)
        explanation = _("{compared}, lệch {difference}").format(
            compared=explanation, difference=off
        )
    if silent:
        explanation += _(
            "; {count} đơn vị chưa báo cáo tính là 0 như chú thích của báo cáo"
        ).format(count=len(silent))
    if missing:
        # What they have is not known, only that it is not below zero.
        holds = None if value <= stated.known.value else False
        explanation += _("; chưa kể {count} đơn vị không có số liệu ({names})").format(
            count=len(missing), names=evidence.names(missing)
        )
    return Outcome(value, text, holds, f"{explanation}.", table_id)


def pooled(evidence: Evidence, test: Pooled, stated: Stated) -> Outcome:
    """A bloc's rate against the bounds that the rates of its units set to it."""
    units = evidence.units(stated.indicator_id, [test.level])
    known = [item for item in units if item.interval is not None]
    missing = [item for item in units if item.interval is None]
    indicator = evidence.catalogue.indicators[stated.indicator_id]
    spans = [evidence.span(item) for item in units]
    low = max(float(min(span.low for span in spans)), indicator.valid_range[0])
    high = min(float(max(span.high for span in spans)), indicator.valid_range[1])
    inside = compatible(stated.span, Span(exact(low).low, exact(high).low))
    bounds = format_interval((low, high), indicator.valid_range, indicator.percent_sign)
    explanation = _(
        "{definition}. {appendix} chỉ có tỷ lệ của từng đơn vị, nên tỷ lệ chung {bounds}; "
        "{stated} {verdict}."
    ).format(
        definition=test.definition_vi,
        appendix=evidence.appendix(units),
        bounds=_("không thu hẹp được")
        if (low, high) == indicator.valid_range
        else _("nằm trong khoảng {bounds}").format(bounds=bounds),
        stated=stated.known.text,
        verdict=_("không trái với bảng nhưng cũng chưa được xác nhận")
        if inside
        else _("nằm ngoài khoảng đó"),
    )
    if missing:
        explanation += " " + _("{count} đơn vị không có tỷ lệ: {names}.").format(
            count=len(missing), names=evidence.names(missing)
        )
    explanation += " " + _plain_mean(evidence, stated, known)
    return Outcome(None, bounds, None if inside else False, explanation, units[0].table_id)


def _plain_mean(evidence: Evidence, stated: Stated, known: Sequence[Observation]) -> str:
    values = [item.value for item in known if item.value is not None]
    mean = evidence.show(stated.indicator_id, fmean(values), 2)
    return _(
        "Trung bình cộng của {count} đơn vị là {mean}: một đại lượng khác, không so được."
    ).format(count=len(values), mean=mean)
