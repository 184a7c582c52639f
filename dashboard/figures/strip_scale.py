"""Where the figures of an indicator lie between the ends of its strip."""

from dataclasses import dataclass

from dashboard.analysis.profiles import Standing
from dashboard.queries.indicators import Indicator
from dashboard.queries.view_rows import ViewRow
from dashboard.words.values import format_target
from etl.language.i18n import _

BEYOND = 1.25
"""A scale with open bands ends this many times further than the figures reach."""

Span = tuple[float, float]
"""Share of the way from the left end of a strip to its right end: of the lower and upper value."""


@dataclass(frozen=True)
class Strip:
    """One indicator drawn as a strip: shares from 0 (left) to 1 (right, better where one is)."""

    name: str
    peers: tuple[tuple[ViewRow, Span], ...]
    own: Span | None
    targets: tuple[tuple[str, float], ...]
    """Years and place of each target; targets at one place are one."""
    left: str
    right: str


def strip(item: Standing) -> Strip:
    """The strip of one standing: its peers, its own place and its targets.

    Scales of amounts begin at zero and end at the largest figure that is one, not at the top of an
    open band; ranks and grades run from the worst to the best that occurs.
    """
    rows = [row for row in item.shown.rows if row.has_value]
    low, high = _ends(item, rows)
    flipped = item.indicator.better == "lower"

    def place(amount: float) -> float:
        share = min(max((amount - low) / (high - low), 0), 1)
        return 1 - share if flipped else share

    def span(row: ViewRow) -> Span:
        left, right = sorted(map(place, row.ends))
        return left, right

    years: dict[float, list[str]] = {}
    for standing in item.goals:
        row = standing.row
        for amount in dict.fromkeys(row.target or ()):
            years.setdefault(place(amount), []).append(str(standing.goal.due_on.year))
    ends = [format_target(item.indicator, low), format_target(item.indicator, high)]
    if any(row.value is None and row.ends[1] > high for row in rows):
        ends[1] = _("hơn {amount}").format(amount=format_target(item.indicator, high / BEYOND))
    left, right = reversed(ends) if flipped else ends
    unit_id = item.row.unit_id
    return Strip(
        name=item.indicator.short_name_vi,
        peers=tuple((row, span(row)) for row in rows if row.unit_id != unit_id),
        own=span(item.row) if item.has_value else None,
        targets=tuple((", ".join(dict.fromkeys(found)), at) for at, found in years.items()),
        left=left,
        right=right,
    )


def is_open_above(indicator: Indicator, row: ViewRow) -> bool:
    """Whether a unit's band has no upper end: `trên 10%`."""
    return (
        indicator.value_kind == "interval"
        and row.value is None
        and row.ends[1] >= indicator.range_high
    )


def _ends(item: Standing, rows: list[ViewRow]) -> Span:
    spec = item.indicator
    targets = [end for standing in item.goals for end in standing.row.target or ()]
    closed = [row.ends[1] for row in rows if not is_open_above(spec, row)]
    amounts = [*closed, *(row.ends[0] for row in rows), *targets]
    high = max(amounts, default=spec.range_high)
    low = min(amounts, default=0.0) if spec.value_kind in ("rank", "grade", "index") else 0.0
    if spec.is_percent and high > spec.range_high / 2:
        high = spec.range_high
    elif any(row.value is None and row.ends[1] > high for row in rows):
        # Room for bands that are open above, so that they are bars too.
        high *= BEYOND
    return (low, high) if high > low else (low, low + 1)
