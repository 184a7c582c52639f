"""Tổng quan: cả nước đang ở đâu so với mục tiêu 2024 và 2025."""

from dashboard.i18n import _
from dashboard.ui.pages import OVERVIEW
from dashboard.ui.shell import page_header

page_header(_(OVERVIEW.title), _("Cả nước đang ở đâu so với mục tiêu 2024 và 2025"))
