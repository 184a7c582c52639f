"""What the report's text states, and whether its tables bear it out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from dashboard.i18n import N_, _
from dashboard.markdown import plain
from dashboard.rows import records
from dashboard.warehouse import Warehouse

CONTRADICTED, CONFIRMED, NOT_TESTABLE = "contradicted", "confirmed", "not_testable"

CLAIM_VERDICTS = {
    CONTRADICTED: N_("Bảng cho số khác"),
    CONFIRMED: N_("Khớp với bảng"),
    NOT_TESTABLE: N_("Không đủ số liệu để kiểm"),
}
"""Verdicts in the order a reader wants them: what is wrong comes first."""

CLAIM_MARKS = {CONTRADICTED: "✗", CONFIRMED: "✓", NOT_TESTABLE: "–"}


@dataclass(frozen=True)
class Claim:
    """One row of the contract's `claim` with its `claim_check`."""

    claim_id: str
    document_vi: str
    source_ref: str
    document_line: int
    statement_vi: str
    indicator_id: str
    indicator_vi: str
    topic_vi: str
    unit_id: str | None
    published_text: str | None
    computed_text: str | None
    verdict: str
    explanation_vi: str
    appendix: str | None
    """Where the figures come from that it was tested with."""


@lru_cache(maxsize=4)
def claims(source: Warehouse) -> tuple[Claim, ...]:
    """Every claim, in the order of the text."""
    rows = source.query(
        """
        SELECT
            claim_id, document.short_title_vi AS document_vi, source_ref, document_line,
            statement_vi, indicator_id, indicator.short_name_vi AS indicator_vi, topic_vi, unit_id,
            published_text, computed_text, verdict, explanation_vi, appendix
        FROM claim
        JOIN claim_check USING (claim_id)
        JOIN document USING (document_id)
        JOIN indicator USING (indicator_id)
        LEFT JOIN source_table USING (table_id)
        ORDER BY claim.sort_order
        """
    )
    return tuple(Claim(**row) for row in records(rows))


def tally_of(items: Sequence[Claim]) -> dict[str, int]:
    """How many claims have each verdict."""
    counts = Counter(item.verdict for item in items)
    return {verdict: counts[verdict] for verdict in CLAIM_VERDICTS}


def narrowed(
    items: Sequence[Claim], verdict: str | None, topic_vi: str | None = None
) -> list[Claim]:
    """The claims of a verdict and a topic; contradicted ones first."""
    order = list(CLAIM_VERDICTS)
    return sorted(
        (
            item
            for item in items
            if verdict in (None, item.verdict) and topic_vi in (None, item.topic_vi)
        ),
        key=lambda item: order.index(item.verdict),
    )


def format_claim_verdict(verdict: str) -> str:
    """`✗ Bảng cho số khác`: the sign says the same as the words."""
    return f"{CLAIM_MARKS[verdict]} {_(CLAIM_VERDICTS[verdict])}"


def reading_claims(items: Sequence[Claim]) -> pd.DataFrame:
    """The claims as the page shows them."""
    return pd.DataFrame(
        {
            _("Kết luận"): [format_claim_verdict(item.verdict) for item in items],
            _("Phần lời nêu"): [
                f"{plain(item.statement_vi)}  \n:small[:gray[{plain(item.source_ref)}]]"
                for item in items
            ],
            _("In → theo bảng"): [_figures(item) for item in items],
            _("Phép tính"): [plain(item.explanation_vi) for item in items],
        }
    )


def _figures(item: Claim) -> str:
    """`59,68% → **62,89%**`: what follows from the tables is set off where it differs."""
    published, computed = (plain(text or "") for text in (item.published_text, item.computed_text))
    if computed and item.verdict == CONTRADICTED:
        computed = f"**{computed}**"
    return " → ".join(part for part in (published, computed) if part)


def export_claims(items: Sequence[Claim]) -> pd.DataFrame:
    """The same claims with ids and places."""
    return pd.DataFrame(
        {
            _("Phần lời nêu"): [item.statement_vi for item in items],
            _("Số in trong báo cáo"): [item.published_text for item in items],
            _("Số theo bảng"): [item.computed_text for item in items],
            _("Kết luận"): [_(CLAIM_VERDICTS[item.verdict]) for item in items],
            _("Phép tính"): [item.explanation_vi for item in items],
            _("Chỉ số"): [item.indicator_vi for item in items],
            _("Chủ đề"): [item.topic_vi for item in items],
            _("Nguồn"): [item.document_vi for item in items],
            _("Vị trí trong phần lời"): [item.source_ref for item in items],
            _("Bảng dùng để kiểm"): [item.appendix for item in items],
            "claim_id": [item.claim_id for item in items],
            "verdict": [item.verdict for item in items],
            "indicator_id": [item.indicator_id for item in items],
            "unit_id": [item.unit_id for item in items],
        }
    )
