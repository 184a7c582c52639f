"""What an analyst decides of a draft on the command line: period, predecessor, document.

A decision fills in what the draft leaves open or is not certain of. Where it contradicts what is
certain, or was written by hand, the file has to be changed: one of the two is a mistake.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from shlex import quote
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter, ValidationError

from etl.catalogue.indicator_specs import DocumentSpec
from etl.catalogue.table_specs import TableSpec
from etl.catalogue.vocabulary import Period, PeriodKind, Slug
from etl.intake.documents import documents_once
from etl.intake.draft import Draft
from etl.intake.drafted_topics import without_unused
from etl.intake.next_print import shortened
from etl.intake.settings import Setting, value_at, with_settings
from etl.problems import BuildError, Problem

PERIOD_FORM = "START..END[:KIND[:LABEL]], as 2024-01-01..2024-12-31:year"

_HOW = {
    "table.period": f"--period {PERIOD_FORM}",
    "table.continues": "--as-next-of TABLE",
    "table.document": "--document ID",
}
_LONGEST_ID = 100
_QUARTERS = "I", "II", "III", "IV"


@dataclass(frozen=True)
class Decisions:
    """What holds of every draft of one import; None: as the draft says."""

    period: Period | None = None
    continues: str | None = None
    document: str | None = None
    settings: tuple[Setting, ...] = ()
    """Further keys, which each draft takes that leaves them open."""

    def chosen_document(self, draft: Draft) -> Any:
        """The document that either option names for a draft."""
        said = {setting.key: setting.value for setting in self.settings if setting.is_for(draft)}
        return self.document or said.get("table.document")

    def given(self) -> Iterator[tuple[str, Any]]:
        """The keys of `table` that are decided."""
        if self.period is not None:
            said = self.period.model_dump(exclude_defaults=True)
            yield "period", said | {"kind": self.period.kind.value}
        if self.continues is not None:
            yield "continues", self.continues
        if self.document is not None:
            yield "document", self.document


def period_of(text: str) -> Period:
    """The period that `--period` gives; without a label, as the reports print it.

    Raises ValueError, in words, if it is none.
    """
    days, _colon, rest = text.partition(":")
    kind, _colon, label = rest.partition(":")
    ends = days.split("..")
    try:
        start, end = map(date.fromisoformat, ends)
    except ValueError as error:
        raise ValueError(f"expected {PERIOD_FORM}, found {text!r} ({error})") from error
    given: dict[str, Any] = {"start": start, "end": end, "label": label}
    if kind:
        given["kind"] = kind
    try:
        period = Period.model_validate(given)
    except ValidationError as error:
        said = error.errors()[0]["msg"].removeprefix("Value error, ")
        raise ValueError(f"expected {PERIOD_FORM}, found {text!r}: {said}") from error
    return period if label else period.model_copy(update={"label": _label(period)})


def _label(period: Period) -> str:
    end = period.end
    match period.kind:
        case PeriodKind.YEAR:
            return str(end.year)
        case PeriodKind.YEARS:
            return f"{period.start.year}–{end.year}"
        case PeriodKind.QUARTER:
            return f"quý {_QUARTERS[(end.month - 1) // 3]}/{end.year}"
        case _:
            return f"{end.month}/{end.year}"


def decided(
    drafts: Sequence[Draft],
    decisions: Decisions,
    known: Mapping[str, DocumentSpec],
    stored: Callable[[str], Mapping[str, Any] | None],
    tables: Mapping[str, TableSpec] = MappingProxyType({}),
) -> list[Draft]:
    """The drafts with every key decided.

    `known` are the documents of the catalogue, `tables` its tables, and `stored` gives the entry
    that it has of one.
    Raises BuildError with a problem for every key that is still open, and every contradiction.
    """
    problems: list[Problem] = []
    told = with_settings(drafts, decisions.settings, problems)
    filled = [_filled(draft, decisions, problems) for draft in told]
    settled = [
        without_unused(shortened(draft, tables.get(str(draft.table.get("continues")))))
        for draft in filled
    ]
    for draft in settled:
        problems.extend(_open_keys(draft, known))
        problems.extend(_bad_ids(draft))
    # An id that is none could be a path to anywhere.
    if problems:
        raise BuildError(problems)
    stored_of = {draft.table_id: stored(draft.table_id) for draft in settled}
    return documents_once(settled, known, stored_of)


def _filled(draft: Draft, decisions: Decisions, problems: list[Problem]) -> Draft:
    table = dict(draft.table)
    entry = dict(draft.entry)
    settled = []
    for key, value in decisions.given():
        dotted = f"table.{key}"
        inference = draft.about.inferred.get(dotted)
        is_open = dotted in draft.about.undecided or table.get(key) is None
        if is_open or (inference is not None and inference.sure != "certain"):
            table[key] = value
            settled.append(dotted)
        elif table[key] != value:
            option = _HOW[dotted].partition(" ")[0]
            expected = (
                f"what {option} says ({_shown(value)}), or {option} left out: the draft is certain"
            )
            problems.append(draft.problem(expected, dotted, _shown(table[key])))
    if table.get("period") is not None and table.get("structure") is None:
        # Whose units the names are, the period says; the build asks where it does not.
        settled.append("table.structure")
    own = entry.get("document")
    if isinstance(own, dict):
        if table.get("document") is None:
            table["document"] = own.get("document_id")
            settled.append("table.document")
        if decisions.chosen_document(draft) not in (None, own.get("document_id")):
            # It came in a document that is known; what the draft made of it is void.
            del entry["document"]
    if table.get("table_id") is None and (name := _id_of_next(table)) is not None:
        table["table_id"] = name
        settled.append("table.table_id")
    return replace(draft, entry=entry | {"table": table}).without_open(*settled)


def _id_of_next(table: Mapping[str, Any]) -> str | None:
    """`ii-b-2024-12`, of a table that continues `ii-b`."""
    period = table.get("period")
    end = period.get("end") if isinstance(period, dict) else None
    before = table.get("continues")
    return f"{before}-{end:%Y-%m}" if before and isinstance(end, date) else None


def _open_keys(draft: Draft, known: Mapping[str, DocumentSpec]) -> Iterator[Problem]:
    """Keys that the draft lists as undecided and no option gave, and those no table is without."""
    file = draft.file.name
    missing = [
        dotted
        for dotted in ("table.document", "table.table_id")
        if value_at(draft.entry, dotted) is None
    ]
    is_open = [
        dotted
        for dotted in dict.fromkeys((*draft.about.undecided, *missing))
        if "document" in draft.entry or not dotted.startswith("document.")
    ]
    for dotted in is_open:
        guess = value_at(draft.entry, dotted)
        if dotted == "table.table_id" and guess is None and len(is_open) > 1:
            # It follows from what has to be decided first.
            continue
        how = _HOW.get(dotted, f"--set {quote(f'{dotted}=VALUE')}")
        inference = draft.about.inferred.get(dotted)
        why = "" if inference is None else f" ({inference.because})"
        listed = "" if dotted not in draft.about.undecided else ", struck from `undecided`"
        expected = f"a decision{why}: {how}, or the key in {file}{listed}"
        if dotted == "table.document":
            expected += f"; known are {', '.join(known)}; a new one is `document:` in {file}"
        yield draft.problem(expected, dotted, None if guess is None else _shown(guess))


def _bad_ids(draft: Draft) -> Iterator[Problem]:
    """Ids that could be no names of files."""
    for key in ("table_id", "document"):
        value = draft.table.get(key)
        if value is None:
            continue
        try:
            TypeAdapter(Slug).validate_python(value)
        except ValidationError:
            yield draft.problem("an id of small letters, digits and -", f"table.{key}", value)
        else:
            if len(value) > _LONGEST_ID:
                expected = f"an id of at most {_LONGEST_ID} characters"
                yield draft.problem(expected, f"table.{key}", value)


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key}: {part}" for key, part in value.items())
    return str(value)
