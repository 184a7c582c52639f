"""Addresses that open every page in its variety: both structures, each level, every section."""

import pytest

from dashboard.ui.frame.pages import (
    MAP,
    METHODS,
    NATIONAL,
    PAGES,
    PROFILE,
    QUALITY,
    RANKING,
    TARGETS,
    Page,
)
from dashboard.ui.frame.parameters import (
    INDICATOR,
    LEVEL,
    REGION,
    SECTION,
    SERIES,
    STRUCTURE,
    UNIT,
)
from dashboard.ui.sections import methods, quality

MINISTRIES = {LEVEL.url: "ministry"}
NEW = {STRUCTURE.url: "2025"}
ADDRESSES: list[tuple[Page, dict[str, str]]] = [
    *((page, {}) for page in PAGES),
    *((page, NEW | MINISTRIES) for page in PAGES),
    *((QUALITY, {SECTION.url: section}) for section in quality.SECTIONS),
    *((METHODS, {SECTION.url: section}) for section in methods.SECTIONS),
    (MAP, {UNIT.url: "p63-01"}),
    (MAP, {UNIT.url: "p34-48", **NEW}),
    (RANKING, {INDICATOR.url: "is_plan_deployed_rate", **MINISTRIES}),
    (RANKING, {INDICATOR.url: "signature_adults", **NEW}),
    (TARGETS, {UNIT.url: "p63-01"}),
    (TARGETS, {LEVEL.url: "country"}),
    (NATIONAL, {SERIES.url: "national_01_2"}),
    (PROFILE, {UNIT.url: "bo-cong-an", **MINISTRIES}),
    (PROFILE, {UNIT.url: "p34-79", **NEW}),
    (PROFILE, {LEVEL.url: "region", REGION.url: "r63-tay-nguyen"}),
    (
        QUALITY,
        {SECTION.url: "nguon-goc", INDICATOR.url: "is_plan_deployed_rate", UNIT.url: "p63-06"},
    ),
]
each_address = pytest.mark.parametrize(
    ("page", "params"),
    ADDRESSES,
    ids=["-".join((page.id, *params.values())) for page, params in ADDRESSES],
)
