"""Lists of the report that name units, against names keyed by hand from both places of each."""

import duckdb
import pytest

from etl.catalogue.load import Catalogue
from etl.catalogue.register_specs import UnitFlagsTable

Warehouse = duckdb.DuckDBPyConnection

# Lines 414 and 638, lines 426, 428 and 642: who has not, and how many units the report may mean.
LISTS = {
    "shared_catalogue": (
        {
            *("bo-tai-nguyen-va-moi-truong", "thanh-tra-chinh-phu", "van-phong-chinh-phu"),
            *("p63-83", "p63-22", "p63-14"),
        },
        30 + 63,
    ),
    "national_platform": (
        {
            *("bo-ngoai-giao", "bo-cong-thuong", "bo-lao-dong-thuong-binh-va-xa-hoi"),
            *(
                "bo-nong-nghiep-va-phat-trien-nong-thon",
                "bo-y-te",
                "bo-van-hoa-the-thao-va-du-lich",
            ),
            *("van-phong-chinh-phu", "vien-han-lam-khoa-hoc-xa-hoi-viet-nam"),
        },
        30,
    ),
}


@pytest.mark.parametrize(("indicator_id", "expected"), LISTS.items(), ids=LISTS)
def test_the_report_s_lists_agree(
    indicator_id: str, expected: tuple[set[str], int], warehouse: Warehouse, sentence
) -> None:
    """The named have not; of the others, which the report does not name, nothing is known."""
    named, units = expected
    rows = warehouse.execute(
        """
        SELECT unit_id, value, value_text, status, raw_text, note_code, note_parts
        FROM observation JOIN unit USING (unit_id)
        WHERE indicator_id = ? AND valid_to IS NOT NULL
        """,
        [indicator_id],
    ).fetchall()
    assert len(rows) == units
    assert {row[0] for row in rows if row[1] == 0} == named
    for unit_id, *told, code, parts in rows:
        note = sentence(code, parts)
        if unit_id in named:
            assert (told, note) == ([0, "chưa", "observed", "chưa"], None)
        else:
            assert told[:3] == [None, None, "not_available"]
            assert "không kê tên" in note


def test_every_list_says_something_of_every_unit(
    catalogue: Catalogue, warehouse: Warehouse, sentence
) -> None:
    """One row for each unit of the levels on the list's day, with a value or a reason."""
    tables = [table for table in catalogue.tables.values() if isinstance(table, UnitFlagsTable)]
    assert len(tables) > 3
    for table in tables:
        units = {
            unit.unit_id
            for level in table.levels
            for unit in catalogue.units_of(level, table.period.end)
        }
        for indicator_id, spec in table.lists.items():
            rows = warehouse.execute(
                """
                SELECT unit_id, value_text, note_code, note_parts FROM observation
                WHERE indicator_id = ? AND table_id = ? AND unit_id IN (SELECT unnest(?))
                """,
                [indicator_id, table.table_id, sorted(units)],
            ).fetchall()
            assert sorted(row[0] for row in rows) == sorted(units)
            for _unit_id, text, *note in rows:
                told = (text, sentence(*note))
                assert text == spec.listed or told == (spec.unlisted, spec.unlisted_vi)


def test_nothing_is_judged_by_a_target_without_a_date(warehouse: Warehouse) -> None:
    undated = warehouse.execute(
        "SELECT indicator_id, document_line FROM target WHERE due_on IS NULL ORDER BY 2"
    ).fetchall()
    assert undated == [("dti", 138), ("is_budget_share", 221), ("shared_catalogue_rate", 638)]
    judged = warehouse.execute(
        "SELECT count(*) FROM attainment WHERE indicator_id IN (SELECT unnest(?))",
        [[indicator_id for indicator_id, _line in undated]],
    ).fetchone()
    assert judged == (0,)


def test_counts_of_the_text_are_no_shares_of_the_units(warehouse: Warehouse, sentence) -> None:
    """21 of 29 is what the report counts; 8 of the 30 of the time are named."""
    rate = warehouse.execute(
        """
        SELECT round(value, 2), basis, note_code, note_parts FROM observation
        WHERE indicator_id = 'national_platform_rate' AND unit_id = 'vn'
        """
    ).fetchall()
    ((*figure, code, parts),) = rate
    assert (*figure, sentence(code, parts)) == (72.41, "derived", "21 ÷ 29")
