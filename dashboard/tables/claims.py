"""Claims of the text with their verdicts."""

from collections.abc import Sequence

import pandas as pd

from dashboard.queries.claims import CONTRADICTED, Claim
from dashboard.store.made_once import made_once
from dashboard.words.markdown import plain
from dashboard.words.statements import write, write_or_none
from dashboard.words.vocabulary import CLAIM_MARKS, CLAIM_VERDICTS
from etl.language.i18n import _


def format_claim_verdict(verdict: str) -> str:
    """`✗ Bảng cho số khác`: the sign says the same as the words."""
    return f"{CLAIM_MARKS[verdict]} {_(CLAIM_VERDICTS[verdict])}"


def claim_place(item: Claim) -> str:
    """Where the text states it: `mục II.1.1, dòng 108`."""
    return _("mục {section}, dòng {line}").format(section=item.section, line=item.document_line)


@made_once(32)
def reading_claims(items: Sequence[Claim]) -> pd.DataFrame:
    """The claims as the page shows them."""
    return pd.DataFrame(
        {
            _("Kết luận"): [format_claim_verdict(item.verdict) for item in items],
            _("Phần lời nêu"): [
                f"{plain(item.statement_vi)}  \n:small[:gray[{plain(claim_place(item))}]]"
                for item in items
            ],
            _("In → theo bảng"): [_figures(item) for item in items],
            _("Phép tính"): [plain(write(item.explanation)) for item in items],
        }
    )


def _figures(item: Claim) -> str:
    """`59,68% → **62,89%**`: what follows from the tables is set off where it differs."""
    published, computed = (
        plain(write_or_none(said) or "") for said in (item.published, item.computed)
    )
    if computed and item.verdict == CONTRADICTED:
        computed = f"**{computed}**"
    return " → ".join(part for part in (published, computed) if part)


def export_claims(items: Sequence[Claim]) -> pd.DataFrame:
    """The same claims with ids and places."""
    return pd.DataFrame(
        {
            _("Phần lời nêu"): [item.statement_vi for item in items],
            _("Số in trong báo cáo"): [write_or_none(item.published) for item in items],
            _("Số theo bảng"): [write_or_none(item.computed) for item in items],
            _("Kết luận"): [_(CLAIM_VERDICTS[item.verdict]) for item in items],
            _("Phép tính"): [write(item.explanation) for item in items],
            _("Chỉ số"): [item.indicator_vi for item in items],
            _("Chủ đề"): [item.topic_vi for item in items],
            _("Nguồn"): [item.document_vi for item in items],
            _("Vị trí trong phần lời"): [claim_place(item) for item in items],
            _("Bảng dùng để kiểm"): [item.appendix for item in items],
            "claim_id": [item.claim_id for item in items],
            "verdict": [item.verdict for item in items],
            "indicator_id": [item.indicator_id for item in items],
            "unit_id": [item.unit_id for item in items],
        }
    )
