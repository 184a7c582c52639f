"""The files a browser fetches beside the app: fonts, style, icon and boundaries.

An address that `asset_url` gives carries a hash of the content, so the browser keeps what it
fetched for good and asks again only when the content, and with it the address, has changed.
"""

import gzip
import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from streamlit import file_util

from dashboard.store.paths import ASSETS

PREFIX = "/assets/"

STREAMLIT_FILES = "/static/"

_STREAMLIT = Path(file_util.get_static_dir()).resolve() / "static"

# First segment of the name → the folder or file it stands for.
_FOLDERS = {path.name: path for path in ASSETS.iterdir() if path.name != "style"} | {
    "style.css": ASSETS / "style",
}

STYLE = (
    "page",
    "charts",
    "map_sheet",
    "map",
    "ranking",
    "classes",
    "access",
    "menus",
    "tables",
    "registers",
    "lists",
    "series",
    "targets",
    "pictures",
    "frame",
    "choices",
    "dialogs",
    "overview",
    "profile",
)
"""The sheets that are sent as one `style.css`, in the order of the cascade."""

_MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
_COMPRESSED_ALREADY = {".png", ".woff2"}


@dataclass(frozen=True)
class Asset:
    """One file as it is sent."""

    content: bytes
    gzipped: bytes | None
    media_type: str
    version: str
    """Hash of the content."""


def asset(name: str) -> Asset:
    """The asset called `name` (`style.css`); `FileNotFoundError` if there is none."""
    path = _path(name)
    if path is None:
        raise FileNotFoundError(name)
    files = tuple(path / f"{sheet}.css" for sheet in STYLE) if name == "style.css" else (path,)
    if not all(map(_is_file, files)):
        raise FileNotFoundError(name)
    return _load(files, tuple(file.stat().st_mtime_ns for file in files))


def style_text(*sheets: str) -> str:
    """Some of the page's style sheets, to go into a file of their own."""
    files = (ASSETS / "style" / f"{sheet}.css" for sheet in sheets)
    return "".join(file.read_text(encoding="utf-8") for file in files)


def asset_url(name: str) -> str:
    """The address of an asset: `style.css` → `/assets/style.css?v=…`."""
    return f"{PREFIX}{name}?v={asset(name).version}"


def streamlit_script(name: str) -> Asset:
    """A script of Streamlit's own, which it would send as large as it is.

    `name` is its path below Streamlit's `static`. FileNotFoundError if there is none.
    """
    path = _STREAMLIT / name
    if path.suffix != ".js" or not is_streamlit_file(name):
        raise FileNotFoundError(name)
    return _load((path,), (path.stat().st_mtime_ns,))


def is_streamlit_file(name: str) -> bool:
    """Whether Streamlit's client has a file of this path below its `static`."""
    path = _STREAMLIT / name
    return ".." not in path.parts and path.is_relative_to(_STREAMLIT) and _is_file(path)


def _is_file(path: Path) -> bool:
    """Whether there is a file; there is none whose name is too long for one."""
    try:
        return path.is_file()
    except OSError:
        return False


def _path(name: str) -> Path | None:
    parts = PurePosixPath(name).parts
    # Only files that lie directly in a listed folder: no way up, no way into sub-folders.
    if not parts or parts[0] not in _FOLDERS or len(parts) > 2 or ".." in parts:
        return None
    path = _FOLDERS[parts[0]].joinpath(*parts[1:])
    return path if PurePosixPath(name).suffix in _MEDIA_TYPES else None


@lru_cache(maxsize=256)
def _load(files: tuple[Path, ...], modified_ns: tuple[int, ...]) -> Asset:
    """Read and compress files once; `modified_ns` makes a changed file another entry."""
    return _asset_of(b"\n".join(file.read_bytes() for file in files), files[0].suffix)


def json_asset(data: Any) -> Asset:
    """What Python made for the browser, as JSON."""
    compact = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return _asset_of(compact.encode(), ".json")


def text_asset(content: str, suffix: str) -> Asset:
    """What Python wrote for the browser."""
    return _asset_of(content.encode(), suffix)


def _asset_of(content: bytes, suffix: str) -> Asset:
    compress = suffix not in _COMPRESSED_ALREADY
    return Asset(
        content=content,
        # No time stamp in the archive: the same content gives the same bytes.
        gzipped=gzip.compress(content, mtime=0) if compress else None,
        media_type=_MEDIA_TYPES[suffix],
        version=hashlib.sha256(content).hexdigest()[:12],
    )
