"""Dữ liệu và phương pháp: số liệu là gì, tính thế nào, lấy về ra sao."""

from dashboard.store.warehouse import warehouse
from dashboard.ui.controls import selectors
from dashboard.ui.frame.pages import METHODS
from dashboard.ui.frame.shell import page_header
from dashboard.ui.sections.methods import (
    SECTIONS,
    documents_section,
    downloads_section,
    glossary_section,
    indicators_section,
    targets_section,
    units_section,
)
from etl.language.i18n import _

source = warehouse()
page_header(_(METHODS.title), _("Số liệu là gì, tính thế nào, lấy về và trích dẫn ra sao"))
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
