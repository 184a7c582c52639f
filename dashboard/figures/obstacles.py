"""Obstacles on the map of provinces."""

from collections.abc import Sequence

from dashboard.figures.map_figure import MapFigure, painted
from dashboard.figures.obstacle_classes import classify_counts
from dashboard.queries.obstacle_rows import ReportingProvince
from dashboard.queries.obstacles import Filter
from dashboard.queries.structures import Structure
from dashboard.store.codes import COUNTRY
from etl.language.i18n import _


def obstacle_map(
    structure: Structure,
    provinces: Sequence[ReportingProvince],
    wanted: Filter,
    alt: str,
) -> MapFigure:
    """Provinces by their number of obstacles that match the filter."""
    codes, classes = painted(lambda palette: classify_counts(provinces, wanted, palette))
    return MapFigure(
        structure,
        tuple(row.unit_id for row in provinces),
        codes,
        classes,
        alt,
        window=wanted.region_id or COUNTRY,
        cards=tuple(
            (
                _name(structure, row),
                _("{count} vướng mắc").format(count=row.count) if row.count else classes[0].label,
            )
            for row in provinces
        ),
    )


def _name(structure: Structure, row: ReportingProvince) -> str:
    """The province, with its members where it is a merged one."""
    if structure.is_published or row.members_vi == row.short_name_vi:
        return row.short_name_vi
    return f"{row.short_name_vi} ({row.members_vi})"
