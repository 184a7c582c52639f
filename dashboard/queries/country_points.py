"""Figures of one indicator of the country in time, and which of them are one line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from dashboard.queries.periods import Period


@dataclass(frozen=True, slots=True)
class Point:
    """What the source prints for one period; without a value, `status` says why."""

    indicator_id: str
    """Its own, or of the same figure under another name."""
    period: Period
    value: float | None
    decimals: int
    """Those to show the value with."""
    status: str
    document: str
    confirmation: str
    break_vi: str | None
    """Why this period and those after it do not compare with those before."""

    @property
    def period_label(self) -> str:
        """As the source names the period."""
        return self.period.label

    @property
    def period_end(self) -> date:
        """The last day of the period."""
        return self.period.end


@dataclass(frozen=True, slots=True)
class Line:
    """Points that compare, in time; those without a value are gaps."""

    kind: str
    """What they speak of: years, months, days."""
    points: tuple[Point, ...]

    @property
    def kinds(self) -> list[str]:
        """Those of its figures: a line of years may go on into a part of the next."""
        kinds = (point.period.kind for point in self.points if point.value is not None)
        return list(dict.fromkeys(kinds))


def tracks(points: Sequence[Point]) -> list[Line]:
    """The points by what they speak of, whether they compare or not; the first kind first.

    A part of a year that a document prints in a row with its years goes on from them, until there
    is a figure of that whole year.
    """
    found: dict[str, list[Point]] = {}
    for point in points:
        found.setdefault(_track(point, points), []).append(point)
    return [Line(kind, tuple(track)) for kind, track in found.items()]


def _track(point: Point, points: Sequence[Point]) -> str:
    years = [other for other in points if other.period.kind == "year" and other.value is not None]
    in_one_row = any(other.document == point.document for other in years)
    is_over = any(other.period_end >= point.period_end for other in years)
    goes_on = point.period.kind == "year_to_date" and in_one_row and not is_over
    return "year" if goes_on else point.period.kind


def lines(points: Sequence[Point]) -> list[Line]:
    """The points that compare: each track, cut where the way to measure changed meanwhile."""
    found = []
    for track in tracks(points):
        line = [track.points[0]]
        for before, point in pairwise(track.points):
            if breaks_between(points, before, point):
                found.append(Line(track.kind, tuple(line)))
                line = []
            line.append(point)
        found.append(Line(track.kind, tuple(line)))
    return found


def breaks_between(points: Sequence[Point], before: Point, now: Point) -> list[str]:
    """Why two points of a track do not compare, each reason once; empty where they do."""
    between = [
        point.break_vi
        for point in points
        if point.break_vi is not None and before.period_end < point.period_end <= now.period_end
    ]
    return list(dict.fromkeys(between))


def newest(points: Sequence[Point]) -> Point | None:
    """The last one with a value; what goes on, or is of several years, only where it is alone."""
    valued = [point for point in points if point.value is not None]
    return max(
        valued,
        key=lambda point: (
            point.period.kind != "years",
            not point.period.is_provisional,
            point.period_end,
            -point.period.start.toordinal(),
        ),
        default=None,
    )


def before(points: Sequence[Point], now: Point) -> Point | None:
    """The last figure of the same track before it, whether the two compare or not."""
    (track,) = [found.points for found in tracks(points) if now in found.points]
    earlier = [point for point in track[: track.index(now)] if point.value is not None]
    return earlier[-1] if earlier else None
