"""The order of units in rankings and matrices."""

import pytest

from dashboard.analysis.ordering import SORT_CODES, ordered, split_by_value
from dashboard.analysis.target_matrix import matrix_units
from dashboard.analysis.targets import goals
from dashboard.queries.indicator_views import view
from dashboard.store.warehouse import Warehouse


def names(rows) -> list[str]:
    return [row.short_name_vi for row in rows]


def test_best_first_and_units_that_tie_by_name(view_of) -> None:
    listed = names(ordered(view_of("dvctt_full_rate", "ministry").rows, "hang"))
    assert listed[:5] == [
        "Bộ Công Thương",
        "Bộ GD&ĐT",
        "Bộ LĐ-TB&XH",
        "Bộ TT&TT",
        "BHXH Việt Nam",
    ]


def test_worst_first_is_the_other_way_round_and_absence_still_last(view_of) -> None:
    rows = view_of("dossier_full_online_rate").rows
    best, _without = split_by_value(ordered(rows, "hang"))
    worst = ordered(rows, "nguoc")
    assert names(worst)[:48] == list(reversed(names(best)))
    assert not any(row.has_value for row in worst[-15:])


def test_by_name_is_the_vietnamese_order(view_of) -> None:
    rows = view_of("dvctt_full_rate").rows
    assert names(ordered(rows, "ten")) == names(rows)


@pytest.mark.parametrize("sort", SORT_CODES)
@pytest.mark.parametrize("indicator_id", ["signature_adult_rate", "is_systems", "system_rank"])
def test_every_order_has_every_unit_once(view_of, indicator_id: str, sort: str) -> None:
    rows = view_of(indicator_id).rows
    assert sorted(names(ordered(rows, sort))) == sorted(names(rows))


@pytest.mark.parametrize(("sort", "first"), [("dat", True), ("thieu", False)])
def test_a_matrix_begins_with_most_or_fewest_goals_met(
    source: Warehouse, sort: str, first: bool
) -> None:
    views = [
        view(source, goal.indicator.indicator_id, "province", goal.due_on)
        for goal in goals(source, "province", 2024)
    ]
    met = dict.fromkeys(views[0].names, 0)
    for shown in views:
        for row in shown.rows:
            met[row.unit_id] += row.verdict == "met"
    counts = [met[unit_id] for unit_id in matrix_units(views, None, sort)]
    assert counts == sorted(counts, reverse=first)
    assert max(counts) > min(counts)


def test_a_matrix_keeps_to_its_region(source: Warehouse) -> None:
    views = [
        view(source, goal.indicator.indicator_id, "province", goal.due_on)
        for goal in goals(source, "province", 2024)
    ]
    listed = matrix_units(views, "r63-dong-nam-bo", "ten")
    assert listed == [row.unit_id for row in views[0].within("r63-dong-nam-bo")]
    assert len(listed) == 6
