"""Units against all goals of a year: which units, in which order, and the rows behind the cells."""

from collections.abc import Sequence

import pandas as pd

from dashboard.cells import day, figures
from dashboard.i18n import N_, _
from dashboard.row_cells import gap_cell, target_cell, value_cell
from dashboard.rows import records
from dashboard.tables import export_table
from dashboard.verdicts import MET, UNDETERMINED
from dashboard.views import View
from dashboard.wording import format_verdict

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


def matrix_rows(views: Sequence[View], units: Sequence[str]) -> pd.DataFrame:
    """The cells as rows to export, unit by unit in the order given."""
    frames = [
        export_table(shown, shown.rows.set_index("unit_id", drop=False).loc[list(units)])
        for shown in views
    ]
    cells = pd.concat(frames, ignore_index=True)
    place = {unit_id: index for index, unit_id in enumerate(units)}
    return cells.sort_values("unit_id", key=lambda ids: ids.map(place), kind="stable")


def reading_cells(views: Sequence[View], units: Sequence[str]) -> pd.DataFrame:
    """The cells in words, a row for each unit and goal, in the order of `matrix_rows`."""
    rows_of = [
        (shown, records(shown.rows.set_index("unit_id", drop=False).loc[list(units)]))
        for shown in views
    ]
    cells = [(shown, rows[line]) for line in range(len(units)) for shown, rows in rows_of]
    return pd.DataFrame(
        {
            _("Đơn vị"): [row["short_name_vi"] for _shown, row in cells],
            _("Mục tiêu"): [shown.indicator.short_name_vi for shown, _row in cells],
            _("Hạn"): figures(day(shown.due_on) for shown, _row in cells),
            _("Phải đạt"): figures(target_cell(shown.indicator, row) for shown, row in cells),
            _("Hiện có"): figures(value_cell(shown.indicator, row) for shown, row in cells),
            _("Kết quả"): [format_verdict(row["verdict"]) for _shown, row in cells],
            _("Khoảng cách"): figures(gap_cell(shown.indicator, row) for shown, row in cells),
        }
    )
