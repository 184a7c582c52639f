"""A series in words, for those who do not see its picture."""

from dashboard.analysis.series import Series
from dashboard.queries.country_points import Line
from dashboard.store.made_once import made_once
from dashboard.words.periods import PERIOD_KINDS
from dashboard.words.series import break_words, missing_words, point_amount, series_name
from dashboard.words.series_targets import target_words
from etl.language.i18n import _


def track_name(line: Line) -> str:
    """`tháng`, `cả năm, lũy kế từ đầu năm`: what the figures of a line speak of."""
    return ", ".join(_(PERIOD_KINDS[kind]) for kind in line.kinds)


def _told(series: Series) -> list[Line]:
    """The lines that have figures."""
    return [line for line in series.lines if any(point.value is not None for point in line.points)]


def _line_words(series: Series, line: Line) -> str:
    """`2023: 17%, 2024: 45,8%`; of a series of several kinds, with the kind before."""
    words = ", ".join(
        f"{point.period_label}: {point_amount(series.indicator, point)}"
        for point in line.points
        if point.value is not None
    )
    return words if len(series.tracks) == 1 else f"{track_name(line)} ({words})"


@made_once(128)
def alternative(item: Series) -> str:
    """The panel in words: every figure, the periods without one, breaks and target."""
    parts = []
    for series in (item.predecessor, item):
        if series is None:
            continue
        figures = "; ".join(_line_words(series, line) for line in _told(series))
        parts.append(f"{series_name(series)} – {figures or _('không có số liệu')}")
        if len(series.valued) < len(series.points):
            parts.append(missing_words(series))
    parts += [reason.removesuffix(".") for reason in break_words(item)]
    if words := target_words(item):
        parts.append(words)
    return "; ".join(parts) + "."
