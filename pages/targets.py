"""Mục tiêu: đơn vị nào đã đạt, đơn vị nào còn thiếu bao nhiêu; cả nước đã đạt những gì."""

from dashboard.store.builds import warehouse
from dashboard.ui.controls import selectors
from dashboard.ui.controls.period_choices import choose_edition
from dashboard.ui.frame.choices_bar import choices_bar
from dashboard.ui.sections.country_targets import COUNTRY_LEVEL, show_country_targets
from dashboard.ui.sections.unit_targets import choose_unit_targets, show_unit_targets
from etl.language.i18n import N_

with choices_bar():
    level = selectors.choose_level(selectors.LEVELS | {COUNTRY_LEVEL: N_("Cả nước")})
    source = choose_edition(warehouse())
    chosen = None if level == COUNTRY_LEVEL else choose_unit_targets(source, level)
if chosen is None:
    show_country_targets(source)
else:
    show_unit_targets(source, chosen)
