"""Terms and what they mean."""

import pandas as pd

from dashboard.queries.glossary import glossary
from dashboard.store.warehouse import Warehouse
from dashboard.words.markdown import plain
from etl.language.i18n import _


def reading_glossary(source: Warehouse, kind: str | None) -> pd.DataFrame:
    """The terms of a kind, or all: term, what it stands for, meaning, where it is used."""
    items = [term for term in glossary(source) if kind in (None, term.kind)]
    return pd.DataFrame(
        {
            _("Thuật ngữ"): [f"**{plain(term.term_vi)}**" for term in items],
            _("Đầy đủ"): [plain(term.full_vi) for term in items],
            _("Nghĩa là"): [plain(term.meaning_vi) for term in items],
            _("Gặp ở"): [plain(term.used_in_vi) for term in items],
        }
    )
