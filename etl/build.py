"""The hops in order: read → correct → resolve and parse → validate → derive → load."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from etl.catalogue.translations import translations
from etl.checked import Checked, Project, Report, checked_inputs, refuse_strangers
from etl.derive.attainments import put_aims
from etl.derive.figures import batches, derive_figures, no_figures, put_units_to_join, slices
from etl.derive.gaps import explain_gaps, explain_regions
from etl.derive.order import narrow_published, stated_ranks
from etl.derive.regions import region_targets
from etl.derive.targets import merge_targets, with_derived
from etl.facts import Issue
from etl.inputs import reading
from etl.load.builds import KEPT, FreshBuild, new_build
from etl.load.derived import TABLES, append_derived, attached
from etl.load.history import By
from etl.load.keys import INDEXED
from etl.load.manifest import (
    SCHEMA_VERSION,
    Manifest,
    build_digests,
    input_digests,
    write_manifest,
)
from etl.load.period_records import (
    beside_records,
    stated_rank_records,
    unassigned_figure_records,
)
from etl.load.record import Record
from etl.load.records import (
    build_records,
    catalogue_records,
    claim_check_records,
    claim_records,
    correction_records,
    issue_records,
    obstacle_owner_records,
    obstacle_records,
    target_records,
    task_records,
    task_unit_records,
)
from etl.load.warehouse import SPILL, LoadError, finish, loading, write
from etl.problems import BuildError
from etl.quality.anomalies import Noticed
from etl.quality.beside import beside_issues
from etl.quality.check_rows import check_row_issues
from etl.quality.claims import claim_issues
from etl.quality.measured import measured_issues
from etl.quality.validate import check_derived
from etl.working.store import WorkingStore


@dataclass(frozen=True)
class Built:
    """A build that is complete: its number, and how many rows every table has."""

    number: int
    rows_of: Mapping[str, int]


def build(
    project: Project,
    report: Report = lambda _: None,
    *,
    link: Path | None = None,
    by: By | None = None,
    publishes: bool = True,
    kept: int = KEPT,
) -> Built:
    """Make the next build of the warehouse and, if it `publishes`, put it in place.

    Raises BuildError or LoadError, leaving the published build untouched.
    """
    where, made_by = link or project.warehouse, by or By.this_account()
    with reading(project.root):
        refuse_strangers(project.root)
        inputs = input_digests(project.root)
        checked = checked_inputs(project, report)
        words = translations(project.catalogue)
        with loading(), new_build(where, made_by, publishes=publishes, kept=kept) as fresh:
            rows_of = _make(checked, words, inputs, fresh, report)
            if input_digests(project.root) != inputs:
                raise LoadError("a raw table or the catalogue changed meanwhile: build once more")
    return Built(fresh.number, rows_of)


def _make(
    checked: Checked,
    words: list[Record],
    inputs: Mapping[str, str],
    fresh: FreshBuild,
    report: Report,
) -> Mapping[str, int]:
    """The warehouse of checked figures with its manifest; rows of every table."""
    documents = checked.store.catalogue.documents
    manifest = Manifest(
        build=fresh.number,
        built_at=datetime.now(UTC).isoformat(timespec="seconds"),
        schema_version=SCHEMA_VERSION,
        data_as_of={name: spec.data_as_of for name, spec in documents.items()},
        inputs=inputs,
        rows={},
        files={},
    )
    rows_of = build_from(checked, words, build_records(manifest), fresh.folder, report)
    files = build_digests(fresh.folder)
    write_manifest(fresh.folder, replace(manifest, rows=rows_of, files=files))
    return rows_of


def build_from(
    checked: Checked,
    words: list[Record],
    itself: list[Record],
    folder: Path,
    report: Report = lambda _: None,
) -> Mapping[str, int]:
    """The warehouse of checked figures in a folder; rows of every table.

    `words` are those of the catalogue in other languages, `itself` what the build says of itself.
    """
    store, facts = checked.store, checked.facts
    catalogue = store.catalogue
    narrow_published(store, facts.orders)
    targets = with_derived(facts.targets, merge_targets(catalogue, facts.targets))
    targets = with_derived(targets, region_targets(catalogue, targets))
    records_of = catalogue_records(catalogue) | {
        "build": itself,
        "printed_beside": beside_records(catalogue, facts.beside),
        "stated_rank": stated_rank_records(stated_ranks(catalogue, facts.orders)),
        "unassigned_figure": unassigned_figure_records(facts.unassigned),
        "target": target_records(targets),
        "task": task_records(facts.tasks),
        "task_unit": task_unit_records(facts.tasks),
        "obstacle": obstacle_records(facts.obstacles),
        "obstacle_owner": obstacle_owner_records(facts.obstacles),
        "claim": claim_records(checked.claims),
        "claim_check": claim_check_records(checked.claims),
        "correction": correction_records(catalogue, checked.corrected),
        "translation": words,
    }
    put_aims(store, targets)
    store.spill_to(folder / SPILL)
    printed = sum(size for _name, size in store.sizes())
    write(records_of, folder, indexed=printed <= INDEXED)
    report("derived figures")
    noticed = Noticed()
    with attached(store, folder) as warehouse:
        appended = _append_derived(store, noticed, warehouse)
    issues = {"quality_issue": issue_records(_issues(checked, noticed.issues))}
    # What follows may take the memory that the figures took.
    store.connection.close()
    report("warehouse")
    sizes = {table: len(records) for table, records in (records_of | issues).items()}
    sizes |= appended
    finish(issues, folder, sizes)
    return sizes


def _append_derived(store: WorkingStore, noticed: Noticed, warehouse: str) -> Counter[str]:
    """Derive the figures of all indicators, a part of them at a time; rows of every table.

    Raises BuildError if a figure lies outside its indicator's range.
    """
    appended: Counter[str] = Counter(dict.fromkeys(TABLES, 0))
    put_units_to_join(store)
    for indicator_ids in batches(store):
        no_figures(store)
        for condition in slices(store, indicator_ids):
            derive_figures(store, condition)
            noticed.look_at(store, "own")
        if problems := list(check_derived(store, "figure")):
            raise BuildError(problems)
        appended.update(append_derived(store, warehouse))
    return appended


def _issues(checked: Checked, noticed: Sequence[Issue]) -> Iterator[Issue]:
    """Everything odd about the sources, and why units lack figures."""
    store, facts = checked.store, checked.facts
    known = [*facts.issues, *noticed]
    yield from known
    yield from claim_issues(checked.claims, known)
    yield from explain_gaps(store, "published", facts.issues)
    yield from explain_regions(store, "published")
    yield from check_row_issues(store.catalogue, facts)
    yield from beside_issues(store.catalogue, facts.beside)
    yield from measured_issues(store)
