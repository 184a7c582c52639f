"""Abbreviations and terms, as the catalogue explains them and the warehouse carries them."""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from dashboard.i18n import N_, _
from dashboard.markdown import plain
from dashboard.rows import records
from dashboard.warehouse import Warehouse

KINDS = {
    "abbreviation": N_("Chữ viết tắt"),
    "term": N_("Khái niệm"),
    "reading": N_("Cách đọc số liệu"),
    "status": N_("Trạng thái của số liệu"),
}


@dataclass(frozen=True)
class Term:
    """One row of the contract's `glossary`."""

    term_vi: str
    kind: str
    full_vi: str
    meaning_vi: str
    used_in_vi: str


@lru_cache(maxsize=4)
def glossary(source: Warehouse) -> tuple[Term, ...]:
    """Every term, in the catalogue's order."""
    rows = source.query(
        "SELECT term_vi, kind, full_vi, meaning_vi, used_in_vi FROM glossary ORDER BY sort_order"
    )
    return tuple(Term(**row) for row in records(rows))


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


def export_glossary(source: Warehouse) -> pd.DataFrame:
    """Every term with every column the store has of it."""
    return source.query("SELECT * FROM glossary ORDER BY sort_order")
