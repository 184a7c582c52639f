"""The parts of the first page: national figures, deadlines, leaders, trust, ways to every page."""

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from dashboard.analysis.comparison import MOST_UNITS
from dashboard.analysis.country_targets import TargetAnswer, targets_ahead
from dashboard.analysis.overview import Deadline, Leaders, goal_count, leaders, trust
from dashboard.queries.claims import CONTRADICTED
from dashboard.queries.national import Headline, headlines
from dashboard.queries.obstacles import Filter, obstacles
from dashboard.queries.structures import Structure
from dashboard.queries.tasks import tasks
from dashboard.store.made_once import made_once
from dashboard.store.warehouse import Warehouse
from dashboard.tables.html import Look, table_html
from dashboard.tables.overview import deadlines_table, leaders_table
from dashboard.ui.controls import selectors
from dashboard.ui.controls.blocks import anchors, finding_html, listing, paragraph
from dashboard.ui.controls.ways import way, ways
from dashboard.ui.frame.days import day_read, today
from dashboard.ui.frame.pages import (
    COMPARE,
    MAP,
    METHODS,
    NATIONAL,
    OBSTACLES,
    PROJECT06,
    QUALITY,
    RANKING,
    SECURITY,
    TARGETS,
)
from dashboard.ui.frame.parameters import (
    COLOR,
    DUE,
    INDICATOR,
    SECTION,
    SHOWN,
    STRUCTURE,
    UNITS,
    VERDICT,
)
from dashboard.ui.sections.country_targets import (
    answered_indicators,
    answers_board,
    answers_by_year,
)
from dashboard.ui.sections.national_cards import national_cards
from dashboard.ui.sections.overview_files import deadline_files, leader_files
from dashboard.words.country_targets import answers_finding
from dashboard.words.markdown import html_of, plain
from dashboard.words.obstacles import finding as obstacles_finding
from dashboard.words.overview import (
    country_finding,
    deadlines_finding,
    goal_count_words,
    leaders_finding,
    passed_words,
    silence_summary,
    silence_words,
    systems_left_words,
    trust_summary,
    trust_words,
)
from dashboard.words.tasks import finding as tasks_finding
from etl.language.i18n import _


def overview_finding(source: Warehouse, items: Sequence[Deadline], day: date) -> None:
    """Were the targets met, or where the country stands; how far to trust it, and the reasons.

    Figures that no answer rests on have a card each.
    """
    figures, answers = headlines(source), answers_by_year(source)
    st.html(_finding(source, figures, items, day, tuple(answers.items())))
    if answers:
        st.html(answers_board(source, answers, targets_ahead(source, day_read(source))))
    told = answered_indicators(answers)
    st.html(national_cards([item for item in figures if item.indicator.indicator_id not in told]))


@made_once(16)
def _finding(
    source: Warehouse,
    figures: Sequence[Headline],
    items: Sequence[Deadline],
    day: date,
    answers: Sequence[tuple[int, Sequence[TargetAnswer]]],
) -> str:
    found = trust(source)
    said = answers_finding(dict(answers)) if answers else country_finding(figures, items, day)
    trusted = ways(
        [
            way(QUALITY, {VERDICT: CONTRADICTED}, trust_summary(found)),
            way(QUALITY, {SECTION: "day-du"}, silence_summary(found)),
        ]
    )
    return finding_html(said) + trusted + anchors(_parts())


def _parts() -> dict[str, str]:
    """The parts of the page by their ids; the cards come first anyway."""
    return {
        "muc-tieu": _("Hạn và mục tiêu"),
        "dan-dau": _("Ai dẫn đầu"),
        "tin-cay": _("Độ tin cậy"),
        "ban-do": _("Bản đồ theo mục tiêu"),
    }


def goals_by_deadline(source: Warehouse, items: Sequence[Deadline], structure: Structure) -> str:
    """When each goal is due, how many units reached it, what is left."""
    html, words = _deadlines(items, today())
    first = items[0].due_on.year
    links = ways(
        [
            way(TARGETS, {STRUCTURE: structure.id, DUE: str(first)}, _(TARGETS.title)),
            way(SECURITY, {STRUCTURE: structure.id}, _(SECURITY.title)),
            way(NATIONAL, {SHOWN: "co-muc-tieu"}, _(NATIONAL.title)),
        ]
    )
    head = f"<h2>{escape(_('Hạn, mục tiêu và bao nhiêu đơn vị đã đạt'))}</h2>"
    files = deadline_files(source, items, structure)
    return f'<section id="muc-tieu">{head}{html}{words}{links}{files}</section>'


@made_once(16)
def _deadlines(items: Sequence[Deadline], day: date) -> tuple[str, str]:
    look = Look("overview-deadlines", is_markdown=True)
    html = table_html(deadlines_table(items), deadlines_finding(items), look)
    return html, _small([passed_words(items, day), *systems_left_words(items)])


def ahead_and_behind(source: Warehouse, items: Sequence[Deadline], structure: Structure) -> str:
    """Who reached most goals at each level, who leads and who trails on each rate."""
    html, words = _ends(items, items[0].due_on.year)
    head = f"<h2>{escape(_('Ai dẫn đầu, ai còn xa đích'))}</h2>"
    links = ways(_ways_to_units(leaders(items, "province"), structure))
    files = leader_files(source, items, structure)
    return f'<section id="dan-dau">{head}{html}{words}{links}{files}</section>'


@made_once(16)
def _ends(items: Sequence[Deadline], year: int) -> tuple[str, str]:
    found = {level: leaders(items, level) for level in selectors.LEVELS}
    look = Look("overview-leaders", is_markdown=True)
    lines = [
        f"**{_(name)}**: {plain(goal_count_words(counted, year))}"
        for level, name in selectors.LEVELS.items()
        if (counted := goal_count(items, level, year)) is not None
    ]
    return table_html(leaders_table(found), leaders_finding(found), look), _small(lines)


def _small(lines: Sequence[str]) -> str:
    return "".join(f'<p class="small">{html_of(line)}</p>' for line in lines)


def _ways_to_units(ends: Sequence[Leaders], structure: Structure) -> list[str]:
    """The ranking and the map of the indicator that comes first, the comparison of the extremes."""
    choice = {STRUCTURE: structure.id}
    compared = dict(choice)
    if ends:
        shown = ends[0].shown
        choice |= {INDICATOR: shown.indicator.indicator_id}
        if shown.due_on is not None:
            choice |= {DUE: str(shown.due_on.year)}
        units = dict.fromkeys(end.rows[0].unit_id for of in ends for end in (of.first, of.last))
        compared |= {UNITS: ",".join(list(units)[:MOST_UNITS])}
    return [
        way(RANKING, choice, _(RANKING.title)),
        way(MAP, choice | {COLOR: "verdict"}, _(MAP.title)),
        way(COMPARE, compared, _(COMPARE.title)),
    ]


@made_once(16)
def trust_and_operations(source: Warehouse, structure: Structure) -> str:
    """What the figures are worth, and what the two registers say."""
    blocks = (_trust(source), _obstacles(source, structure), _project06(source, structure))
    return f'<div class="thirds" id="tin-cay">{"".join(blocks)}</div>'


def _trust(source: Warehouse) -> str:
    """Claims tested, units that gave no figures."""
    found = trust(source)
    lines = [trust_words(found), *(f"{silence_words(item)}." for item in found.silences)]
    links = [
        way(QUALITY, {VERDICT: CONTRADICTED}, _("Chỗ khác bảng")),
        way(QUALITY, {SECTION: "day-du"}, _("Ai chưa có số liệu")),
        way(METHODS, {}, _(METHODS.title)),
    ]
    told = listing(_("Con số có tin được không"), lines)
    return f"<section>{told}{ways(links)}</section>"


def _obstacles(source: Warehouse, structure: Structure) -> str:
    words = plain(obstacles_finding(obstacles(source, structure), Filter()))
    link = way(OBSTACLES, {STRUCTURE: structure.id}, _("Ai nêu, ai chủ quản"))
    return _told(_(OBSTACLES.title), words, link)


def _project06(source: Warehouse, structure: Structure) -> str:
    words = tasks_finding(tasks(source, structure))
    link = way(PROJECT06, {STRUCTURE: structure.id}, _("Tiến độ và nhiệm vụ"))
    return _told(_(PROJECT06.title), words, link)


def _told(name: str, words: str, link: str) -> str:
    return f"<section>{paragraph(f'**{name}**')}{paragraph(words)}{ways([link])}</section>"
