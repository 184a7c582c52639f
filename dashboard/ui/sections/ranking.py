"""The ranking of an indicator with its words: what the page shows, and what is fetched ahead."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.analysis.ordering import ordered, split_by_value
from dashboard.analysis.targets import unit_targets
from dashboard.figures.ranking import Ranking, ranking
from dashboard.queries.benchmarks import benchmarks
from dashboard.queries.indicator_views import View
from dashboard.queries.view_rows import ViewRow
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse
from dashboard.ui.controls.blocks import paragraph, show_part
from dashboard.ui.controls.flags import flag_groups
from dashboard.ui.controls.missing import units_without_value
from dashboard.ui.controls.rankings import show_ranking
from dashboard.words.captions import view_caption
from dashboard.words.earlier import changes_finding, describe_earlier
from dashboard.words.markdown import plain
from dashboard.words.summaries import finding
from dashboard.words.views import describe_source
from etl.language.i18n import _


def is_ranked(shown: View) -> bool:
    """Whether bars say anything: a yes and a no are two groups, in the order of names."""
    return shown.indicator.value_kind != "flag"


@kept(512)
def view_ranking(source: Warehouse, shown: View, region_id: str | None, sort: str) -> Ranking:
    """The bars of the units that have a value, in an order; some unit must have one."""
    rows = ordered(shown.within(region_id), sort)
    valued, _without = split_by_value(rows)
    return ranking(
        shown,
        valued,
        ranking_finding(shown, rows),
        targets=unit_targets(source, shown),
        averages=benchmarks(source, shown),
    )


def ranking_finding(shown: View, rows: Sequence[ViewRow]) -> str:
    """Who leads and who trails, and what changed since the period before."""
    return " ".join(filter(None, [finding(shown, rows), changes_finding(shown, rows)]))


def ranking_source(shown: View, rows: Sequence[ViewRow]) -> str:
    """Where the figures stand, and what the period before says of them."""
    lines = [describe_source(shown)]
    if shown.earlier is not None:
        lines.append(describe_earlier(shown, rows))
    return "".join(paragraph(f":small[:gray[{plain(line)}]]") for line in lines)


def without_value(shown: View, rows: Sequence[ViewRow]) -> str:
    """The units that are not ranked, with the reason."""
    _valued, without = split_by_value(rows)
    return units_without_value(without, is_flag=not is_ranked(shown))


def ranking_or_groups(
    source: Warehouse,
    shown: View,
    region_id: str | None,
    sort: str,
    unit_id: str | None,
    ahead: Mapping[str, Any] | None,
) -> None:
    """Bars, or the groups of a yes and a no; words where no unit has a value."""
    rows = ordered(shown.within(region_id), sort)
    valued, _without = split_by_value(rows)
    if not valued:
        nobody = _("Không đơn vị nào có số liệu của chỉ số đã chọn.")
        nobody_there = _("Không đơn vị nào trong vùng này có số liệu của chỉ số đã chọn.")
        st.info(nobody if region_id is None else nobody_there)
        return
    if is_ranked(shown):
        figure = view_ranking(source, shown, region_id, sort)
        caption = view_caption(source, shown, region_id)
        show_ranking(figure, caption, key="ranking", chosen=unit_id, ahead=ahead)
    else:
        show_part("groups", flag_groups(valued, unit_id))
    show_part("source", ranking_source(shown, rows))
