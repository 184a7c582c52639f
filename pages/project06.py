"""Đề án 06: việc nào đến hạn, đã làm đến đâu qua bốn văn bản, tỉnh nào đã làm."""

import streamlit as st

from dashboard.queries.project06 import progress, sources
from dashboard.store.warehouse import warehouse
from dashboard.ui.controls.local_links import choose_section, page_line
from dashboard.ui.frame.pages import PROJECT06
from dashboard.ui.frame.shell import page_header
from dashboard.ui.sections.project06_figures import progress_section, single_section
from dashboard.ui.sections.project06_provinces import flag_maps
from dashboard.ui.sections.project06_tasks import task_register
from etl.language.i18n import N_, _

SECTIONS = {
    "nhiem-vu": N_("Nhiệm vụ"),
    "tien-do": N_("Tiến độ"),
    "tinh-thanh": N_("Các tỉnh"),
    "so-lieu-khac": N_("Số liệu khác"),
}

source = warehouse()
page_header(
    _(PROJECT06.title),
    _("Dữ liệu dân cư, định danh và xác thực điện tử: đã làm đến đâu qua bốn văn bản"),
)
head = st.container()
section = choose_section(SECTIONS)
match section:
    case "tien-do":
        finding = progress_section(source, progress(source), sources(source))
    case "tinh-thanh":
        finding = flag_maps(source)
    case "so-lieu-khac":
        finding = single_section(source, progress(source), sources(source))
    case _:
        finding = task_register(source, sources(source))
with head:
    page_line(PROJECT06, finding, SECTIONS, section)
