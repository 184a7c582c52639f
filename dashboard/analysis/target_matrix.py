"""Units against all goals of a year: which units, in which order, and the rows behind the cells."""

from collections.abc import Sequence

import pandas as pd

from dashboard.queries.indicator_views import View
from dashboard.store.codes import MET, UNDETERMINED
from etl.language.i18n import N_

MATRIX_SORTS = {
    "dat": N_("Đạt nhiều mục tiêu trước"),
    "thieu": N_("Đạt ít mục tiêu trước"),
    "ten": N_("Theo tên"),
}


def unit_standings(views: Sequence[View], region_id: str | None = None) -> pd.DataFrame:
    """The units some goal of the year applies to, in Vietnamese order, by `unit_id`.

    `applies` counts the goals of a unit, `met` and `undetermined` those with that verdict.
    """
    rows = [shown.within(region_id).set_index("unit_id") for shown in views]
    applies = pd.concat([frame["status"] != "not_applicable" for frame in rows], axis=1)
    verdicts = pd.concat([frame["verdict"] for frame in rows], axis=1)
    standings = pd.DataFrame(
        {
            "short_name_vi": rows[0]["short_name_vi"],
            "applies": applies.sum(axis=1),
            **{verdict: (verdicts == verdict).sum(axis=1) for verdict in (MET, UNDETERMINED)},
        }
    )
    return standings[standings["applies"] > 0]


def matrix_units(views: Sequence[View], region_id: str | None, sort: str) -> list[str]:
    """The units some goal of the year applies to, in one of `MATRIX_SORTS`.

    Goals surely met count most, then those that may be; equals stay in Vietnamese order.
    """
    standings = unit_standings(views, region_id)
    if sort != "ten":
        by = [MET, UNDETERMINED]
        standings = standings.sort_values(by, ascending=sort == "thieu", kind="stable")
    return standings.index.tolist()
