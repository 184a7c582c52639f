"""Systems by stage: totals by both sources, what is missing, printed against recomputed rates."""

import plotly.graph_objects as go
import pytest

from dashboard.figures.security import funnel, level_bars, stages, total_bars, unit_bars
from dashboard.indicators import UNIT_LEVELS
from dashboard.palette import LIGHT
from dashboard.printed_rates import deviating_rates, printed_rates
from dashboard.rows import records
from dashboard.security import (
    SORTS,
    Total,
    security_rows,
    sorted_rows,
    system_levels,
    totals,
)
from dashboard.security_wording import (
    deviations_table,
    export_rows,
    funnel_words,
    reading_rows,
    total_name,
    totals_table,
    unit_words,
)
from dashboard.structures import NEW, OLD, Structure
from dashboard.warehouse import Warehouse

each_level = pytest.mark.parametrize("level", UNIT_LEVELS)
each_structure = pytest.mark.parametrize("structure", [OLD, NEW], ids=lambda item: item.id)


def counts(total: Total) -> tuple[int, int, int]:
    return total.systems, total.approved, total.deployed


def test_the_country_as_printed_and_as_the_tables_add_up(source: Warehouse) -> None:
    printed, added = totals(source, OLD)[:2]
    assert counts(printed) == (7206, 5515, 4068)
    assert counts(added) == (7008, 5323, 3957)
    assert (printed.missing("approved"), printed.missing("deployed")) == (1691, 3138)
    assert round(printed.rate("approved"), 1) == 76.5
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
    for row in records(rows):
        assert (row["unit_id"] in drawn) == (row["systems"] is not None)
        if row["systems"] is None:
            assert row["approved_rate"] is None
            assert row["deployed_missing"] is None
            assert row["note_vi"]
        else:
            assert row["deployed"] <= row["approved"] <= row["systems"]
            assert row["deployed_rate"] == pytest.approx(100 * row["deployed"] / row["systems"])


def test_a_merged_unit_adds_its_members(source: Warehouse) -> None:
    rows = {row["unit_id"]: row for row in records(security_rows(source, "province", NEW))}
    city = rows["p34-79"]
    assert (city["systems"], city["deployed"]) == (600, 478)
    partial = rows["p34-31"]
    assert (partial["systems"], partial["reported_systems"]) == (None, 65)


@pytest.mark.parametrize("sort", SORTS)
def test_sorts_keep_every_unit(source: Warehouse, sort: str) -> None:
    rows = security_rows(source, "province", OLD)
    found = sorted_rows(rows, sort)
    assert sorted(found["unit_id"]) == sorted(rows["unit_id"])
    if sort != "ten":
        assert found["systems"].tail(3).isna().all()


def test_printed_rates_that_do_not_follow_from_the_counts(source: Warehouse) -> None:
    rates = {(rate.unit_vi, rate.stage): rate for rate in deviating_rates(source)}
    assert len(rates) == 11
    assert printed_rates(source) == 180
    finance = rates["Bộ Tài chính", "deployed"]
    assert finance.printed_text == "70%"
    assert round(finance.among_systems, 2) == 54.29
    assert finance.among_approved is not None
    assert round(finance.among_approved, 1) == 70.4
    divided = [rate for rate in rates.values() if "đã phê duyệt" in rate.explanation_vi]
    assert len(divided) == 9
    assert len(deviations_table(deviating_rates(source))) == 11


def test_levels_add_up_to_the_printed_total(source: Warehouse) -> None:
    levels = system_levels(source)
    assert [level.systems for level in levels] == [3309, 2914, 955, 23, 5]
    assert sum(level.systems for level in levels) == 7206
    assert sum(level.share for level in levels) == pytest.approx(100)


@each_structure
@each_level
def test_figures_and_tables(source: Warehouse, level: str, structure: Structure) -> None:
    found = totals(source, structure)
    rows = sorted_rows(security_rows(source, level, structure), "thieu")
    bars = unit_bars(rows)
    for figure in (
        funnel(found[:2], LIGHT),
        stages(total_bars(found), LIGHT, as_share=True),
        stages(bars, LIGHT, as_share=False, selected=bars[0].key),
        level_bars(system_levels(source), LIGHT),
    ):
        go.Figure(figure.to_dict())
    for bar in bars:
        assert sum(bar.parts) == bar.systems
    assert len(totals_table(found)) == len(found)
    assert len(reading_rows(rows, level, structure)) == len(rows)
    exported = export_rows(rows, level, structure)
    assert exported["unit_id"].tolist() == rows["unit_id"].tolist()
    assert exported["Hệ thống thông tin"].isna().sum() == rows["systems"].isna().sum()
    assert "7.206 hệ thống" in funnel_words(found[:1])


def test_one_unit_in_words(source: Warehouse) -> None:
    from dashboard.security import RATES
    from dashboard.views import due_dates

    due = {stage: due_dates(source, rate, "province")[0] for stage, rate in RATES.items()}
    rows = {row["unit_id"]: row for row in records(security_rows(source, "province", OLD))}
    assert "còn 59 hệ thống đến 30/9/2024" in unit_words(rows["p63-01"], due)
    assert "Chưa báo cáo" in unit_words(rows["p63-83"], due)
