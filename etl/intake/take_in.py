"""An import from its drafts to `data/`: decided, tried, compared, and only then put in place."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from etl.catalogue.load import load_catalogue
from etl.catalogue.unit_specs import AliasSpec
from etl.checked import Project, Report
from etl.inputs import reading, replace_together, trial_folder, writing
from etl.intake.decide import Decisions, decided
from etl.intake.difference import ComparisonError, Difference, difference
from etl.intake.draft import Draft, read_drafts
from etl.intake.quarantine import Quarantine, quarantine, write_quarantine
from etl.intake.trial import Arrival, arrivals, at_home, contents_of, stored_entry, try_out
from etl.load.warehouse import DATABASE
from etl.problems import BuildError, Problem


@dataclass(frozen=True)
class Asked:
    """What an analyst asks of one import."""

    drafts: tuple[Path, ...]
    decisions: Decisions = field(default_factory=Decisions)
    aliases: tuple[AliasSpec, ...] = ()
    replaces: bool = False
    """Whether a table that is there with other content may be replaced."""
    writes: bool = False


@dataclass(frozen=True)
class Intake:
    """How an import ended.

    `refused` by problems; `unchanged`: all of it is there already; `tried` without a problem, and
    nothing is written; `written`.
    """

    outcome: Literal["refused", "unchanged", "tried", "written"]
    arrivals: tuple[Arrival, ...] = ()
    problems: tuple[Problem, ...] = ()
    quarantine: tuple[Quarantine, ...] = ()
    difference: Difference | None = None
    not_compared: str | None = None
    """Why there is no difference of a trial without problems."""
    files: tuple[str, ...] = ()
    """Those of the project that the import puts in place, or takes away."""


def take_in(project: Project, asked: Asked, report: Report) -> Intake:
    """Try an import, and where it is asked for and nothing speaks against it, do it.

    Raises OSError if the disk refuses a file; the project is then as before, or becomes as asked
    with the next command.
    """

    def waits() -> None:
        report("waiting for another command that reads or writes data/")

    try:
        report("drafts")
        drafts = read_drafts(asked.drafts)
        access = writing if asked.writes else reading
        with access(project.root, waits):
            return _taken_in(project, asked, drafts, report)
    except BuildError as error:
        return Intake("refused", problems=error.problems)


def _taken_in(project: Project, asked: Asked, drafts: Sequence[Draft], report: Report) -> Intake:
    root = project.root
    known = load_catalogue(project.catalogue)
    settled = decided(
        drafts,
        asked.decisions,
        known.documents,
        lambda name: stored_entry(root, name),
        known.tables,
    )
    coming = tuple(arrivals(root, settled))
    contents = contents_of(root, coming, asked.aliases)
    files = tuple(f"data/{target}" for target in contents)
    if not contents:
        return Intake("unchanged", coming)
    if problems := _not_to_be_replaced(asked, coming):
        return Intake("refused", coming, problems)
    with trial_folder(root) as folder:
        try:
            trial = try_out(root, folder, contents, report)
        except BuildError as error:
            problems = tuple(at_home(error.problems, coming))
            return Intake("refused", coming, problems, _quarantined(coming, problems))
        _quarantined(coming, ())
        report("comparison with the published build")
        found, reason = _compared(project, trial)
    if asked.writes:
        report("putting the files in place")
        replace_together(root, contents)
    outcome: Literal["written", "tried"] = "written" if asked.writes else "tried"
    return Intake(outcome, coming, (), (), found, reason, files)


def _not_to_be_replaced(asked: Asked, coming: Sequence[Arrival]) -> tuple[Problem, ...]:
    expected = (
        "a table that is not there yet; to put this one in the place of {}, whose content is "
        "another, add --replace"
    )
    return tuple(
        arrival.draft.problem(expected.format(arrival.entry_file), "table.table_id")
        for arrival in coming
        if arrival.state == "replaces" and not asked.replaces
    )


def _quarantined(coming: Sequence[Arrival], problems: Sequence[Problem]) -> tuple[Quarantine, ...]:
    """The refused rows of each draft that has any; those of earlier trials go."""
    found = []
    for arrival in coming:
        refused = quarantine(arrival.draft, problems)
        write_quarantine(arrival.draft, refused)
        if refused.rows:
            found.append(refused)
    return tuple(found)


def _compared(project: Project, trial: Project) -> tuple[Difference | None, str | None]:
    """What the trial says otherwise; without a published build, why that is not known."""
    if not (project.warehouse / DATABASE).exists():
        return None, "there is no published build yet"
    try:
        return difference(project.warehouse, trial.warehouse), None
    except ComparisonError as error:
        return None, f"the published build cannot be compared with ({error}); build it anew"
