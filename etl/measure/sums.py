"""Counts by procedure and month → what each unit has in each period, by indicator."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import timedelta

import pyarrow.compute as pc

from etl.catalogue.dossier_specs import MeasureSpec
from etl.catalogue.load import Catalogue
from etl.catalogue.vocabulary import Period, PeriodKind
from etl.measure.counts import MONTH, PROCEDURE, UNIT, among, counted
from etl.measure.definitions import DEFINITIONS
from etl.measure.measuring import Measured, months_of

COUNTRY = "vn"
_BLOC = {"province": "bloc-provinces", "ministry": "bloc-ministries"}

Sums = Mapping[str, Mapping[str, int]]
"""By unit and indicator."""


def periods_of(catalogue: Catalogue, measured: Measured) -> list[Period]:
    """The whole period, then its months where it has several; provisional until they are closed."""
    whole = measured.period
    months = months_of(whole)
    found = [whole]
    if len(months) > 1:
        ends = [*(day - timedelta(days=1) for day in months[1:]), whole.end]
        found += [
            Period(start=start, end=end, label=f"{end.month}/{end.year}", kind=PeriodKind.MONTH)
            for start, end in zip(months, ends, strict=True)
        ]
    days = timedelta(days=catalogue.dossiers.closes_after_days)
    taken_on = measured.dataset.about.taken_on
    return [
        period.model_copy(update={"is_provisional": taken_on < period.end + days})
        for period in found
    ]


def sums_of(catalogue: Catalogue, measured: Measured, period: Period) -> Sums:
    """What every unit with dossiers has in a period; then the blocs of units, and the country."""
    counts = measured.counted.counts
    is_inside = pc.and_(
        pc.greater_equal(counts[MONTH], period.start), pc.less_equal(counts[MONTH], period.end)
    )
    frame = counts.filter(is_inside).drop_columns([MONTH]).to_pandas()
    by_service = frame.groupby([UNIT, PROCEDURE]).sum(numeric_only=True)
    by_unit: dict[str, dict[str, int]] = defaultdict(dict)
    for spec, is_of_services in _measures(catalogue):
        for indicator_id, column in (
            (spec.among, among(spec.measure)),
            (spec.counted, counted(spec.measure)),
        ):
            found = by_service[column]
            each = (found > 0).astype("int64") if is_of_services else found
            for unit_id, value in each.groupby(level=UNIT).sum().items():
                by_unit[str(unit_id)][indicator_id] = int(value)
    return by_unit | _together(catalogue, by_unit)


def _measures(catalogue: Catalogue) -> Iterator[tuple[MeasureSpec, bool]]:
    specs = {spec.measure: spec for spec in catalogue.dossiers.measures}
    for item in DEFINITIONS:
        yield specs[item.measure], item.counts == "services"


def _together(catalogue: Catalogue, by_unit: Sums) -> dict[str, dict[str, int]]:
    """The units of each level together, and all of them: counts add up, whoever they are of."""
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for unit_id, counts in by_unit.items():
        for whole in (_BLOC[catalogue.units[unit_id].level], COUNTRY):
            for indicator_id, value in counts.items():
                found[whole][indicator_id] += value
    return {whole: dict(counts) for whole, counts in found.items()}
