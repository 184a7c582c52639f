"""The rows of a page's table for programs: as JSON, and described as CSV on the Web does."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import orjson
import pandas as pd

from dashboard.queries.build import build_of
from dashboard.store.records import records
from dashboard.store.warehouse import Warehouse
from dashboard.words.captions import Caption
from etl.language.i18n import _, language, separators

CSVW = "http://www.w3.org/ns/csvw"


def to_json(
    source: Warehouse,
    frame: pd.DataFrame,
    caption: Caption,
    choices: Sequence[tuple[str, str]],
    page: str,
) -> bytes:
    """The rows with numbers as numbers, under what they are; `page` is the address they are of."""
    build = build_of(source)
    return orjson.dumps(
        {
            "title": caption.title,
            "page": page,
            "build": build.build_id,
            "built_at": f"{build.built_at.isoformat(timespec='seconds')}Z",
            "language": language(),
            **_about(caption, choices),
            "count": len(frame),
            "columns": [str(name) for name in frame.columns],
            "rows": records(frame),
        },
        default=_plain,
    )


def _about(caption: Caption, choices: Sequence[tuple[str, str]]) -> dict[str, Any]:
    about: dict[str, Any] = {
        "unit": caption.unit,
        "period": caption.period,
        "scope": caption.scope,
        "source": caption.source,
        "data_as_of": caption.data_date,
        "notes": list(caption.notes),
        "choices": dict(choices),
    }
    return {name: found for name, found in about.items() if found}


def _plain(cell: object) -> object:
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, tuple | list):
        return list(cell)
    return str(cell)


def described(
    source: Warehouse,
    frame: pd.DataFrame,
    caption: Caption,
    choices: Sequence[tuple[str, str]],
    addresses: Mapping[str, str],
) -> bytes:
    """What the CSV of the table is, for CSVW; `addresses` are those of its files by ending."""
    build = build_of(source)
    decimal = separators()[0]
    return orjson.dumps(
        {
            "@context": [CSVW, {"@language": language()}],
            "url": addresses["csv"],
            "dc:title": caption.title,
            "dc:source": caption.source,
            "dc:identifier": caption.file,
            "dc:modified": f"{build.built_at.isoformat(timespec='seconds')}Z",
            "dc:description": "; ".join(
                [
                    *(f"{label}: {words}" for label, words in (*_said(caption), *choices) if words),
                    *caption.notes,
                ]
            ),
            "dcat:distribution": [
                {"dcat:downloadURL": address, "dc:format": ending}
                for ending, address in addresses.items()
            ],
            "dialect": {
                "encoding": "utf-8",
                "delimiter": ";" if decimal == "," else ",",
                "header": True,
                "lineTerminators": ["\r\n"],
            },
            "tableSchema": {
                "columns": [
                    _column(place, str(name), cells, decimal)
                    for place, (name, cells) in enumerate(frame.items(), 1)
                ]
            },
        },
        default=_plain,
    )


def _said(caption: Caption) -> list[tuple[str, str]]:
    return [
        (_("Đơn vị tính"), caption.unit),
        (_("Kỳ"), caption.period),
        (_("Phạm vi"), caption.scope),
        (_("Số liệu đến ngày"), caption.data_date),
        (_("Bản số liệu"), caption.build),
    ]


def _column(place: int, title: str, cells: "pd.Series[Any]", decimal: str) -> dict[str, Any]:
    name = title if title.isascii() and title.isidentifier() else f"column_{place}"
    datatype: Any = "string"
    if pd.api.types.is_bool_dtype(cells):
        datatype = "boolean"
    elif pd.api.types.is_integer_dtype(cells):
        datatype = "integer"
    elif pd.api.types.is_float_dtype(cells):
        datatype = {"base": "number", "format": {"decimalChar": decimal}}
    return {"name": name, "titles": title, "datatype": datatype}
