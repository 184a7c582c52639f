"""What the words of a typed table stand for: scopes, deadlines, periods."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from etl.catalogue.load import Catalogue
from etl.catalogue.vocabulary import Spec
from etl.extract.read import Row
from etl.receive.infer.inferred import DraftEntry
from etl.receive.infer.periods import period_in, period_key

_FORMS = {
    "periods": "{start: DAY, end: DAY, label: TEXT, kind: month or another}",
    "scopes": "country, ministry, province, bloc, bloc-ministries or bloc-provinces",
    "due_dates": "a day",
    "comparators": '">=", "<=" or "="',
    "conditions": "{text_is: TEXT}, {text_is_not: TEXT} or {base_vi: TEXT}",
}
"""What a text can stand for, by key."""
MANY = 500
"""Different words of one column; no table that was typed has more."""
_YEAR = re.compile(r"(?:đến |hết )*(?:cuối )?(?:năm )?(20\d\d)", re.IGNORECASE)


class Words:
    """What the words of a column stand for."""

    def __init__(
        self, entry: DraftEntry, catalogue: Catalogue, shape: str, rows: Sequence[Row]
    ) -> None:
        self._entry = entry
        self._rows = rows
        self._alike = [table for table in catalogue.tables.values() if table.shape == shape]

    def put(self, key: str, heading: str, read: Callable[[str], Any] = lambda _text: None) -> None:
        """Put what each text of a column means; where that is not known, leave it open."""
        texts = dict.fromkeys(row.text[heading] for row in self._rows if row.text[heading])
        if len(texts) > MANY:
            self._entry.leave_open(f"table.{key}", f"{len(texts)} different texts in {heading!r}")
            return
        found = {text: read(text) or self._as_elsewhere(key, text) for text in texts}
        for text in [text for text, meaning in found.items() if meaning is None]:
            # A dotted key cannot say a text with a point.
            part = f"table.{key}" if "." in text else f"table.{key}.{text}"
            self._entry.undecided[part] = f"what {text!r} in {heading!r} is: {_FORMS[key]}"
        because = "the words, or other tables that have them"
        self._entry.give(f"table.{key}", found, "likely", because)

    def _as_elsewhere(self, key: str, text: str) -> Any:
        if key == "periods":
            return None
        said = {getattr(table, key)[text] for table in self._alike if text in getattr(table, key)}
        only = said.pop() if len(said) == 1 else None
        return only.model_dump(exclude_none=True) if isinstance(only, Spec) else only


def period_in_words(text: str) -> Mapping[str, Any] | None:
    """The period of a text that leaves no other kind; a month may be three things."""
    found = period_in([text])
    return period_key(found.period) if found and found.is_said else None


def end_of_year(text: str) -> date | None:
    """The last day of a text that names a year and nothing else."""
    match = _YEAR.fullmatch(text)
    return date(int(match[1]), 12, 31) if match else None
