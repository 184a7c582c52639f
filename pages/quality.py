"""Chất lượng dữ liệu: con số có tin được không, và từ đâu ra."""

from dashboard.store.builds import warehouse
from dashboard.ui.controls import selectors
from dashboard.ui.sections.corrections import corrections_section
from dashboard.ui.sections.provenance import provenance_section
from dashboard.ui.sections.quality import (
    SECTIONS,
    claims_section,
    completeness_section,
    issues_section,
)

source = warehouse()
match selectors.choose_section(SECTIONS):
    case "phan-loi":
        claims_section(source)
    case "ghi-nhan":
        issues_section(source)
    case "dinh-chinh":
        corrections_section(source)
    case "day-du":
        completeness_section(source)
    case _:
        provenance_section(source)
