"""The order of units in rankings and matrices."""

import pandas as pd

from etl.language.i18n import N_

SORTS = {
    "hang": N_("Từ tốt đến kém"),
    "nguoc": N_("Từ kém đến tốt"),
    "ten": N_("Theo tên"),
}


def ordered(rows: pd.DataFrame, sort: str) -> pd.DataFrame:
    """The rows in one of `SORTS`; units without a value come last, units that tie by name."""
    if sort == "ten":
        return rows
    # Rows come in Vietnamese order of the names, which a stable sort keeps among equals.
    best_first = rows.sort_values("order_key", kind="stable", na_position="last")
    if sort == "hang":
        return best_first
    valued, without = split_by_value(best_first)
    return pd.concat([valued.iloc[::-1], without])


def split_by_value(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows with a value or an interval, and those with neither."""
    has_value = rows["value_low"].notna()
    return rows[has_value], rows[~has_value]
