"""Vướng mắc: điều gì cản trở địa phương dùng dữ liệu và hệ thống của Trung ương."""

from dashboard.store.builds import warehouse
from dashboard.ui.controls.local_links import page_line, section_of_address
from dashboard.ui.frame.pages import OBSTACLES
from dashboard.ui.sections.obstacles import (
    SECTIONS,
    answers,
    choose_filter,
    map_and_counts,
    obstacle_list,
)
from dashboard.words.obstacles import finding

source = warehouse()
section = section_of_address(SECTIONS)
shown, wanted = choose_filter(source)
page_line(OBSTACLES, finding(shown, wanted), SECTIONS, section)
answers(source, shown, wanted)
if section == "hinh":
    map_and_counts(source, shown, wanted)
else:
    obstacle_list(source, shown, wanted)
