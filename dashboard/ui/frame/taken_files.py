"""Files that a page offers to take away, at addresses of their own.

A link, not a button of Streamlit's: it is a part of the HTML it stands in, works before the page is
complete and costs the page nothing until it is followed.
"""

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from dashboard.ui.frame.on_request import OnRequest

PATH = "/files/"

MEDIA_TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".parquet": "application/vnd.apache.parquet",
    ".pdf": "application/pdf",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
_contents: OnRequest[bytes] = OnRequest(4096)


def file_url(name: str, of: Any, make: Callable[[], bytes]) -> str:
    """The address of a file called `name`; `of` tells it from others of that name."""
    return f"{PATH}{_contents.offer([name, of], make)}/{quote(name)}"


def file_response(key: str, name: str) -> Response:
    """The file of an address, to be saved. Raises FileNotFoundError where none is kept."""
    media_type = MEDIA_TYPES.get(PurePosixPath(name).suffix)
    if media_type is None:
        raise FileNotFoundError(name)
    return Response(
        _contents.asked(key),
        media_type=media_type,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
            "Cache-Control": "no-store",
        },
    )
