"""What is made of several figures is as sure as the weakest of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.queries.documents import CONFIRMATION_CODES, is_lesser, weakest
from dashboard.queries.view_rows import ViewRow
from dashboard.tables.confirmations import with_confirmations
from dashboard.words.changes import format_change
from dashboard.words.values import format_place, format_value, format_verdict
from etl.catalogue.load import Catalogue
from etl.catalogue.vocabulary import Interval, Period, Status
from etl.derive.attainments import attainments, put_aims
from etl.derive.changes import changes, put_steps
from etl.derive.figures import derive_figures, no_figures, put_units_to_join
from etl.derive.periods import groups_of, series_of
from etl.facts import Observation, Target
from etl.working.store import WorkingStore
from tests.derivations import store_of
from tests.unit.conftest import ViewOf
from tests.view_rows import made_change, made_row

JUNE = Period(start=date(2024, 6, 1), end=date(2024, 6, 30), label="6/2024", kind="as_of")
YEAR = Period(start=date(2024, 12, 1), end=date(2024, 12, 31), label="12/2024", kind="as_of")
DUE = date(2025, 12, 31)
RATE, COUNT, WHOLE, SHARE = "dvctt_full_rate", "is_level_approved", "is_systems", "dti_province"
DOCUMENTS = {
    "official_document": "bc-btttt-2024-07",
    "official_page": "dti-gov-vn-2022",
    "two_copies": "dti-2024-two-sources",
    "copy_checked": "dti-copy",
    "press": "dti-2024-press",
}
# Of today's Đà Nẵng.
MEMBERS = ("p63-48", "p63-49")


def printed(
    indicator_id: str,
    unit_id: str,
    confirmation: str,
    interval: Interval = (10.0, 10.0),
    period: Period = JUNE,
) -> Observation:
    return Observation(
        indicator_id,
        unit_id,
        period,
        "published",
        Status.OBSERVED,
        interval,
        DOCUMENTS[confirmation],
        "bang",
        raw_text=str(interval[0]),
    )


def derived(catalogue: Catalogue, items: Sequence[Observation]) -> WorkingStore:
    """The store with the table `figure` of these and all that follows from them."""
    store = store_of(catalogue, items)
    put_units_to_join(store)
    no_figures(store)
    derive_figures(store, "true")
    return store


def sureties(store: WorkingStore, sql: str = "FROM figure") -> Mapping[tuple[str, str], str]:
    """Of what is found, by indicator and unit."""
    rows = store.execute(f"SELECT indicator_id, unit_id, confirmation FROM ({sql})").fetchall()
    return {row[:2]: row[2] for row in rows}


def test_the_documents_of_these_tests_are_what_they_stand_for(catalogue: Catalogue) -> None:
    found = {code: catalogue.documents[name].confirmation for code, name in DOCUMENTS.items()}
    assert found == {code: code for code in CONFIRMATION_CODES}
    weakness = [catalogue.documents[DOCUMENTS[code]].weakness for code in CONFIRMATION_CODES]
    assert weakness == sorted(weakness)


@given(st.lists(st.sampled_from([None, *CONFIRMATION_CODES])))
def test_the_weakest_of_several(codes: list[str | None]) -> None:
    known = [code for code in codes if code is not None]
    assert weakest(codes) == max(known, key=CONFIRMATION_CODES.index, default=None)
    assert is_lesser(weakest(codes)) == any(map(is_lesser, codes))


pairs = pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("official_document", "official_document", "official_document"),
        ("official_document", "official_page", "official_page"),
        ("press", "official_document", "press"),
        ("official_page", "two_copies", "two_copies"),
        ("copy_checked", "two_copies", "copy_checked"),
    ],
)


@pairs
def test_a_merged_unit_and_a_region(catalogue: Catalogue, one: str, other: str, both: str) -> None:
    first, last = MEMBERS
    items = [printed(RATE, first, one), printed(RATE, last, other, (20.0, 20.0))]
    found = sureties(derived(catalogue, items))
    assert found[RATE, first] == one
    assert found[RATE, last] == other
    assert found[RATE, "p34-48"] == both
    regions = {unit_id: code for (_id, unit_id), code in found.items() if unit_id[0] == "r"}
    assert set(regions.values()) == {both}


@pairs
def test_a_rate_of_two_counts(catalogue: Catalogue, one: str, other: str, both: str) -> None:
    items = [printed(COUNT, "p63-01", one), printed(WHOLE, "p63-01", other)]
    assert sureties(derived(catalogue, items))["is_level_approved_rate", "p63-01"] == both


@pairs
def test_a_unit_that_stays_takes_its_own_along(
    catalogue: Catalogue, one: str, other: str, both: str
) -> None:
    items = [printed(RATE, "p63-01", one), printed(RATE, "p63-48", other)]
    assert sureties(derived(catalogue, items))[RATE, "p34-01"] == one


@pairs
def test_a_verdict_is_as_sure_as_figure_and_target(
    catalogue: Catalogue, one: str, other: str, both: str
) -> None:
    store = derived(catalogue, [printed(RATE, "p63-01", one)])
    place = DOCUMENTS[other], "bang", 1, 1
    put_aims(store, [Target(RATE, "province", None, DUE, ">=", (85, 85), "85%", *place, "85%")])
    assert sureties(store, attainments("figure"))[RATE, "p63-01"] == both


@pairs
def test_a_change_is_as_sure_as_both_figures(
    catalogue: Catalogue, one: str, other: str, both: str
) -> None:
    before, now = printed(RATE, "p63-01", one), printed(RATE, "p63-01", other, period=YEAR)
    store = derived(catalogue, [before, now])
    put_steps(store, series_of(groups_of(store, "figure")))
    assert sureties(store, changes("figure"))[RATE, "p63-01"] == both


def judged(**fields: object) -> ViewRow:
    return made_row(value=49.9, basis="derived", verdict="not_met", **fields)


@pytest.mark.parametrize(
    ("figure", "target", "is_marked"),
    [
        ("official_document", "official_page", False),
        ("official_document", "press", True),
        ("copy_checked", "official_document", True),
    ],
)
def test_a_verdict_in_words(figure: str, target: str, is_marked: bool) -> None:
    row = judged(confirmation=figure, target_confirmation=target)
    words = format_verdict(row.verdict, row.verdict_confirmation)
    assert words.endswith("◊") == is_marked


def test_words_in_place_of_a_figure_have_no_sign(view_of: ViewOf) -> None:
    indicator = view_of(RATE).indicator
    figure = judged(confirmation="press")
    assert format_value(indicator, figure).endswith("◊")
    missing = made_row(status="not_reported", confirmation="press")
    assert "◊" not in format_value(indicator, missing)
    assert missing.verdict_confirmation is None


def test_a_place_among_lesser_figures_says_so_where_its_own_figure_does_not() -> None:
    of = {"rank_best": 3, "rank_worst": 3, "order_confirmation": "copy_checked"}
    assert format_place(judged(confirmation="official_page", **of)).endswith("◊")
    assert format_place(judged(confirmation="copy_checked", **of)) == "3/63"


def test_a_change_in_words(view_of: ViewOf) -> None:
    indicator = view_of(RATE).indicator
    row = judged(confirmation="official_document")
    since = {code: made_change(1.0, confirmation=code) for code in ("press", "official_page")}
    assert format_change(indicator, replace(row, change=since["press"])).endswith("◊")
    assert "◊" not in format_change(indicator, replace(row, change=since["official_page"]))


def test_a_file_says_it_per_row_where_some_row_is_lesser(view_of: ViewOf) -> None:
    table = pd.DataFrame({"Giá trị": [1, 2, 3]})
    official = ["official_document", None, "official_page"]
    assert list(with_confirmations(table, official)) == ["Giá trị"]
    told = with_confirmations(table, ["press", None, "official_page"])
    assert told["confirmation"].dropna().to_dict() == {0: "press", 2: "official_page"}
    assert told["Mức xác nhận"].tolist() == ["Báo chí", "", "Trang của cơ quan ban hành"]
