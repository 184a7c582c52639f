"""Targets that are shares of something else than the figures: stored, told, never compared."""

from datetime import date

import duckdb
import pytest

from dashboard.analysis.national_series import national_series
from dashboard.analysis.series import series_rows
from dashboard.analysis.targets import goals
from dashboard.queries.indicator_views import due_dates, view
from dashboard.queries.indicators import indicators
from dashboard.queries.national import headlines
from dashboard.queries.target_bases import OtherTarget, other_targets
from dashboard.queries.targets import target_lines
from dashboard.store.builds import warehouse
from dashboard.store.warehouse import Warehouse
from dashboard.tables.catalogue import reading_targets
from dashboard.tables.series import export_rows
from dashboard.words.other_targets import describe_other_target
from dashboard.words.series_alternative import alternative
from dashboard.words.series_targets import target_words
from etl.build import build
from etl.catalogue.register_specs import Condition
from etl.checked import Project
from etl.language.i18n import using
from tests.days import TODAY

WORDS = (
    "Mục tiêu 100% thủ tục hành chính đủ điều kiện (12/2025) có mẫu số khác, không so với số liệu",
    "Mục tiêu 80% ◊ dịch vụ công trực tuyến (12/2025) có mẫu số khác, không so với số liệu",
    "Mục tiêu 100% ◊ dịch vụ công trực tuyến (12/2030) có mẫu số khác, không so với số liệu",
)
SERVICES = "dịch vụ công trực tuyến"
RAW = "data/raw/bc-btttt-2024-07/text-targets.tsv"
TABLE = "data/catalogue/tables/text-targets.yml"


def test_targets_of_another_base(source: Warehouse) -> None:
    """Of eligible procedures, of online services; the figure is a share of those with dossiers."""
    (found,) = other_targets(source, "country").values()
    assert found == (
        OtherTarget(
            "national_01_2",
            100.0,
            date(2025, 12, 31),
            "thủ tục hành chính đủ điều kiện",
            "official_document",
            394,
        ),
        OtherTarget("national_01_2", 80.0, date(2025, 12, 31), SERVICES, "two_copies", 1),
        OtherTarget("national_01_2", 100.0, date(2030, 12, 31), SERVICES, "press", 1),
    )
    assert other_targets(source, "province") == other_targets(source, "ministry") == {}
    assert (
        "tổng dịch vụ công có phát sinh hồ sơ" in indicators(source)["national_01_2"].definition_vi
    )


def test_no_figure_is_measured_against_it(warehouse: duckdb.DuckDBPyConnection) -> None:
    """Every verdict is against a target whose base is the figure's own."""
    compared = warehouse.execute(
        """
        SELECT indicator_id, level FROM attainment JOIN unit USING (unit_id)
        JOIN target USING (indicator_id, due_on)
        WHERE base_vi IS NOT NULL AND (target.unit_id = attainment.unit_id OR scope = level)
        """
    ).fetchall()
    assert compared == []
    stored = warehouse.execute("SELECT count(*) FROM target WHERE base_vi IS NOT NULL").fetchone()
    assert stored == (3,)


def test_it_is_told_wherever_the_target_is_asked_for(source: Warehouse) -> None:
    headline = next(
        item for item in headlines(source) if item.indicator.indicator_id == "national_01_2"
    )
    assert (headline.target, headline.gap, headline.verdict) == (None, None, None)
    assert headline.other_targets == other_targets(source, "country")["national_01_2"]
    series = next(
        item
        for item in national_series(source, TODAY)
        if item.indicator.indicator_id == "national_01_2"
    )
    assert series.goal is None
    assert target_words(series) == "; ".join(WORDS)
    assert all(words in alternative(series) for words in WORDS)
    exported = export_rows(series_rows(source, [series]), [series])
    ours = exported["indicator_id"] == "national_01_2"
    assert exported.loc[ours, "Mục tiêu khác mẫu số"].unique().tolist() == ["; ".join(WORDS)]
    assert exported["Mục tiêu"].isna().all()
    bases = reading_targets(source)["Mẫu số"].tolist()
    assert sorted(base for base in bases if base != "như số liệu") == [
        f"{SERVICES} (không so với số liệu)",
        f"{SERVICES} (không so với số liệu)",
        "thủ tục hành chính đủ điều kiện (không so với số liệu)",
    ]


def test_it_is_told_in_english(source: Warehouse) -> None:
    with using("en"):
        edition = source.in_language("en")
        target, _of_services, _later = other_targets(edition, "country")["national_01_2"]
        words = describe_other_target(indicators(edition)["national_01_2"], target)
    assert words == (
        "Target: 100% of eligible administrative procedures (Dec 2025); its base differs, "
        "so it is not compared with the figures"
    )


@pytest.fixture
def provincial(project: Project) -> Warehouse:
    """A build whose provinces have such targets: one on the day of their own, one on another."""
    raw, table = project.root / RAW, project.root / TABLE
    row = "394\tdvctt_full_rate\tcác địa phương\tđủ điều kiện theo quy định của pháp luật\t"
    more = "".join(
        f"{row}{due}\tđược cung cấp\t100%\t100%\n" for due in ("Năm 2025", "tháng 9/2024")
    )
    raw.write_text(raw.read_text(encoding="utf-8") + more, encoding="utf-8")
    text = table.read_text(encoding="utf-8")
    (rows,) = [line for line in text.splitlines() if "rows_expected" in line]
    expected = f"  rows_expected: {int(rows.split(':')[1]) + 2}"
    table.write_text(text.replace(rows, expected), encoding="utf-8")
    build(project)
    return warehouse(project.warehouse / "warehouse.duckdb")


def test_a_level_with_both_is_judged_by_its_own_alone(
    source: Warehouse, provincial: Warehouse
) -> None:
    assert list(other_targets(provincial, "province")) == ["dvctt_full_rate"]
    spec = indicators(source)["dvctt_full_rate"]
    days = due_dates(source, "dvctt_full_rate", "province")
    assert due_dates(provincial, "dvctt_full_rate", "province") == days
    assert target_lines(provincial, spec, "province") == target_lines(source, spec, "province")
    assert goals(provincial, "province", 2025) == goals(source, "province", 2025)
    for day in days:
        ours, theirs = (
            [
                (row.unit_id, row.target_value, row.verdict, row.gap_low)
                for row in view(store, "dvctt_full_rate", "province", day).rows
            ]
            for store in (source, provincial)
        )
        assert ours == theirs
    alone = view(provincial, "dvctt_full_rate", "province", date(2024, 9, 30)).rows
    assert {row.target for row in alone} == {None}


@pytest.mark.parametrize("given", [{}, {"text_is": "C", "base_vi": "x"}])
def test_a_condition_is_of_units_or_of_a_base(given: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="exactly one"):
        Condition(**given)
