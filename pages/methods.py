"""Dữ liệu và phương pháp: số liệu là gì, tính thế nào, lấy về ra sao."""

from dashboard.store.builds import warehouse
from dashboard.ui.controls import selectors
from dashboard.ui.sections.methods import (
    SECTIONS,
    documents_section,
    downloads_section,
    glossary_section,
    indicators_section,
    targets_section,
    units_section,
)

source = warehouse()
match selectors.choose_section(SECTIONS):
    case "chi-so":
        indicators_section(source)
    case "muc-tieu":
        targets_section(source)
    case "don-vi":
        units_section(source)
    case "van-ban":
        documents_section(source)
    case "thuat-ngu":
        glossary_section(source)
    case _:
        downloads_section(source)
