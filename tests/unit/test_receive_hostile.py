"""Hostile files end in words, within the limits of the process that reads them; nothing is written.

No test measures time: a file that asks too much ends with its process, which has limits of its own.
"""

import os
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas
from typer.testing import CliRunner

from etl.__main__ import app
from etl.receive import limits
from tests.received_files import Printed, as_docx, as_pdf, as_xlsx, with_member

SMALL = [Printed("x", "Phụ lục X", "Bảng thử", [["Tỉnh", "Số"], ["An Giang", "1"]])]
BILLION_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">'
    + "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(9))
    + "]><x>&a9;</x>"
).encode()
QUADRATIC = f'<!DOCTYPE x [<!ENTITY a "{"a" * 100_000}">]><x>{"&a;" * 100_000}</x>'.encode()


def _formulas() -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "Bảng 1"
    book.active.append(["Tỉnh", "Số"])
    book.active.append(["An Giang", "=SUM(1,2)"])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _odd_format() -> bytes:
    written = BytesIO()
    with xlsxwriter.Workbook(written) as book:
        sheet = book.add_worksheet("S")
        sheet.write_row(0, 0, ["Tỉnh", "Số"])
        sheet.write_number(1, 1, 5, book.add_format({"num_format": "# ?/?"}))
    return written.getvalue()


def _encrypted_pdf() -> bytes:
    written = BytesIO()
    canvas = Canvas(written, encrypt=StandardEncryption("secret"))
    canvas.drawString(100, 100, "x")
    canvas.save()
    return written.getvalue()


def _empty_pdf(pages: int) -> bytes:
    written = BytesIO()
    canvas = Canvas(written)
    for _page in range(pages):
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def _zipped(members: dict[str, bytes]) -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return written.getvalue()


DOCX, XLSX = as_docx(SMALL), as_xlsx(SMALL)
DOCUMENT, SHEET = "word/document.xml", "xl/worksheets/sheet1.xml"
DEEP_XML = b"<a>" * 100_000 + b"</a>" * 100_000
HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "zip bomb": (
        ".docx",
        lambda: with_member(DOCX, "word/media/a.bin", bytes(50_000_000)),
        "unpacked to at most 200 times",
    ),
    "large bomb": (
        ".xlsx",
        lambda: with_member(XLSX, "a.bin", bytes(limits.MAX_UNPACKED + 1)),
        "at most 100,000,000 bytes, unpacked",
    ),
    "much XML": (
        ".docx",
        lambda: with_member(DOCX, "word/a.xml", b"<a>" + os.urandom(16_000_000).hex().encode()),
        "bytes of XML",
    ),
    "many members": (
        ".docx",
        lambda: _zipped({DOCUMENT: b"<a/>"} | {f"m{n}": b"" for n in range(3000)}),
        "at most 2,000 members",
    ),
    "laughs in DOCX": (".docx", lambda: with_member(DOCX, DOCUMENT, BILLION_LAUGHS), "entities"),
    "laughs in XLSX": (".xlsx", lambda: with_member(XLSX, SHEET, BILLION_LAUGHS), "entities"),
    "laughs in a part of another name": (
        ".docx",
        lambda: with_member(DOCX, "word/styles.dat", BILLION_LAUGHS),
        "entities",
    ),
    "quadratic blow-up": (".docx", lambda: with_member(DOCX, DOCUMENT, QUADRATIC, 0), "entities"),
    "foreign types": (
        ".docx",
        lambda: with_member(DOCX, DOCUMENT, b'<!DOCTYPE a SYSTEM "http://127.0.0.1/a"><a/>'),
        "without declarations of types",
    ),
    "deep XML": (".docx", lambda: with_member(DOCX, DOCUMENT, DEEP_XML, 0), "nested at most 200"),
    "broken XML": (".xlsx", lambda: with_member(XLSX, SHEET, b"<a><b></a>"), "well-formed XML"),
    "foreign XML": (".docx", lambda: with_member(DOCX, DOCUMENT, b"<a/>"), "DOCX"),
    "names that lead out": (".docx", lambda: with_member(DOCX, "../../x", b"x"), "'../../x'"),
    "absolute names": (".xlsx", lambda: with_member(XLSX, "/etc/x", b"x"), "'/etc/x'"),
    "cut archive": (".docx", lambda: DOCX[:2000], "the file is cut or broken"),
    "archive of something else": (".docx", lambda: _zipped({"a.txt": b"a"}), "another archive"),
    "text named DOCX": (".docx", lambda: b"text", "text in a file named .docx"),
    "DOCX named CSV": (".csv", lambda: DOCX, "DOCX in a file named .csv"),
    "unknown ending": (".exe", lambda: b"text", "a name that ends in one of .docx"),
    "old Word": (".doc", lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(999), "save it as DOCX"),
    "million rows": (".csv", lambda: b"a,b\n" * 1_000_000, "at most 20,000 rows"),
    "million rows of text": (".txt", lambda: b"a\tb\n" * 1_000_000, "at most 20,000 rows"),
    "many columns": (".csv", lambda: b"a," * 10_000 + b"\n", "at most 256 cells in a row"),
    "many columns of text": (".txt", lambda: b"a\t" * 10_000, "at most 256 cells in a row"),
    "large cell": (".csv", lambda: b"a," + b"x" * 10_000_000 + b"\n", "field limit"),
    "large line": (".txt", lambda: b"x" * 10_000_000, "at most 20,000 characters"),
    "large cell of HTML": (
        ".html",
        lambda: b"<table><tr><td>a</td><td>" + b"x" * 10_000_000 + b"</td></tr></table>",
        "HTML within the parser's limits",
    ),
    "large span": (
        ".html",
        lambda: b"<table>" + b"<tr><td rowspan=9999 colspan=9999>a</td><td>b</td></tr>" * 9999,
        "",
    ),
    "deep HTML": (".html", lambda: b"<html>" + b"<div>" * 100_000, "Excessive depth"),
    "many tables of HTML": (
        ".html",
        lambda: b"<html><table>" + b"<tr><td>a</td><td>1</td></tr>" * 100_000 + b"</table>",
        "at most 20,000 rows",
    ),
    "empty file": (".csv", lambda: b"", "a file of 1 to 20,000,000 bytes"),
    "too large": (".csv", lambda: bytes(limits.MAX_BYTES + 1), "a file of 1 to 20,000,000 bytes"),
    "Windows-1258": (".csv", lambda: "tên\nĐắk".encode() + b"\n\xd0\xe3k", "file.csv:3"),
    "UTF-16 without mark": (".txt", lambda: "An Giang\t1\n".encode("utf-16-le"), "U+0000"),
    "cut UTF-16": (".csv", lambda: "An,1\n".encode("utf-16")[:-1], "UTF-16 with a byte order"),
    "cut PDF": (".pdf", lambda: as_pdf(SMALL)[:700], "a whole PDF"),
    "no PDF": (".pdf", lambda: b"%PDF-1.7\n", "a whole PDF"),
    "encrypted PDF": (".pdf", _encrypted_pdf, "without a password"),
    "scanned PDF": (".pdf", lambda: _empty_pdf(1), "a scan is first made text"),
    "long PDF": (".pdf", lambda: _empty_pdf(200), "at most 150 pages"),
    "formulas": (".xlsx", _formulas, "[sheet Bảng 1, B2] found '=SUM(1,2)'"),
    "odd number format": (".xlsx", _odd_format, "[sheet S, B2]"),
    "large cell of XLSX": (
        ".xlsx",
        lambda: with_member(
            XLSX,
            "xl/sharedStrings.xml",
            b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            + b"<si><t>"
            + b"x" * 10_000_000
            + b"</t></si></sst>",
            zipfile.ZIP_STORED,
        ),
        "",
    ),
}


def _refused(file: Path, words: str) -> None:
    """The command names the file, says what is right, and leaves no draft."""
    before = set(file.parent.iterdir())
    result = CliRunner().invoke(app, ["extract", str(file), "--out", str(file.parent / "draft")])
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit), result.exception
    told = " ".join(result.output.split())
    assert file.name in told
    assert words in told
    assert "expected" in told
    assert "Nothing was written" in told
    assert set(file.parent.iterdir()) == before


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_content_ends_in_words(tmp_path: Path, name: str) -> None:
    suffix, content, words = HOSTILE[name]
    file = tmp_path / f"file{suffix}"
    file.write_bytes(content())
    _refused(file, words)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.csv")
    _refused(tmp_path / "a.csv", "a regular file")


def test_a_device_is_not_read() -> None:
    result = CliRunner().invoke(app, ["extract", "/dev/zero"])
    assert result.exit_code == 1
    assert "/dev/zero: expected a regular file" in result.output


def test_a_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    _refused(tmp_path / "a.csv", "a regular file")


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.csv").symlink_to("/etc/passwd")
    _refused(tmp_path / "a.csv", "the file itself, not a link to it")


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    _refused(tmp_path / "a.csv", "No such file")


@pytest.mark.parametrize("does", ["bytearray(10**9)", "sum(range(3 * 10**8))", "os.abort()"])
def test_a_reader_ends_with_its_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, does: str
) -> None:
    """Whatever a library does: memory, time without end, a crash of the interpreter."""
    python = tmp_path / "python"
    python.write_text(
        f"""#!{sys.executable}
import os, sys, resource
sys.path.insert(0, {str(Path.cwd())!r})
from etl.receive import child, kinds
from etl.receive.model import Document
child._LIMITS = {{kind: 2 if kind == resource.RLIMIT_CPU else most
                 for kind, most in child._LIMITS.items()}}
kinds.Kind.read = lambda *_: ({does}, Document("CSV", ()))[1]
child.main(".csv", 0)
"""
    )
    python.chmod(0o755)
    monkeypatch.setattr("etl.receive.isolated.sys.executable", str(python))
    (tmp_path / "a.csv").write_text("a,b")
    _refused(tmp_path / "a.csv", "a file that is read within")


def test_where_no_process_can_be_started_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.receive.isolated.sys.executable", str(tmp_path / "none"))
    (tmp_path / "a.csv").write_text("a,b")
    _refused(tmp_path / "a.csv", "a process and a temporary file to read it with")
