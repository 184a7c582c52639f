"""The documents the figures come from."""

from dataclasses import dataclass
from datetime import date

from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse

OFFICIAL = "official_document"

CONFIRMATION_CODES = (OFFICIAL, "official_page", "two_copies", "copy_checked", "press")
"""How sure it is that an issuer says what is taken from a document, the surest first."""


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


@kept(4)
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
