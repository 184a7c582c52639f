"""Beside the map of a region: its own mean and tally, before those of the country."""

from statistics import fmean

from dashboard.queries.benchmarks import mean_of
from dashboard.store.warehouse import Warehouse
from dashboard.ui.controls.summary_panel import summary_panel

HIGHLANDS = "r63-tay-nguyen"


def test_a_region_has_its_own_mean_and_tally(source: Warehouse, view_of) -> None:
    shown = view_of("dvctt_full_rate", year=2024)
    rows = shown.within(HIGHLANDS)
    panel = summary_panel(source, shown, rows)
    mean = f"{fmean(row.value for row in rows):.2f}%".replace(".", ",")
    assert f"Trung bình cộng của 5 đơn vị có số liệu trong vùng: <strong>{mean}</strong>" in panel
    assert "Trong vùng, <strong>0/5</strong> đơn vị đạt (mục tiêu 12/2024: 85%)" in panel
    assert panel.index("trong vùng") < panel.index("Khối tỉnh, thành phố")
    assert "trong vùng" not in summary_panel(source, shown, shown.rows)


def test_figures_that_have_no_mean_are_given_none(view_of) -> None:
    grades = view_of("system_grade", year=2024)
    assert mean_of(grades, grades.within(HIGHLANDS)) is None
    merged = view_of("signature_adult_rate", year=2025)
    assert mean_of(merged, merged.within(HIGHLANDS)) is None
