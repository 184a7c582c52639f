"""The parts of a unit's profile: who it is, where it stands, what it takes, what it was given."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from dashboard.analysis.profiles import (
    GoalStanding,
    Standing,
    allocated,
    by_topic,
    has_strip,
    province_tallies,
)
from dashboard.analysis.targets import goal_view
from dashboard.figures.strips import strips
from dashboard.figures.tallies import tallies
from dashboard.queries.structures import Structure
from dashboard.queries.units import Unit
from dashboard.store.made_once import made_once
from dashboard.store.warehouse import Warehouse
from dashboard.tables.html import Look, table_html
from dashboard.tables.row_cells import cell_of, place_cell
from dashboard.tables.target_matrix import tallies_table
from dashboard.ui.controls import charts
from dashboard.ui.controls.files import today
from dashboard.ui.controls.provenance_link import figure_link
from dashboard.ui.controls.tables import small_table_of, table_behind
from dashboard.ui.controls.unit_series import unit_sparklines
from dashboard.ui.controls.ways import way
from dashboard.ui.frame.pages import MAP, RANKING
from dashboard.ui.frame.parameters import LEVEL, REGION, STRUCTURE, UNIT
from dashboard.ui.sections.profile_files import export_count, export_rows
from dashboard.ui.sections.shortfalls import unit_shortfalls
from dashboard.words.captions import Caption, file_stem, views_caption
from dashboard.words.changes import describe_change
from dashboard.words.markdown import plain
from dashboard.words.periods import results_words, view_period
from dashboard.words.profiles import RULE, Trait, other_period, strengths, weaknesses
from dashboard.words.statements import write
from dashboard.words.summaries import strips_finding, tally_finding
from dashboard.words.units import identity_lines
from dashboard.words.values import format_gap, format_row_target, format_value
from dashboard.words.vocabulary import VERDICT_MARKS
from etl.language.i18n import _, format_date


def identity(source: Warehouse, unit: Unit, structure: Structure) -> None:
    """Name, kind, region, legal names over time, members and the acts that joined them."""
    st.header(plain(unit.name_vi), anchor=False)
    st.markdown("  \n".join(map(plain, identity_lines(source, unit, structure))))


def ways_on(unit: Unit, structure: Structure) -> list[str]:
    """Links to the map and the ranking with the choices made here."""
    place = {STRUCTURE: structure.id}
    if unit.level == "region":
        place |= {REGION: unit.unit_id}
    else:
        place |= {UNIT: unit.unit_id}
    links = []
    if unit.level != "ministry":
        links.append(way(MAP, place, _("Xem trên bản đồ")))
    level = "ministry" if unit.level == "ministry" else "province"
    return [*links, way(RANKING, place | {LEVEL: level}, _("Xem xếp hạng"))]


def findings(items: Sequence[Standing]) -> None:
    """Strengths beside weaknesses, and the rule that told them apart."""
    for column, traits in zip(st.columns(2, gap="large"), _both_sides(items), strict=True):
        column.markdown(traits)
    st.caption(_(RULE))


@made_once(64)
def _both_sides(items: Sequence[Standing]) -> tuple[str, str]:
    good, bad = strengths(items), weaknesses(items)
    return (
        _traits(_("Điểm mạnh"), good, _("Số liệu không cho thấy điểm mạnh nào.")),
        _traits(_("Điểm yếu"), bad, _("Số liệu không cho thấy điểm yếu nào.")),
    )


def _traits(title: str, found: Sequence[Trait], none: str) -> str:
    lines = [f"- **{plain(trait.name)}**: {plain(trait.text)}" for trait in found] or [none]
    return f"**{title} ({len(found)})**\n\n" + "\n".join(lines)


def figures_by_topic(
    source: Warehouse, items: Sequence[Standing], unit: Unit, structure: Structure
) -> None:
    """Per topic, a table of value, rank and targets beside the strips of the same indicators."""
    for topic, group in by_topic(items):
        made = _topic(source, unit, structure, topic, group)
        st.markdown(f"### {plain(topic)}")
        table, picture = st.columns([6, 5], gap="medium")
        with table:
            rows = partial(export_rows, group)
            small_table_of(made.html, rows, export_count(group), made.caption)
            st.caption(made.notes)
        with picture:
            if made.drawn:
                charts.show(
                    strips(made.drawn, charts.palette()),
                    made.caption,
                    key=f"strips-{group[0].indicator.topic}",
                    alt=made.alt,
                    selects_unit=unit.level != "region",
                )
            unit_sparklines(source, [item.shown for item in group], unit.unit_id)
    st.caption(
        _(
            "Chấm và dải xám: các đơn vị cùng cấp; hình thoi hoặc thanh màu cam: đơn vị đang xem; "
            "vạch: mục tiêu của năm ghi dưới vạch. Càng về bên phải càng tốt."
        )
    )


@dataclass(frozen=True)
class _Topic:
    """A unit's figures of a topic: as a table, and which of them are drawn."""

    caption: Caption
    html: str
    notes: str
    drawn: tuple[Standing, ...]
    alt: str


@made_once(512)
def _topic(
    source: Warehouse, unit: Unit, structure: Structure, topic: str, group: Sequence[Standing]
) -> _Topic:
    caption = views_caption(
        source,
        f"{unit.name_vi}: {topic}",
        file_stem("profile", unit.unit_id, structure.id, group[0].indicator.topic),
        [item.shown for item in group],
        _("giữa các đơn vị cùng cấp"),
    )
    drawn = tuple(item for item in group if has_strip(item))
    return _Topic(
        caption,
        table_html(_figures(group), caption.title, Look("framed", is_markdown=True)),
        "  \n".join(map(plain, _notes(group))),
        drawn,
        strips_finding(unit.name_vi, drawn) if drawn else "",
    )


def _figures(group: Sequence[Standing]) -> pd.DataFrame:
    """A line per indicator, with a column for each year that has targets."""
    years = sorted({goal.goal.due_on.year for item in group for goal in item.goals})
    has_changes = any(item.row.change is not None for item in group)
    lines = []
    for item in group:
        line = {
            _("Chỉ số"): plain(item.indicator.short_name_vi),
            _("Giá trị"): cell_of(
                item.indicator,
                item.row,
                figure_link(format_value(item.indicator, item.row), item.shown, item.row.unit_id),
            ),
            _("Hạng"): place_cell(item.row, "–"),
        }
        if has_changes:
            line[_("Thay đổi")] = plain(describe_change(item.shown, item.row)) or "–"
        for year in years:
            goals = [goal for goal in item.goals if goal.goal.due_on.year == year]
            line[_("Mục tiêu {year}").format(year=year)] = (
                "; ".join(_goal(goal) + other_period(goal, item) for goal in goals) or "–"
            )
        lines.append(line)
    return pd.DataFrame(lines, dtype=object)


def _goal(standing: GoalStanding) -> str:
    indicator, row = standing.goal.indicator, standing.row
    mark = VERDICT_MARKS.get(row.verdict or "", "–")
    gap = format_gap(indicator, row)
    target = format_row_target(indicator, row)
    return f"{mark} {target}: {gap}" if gap else f"{mark} {target}"


def _notes(group: Sequence[Standing]) -> list[str]:
    """Why a figure is missing or how it came about, and where it stands, once per wording."""
    found: dict[str, list[str]] = {}
    for item in group:
        if item.row.note is not None:
            found.setdefault(write(item.row.note), []).append(item.indicator.short_name_vi)
    notes = [f"{', '.join(names)}: {note}" for note, names in found.items()]
    sources = dict.fromkeys(
        f"{item.row.document}, {item.row.appendix}, {view_period(item.shown)}"
        for item in group
        if item.row.document is not None
    )
    return [
        *notes,
        *([_("Nguồn: {sources}").format(sources="; ".join(sources))] if sources else []),
    ]


def work_left(source: Warehouse, items: Sequence[Standing], unit: Unit) -> None:
    """What each target takes, in things to do where they can be counted; amounts allocated."""
    judged = [goal for item in items for goal in item.goals]
    judged.sort(key=lambda standing: standing.goal.due_on)
    if judged:
        st.caption("  \n".join(results_words([item.shown for item in judged], today())))
        unit_shortfalls(
            source,
            [standing.goal for standing in judged],
            [standing.shown for standing in judged],
            unit.unit_id,
        )
    if given := allocated(items):
        st.markdown(f"**{_('Chỉ tiêu được giao')}**")
        st.markdown("\n".join(f"- {_allocation(item)}" for item in given))


def _allocation(item: Standing) -> str:
    indicator = item.indicator
    due: date | None = item.shown.due_on
    value = format_value(indicator, item.row)
    text = f"{plain(indicator.name_vi)}: **{value}** {_(indicator.unit_vi)}"
    return text if due is None else _("{text}, hạn {day}").format(text=text, day=format_date(due))


def provinces_reached(source: Warehouse, region: Unit, structure: Structure) -> None:
    """Of the targets of provinces, how many of a region's reached each."""
    counted = province_tallies(source, region, structure)
    caption = views_caption(
        source,
        _("{region}: số tỉnh, thành phố đạt từng mục tiêu").format(region=region.name_vi),
        file_stem("tallies", "province", region.unit_id, structure.id),
        [goal_view(source, item.goal, "province", structure) for item in counted],
        unit=_("số tỉnh, thành phố"),
    )
    st.markdown(f"### {_('Bao nhiêu tỉnh, thành phố trong vùng đã đạt mục tiêu')}")
    st.caption(_("Mục tiêu đặt cho từng tỉnh, thành phố; vùng không có mục tiêu riêng."))
    charts.show(
        tallies(counted, charts.palette()),
        caption,
        key="region-tallies",
        alt=f"{region.name_vi}. {tally_finding(counted)}",
    )
    table_behind(tallies_table(structure, {"province": counted}), None, caption)
