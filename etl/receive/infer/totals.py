"""Rows of totals, means and regions among those of units: which they are, and what they check."""

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from etl.catalogue.load import Catalogue
from etl.catalogue.resolve import UnknownUnitError
from etl.catalogue.vocabulary import NumberFormat
from etl.extract.read import Row
from etl.language.folding import fold
from etl.language.numbers import printed_decimals
from etl.receive.infer.inferred import DraftEntry
from etl.receive.infer.number_formats import number_in
from etl.receive.infer.unit_names import LikelyUnits

_MOST = 50
"""Rows of totals that are looked at; regions are eight at the most."""
_NUMBER = re.compile(r"^([IVX]+|\d+)[.)]\s*")
_TOTAL = re.compile(r"(ca nuoc|toan quoc|tong|tong cong|tong so|cong|chung|trung binh|binh quan)\b")


def is_total(catalogue: Catalogue, text: str, level: str, day: date) -> bool:
    """Whether a row is of all units or of a region: no unit's name, and a word for a total."""
    if catalogue.names.knows(text, [level], day):
        return False
    return bool(_TOTAL.match(fold(text))) or region_of(catalogue, text, day) is not None


def region_of(catalogue: Catalogue, text: str, day: date) -> str | None:
    """The id of the region that a row is of, whatever number stands before its name."""
    try:
        return catalogue.names.resolve(_NUMBER.sub("", text), ["region"], day).unit.unit_id
    except UnknownUnitError:
        return None


def propose_check_rows(
    entry: DraftEntry,
    catalogue: Catalogue,
    rows: Sequence[Row],
    totals: Collection[str],
    formats: Mapping[str, Sequence[NumberFormat]],
    likely: LikelyUnits,
    key: str,
) -> None:
    """Put `check_rows`: the rule of each row is the one that its figures follow, else open."""
    if len(totals) > _MOST:
        entry.undecided["table.check_rows"] = f"{len(totals)} rows of totals"
        return
    units = [row for row in rows if row.text[key] not in totals]
    proposed: dict[str, Any] = {}
    because, opened = [], []
    for row in rows:
        text = row.text[key]
        if text not in totals:
            continue
        region = region_of(catalogue, text, likely.day)
        of = [unit for unit in units if region in (None, likely.region_id(unit.text[key]))]
        rule = _rule(row, of, formats)
        if rule is None:
            opened.append(f"{text!r} is neither the sum nor the mean of its {len(of)} rows")
        because.append(f"{text!r} is the {rule} of {len(of)} rows")
        shown = rule or "sum"
        proposed[text] = {"rule": shown, "region": region} if region else shown
    if opened:
        entry.give("table.check_rows", proposed, "unsure", "; ".join(opened))
    elif proposed:
        entry.give("table.check_rows", proposed, "likely", "; ".join(because))


def _rule(
    row: Row, members: Sequence[Row], formats: Mapping[str, Sequence[NumberFormat]]
) -> str | None:
    """`sum` or `mean`, where a column shows it, and `sum` of a row that prints no figure."""
    if not any(row.text[heading] for heading in formats):
        return "sum"
    found = {
        _rule_of_column(row, members, heading, number_format)
        for heading, fitting in formats.items()
        for number_format in fitting
    }
    # Of rates that stand beside counts, the total is no mean; of counts it is the sum.
    return "sum" if "sum" in found else "mean" if "mean" in found else None


def _rule_of_column(
    row: Row, members: Sequence[Row], heading: str, number_format: NumberFormat
) -> str | None:
    printed = number_in(row.text[heading], number_format)
    values = [n for m in members if (n := number_in(m.text[heading], number_format)) is not None]
    if printed is None or not values:
        return None
    room = 10.0 ** -printed_decimals(row.text[heading])
    if abs(sum(values) - printed) <= room * len(values) / 2:
        return "sum"
    return "mean" if abs(sum(values) / len(values) - printed) <= room else None
