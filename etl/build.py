"""The hops in order: read → correct → resolve and parse → validate → derive → load."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from etl.catalogue.load import Catalogue, load_catalogue
from etl.catalogue.table_specs import NotCarriedTable, UnitRowsTable
from etl.catalogue.translations import translations
from etl.derive.changes import changes
from etl.derive.merge import beside_own, explain_gaps, merge_observations
from etl.derive.order import narrow, order_problems, stated_ranks
from etl.derive.periods import indicator_periods
from etl.derive.ratios_and_verdicts import derive_attainment, derive_ratios
from etl.derive.regions import explain_regions, region_observations, region_targets
from etl.derive.reorganised import reorganised_observations
from etl.derive.target_results import target_results
from etl.derive.targets import merge_targets, with_derived
from etl.extract.collect import collect_facts, headings_of
from etl.extract.correct import apply_corrections
from etl.extract.read import Row, read_rows
from etl.facts import Facts
from etl.load.period_records import (
    attainment_records,
    change_records,
    indicator_period_records,
    stated_rank_records,
    target_result_records,
)
from etl.load.record import Record
from etl.load.records import (
    catalogue_records,
    claim_check_records,
    claim_records,
    issue_records,
    observation_records,
    obstacle_owner_records,
    obstacle_records,
    target_records,
    task_records,
    task_unit_records,
)
from etl.load.warehouse import load
from etl.problems import BuildError, Problem
from etl.quality.anomalies import notice_issues
from etl.quality.check_rows import check_row_issues
from etl.quality.claims import CheckedClaim, check_claims, claim_issues
from etl.quality.distance_classes import distance_problems
from etl.quality.validate import check_derived, check_facts, check_row_counts, raw_file

Report = Callable[[str], None]


@dataclass(frozen=True)
class Project:
    """Where the inputs lie and where the warehouse goes."""

    root: Path

    @property
    def catalogue(self) -> Path:
        return self.root / "data" / "catalogue"

    @property
    def warehouse(self) -> Path:
        return self.root / "data" / "warehouse"


def check(project: Project, report: Report = lambda _: None) -> tuple[Catalogue, Facts]:
    """Validate catalogue and raw tables without building; returns what they say.

    Raises BuildError with every problem found.
    """
    report("catalogue")
    catalogue = load_catalogue(project.catalogue)
    return _facts(catalogue, project, report)


def _facts(catalogue: Catalogue, project: Project, report: Report) -> tuple[Catalogue, Facts]:
    report("raw tables")
    rows_of = _read(project, catalogue)
    rows_of, corrections = apply_corrections(rows_of, catalogue.corrections)
    report("facts")
    facts = collect_facts(catalogue, rows_of)
    problems = [*check_row_counts(catalogue, rows_of), *facts.problems]
    problems += check_facts(catalogue, facts)
    problems += order_problems(catalogue, facts.observations, facts.orders)
    problems += distance_problems(catalogue.indicators, facts.observations, facts.targets)
    problems += check_derived(catalogue, derive_ratios(catalogue, facts.observations))
    # A table with problems lacks figures: what a claim misses then is no news.
    if problems := problems or _claims(catalogue, facts)[1]:
        raise BuildError(problems)
    facts.issues[:0] = corrections
    return catalogue, facts


def build(project: Project, report: Report = lambda _: None) -> Mapping[str, list[Record]]:
    """Build the warehouse and put it in place; returns the records of every table.

    Raises BuildError or LoadError, leaving the previous warehouse untouched.
    """
    catalogue, facts = check(project, report)
    report("derived figures")
    records_of = records_from(catalogue, facts)
    records_of["translation"] = translations(project.catalogue)
    report("warehouse")
    load(records_of, project.warehouse)
    return records_of


def records_from(catalogue: Catalogue, facts: Facts) -> dict[str, list[Record]]:
    """What the tables and the catalogue say, and all that follows from it, table by table."""
    printed = narrow(catalogue, facts.observations, facts.orders)
    published = printed + derive_ratios(catalogue, printed)
    merged = list(merge_observations(catalogue, published))
    merged += derive_ratios(catalogue, merged)
    merged += reorganised_observations(catalogue, published)
    observations = published + list(beside_own(published, merged))
    observations += beside_own(published, region_observations(catalogue, observations))
    if problems := list(check_derived(catalogue, observations)):
        raise BuildError(problems)
    targets = with_derived(facts.targets, merge_targets(catalogue, facts.targets))
    targets = with_derived(targets, region_targets(catalogue, targets))
    noticed = [*facts.issues, *notice_issues(catalogue, published)]
    claims, _ = _claims(catalogue, facts)
    attainments = list(derive_attainment(catalogue, observations, targets))
    issues = [
        *noticed,
        *claim_issues(claims, noticed),
        *explain_gaps(catalogue, published, facts.issues),
        *explain_regions(catalogue, published),
        *check_row_issues(catalogue, facts),
    ]
    return catalogue_records(catalogue) | {
        "observation": observation_records(observations),
        "indicator_period": indicator_period_records(indicator_periods(catalogue, observations)),
        "change": change_records(changes(catalogue, observations)),
        "stated_rank": stated_rank_records(stated_ranks(catalogue, facts.orders)),
        "target": target_records(targets),
        "attainment": attainment_records(attainments),
        "target_result": target_result_records(target_results(catalogue, attainments)),
        "task": task_records(facts.tasks),
        "task_unit": task_unit_records(facts.tasks),
        "obstacle": obstacle_records(facts.obstacles),
        "obstacle_owner": obstacle_owner_records(facts.obstacles),
        "quality_issue": issue_records(issues),
        "claim": claim_records(claims),
        "claim_check": claim_check_records(claims),
    }


def _claims(catalogue: Catalogue, facts: Facts) -> tuple[list[CheckedClaim], list[Problem]]:
    """What the text states, tested with printed figures and those derived from their counts."""
    published = facts.observations + derive_ratios(catalogue, facts.observations)
    return check_claims(catalogue, published, facts.targets)


def _read(project: Project, catalogue: Catalogue) -> dict[str, list[Row]]:
    """The rows of every raw table, and a problem for each file no entry describes."""
    rows_of: dict[str, list[Row]] = {}
    problems: list[Problem] = []
    described = set()
    for table_id, table in catalogue.tables.items():
        if isinstance(table, NotCarriedTable):
            continue
        file = raw_file(catalogue, table_id)
        described.add(file)
        ordinal = getattr(table, "ordinal_column", None)
        totals = {table.key_column: table.check_rows} if isinstance(table, UnitRowsTable) else {}
        try:
            rows_of[table_id] = read_rows(
                project.root / file, file, headings_of(table), ordinal, totals
            )
        except BuildError as error:
            problems.extend(error.problems)
    for path in sorted((project.root / "data" / "raw").rglob("*")):
        file = path.relative_to(project.root).as_posix()
        if path.is_file() and file not in described:
            problems.append(Problem(file, "an entry in data/catalogue/tables that describes it"))
    if problems:
        raise BuildError(problems)
    return rows_of
