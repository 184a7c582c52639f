"""What became of the records that a table's figures were counted from."""

from collections.abc import Mapping

from etl.catalogue.dossier_specs import CountedRecords, LeftOut
from etl.extract.shapes.reader import ShapeReader
from etl.language.statements import Amount, Change, Statement, say

_REASONS: Mapping[LeftOut, Statement] = {
    "unreadable": say("left_out_unreadable"),
    "unknown_agency": say("left_out_unknown_agency"),
    "unknown_procedure": say("left_out_unknown_procedure"),
    "impossible_days": say("left_out_impossible_days"),
    "contradictory": say("left_out_contradictory"),
}


def tell_records(reader: ShapeReader, records: CountedRecords) -> None:
    """Notice what was left out, and where the system's own totals say otherwise."""
    for reason, count in records.left_out.items():
        told = say("records_left_out", count=Amount(count), reason=_REASONS[reason])
        reader.issue("records_left_out", "warning", told)
    if records.nameless:
        told = say("records_nameless", count=Amount(records.nameless))
        reader.issue("records_left_out", "info", told)
    if records.repeated:
        told = say("records_repeated", count=Amount(records.repeated))
        reader.issue("records_left_out", "info", told)
    for total in records.totals:
        if total.stated != total.counted:
            told = say(
                "records_total_differs",
                label=total.label,
                stated=Amount(total.stated),
                counted=Amount(total.counted),
                difference=Change(total.stated - total.counted),
            )
            reader.issue("total_mismatch", "warning", told)
