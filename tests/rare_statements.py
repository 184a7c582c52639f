"""Statements that today's data do not lead to, each from its own maker."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import get_args

from etl.catalogue.claim_specs import (
    Ends,
    Extreme,
    GrowthRange,
    Named,
    Pooled,
    SameFigure,
    Sum,
    TargetFigure,
    UnitComparator,
)
from etl.catalogue.dossier_specs import CountedRecords, LeftOut, TotalOfRecords
from etl.catalogue.load import Catalogue
from etl.catalogue.table_base import CheckRow
from etl.catalogue.table_specs import Correction, UnitRowsTable
from etl.catalogue.vocabulary import Period, Status
from etl.check_figures import CheckFigure
from etl.derive.ratios import ratios
from etl.extract.correct import apply_corrections
from etl.extract.read import Row
from etl.extract.shapes import unit_rows
from etl.extract.shapes.counted_records import tell_records
from etl.extract.shapes.reader import ShapeReader
from etl.extract.single_units import yield_to_whole_tables
from etl.facts import Facts, Observation, Target
from etl.language.statements import Amount, Part, Statement, statement_of
from etl.quality import claim_counts, claim_order, claim_tests, claim_totals
from etl.quality.check_rows import check_row_issues
from etl.quality.claim_tests import Outcome, Stated
from etl.quality.evidence import Evidence, Known
from etl.quality.measured import measured_issues
from etl.quality.spans import exact
from etl.working.figures import put
from etl.working.store import working_store

RATE, INDEX, SYSTEMS = "dvctt_full_rate", "dti", "is_systems"
PLANS = "is_plan_deployed_rate"
HANOI, HUE, DA_NANG = "p63-01", "p63-46", "p63-48"
DUE = date(2024, 12, 31)
_COUNTS = {SYSTEMS: {HANOI: 90, HUE: 50}, "is_plan_deployed": {HANOI: 9, HUE: 5}}
"""By indicator and unit."""


def _evidence(
    catalogue: Catalogue, values: Mapping[str, float | None], indicator_id: str = RATE
) -> Evidence:
    year = Period(start=date(2024, 1, 1), end=DUE, label="2024")
    observations = [
        Observation(
            indicator_id,
            unit_id,
            year,
            "published",
            Status.NOT_AVAILABLE if value is None else Status.OBSERVED,
            None if value is None else (value, value),
            "bc-btttt-2024-07",
            "ii-b",
            document_line=800,
            raw_text="-" if value is None else f"{value:.0f}%",
        )
        for unit_id, value in values.items()
    ]
    target = Target(
        *(RATE, "province", None, DUE, ">=", (80, 80), "80%", "bc-btttt-2024-07"),
        *("text-targets", "", 2, 547, "80%"),
    )
    return Evidence(catalogue, observations, [target])


def _stated(value: float, indicator_id: str = RATE) -> Stated:
    known = Known(value, Amount(value, 0, "%"), "", exact(value))
    return Stated(known, 0, "%", indicator_id)


def _ends(catalogue: Catalogue, side: str, named: str) -> Outcome:
    evidence = _evidence(catalogue, {HANOI: 90, HUE: 50, DA_NANG: 10})
    test = Ends(kind="ends", level="province", side=side, units=(named,))
    return claim_order.ends(evidence, test, RATE)


def _second_lowest(catalogue: Catalogue) -> Outcome:
    """The text says that the second from below is the third."""
    evidence = _evidence(catalogue, {HANOI: 90, HUE: 50, DA_NANG: 10})
    test = Extreme(kind="extreme", level="province", side="lowest", place=3)
    return claim_order.extreme(evidence, test, _stated(50), HUE)


def _sum_without(catalogue: Catalogue) -> Outcome:
    evidence = _evidence(catalogue, {HANOI: 90, HUE: None}, SYSTEMS)
    test = Sum(kind="sum", levels=("province",))
    return claim_totals.total(evidence, test, _stated(100, SYSTEMS))


def _pooled(catalogue: Catalogue) -> Outcome:
    evidence = _evidence(catalogue, {HANOI: 90, HUE: 50})
    test = Pooled(kind="pooled", level="province", definition_vi="Tử ÷ mẫu")
    return claim_totals.pooled(evidence, test, _stated(20))


def _named(catalogue: Catalogue, comparator: UnitComparator) -> Outcome:
    test = Named(kind="named", units=(HANOI,), comparator=comparator, than=90)
    return claim_counts.named(_evidence(catalogue, {HANOI: 90}), test, RATE)


def _growth_outside(catalogue: Catalogue) -> Outcome:
    """DTI of the country grew by 16% from 2021 to 2022."""
    years = {"2021": 0.61, "2022": 0.71}
    observations = [
        Observation(
            INDEX,
            "vn",
            Period(start=date(int(label), 1, 1), end=date(int(label), 12, 31), label=label),
            *("published", Status.OBSERVED, (value, value), "bc-btttt-2024-07", "dti"),
            raw_text=f"{value}".replace(".", ","),
        )
        for label, value in years.items()
    ]
    test = GrowthRange(
        kind="growth_range",
        indicators=(INDEX,),
        unit="vn",
        periods=("2021", "2022"),
        range=(45, 55),
    )
    return claim_tests.growth_range(Evidence(catalogue, observations, []), test, INDEX)


def _target(catalogue: Catalogue) -> Outcome:
    test = SameFigure(kind="same_figure", figure=TargetFigure(target_of="province", due_on=DUE))
    return claim_tests.same_figure(_evidence(catalogue, {}), test, _stated(80))


def _correction(_catalogue: Catalogue) -> Statement:
    row = Row("bang.tsv", 2, {"Số": "l5%"}, {"Số": "l5%"})
    correction = Correction(
        table_id="bang",
        line=2,
        column="Số",
        expect="l5%",
        value="15%",
        reason_vi="lỗi quét",
        author="Người thử",
        corrected_on=date(2026, 11, 1),
    )
    _rows, (cell,) = apply_corrections({"bang": [row]}, [correction])
    return cell.issue.detail


def _single_figure(catalogue: Catalogue) -> Statement:
    """What a paper has of a unit, beside the figure of a whole table."""
    day = date(2024, 12, 31)
    year = Period.model_validate({"start": date(2024, 1, 1), "end": day, "label": "2024"})
    both = [
        Observation(
            RATE, HANOI, year, "published", Status.OBSERVED, (5, 5), "", table, raw_text="5"
        )
        for table in ("ii-b", "dossiers-2024-two-sources")
    ]
    facts = Facts(observations=both)
    yield_to_whole_tables(catalogue, facts)
    return facts.issues[0].detail


def _not_in_table(catalogue: Catalogue) -> Statement:
    """A table without any row, and without a reason for that."""
    spec = catalogue.tables["ii-b"]
    assert isinstance(spec, UnitRowsTable)
    table = spec.model_copy(update={"absent": {}, "absent_vi": None, "not_reported": None})
    facts = Facts()
    unit_rows.collect(ShapeReader(catalogue, table, facts), table, ())
    return facts.issues[0].detail


def _total_row(
    catalogue: Catalogue, indicator_id: str, rule: str, values: Mapping[str, float | None]
) -> list[Statement]:
    """A row that prints 120 for two provinces."""
    found = {
        name: _evidence(catalogue, given, name).observations
        for name, given in {indicator_id: values, **_COUNTS}.items()
    }
    facts = Facts([item for items in found.values() for item in items])
    check = CheckFigure(
        *("Tổng cộng", CheckRow(rule=rule), indicator_id, facts.observations[0].period),
        *(120, "120", (HANOI, HUE), "ii-b", 70),
    )
    facts.checks.append(check)
    return [issue.detail for issue in check_row_issues(catalogue, facts)]


def _records(catalogue: Catalogue) -> list[Statement]:
    """Records of which some are left out, for each reason, and a total that the system states."""
    left_out: dict[LeftOut, int] = dict.fromkeys(get_args(LeftOut), 1)
    records = CountedRecords(
        records=3 + len(left_out),
        nameless=1,
        repeated=1,
        left_out=left_out,
        counted=1,
        totals=(TotalOfRecords(label="1/2026", stated=9, counted=1),),
    )
    facts = Facts()
    tell_records(ShapeReader(catalogue, catalogue.tables["hs-2025-10"], facts), records)
    return [issue.detail for issue in facts.issues]


def _measured(catalogue: Catalogue) -> list[Statement]:
    """A published rate of which the count of dossiers says otherwise."""
    rate = catalogue.indicators["measured_dossier_full_online_rate"]
    counts = {rate.measured_again: 54.46, rate.numerator_id: 1, rate.denominator_id: 2}
    month = {"start": date(2025, 10, 1), "end": date(2025, 10, 31), "label": "10/2025"}
    of_bloc = ("bloc-ministries", Period.model_validate(month | {"kind": "month"}), "published")
    store = working_store(catalogue)
    put(
        store,
        [
            Observation(
                *(str(name), *of_bloc, Status.OBSERVED, (value, value), "hs-2025-10", "hs-2025-10"),
                raw_text=f"{value}",
            )
            for name, value in counts.items()
        ],
    )
    store.make_figures("rate", ratios("published"))
    return [issue.detail for issue in measured_issues(store)]


def _said(outcome: Outcome) -> Sequence[Statement]:
    shown: Part = outcome.shown
    return [item for item in (outcome.explanation, statement_of(shown)) if item is not None]


def _of(find: Callable[..., Outcome], *given: str) -> Callable[[Catalogue], Iterable[Statement]]:
    return lambda catalogue: _said(find(catalogue, *given))


MAKERS: Mapping[str, Callable[[Catalogue], Iterable[Statement]]] = {
    "as_named": _of(_ends, "highest", HANOI),
    "named_are_highest": _of(_ends, "highest", HANOI),
    "named_are_lowest": _of(_ends, "lowest", DA_NANG),
    "others_are_highest": _of(_ends, "highest", HUE),
    "others_are_lowest": _of(_ends, "lowest", HUE),
    "place": _of(_second_lowest),
    "place_from_lowest": _of(_second_lowest),
    "not_counted": _of(_sum_without),
    "out_of_bounds": _of(_pooled),
    "at_least": _of(_named, ">="),
    "at_most": _of(_named, "<="),
    "outside": _of(_growth_outside),
    "target_line": _of(_target),
    "cell_corrected": lambda catalogue: [_correction(catalogue)],
    "row_sum_differs": lambda catalogue: _total_row(catalogue, SYSTEMS, "sum", _COUNTS[SYSTEMS]),
    "row_mean_differs": lambda catalogue: _total_row(catalogue, RATE, "mean", {HANOI: 9, HUE: 5}),
    "row_rate_differs": lambda catalogue: _total_row(catalogue, PLANS, "sum", {}),
    "row_units_missing": lambda catalogue: _total_row(catalogue, RATE, "mean", {HANOI: 9}),
    "row_not_comparable": lambda catalogue: _total_row(catalogue, RATE, "sum", {HANOI: 9, HUE: 5}),
    "yields_to_whole_table": lambda catalogue: [_single_figure(catalogue)],
    "unit_not_in_table": lambda catalogue: [_not_in_table(catalogue)],
    "measured_differs": _measured,
    **dict.fromkeys(
        (
            *("records_left_out", "records_nameless", "records_repeated", "records_total_differs"),
            *(f"left_out_{reason}" for reason in get_args(LeftOut)),
        ),
        _records,
    ),
}
"""Codes that no row of the store has, each with what leads to it."""
