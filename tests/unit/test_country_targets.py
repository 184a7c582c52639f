"""What came of the country's targets: which figure decides, which cannot, and what is ahead."""

from dataclasses import replace

import pytest

from dashboard.analysis.country_targets import (
    DIFFERENT,
    EARLY,
    NO_FIGURE,
    OLDER,
    OTHER_BASE,
    TargetAhead,
    TargetAnswer,
    shortfall,
    target_answers,
    targets_ahead,
)
from dashboard.analysis.national_series import national_series
from dashboard.analysis.series import Undated
from dashboard.store.codes import NOT_MET, UNDETERMINED
from dashboard.store.warehouse import Warehouse
from dashboard.words.country_targets import (
    answers_finding,
    aside_words,
    dated_figure,
    gap_words,
    pace_words,
    reason_words,
)
from etl.language.i18n import OWN
from tests.days import TODAY

DOSSIERS = "dossier_full_online_rate"


@pytest.mark.parametrize(
    ("comparator", "value", "lacks"),
    [
        (">=", 70, 10),
        (">=", 90, -10),
        ("<=", 70, -10),
        ("<=", 90, 10),
        ("=", 70, 10),
        ("=", 90, 10),
    ],
)
def test_what_a_figure_lacks(comparator: str, value: float, lacks: float) -> None:
    """Exactly so much is missed on either side."""
    assert shortfall(comparator, 80, value) == lacks
    assert shortfall(comparator, 80, 80) == 0


def answer_of(
    source: Warehouse, indicator_id: str, year: int, unit_id: str = "vn", value: float | None = None
) -> TargetAnswer:
    (found,) = (
        item
        for item in target_answers(source, TODAY)
        if (item.aim.indicator_id, item.aim.unit_id) == (indicator_id, unit_id)
        and item.aim.due_on.year == year
        and value in (None, item.aim.value)
    )
    return found


def ahead_of(source: Warehouse, indicator_id: str, year: int) -> TargetAhead:
    (found,) = (
        item
        for item in targets_ahead(source, TODAY)
        if (item.aim.indicator_id, item.aim.due_on.year) == (indicator_id, year)
    )
    return found


def changed(source: Warehouse, *tables: tuple[str, str]) -> Warehouse:
    """The same warehouse in which some tables hold what these queries give."""
    (found,) = source.rows("SELECT current_database() AS name")
    stored = {table: f"{found['name']}.main.{table}" for table, _query in tables}
    views = [
        f"CREATE TEMP VIEW {table} AS {query.format(table=stored[table])}"
        for table, query in tables
    ]
    # Another build to whatever keeps answers.
    return replace(source, build_id=repr(tables), prepared={OWN: views})


@pytest.mark.parametrize(
    ("indicator_id", "unit_id", "year", "verdict", "figures"),
    [
        ("national_03_2", "vn", 2024, NOT_MET, ["45,8% (2024)"]),
        (DOSSIERS, "bloc-ministries", 2024, NOT_MET, ["63,47% (2024)"]),
        (DOSSIERS, "bloc-provinces", 2024, NOT_MET, ["18,54% (2024)"]),
        ("national_03_2", "vn", 2025, NOT_MET, ["51,7% (11/2025)", "36,8% (12/2025)"]),
        ("digital_economy_gdp_share", "vn", 2025, NOT_MET, ["18,72% (2025)", "14,02% (2025)"]),
        ("ecommerce_size", "vn", 2025, UNDETERMINED, ["32 tỷ USD (2025)", "36 tỷ USD (2025)"]),
        ("egdi_rank", "vn", 2025, NOT_MET, ["hạng 71 (2024)"]),
        ("signature_adult_rate", "vn", 2025, UNDETERMINED, ["28,42% (6/2025)"]),
        ("national_07", "vn", 2025, EARLY, ["82,20% (7/2024)"]),
    ],
)
def test_what_came_of_a_target_by_which_figures(
    source: Warehouse, indicator_id: str, unit_id: str, year: int, verdict: str, figures: list[str]
) -> None:
    """Typed from the gathered files: README, "Read together"."""
    answer = answer_of(source, indicator_id, year, unit_id)
    assert answer.verdict == verdict
    assert [dated_figure(answer.indicator, item) for item in answer.figures] == figures


def test_no_target_is_left_out_and_none_told_twice(source: Warehouse) -> None:
    """One line for the digital economy, which two offices measure against one target."""
    aims = [item.aim for item in target_answers(source, TODAY)]
    aims += [item.aim for item in targets_ahead(source, TODAY)]
    rows = source.rows(
        """
        SELECT DISTINCT indicator_id, due_on, value FROM target
        LEFT JOIN unit USING (unit_id)
        WHERE (scope IN ('country', 'bloc') OR level = 'bloc')
          AND due_on IS NOT NULL AND superseded_by IS NULL
        """
    )
    told = {(aim.indicator_id, aim.due_on, aim.value) for aim in aims}
    alike = {
        (name, due_on, value)
        for name, due_on, value in ((r["indicator_id"], r["due_on"], r["value"]) for r in rows)
        if name in ("digital_economy_gdp_share_nso", "national_24") and value in (20, 30)
    }
    assert told == {tuple(row.values()) for row in rows} - alike
    assert len(aims) == len(set(aims))


def test_what_was_measured_after_the_due_date_decides_nothing(source: Warehouse) -> None:
    """In 11/2025 ministries were at 73,35%, above the 70% of 2024."""
    answer = answer_of(source, DOSSIERS, 2024, "bloc-ministries")
    assert aside_words(answer) == ["sau hạn: 73,35% (11/2025)"]
    without = changed(
        source,
        ("observation", "SELECT * FROM {table} WHERE period_end <> DATE '2024-12-31'"),
    )
    answer = answer_of(without, DOSSIERS, 2024, "bloc-ministries")
    assert (answer.verdict, answer.why_open) == (UNDETERMINED, OLDER)
    assert reason_words(answer) == "5 tháng trước hạn; chưa có số liệu đến hạn"


def test_a_figure_of_long_before_the_due_date_cannot_say_that_a_target_was_missed(
    source: Warehouse,
) -> None:
    """Rank 71 of the last survey before it can: that is what the build calls timely."""
    assert answer_of(source, "egdi_rank", 2025).verdict == NOT_MET
    early = changed(source, ("target_result", "SELECT * REPLACE (false AS is_timely) FROM {table}"))
    assert answer_of(early, "egdi_rank", 2025).why_open == OLDER
    assert answer_of(early, DOSSIERS, 2024, "bloc-provinces").why_open == OLDER


def test_what_was_reached_before_the_due_date_says_so(source: Warehouse) -> None:
    """And is not told as met: what is a rate or a rank can be lost again."""
    answer = answer_of(source, "national_06", 2025)
    assert answer.verdict == EARLY
    assert reason_words(answer) == "đạt từ 17 tháng trước hạn; chưa có số liệu đến hạn"


def test_where_sources_say_both_nothing_is_concluded(source: Warehouse) -> None:
    """The ministry says 32 billion dollars, a forum of its own 36; the target was 35."""
    answer = answer_of(source, "ecommerce_size", 2025)
    assert (answer.verdict, answer.why_open) == (UNDETERMINED, DIFFERENT)
    assert reason_words(answer) == "các nguồn nêu khác nhau"
    assert aside_words(answer) == ["32: Bộ Công Thương: TMĐT 2025", "36: Diễn đàn 20/12/2025"]
    alone = changed(source, ("printed_beside", "SELECT * FROM {table} LIMIT 0"))
    assert answer_of(alone, "ecommerce_size", 2025).verdict == NOT_MET


def test_two_measures_of_one_target_agree_or_nothing_is_concluded(source: Warehouse) -> None:
    """Neither office reaches 20%. If one did, nobody could say."""
    reached = changed(
        source,
        (
            "target_result",
            "SELECT * REPLACE (CASE WHEN indicator_id = 'digital_economy_gdp_share_nso'"
            " THEN 'met' ELSE verdict END AS verdict) FROM {table}",
        ),
    )
    answer = answer_of(reached, "digital_economy_gdp_share", 2025)
    assert (answer.verdict, answer.why_open) == (UNDETERMINED, DIFFERENT)


def test_a_figure_told_without_a_target_of_its_own_counts_too(source: Warehouse) -> None:
    """A conclusion of 12/2025 says 36,8%; above 80 it would contradict the 51,7%."""
    above = changed(
        source,
        (
            "observation",
            "SELECT * REPLACE (CASE WHEN indicator_id = 'dossier_full_online_stated_rate'"
            " THEN 90 ELSE value END AS value) FROM {table}",
        ),
    )
    assert answer_of(above, "national_03_2", 2025).why_open == DIFFERENT


def test_targets_without_figures_or_of_another_base_are_open(source: Warehouse) -> None:
    assert answer_of(source, "eform_services", 2024).why_open == NO_FIGURE
    other = answer_of(source, "national_01_2", 2025, value=100)
    assert (other.verdict, other.why_open) == (UNDETERMINED, OTHER_BASE)
    assert "thủ tục hành chính đủ điều kiện" in reason_words(other)


def test_figures_by_another_definition_are_told_and_decide_nothing(source: Warehouse) -> None:
    """12% of goods and services in 2025; the 10% were set for a share whose base nobody states."""
    answer = answer_of(source, "ecommerce_retail_share_moit", 2025)
    assert answer.verdict == UNDETERMINED
    assert aside_words(answer) == ["đo theo cách khác: 12% (2025)"]


def test_an_answer_is_no_better_confirmed_than_all_that_it_rests_on(source: Warehouse) -> None:
    """The least of the target's document and the figures'."""
    assert answer_of(source, "signature_adult_rate", 2025).confirmation == "two_copies"
    assert answer_of(source, "national_03_2", 2024).confirmation == "press"
    assert answer_of(source, "national_07", 2025).confirmation == "press"
    assert answer_of(source, "is_level_approved_rate", 2024).confirmation == "official_document"


def test_the_pace_that_is_left_to_a_target_ahead(source: Warehouse) -> None:
    """From rank 71 at the end of 2024 to 50 six years later; from 86 in 2022."""
    egdi = ahead_of(source, "egdi_rank", 2030)
    assert (egdi.gap, egdi.past_per_year) == (21, 7.5)
    assert egdi.per_year == pytest.approx(3.5, abs=0.01)
    assert gap_words(egdi) == "21 hạng"
    assert pace_words(egdi, egdi.per_year) == "3,5 hạng"
    reached = ahead_of(source, "national_06", 2030)
    assert (reached.gap, reached.per_year, gap_words(reached)) == (0, None, "đã đạt")
    unknown = ahead_of(source, "service_satisfaction_rate", 2030)
    assert (unknown.now, unknown.gap, gap_words(unknown)) == (None, None, "–")


def test_the_finding_counts_every_answer_of_a_year(source: Warehouse) -> None:
    by_year = {
        year: [item for item in target_answers(source, TODAY) if item.aim.due_on.year == year]
        for year in (2024, 2025)
    }
    assert len(by_year[2024]) == 8
    assert answers_finding(by_year) == (
        "Mục tiêu của cả nước và hai khối năm 2024: 0 đạt, 3 chưa đạt, 5 chưa rõ; "
        f"năm 2025: 0 đạt, 3 đạt từ trước hạn, 3 chưa đạt, {len(by_year[2025]) - 6} chưa rõ."
    )


def test_every_page_tells_the_same_of_a_target(source: Warehouse) -> None:
    """Of the country what its own page says is what the first page says, for either measure."""
    of_first = {item.aim: item for item in target_answers(source, TODAY)}
    told = {
        target.goal.indicator_id: target.standing
        for item in national_series(source, TODAY)
        for target in item.targets
        if isinstance(target.standing, TargetAnswer) and target.standing.aim.due_on.year == 2025
    }
    assert all(of_first[answer.aim] is answer for answer in told.values())
    own, of_report, of_office = (
        told[name]
        for name in ("digital_economy_gdp_share", "national_24", "digital_economy_gdp_share_nso")
    )
    assert own is of_report is of_office


@pytest.mark.parametrize(
    ("comparator", "value", "gap"),
    [(">=", 0.8, 0.0045), ("<=", 0.8, -0.0045), (">=", 0.7, -0.0955)],
)
def test_a_target_without_a_date_is_judged_by_the_newest_figure(
    source: Warehouse, comparator: str, value: float, gap: float
) -> None:
    aimed = changed(
        source,
        (
            "target",
            f"SELECT * REPLACE ('{comparator}' AS comparator, {value}::DOUBLE AS value) "
            "FROM {table} WHERE indicator_id = 'dti'",
        ),
    )
    (target,) = next(item.targets for item in national_series(aimed, TODAY) if item.targets)
    assert isinstance(target.standing, Undated)
    assert target.standing.gap == pytest.approx(gap)
    assert target.standing.confirmation == "two_copies"
