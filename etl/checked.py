"""What the inputs say: read → correct → resolve and parse → validate."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from etl.catalogue.load import Catalogue, load_catalogue
from etl.catalogue.table_specs import NotCarriedTable, UnitRowsTable
from etl.catalogue.translations import translations
from etl.derive.order import order_problems, speaking_of
from etl.derive.ratios import ratios
from etl.extract.collect import collect_facts, headings_of
from etl.extract.correct import CorrectedCell, apply_corrections
from etl.extract.read import Row, read_rows
from etl.facts import Facts, Observation
from etl.inputs import reading
from etl.load.manifest import (
    INPUTS,
)
from etl.problems import BuildError, Problem
from etl.quality.claims import CheckedClaim, check_claims
from etl.quality.distance_classes import distance_problems
from etl.quality.validate import (
    check_counts,
    check_derived,
    check_facts,
    check_row_counts,
    raw_file,
)
from etl.regular_files import strange_entries
from etl.working.figures import observations_of, put
from etl.working.store import WorkingStore, working_store

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


@dataclass(frozen=True)
class Checked:
    """Catalogue and facts without a problem, with the printed figures in a working store."""

    store: WorkingStore
    facts: Facts
    claims: list[CheckedClaim]
    corrected: list[CorrectedCell]


def check(project: Project, report: Report = lambda _: None) -> tuple[Catalogue, Facts]:
    """Validate catalogue and raw tables without building; returns what they say.

    Raises BuildError with every problem found.
    """
    with reading(project.root):
        checked = checked_inputs(project, report)
        translations(project.catalogue)
    return checked.store.catalogue, checked.facts


def refuse_strangers(root: Path) -> None:
    """Raise BuildError for what lies among the inputs and is no file of the project."""
    problems = [
        Problem(file, error.expected)
        for folder in INPUTS
        for file, error in strange_entries(root, folder)
    ]
    if problems:
        raise BuildError(problems)


def checked_inputs(project: Project, report: Report = lambda _: None) -> Checked:
    """What catalogue and raw tables say. Raises BuildError with every problem found."""
    refuse_strangers(project.root)
    report("catalogue")
    catalogue = load_catalogue(project.catalogue)
    report("raw tables")
    rows_of = _read(project, catalogue)
    rows_of, corrected = apply_corrections(rows_of, catalogue.corrections)
    report("facts")
    facts = collect_facts(catalogue, rows_of)
    store = working_store(catalogue)
    put(store, facts.observations)
    problems = [*check_row_counts(catalogue, rows_of), *facts.problems]
    problems += check_printed(store, facts)
    claims, unproven = check_claims(catalogue, _evidence(store), facts.targets)
    # A table with problems lacks figures: what a claim misses then is no news.
    if problems := problems or unproven:
        raise BuildError(problems)
    facts.issues[:0] = [cell.issue for cell in corrected]
    return Checked(store, facts, claims, corrected)


def check_printed(store: WorkingStore, facts: Facts) -> Iterator[Problem]:
    """What is wrong with the printed figures and targets, or with rates of printed counts."""
    yield from check_facts(store, facts.targets)
    spoken_of = observations_of(store, speaking_of(store, facts.orders))
    yield from order_problems(store.catalogue, spoken_of, facts.orders)
    measured = {name for name, _size in store.sizes()}
    yield from distance_problems(store.catalogue.indicators, measured, facts.targets)
    yield from check_counts(store)
    store.make_figures("rate", ratios("published"))
    yield from check_derived(store, "rate")


def _evidence(store: WorkingStore) -> list[Observation]:
    """The printed figures of documents whose text is tested, and the rates of their counts."""
    documents = sorted({spec.document for spec in store.catalogue.claims})
    names = ", ".join(f"'{name}'" for name in documents) or "NULL"
    of_documents = f"source IN (SELECT source FROM source WHERE document_id IN ({names}))"
    return [
        item
        for table in ("published", "rate")
        for item in observations_of(store, f"FROM {table} WHERE {of_documents} ORDER BY place")
    ]


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
                project.root / file, file, headings_of(table), ordinal, totals, table.rows_expected
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
