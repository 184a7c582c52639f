"""How sure the rows of a file are, where some of them have no official document behind them."""

from collections.abc import Sequence

import pandas as pd

from dashboard.queries.documents import is_lesser
from dashboard.words.vocabulary import confirmation_words
from etl.language.i18n import _

Confirmations = Sequence[str | None]
"""A code for each row; None of a row without a figure."""


def with_confirmations(
    table: pd.DataFrame, of: Confirmations, **also: Confirmations
) -> pd.DataFrame:
    """The table with how sure each row's figure is, in words and as the code.

    `also` are codes of what else follows from it, by the names of their columns. A table of
    official documents alone stays as it is.
    """
    codes = {"confirmation": of, **also}
    if not any(is_lesser(code) for column in codes.values() for code in column):
        return table
    told = table.copy()
    told[_("Mức xác nhận")] = list(map(confirmation_words, of))
    for name, column in codes.items():
        told[name] = list(column)
    return told
