"""Which unit meets which target."""

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.analysis.targets import Tally
from dashboard.queries.indicator_views import View
from dashboard.queries.structures import Structure
from dashboard.tables.confirmations import with_confirmations
from dashboard.tables.indicator_views import export_table
from dashboard.tables.row_cells import gap_cell, target_cell, value_cell
from dashboard.words.cells import Ordered, day, figures
from dashboard.words.values import format_verdict
from dashboard.words.vocabulary import VERDICTS, structure_name
from etl.language.i18n import _, format_date


def matrix_rows(views: Sequence[View], units: Sequence[str]) -> pd.DataFrame:
    """The cells as rows to export, unit by unit in the order given."""
    cells = pd.concat(
        [export_table(shown, shown.rows_of(units)) for shown in views], ignore_index=True
    )
    place = {unit_id: index for index, unit_id in enumerate(units)}
    return cells.sort_values("unit_id", key=lambda ids: ids.map(place), kind="stable")


def reading_cells(views: Sequence[View], units: Sequence[str]) -> pd.DataFrame:
    """The cells in words, a row for each unit and goal, in the order of `matrix_rows`."""
    cells = [(shown, shown.row_of(unit_id)) for unit_id in units for shown in views]
    return pd.DataFrame(
        {
            _("Đơn vị"): [row.short_name_vi for _shown, row in cells],
            _("Mục tiêu"): [shown.indicator.short_name_vi for shown, _row in cells],
            _("Hạn"): figures(day(shown.due_on) for shown, _row in cells),
            _("Phải đạt"): figures(target_cell(shown.indicator, row) for shown, row in cells),
            _("Hiện có"): figures(value_cell(shown.indicator, row) for shown, row in cells),
            _("Kết quả"): [
                format_verdict(row.verdict, row.verdict_confirmation) for _shown, row in cells
            ],
            _("Khoảng cách"): figures(gap_cell(shown.indicator, row) for shown, row in cells),
        }
    )


def tallies_table(structure: Structure, tallies_of: Mapping[str, Sequence[Tally]]) -> pd.DataFrame:
    """How many units of each level stand where against each goal, one row per level and goal."""
    rows = [(level, item) for level, tallies in tallies_of.items() for item in tallies]
    counted = pd.DataFrame(
        {
            _("Cấp"): [structure_name(structure, level) for level, _item in rows],
            _("Mục tiêu"): [item.goal.indicator.name_vi for _level, item in rows],
            _("Hạn"): figures(
                Ordered(format_date(item.goal.due_on), item.goal.due_on) for _level, item in rows
            ),
            **{
                _(words): [item.counts[verdict] for _level, item in rows]
                for verdict, words in VERDICTS.items()
            },
        }
    )
    return with_confirmations(counted, [item.confirmation for _level, item in rows])
