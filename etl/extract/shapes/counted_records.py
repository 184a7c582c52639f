"""What became of the records that a table's figures were counted from."""

from etl.catalogue.dossier_specs import CountedRecords
from etl.extract.shapes.reader import ShapeReader
from etl.language.statements import Amount, Change, say


def tell_records(reader: ShapeReader, records: CountedRecords) -> None:
    """Notice what was left out, and where the system's own totals say otherwise."""
    for reason, count in records.left_out.items():
        told = say("records_left_out", count=Amount(count), reason=say(f"left_out_{reason}"))
        reader.issue("records_left_out", "warning", told)
    for name, count in (("nameless", records.nameless), ("repeated", records.repeated)):
        if count:
            told = say(f"records_{name}", count=Amount(count))
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
