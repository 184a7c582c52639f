"""Printed unit names become unit ids through listed spellings only."""

import unicodedata
from collections import defaultdict
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from etl.catalogue.load import Catalogue
from etl.catalogue.resolve import UnknownUnitError, fold

BEFORE, AFTER = date(2024, 7, 31), date(2025, 7, 1)
LEVELS = ("country", "bloc", "region", "ministry", "province")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Đắk Lắk", "dak lak"),
        ("dak lak", "dak lak"),
        ("Bà Rịa - Vũng Tàu", "ba ria vung tau"),
        ("Bà Rịa – Vũng Tàu", "ba ria vung tau"),
        ("TP. Hồ Chí Minh", "tp ho chi minh"),
        ("Bộ KH&ĐT", "bo kh dt"),
        ("\u00d0à Nẵng", "da nang"),
        ("  Thừa  Thiên\tHuế ", "thua thien hue"),
    ],
)
def test_fold_leaves_letters_without_marks(name: str, key: str) -> None:
    assert fold(name) == key


@pytest.mark.parametrize("day", [BEFORE, AFTER], ids=["63 provinces", "34 provinces"])
@pytest.mark.parametrize("level", LEVELS)
def test_no_two_units_of_a_level_and_time_fold_to_one_key(
    level: str, day: date, catalogue: Catalogue
) -> None:
    units_of_key = defaultdict(set)
    units = catalogue.units_of(level, day)
    for unit in units:
        for name in (unit.name_vi, unit.short_name_vi):
            units_of_key[fold(name)].add(unit.unit_id)
    assert units
    assert {key: ids for key, ids in units_of_key.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("day", [BEFORE, AFTER], ids=["before 2025", "after 1/7/2025"])
def test_every_unit_answers_to_its_own_names(day: date, catalogue: Catalogue) -> None:
    for unit in catalogue.units.values():
        if unit.valid_on(day):
            for name in (unit.name_vi, unit.short_name_vi):
                assert catalogue.names.resolve(name, [unit.level], day).unit == unit


def test_decomposed_and_spaced_names_resolve(catalogue: Catalogue) -> None:
    for unit in catalogue.units_of("province", BEFORE):
        printed = f" {unicodedata.normalize('NFD', unit.short_name_vi)}  "
        assert catalogue.names.resolve(printed, ["province"], BEFORE).unit == unit


def test_one_name_stands_for_another_unit_after_the_merger(catalogue: Catalogue) -> None:
    resolve = catalogue.names.resolve
    assert resolve("Gia Lai", ["province"], BEFORE).unit.unit_id == "p63-64"
    assert resolve("Gia Lai", ["province"], AFTER).unit.unit_id == "p34-52"
    assert resolve("Huế", ["province"], BEFORE).unit.unit_id == "p63-46"
    assert resolve("Huế", ["province"], AFTER).unit.unit_id == "p34-46"


@pytest.mark.parametrize(
    ("name", "level", "day"),
    [
        ("Yên Bái", "province", AFTER),
        ("Yên Bái", "ministry", BEFORE),
        ("Bộ Dân tộc và Tôn giáo", "ministry", BEFORE),
        ("yên bái", "province", BEFORE),
        ("", "province", BEFORE),
    ],
    ids=["merged away", "other level", "not yet founded", "lower case", "empty"],
)
def test_a_name_of_another_level_or_time_is_unknown(
    name: str, level: str, day: date, catalogue: Catalogue
) -> None:
    with pytest.raises(UnknownUnitError):
        catalogue.names.resolve(name, [level], day)


def test_likeness_only_suggests(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownUnitError) as caught:
        catalogue.names.resolve("Quảng Nin", ["province"], BEFORE)
    assert caught.value.candidates[0] == "Quảng Ninh"
    assert len(caught.value.candidates) <= 3


def test_only_scanning_errors_count_as_repaired(catalogue: Catalogue) -> None:
    resolve = catalogue.names.resolve
    assert resolve("Đông Nai", ["province"], BEFORE).repaired
    assert not resolve("Hoà Bình", ["province"], BEFORE).repaired
    assert not resolve("Đồng Nai", ["province"], BEFORE).repaired


@pytest.fixture(scope="module")
def listed(catalogue: Catalogue) -> frozenset[str]:
    """Every spelling the catalogue lists."""
    names = {alias.alias for alias in catalogue.aliases}
    for unit in catalogue.units.values():
        names |= {unit.name_vi, unit.short_name_vi}
    return frozenset(names)


@given(name=st.text(), day=st.dates())
@example(name="Hà Nội\x00", day=BEFORE)
@example(name="\ud800", day=BEFORE)
def test_any_name_resolves_as_listed_or_is_unknown(
    name: str, day: date, catalogue: Catalogue, listed: frozenset[str]
) -> None:
    try:
        unit = catalogue.names.resolve(name, LEVELS, day).unit
    except UnknownUnitError:
        return
    assert unit.valid_on(day)
    assert " ".join(unicodedata.normalize("NFC", name).split()) in listed


@given(data=st.data())
def test_a_misspelt_name_is_unknown_unless_listed(
    data: st.DataObject, catalogue: Catalogue, listed: frozenset[str]
) -> None:
    """Dropping or changing one letter never finds a unit by likeness."""
    name = data.draw(st.sampled_from(sorted(listed)))
    at = data.draw(st.integers(0, len(name) - 1))
    letter = data.draw(st.sampled_from(["", "x", "a", "ô"]))
    misspelt = " ".join(f"{name[:at]}{letter}{name[at + 1 :]}".split())
    if misspelt not in listed:
        with pytest.raises(UnknownUnitError):
            catalogue.names.resolve(misspelt, LEVELS, BEFORE)


def test_an_alias_never_hides_another_unit(catalogue: Catalogue) -> None:
    assert list(catalogue.names.ambiguous()) == []


@pytest.mark.parametrize(
    ("name", "nearest", "said"),
    [
        ("\u00d0à Nẵng", "Đà Nẵng", "not the letter \u00d0 (U+00D0)"),
        ("HÀ NỘI", "Hà Nội", "data/catalogue/unit_aliases.csv"),
        # "Huế" is a listed spelling, not the name, of the province of then.
        ("Huế (*)", "Thừa Thiên Huế", "data/catalogue/unit_aliases.csv"),
    ],
)
def test_an_unknown_spelling_is_told_its_cause_and_where_spellings_are_listed(
    catalogue: Catalogue, name: str, nearest: str, said: str
) -> None:
    with pytest.raises(UnknownUnitError) as error:
        catalogue.names.resolve(name, ["province"], BEFORE)
    assert error.value.candidates[0] == nearest
    assert said in error.value.expected
