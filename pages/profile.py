"""Hồ sơ đơn vị: mọi số liệu của một tỉnh, một bộ hoặc một vùng, in được trên giấy A4."""

from dashboard.analysis.profiles import standings
from dashboard.store.builds import warehouse
from dashboard.ui.controls.indicator_note import indicator_note
from dashboard.ui.controls.period_choices import choose_edition
from dashboard.ui.controls.structure_choices import choose_usual_structure
from dashboard.ui.controls.unit_series import unit_periods
from dashboard.ui.frame.choices_bar import choices_bar
from dashboard.ui.sections import profile
from dashboard.ui.sections.profile_choices import choose_profile_level, choose_profile_unit
from dashboard.ui.sections.profile_registers import registers

with choices_bar():
    level = choose_profile_level()
    source = choose_edition(warehouse())
    structure = choose_usual_structure(source, level)
    unit = choose_profile_unit(source, level, structure)
items = standings(source, unit, structure)
profile.head(source, unit, structure, items)
profile.spine(source, unit, structure)
unit_periods(source, unit, structure)
profile.single_units(source, unit, structure)
indicator_note([item.shown for item in items])
if level == "region":
    profile.provinces_reached(source, unit, structure)
registers(source, unit, structure)
