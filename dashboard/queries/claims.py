"""What the report's text states, and whether its tables bear it out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.queries.statements import Said, spoken
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse

CONTRADICTED, CONFIRMED, NOT_TESTABLE = "contradicted", "confirmed", "not_testable"

CLAIM_VERDICT_CODES = (CONTRADICTED, CONFIRMED, NOT_TESTABLE)
"""In the order a reader wants them: what is wrong comes first."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One row of the contract's `claim` with its `claim_check`."""

    claim_id: str
    document_vi: str
    section: str
    """Of the document."""
    document_line: int
    statement_vi: str
    indicator_id: str
    indicator_vi: str
    topic_vi: str
    unit_id: str | None
    published: Said | None
    """The figure the text states."""
    computed: Said | None
    """What the tables give."""
    verdict: str
    explanation: Said
    appendix: str | None
    """Where the figures come from that it was tested with."""


@kept(8)
def claims(source: Warehouse) -> tuple[Claim, ...]:
    """Every claim, in the order of the text."""
    return spoken(
        source,
        Claim,
        """
        SELECT
            claim_id, document.short_title_vi AS document_vi, section, document_line,
            statement_vi, indicator_id, indicator.short_name_vi AS indicator_vi, topic_vi, unit_id,
            published_code, published_parts, computed_code, computed_parts, verdict,
            explanation_code, explanation_parts, appendix
        FROM claim
        JOIN claim_check USING (claim_id)
        JOIN document USING (document_id)
        JOIN indicator USING (indicator_id)
        LEFT JOIN source_table USING (table_id)
        ORDER BY claim.sort_order
        """,
    )


def tally_of(items: Sequence[Claim]) -> dict[str, int]:
    """How many claims have each verdict."""
    counts = Counter(item.verdict for item in items)
    return {verdict: counts[verdict] for verdict in CLAIM_VERDICT_CODES}


def narrowed(
    items: Sequence[Claim], verdict: str | None, topic_vi: str | None = None
) -> list[Claim]:
    """The claims of a verdict and a topic; contradicted ones first."""
    return sorted(
        (
            item
            for item in items
            if verdict in (None, item.verdict) and topic_vi in (None, item.topic_vi)
        ),
        key=lambda item: CLAIM_VERDICT_CODES.index(item.verdict),
    )
