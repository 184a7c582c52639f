"""Were the country's targets met, and what is ahead: in brief for the first page, and whole."""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from dashboard.analysis.country_targets import (
    EARLY,
    TargetAhead,
    TargetAnswer,
    target_answers,
    targets_ahead,
)
from dashboard.analysis.overview import Deadline, deadlines
from dashboard.queries.structures import OLD
from dashboard.store.codes import MET, NOT_MET, UNDETERMINED
from dashboard.store.made_once import made_once
from dashboard.store.warehouse import Warehouse
from dashboard.tables.country_targets import board_table
from dashboard.tables.html import Look, table_html
from dashboard.tables.overview import deadlines_table
from dashboard.ui.controls.blocks import show_finding
from dashboard.ui.controls.ways import way, ways
from dashboard.ui.frame import widgets
from dashboard.ui.frame.days import day_read, today
from dashboard.ui.frame.menus import disclosure
from dashboard.ui.frame.pages import TARGETS
from dashboard.ui.frame.parameters import DUE, LEVEL
from dashboard.ui.sections.country_target_parts import (
    AHEAD,
    COUNTRY_LEVEL,
    RESULTS,
    legend,
    of_year,
    part,
    small,
    target_files,
)
from dashboard.ui.sections.overview_files import deadline_files
from dashboard.words.country_targets import (
    ahead_words,
    aim_name,
    aim_of_base,
    answer_counts,
    answers_finding,
    year_ahead_words,
)
from dashboard.words.overview import deadlines_finding, passed_words
from etl.language.i18n import _

YEARS = (2024, 2025)
"""Of the targets that the first page answers for."""


def answers_by_year(source: Warehouse) -> dict[int, tuple[TargetAnswer, ...]]:
    """Those of the years that the first page speaks of; empty while nobody knows of any."""
    found = target_answers(source, day_read(source))
    by_year = {
        year: tuple(item for item in found if item.aim.due_on.year == year) for year in YEARS
    }
    is_known = any(item.verdict != UNDETERMINED for items in by_year.values() for item in items)
    # Who leaves out what is not official is answered, too: that nobody can say.
    return by_year if is_known or source.documents.official_only else {}


def answered_indicators(by_year: Mapping[int, Sequence[TargetAnswer]]) -> set[str]:
    """Those whose targets are known to be met or missed, which stand in a row of the board."""
    return {
        item.indicator_id
        for answers in by_year.values()
        for answer in answers
        if answer.verdict != UNDETERMINED
        for item in answer.figures
    }


def answers_board(
    source: Warehouse,
    by_year: Mapping[int, Sequence[TargetAnswer]],
    ahead: Sequence[TargetAhead],
) -> str:
    """A column for each year: what was met and what was not, by which figure; what nobody knows."""
    columns = "".join(
        f"<section>{_column(year, answers)}"
        f"{target_files(source, RESULTS, answers, str(year))}</section>"
        for year, answers in by_year.items()
    )
    whole = way(TARGETS, {LEVEL: COUNTRY_LEVEL}, _("Từng mục tiêu: theo số nào, ngày nào"))
    further = f"{ahead_words(ahead)}." if ahead else ""
    every = [item for answers in by_year.values() for item in answers]
    return (
        f'<section class="answers"><div class="halves">{columns}</div>'
        f"{small(' '.join(filter(None, (further, legend(every)))))}{ways([whole])}</section>"
    )


@made_once(16)
def _column(year: int, answers: Sequence[TargetAnswer]) -> str:
    verdicts = MET, EARLY, NOT_MET
    known = [item for verdict in verdicts for item in answers if item.verdict == verdict]
    unknown = [item for item in answers if item.verdict == UNDETERMINED]
    title = escape(_("Mục tiêu năm {year} có đạt không?").format(year=year))
    counts = "".join(
        f'<span class="{verdict}">{escape(words)}</span>'
        for verdict, words in answer_counts(answers).items()
    )
    table = (
        table_html(
            board_table(known),
            answers_finding({year: answers}),
            Look("answers-table", is_markdown=True),
        )
        if known
        else ""
    )
    names = ", ".join(
        f"{aim_name(item.indicator, item.aim)} ({aim_of_base(item.indicator, item.aim)})"
        for item in unknown
    )
    folded = disclosure(_("Chưa rõ"), small(names), "note") if names else ""
    return (
        f'<h2 class="targets-head">{title}</h2><p class="answer-counts">{counts}</p>{table}{folded}'
    )


def choose_country_year(source: Warehouse) -> int:
    """The year in which targets of the country were or are due; the last one that is over first."""
    day = day_read(source)
    over = {item.aim.due_on.year for item in target_answers(source, day)}
    ahead = {item.aim.due_on.year for item in targets_ahead(source, day)}
    years = [str(year) for year in sorted(over | ahead)]
    first = str(max(over, default=min(ahead, default=YEARS[-1])))
    return int(widgets.choose(DUE, years or [first], default=first, widget="segmented"))


def show_country_targets(source: Warehouse, year: int) -> None:
    """Every target of the country and its blocs due in a year: what came of it, what it takes."""
    day = day_read(source)
    every = target_answers(source, day)
    by_year = {
        of: [item for item in every if item.aim.due_on.year == of] for of in sorted({*YEARS, year})
    }
    ahead = [item for item in targets_ahead(source, day) if item.aim.due_on.year == year]
    told = {of: answers for of, answers in by_year.items() if answers}
    show_finding(" ".join(filter(None, [answers_finding(told), year_ahead_words(year, ahead)])))
    if by_year[year]:
        st.html(of_year(source, RESULTS, by_year[year], str(year)))
    if ahead:
        st.html(of_year(source, AHEAD, ahead, str(year)))
    of_units = [item for item in deadlines(source, OLD) if item.due_on.year == year]
    if of_units:
        st.html(_of_units(source, of_units))


def _of_units(source: Warehouse, items: Sequence[Deadline]) -> str:
    """How many units reached what each of them was to reach, by figures of which period."""
    look = Look("overview-deadlines", is_markdown=True)
    table = table_html(deadlines_table(items), deadlines_finding(items), look)
    title = _("Mục tiêu của từng tỉnh, từng bộ")
    return part(title, passed_words(items, today()), table, "", deadline_files(source, items, OLD))
