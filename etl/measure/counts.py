"""Typed records → the last state of each dossier → counts by agency, procedure and month.

One expression that every engine answers: records are brought together by dossier once, as partial
states, and what is counted once more; nothing else is ever shuffled.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc

from etl.catalogue.dossier_specs import CountedRecords
from etl.catalogue.vocabulary import Period
from etl.measure.definitions import DEFINITIONS
from etl.measure.records import DOSSIER, UNREADABLE, VERSION

FIRST_DAY = date(2000, 1, 1)
"""No dossier of these systems is older."""
REASON, UNIT, FIELD, PROCEDURE, MONTH = "reason", "unit_id", "field", "procedure", "month"
_STATE = (
    *("agency", PROCEDURE, "state", "channel", "service_level", "payment", "result"),
    *("received_on", "due_on", "finished_on", UNREADABLE),
)
_WITH_RESULT = ("finished", "refused")
_BITS = 31
"""So many versions can be told apart by a bit each, and their sum still fits."""
_REPEATED = "is_repeated"


@dataclass(frozen=True)
class Lists:
    """What the codes of the records mean: agencies and procedures, each with what it is of."""

    unit_of: Mapping[str, str]
    field_of: Mapping[str, str]


@dataclass(frozen=True)
class Counted:
    counts: pa.Table
    """By month, unit, field and procedure: `dossiers`, and `<measure>_among`, `<measure>_counted`
    of each definition, all in dossiers."""
    left_out: pa.Table
    """Dossiers that were not counted, each with its last version and the reason."""
    records: CountedRecords


@ibis.udf.scalar.builtin  # type: ignore[untyped-decorator]
def bit_count(number: int) -> int:  # type: ignore[empty-body]
    """How many bits of a number are set; engines know it by this name."""


def among(measure: str) -> str:
    return f"{measure}_among"


def counted(measure: str) -> str:
    return f"{measure}_counted"


def last_states(records: ir.Table) -> ir.Table:
    """One row per dossier: its last state, how many records it has, whether a version repeats."""
    bit = ibis.literal(1, "int64") << (records[VERSION] % _BITS).cast("int32")
    state = ibis.struct({name: records[name] for name in _STATE})
    each = records.mutate(bit=bit, of_version=state).group_by(DOSSIER)
    found = each.agg(
        last=lambda t: t.of_version.argmax(t[VERSION]),
        version=lambda t: t[VERSION].max(),
        records=lambda t: t.count(),
        bits=lambda t: t.bit.sum().cast("int64"),
    )
    return found.select(
        DOSSIER,
        VERSION,
        "records",
        # Bits that come twice carry, and fewer are left than there were records.
        (bit_count(found.bits) < found.records).name(_REPEATED),
        *(found.last[name].name(name) for name in _STATE),
    )


def counts_of(dossiers: ir.Table, lists: Lists, taken_on: date) -> ir.Table:
    """Counts of dossiers by what they are of, and a row for each that is not simply counted."""
    agencies = _listed(lists.unit_of, "agency", UNIT)
    procedures = _listed(lists.field_of, PROCEDURE, FIELD)
    told = dossiers.left_join(agencies, "agency").left_join(procedures, PROCEDURE)
    judged = told.mutate(
        reason=ibis.cases(
            (told[UNREADABLE], "unreadable"),
            (told[UNIT].isnull(), "unknown_agency"),
            (told[FIELD].isnull(), "unknown_procedure"),
            (_is_impossible(told, taken_on), "impossible_days"),
        ),
        month=told.received_on.truncate("M").cast("date"),
    )
    # What is not simply counted keeps its name.
    is_told = judged[REASON].notnull() | judged[_REPEATED]
    named = judged.mutate(key=ibis.cases((is_told, judged[DOSSIER])))
    sums = {
        name: _ones(condition)
        for item in DEFINITIONS
        for name, condition in (
            (among(item.measure), item.among(named)),
            (counted(item.measure), item.among(named) & item.counted(named)),
        )
    }
    by = [REASON, UNIT, FIELD, PROCEDURE, MONTH, _REPEATED, "key"]
    return named.group_by(by).agg(
        dossiers=named.count(), records=named.records.sum(), version=named[VERSION].max(), **sums
    )


def _ones(condition: ir.BooleanValue) -> ir.IntegerScalar:
    return ibis.ifelse(condition.fill_null(False), 1, 0).sum().cast("int64")


def _listed(meaning: Mapping[str, str], key: str, value: str) -> ir.Table:
    columns = {key: list(meaning), value: list(meaning.values())}
    return ibis.memtable(pa.table(columns, pa.schema({key: pa.string(), value: pa.string()})))


def _is_impossible(dossier: ir.Table, taken_on: date) -> ir.BooleanValue:
    """Days that cannot follow each other so, or a result that the state does not know of."""
    received, due, finished = dossier.received_on, dossier.due_on, dossier.finished_on
    return ibis.or_(
        received < FIRST_DAY,
        received > taken_on,
        (due < received).fill_null(False),
        (finished < received).fill_null(False),
        (finished > taken_on).fill_null(False),
        ibis.ifelse(dossier.state.isin(_WITH_RESULT), finished.isnull(), finished.notnull()),
    )


def repeats_of(records: ir.Table, dossier_ids: pa.Array) -> ir.Table:
    """Of some dossiers: how many records each version has, and how many different ones."""
    asked = ibis.memtable(pa.table({DOSSIER: dossier_ids}))
    of_them = records.semi_join(asked, DOSSIER)
    each = of_them.group_by(of_them.columns).agg(times=of_them.count())
    return each.group_by([DOSSIER, VERSION]).agg(contents=each.count(), records=each.times.sum())


def settled(found: pa.Table, repeats: pa.Table | None, total: int, period: Period) -> Counted:
    """What an engine found, put together; `total` is how many records there are at all."""
    contradictory, repeated = _told_apart(repeats)
    is_open = pc.and_(pc.is_null(found[REASON]), pc.is_in(found["key"], contradictory))
    reason = pc.if_else(is_open, "contradictory", found[REASON])
    found = found.set_column(found.column_names.index(REASON), REASON, reason)
    kept = found.filter(pc.is_null(found[REASON]))
    is_inside = pc.and_(
        pc.greater_equal(kept[MONTH], period.start), pc.less_equal(kept[MONTH], period.end)
    )
    inside = kept.filter(is_inside)
    named = [name(item.measure) for item in DEFINITIONS for name in (among, counted)]
    counts = inside.group_by([MONTH, UNIT, FIELD, PROCEDURE]).aggregate(
        [(name, "sum") for name in ("dossiers", *named)]
    )
    counts = counts.rename_columns([name.removesuffix("_sum") for name in counts.column_names])
    left_out = found.filter(pc.is_valid(found[REASON]))
    by_reason = left_out.group_by(REASON).aggregate([("dossiers", "sum")]).to_pylist()
    dossiers, of_dossiers = _sum(found["dossiers"]), _sum(found["records"])
    records = CountedRecords(
        records=total,
        nameless=total - of_dossiers,
        repeated=repeated,
        superseded=of_dossiers - repeated - dossiers,
        outside=_sum(kept["dossiers"]) - _sum(inside["dossiers"]),
        left_out={row[REASON]: row["dossiers_sum"] for row in by_reason},
        counted=_sum(inside["dossiers"]),
    )
    listed = left_out.select(["key", VERSION, REASON]).rename_columns([DOSSIER, VERSION, REASON])
    order = [(MONTH, "ascending"), (UNIT, "ascending"), (PROCEDURE, "ascending")]
    return Counted(counts.sort_by(order), listed.sort_by(DOSSIER), records)


def _told_apart(repeats: pa.Table | None) -> tuple[pa.Array, int]:
    """Dossiers whose last version says two things; how many records only say one once more."""
    if repeats is None:
        return pa.array([], pa.string()), 0
    last = repeats.group_by(DOSSIER).aggregate([(VERSION, "max")])
    found = repeats.join(last, DOSSIER)
    differ = pc.and_(
        pc.equal(found[VERSION], found[f"{VERSION}_max"]), pc.greater(found["contents"], 1)
    )
    return found.filter(differ)[DOSSIER].combine_chunks(), _sum(repeats["records"]) - len(repeats)


def _sum(column: pa.ChunkedArray) -> int:
    return int(pc.sum(column).as_py() or 0)
