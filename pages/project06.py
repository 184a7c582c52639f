"""Đề án 06: đã làm đến đâu qua bốn văn bản, tỉnh nào đã làm, việc nào đến hạn."""

import streamlit as st

from dashboard.queries.project06 import progress, sources
from dashboard.store.warehouse import warehouse
from dashboard.ui.sections.project06 import flag_maps, progress_cards, single_cards, task_register
from etl.language.i18n import _

source = warehouse()
items, dates = progress(source), sources(source)
progress_cards(source, items, dates)
st.header(_("Tỉnh, thành phố nào đã làm"), anchor=False)
flag_maps(source)
st.header(_("Nhiệm vụ, cơ quan chủ trì và thời hạn"), anchor=False)
task_register(source, dates)
single_cards(source, items, dates)
