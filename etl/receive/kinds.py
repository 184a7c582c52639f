"""Which reader a file is for: told by its content, which its name has to agree with."""

import re
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from etl.receive.model import Document, Refused

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_HTML = re.compile(
    rb"\s*(<\?xml[^>]*>\s*)?(<!--.{0,2000}?-->\s*)*<(!doctype\s+html|html|head|body|table|div|meta|h[1-6]|p)\b",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Kind:
    """A form of file: the endings its name may have, and the module that reads it."""

    name: str
    suffixes: tuple[str, ...]
    module: str

    in_parts: bool = False

    def read(self, content: bytes, part: int) -> Document:
        """Import the reader and read the file, or a part of it; PDF takes a second to import."""
        read = import_module(f"etl.receive.readers.{self.module}").read
        document: Document = read(content, part) if self.in_parts else read(content)
        return document


DOCX = Kind("DOCX", (".docx",), "docx")
XLSX = Kind("XLSX", (".xlsx", ".xlsm"), "xlsx")
PDF = Kind("PDF", (".pdf",), "pdf", in_parts=True)
HTML = Kind("HTML", (".html", ".htm", ".xhtml"), "html")
CSV = Kind("CSV", (".csv", ".tsv"), "csv")
TEXT = Kind("text", (".txt", ".md"), "scanned_text")
_ALL = (DOCX, XLSX, PDF, HTML, CSV, TEXT)


def reader_of(content: bytes, suffix: str) -> Kind:
    """The kind of a file; refuses one that is of none, or not of the one its name says."""
    kind = _kind_by_content(content, suffix)
    if suffix not in kind.suffixes:
        said = next((kind.name for kind in _ALL if suffix in kind.suffixes), None)
        expected = (
            f"the content of a {said} file under that name; or the name that its content has"
            if said
            else f"a name that ends in one of {' '.join(s for kind in _ALL for s in kind.suffixes)}"
        )
        raise Refused(expected, found=f"{kind.name} in a file named {suffix or 'without ending'}")
    return kind


def _kind_by_content(content: bytes, suffix: str) -> Kind:
    if content.startswith(b"PK"):
        return _kind_of_archive(content)
    if content.startswith(_OLE):
        raise Refused(
            "a file in today's format without a password: open it in an office program and save "
            "it as DOCX or XLSX",
            found="an old DOC or XLS, or an encrypted file",
        )
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return PDF
    if _HTML.match(content[:4096].removeprefix(b"\xef\xbb\xbf")):
        return HTML
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) and suffix in HTML.suffixes:
        return HTML
    return CSV if suffix in CSV.suffixes else TEXT


def _kind_of_archive(content: bytes) -> Kind:
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Refused("a whole DOCX or XLSX; the file is cut or broken") from error
    if "word/document.xml" in names:
        return DOCX
    if "xl/workbook.xml" in names:
        return XLSX
    raise Refused("a DOCX, XLSX, PDF, HTML, CSV or text file", found="another archive")
