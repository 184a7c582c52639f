"""All that is told beside the figures of the country, by indicator."""

from collections.abc import Mapping
from dataclasses import dataclass

from dashboard.queries.country_remarks import Note, remarks
from dashboard.queries.other_prints import (
    OtherMeasure,
    OtherPrint,
    other_measures,
    other_prints,
)
from dashboard.queries.target_bases import OtherTarget, other_targets
from dashboard.store.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Told:
    """Targets of another base, other prints and measures, what the report's text says."""

    targets: Mapping[str, tuple[OtherTarget, ...]]
    prints: Mapping[str, list[OtherPrint]]
    measures: Mapping[str, list[OtherMeasure]]
    notes: Mapping[str, list[Note]]


def told_beside(source: Warehouse) -> Told:
    """Of the country."""
    return Told(
        other_targets(source, "country"),
        other_prints(source),
        other_measures(source),
        remarks(source),
    )
