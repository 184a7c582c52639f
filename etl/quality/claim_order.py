"""Tests of an order: which unit is the highest, the second, the lowest; which are the first ten.

A unit of which only a band is known can leave a place open; it is then not guessed.
"""

from operator import gt, lt

from etl.catalogue.claim_specs import Ends, Extreme, UnitFigure
from etl.facts import Observation
from etl.language.i18n import N_, _
from etl.quality.claim_tests import Outcome, Stated
from etl.quality.evidence import Evidence


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
    is_top = test.side == "highest"
    text = evidence.show(stated.indicator_id, value)
    appendix = evidence.appendix([mine, *items])
    if open_:
        lowest = _(
            "{unit} {figure}; {count} đơn vị chỉ biết khoảng có thể còn thấp hơn, "
            "nên {appendix} không đủ để xác định nơi thấp nhất."
        )
        highest = _(
            "{unit} {figure}; {count} đơn vị chỉ biết khoảng có thể còn cao hơn, "
            "nên {appendix} không đủ để xác định nơi cao nhất."
        )
        explanation = (highest if is_top else lowest).format(
            unit=evidence.name(unit_id), figure=text, count=len(open_), appendix=appendix
        )
        return Outcome(None, text, None, explanation, mine.table_id)
    place = len(ahead) + 1
    right_place, right_value = place == test.place, value == stated.known.value
    explanation = _("{appendix}: {unit} {figure}, {place} trong {count}").format(
        appendix=appendix,
        unit=evidence.name(unit_id),
        figure=text,
        place=_place(place, is_top),
        count=len(items) + 1,
    )
    if ahead:
        front = sorted(ahead, key=lambda item: _near(item, test.side), reverse=beyond is gt)
        before = _("trước đó là {units}").format(units=evidence.values_of(front[:5]))
        explanation += f" ({before})"
    if not right_place:
        explanation += " ≠ " + _("thứ {place}").format(place=test.place)
    if not right_value:
        explanation += f"; {text} ≠ {stated.known.text}"
    return Outcome(value, text, right_place and right_value, f"{explanation}.", mine.table_id)


def _place(place: int, is_top: bool) -> str:
    if place == 1:
        return _("cao nhất") if is_top else _("thấp nhất")
    words = _("thứ {place} kể từ nơi cao nhất") if is_top else _("thứ {place} kể từ nơi thấp nhất")
    return words.format(place=place)


_ENDS = {
    ("highest", True): N_("bảng cũng xếp các nơi được nêu tên cao nhất"),
    ("highest", False): N_("có nơi khác chắc chắn cao hơn: {units}"),
    ("highest", None): N_("không nơi nào khác chắc chắn cao hơn, nhưng bảng chỉ có khoảng"),
    ("lowest", True): N_("bảng cũng xếp các nơi được nêu tên thấp nhất"),
    ("lowest", False): N_("có nơi khác chắc chắn thấp hơn: {units}"),
    ("lowest", None): N_("không nơi nào khác chắc chắn thấp hơn, nhưng bảng chỉ có khoảng"),
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
    reading = _(_ENDS[test.side, holds]).format(units=evidence.values_of(ahead[:5]))
    explanation = _("{appendix}: {reading}.").format(
        appendix=evidence.appendix(items), reading=reading
    )
    text = {True: _("khớp"), False: evidence.names(ahead[:5]), None: ""}[holds]
    return Outcome(None, text, holds, explanation, items[0].table_id)


def _near(item: Observation, side: str) -> float:
    assert item.interval is not None
    return item.interval[0] if side == "highest" else item.interval[1]


def _far(item: Observation, side: str) -> float:
    assert item.interval is not None
    return item.interval[1] if side == "highest" else item.interval[0]
