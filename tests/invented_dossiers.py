"""Invented records of dossiers with known answers, for tests and the bench only: none is real.

What becomes of every dossier is decided first, and counted; then its records are written so that
they say it, among earlier versions that say otherwise, copies, and records that are broken.
"""

import csv
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

import duckdb

from tests.serving import ROOT

START, END, TAKEN_ON = date(2025, 10, 1), date(2026, 3, 31), date(2026, 4, 20)
PERIOD = f"{START}..{END}:as_of:10/2025–3/2026"
PROCEDURES = 400
MINISTRIES = ("bo-cong-an-2025", "bo-tai-chinh-2025", "bo-cong-thuong-2025")
FATES = ("unreadable", "unknown_agency", "unknown_procedure", "impossible_days", "contradictory")
PERSONAL = "applicant_name"
"""A column that no reader of these records may ever see."""

# `r(i, salt, n)` is a number below n that is always the same, and another for each salt.
_DOSSIERS = """
CREATE OR REPLACE MACRO r(i, salt, n) AS (hash(xor(hash(i), hash(salt))) % n)::INTEGER;
CREATE OR REPLACE TABLE dossier AS
SELECT *,
    CASE WHEN has_due THEN received_on + 10 END AS due_on,
    CASE
        WHEN state NOT IN ('finished', 'refused') THEN NULL
        WHEN NOT has_due THEN received_on + 5
        WHEN is_on_time THEN received_on + 10 - r(i, 'early', 5)
        ELSE received_on + 11 + r(i, 'late', 5)
    END AS finished_on,
    state = 'finished' AND result = 'electronic' AS is_electronic
FROM (
    SELECT *,
        CASE WHEN is_wholly OR why <> 0 THEN 'full'
            ELSE ['partial', 'information'][1 + r(i, 'level', 2)] END AS service_level,
        CASE WHEN is_wholly OR why <> 1 THEN 'online'
            ELSE ['counter', 'postal'][1 + r(i, 'channel', 2)] END AS channel,
        CASE WHEN NOT is_wholly AND why = 2 THEN 'offline'
            ELSE ['none', 'online'][1 + r(i, 'payment', 2)] END AS payment,
        CASE WHEN state <> 'finished' THEN 'none' WHEN NOT is_wholly AND why = 3 THEN 'paper'
            ELSE ['electronic', 'electronic', 'postal'][1 + r(i, 'result', 3)] END AS result
    FROM (
        SELECT
            range AS i, 'H' || lpad(range::VARCHAR, 12, '0') AS dossier_id,
            $units[1 + r(range, 'unit', len($units))] AS agency,
            'T' || r(range, 'procedure', $procedures) AS procedure,
            CASE r(range, 'fate', 200)
                WHEN 0 THEN 'unreadable' WHEN 1 THEN 'unknown_agency'
                WHEN 2 THEN 'unknown_procedure' WHEN 3 THEN 'impossible_days'
                WHEN 4 THEN 'contradictory' WHEN 5 THEN 'outside' ELSE 'counted'
            END AS fate,
            ($start + to_months(CASE fate WHEN 'outside' THEN -1 ELSE r(range, 'month', 6) END)
                + to_days(r(range, 'day', 28)))::DATE AS received_on,
            CASE WHEN fate = 'impossible_days' THEN 'finished' ELSE list_value(
                'finished', 'finished', 'finished', 'finished', 'finished', 'finished', 'finished',
                'in_process', 'refused', 'withdrawn')[1 + r(range, 'state', 10)] END AS state,
            r(range, 'wholly', 100) < 45 AS is_wholly,
            CASE WHEN state = 'finished' THEN r(range, 'why', 4) ELSE r(range, 'why', 3) END AS why,
            r(range, 'due', 20) > 0 AS has_due,
            r(range, 'on time', 10) > 1 AS is_on_time,
            1 + r(range, 'versions', 3) AS versions,
            'xã ' || r(range, 'commune', 90) AS received_at,
            'Nguyễn Văn ' || r(range, 'name', 9) AS applicant_name
        FROM range($first, $last)
    )
)
"""
_COLUMNS = """dossier_id, version, agency, procedure, received_at, state, channel, service_level,
    payment, result, received_on, due_on, finished_on, applicant_name"""
_RECORDS = f"""
CREATE OR REPLACE VIEW last AS
SELECT * REPLACE (
    CASE fate WHEN 'unknown_agency' THEN 'p99-99' ELSE agency END AS agency,
    CASE fate WHEN 'unknown_procedure' THEN 'Z0' ELSE procedure END AS procedure,
    CASE fate WHEN 'unreadable' THEN 'fax' ELSE channel END AS channel,
    CASE fate WHEN 'impossible_days' THEN received_on - 3 ELSE finished_on END AS finished_on
), versions AS version FROM dossier;
CREATE OR REPLACE VIEW earlier AS
SELECT * REPLACE (
    'received' AS state, CASE r(i, 'old', 10) WHEN 0 THEN 'fax' ELSE 'counter' END AS channel,
    'information' AS service_level, 'offline' AS payment, 'none' AS result,
    NULL::DATE AS finished_on
), range AS version FROM dossier, range(1, versions);
CREATE OR REPLACE VIEW record AS
SELECT {_COLUMNS} FROM last
UNION ALL SELECT {_COLUMNS} FROM earlier
UNION ALL SELECT {_COLUMNS} FROM last WHERE r(i, 'copy', 50) = 0
UNION ALL SELECT {_COLUMNS} FROM earlier WHERE r(i, 'copy', 50) = 1 AND version = 1
UNION ALL SELECT {_COLUMNS} FROM (
    SELECT * REPLACE (CASE payment WHEN 'online' THEN 'none' ELSE 'online' END AS payment)
    FROM last WHERE fate = 'contradictory'
)
UNION ALL SELECT {_COLUMNS} FROM (
    SELECT * REPLACE (NULL AS dossier_id) FROM last WHERE r(i, 'nameless', 500) = 0
)
"""
# What became of the dossiers, by agency, procedure and month: services cannot be added up.
_TALLY = """
SELECT agency, procedure, date_trunc('month', received_on)::DATE AS month, {what},
    count(*) FILTER (is_wholly OR why <> 0) AS at_full_level
FROM dossier WHERE fate = 'counted' GROUP BY ALL
"""
_TALLIED = {
    "measured_dossiers": "count(*)",
    "measured_dossiers_full_online": "count(*) FILTER (is_wholly)",
    "measured_dossiers_due": "count(*) FILTER (state IN ('finished', 'refused') AND has_due)",
    "measured_dossiers_on_time": "count(*) FILTER (state IN ('finished', 'refused') AND has_due"
    " AND is_on_time)",
    "measured_dossiers_finished": "count(*) FILTER (state = 'finished')",
    "measured_dossiers_digitised": "count(*) FILTER (is_electronic)",
    "measured_dossiers_paid": "count(*) FILTER (payment <> 'none')",
    "measured_dossiers_paid_online": "count(*) FILTER (payment = 'online')",
}
_ANSWERS = {
    **{name: f"sum({name})::BIGINT" for name in _TALLIED},
    "measured_services": "count(DISTINCT procedure)",
    "measured_services_full_online": "count(DISTINCT procedure) FILTER (at_full_level > 0)",
}
_SUMS = "SELECT agency, month, {what} FROM tally GROUP BY GROUPING SETS ((agency), (agency, month))"
_FATES = """
SELECT
    (SELECT count(*) FROM record),
    count(*) FILTER (r(i, 'nameless', 500) = 0),
    count(*) FILTER (r(i, 'copy', 50) = 0 OR (r(i, 'copy', 50) = 1 AND versions > 1))
        + count(*) FILTER (fate = 'contradictory'),
    sum(versions - 1)::BIGINT
FROM dossier
"""
_AT_A_TIME = 2_000_000


@dataclass(frozen=True)
class Answers:
    """What counting the records must come to."""

    records: int
    nameless: int
    repeated: int
    superseded: int
    outside: int
    counted: int
    left_out: dict[str, int]
    sums: dict[tuple[str, date | None], dict[str, int]]
    """By agency and month; None: of the whole period."""


def write_dossiers(
    folder: Path,
    dossiers: int,
    form: Literal["parquet", "csv"] = "parquet",
    by: tuple[str, ...] = ("month", "agency"),
) -> Answers:
    """Write a dataset of so many dossiers, in folders by month and agency; what it comes to."""
    records = folder / "records"
    records.mkdir(parents=True, exist_ok=True)
    sums, fates = [0, 0, 0, 0], dict.fromkeys((*FATES, "outside", "counted"), 0)
    with duckdb.connect() as connection:
        for first in range(0, dossiers, _AT_A_TIME):
            _invent(connection, first, min(first + _AT_A_TIME, dossiers))
            _write_records(connection, records, form, by, first)
            what = ", ".join(f"{sql} AS {name}" for name, sql in _TALLIED.items())
            tally = _TALLY.format(what=what)
            verb = "INSERT INTO tally" if first else "CREATE TABLE tally AS"
            connection.execute(f"{verb} {tally}")
            (found,) = connection.execute(_FATES).fetchall()
            sums = [one + other for one, other in zip(sums, found, strict=True)]
            each = connection.execute("SELECT fate, count(*) FROM dossier GROUP BY fate")
            for fate, count in each.fetchall():
                fates[fate] += count
        answers = _answers(connection, sums, fates)
    received: dict[date, int] = {}
    for (_agency, month), counts in answers.sums.items():
        if month is not None:
            received[month] = received.get(month, 0) + counts["measured_dossiers"]
    # The system knows seven more of one month than it gave records of.
    stated = {month: received[month] + 7 * (month == START) for month in sorted(received)}
    write_lists(folder, stated)
    return answers


def _invent(connection: duckdb.DuckDBPyConnection, first: int, last: int) -> None:
    asked = {
        "units": _units(),
        "procedures": PROCEDURES,
        "start": START,
        "first": first,
        "last": last,
    }
    for statement in (_DOSSIERS + ";" + _RECORDS).split(";"):
        named = {key: value for key, value in asked.items() if f"${key}" in statement}
        if statement.strip():
            connection.execute(statement, named)


def _units() -> list[str]:
    with (ROOT / "data/catalogue/units.csv").open(encoding="utf-8", newline="") as file:
        provinces = [row["unit_id"] for row in csv.DictReader(file)]
    return [name for name in provinces if name.startswith("p34-")] + list(MINISTRIES)


def _write_records(
    connection: duckdb.DuckDBPyConnection,
    records: Path,
    form: str,
    by: tuple[str, ...],
    first: int,
) -> None:
    options = f"FORMAT {form}" + (", HEADER" if form == "csv" else "")
    target = records / f"{first}.{form}"
    if by:
        target = records
        options += f", PARTITION_BY ({', '.join(by)}), APPEND"
    months = "strftime(received_on, '%Y-%m') AS month"
    connection.execute(f"COPY (SELECT *, {months} FROM record) TO '{target}' ({options})")


def _answers(
    connection: duckdb.DuckDBPyConnection, sums: list[int], fates: dict[str, int]
) -> Answers:
    what = ", ".join(f"{sql} AS {name}" for name, sql in _ANSWERS.items())
    rows = connection.execute(_SUMS.format(what=what)).fetchall()
    records, nameless, repeated, superseded = sums
    return Answers(
        records=records,
        nameless=nameless,
        repeated=repeated,
        superseded=superseded,
        outside=fates["outside"],
        counted=fates["counted"],
        left_out={name: fates[name] for name in FATES if fates[name]},
        sums={
            (agency, month): dict(zip(_ANSWERS, counts, strict=True))
            for agency, month, *counts in rows
        },
    )


def write_lists(folder: Path, stated: dict[date, int]) -> None:
    """What lies beside the records; `stated` says how many dossiers of a month there should be."""
    about: dict[str, Any] = {
        "dataset_id": "ho-so-bia",
        "title_vi": "Hồ sơ bịa để thử việc đếm",
        "short_title_vi": "Hồ sơ bịa",
        "issuer_vi": "Không ai",
        "taken_on": str(TAKEN_ON),
        "invented": True,
    }
    # JSON is YAML.
    (folder / "dataset.yml").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")
    with (folder / "procedures.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("procedure", "field"))
        rows.writerows((f"T{number}", f"Lĩnh vực {number % 12}") for number in range(PROCEDURES))
    with (folder / "totals.csv").open("w", encoding="utf-8", newline="") as file:
        totals = csv.writer(file)
        totals.writerow(("month", "agency", "dossiers"))
        totals.writerows((f"{month:%Y-%m}", "", count) for month, count in stated.items())
