"""Records typed by hand: which of them count, for what, and why others do not."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from etl.catalogue.load import Catalogue
from etl.measure.counts import among, counted
from etl.measure.dataset import read_dataset
from etl.measure.engines import Engine, connected
from etl.measure.measuring import Measured, lists_of
from etl.measure.sums import periods_of, sums_of
from etl.problems import BuildError
from tests.invented_dossiers import END, PERIOD, START, write_lists
from tests.measured import measure

PROVINCE, MINISTRY = "p34-01", "bo-tai-chinh-2025"
RECORD = {
    "dossier_id": "H1",
    "version": "1",
    "agency": PROVINCE,
    "procedure": "T1",
    "state": "finished",
    "channel": "online",
    "service_level": "full",
    "payment": "none",
    "result": "electronic",
    "received_on": "2026-02-03",
    "due_on": "2026-02-13",
    "finished_on": "2026-02-13",
}


@pytest.fixture(scope="module")
def duck(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    with connected("duckdb", "1GB", None, tmp_path_factory.mktemp("spill")) as engine:
        yield engine


# A small dataset of records typed by hand, and what is found in it.
Count = Callable[..., Measured]


@pytest.fixture
def count(catalogue: Catalogue, duck: Engine, tmp_path: Path) -> Count:
    """`count({"state": "refused"}, …)`: records that differ so from a plain one."""

    def count_of(
        *records: dict[str, Any], columns: tuple[str, ...] = tuple(RECORD), period: str = PERIOD
    ) -> Measured:
        write_small(tmp_path, records, columns)
        return measure(catalogue, duck, tmp_path, period)

    return count_of


def write_small(folder: Path, records: Sequence[dict[str, Any]], columns: tuple[str, ...]) -> None:
    write_lists(folder, {})
    (folder / "records").mkdir(exist_ok=True)
    with (folder / "records" / "all.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, columns, extrasaction="ignore")
        rows.writeheader()
        rows.writerows(RECORD | record for record in records)


def of(found: Measured, catalogue: Catalogue, unit_id: str = PROVINCE) -> dict[str, int]:
    whole = periods_of(catalogue, found)[0]
    sums = sums_of(catalogue, found, whole)[unit_id]
    return {name.removeprefix("measured_"): value for name, value in sums.items() if value}


BROKEN: list[tuple[dict[str, str], str]] = [
    ({"channel": "fax"}, "unreadable"),
    ({"channel": ""}, "unreadable"),
    ({"received_on": "2026-02-30"}, "unreadable"),
    ({"received_on": "2026-2-3"}, "unreadable"),
    ({"due_on": "13/2/2026"}, "unreadable"),
    ({"agency": "p63-15"}, "unknown_agency"),
    ({"agency": "Tỉnh Không Có"}, "unknown_agency"),
    ({"procedure": "T99999"}, "unknown_procedure"),
    ({"received_on": "1999-12-31"}, "impossible_days"),
    (
        {"received_on": "2026-04-21", "due_on": "", "finished_on": "", "state": "received"},
        "impossible_days",
    ),
    ({"due_on": "2026-02-02"}, "impossible_days"),
    ({"finished_on": "2026-02-02"}, "impossible_days"),
    ({"finished_on": "2026-04-21"}, "impossible_days"),
    ({"finished_on": ""}, "impossible_days"),
    ({"state": "in_process"}, "impossible_days"),
]
FULL, ONLINE = "service_full_online", "dossier_full_online"
TIME, DIGITAL, PAID = "dossier_on_time", "dossier_digitised", "dossier_paid_online"
_OPEN = {"finished_on": "", "result": "none"}
# A record, of which rates it is, and for which of these it counts.
PLAIN: list[tuple[dict[str, str], set[str], set[str]]] = [
    ({}, {FULL, ONLINE, TIME, DIGITAL}, {FULL, ONLINE, TIME, DIGITAL}),
    ({"service_level": "partial"}, {FULL, ONLINE, TIME, DIGITAL}, {TIME, DIGITAL}),
    ({"channel": "counter"}, {FULL, ONLINE, TIME, DIGITAL}, {FULL, TIME, DIGITAL}),
    ({"payment": "offline"}, {FULL, ONLINE, TIME, DIGITAL, PAID}, {FULL, TIME, DIGITAL}),
    (
        {"payment": "online"},
        {FULL, ONLINE, TIME, DIGITAL, PAID},
        {FULL, ONLINE, TIME, DIGITAL, PAID},
    ),
    ({"result": "postal"}, {FULL, ONLINE, TIME, DIGITAL}, {FULL, ONLINE, TIME}),
    ({"result": "paper"}, {FULL, ONLINE, TIME, DIGITAL}, {FULL, TIME}),
    ({"finished_on": "2026-02-14"}, {FULL, ONLINE, TIME, DIGITAL}, {FULL, ONLINE, DIGITAL}),
    ({"state": "refused", "result": "none"}, {FULL, ONLINE, TIME}, {FULL, ONLINE, TIME}),
    ({"due_on": ""}, {FULL, ONLINE, DIGITAL}, {FULL, ONLINE, DIGITAL}),
    ({"state": "in_process", **_OPEN}, {FULL, ONLINE}, {FULL, ONLINE}),
    ({"state": "withdrawn", **_OPEN}, {FULL, ONLINE}, {FULL, ONLINE}),
]


@pytest.fixture(scope="module")
def typed_by_hand(
    catalogue: Catalogue, duck: Engine, tmp_path_factory: pytest.TempPathFactory
) -> Measured:
    """All of these, each a dossier and a procedure of its own."""
    records = [record for record, *_rest in (*BROKEN, *PLAIN)]
    named = [
        {"dossier_id": f"H{place}", "procedure": f"T{place}"} | record
        for place, record in enumerate(records)
    ]
    folder = tmp_path_factory.mktemp("dossiers")
    write_small(folder, named, tuple(RECORD))
    return measure(catalogue, duck, folder)


@pytest.mark.parametrize("place", range(len(BROKEN)))
def test_a_broken_dossier_is_left_out(typed_by_hand: Measured, place: int) -> None:
    found = typed_by_hand.counted.left_out.to_pylist()
    told = {row["dossier_id"]: (row["version"], row["reason"]) for row in found}
    assert told[f"H{place}"] == (1, BROKEN[place][1])
    assert len(told) == len(BROKEN)


@pytest.mark.parametrize("place", range(len(PLAIN)))
def test_what_a_dossier_counts_for(typed_by_hand: Measured, place: int) -> None:
    rows = typed_by_hand.counted.counts.to_pylist()
    row = {row["procedure"]: row for row in rows}[f"T{len(BROKEN) + place}"]
    _record, is_among, is_counted = PLAIN[place]
    measures = (FULL, ONLINE, TIME, DIGITAL, PAID)
    assert {name for name in measures if row[among(name)]} == is_among
    assert {name for name in measures if row[counted(name)]} == is_counted


def test_a_record_of_no_dossier_is_nameless(count: Count) -> None:
    nameless = [
        {"dossier_id": ""},
        {"dossier_id": "  "},
        {"version": ""},
        {"version": "1.0"},
        {"version": "-1"},
        {"version": "12345678901"},
    ]
    records = count(*nameless, {"dossier_id": "H2"}).counted.records
    assert (records.records, records.nameless, records.counted) == (7, 6, 1)


def test_the_last_version_counts(count: Count, catalogue: Catalogue) -> None:
    """In whatever order they come, and whatever the versions before it say."""
    found = count(
        {"version": "10", "result": "paper"},
        {"version": "9", "channel": "fax"},
        {"version": "2", "agency": MINISTRY},
    )
    assert found.counted.records.superseded == 2
    assert found.counted.records.left_out == {}
    assert of(found, catalogue)["dossiers"] == 1
    assert "dossiers_full_online" not in of(found, catalogue)


def test_a_broken_last_version_is_not_replaced_by_an_earlier_one(count: Count) -> None:
    found = count({"version": "2", "channel": "fax"}, {"version": "1"})
    assert found.counted.records.left_out == {"unreadable": 1}
    assert found.counted.records.counted == 0


def test_a_record_that_comes_twice_counts_once(count: Count) -> None:
    records = count({}, {}, {}).counted.records
    assert (records.records, records.repeated, records.counted) == (3, 2, 1)


def test_two_last_records_that_differ_are_contradictory(count: Count) -> None:
    records = count({}, {"payment": "online"}).counted.records
    assert (records.repeated, records.left_out) == (1, {"contradictory": 1})
    # What a count does not look at makes them differ too.
    columns = (*RECORD, "received_at")
    records = count(
        {"received_at": "xã A"}, {"received_at": "xã B"}, columns=columns
    ).counted.records
    assert records.left_out == {"contradictory": 1}


def test_earlier_records_may_differ(count: Count) -> None:
    records = count({}, {"payment": "online"}, {"version": "2"}).counted.records
    assert (records.repeated, records.superseded, records.counted) == (1, 1, 1)


def test_versions_far_apart_are_not_taken_for_one(count: Count) -> None:
    records = count({"version": "1"}, {"version": "32"}, {"version": "63"}).counted.records
    assert (records.repeated, records.superseded, records.counted) == (0, 2, 1)


def test_a_service_counts_once_and_is_full_if_any_of_its_dossiers_was(
    count: Count, catalogue: Catalogue
) -> None:
    found = count(
        {"dossier_id": "H1", "service_level": "partial"},
        {"dossier_id": "H2", "received_on": "2026-01-03"},
        {"dossier_id": "H3", "procedure": "T2", "service_level": "information"},
        {"dossier_id": "H4", "agency": MINISTRY},
    )
    assert of(found, catalogue)["services"] == 2
    assert of(found, catalogue)["services_full_online"] == 1
    # A procedure of two agencies is two services.
    assert of(found, catalogue, "vn")["services"] == 3


def test_an_agency_goes_by_its_id_or_a_listed_name(count: Count, catalogue: Catalogue) -> None:
    found = count(
        {"dossier_id": "H1", "agency": "Hà Nội"},
        {"dossier_id": "H2", "agency": "Thành phố Hà Nội"},
        {"dossier_id": "H3", "agency": PROVINCE},
    )
    assert of(found, catalogue)["dossiers"] == 3


def test_a_dossier_is_of_the_month_it_was_received_in(count: Count) -> None:
    months = ("2026-02-01..2026-02-28:month", "2026-03-01..2026-03-31:month")
    records = [
        {
            "dossier_id": "H1",
            "received_on": "2026-02-28",
            "due_on": "",
            "finished_on": "2026-03-01",
        },
        {
            "dossier_id": "H2",
            "received_on": "2026-03-31",
            "due_on": "",
            "finished_on": "2026-04-01",
        },
    ]
    for month in months:
        found = count(*records, period=month).counted.records
        assert (found.counted, found.outside) == (1, 1)


def test_a_month_is_provisional_until_it_is_closed(count: Count, catalogue: Catalogue) -> None:
    """It was taken on 20 April: 30 days after 28 February, not after 31 March."""
    found = count({})
    whole, *months = periods_of(catalogue, found)
    assert [month.is_provisional for month in months] == [False] * 5 + [True]
    assert whole.is_provisional


@pytest.mark.parametrize(
    "period",
    [f"{START}..2026-03-30:as_of", f"2025-10-02..{END}:as_of", "2025-06-01..2025-07-31:as_of"],
)
def test_a_period_is_of_whole_months_and_one_structure(count: Count, period: str) -> None:
    with pytest.raises(BuildError) as refused:
        count({}, period=period)
    assert refused.value.problems[0].file == "--period"


def test_a_column_that_every_record_has_cannot_be_missing(count: Count) -> None:
    columns = tuple(name for name in RECORD if name not in ("channel", "due_on"))
    with pytest.raises(BuildError) as refused:
        count({}, columns=columns)
    assert [problem.expected for problem in refused.value.problems] == [
        "a column channel: Kênh nộp"
    ]
    # Others can: then nobody is in time, or late.
    columns = tuple(name for name in RECORD if name != "due_on")
    assert count({}, columns=columns).counted.records.counted == 1


def test_without_a_dossier_there_is_nothing_to_count(count: Count, catalogue: Catalogue) -> None:
    found = count()
    assert found.counted.records.records == 0
    assert sums_of(catalogue, found, periods_of(catalogue, found)[0]) == {}


def test_a_measure_of_the_catalogue_is_one_of_the_code(
    catalogue: Catalogue, duck: Engine, tmp_path: Path
) -> None:
    write_small(tmp_path, [{}], tuple(RECORD))
    dossiers = catalogue.dossiers
    fewer = dossiers.model_copy(update={"measures": dossiers.measures[1:]})
    with pytest.raises(BuildError) as refused:
        measure(replace(catalogue, dossiers=fewer), duck, tmp_path)
    (problem,) = refused.value.problems
    assert (problem.file, problem.found) == ("data/catalogue/dossiers.yml", "service_full_online")


def test_spellings_of_two_units_are_no_agency(catalogue: Catalogue, tmp_path: Path) -> None:
    write_small(tmp_path, [{}], tuple(RECORD))
    lists = lists_of(catalogue, read_dataset(tmp_path), END)
    assert lists.unit_of["Bộ Tài chính"] == MINISTRY
    assert "p63-01" not in lists.unit_of
    assert "bo-ke-hoach-va-dau-tu" not in lists.unit_of
