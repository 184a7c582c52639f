"""Figures of regions: those of their provinces and no more, in both structures."""

from datetime import date

import duckdb
import pytest

from etl.catalogue.load import Catalogue
from etl.catalogue.vocabulary import Period, Status
from etl.derive.regions import region_targets, regions
from etl.facts import Observation, Target
from etl.language.statements import Listing, say
from tests.derivations import explain_regions, region_observations

HIGHLANDS = "r63-tay-nguyen"
JUNE = Period(start=date(2024, 6, 1), end=date(2024, 6, 30), label="6/2024", kind="as_of")
Warehouse = duckdb.DuckDBPyConnection


def observation(
    indicator_id: str, unit_id: str, figure: tuple[float, float] | Status, **more: object
) -> Observation:
    return Observation(
        indicator_id,
        unit_id,
        JUNE,
        "published",
        figure
        if isinstance(figure, Status)
        else (Status.OBSERVED if figure[0] == figure[1] else Status.INTERVAL),
        None if isinstance(figure, Status) else figure,
        "bc-btttt-2024-07",
        "ii-b",
        **more,  # type: ignore[arg-type]
    )


def highlands(catalogue: Catalogue) -> list[str]:
    (region,) = (item for item in regions(catalogue) if item.unit.unit_id == HIGHLANDS)
    return [member.unit_id for member in region.members]


@pytest.mark.parametrize("structure", ["63", "34"])
def test_every_province_lies_in_one_region(catalogue: Catalogue, structure: str) -> None:
    members = [
        member.unit_id
        for region in regions(catalogue)
        if region.unit.unit_id.startswith(f"r{structure}-")
        for member in region.members
    ]
    assert len(members) == len(set(members)) == int(structure)
    assert all(unit_id.startswith(f"p{structure}-") for unit_id in members)


@pytest.mark.parametrize("structure", ["63", "34"])
@pytest.mark.parametrize(
    ("indicator_id", "total"),
    [("is_systems", 5895), ("is_level_approved", 4621), ("is_plan_deployed", 3474)],
)
def test_the_counts_of_the_regions_are_those_of_all_provinces(
    warehouse: Warehouse, structure: str, indicator_id: str, total: int
) -> None:
    """A region some province of which did not report counts what the others did."""
    (found,) = warehouse.execute(
        """
        SELECT sum(coalesce(value, value_low)) FROM observation
        WHERE indicator_id = ? AND unit_id LIKE ? AND basis = 'derived'
        """,
        [indicator_id, f"r{structure}-%"],
    ).fetchone()
    assert found == total


def test_what_was_allocated_to_the_regions_is_what_the_provinces_were(
    warehouse: Warehouse,
) -> None:
    totals = warehouse.execute(
        """
        SELECT indicator_id, sum(value) FILTER (unit_id LIKE 'p63-%'),
            sum(value) FILTER (unit_id LIKE 'r63-%'), sum(value) FILTER (unit_id LIKE 'r34-%')
        FROM target JOIN indicator USING (indicator_id)
        WHERE aggregation = 'sum' AND scope = 'unit' GROUP BY ALL
        """
    ).fetchall()
    assert {row[0] for row in totals} >= {"enterprise_additional", "signature_adults"}
    for _indicator, *sums in totals:
        assert len(set(sums)) == 1


def test_the_highlands(warehouse: Warehouse, sentence) -> None:
    """282 systems of five provinces, 251 with a plan: exact; services only between two ends."""
    rows = warehouse.execute(
        "SELECT indicator_id, value, value_low, value_high, status, note_code, note_parts "
        "FROM observation WHERE unit_id = ? AND basis = 'derived' AND period_end <= '2024-07-31'",
        [HIGHLANDS],
    ).fetchall()
    found = {row[0]: (*row[1:5], sentence(*row[5:])) for row in rows}
    assert found["is_systems"][:1] == (282,)
    assert found["is_plan_deployed_rate"][0] == pytest.approx(251 / 282 * 100)
    assert found["dvctt_full_rate"] == (
        None,
        34.11,
        62.87,
        "interval",
        "Khoảng giữa mức thấp nhất và cao nhất của 5 tỉnh, thành phố trong vùng.",
    )
    assert found["dossier_full_online_rate"] == (
        None,
        None,
        None,
        "partial",
        "Thiếu Đắk Lắk (cần đối soát).",
    )
    assert not {"system_grade", "system_rank"} & set(found)


def test_targets_of_a_level_do_not_apply_to_regions(warehouse: Warehouse) -> None:
    rows = warehouse.execute(
        "SELECT DISTINCT indicator_id FROM attainment JOIN unit USING (unit_id) "
        "WHERE level = 'region'"
    ).fetchall()
    assert rows == []


def test_bounds_hold_every_province(catalogue: Catalogue) -> None:
    members = highlands(catalogue)
    figures = [(10.0, 10.0), (5.0, 20.0), (12.0, 12.0), (11.0, 11.0), (15.0, 15.0)]
    observations = [
        observation("dvctt_full_rate", unit_id, figure)
        for unit_id, figure in zip(members, figures, strict=True)
    ]
    (found,) = region_observations(catalogue, observations)
    assert (found.interval, found.status, found.value_estimate) == (
        (5, 20),
        Status.INTERVAL,
        None,
    )


def test_a_province_without_a_value_leaves_the_region_partial(catalogue: Catalogue) -> None:
    first, second, third, *others = highlands(catalogue)
    observations = [
        observation("is_systems", first, Status.NOT_REPORTED),
        # A merged province of which only a part reported.
        observation("is_systems", second, Status.PARTIAL, reported=7.0),
        observation("is_systems", third, (0, 0)),
        *(observation("is_systems", unit_id, (10, 10)) for unit_id in others),
    ]
    (found,) = region_observations(catalogue, observations)
    assert (found.status, found.interval, found.reported) == (Status.PARTIAL, None, 27)
    assert found.note is not None
    assert found.note.code == "members_missing"
    reasons = found.note.parts["members"]
    assert isinstance(reasons, Listing)
    assert say("not_reported") in [part.parts["reason"] for part in reasons.parts]


def test_a_region_gets_what_all_its_provinces_were_given(catalogue: Catalogue) -> None:
    members = highlands(catalogue)

    def target(indicator_id: str, unit_id: str, amount: float) -> Target:
        return Target(
            indicator_id,
            "unit",
            unit_id,
            date(2025, 12, 31),
            ">=",
            (amount, amount),
            str(amount),
            "bc-btttt-2024-07",
            "vi",
            1,
            1,
            "1",
        )

    counts = [target("enterprise_additional", unit_id, 10) for unit_id in members]
    shares = [target("ecommerce_retail_share", unit_id, 10) for unit_id in members]
    (found,) = region_targets(catalogue, counts + shares)
    assert (found.indicator_id, found.unit_id) == ("enterprise_additional", HIGHLANDS)
    assert (found.value, found.basis, found.raw_text) == (50, "derived", None)
    assert list(region_targets(catalogue, counts[1:])) == []


def test_ranks_and_grades_stay_with_the_provinces(catalogue: Catalogue) -> None:
    province = highlands(catalogue)[0]
    observations = [
        observation("system_rank", province, (3, 3)),
        observation("system_rank", "bo-y-te", (1, 1)),
        observation("is_systems", province, (3, 3)),
    ]
    assert region_observations(catalogue, observations[:2]) == []
    issues = list(explain_regions(catalogue, observations))
    assert {issue.indicator_id for issue in issues} == {"system_rank"}
    assert len({issue.unit_id for issue in issues}) == len(issues) == 12
    assert {issue.kind for issue in issues} == {"not_merged"}
    assert list(explain_regions(catalogue, observations[1:2])) == []
