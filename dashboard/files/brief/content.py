"""What a unit's brief says: the spine of its profile in the page's words, on one sheet."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from dashboard.analysis.profiles import GoalStanding, Standing, has_strip, province_tallies
from dashboard.analysis.scores import years_of
from dashboard.files.brief.model import Block, Brief, BriefTable, Cell, Paragraph
from dashboard.files.brief.pdf import is_one_page
from dashboard.files.brief.registers import register_lines
from dashboard.files.brief.small_print import is_in_table, small_print
from dashboard.files.brief.strip import strip_of
from dashboard.queries.structures import Structure
from dashboard.queries.units import Unit
from dashboard.store.codes import NOT_MET
from dashboard.store.warehouse import Warehouse
from dashboard.words.changes import describe_change
from dashboard.words.periods import view_period
from dashboard.words.profiles import (
    goal_words,
    other_period,
    passed_over,
    scoreboard,
    traits_line,
)
from dashboard.words.units import identity_lines
from dashboard.words.values import format_own_place, format_value
from dashboard.words.vocabulary import VERDICTS
from etl.language.i18n import _, capital, format_date, format_month

_WIDTHS, _GOAL_WIDTH = (0.27, 0.135, 0.09, 0.195), 0.155
_WORDY_WIDTHS, _SMALL_GOAL_WIDTH = (0.22, 0.29, 0.05, 0.19), 0.125
"""Where values are what the bodies before a unit reported, in words."""
_TRIES = ((1.0, 3), (1.0, 2), (1.0, 1), (0.97, 1), (0.94, 1), (0.88, 1), (0.82, 1), (0.82, 0))
"""How large the letters are and how many obstacles and tasks are named, the best first."""
_MOST_TOLD = 30
"""Indicators that a page has room for."""


def brief_of(
    source: Warehouse,
    unit: Unit,
    structure: Structure,
    items: Sequence[Standing],
    today: date,
) -> Brief:
    """The brief of a unit, as large as one page takes it; `items` are its standings."""
    told = items if len(items) <= _MOST_TOLD else essential(items)
    blocks: list[Block] = [
        *(Paragraph(line) for line in identity_lines(source, unit, structure)),
        *(Paragraph(traits_line(items, is_good=is_good)) for is_good in (True, False)),
        _table(told, today),
        *_reached(source, unit, structure),
    ]
    whole = Brief(
        title=_("PHIẾU TÓM TẮT SỐ LIỆU CHUYỂN ĐỔI SỐ"),
        unit=unit.name_vi,
        dates=_dates(items, today),
        headline=scoreboard(items),
        blocks=tuple(blocks),
        notes=(*_left_out(items, told), *small_print(source, told, unit)),
        scale=1.0,
    )

    def brief(scale: float, listed: int) -> Brief:
        registers = register_lines(source, unit, structure, listed)
        return replace(whole, blocks=(*blocks, *registers), scale=scale)

    def is_room(tried: tuple[float, int]) -> bool:
        return is_one_page(brief(*tried))

    # Many have room for all. Of the others each try takes less of it than the one before.
    last = len(_TRIES) - 1
    fits = 0 if is_room(_TRIES[0]) else bisect_left(_TRIES, True, 1, last, key=is_room)
    return brief(*_TRIES[fits])


def essential(items: Sequence[Standing]) -> list[Standing]:
    """Without figures that still change, those neither good nor bad, and counts behind a rate."""
    behind = {
        name
        for item in items
        for name in (item.indicator.numerator_id, item.indicator.denominator_id)
    }
    return [
        item
        for item in items
        if not item.shown.is_provisional
        and item.indicator.better != "none"
        and item.indicator.indicator_id not in behind
    ]


def _left_out(items: Sequence[Standing], told: Sequence[Standing]) -> Iterator[str]:
    """What the page has no room for."""
    names = [item.indicator.short_name_vi for item in items if item not in told]
    if names:
        yield _("Không nêu vì hết chỗ: {names}.").format(names="; ".join(names))


def _dates(items: Sequence[Standing], today: date) -> str:
    days = [
        item.row.period_end
        for item in items
        if item.row.period_end is not None and not item.is_allocated
    ]
    made = _("lập ngày {day}").format(day=format_date(today))
    if not days:
        return capital(made)
    return _("Số liệu đến ngày {day}, {made}").format(day=format_date(max(days)), made=made)


def _table(items: Sequence[Standing], today: date) -> BriefTable:
    """What has a figure or a target; the small print names the rest."""
    told = [item for item in items if is_in_table(item)]
    years = years_of(told)
    header = [_("Chỉ số, kỳ"), _("Giá trị"), _("Hạng"), _("Giữa các đơn vị cùng cấp")]
    header += [_("Mục tiêu {year}").format(year=year) for year in years]
    rows = tuple(
        (*_figures(item), *(_goals(item, year, today) or "–" for year in years)) for item in told
    )
    widths = [*_WIDTHS, *[_GOAL_WIDTH] * len(years)]
    if any(item.row.former is not None for item in told):
        widths = [*_WORDY_WIDTHS, *[_SMALL_GOAL_WIDTH] * len(years)]
    return BriefTable(tuple(header), rows, tuple(width / sum(widths) for width in widths))


def _figures(item: Standing) -> Iterator[Cell]:
    name = item.indicator.short_name_vi
    yield f"{name}, {view_period(item.shown)}" if item.row.period_label else name
    if item.allotted_for is not None:
        yield _("văn bản chỉ giao chỉ tiêu")
    else:
        change = describe_change(item.shown, item.row)
        value = format_value(item.indicator, item.row)
        yield f"{value} ({change})" if change else value
    yield format_own_place(item.row) or "–"
    yield strip_of(item) if has_strip(item) and not item.is_allocated else "–"


def _goals(item: Standing, year: int, today: date) -> str:
    if item.allotted_for is not None and item.allotted_for.year == year:
        due = _("được giao, hạn {day}").format(day=format_date(item.allotted_for))
        return f"{format_value(item.indicator, item.row)} {due}"
    return "; ".join(_goal(goal, item, today) for goal in item.goals_in(year))


def _goal(standing: GoalStanding, item: Standing, today: date) -> str:
    """In words: the marks of the page are in no serif font. What is missing says the verdict."""
    words = goal_words(standing, today)
    is_said = standing.row.verdict == NOT_MET and words.left
    parts = ["" if is_said else words.verdict.lower(), words.left, words.due]
    text = f"{words.target}: {', '.join(part for part in parts if part)}"
    beside = other_period(standing, item), passed_over(standing, item.row.unit_id)
    return text + "".join(f" ({said})" for said in beside if said)


def _reached(source: Warehouse, unit: Unit, structure: Structure) -> Iterator[BriefTable]:
    """Of a region's provinces, how many reached each target."""
    if unit.level != "region":
        return
    header = (_("Mục tiêu của từng tỉnh, thành phố trong vùng"), *map(_, VERDICTS.values()))
    rows = tuple(
        (
            f"{counted.goal.indicator.short_name_vi}, {format_month(counted.goal.due_on)}",
            *(str(counted.counts[verdict]) for verdict in VERDICTS),
        )
        for counted in province_tallies(source, unit, structure)
    )
    yield BriefTable(header, rows, (0.44, 0.14, 0.14, 0.14, 0.14))
