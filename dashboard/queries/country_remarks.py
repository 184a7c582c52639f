"""What the report's text says of a figure of the country, where its tables do not bear it out."""

from dataclasses import dataclass

from dashboard.queries.claims import CONTRADICTED
from dashboard.queries.statements import Said, spoken
from dashboard.store.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Note:
    """What the report's text says of the same figure."""

    statement_vi: str | None
    """What the text states, where the explanation does not say it."""
    explanation: Said
    document: str
    """The one whose text it is."""
    differs: bool
    """Whether it is another figure than the table's; else the table cannot tell."""


@dataclass(frozen=True, slots=True)
class _Remark:
    """A statement of the text about the country, with what came of testing it."""

    indicator_id: str
    statement_vi: str
    explanation: Said
    document: str
    verdict: str


def remarks(source: Warehouse) -> dict[str, list[Note]]:
    """What the text says of the country that the tables contradict or leave open, by indicator."""
    found: dict[str, list[Note]] = {}
    for remark in spoken(
        source,
        _Remark,
        """
        SELECT
            indicator_id, statement_vi, explanation_code, explanation_parts, verdict,
            short_title_vi AS document
        FROM claim JOIN claim_check USING (claim_id) JOIN document USING (document_id)
        WHERE unit_id = 'vn' AND test_kind IN ('same_figure', 'not_testable')
          AND verdict <> 'confirmed'
        ORDER BY sort_order
        """,
    ):
        differs = remark.verdict == CONTRADICTED
        stated = None if differs else remark.statement_vi
        note = Note(stated, remark.explanation, remark.document, differs)
        found.setdefault(remark.indicator_id, []).append(note)
    return found
