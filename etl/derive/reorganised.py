"""Figures of former bodies beside the ones that took their place with other functions.

A ministry that took in another body or a function, or gave one up, has no figure of its own until
a document reports one: what was counted before 1/3/2025 is of something else. Its predecessors'
figures then stand apart (`former`), with what changed in the note. There is no value, so there is
no rank, no verdict and no share in a mean.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from etl.catalogue.indicator_specs import IndicatorSpec
from etl.catalogue.load import Catalogue
from etl.catalogue.vocabulary import Period, Status
from etl.derive.merge import reason_of, unit_figure
from etl.derive.shown import shown_first
from etl.derive.successions import Succession, moved_part, successions
from etl.facts import Observation
from etl.language.numbers import printed_decimals
from etl.language.statements import Amount, Part, Statement, listing, say, units

_Reported = Mapping[str, Observation]
"""The figures of one indicator and period by unit."""


def reorganised_observations(
    catalogue: Catalogue, observations: Iterable[Observation]
) -> Iterator[Observation]:
    """What was reported of the whole bodies behind each unit that is another than they were."""
    figures = _shown(catalogue, observations)
    for succession in successions(catalogue):
        if not succession.is_reorganised:
            continue
        for (indicator_id, _period), by_unit in figures.items():
            spec = catalogue.indicators[indicator_id]
            # A place among the bodies of then is no figure of a body.
            if spec.value_kind == "rank":
                continue
            if any(member.unit_id in by_unit for member in succession.members):
                yield _beside(succession, spec, by_unit)


def _shown(
    catalogue: Catalogue, observations: Iterable[Observation]
) -> Mapping[tuple[str, Period], _Reported]:
    """One figure per unit, the one its own page shows: recomputed where the indicator says so."""
    figures: dict[tuple[str, Period], dict[str, Observation]] = defaultdict(dict)
    for item in sorted(observations, key=partial(shown_first, catalogue)):
        figures[(item.indicator_id, item.period)].setdefault(item.unit_id, item)
    return figures


def _beside(succession: Succession, spec: IndicatorSpec, by_unit: _Reported) -> Observation:
    unit, found = succession.unit, [by_unit.get(m.unit_id) for m in succession.members]
    first = next(item for item in found if item is not None)
    if unit.valid_from is None:
        raise ValueError(f"{unit.unit_id} has predecessors and no first day")
    figures = [
        unit_figure(member, _figure(spec, item))
        for member, item in zip(succession.members, found, strict=True)
    ]
    changes = listing(_changes(succession), "; ")
    members = units(member.unit_id for member in succession.members)
    return Observation(
        spec.indicator_id,
        unit.unit_id,
        first.period,
        "derived",
        Status.REORGANISED,
        None,
        first.document_id,
        first.table_id,
        note=say("other_body", units=members, day=unit.valid_from, changes=changes),
        former=say("former_figures", day=unit.valid_from, figures=listing(figures, "; ")),
        is_merged=True,
    )


def _figure(spec: IndicatorSpec, item: Observation | None) -> Part:
    if item is None or item.interval is None:
        return reason_of(item)
    if spec.value_kind == "flag":
        return say("yes" if item.interval[0] else "not_yet")
    # Grades are read as a letter.
    if item.value_text is not None:
        return item.value_text
    decimals = spec.decimals
    if item.basis == "published" and item.raw_text is not None:
        decimals = min(decimals, printed_decimals(item.raw_text))
    low, high = (Amount(end, decimals, spec.percent_sign) for end in item.interval)
    return low if low == high else listing([replace(low, sign=""), high], "–")


def _changes(succession: Succession) -> Iterator[Statement]:
    """What came to the unit and what left it."""
    if len(succession.members) > 1:
        yield say("bodies_joined", count=len(succession.members))
    for body, part in succession.split:
        yield moved_part("received_from_split", part, body.unit_id)
    yield from succession.moved
