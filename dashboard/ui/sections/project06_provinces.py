"""Which provinces have done what Đề án 06 asks of them: a small map for each list."""

from collections.abc import Sequence

import streamlit as st

from dashboard.figures.flag_map import flag_map
from dashboard.queries.indicator_views import View, view
from dashboard.queries.project06 import FLAGS
from dashboard.queries.structures import OLD
from dashboard.store.warehouse import Warehouse
from dashboard.tables.project06 import reading_flags
from dashboard.tables.target_matrix import matrix_rows
from dashboard.ui.controls.blocks import paragraph
from dashboard.ui.controls.maps import show_map
from dashboard.ui.controls.provenance_link import source_link
from dashboard.ui.controls.tables import table_behind
from dashboard.words.captions import file_stem, view_caption, views_caption
from dashboard.words.markdown import plain
from dashboard.words.statements import write
from dashboard.words.values import FLAG_WORDS
from dashboard.words.views import describe_source
from dashboard.words.vocabulary import structure_name
from etl.language.i18n import _


def flag_views(source: Warehouse) -> list[View]:
    """The lists, for the provinces of their time."""
    return [view(source, indicator_id, "province", None, OLD) for indicator_id in FLAGS]


def flags_finding(views: Sequence[View]) -> str:
    """How many provinces are on each list."""
    return "; ".join(f"{of.indicator.short_name_vi}: {_counts(of)}" for of in views) + "."


def flag_maps(source: Warehouse, views: Sequence[View]) -> None:
    """A map for each list, and their rows behind them."""
    for column, shown in zip(st.columns(len(FLAGS)), views, strict=True):
        with column.container(border=True, height="stretch", gap="xsmall"):
            _flag_card(source, shown)
    units = list(views[0].names)
    table_behind(
        reading_flags(views),
        lambda: matrix_rows(views, units),
        views_caption(
            source,
            _("Tỉnh, thành phố nào đã làm"),
            file_stem("da06-flags", "province", OLD.id),
            views,
            structure_name(OLD, "province"),
        ),
        count=len(units) * len(views),
    )
    st.caption(
        _(
            "Danh sách là của 63 tỉnh, thành phố khi đó. Có hay chưa là việc của từng tỉnh cũ, "
            "không gộp được cho tỉnh mới."
        )
    )


def _named(shown: View) -> dict[int, list[str]]:
    """The provinces by their answer; an answer that none gives is left out."""
    named = {
        value: [row.short_name_vi for row in shown.rows if row.value == value]
        for value in FLAG_WORDS
    }
    return {value: names for value, names in named.items() if names}


def _counts(shown: View) -> str:
    return ", ".join(f"{_(FLAG_WORDS[value])} {len(of)}" for value, of in _named(shown).items())


def _flag_card(source: Warehouse, shown: View) -> None:
    indicator = shown.indicator
    st.markdown(f"**{plain(indicator.name_vi)}**", help=plain(indicator.definition_vi))
    show_map(
        source,
        flag_map(shown, f"{indicator.name_vi}. {_counts(shown)}"),
        view_caption(source, shown),
        key=f"flag-{indicator.indicator_id}",
    )
    silent = dict.fromkeys(write(row.note) for row in shown.rows if row.value is None and row.note)
    value, names = min(_named(shown).items(), key=lambda item: len(item[1]))
    lines = [f"**{_(FLAG_WORDS[value])}** ({len(names)}): {plain(', '.join(names))}."]
    lines += [plain(reason) for reason in silent]
    place = source_link(plain(describe_source(shown)), indicator.indicator_id, None, "province")
    text = "  \n".join(f":small[{line}]" for line in [*lines, place])
    st.html(f'<div class="page-part">{paragraph(text)}</div>')
