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
from dashboard.queries.country_targets import AimFigure
from dashboard.queries.structures import OLD
from dashboard.store.codes import MET, NOT_MET, UNDETERMINED
from dashboard.store.made_once import made_once
from dashboard.store.warehouse import Warehouse
from dashboard.tables.country_targets import (
    ahead_export,
    ahead_table,
    answers_export,
    answers_table,
    board_table,
)
from dashboard.tables.html import Look, table_html
from dashboard.tables.overview import deadlines_table
from dashboard.ui.controls.blocks import show_finding
from dashboard.ui.controls.files import files_menu
from dashboard.ui.controls.provenance_link import provenance_url
from dashboard.ui.controls.ways import way, ways
from dashboard.ui.frame import widgets
from dashboard.ui.frame.days import day_read, today
from dashboard.ui.frame.menus import disclosure
from dashboard.ui.frame.pages import TARGETS
from dashboard.ui.frame.parameters import DUE, LEVEL
from dashboard.ui.sections.overview_files import deadline_files
from dashboard.words.captions import documents_caption, file_stem
from dashboard.words.country_targets import (
    ahead_words,
    aim_name,
    aim_of_base,
    answer_counts,
    answers_finding,
    year_ahead_words,
)
from dashboard.words.overview import deadlines_finding, passed_words
from dashboard.words.vocabulary import sign_words
from etl.language.i18n import _

COUNTRY_LEVEL = "country"
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
        f"<section>{_column(year, answers)}{_files(source, answers, str(year))}</section>"
        for year, answers in by_year.items()
    )
    whole = way(TARGETS, {LEVEL: COUNTRY_LEVEL}, _("Từng mục tiêu: theo số nào, ngày nào"))
    further = ahead_words(ahead) if ahead else ""
    every = [item for answers in by_year.values() for item in answers]
    return (
        f'<section class="answers"><div class="halves">{columns}</div>'
        f"{_small(f'{further}. {_legend(every)}')}{ways([whole])}</section>"
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
    folded = disclosure(_("Chưa rõ"), _small(names), "note") if names else ""
    return (
        f'<h2 class="targets-head">{title}</h2><p class="answer-counts">{counts}</p>{table}{folded}'
    )


def _legend(answers: Sequence[TargetAnswer] | Sequence[TargetAhead]) -> str:
    """What the sign of a lesser source means, where it stands."""
    words = sign_words(item.confirmation for item in answers)
    return f"{words}." if words else ""


def _small(words: str) -> str:
    return f'<p class="small">{escape(words)}</p>' if words else ""


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
        st.html(_results(source, by_year[year], str(year)))
    if ahead:
        st.html(_ahead(source, ahead, str(year)))
    of_units = [item for item in deadlines(source, OLD) if item.due_on.year == year]
    if of_units:
        st.html(_of_units(source, of_units))


def _of_units(source: Warehouse, items: Sequence[Deadline]) -> str:
    """How many units reached what each of them was to reach, by figures of which period."""
    look = Look("overview-deadlines", is_markdown=True)
    table = table_html(deadlines_table(items), deadlines_finding(items), look)
    title = _("Mục tiêu của từng tỉnh, từng bộ")
    return _part(title, passed_words(items, today()), table, "", deadline_files(source, items, OLD))


def _results(source: Warehouse, answers: Sequence[TargetAnswer], year: str) -> str:
    words = _(
        "Kết quả chỉ lấy từ số liệu của ngày đến hạn hoặc trước đó nhiều nhất 62 ngày; "
        "chỉ tiêu đo hai năm một lần thì lấy lần đo gần nhất. Số liệu cũ hơn cho biết đã đạt "
        "từ trước, không cho biết là chưa đạt. Nguồn nêu khác nhau thì không kết luận."
    )
    table, files = _results_html(tuple(answers)), _files(source, answers, year)
    title = _("Kết quả của các mục tiêu đến hạn {year}").format(year=year)
    return _part(title, words, table, _legend(answers), files)


def _files(source: Warehouse, answers: Sequence[TargetAnswer], year: str) -> str:
    """What came of each target, with every figure it rests on."""
    caption = documents_caption(
        source,
        _("Mục tiêu của cả nước: kết quả đến hạn"),
        file_stem("country", "target", "results", year),
        cited=[item.aim.source.document for item in answers]
        + [figure.source.document for item in answers for figure in item.figures],
    )
    count = sum(max(len(item.figures), 1) for item in answers)
    return files_menu(caption, count, lambda: answers_export(answers))


@made_once(8)
def _results_html(answers: Sequence[TargetAnswer]) -> str:
    urls = [_figure_url(item.figures[0] if item.figures else None) for item in answers]
    linked = answers_table(answers, urls)
    look = Look("country-targets", is_cards=True)
    return table_html(linked, answers_finding({answers[0].aim.due_on.year: answers}), look)


def _ahead(source: Warehouse, items: Sequence[TargetAhead], year: str) -> str:
    caption = documents_caption(
        source,
        _("Mục tiêu của cả nước còn phía trước"),
        file_stem("country", "targets", "ahead", year),
        cited=[item.aim.source.document for item in items]
        + [item.now.source.document for item in items if item.now],
    )
    words = _(
        "Cần mỗi năm: đi đều từ ngày của số liệu hiện nay đến hạn. Gần đây mỗi năm: giữa hai số "
        "liệu cả năm gần nhất, cùng cách đo."
    )
    files = files_menu(caption, len(items), lambda: ahead_export(items))
    title = _("Đang thực hiện, đến hạn {year}").format(year=year)
    return _part(title, words, _ahead_html(tuple(items)), _legend(items), files)


@made_once(8)
def _ahead_html(items: Sequence[TargetAhead]) -> str:
    linked = ahead_table(items, [_figure_url(item.now) for item in items])
    look = Look("country-targets", is_cards=True)
    return table_html(linked, ahead_words(items), look)


def _part(title: str, words: str, table: str, legend: str, files: str) -> str:
    return (
        f'<section><h2 class="targets-head">{escape(title)}</h2>'
        f"{_small(words)}{table}{_small(legend)}{files}</section>"
    )


def _figure_url(item: AimFigure | None) -> str | None:
    """The way to the cell of a figure, where there is one."""
    if item is None:
        return None
    return provenance_url(item.indicator_id, item.unit_id, COUNTRY_LEVEL, period=item.period)
