"""The files of the first page's tables: the rows that their sentences are made of."""

from collections.abc import Sequence

import pandas as pd

from dashboard.analysis.overview import Deadline, leaders
from dashboard.queries.indicators import UNIT_LEVELS
from dashboard.queries.structures import Structure
from dashboard.store.warehouse import Warehouse
from dashboard.tables.indicator_views import export_table
from dashboard.tables.target_matrix import tallies_table
from dashboard.ui.controls.files import files_menu
from dashboard.words.captions import file_stem, views_caption
from dashboard.words.vocabulary import structure_name
from etl.language.i18n import _


def deadline_files(source: Warehouse, items: Sequence[Deadline], structure: Structure) -> str:
    """How many units of each level stand where against each goal."""
    counted = {
        level: [item.tallies[level] for item in items if level in item.tallies]
        for level in UNIT_LEVELS
    }
    caption = views_caption(
        source,
        _("Mục tiêu theo hạn: số đơn vị đã đạt"),
        file_stem("goals", structure.id),
        [shown for item in items for shown in item.views.values()],
        ", ".join(structure_name(structure, level) for level in UNIT_LEVELS),
        unit=_("số đơn vị"),
    )
    rows = sum(len(tallies) for tallies in counted.values())
    return files_menu(caption, rows, lambda: tallies_table(structure, counted))


def leader_files(source: Warehouse, items: Sequence[Deadline], structure: Structure) -> str:
    """Every unit that leads or trails on a rate, or may: those that share the place included."""
    ends = [item for level in UNIT_LEVELS for item in leaders(items, level)]
    rows_of = [item.shown.rows_of(item.unit_ids) for item in ends]
    caption = views_caption(
        source,
        _("Đơn vị dẫn đầu và đơn vị xa đích nhất theo chỉ số"),
        file_stem("leaders", structure.id),
        [item.shown for item in ends],
        ", ".join(structure_name(structure, level) for level in UNIT_LEVELS),
    )

    def exported() -> pd.DataFrame:
        tables = [export_table(item.shown, rows) for item, rows in zip(ends, rows_of, strict=True)]
        return pd.concat(tables, ignore_index=True)

    return files_menu(caption, sum(map(len, rows_of)), exported) if ends else ""
