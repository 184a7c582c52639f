"""Systems by stage: totals by both sources, what is missing, printed against recomputed rates."""

import csv
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import plotly.graph_objects as go
import pytest
from lxml import etree

from dashboard.analysis.security import Total, security_rows, sorted_rows, totals
from dashboard.analysis.ties import MOST_NAMED
from dashboard.figures.palette import LIGHT
from dashboard.figures.rate_bars import level_bars, total_rate_bars, unit_rate_bars
from dashboard.figures.security import stages, unit_bars
from dashboard.queries.indicators import UNIT_LEVELS
from dashboard.queries.national import headlines
from dashboard.queries.printed_rates import deviating_rates, furthest, printed_rates
from dashboard.queries.security import RATES, Share, system_levels
from dashboard.queries.structures import NEW, OLD, Structure
from dashboard.queries.units import units_at
from dashboard.store.warehouse import Warehouse
from dashboard.tables.security import deviations_table, export_rows, reading_rows, totals_table
from dashboard.words.cells import Drawn
from dashboard.words.security import (
    funnel_words,
    furthest_words,
    percent,
    rank_words,
    share_words,
    total_name,
    unit_words,
    units_finding,
    verdict_words,
)
from dashboard.words.statements import write
from dashboard.words.values import format_amount
from dashboard.words.vocabulary import SYSTEM_SORTS

FIXTURES = Path(__file__).parents[1] / "golden"
each_level = pytest.mark.parametrize("level", UNIT_LEVELS)
each_structure = pytest.mark.parametrize("structure", [OLD, NEW], ids=lambda item: item.id)


def counts(total: Total) -> tuple[int, int, int]:
    return total.systems, total.approved, total.deployed


def test_the_country_as_printed_and_as_the_tables_add_up(source: Warehouse) -> None:
    printed, added = totals(source, OLD)[:2]
    assert counts(printed) == (7206, 5515, 4068)
    assert counts(added) == (7008, 5323, 3957)
    assert (printed.missing("approved"), printed.missing("deployed")) == (1691, 3138)
    assert printed.share("approved") == Share(76.5, 1)
    assert set(added.absent) == {"Ban QL Lăng CT HCM", "Bến Tre", "Hải Phòng", "Phú Yên"}
    assert set(added.left_out) == {"Bộ Công an", "Bộ Quốc phòng"}
    assert "(phần lời)" in total_name(printed).replace("\u00a0", " ")


@each_structure
def test_regions_add_up_to_the_provinces(source: Warehouse, structure: Structure) -> None:
    found = totals(source, structure)
    provinces = found[5]
    regions = [total for total in found if total.is_region]
    assert counts(provinces) == (5895, 4621, 3474)
    sums = zip(*(counts(total) for total in regions), strict=True)
    assert tuple(sum(column) for column in sums) == counts(provinces)


@each_structure
def test_blocs_are_those_of_the_report(source: Warehouse, structure: Structure) -> None:
    names = [(total.is_printed, counts(total)) for total in totals(source, structure)[2:6]]
    assert names == [
        (True, (1539, 1093, 793)),
        (False, (1113, 702, 483)),
        (True, (5667, 4422, 3275)),
        (False, (5895, 4621, 3474)),
    ]


@each_structure
@each_level
def test_a_unit_without_figures_has_no_bar_and_no_zero(
    source: Warehouse, level: str, structure: Structure
) -> None:
    rows = security_rows(source, level, structure)
    drawn = {bar.key for bar in unit_bars(rows)}
    for row in rows:
        assert (row.view.unit_id in drawn) == (row.systems is not None)
        if row.systems is None:
            assert row.rates["approved"].value is None
            assert row.rates["deployed"].missing is None
            assert row.view.note
        else:
            approved, deployed = row.counts["approved"].count, row.counts["deployed"].count
            assert deployed <= approved <= row.systems
            assert row.rates["deployed"].value == pytest.approx(100 * deployed / row.systems)


def test_a_merged_unit_adds_its_members(source: Warehouse) -> None:
    rows = {row.view.unit_id: row for row in security_rows(source, "province", NEW)}
    city = rows["p34-79"]
    assert (city.systems, city.counts["deployed"].count) == (600, 478)
    partial = rows["p34-31"]
    assert (partial.systems, partial.counts["systems"].reported) == (None, 65)


@pytest.mark.parametrize("sort", SYSTEM_SORTS)
def test_sorts_keep_every_unit(source: Warehouse, sort: str) -> None:
    rows = security_rows(source, "province", OLD)
    found = sorted_rows(rows, sort)
    assert sorted(row.view.unit_id for row in found) == sorted(row.view.unit_id for row in rows)
    if sort != "ten":
        assert [row.systems for row in found[-3:]] == [None] * 3


def test_printed_rates_that_do_not_follow_from_the_counts(source: Warehouse) -> None:
    rates = {(rate.unit_vi, rate.stage): rate for rate in deviating_rates(source)}
    assert len(rates) == 11
    assert printed_rates(source) == 180
    finance = rates["Bộ Tài chính", "deployed"]
    assert finance.printed_text == "70%"
    assert round(finance.among_systems, 2) == 54.29
    assert finance.among_approved is not None
    assert round(finance.among_approved, 1) == 70.4
    divided = [rate for rate in rates.values() if rate.reason.code == "other_denominator"]
    assert len(divided) == 9
    assert all("đã phê duyệt" in write(rate.reason) for rate in divided)
    assert len(deviations_table(deviating_rates(source))) == 11


def golden(file: str) -> list[dict[str, str]]:
    """Cells typed from the document."""
    with (FIXTURES / file).open(encoding="utf-8", newline="") as cells:
        return list(csv.DictReader(cells))


def test_the_furthest_printed_rate_is_that_of_the_printed_cells(source: Warehouse) -> None:
    """Computed from the typed cells alone: every rate against its count ÷ all systems."""
    cells: dict[tuple[str, str], Decimal] = {
        (row["unit_id"], row["indicator_id"]): Decimal(row["value"])
        for row in golden("published.csv") + golden("text_figures.csv")
        if row["indicator_id"].startswith("is_") and row["status"] == "observed"
    }
    deviations = {}
    for (unit_id, indicator_id), printed in cells.items():
        whole = cells.get((unit_id, "is_systems"))
        if indicator_id in RATES.values() and whole:
            done = cells[unit_id, indicator_id.removesuffix("_rate")]
            share = (100 * done / whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
            deviations[unit_id, indicator_id] = abs(printed - share)
    most = max(deviations.values())
    names = units_at(source, "province", OLD) | units_at(source, "ministry", OLD)
    expected = {
        names[unit_id].short_name_vi for (unit_id, _), gap in deviations.items() if gap == most
    }
    rates = deviating_rates(source)
    assert {rate.unit_vi for rate in furthest(rates)} == expected == {"Bạc Liêu"}
    assert furthest_words(rates) == (
        "Lệch nhiều nhất (15,9 điểm %): Bạc Liêu, in 25%, tính lại 9,1%."
    )


def test_rates_as_far_off_are_all_named(source: Warehouse) -> None:
    first = furthest(deviating_rates(source))[0]
    same = [replace(first, unit_vi=name) for name in ("A", "B")]
    other = next(rate for rate in deviating_rates(source) if rate.unit_vi != first.unit_vi)
    assert furthest([same[0], other, same[1]]) == same


def test_every_rate_of_the_text_is_shown_as_printed(source: Warehouse) -> None:
    """71,1% is printed where 1.093 ÷ 1.539 is 71,0%, and 78% has no decimals."""
    by_unit: dict[str, dict[str, str]] = {}
    levels = []
    for row in golden("text_figures.csv"):
        if row["indicator_id"] in RATES.values():
            by_unit.setdefault(row["unit_id"], {})[row["indicator_id"]] = row["printed"]
        elif row["indicator_id"].startswith("is_systems_level_") and "%" in row["printed"]:
            levels.append(row["printed"])
    assert set(by_unit) == {"vn", "bloc-ministries", "bloc-provinces"}
    printed = [total for total in totals(source, OLD) if total.is_printed]
    bars = total_rate_bars(printed)
    table = totals_table(printed, bars)
    for number, unit_id in enumerate(("vn", "bloc-ministries", "bloc-provinces")):
        rates = by_unit[unit_id]
        for of_stage, key in zip(bars, RATES.values(), strict=True):
            assert of_stage[number] == f"{rates[key]} trên thang 0–100%, mục tiêu 100%"
        assert f"({rates['is_level_approved_rate']})" in str(table["Đã phê duyệt"][number])
        assert f"({rates['is_plan_deployed_rate']})" in str(table["Đủ phương án"][number])
        for rate in rates.values():
            assert f"({rate})" in funnel_words([printed[number]])
    assert [share_words(level.share) for level in system_levels(source)] == levels
    headline = {item.indicator.indicator_id: item for item in headlines(source)}
    for indicator_id, rate in by_unit["vn"].items():
        item = headline[indicator_id]
        assert format_amount(item.indicator, item.value, item.decimals) == rate
        assert item.value == float(rate.removesuffix("%").replace(",", "."))


def test_the_most_left_to_do_is_said_of_all_who_have_it(source: Warehouse) -> None:
    rows = security_rows(source, "province", OLD)
    done = [row for row in rows if row.rates["deployed"].missing == 0]
    assert len(done) > MOST_NAMED
    assert f"còn nhiều nhất là {len(done)} đơn vị với 0 hệ thống" in units_finding(done)


def test_levels_add_up_to_the_printed_total(source: Warehouse) -> None:
    levels = system_levels(source)
    assert [level.systems for level in levels] == [3309, 2914, 955, 23, 5]
    assert sum(level.systems for level in levels) == 7206
    assert sum(level.share.value for level in levels) == pytest.approx(100)


@each_structure
@each_level
def test_figures_and_tables(source: Warehouse, level: str, structure: Structure) -> None:
    found = totals(source, structure)
    rows = sorted_rows(security_rows(source, level, structure), "thieu")
    bars = unit_bars(rows)
    go.Figure(stages(bars, LIGHT, selected=bars[0].key).to_dict())
    for bar in bars:
        assert sum(bar.parts) == bar.systems
    assert len(totals_table(found, total_rate_bars(found))) == len(found)
    assert len(reading_rows(rows, level, structure, unit_rate_bars(rows))) == len(rows)
    exported = export_rows(rows, level, structure)
    assert exported["unit_id"].tolist() == [row.view.unit_id for row in rows]
    assert exported["Hệ thống thông tin"].isna().tolist() == [row.systems is None for row in rows]
    assert "7.206 hệ thống" in funnel_words(found[:1])


def length(picture: Drawn) -> tuple[float, float]:
    """Share of its scale that a bar fills, and where its target's tick stands."""
    found = etree.fromstring(picture.svg).iter("{*}rect")
    parts = {rect.get("class"): {n: float(rect.get(n)) for n in ("x", "width")} for rect in found}
    scale, bar = parts["t"], parts["b"]
    tick = parts.get("g", {"x": -1.0, "width": 0.0})
    middle = tick["x"] + tick["width"] / 2 - scale["x"]
    return 100 * bar["width"] / scale["width"], 100 * middle / scale["width"]


@each_structure
@each_level
def test_a_bar_is_as_long_as_its_rate(source: Warehouse, level: str, structure: Structure) -> None:
    """On a scale of 0 to 100, its target at the end of it; without a rate, without a bar."""
    rows = security_rows(source, level, structure)
    for stage, bars in zip(RATES, unit_rate_bars(rows), strict=True):
        for row, bar in zip(rows, bars, strict=True):
            rate = row.rates[stage].value
            assert (bar is None) == (rate is None)
            if bar is not None and rate is not None:
                filled, tick = length(bar)
                assert filled == pytest.approx(rate, abs=0.1)
                assert tick == pytest.approx(100, abs=1)
                assert bar.startswith(percent(rate))
    levels = system_levels(source)
    for level_of, bar in zip(levels, level_bars(levels), strict=True):
        assert length(bar)[0] == pytest.approx(level_of.share.value, abs=0.1)


def test_rank_and_verdict_are_those_of_the_views(source: Warehouse) -> None:
    """22 of 60 provinces have approved all their systems, 16 have protected all."""
    rows = {row.view.unit_id: row for row in security_rows(source, "province", OLD)}
    said = [verdict_words(row) for row in rows.values()]
    assert sum("✓ phê duyệt" in words for words in said) == 22
    assert sum("✓ triển khai" in words for words in said) == 16
    assert verdict_words(rows["p63-24"]) == "✗ phê duyệt · ✗ triển khai"
    assert rank_words(rows["p63-24"]) == "phê duyệt: hạng 26/60 · triển khai: hạng 59/60"
    assert verdict_words(rows["p63-83"]) == "– phê duyệt · – triển khai"
    assert rank_words(rows["p63-83"]) == ""
    table = reading_rows(list(rows.values()), "province", OLD, unit_rate_bars(list(rows.values())))
    table = table.set_index("Đơn vị")
    assert table.loc["Bắc Giang", "Hạng triển khai"] == "59/60"
    assert table.loc["Bắc Giang", "Hạng phê duyệt"] == "26/60"
    assert table.loc["Bến Tre", "Hạng triển khai"] == ""


def test_one_unit_in_words(source: Warehouse) -> None:
    from dashboard.queries.indicator_views import due_dates

    due = {stage: due_dates(source, rate, "province")[0] for stage, rate in RATES.items()}
    rows = {row.view.unit_id: row for row in security_rows(source, "province", OLD)}
    assert "còn 59 hệ thống đến 30/9/2024" in unit_words(rows["p63-01"], due)
    assert "Chưa báo cáo" in unit_words(rows["p63-83"], due)
