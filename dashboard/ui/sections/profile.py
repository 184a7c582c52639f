"""The parts of a unit's profile: who it is, where it stands, what its provinces reached."""

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from dashboard.analysis.profiles import Standing, province_tallies, standings
from dashboard.analysis.similar import similar_units
from dashboard.analysis.single_figures import single_figures
from dashboard.analysis.targets import goal_view
from dashboard.figures.tallies import tallies
from dashboard.queries.structures import Structure
from dashboard.queries.units import Unit
from dashboard.store.codes import MET
from dashboard.store.made_once import made_once
from dashboard.store.warehouse import Warehouse
from dashboard.tables.indicator_views import export_table
from dashboard.tables.row_cells import cell_of
from dashboard.tables.target_matrix import tallies_table
from dashboard.ui.controls.blocks import anchors, finding_html, paragraph
from dashboard.ui.controls.drawn import show_shares
from dashboard.ui.controls.provenance_link import figure_link
from dashboard.ui.controls.tables import small_table, table_behind
from dashboard.ui.controls.ways import way
from dashboard.ui.frame.days import today
from dashboard.ui.frame.menus import disclosure
from dashboard.ui.frame.pages import COMPARE, MAP, RANKING
from dashboard.ui.frame.parameters import LEVEL, STRUCTURE, UNITS
from dashboard.ui.sections.profile_files import briefs
from dashboard.ui.sections.profile_spine import places_of, spine_html
from dashboard.words.captions import file_stem, views_caption
from dashboard.words.cells import Figure
from dashboard.words.markdown import plain
from dashboard.words.periods import results_words
from dashboard.words.profiles import RULE, figures_until, scoreboard, traits_line
from dashboard.words.similar import similar_names, similar_reason
from dashboard.words.summaries import tally_finding
from dashboard.words.units import identity_lines
from dashboard.words.values import format_value
from etl.language.i18n import _, format_date


def head(source: Warehouse, unit: Unit, structure: Structure, items: Sequence[Standing]) -> None:
    """Who the unit is, its scoreboard, what it is strong and weak at, and the ways on."""
    actions = "".join([briefs(source, unit, structure, items), *_ways_on(unit, structure)])
    st.html(
        f'<div class="profile-head">{_head(source, unit, structure)}'
        f'<div class="profile-actions">{actions}</div></div>'
    )


@made_once(256)
def _head(source: Warehouse, unit: Unit, structure: Structure) -> str:
    items = standings(source, unit, structure)
    who, *more = identity_lines(source, unit, structure)
    identity = f"<p>{escape(who)}</p>"
    if more:
        facts = "".join(paragraph(plain(line)) for line in more)
        identity += disclosure(_("Tên gọi, thành viên, văn bản"), facts, "note identity")
    said = scoreboard(items, is_spelled_out=True)
    if unit.level == "region":
        reached = sorted(
            province_tallies(source, unit, structure), key=lambda it: it.counts[MET], reverse=True
        )
        said = tally_finding([reached[0], reached[-1]])
    return (
        f"<h2>{escape(unit.name_vi)}</h2>"
        f'<div class="in-line">{identity}</div>'
        f"{finding_html(said)}"
        f'<p class="good">{escape(traits_line(items, is_good=True))}</p>'
        f'<p class="bad">{escape(traits_line(items, is_good=False))}</p>'
        f"{_alike(source, unit, structure)}{_basis(items)}{anchors(_parts())}"
    )


def _parts() -> dict[str, str]:
    """What lies far below on a phone, by its id."""
    return {"vuong-mac-nhiem-vu": _("Vướng mắc và nhiệm vụ")}


def _alike(source: Warehouse, unit: Unit, structure: Structure) -> str:
    """The units most like it and why, with the way to their comparison."""
    found = similar_units(source, unit, structure)
    if found is None:
        return ""
    compared = [unit.unit_id, *(one.unit_id for one in found.units)]
    choices = {LEVEL: unit.level, STRUCTURE: structure.id, UNITS: ",".join(compared)}
    said = _("Đơn vị tương tự: {names}").format(names=similar_names(found))
    why = f'<span class="gray">({escape(similar_reason(found, unit.unit_id))})</span>'
    return f"<p>{escape(said)} {why} {way(COMPARE, choices, _(COMPARE.title))}</p>"


def _basis(items: Sequence[Standing]) -> str:
    """Of when the figures are that are judged; goal by goal, and the rule, on demand."""
    until = figures_until(items)
    judged = sorted((goal for item in items for goal in item.goals), key=lambda it: it.goal.due_on)
    lines = results_words([standing.shown for standing in judged], today())
    label = _("Cách xếp điểm mạnh, điểm yếu")
    if until is not None:
        label = _("Theo số liệu đến {day}; cách xếp").format(day=format_date(until))
    return disclosure(label, "".join(map(paragraph, (*lines, _(RULE)))), "note")


def _ways_on(unit: Unit, structure: Structure) -> list[str]:
    """Links to the map and the ranking with the choices made here."""
    place = places_of(unit, structure)
    links = []
    if unit.level != "ministry":
        links.append(way(MAP, place, _("Xem trên bản đồ")))
    level = "ministry" if unit.level == "ministry" else "province"
    return [*links, way(RANKING, place | {LEVEL: level}, _("Xem xếp hạng"))]


def spine(source: Warehouse, unit: Unit, structure: Structure) -> None:
    """The table of all that is known, and how it is read."""
    reading = _(
        "✓ đạt, ✗ chưa đạt, ? chưa xác định được, – chưa có số liệu. Chấm và dải xám: các đơn vị "
        "cùng cấp; hình thoi hoặc thanh màu cam: đơn vị đang xem; vạch: mục tiêu của năm ghi dưới "
        "vạch. Càng về bên phải càng tốt."
    )
    table = spine_html(source, unit, structure, today())
    st.html(f'{table}<p class="spine-reading">{escape(reading)}</p>')


def single_units(source: Warehouse, unit: Unit, structure: Structure) -> None:
    """What sources that name some units only print of this one; nothing where none does."""
    found = single_figures(source, unit, structure)
    if not found:
        return
    rows = [shown.row_of(unit.unit_id) for shown in found]
    title = _("{unit}: số liệu của nguồn chỉ nêu vài đơn vị").format(unit=unit.name_vi)
    cells = [
        {
            _("Chỉ số"): plain(shown.indicator.short_name_vi),
            _("Kỳ"): Figure(plain(shown.period_label), row.period_end),
            _("Giá trị"): cell_of(
                shown.indicator,
                row,
                figure_link(format_value(shown.indicator, row), shown, unit.unit_id),
            ),
            _("Nguồn"): plain(f"{row.document}, {row.appendix}"),
        }
        for shown, row in zip(found, rows, strict=True)
    ]
    st.markdown(f"**{_('Số liệu của nguồn chỉ nêu vài đơn vị')}**")
    st.caption(_("Không xếp hạng, không tính trung bình: nguồn không nêu các đơn vị còn lại."))
    small_table(
        pd.DataFrame(cells, dtype=object),
        lambda: pd.concat(
            [export_table(shown, [row]) for shown, row in zip(found, rows, strict=True)],
            ignore_index=True,
        ),
        views_caption(source, title, file_stem("single_units", unit.unit_id, structure.id), found),
        is_markdown=True,
    )


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
    show_shares(
        tallies(counted),
        caption,
        key="region-tallies",
        alt=f"{region.name_vi}. {tally_finding(counted)}",
    )
    table_behind(tallies_table(structure, {"province": counted}), None, caption)
