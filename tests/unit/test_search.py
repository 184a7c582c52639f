"""What the palette can find, and where it leads."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.queries.as_known import official_only
from dashboard.queries.glossary import glossary
from dashboard.queries.indicators import indicators
from dashboard.queries.structures import STRUCTURES
from dashboard.queries.units import units_at
from dashboard.store.builds import one_build
from dashboard.store.warehouse import Warehouse
from dashboard.ui.frame.pages import MAP, NATIONAL, PAGES, PROFILE, PROJECT06, RANKING
from dashboard.ui.frame.search_index import KINDS, search_index
from etl.language.folding import fold
from etl.language.i18n import OTHERS, using


@pytest.fixture
def entries(source: Warehouse) -> list[dict]:
    return json.loads(search_index(source).content)["entries"]


def test_what_is_found_keeps_the_choice_of_sources(source: Warehouse) -> None:
    official = official_only(source)
    with one_build(official):
        found = json.loads(search_index(official).content)["entries"]
    assert found
    assert all("nguon=chinh-thuc" in entry["url"] for entry in found)


def named(entries: list[dict], typed: str) -> list[dict]:
    return [entry for entry in entries if fold(typed) in entry["names"]]


def test_every_unit_of_both_structures_is_found_by_its_names(
    source: Warehouse, entries: list[dict]
) -> None:
    for level, structure_id in KINDS:
        for unit in units_at(source, level, STRUCTURES[structure_id]).values():
            for name in (unit.name_vi, unit.short_name_vi):
                urls = [entry["url"] for entry in named(entries, name)]
                assert any(f"={unit.unit_id}" in url for url in urls), unit.unit_id


def test_every_indicator_page_and_term_is_found(source: Warehouse, entries: list[dict]) -> None:
    for spec in indicators(source).values():
        assert named(entries, spec.name_vi)
        assert named(entries, spec.short_name_vi)
    for page in PAGES:
        assert f"/{page.url_path}" in [entry["url"] for entry in named(entries, page.title)]
    for term in glossary(source):
        assert named(entries, term.term_vi)


def test_addresses_carry_only_choices_their_page_offers(entries: list[dict]) -> None:
    pages = {f"/{page.url_path}": page for page in PAGES}
    for entry in entries:
        parts = urlsplit(entry["url"])
        offered = {param.url for param in pages[parts.path].params}
        assert set(parse_qs(parts.query)) <= offered, entry["url"]


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("da nang", f"/{PROFILE.url_path}?don-vi=p63-48"),
        ("da nang", f"/{PROFILE.url_path}?co-cau=2025&don-vi=p34-48"),
        ("tp hcm", f"/{PROFILE.url_path}?don-vi=p63-79"),
        ("tp hcm", f"/{PROFILE.url_path}?co-cau=2025&don-vi=p34-79"),
        ("daklak", f"/{PROFILE.url_path}?don-vi=p63-66"),
        ("bo cong an", f"/{PROFILE.url_path}?cap=ministry&don-vi=bo-cong-an"),
        ("bo cong an", f"/{PROFILE.url_path}?co-cau=2025&cap=ministry&don-vi=bo-cong-an-2025"),
        ("tay nguyen", f"/{PROFILE.url_path}?cap=region&vung=r63-tay-nguyen"),
        ("dvctt toan trinh", f"/{MAP.url_path}?chi-so=dvctt_full_rate"),
        ("thu hang chinh phu dien tu egdi", f"/{NATIONAL.url_path}?chi-tieu=egdi_rank"),
    ],
)
def test_names_lead_to_their_view(entries: list[dict], typed: str, url: str) -> None:
    assert url in [entry["url"] for entry in named(entries, typed)]


def test_figures_of_the_scheme_lead_to_its_page(source: Warehouse, entries: list[dict]) -> None:
    spec = indicators(source)["da06_services"]
    assert {entry["url"] for entry in named(entries, spec.name_vi)} == {f"/{PROJECT06.url_path}"}
    urls = {entry["url"] for entry in entries if entry["url"].startswith(f"/{RANKING.url_path}?")}
    assert urls
    assert [url for url in urls if "cap=ministry" not in url] == []


def test_another_language_leads_to_pages_in_it(source: Warehouse, entries: list[dict]) -> None:
    for code in OTHERS:
        with using(code):
            translated = json.loads(search_index(source.in_language(code)).content)["entries"]
        assert len(translated) == len(entries) > 0
        assert all(f"lang={code}" in entry["url"] for entry in translated)
