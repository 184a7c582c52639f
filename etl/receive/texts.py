"""Bytes → text, in the encodings that say what they are."""

import codecs
import re
import unicodedata

from etl.receive.model import Refused

_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_EXPECTED = "text in UTF-8, or in UTF-16 with a byte order mark; save the file as UTF-8"


def decoded(content: bytes) -> str:
    """The text without its byte order mark; refuses other encodings, naming the line."""
    mark = next((mark for mark in _MARKS if content.startswith(mark)), b"")
    try:
        text = content[len(mark) :].decode(_MARKS.get(mark, "utf-8"))
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        found = " ".join(f"{byte:02X}" for byte in error.object[error.start : error.start + 4])
        raise Refused(_EXPECTED, line, found=f"bytes {found}") from error
    if control := _CONTROL.search(text):
        line = text.count("\n", 0, control.start()) + 1
        expected = f"{_EXPECTED}, without control characters"
        raise Refused(expected, line, found=f"U+{ord(control[0]):04X}")
    return text


def one_line(text: str) -> str:
    """A cell's text on one line, as a tab-separated file needs it; else as printed."""
    if not any(char in text for char in "\n\r\t\v\f\u2028\u2029\x85"):
        return text.strip()
    return " ".join(text.split())


def is_blank(text: str) -> bool:
    return not unicodedata.normalize("NFKC", text).strip()
