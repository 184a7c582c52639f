"""The parts of the first page: national figures, deadlines, leaders, trust, ways to every page."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dashboard.analysis.comparison import MOST_UNITS
from dashboard.analysis.overview import Deadline, Leaders, goal_count, leaders, trust
from dashboard.queries.claims import CONTRADICTED
from dashboard.queries.national import Headline
from dashboard.queries.obstacles import Filter, obstacles
from dashboard.queries.structures import Structure
from dashboard.queries.tasks import tasks
from dashboard.store.made_once import made_once
from dashboard.store.warehouse import Warehouse
from dashboard.tables.html import Look, table_html
from dashboard.tables.overview import deadlines_table, leaders_table
from dashboard.ui.controls import selectors
from dashboard.ui.controls.files import today
from dashboard.ui.controls.meter import meter
from dashboard.ui.controls.provenance_link import source_link
from dashboard.ui.controls.ways import show_ways, way
from dashboard.ui.frame.addresses import address
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
from dashboard.words.markdown import plain
from dashboard.words.obstacles import finding as obstacles_finding
from dashboard.words.overview import (
    deadlines_finding,
    goal_count_words,
    headline_change,
    headline_gap,
    headline_others,
    headline_target,
    leaders_finding,
    passed_words,
    silence_summary,
    silence_words,
    systems_left_words,
    trust_summary,
    trust_words,
)
from dashboard.words.statements import write_or_none
from dashboard.words.tasks import finding as tasks_finding
from dashboard.words.values import describe_other_target, format_amount
from etl.language.i18n import _

_COLUMNS = 4


def trust_in_brief(source: Warehouse) -> None:
    """Beside the first figures: how far they can be trusted, with the ways to the reasons."""
    found = trust(source)
    contradicted = address(QUALITY, {VERDICT: CONTRADICTED})
    absent = address(QUALITY, {SECTION: "day-du"})
    st.markdown(
        f":small[[{trust_summary(found)}]({contradicted})  \n[{silence_summary(found)}]({absent})]",
        width="content",
    )


def national_figures(items: Sequence[Headline]) -> None:
    """A card per headline figure: value, what is missing, its place from 0 to 100%, its cell."""
    with st.container(key="overview-figures", gap="small"):
        for start in range(0, len(items), _COLUMNS):
            columns = st.columns(_COLUMNS, gap="small")
            for column, item in zip(columns, items[start : start + _COLUMNS], strict=False):
                with column.container(border=True, height="stretch", gap=None):
                    _national_figure(item)


def _national_figure(item: Headline) -> None:
    indicator = item.indicator
    name = indicator.short_name_vi
    lines, foot, notes = _headline_words(item)
    st.markdown(f":small[**{plain(name)}**]")
    row = f"overview-figure-{indicator.indicator_id}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=row):
        st.metric(
            plain(name),
            format_amount(indicator, item.value, item.decimals),
            label_visibility="collapsed",
            width="content",
        )
        st.markdown(lines, width="stretch")
    if item.target is not None:
        meter(item, item.target)
    if item.other_targets:
        with st.container(key=f"overview-base-{indicator.indicator_id}"):
            st.markdown("  \n".join(f":small[{line}]" for line in headline_others(item)))
    st.markdown(foot, help=notes)


@made_once(64)
def _headline_words(item: Headline) -> tuple[str, str, str]:
    """What stands beside the value, what under it, and what the figure is."""
    indicator = item.indicator
    lines = [f"**{headline_gap(item)}**", headline_target(item)]
    cited = source_link(_("nguồn"), indicator.indicator_id)
    doubt = " :orange[⚠]" if item.doubt else ""
    others = [describe_other_target(indicator, target) for target in item.other_targets]
    notes = (indicator.name_vi, indicator.definition_vi, *others, write_or_none(item.doubt))
    return (
        "  \n".join(f":small[{line}]" for line in lines if line),
        f":small[:gray[{plain(headline_change(item) or item.period_label)} · {cited}{doubt}]]",
        "\n\n".join(plain(note) for note in notes if note),
    )


def goals_by_deadline(items: Sequence[Deadline], structure: Structure) -> None:
    """When each goal is due, how many units reached it, what is left."""
    st.subheader(_("Hạn, mục tiêu và bao nhiêu đơn vị đã đạt"), anchor=False)
    html, words = _deadlines(items, today())
    st.html(html)
    st.caption(words)
    first = items[0].due_on.year
    show_ways(
        way(TARGETS, {STRUCTURE: structure.id, DUE: str(first)}, _(TARGETS.title)),
        way(SECURITY, {STRUCTURE: structure.id}, _(SECURITY.title)),
        way(NATIONAL, {SHOWN: "co-muc-tieu"}, _(NATIONAL.title)),
    )


@made_once(16)
def _deadlines(items: Sequence[Deadline], day: date) -> tuple[str, str]:
    look = Look("overview-deadlines", is_markdown=True)
    html = table_html(deadlines_table(items), deadlines_finding(items), look)
    return html, "  \n".join([passed_words(items, day), *systems_left_words(items)])


def ahead_and_behind(items: Sequence[Deadline], structure: Structure) -> None:
    """Who reached most goals at each level, who leads and who trails on each rate."""
    st.subheader(_("Ai dẫn đầu, ai còn xa đích"), anchor=False)
    year = items[0].due_on.year
    html, words = _ends(items, year)
    st.html(html)
    st.caption(words)
    _ways_to_units(leaders(items, "province"), structure)


@made_once(16)
def _ends(items: Sequence[Deadline], year: int) -> tuple[str, str]:
    found = {level: leaders(items, level) for level in selectors.LEVELS}
    look = Look("overview-leaders", is_markdown=True)
    lines = [
        f"**{_(name)}**: {plain(goal_count_words(counted, year))}"
        for level, name in selectors.LEVELS.items()
        if (counted := goal_count(items, level, year)) is not None
    ]
    return table_html(leaders_table(found), leaders_finding(found), look), "  \n".join(lines)


def _ways_to_units(ends: Sequence[Leaders], structure: Structure) -> None:
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
    show_ways(
        way(RANKING, choice, _(RANKING.title)),
        way(MAP, choice | {COLOR: "verdict"}, _(MAP.title)),
        way(COMPARE, compared, _(COMPARE.title)),
    )


def can_it_be_trusted(source: Warehouse) -> None:
    """Claims tested, units that gave no figures."""
    found = trust(source)
    st.markdown(f"**{_('Con số có tin được không')}**")
    lines = [trust_words(found), *(f"{silence_words(item)}." for item in found.silences)]
    st.markdown("\n".join(f"- :small[{line}]" for line in lines))
    show_ways(
        way(QUALITY, {VERDICT: CONTRADICTED}, _("Chỗ khác bảng")),
        way(QUALITY, {SECTION: "day-du"}, _("Ai chưa có số liệu")),
        way(METHODS, {}, _(METHODS.title)),
    )


def operations(source: Warehouse, structure: Structure) -> None:
    """Obstacles and Đề án 06, a sentence each."""
    st.markdown(f"**{_(OBSTACLES.title)}**")
    st.markdown(f":small[{plain(obstacles_finding(obstacles(source, structure), Filter()))}]")
    show_ways(way(OBSTACLES, {STRUCTURE: structure.id}, _("Ai nêu, ai chủ quản")))


def project06(source: Warehouse, structure: Structure) -> None:
    """The register of tasks in a sentence."""
    st.markdown(f"**{_(PROJECT06.title)}**")
    st.markdown(f":small[{tasks_finding(tasks(source, structure))}]")
    show_ways(way(PROJECT06, {STRUCTURE: structure.id}, _("Tiến độ và nhiệm vụ")))
