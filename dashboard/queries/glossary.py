"""Abbreviations and terms, as the catalogue explains them and the warehouse carries them."""

from dataclasses import dataclass

import pandas as pd

from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Term:
    """One row of the contract's `glossary`."""

    term_vi: str
    kind: str
    full_vi: str
    meaning_vi: str
    used_in_vi: str


@kept(8)
def glossary(source: Warehouse) -> tuple[Term, ...]:
    """Every term, in the catalogue's order."""
    return source.records(
        Term,
        "SELECT term_vi, kind, full_vi, meaning_vi, used_in_vi FROM glossary ORDER BY sort_order",
    )


def stored_glossary(source: Warehouse) -> pd.DataFrame:
    """Every term with every column the store has of it."""
    return source.query("SELECT * FROM glossary ORDER BY sort_order")
