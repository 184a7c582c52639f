"""The documents the figures come from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse

OFFICIAL = "official_document"

CONFIRMATION_CODES = (OFFICIAL, "official_page", "two_copies", "copy_checked", "press")
"""How sure it is that an issuer says what is taken from a document, the surest first."""

OFFICIAL_CODES = (OFFICIAL, "official_page")
"""What needs no mark: everything else is less than an official document or page."""


def weakest(confirmations: Iterable[str | None]) -> str | None:
    """How sure what is made of several is; None of what is made of nothing."""
    found = {code for code in confirmations if code is not None}
    return max(found, key=CONFIRMATION_CODES.index, default=None)


def is_lesser(confirmation: str | None) -> bool:
    """Whether a figure has no official document or page behind it."""
    return confirmation is not None and confirmation not in OFFICIAL_CODES


@dataclass(frozen=True, slots=True)
class Document:
    """One row of the contract's `document`, as far as pages cite it."""

    document_id: str
    number: str
    short_title_vi: str
    title_vi: str
    issuer_vi: str
    issued_label_vi: str
    issued_on: date | None
    """None where the document leaves the day blank."""
    data_as_of: date
    known_on: date
    """The day from which its figures are known: a later one where it came in long after."""
    confirmation: str
    """One of CONFIRMATION_CODES."""
    url: str | None
    published_on: date | None


@kept(8)
def documents(source: Warehouse) -> tuple[Document, ...]:
    """Every document, newest figures last."""
    return source.records(
        Document,
        """
        SELECT
            document_id, number, short_title_vi, title_vi, issuer_vi, issued_label_vi, issued_on,
            data_as_of, coalesce(taken_in_on, data_as_of) AS known_on, confirmation, url,
            published_on
        FROM document ORDER BY data_as_of, document_id
        """,
    )
