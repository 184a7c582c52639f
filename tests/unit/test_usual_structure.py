"""Which units a page of many indicators shows at first."""

from datetime import date

import pytest

from dashboard.queries import periods
from dashboard.queries.periods import Period, usual_structure
from dashboard.queries.structures import NEW, OLD, Structure
from dashboard.store.warehouse import Warehouse

NEWEST = Period("year", date(2025, 1, 1), date(2025, 12, 31), "2025", is_provisional=False)
BEFORE = Period("year", date(2024, 1, 1), date(2024, 12, 31), "2024", is_provisional=False)


def test_figures_of_the_report_are_those_of_its_units(source: Warehouse) -> None:
    assert {usual_structure(source, level) for level in ("province", "ministry")} == {OLD}


@pytest.mark.parametrize(("printed", "usual"), [([NEW, NEW, OLD], NEW), ([NEW, OLD], OLD)])
def test_most_of_the_newest_figures_decide(
    source: Warehouse, monkeypatch: pytest.MonkeyPatch, printed: list[Structure], usual: Structure
) -> None:
    names = dict.fromkeys("abc"[: len(printed)])
    of_name = dict(zip(names, printed, strict=True))
    monkeypatch.setattr(periods, "_of_level", lambda _source, _level: names)
    monkeypatch.setattr(
        periods, "printed_periods", lambda _s, name, _l: {NEWEST: of_name[name], BEFORE: OLD}
    )
    assert usual_structure(source, "province") == usual
