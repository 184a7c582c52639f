"""What the report's text says of a figure of the country, where its tables do not bear it out."""

from dataclasses import dataclass

from dashboard.queries.claims import CONTRADICTED
from dashboard.store.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Note:
    """What the report's text says of the same figure."""

    text: str
    differs: bool
    """Whether it is another figure than the table's; else the table cannot tell."""


@dataclass(frozen=True, slots=True)
class _Remark:
    """A statement of the text about the country, with what came of testing it."""

    indicator_id: str
    statement_vi: str
    explanation_vi: str
    verdict: str


def remarks(source: Warehouse) -> dict[str, list[Note]]:
    """What the text says of the country that the tables contradict or leave open, by indicator."""
    found: dict[str, list[Note]] = {}
    for said in source.records(
        _Remark,
        """
        SELECT indicator_id, statement_vi, explanation_vi, verdict
        FROM claim JOIN claim_check USING (claim_id)
        WHERE unit_id = 'vn' AND test_kind IN ('same_figure', 'not_testable')
          AND verdict <> 'confirmed'
        ORDER BY sort_order
        """,
    ):
        differs = said.verdict == CONTRADICTED
        text = said.explanation_vi if differs else f"{said.statement_vi}. {said.explanation_vi}"
        found.setdefault(said.indicator_id, []).append(Note(text, differs))
    return found
