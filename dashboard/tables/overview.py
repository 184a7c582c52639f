"""Deadlines and leaders of the overview."""

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.analysis.overview import Deadline, Leaders
from dashboard.store.codes import MET
from dashboard.words.cells import Figure, count, figures
from dashboard.words.markdown import plain
from dashboard.words.overview import _goal, _lines
from dashboard.words.periods import period_words
from dashboard.words.vocabulary import marked
from etl.language.i18n import _, format_month


def deadlines_table(items: Sequence[Deadline]) -> pd.DataFrame:
    """A row per goal: when it is due, its targets, how many units reached it by which figures.

    Cells are Markdown.
    """
    return pd.DataFrame(
        {
            _("Hạn"): [format_month(item.due_on) for item in items],
            _("Mục tiêu"): [_goal(item) for item in items],
            _("Tỉnh đạt"): figures(_reached(item, "province") for item in items),
            _("Bộ đạt"): figures(_reached(item, "ministry") for item in items),
            _("Chưa đạt"): figures(count(item.not_met) for item in items),
            _("Số liệu"): [_period_cell(item) for item in items],
        }
    )


def _period_cell(item: Deadline) -> str:
    """`7/2024`, once where both levels have the same; how far from the due date the rows show."""
    periods = (shown.period for shown in item.views.values() if shown.period is not None)
    return ", ".join(dict.fromkeys(plain(period_words(period)) for period in periods))


def _reached(item: Deadline, level: str) -> Figure:
    """`4/63`; a dash where the goal does not apply to the level."""
    if level not in item.tallies:
        return Figure("–", None)
    counted = item.tallies[level]
    words = marked(f"**{counted.counts[MET]}**/{counted.judged}", counted.confirmation)
    return Figure(words, counted.counts[MET])


def leaders_table(of_levels: Mapping[str, Sequence[Leaders]]) -> pd.DataFrame:
    """A row per rate: who is ahead and who is furthest behind at each level, with their values.

    `of_levels` has the levels' names. Cells are Markdown, a line per level.
    """
    names: dict[str, str] = {}
    ends: dict[str, list[Leaders]] = {}
    for items in of_levels.values():
        for item in items:
            indicator = item.shown.indicator
            names[indicator.indicator_id] = indicator.short_name_vi
            ends.setdefault(indicator.indicator_id, []).append(item)
    return pd.DataFrame(
        {
            _("Chỉ số"): [plain(name) for name in names.values()],
            _("Dẫn đầu"): [_lines(ends[key], "first") for key in names],
            _("Xa đích nhất"): [_lines(ends[key], "last") for key in names],
        }
    )
