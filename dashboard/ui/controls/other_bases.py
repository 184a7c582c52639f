"""Below goals: the targets of the same year that are shares of something else than the figures."""

import streamlit as st

from dashboard.queries.indicators import indicators
from dashboard.queries.target_bases import other_targets
from dashboard.store.warehouse import Warehouse
from dashboard.words.other_targets import describe_other_target
from dashboard.words.vocabulary import SCOPES
from etl.language.i18n import _, capital


def other_bases(source: Warehouse, level: str, year: int) -> None:
    """Those of the level and of the country that are due in a year, each with its line."""
    known = indicators(source)
    items = [
        (scope, known[indicator_id], target)
        for scope in (level, "country")
        for indicator_id, found in other_targets(source, scope).items()
        for target in found
        if target.due_on is not None and target.due_on.year == year
    ]
    lines = [
        _("{scope}, {indicator}: {words} (dòng {line}).").format(
            scope=capital(_(SCOPES[scope])),
            indicator=indicator.name_vi,
            words=describe_other_target(indicator, target),
            line=target.document_line,
        )
        for scope, indicator, target in items
    ]
    if lines:
        st.caption("  \n".join(lines))
