"""Units like one of them: by the criteria of the catalogue, told as far as they hold."""

import pytest

from dashboard.analysis.similar import MOST, similar_units
from dashboard.queries.indicator_views import view
from dashboard.queries.similarity import criteria
from dashboard.queries.structures import NEW, OLD, Structure
from dashboard.queries.units import units_at
from dashboard.store.warehouse import Warehouse
from dashboard.words.similar import similar_names, similar_reason


def test_the_catalogue_says_by_what(source: Warehouse) -> None:
    assert [(rule.criterion, rule.is_nearest) for rule in criteria(source, "province")] == [
        ("region", False),
        ("system_grade", False),
        ("digital_economy_grdp_share", True),
        ("dvctt_full_rate", True),
    ]
    assert criteria(source, "region") == ()


def test_the_nearest_of_the_same_region_and_grade(source: Warehouse) -> None:
    """Đà Nẵng's region has three more provinces of grade C."""
    units = units_at(source, "province", OLD)
    unit = units["p63-48"]
    found = similar_units(source, unit, OLD)
    assert found is not None
    assert similar_names(found) == "Quảng Nam, Thừa Thiên Huế, Quảng Trị"
    assert similar_reason(found, unit.unit_id) == (
        "cùng vùng; cùng Mức hệ thống TTHC C; gần nhất về Kinh tế số/GRDP, DVCTT toàn trình"
    )
    grades = view(source, "system_grade", "province", None, OLD)
    shares = view(source, "digital_economy_grdp_share", "province", None, OLD)
    alike = [
        one
        for one in units.values()
        if one.region_id == unit.region_id
        and grades.row_of(one.unit_id).value == grades.row_of(unit.unit_id).value
        and one != unit
    ]

    def apart(unit_id: str) -> float:
        middles = [sum(shares.row_of(key).ends) / 2 for key in (unit_id, unit.unit_id)]
        return abs(middles[0] - middles[1])

    chosen = {one.unit_id for one in found.units}
    assert chosen <= {one.unit_id for one in alike}
    left = [apart(one.unit_id) for one in alike if one.unit_id not in chosen]
    assert max(map(apart, chosen)) <= min(left, default=float("inf"))


def test_what_only_some_share_is_counted(source: Warehouse) -> None:
    """Tây Ninh's region of today has two more provinces."""
    unit = units_at(source, "province", NEW)["p34-80"]
    found = similar_units(source, unit, NEW)
    assert found is not None
    assert similar_reason(found, unit.unit_id).startswith("2/3 cùng vùng; gần nhất về ")


@pytest.mark.parametrize("structure", [OLD, NEW], ids=lambda structure: structure.id)
@pytest.mark.parametrize("level", ["province", "ministry", "region"])
def test_a_unit_without_figures_is_like_none(
    source: Warehouse, level: str, structure: Structure
) -> None:
    for unit in units_at(source, level, structure).values():
        found = similar_units(source, unit, structure)
        known = [
            rule
            for rule in criteria(source, level)
            if rule.is_nearest
            and view(source, rule.criterion, level, None, structure).row_of(unit.unit_id).has_value
        ]
        assert (found is not None) == bool(known)
        if found is not None:
            assert len(found.units) == MOST
            assert unit not in found.units
            assert {one.level for one in found.units} == {level}
