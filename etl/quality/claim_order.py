"""Tests of an order: which unit is the highest, the second, the lowest; which are the first ten.

A unit of which only a band is known can leave a place open; it is then not guessed.
"""

from operator import gt, lt

from etl.catalogue.claim_specs import Ends, Extreme, UnitFigure
from etl.facts import Observation
from etl.language.statements import Part, Statement, UnitName, say
from etl.quality.claim_tests import Outcome, Stated, clauses, matched
from etl.quality.evidence import Evidence

_LEFT_OPEN = {"highest": "highest_left_open", "lowest": "lowest_left_open"}
_FIRST = {"highest": "is_highest", "lowest": "is_lowest"}
_PLACES = {"highest": "place_from_highest", "lowest": "place_from_lowest"}


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
    shown = evidence.show(stated.indicator_id, value)
    appendix = evidence.appendix([mine, *items])
    if open_:
        explanation = say(
            _LEFT_OPEN[test.side],
            unit=UnitName(unit_id),
            figure=shown,
            count=len(open_),
            appendix=appendix,
        )
        return Outcome(None, shown, None, explanation, mine.table_id)
    place = len(ahead) + 1
    right_place, right_value = place == test.place, value == stated.known.value
    found: Part = say(
        "placed",
        appendix=appendix,
        unit=UnitName(unit_id),
        figure=shown,
        place=_place(place, test.side),
        count=len(items) + 1,
    )
    if ahead:
        front = sorted(ahead, key=lambda item: _near(item, test.side), reverse=beyond is gt)
        before = say("units_before", units=evidence.values_of(front[:5]))
        found = say("in_brackets", said=found, beside=before)
    if not right_place:
        found = matched(False, found, say("place", place=test.place))
    wrong = [] if right_value else [matched(False, shown, stated.known.shown)]
    explanation = clauses(found, *wrong)
    return Outcome(value, shown, right_place and right_value, explanation, mine.table_id)


def _place(place: int, side: str) -> Statement:
    return say(_FIRST[side]) if place == 1 else say(_PLACES[side], place=place)


_ENDS = {
    ("highest", True): "named_are_highest",
    ("highest", False): "others_are_highest",
    ("highest", None): "nobody_surely_highest",
    ("lowest", True): "named_are_lowest",
    ("lowest", False): "others_are_lowest",
    ("lowest", None): "nobody_surely_lowest",
}


def ends(evidence: Evidence, test: Ends, indicator_id: str) -> Outcome:
    """Whether the named units lie beyond all others of their level."""
    items = [
        item for item in evidence.units(indicator_id, [test.level]) if item.interval is not None
    ]
    named = [item for item in items if item.unit_id in test.units]
    others = [item for item in items if item.unit_id not in test.units]
    beyond = gt if test.side == "highest" else lt
    ahead = [
        other
        for other in others
        if any(beyond(_near(other, test.side), _far(item, test.side)) for item in named)
    ]
    behind = not any(
        beyond(_far(other, test.side), _near(item, test.side)) for other in others for item in named
    )
    holds = False if ahead else True if behind and len(named) == len(test.units) else None
    first = evidence.values_of(ahead[:5])
    reading = say(_ENDS[test.side, holds], **({"units": first} if ahead else {}))
    explanation = say("ends", appendix=evidence.appendix(items), reading=reading)
    shown = {True: say("as_named"), False: evidence.names(ahead[:5]), None: None}[holds]
    return Outcome(None, shown, holds, explanation, items[0].table_id)


def _near(item: Observation, side: str) -> float:
    assert item.interval is not None
    return item.interval[0] if side == "highest" else item.interval[1]


def _far(item: Observation, side: str) -> float:
    assert item.interval is not None
    return item.interval[1] if side == "highest" else item.interval[0]
