"""What was measured → a draft that `etl import` takes in: raw tables, their entries, a manifest."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from etl.catalogue.load import Catalogue
from etl.catalogue.vocabulary import Level, NumberFormat, Period, PeriodKind
from etl.extract.shapes.reader import FIGURE, INDICATOR, LINE, PERIOD, QUOTE, UNIT
from etl.measure.dataset import About
from etl.measure.measuring import LEVELS, Measured
from etl.measure.sums import Sums, periods_of, sums_of
from etl.receive.drafts import yaml_of

MANIFEST = "manifest.json"
_NAME, _MONTH = "Đơn vị", "Tháng"
_INVENTED = "SỐ LIỆU BỊA: "
_NAMES = {"province": "Tỉnh, thành phố", "ministry": "Bộ, cơ quan trung ương"}
_ABSENT = "Dữ liệu không có hồ sơ nào của đơn vị tiếp nhận trong kỳ."


def draft_of(catalogue: Catalogue, measured: Measured) -> dict[str, bytes]:
    """The files of the draft by name: what was counted, and what was left out, beside them."""
    periods = periods_of(catalogue, measured)
    manifest = _manifest(catalogue, measured, periods)
    written = f"{json.dumps(manifest, ensure_ascii=False, indent=1)}\n".encode()
    files = {
        MANIFEST: written,
        "counts.parquet": _parquet(measured, measured.counted.counts),
        "left_out.parquet": _parquet(measured, measured.counted.left_out),
    }
    source = {
        "file": MANIFEST,
        "sha256": hashlib.sha256(written).hexdigest(),
        "place": measured.dataset.where,
    }
    document: dict[str, Any] = {"document": _document(measured)}
    for table, lines in _tables(catalogue, measured, periods):
        entry = {**document, "table": table, "draft": {"source": source}}
        # Of a new document its first table brings the entry.
        document = {}
        files[f"{table['table_id']}.yml"] = yaml_of(entry)
        files[f"{table['table_id']}.tsv"] = ("\n".join(lines) + "\n").encode()
    return files


def _parquet(measured: Measured, table: pa.Table) -> bytes:
    written, title = BytesIO(), _titled(measured.dataset.about, measured.dataset.about.title_vi)
    pq.write_table(table.replace_schema_metadata({"title": title}), written, compression="zstd")
    return written.getvalue()


def _manifest(
    catalogue: Catalogue, measured: Measured, periods: Sequence[Period]
) -> dict[str, Any]:
    about, counted = measured.dataset.about, measured.counted
    whole, *months = periods
    return {
        "dataset": about.dataset_id,
        "invented": about.invented,
        "records_at": measured.dataset.where,
        "form": measured.dataset.form,
        "taken_on": str(about.taken_on),
        "engine": measured.engine,
        "period": f"{whole.start}..{whole.end}",
        "provisional": whole.is_provisional,
        "months": {
            text_of(month): "provisional" if month.is_provisional else "closed" for month in months
        },
        "columns_dropped": list(measured.dropped),
        **counted.records.model_dump(),
        "definitions": {spec.measure: spec.source_vi for spec in catalogue.dossiers.measures},
    }


def _titled(about: About, title: str) -> str:
    """A title, which says so where the records are invented."""
    return f"{_INVENTED}{title}" if about.invented else title


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _document(measured: Measured) -> dict[str, Any]:
    about = measured.dataset.about
    return {
        "document_id": about.dataset_id,
        "number": about.dataset_id,
        "title_vi": _titled(about, about.title_vi),
        "short_title_vi": _titled(about, about.short_title_vi),
        "issuer_vi": about.issuer_vi,
        "issued_on": about.taken_on,
        "issued_label_vi": _day(about.taken_on),
        "data_as_of": about.taken_on,
    }


def _tables(
    catalogue: Catalogue, measured: Measured, periods: Sequence[Period]
) -> Iterator[tuple[dict[str, Any], list[str]]]:
    """Each table with its lines: those of all units, of the whole period and by months."""
    sums = {period.key: sums_of(catalogue, measured, period) for period in periods}
    whole, *months = periods
    yield _of_all(catalogue, measured, {period: sums[period.key] for period in periods})
    for level in LEVELS:
        units = catalogue.units_of(level, whole.end)
        if not any(unit.unit_id in sums[whole.key] for unit in units):
            continue
        yield _of_units(catalogue, measured, level, {whole: sums[whole.key]})
        if months:
            by_month = {month: sums[month.key] for month in months}
            yield _of_units(catalogue, measured, level, by_month)


def _indicators(catalogue: Catalogue) -> dict[str, str]:
    """The counts by id, with the heading of each."""
    specs = catalogue.dossiers.measures
    names = dict.fromkeys(name for spec in specs for name in (spec.among, spec.counted))
    return {name: catalogue.indicators[name].short_name_vi for name in names}


def _common(measured: Measured, name: str, title: str, lines: Sequence[str]) -> dict[str, Any]:
    about, records = measured.dataset.about, measured.counted.records
    return {
        "table_id": f"{about.dataset_id}-{name}",
        "document": about.dataset_id,
        "appendix": "Đếm từ hồ sơ",
        "title_vi": _titled(about, title),
        "note_vi": (
            f"Đếm {records.counted} hồ sơ tiếp nhận trong kỳ từ {records.records} bản ghi, lấy "
            f"ngày {_day(about.taken_on)}."
        ),
        "source_lines": [1, len(lines)],
        "rows_expected": len(lines) - 1,
    }


def _of_all(
    catalogue: Catalogue, measured: Measured, sums: Mapping[Period, Sums]
) -> tuple[dict[str, Any], list[str]]:
    """The blocs and the country, and what became of the records."""
    lines = ["\t".join((LINE, INDICATOR, UNIT, PERIOD, FIGURE, QUOTE))]
    for period, by_unit in sums.items():
        for unit_id, counts in by_unit.items():
            unit = catalogue.units[unit_id]
            if unit.level in LEVELS:
                continue
            for name, value in counts.items():
                cells = (str(len(lines)), name, unit.short_name_vi, text_of(period), str(value), "")
                lines.append("\t".join(cells))
    table = _common(measured, "chung", "Cả nước, khối bộ và khối tỉnh", lines) | {
        "shape": "figures",
        "periods": {text_of(period): _period(period) for period in sums},
        "number_formats": dict.fromkeys(_indicators(catalogue), NumberFormat.INTEGER),
        "records": measured.counted.records.model_dump(exclude_defaults=True),
    }
    return table, lines


def _of_units(
    catalogue: Catalogue,
    measured: Measured,
    level: Level,
    sums: Mapping[Period, Sums],
) -> tuple[dict[str, Any], list[str]]:
    """The units of a level that have dossiers; of several months with a row for each."""
    headings = _indicators(catalogue)
    of_months = len(sums) > 1
    lines = ["\t".join((_NAME, *((_MONTH,) if of_months else ()), *headings.values()))]
    units = catalogue.units_of(level, measured.period.end)
    named = set()
    for unit in units:
        for period, by_unit in sums.items():
            if (counts := by_unit.get(unit.unit_id)) is None:
                continue
            named.add(unit.unit_id)
            cells = (str(counts[name]) for name in headings)
            month = (text_of(period),) if of_months else ()
            lines.append("\t".join((unit.short_name_vi, *month, *cells)))
    name = {"province": "tinh", "ministry": "bo"}[level] + ("-thang" if of_months else "")
    table = _common(measured, name, _NAMES[level], lines) | {
        "shape": "unit_rows",
        "number_format": NumberFormat.INTEGER,
        "level": level,
        "key_column": _NAME,
        "columns": [{"heading": heading, "indicator": name} for name, heading in headings.items()],
    }
    if of_months:
        periods = {text_of(period): _period(period) for period in sums}
        table |= {"period_column": _MONTH, "periods": periods}
    else:
        table["period"] = _period(next(iter(sums)))
    if 2 * len(named) < len(units):
        table["single_units"] = True
    else:
        table["absent_vi"] = _ABSENT
    return table, lines


def text_of(period: Period) -> str:
    """The words for a period in a cell; a month and a year to date that ends with it differ."""
    return f"tháng {period.label}" if period.kind is PeriodKind.MONTH else period.label


def _period(period: Period) -> dict[str, Any]:
    return period.model_dump(exclude_defaults=True) | {"kind": period.kind.value}
