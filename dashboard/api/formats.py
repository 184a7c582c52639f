"""A page of a list as JSON, CSV, Parquet or JSON-stat."""

from io import BytesIO
from typing import Any

import orjson
import pyarrow as pa
import pyarrow.parquet

from dashboard.api.answers import Answer
from dashboard.api.asked import CSV, JSON, JSON_STAT, PARQUET, Listed
from dashboard.api.json_stat import to_json_stat
from dashboard.api.problems import TOO_LARGE, ProblemError
from dashboard.files.data_package import plain_csv
from dashboard.queries.build import build_of
from dashboard.queries.listings import count_of, rows_of
from dashboard.store.warehouse import Warehouse
from etl.language.i18n import _, format_number, using

API = "/api/v1/"
MEDIA_TYPES = {
    JSON: "application/json",
    CSV: "text/csv; charset=utf-8",
    JSON_STAT: "application/json",
    PARQUET: "application/vnd.apache.parquet",
}


def written(page: Listed) -> Answer:
    """The page in the format asked for, with the way to the next one."""
    rows = rows_of(page.source, page.listing, page.asked)
    count = page.asked.first + rows.num_rows
    if rows.num_rows == page.asked.rows or not rows.num_rows:
        # A page that is not full is the last one.
        count = count_of(page.source, page.listing, page.asked)
    has_more = page.asked.first + rows.num_rows < count
    following = page.address_after(rows.num_rows) if has_more else None
    links = [f'<{API}{page.listing.name}.csv-metadata.json>; rel="describedby"']
    if following is not None:
        links.append(f'<{following}>; rel="next"')
    headers = {"Link": ", ".join(links), "X-Total-Count": str(count)}
    return Answer(
        _content(page, rows, count, following),
        MEDIA_TYPES[page.format],
        headers,
        is_packed=page.format == PARQUET,
    )


def _content(page: Listed, rows: pa.Table, count: int, following: str | None) -> bytes:
    match page.format:
        case "csv":
            return plain_csv(flat(rows))
        case "parquet":
            return _parquet(page, rows)
        case "jsonstat":
            if following is not None:
                words = _(
                    "JSON-stat là một khối trọn vẹn, nên không chia trang: yêu cầu này có {count} "
                    "dòng, nhiều nhất là {most}. Hãy lọc bớt."
                )
                raise ProblemError(
                    TOO_LARGE,
                    words.format(count=format_number(count), most=format_number(page.asked.rows)),
                    parameter="limit",
                )
            with using(page.source.language):
                return to_json_stat(page, rows)
    return orjson.dumps(
        {
            "list": page.listing.name,
            **told(page.source),
            "count": count,
            "next": following,
            "rows": rows.to_pylist(),
        },
        option=orjson.OPT_NAIVE_UTC | orjson.OPT_UTC_Z,
    )


def told(source: Warehouse) -> dict[str, Any]:
    """What every answer says of the build."""
    build = build_of(source)
    return {
        "build": build.build_id,
        "built_at": f"{build.built_at.isoformat(timespec='seconds')}Z",
        "data_as_of": build.data_as_of,
        "language": source.language,
        "sources": "official" if source.documents.official_only else "all",
    }


def flat(rows: pa.Table) -> pa.Table:
    """Lists as JSON and instants in UTC, for files whose cells hold neither."""
    for place, field in enumerate(rows.schema):
        if pa.types.is_timestamp(field.type):
            instants = [cell and f"{cell.isoformat()}Z" for cell in rows.column(place).to_pylist()]
            rows = rows.set_column(place, field.name, pa.array(instants, pa.string()))
        if pa.types.is_list(field.type):
            texts = [
                None if cell is None else orjson.dumps(cell).decode()
                for cell in rows.column(place).to_pylist()
            ]
            rows = rows.set_column(place, field.name, pa.array(texts, pa.string()))
    return rows


def _parquet(page: Listed, rows: pa.Table) -> bytes:
    about = {key: orjson.dumps(value).decode() for key, value in told(page.source).items()}
    buffer = BytesIO()
    pyarrow.parquet.write_table(rows.replace_schema_metadata(about), buffer, compression="zstd")
    return buffer.getvalue()
