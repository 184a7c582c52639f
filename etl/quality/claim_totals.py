"""Tests of what the units of a level make together: their sum, and the rate of all of them."""

from collections.abc import Sequence
from statistics import fmean

from etl.catalogue.claim_specs import Pooled, Sum
from etl.catalogue.vocabulary import Status
from etl.facts import Observation
from etl.language.rounding import round_half_up
from etl.language.statements import Amount, Between, Change, Part, Statement, Text, say
from etl.quality.claim_tests import Outcome, Stated, clauses, matched, sentences
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
        appendix: Part = Text(evidence.catalogue.tables[table_id].appendix)
    else:
        units = evidence.units(stated.indicator_id, test.levels)
        items = [item for item in units if item.value is not None]
        if test.silent_as_zero:
            silent = [item for item in units if item.status is Status.NOT_REPORTED]
        missing = [item for item in units if item.value is None and item not in silent]
        value, count = sum(item.value or 0.0 for item in items), len(items)
        table_id, appendix = items[0].table_id, evidence.appendix(items)
    shown = stated.shown(value)
    summed = say("added_up", count=count, appendix=appendix, sum=shown)
    if test.nearest is not None:
        rounded = round_half_up(value / test.nearest, 0) * test.nearest
        explanation = say(
            "rounded_sum",
            summed=summed,
            unit=Amount(test.nearest),
            rounded=stated.shown(rounded),
        )
        return Outcome(value, shown, rounded == stated.known.value, explanation, table_id)
    holds = stated.judge(exact(value))
    compared = matched(bool(holds), summed, stated.known.shown)
    if not holds:
        off = Change(value - stated.known.value)
        compared = say("off_by", compared=compared, difference=off)
    said = [compared]
    if silent:
        said.append(say("silent_as_zero", count=len(silent)))
    if missing:
        # What they have is not known, only that it is not below zero.
        holds = None if value <= stated.known.value else False
        said.append(say("not_counted", count=len(missing), names=evidence.names(missing)))
    return Outcome(value, shown, holds, clauses(*said), table_id)


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
    # Readers look the bounds up in the table, so they are shown as it prints them.
    ends = [item.interval or indicator.valid_range for item in units]
    lowest, highest = min(end[0] for end in ends), max(end[1] for end in ends)
    bounds = Between(lowest, highest, indicator.valid_range, indicator.percent_sign)
    is_open = (lowest, highest) == indicator.valid_range
    explanation = sentences(
        say(
            "pooled",
            definition=Text(test.definition_vi),
            appendix=evidence.appendix(units),
            bounds=say("not_narrowed") if is_open else say("lies_between", bounds=bounds),
            stated=stated.known.shown,
            verdict=say("not_confirmed" if inside else "out_of_bounds"),
        ),
        say("units_without_rate", count=len(missing), names=evidence.names(missing))
        if missing
        else None,
        _plain_mean(evidence, stated, known),
    )
    return Outcome(None, bounds, None if inside else False, explanation, units[0].table_id)


def _plain_mean(evidence: Evidence, stated: Stated, known: Sequence[Observation]) -> Statement:
    values = [item.value for item in known if item.value is not None]
    mean = evidence.show(stated.indicator_id, fmean(values), 2)
    return say("plain_mean", count=len(values), mean=mean)
