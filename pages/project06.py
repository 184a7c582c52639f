"""Đề án 06: việc nào đến hạn, đã làm đến đâu qua bốn văn bản, tỉnh nào đã làm."""

from dashboard.queries.project06 import progress, sources
from dashboard.store.builds import warehouse
from dashboard.ui.controls.local_links import page_line, section_of_address
from dashboard.ui.frame.pages import PROJECT06
from dashboard.ui.sections import project06_figures as figures
from dashboard.ui.sections import project06_provinces as provinces
from dashboard.ui.sections.project06_tasks import SECTIONS, choose_tasks, task_register
from dashboard.words.tasks import finding

source = warehouse()
items, dates = progress(source), sources(source)
section = section_of_address(SECTIONS)
match section:
    case "tien-do":
        page_line(PROJECT06, figures.progress_finding(items, dates), SECTIONS, section)
        figures.progress_section(source, items, dates)
    case "tinh-thanh":
        views = provinces.flag_views(source)
        page_line(PROJECT06, provinces.flags_finding(views), SECTIONS, section)
        provinces.flag_maps(source, views)
    case "so-lieu-khac":
        page_line(PROJECT06, figures.single_finding(items), SECTIONS, section)
        figures.single_section(source, items, dates)
    case _:
        chosen = choose_tasks(source, dates)
        page_line(PROJECT06, finding(chosen.listed), SECTIONS, section)
        task_register(source, chosen)
