"""The matrix as an SVG: a row per unit, a column per goal, verdict and value in each cell."""

from collections.abc import Sequence
from html import escape
from textwrap import wrap

from dashboard.analysis.targets import Goal
from dashboard.figures.palette import Palette, ink_on
from dashboard.queries.indicator_views import View
from dashboard.queries.view_rows import ViewRow
from dashboard.store.codes import NO_DATA
from dashboard.words.target_matrix import cell_gap, cell_words, goal_target
from etl.language.i18n import format_month

NAMES, COLUMN = 180, 150
_ROW, _LINE, _HEAD = 22, 14, 66
# Letters to a line of a heading.
_HEADING_WIDTH = 22


def matrix_picture(
    goals: Sequence[Goal],
    views: Sequence[View],
    unit_ids: Sequence[str],
    palette: Palette,
    selected: str | None = None,
) -> str:
    """Units in the order given, first on top; words outside the cells take the page's ink."""
    width, height = NAMES + COLUMN * len(goals), _HEAD + _ROW * len(unit_ids)
    heads = [
        _heading(goal, shown, NAMES + COLUMN * place + COLUMN / 2)
        for place, (goal, shown) in enumerate(zip(goals, views, strict=True))
    ]
    rows_of = [shown.rows_of(unit_ids) for shown in views]
    lines = [
        _line(goals, [rows[place] for rows in rows_of], _HEAD + _ROW * place, palette, selected)
        for place in range(len(unit_ids))
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="0 0 {width} {height}" font-size="12">{"".join(heads)}{"".join(lines)}</svg>'
    )


def _heading(goal: Goal, shown: View, middle: float) -> str:
    """The indicator on short lines, its target and due month below."""
    lines = wrap(goal.indicator.short_name_vi, _HEADING_WIDTH)[:2]
    lines.append(f"{goal_target(goal, shown)} · {format_month(goal.due_on)}")
    first = _HEAD - 8 - _LINE * (len(lines) - 1)
    return "".join(
        f'<text x="{middle}" y="{first + _LINE * number}" text-anchor="middle"'
        f' fill="currentColor">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )


def _line(
    goals: Sequence[Goal],
    rows: Sequence[ViewRow],
    top: int,
    palette: Palette,
    selected: str | None,
) -> str:
    weight = ' font-weight="700"' if rows[0].unit_id == selected else ""
    name = (
        f'<text x="{NAMES - 8}" y="{top + 15}" text-anchor="end" fill="currentColor"{weight}>'
        f"{escape(rows[0].short_name_vi)}</text>"
    )
    cells = [
        _cell(goal, row, NAMES + COLUMN * place, top, palette)
        for place, (goal, row) in enumerate(zip(goals, rows, strict=True))
        if row.is_applicable
    ]
    return name + "".join(cells)


def _cell(goal: Goal, row: ViewRow, left: int, top: int, palette: Palette) -> str:
    colour = palette.few_met[row.verdict or NO_DATA]
    gap = cell_gap(goal, row)
    words = cell_words(goal, row) + (f" ({gap})" if gap else "")
    return (
        f'<rect x="{left + 1}" y="{top + 1}" width="{COLUMN - 2}" height="{_ROW - 2}"'
        f' fill="{colour}"/><text x="{left + COLUMN / 2}" y="{top + 15}" text-anchor="middle"'
        f' fill="{ink_on(colour)}">{escape(words)}</text>'
    )
