"""Mục tiêu: đơn vị nào đã đạt, đơn vị nào còn thiếu bao nhiêu; cả nước đã đạt những gì."""

from dashboard.store.builds import warehouse
from dashboard.ui.controls import selectors
from dashboard.ui.controls.period_choices import choose_edition
from dashboard.ui.frame.choices_bar import choices_bar
from dashboard.ui.sections.country_target_parts import COUNTRY_LEVEL
from dashboard.ui.sections.country_targets import choose_country_year, show_country_targets
from dashboard.ui.sections.unit_targets import choose_unit_targets, show_unit_targets
from etl.language.i18n import N_

with choices_bar():
    level = selectors.choose_level(selectors.LEVELS | {COUNTRY_LEVEL: N_("Cả nước")})
    source = choose_edition(warehouse())
    of_country = level == COUNTRY_LEVEL
    chosen = choose_country_year(source) if of_country else choose_unit_targets(source, level)
if isinstance(chosen, int):
    show_country_targets(source, chosen)
else:
    show_unit_targets(source, chosen)
