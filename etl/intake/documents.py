"""Documents that drafts bring with them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from etl.catalogue.indicator_specs import DocumentSpec
from etl.intake.draft import Draft


def documents_once(
    drafts: Sequence[Draft],
    known: Mapping[str, DocumentSpec],
    stored_of: Mapping[str, Mapping[str, Any] | None],
) -> list[Draft]:
    """The drafts, where a document that several bring, or the catalogue has, is given once.

    It stays with the table that has brought it, else with the first. One that is described in
    another way stays, and the catalogue refuses it.
    """
    brought = {
        table_id: entry["document"]
        for table_id, entry in stored_of.items()
        if entry is not None and isinstance(entry.get("document"), dict)
    }
    with_tables = {document.get("document_id") for document in brought.values()}
    met: dict[str, Any] = {
        document_id: spec.model_dump(exclude_defaults=True)
        for document_id, spec in known.items()
        if document_id not in with_tables
    }
    found = []
    for draft in drafts:
        own = draft.entry.get("document")
        before = brought.get(draft.table_id)
        if own is None and before and before.get("document_id") == draft.document_id:
            own = before
        said = _document(own)
        if own is None or (said is not None and met.get(said["document_id"]) == said):
            entry = {key: part for key, part in draft.entry.items() if key != "document"}
        else:
            entry = {**draft.entry, "document": own}
        if said is not None:
            met.setdefault(said["document_id"], said)
        found.append(replace(draft, entry=entry))
    return found


def _document(own: Any) -> dict[str, Any] | None:
    """A document's entry without what goes without saying; None of one that is broken."""
    try:
        return DocumentSpec.model_validate(own).model_dump(exclude_defaults=True)
    except ValidationError:
        return None
