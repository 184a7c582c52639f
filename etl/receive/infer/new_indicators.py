"""The columns of a new table and their indicators: known ones by their names, others proposed."""

import difflib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from etl.catalogue.load import Catalogue
from etl.catalogue.table_specs import UnitRowsTable
from etl.catalogue.vocabulary import NumberFormat
from etl.language.folding import fold
from etl.receive.infer.columns import FigureColumn
from etl.receive.infer.inferred import DraftEntry, Inferred
from etl.receive.infer.periods import PeriodFound, period_in, period_key
from etl.receive.infer.slugs import slug

_PERCENTS = {
    NumberFormat.INTEGER_PERCENT,
    NumberFormat.DECIMAL_COMMA_PERCENT,
    NumberFormat.DECIMAL_POINT_PERCENT,
}
_WHOLE = {NumberFormat.INTEGER, NumberFormat.THOUSANDS_POINT, NumberFormat.THOUSANDS_COMMA}
_MAXIMUM = re.compile(r"\((?:tối đa |max )?(\d+)(?: điểm)?\)\s*$")
_UNIT = re.compile(r"\(([^()\d]+)\)\s*$")
_ID = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
_OPEN = {
    "name_vi": "its name in full",
    "short_name_vi": "its name in a few words",
    "better": "higher, lower or none",
    "definition_vi": "what is counted, and out of what",
    "measured_by": "who measures it, and how",
}


def put_indicators(
    entry: DraftEntry, catalogue: Catalogue, level: str, columns: Sequence[FigureColumn], title: str
) -> None:
    """Put `table.columns`, and under `topics` the indicators that the catalogue has not."""
    given: list[dict[str, Any]] = []
    new: dict[str, dict[str, Any]] = {}
    for number, column in enumerate(columns):
        period = None if column.rows else period_in([column.heading])
        name = column.rows or _name(column.heading, period, title)
        spec: dict[str, Any] = {"heading": column.heading}
        if column.rows:
            spec["rows"] = column.rows
        indicator = _known(entry, catalogue, level, number, column, name)
        if indicator is None:
            indicator = _free_id(catalogue, name)
            new.setdefault(indicator, _indicator(name, [level], column))
        spec["indicator"] = indicator
        _put_column_format(entry, spec, number, column)
        if period:
            spec["period"] = period_key(period.period)
        given.append(spec)
    entry.give("table.columns", given, "likely", "columns of figures")
    if new:
        _put_topic(entry, catalogue, title, new)


def put_typed_indicators(
    entry: DraftEntry,
    catalogue: Catalogue,
    columns: Mapping[str, FigureColumn],
    levels: Mapping[str, Sequence[str]],
    title: str | None,
) -> None:
    """Put under `topics` those of ids that the catalogue has not; a name is no id."""
    new = {}
    for name, column in columns.items():
        if name in catalogue.indicators:
            continue
        if _ID.fullmatch(name):
            new[name] = _indicator(None, levels.get(name, ()), column)
            near = ", ".join(difflib.get_close_matches(name, catalogue.indicators)) or "none"
            entry.report([f"no indicator is {name!r} (nearest: {near}): drafted under `topics`"])
        else:
            named = ", ".join(_named(catalogue, name)) or "no indicator has that name"
            entry.report([f"found {name!r}, expected the id of an indicator ({named})"])
    if new:
        _put_topic(entry, catalogue, title or entry.table["table_id"], new)


def _known(
    entry: DraftEntry,
    catalogue: Catalogue,
    level: str,
    number: int,
    column: FigureColumn,
    name: str,
) -> str | None:
    """The indicator of that name, or of a column that is headed so; of several columns none."""
    named = [
        known for known in _named(catalogue, name) if level in catalogue.indicators[known].levels
    ]
    key = f"table.columns.{number}.indicator"
    if named:
        entry.inferred[key] = Inferred("likely", f"{name!r} is its name")
        return named[0]
    headed = {
        known.indicator
        for table in catalogue.tables.values()
        if isinstance(table, UnitRowsTable) and table.level == level
        for known in table.columns
        if known.target is None and (known.heading, known.rows) == (column.heading, column.rows)
    }
    if len(headed) != 1:
        return None
    # The same words may head what another body measures.
    entry.inferred[key] = Inferred("unsure", "the only one that a column of these words is of")
    entry.undecided[key] = entry.inferred[key].because
    return headed.pop()


def _named(catalogue: Catalogue, name: str) -> list[str]:
    """The indicators of a name; headings as `Xếp hạng` are of many."""
    return [
        spec.indicator_id
        for spec in catalogue.indicators.values()
        if fold(spec.name_vi) == fold(name)
    ]


def _name(heading: str, period: PeriodFound | None, title: str) -> str:
    """What a column is about: its heading without a period, else the title of the table."""
    if period is None:
        return heading
    return heading.replace(period.words, "").strip(" –-:,()/") or title


def _put_column_format(
    entry: DraftEntry, spec: dict[str, Any], number: int, column: FigureColumn
) -> None:
    only = column.formats.only
    if only is None:
        spec["number_format"] = None
        key = f"table.columns.{number}.number_format"
        entry.undecided[key] = column.formats.candidates
        entry.report(
            [
                f"[{column.heading}]: {column.formats.candidates}; the format is declared, "
                "never guessed"
            ]
        )
    elif str(only) != entry.table.get("number_format"):
        spec["number_format"] = str(only)


def _free_id(catalogue: Catalogue, name: str) -> str:
    wanted = slug(name, "_") or "indicator"
    number, found = 2, wanted
    while found in catalogue.indicators:
        found, number = f"{wanted}_{number}", number + 1
    return found


def _indicator(name: str | None, levels: Sequence[str], column: FigureColumn) -> dict[str, Any]:
    """An indicator as far as its column tells; None is for the analyst to say."""
    kind = _value_kind(name or "", column.formats.only)
    unit, maximum = _UNIT.search(name or ""), _MAXIMUM.search(name or "")
    ranges = {"rate": [0, 100], "grade": [1, 5]}
    aggregations = {
        "rate": "bounds",
        "count": "sum",
        "index": "none",
        "grade": "none",
        "rank": "none",
    }
    return {
        "name_vi": name,
        "short_name_vi": name,
        "unit_vi": "%" if kind == "rate" else unit[1] if unit else None,
        "value_kind": kind,
        "better": None,
        "decimals": min(4, column.decimals) if kind else None,
        "aggregation": aggregations.get(kind or ""),
        "levels": list(levels) or None,
        "valid_range": [0, int(maximum[1])] if maximum else ranges.get(kind or ""),
        "definition_vi": None,
        "measured_by": None,
    }


def _value_kind(name: str, only: NumberFormat | None) -> str | None:
    """What a column's figures are; None where not even their format is sure."""
    if only is None:
        return None
    if only in _PERCENTS:
        return "rate"
    if only is NumberFormat.GRADE:
        return "grade"
    if "xep hang" in fold(name):
        return "rank"
    return "count" if only in _WHOLE else "index"


def _put_topic(
    entry: DraftEntry, catalogue: Catalogue, title: str, new: Mapping[str, dict[str, Any]]
) -> None:
    table_id = entry.table["table_id"]
    order = max((topic.sort_order for topic in catalogue.topics), default=0) + 1
    indicators = [{"indicator_id": name, **spec} for name, spec in new.items()]
    topic = {"topic": table_id, "topic_vi": title, "sort_order": order, "indicators": indicators}
    because = "headings and figures of the columns"
    entry.give("topics", [topic], "likely", because)
    for number, spec in enumerate(indicators):
        for key, value in spec.items():
            if value is None:
                why = _OPEN.get(key, "what its column does not tell")
                entry.undecided[f"topics.0.indicators.{number}.{key}"] = why
