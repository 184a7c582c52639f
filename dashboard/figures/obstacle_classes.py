"""Classes of how many obstacles a province met."""

from collections.abc import Sequence
from itertools import pairwise

from dashboard.figures.classification import Classified, ColourClass
from dashboard.figures.palette import Palette, spread
from dashboard.queries.obstacle_rows import ReportingProvince
from dashboard.queries.obstacles import CLASS_STARTS, Filter
from etl.language.i18n import _


def classify_counts(
    rows: Sequence[ReportingProvince], wanted: Filter, palette: Palette
) -> Classified:
    """Classes of `by_province`; none reported, or none that matches, is a class with a name."""
    ends = [f"{start}–{end - 1}" for start, end in pairwise(CLASS_STARTS)]
    labels = [
        _("Không có vướng mắc khớp bộ lọc")
        if wanted.narrows_provinces
        else _("Không nêu vướng mắc"),
        *(_("{span} vướng mắc").format(span=span) for span in ends),
        _("Từ {count} vướng mắc").format(count=CLASS_STARTS[-1]),
    ]
    codes = tuple(sum(row.count >= start for start in CLASS_STARTS) for row in rows)
    colours = spread(palette.sequential, len(labels))
    return Classified(
        tuple(
            ColourClass(label, colour, codes.count(code))
            for code, (label, colour) in enumerate(zip(labels, colours, strict=True))
        ),
        codes,
    )
