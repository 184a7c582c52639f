"""The day that pages speak of."""

from datetime import date, datetime

from dashboard.store.warehouse import Warehouse
from etl.language.i18n import VIETNAM


def today() -> date:
    """The day it is in Vietnam."""
    return datetime.now(VIETNAM).date()


def day_read(source: Warehouse) -> date:
    """Today, or the day until which the reader wants to know."""
    return min(today(), source.documents.until or date.max)
