"""Which document a received file is: by the number it bears, or as the analyst says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from etl.catalogue.indicator_specs import DocumentSpec
from etl.catalogue.load import Catalogue
from etl.catalogue.vocabulary import Confirmation
from etl.language.folding import fold
from etl.receive.infer.inferred import DraftEntry, Inferred, Sure
from etl.receive.infer.slugs import slug
from etl.receive.infer.surroundings import plain
from etl.receive.model import Document, Line

_NUMBER = re.compile(
    r"(?P<own>^\s*)?số\s*:?\s*(?P<number>\d*|[….]+)\s*/\s*(?P<series>[A-ZĐ][A-ZĐ0-9&]*(-[A-ZĐ0-9&]+)+)",
    re.IGNORECASE,
)
_DATED = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
_MONTH = re.compile(r"ngày[\s.…]*tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE)
"""The day left blank, as in drafts that were signed by hand."""
_HEAD = 40
"""Lines in which a document bears its number and date; further down it cites others."""
_TITLES = ("bao cao", "thong bao", "cong van", "quyet dinh", "ke hoach", "to trinh")


@dataclass(frozen=True)
class Identified:
    """The document's id with how sure it is, or an entry for one that is new."""

    document_id: str | None
    inferred: Inferred
    new_entry: DraftEntry | None = None


def identified(catalogue: Catalogue, document: Document, said: str | None) -> Identified:
    """The document of a file; `said` is the id that the analyst gives."""
    head = [plain(block.text) for block in document.blocks if isinstance(block, Line)][:_HEAD]
    numbers = list(_numbers(head))
    own = next((number for number, is_own in numbers if is_own), None)
    if said is not None:
        new = None if said in catalogue.documents else _new_entry(catalogue, own, head, said)
        return Identified(said, Inferred("certain", "said on the command line"), new)
    for number, is_own in numbers:
        for spec in catalogue.documents.values():
            if _same_number(spec, number, head):
                place = "its number" if is_own else "the number it is cited by"
                sure: Sure = "certain" if is_own and not spec.number.startswith("…") else "likely"
                return Identified(spec.document_id, Inferred(sure, f"{place}, {number}"))
    if own is None:
        return Identified(None, Inferred("unsure", "the text bears no number of a document"))
    because = f"no document of the catalogue has its number, {own}"
    return Identified(None, Inferred("unsure", because), _new_entry(catalogue, own, head))


def _numbers(head: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """The numbers that the first lines name, each with whether it begins its line."""
    for line in head:
        if match := _NUMBER.search(line):
            yield (
                f"{match['number'].strip('….')}/{match['series'].upper()}",
                match["own"] is not None,
            )


def _same_number(spec: DocumentSpec, number: str, head: Sequence[str]) -> bool:
    if number.startswith("/"):
        # Left blank in both; many bear the same letters, so the date has to agree, too.
        dated = any(
            (match := _MONTH.search(line)) and f"{match[1]}/{match[2]}" in spec.issued_label_vi
            for line in head
        )
        return dated and spec.number.strip("….").casefold() == number.casefold()
    return spec.number.casefold() == number.casefold()


def _new_entry(
    catalogue: Catalogue, number: str | None, head: Sequence[str], said: str | None = None
) -> DraftEntry:
    """What the first lines say of a document that the catalogue does not know."""
    entry = DraftEntry()
    issued = _issued_on(head)
    month = next((match for line in head if (match := _MONTH.search(line))), None)
    when = f"-{issued:%Y-%m}" if issued else f"-{month[2]}-{int(month[1]):02d}" if month else ""
    if said is not None:
        entry.give("document.document_id", said, "certain", "said on the command line")
    else:
        made = f"{_slug(number or '')}{when}"
        entry.give("document.document_id", made, "likely", f"number {number}")
    if number is not None:
        shown = f"…{number}" if number.startswith("/") else number
        entry.give("document.number", shown, "certain", "beside “Số:”")
        entry.give("document.confirmation", "official_document", "likely", "it bears its number")
    else:
        entry.leave_open("document.number", "the text bears none: how its source is found")
        choices = ", ".join(get_args(Confirmation))
        entry.leave_open("document.confirmation", f"how sure its source is: {choices}")
    if title := _title(head):
        entry.give("document.title_vi", title, "likely", "below the kind of the document")
    else:
        entry.leave_open("document.title_vi", "no title was found")
    entry.leave_open("document.short_title_vi", "how it is cited, in a few words")
    series = (number or "").rpartition("/")[2]
    before = next(
        (s for s in catalogue.documents.values() if s.number.endswith(f"/{series}")), None
    )
    if series and before is not None:
        because = f"as of {before.document_id}, of the series {series}"
        entry.give("document.issuer_vi", before.issuer_vi, "likely", because)
    else:
        entry.leave_open("document.issuer_vi", "who issued it")
    entry.put("document.issued_on", issued)
    if issued:
        label = f"{issued.day}/{issued.month}/{issued.year}"
        entry.give("document.issued_label_vi", label, "certain", "the day it bears")
    elif month:
        label = f"tháng {int(month[1])}/{month[2]}"
        entry.give("document.issued_label_vi", label, "likely", "the month it bears")
    else:
        entry.leave_open("document.issued_label_vi", "no date was found")
    return entry


def _slug(number: str) -> str:
    """`99/BC-BTTTT` → `bc-99-btttt`, as ids of documents are."""
    own, _stroke, series = number.partition("/")
    kind, _dash, issuer = series.partition("-")
    return slug(f"{kind} {own} {issuer}", "-")


def _issued_on(head: Sequence[str]) -> date | None:
    for line in head:
        if match := _DATED.search(line):
            try:
                return date(int(match[3]), int(match[2]), int(match[1]))
            except ValueError:
                continue
    return None


def _title(head: Sequence[str]) -> str | None:
    kinds = [n for n, line in enumerate(head[:-1]) if fold(line) in _TITLES]
    return head[kinds[0] + 1] if kinds else None
