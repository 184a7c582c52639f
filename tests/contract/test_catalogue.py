"""What every entry of the catalogue must hold, whoever adds it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from etl.catalogue.indicator_specs import IndicatorSpec
from etl.catalogue.load import Catalogue, load_catalogue
from etl.catalogue.resolve import fold
from etl.catalogue.table_specs import NotCarriedTable, TableSpec
from etl.checked import Project, check
from etl.facts import Facts
from etl.quality.validate import raw_file

PROJECT = Project(Path(__file__).parents[2])
CATALOGUE = load_catalogue(PROJECT.catalogue)
INDICATORS = list(CATALOGUE.indicators.values())
TABLES = list(CATALOGUE.tables.values())
FILES = sorted(path for path in PROJECT.catalogue.rglob("*") if path.is_file())

# The list of the data contract; the ids of Đề án 06 come with its tables.
CONTRACT_INDICATORS = [
    "dvctt_full_rate",
    "dossier_full_online_rate",
    "system_rank",
    "system_grade",
    "enterprise_additional",
    "enterprise_per_1000_band",
    "ecommerce_retail_share",
    "signature_adults",
    "signature_adult_rate",
    "digital_economy_grdp_share",
    "is_systems",
    "is_level_approved",
    "is_level_approved_rate",
    "is_plan_deployed",
    "is_plan_deployed_rate",
    *(f"national_{row}" for row in ("01_1", "01_2", "02", "03_1", "03_2")),
    *(f"national_{row:02}" for row in range(4, 27) if row != 23),
    "egdi_rank",
    "osi_rank",
    "ogdi_rank",
    "gci_rank",
    "asean_growth_rank",
    "dti",
    "dti_government",
    "dti_economy",
    "dti_society",
    *("da06_fee_waiver", "da06_cashless_welfare", "da06_land_data_reuse"),
]

each_indicator = pytest.mark.parametrize("spec", INDICATORS, ids=lambda spec: spec.indicator_id)
each_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.table_id)
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)


@pytest.fixture(scope="module")
def facts() -> Facts:
    return check(PROJECT)[1]


@pytest.mark.parametrize("indicator_id", CONTRACT_INDICATORS)
def test_the_contract_s_indicator_exists(indicator_id: str, catalogue: Catalogue) -> None:
    assert indicator_id in catalogue.indicators


@each_indicator
def test_an_indicator_says_what_it_is(spec: IndicatorSpec) -> None:
    for text in (spec.name_vi, spec.short_name_vi, spec.unit_vi, spec.measured_by):
        assert text.strip()
    assert len(spec.definition_vi) > 20
    assert len(spec.short_name_vi) <= 40
    assert spec.levels


@each_indicator
def test_an_indicator_s_classes_lie_within_its_range(spec: IndicatorSpec) -> None:
    low, high = spec.valid_range
    assert low < high
    assert all(low <= class_break <= high for class_break in spec.class_breaks)
    if {"province", "ministry"} & set(spec.levels):
        assert spec.class_breaks


@each_indicator
def test_an_indicator_s_levels_are_those_of_its_facts(spec: IndicatorSpec, facts: Facts) -> None:
    level_of = {unit_id: unit.level for unit_id, unit in CATALOGUE.units.items()}
    observed = {
        level_of[item.unit_id]
        for item in facts.observations
        if item.indicator_id == spec.indicator_id
    }
    aimed = {
        item.scope if item.unit_id is None else level_of[item.unit_id]
        for item in facts.targets
        if item.indicator_id == spec.indicator_id
    }
    if spec.indicator_id in CATALOGUE.dossiers.indicators:
        # Counted where there are dossiers; the repository has none.
        assert (observed, aimed) == (set(), set())
        assert spec.levels == ("country", "bloc", "province", "ministry")
        return
    # Computed where both of its counts are, whether it is printed there or not.
    assert set(spec.levels) == observed | aimed | computed_levels(spec)


def computed_levels(spec: IndicatorSpec) -> set[str]:
    if spec.numerator_id is None or spec.denominator_id is None:
        return set()
    counts = CATALOGUE.indicators[spec.numerator_id], CATALOGUE.indicators[spec.denominator_id]
    return set(counts[0].levels) & set(counts[1].levels)


@each_indicator
def test_a_percentage_stays_a_percentage(spec: IndicatorSpec) -> None:
    if spec.unit_vi == "%":
        assert spec.value_kind in ("rate", "interval")
        assert spec.valid_range == (0, 100)


@each_indicator
def test_a_recomputed_rate_is_shown_as_recomputed(spec: IndicatorSpec) -> None:
    assert (spec.display_basis == "derived") == (spec.aggregation == "ratio_of_sums")
    if spec.numerator_id is not None and spec.denominator_id is not None:
        counts = (
            CATALOGUE.indicators[spec.numerator_id],
            CATALOGUE.indicators[spec.denominator_id],
        )
        assert [count.value_kind for count in counts] == ["count", "count"]
        assert computed_levels(spec)


def test_topics_and_names_are_unique() -> None:
    topics = [topic.topic for topic in CATALOGUE.topics]
    assert len(set(topics)) == len(topics)
    for topic in CATALOGUE.topics:
        names = [spec.short_name_vi for spec in topic.indicators]
        assert len(set(names)) == len(names)


@each_table
def test_a_table_says_where_it_stands_in_its_document(table: TableSpec) -> None:
    first, last = table.source_lines
    assert 0 < first <= last
    assert table.appendix
    assert table.title_vi
    assert table.document in CATALOGUE.documents


@each_table
def test_a_table_has_its_raw_file_unless_the_document_lacks_it(table: TableSpec) -> None:
    path = PROJECT.root / raw_file(CATALOGUE, table.table_id)
    assert path.is_file() != isinstance(table, NotCarriedTable)


@each_table
def test_a_table_that_is_not_carried_says_why(table: TableSpec) -> None:
    if isinstance(table, NotCarriedTable):
        assert table.note_vi


def test_every_raw_file_has_its_entry() -> None:
    described = {PROJECT.root / raw_file(CATALOGUE, table_id) for table_id in CATALOGUE.tables}
    raw = {path for path in (PROJECT.root / "data" / "raw").rglob("*") if path.is_file()}
    assert raw <= described


@each_table
def test_every_published_figure_has_its_line_in_the_document(
    table: TableSpec, facts: Facts
) -> None:
    first, last = table.source_lines
    for item in [*facts.observations, *facts.targets]:
        if item.table_id == table.table_id and item.document_line is not None:
            assert first <= item.document_line <= last


def test_units_are_keyed_as_the_contract_says() -> None:
    for unit in CATALOGUE.units.values():
        if unit.level == "province":
            structure = "p63" if unit.valid_to else "p34"
            assert unit.unit_id == f"{structure}-{unit.gso_code}"
        if unit.level == "ministry":
            slug = fold(unit.name_vi).replace(" ", "-")
            assert unit.unit_id in (slug, f"{slug}-2025")


def test_provinces_lie_in_a_region_of_their_time() -> None:
    for unit in CATALOGUE.units.values():
        if unit.region_id is not None:
            region = CATALOGUE.units[unit.region_id]
            assert region.level == "region"
            assert (region.valid_from, region.valid_to) == (unit.valid_from, unit.valid_to)


def test_units_are_sorted_without_ties() -> None:
    places = [(unit.level, unit.valid_to, unit.sort_order) for unit in CATALOGUE.units.values()]
    assert len(set(places)) == len(places)


def test_lineage_joins_units_that_follow_each_other() -> None:
    for link in CATALOGUE.lineage:
        old, new = CATALOGUE.units[link.predecessor_id], CATALOGUE.units[link.successor_id]
        assert old.level == new.level
        assert new.valid_from == link.effective_on
        assert old.valid_to is not None
        assert (link.effective_on - old.valid_to).days == 1
        assert link.legal_basis
        assert (link.part_vi is not None) or link.relation not in ("part", "split")


def test_a_unit_is_called_as_when_it_began() -> None:
    """Later names and kinds of a unit stand in `unit_names.csv` alone."""
    first = {}
    for name in CATALOGUE.unit_names:
        first.setdefault(name.unit_id, name)
    for unit_id, name in first.items():
        unit = CATALOGUE.units[unit_id]
        assert (unit.name_vi, unit.kind_vi) == (name.name_vi, name.kind_vi)


def test_a_unit_is_listed_with_its_names_only_if_they_changed() -> None:
    names = Counter(name.unit_id for name in CATALOGUE.unit_names)
    assert names
    assert min(names.values()) > 1


def test_a_name_has_its_legal_basis_unless_it_is_older_than_the_records() -> None:
    for name in CATALOGUE.unit_names:
        assert (name.legal_basis is None) == (name.valid_from is None)
        assert name.confidence
        assert name.source.startswith("https://")


@each_file
def test_texts_are_composed_vietnamese_without_trailing_spaces(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert not re.search(r"[ \t\r]$", text, re.MULTILINE)
    assert text.endswith("\n")


@pytest.mark.parametrize(
    "path", [path for path in FILES if path.suffix == ".yml"], ids=lambda path: path.name
)
def test_values_have_no_spare_spaces(path: Path) -> None:
    for text in _strings(yaml.safe_load(path.read_text(encoding="utf-8"))):
        assert text == " ".join(text.split())


def _strings(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from _strings(key)
            yield from _strings(value)
    elif isinstance(node, list):
        for item in node:
            yield from _strings(item)
