"""What the search palette finds: pages, units of both structures, indicators, terms."""

from collections.abc import Iterator
from typing import Any

from dashboard.analysis.national_series import national_series
from dashboard.queries.glossary import glossary
from dashboard.queries.indicators import Indicator, indicators
from dashboard.queries.project06 import progress
from dashboard.queries.project06_goals import goals
from dashboard.queries.structures import NEW, OLD, STRUCTURES, Structure
from dashboard.queries.units import Unit, aliases, units_at
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse
from dashboard.ui.frame.addresses import address
from dashboard.ui.frame.assets import Asset, json_asset
from dashboard.ui.frame.days import day_read
from dashboard.ui.frame.pages import (
    GLOSSARY_SECTION,
    MAP,
    METHODS,
    NATIONAL,
    PAGES,
    PROFILE,
    PROJECT06,
    PROVENANCE_SECTION,
    QUALITY,
    RANKING,
)
from dashboard.ui.frame.pages import Page as DashboardPage
from dashboard.ui.frame.parameters import (
    INDICATOR,
    LEVEL,
    REGION,
    SECTION,
    SERIES,
    STRUCTURE,
    UNIT,
    Param,
)
from etl.language.folding import fold
from etl.language.i18n import N_, _, using

Entry = dict[str, Any]
"""`kind`, `name`, `note`, `url`, `names` as the palette compares them, `start` where it begins."""

KINDS = {
    ("province", OLD.id): N_("Tỉnh 63"),
    ("province", NEW.id): N_("Tỉnh 34"),
    ("ministry", OLD.id): N_("Bộ, ngành 2024"),
    ("ministry", NEW.id): N_("Bộ, ngành 2025"),
    ("region", OLD.id): N_("Vùng (63 tỉnh)"),
    ("region", NEW.id): N_("Vùng (34 tỉnh)"),
}


@kept(8)
def search_index(source: Warehouse) -> Asset:
    """Everything that can be found, in the warehouse's language, as the browser fetches it."""
    with using(source.language):
        entries = [*_pages(), *_units(source), *_indicators(source), *_terms(source)]
    return json_asset({"entries": entries})


def _entry(kind: str, name: str, url: str, *also: str | None, note: str | None = None) -> Entry:
    names = dict.fromkeys(fold(text) for text in (name, *also) if text)
    return {"kind": kind, "name": name, "note": note, "url": url, "names": [n for n in names if n]}


def _pages() -> Iterator[Entry]:
    for page in PAGES:
        yield _entry(_("Trang"), _(page.title), address(page, {})) | {"start": True}


def _units(source: Warehouse) -> Iterator[Entry]:
    written = aliases(source)
    for (level, structure_id), kind in KINDS.items():
        structure = STRUCTURES[structure_id]
        for unit in units_at(source, level, structure).values():
            # A spelling is of a name: the unit that bears the name today is found by it as well.
            spelt = written.get((level, unit.short_name_vi), ())
            yield _entry(
                _(kind),
                unit.name_vi,
                address(PROFILE, _choices(unit, structure)),
                unit.short_name_vi,
                *spelt,
                note=unit.region_vi if level == "province" else None,
            )


def _choices(unit: Unit, structure: Structure) -> dict[Param, str]:
    choices = {} if structure is OLD else {STRUCTURE: structure.id}
    if unit.level != "province":
        choices[LEVEL] = unit.level
    return choices | {REGION if unit.level == "region" else UNIT: unit.unit_id}


def _indicators(source: Warehouse) -> Iterator[Entry]:
    national = {item.indicator.indicator_id for item in national_series(source, day_read(source))}
    followed = {item.indicator.indicator_id for item in progress(source)}
    followed |= {aim.indicator.indicator_id for aim in goals(source)}
    for spec in indicators(source).values():
        page, choices = _page_of(spec, national, followed)
        yield _entry(
            _("Chỉ số"),
            spec.name_vi,
            address(page, choices),
            spec.short_name_vi,
            f"{spec.topic_vi} {spec.short_name_vi}",
            note=spec.topic_vi,
        )


def _page_of(
    spec: Indicator, national: set[str], followed: set[str]
) -> tuple[DashboardPage, dict[Param, str]]:
    """Where an indicator is drawn; one that no page draws is followed to its cell."""
    if "province" in spec.levels:
        return MAP, {INDICATOR: spec.indicator_id}
    if "ministry" in spec.levels:
        return RANKING, {INDICATOR: spec.indicator_id, LEVEL: "ministry"}
    if spec.indicator_id in national:
        return NATIONAL, {SERIES: spec.indicator_id}
    if spec.indicator_id in followed:
        return PROJECT06, {}
    return QUALITY, {SECTION: PROVENANCE_SECTION, LEVEL: "country", INDICATOR: spec.indicator_id}


def _terms(source: Warehouse) -> Iterator[Entry]:
    for term in glossary(source):
        yield _entry(
            _("Thuật ngữ"),
            term.term_vi,
            address(METHODS, {SECTION: GLOSSARY_SECTION}),
            term.full_vi,
            note=term.full_vi,
        )
