"""Files that hang a reader, never end or lead elsewhere are named, and nothing is read of them."""

import os
import re
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.checked import Project
from etl.regular_files import Most, UnreadableError, read_text, strange_entries
from tests.hostile import Hostile, holds, refused, replaced, told

RAW = "data/raw/bc-btttt-2024-07"
TABLES = "data/catalogue/tables"
FEW = Most(megabytes=1, lines=10)


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        # The address of a socket has room for 108 letters.
        os.chdir(path.parent)
        try:
            listener.bind(path.name)
        finally:
            os.chdir(here)


def a_link_to(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


STRANGERS = {
    "named pipe": (replaced(a_pipe), "a regular file, not a named pipe"),
    "socket": (replaced(a_socket), "a regular file, not a socket"),
    "link to a device": (replaced(a_link_to("/dev/zero")), "not a link that leads out of it"),
    "link to a file elsewhere": (
        replaced(a_link_to("/etc/passwd")),
        "not a link that leads out of it",
    ),
    "link out of the project": (
        replaced(a_link_to("../../../../out.yml")),
        "not a link that leads out of it",
    ),
}
PLACES = [
    f"{TABLES}/vii.yml",
    f"{TABLES}/other.yml",
    "data/catalogue/units.csv",
    "data/catalogue/claims.yml",
    "data/catalogue/en.po",
    f"{RAW}/vii.tsv",
    f"{RAW}/other",
    "data/raw/other/other.tsv",
]


@pytest.mark.parametrize("file", PLACES)
@pytest.mark.parametrize(("edit", "words"), STRANGERS.values(), ids=STRANGERS)
def test_what_is_no_file_of_the_project_is_named(
    edit: Callable[[Path], object], words: str, file: str, project: Project
) -> None:
    refused(project, Hostile(file, edit, (words,)))


@pytest.mark.parametrize("folder", ["data/raw", "data/catalogue", f"{TABLES}", RAW])
def test_a_folder_elsewhere_is_named(folder: str, project: Project, tmp_path: Path) -> None:
    elsewhere = tmp_path.with_name(f"{tmp_path.name}-elsewhere")
    (project.root / folder).rename(elsewhere)
    (project.root / folder).symlink_to(elsewhere, target_is_directory=True)
    assert told(project) == [
        f"{folder}: expected a file of the project, not a link that leads out of it"
    ]


def test_a_link_within_the_project_is_read(project: Project) -> None:
    path = project.root / TABLES / "vii.yml"
    kept = project.root / "data" / "vii.yml"
    path.rename(kept)
    path.symlink_to("../../vii.yml")
    (project.root / "data" / "raw" / "again").symlink_to(".", target_is_directory=True)
    assert list(strange_entries(project.root, "data/raw")) == []
    assert list(strange_entries(project.root, "data/catalogue")) == []
    assert "table_id" in read_text(path, Most(1, 1000))


def test_links_in_a_circle_are_named(project: Project) -> None:
    path = project.root / TABLES / "vii.yml"
    path.unlink()
    path.symlink_to("vii.yml")
    assert told(project)[0].startswith(f"{TABLES}/vii.yml: expected a readable UTF-8 file (Too ma")


def test_a_name_that_cannot_be_printed_is_told_in_letters_that_can(project: Project) -> None:
    name = os.fsdecode(b"b\xff\x1b[31m.tsv")
    (project.root / RAW / name).write_text("x", "utf-8")
    (line,) = told(project)
    assert line.endswith("b\\udcff\\x1b[31m.tsv: expected a name of letters that can be printed")


def test_a_file_that_this_user_may_not_read_is_named(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The permission is denied by hand: tests may run as the one user who is denied none."""
    opened = os.open

    def denied(path: str, *args: int, **named: int) -> int:
        if str(path).endswith("vii.tsv"):
            raise PermissionError(13, "Permission denied", path)
        return opened(path, *args, **named)

    monkeypatch.setattr(os, "open", denied)
    assert told(project) == [f"{RAW}/vii.tsv: expected a readable UTF-8 file (Permission denied)"]


def test_a_folder_that_this_user_may_not_read_is_named(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = os.scandir

    def denied(path: str) -> object:
        if str(path) == str(project.root / RAW):
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", denied)
    assert told(project) == [f"{RAW}: expected a folder that can be read (Permission denied)"]


CONTENTS = {
    "UTF-16": ("một\n".encode("utf-16"), "not in UTF-16: save the file as UTF-8", 1),
    "a byte order mark": ("\ufeffmột\n".encode(), "without the byte order mark", 1),
    "another encoding": ("một\nhai ".encode() + b"\xe9\n", "save it as UTF-8", 2),
    "a cut letter": ("một\nhai\nế".encode()[:-1], "unexpected end of data", 3),
    "UTF-16 without a mark": ("a\nb\n".encode("utf-16-le"), "U+0000", 1),
    "NUL": (b"a\nb\x00c\n", "no control character such as U+0000: take it out", 2),
    "an escape sequence": (b"a\n\nb\x1b[31m\n", "U+001B", 3),
    "too long a line": (b"a\n" + b"7" * 100_001, "lines of at most 100000 characters", 2),
    "too many lines": (b"a\n" * 11, "a file of at most 10 lines", None),
    "too many bytes": (b"a" * 1_000_001, "a file of at most 1 MB", None),
}


@pytest.mark.parametrize(("content", "words", "line"), CONTENTS.values(), ids=CONTENTS)
def test_what_no_text_holds_is_named(
    content: bytes, words: str, line: int | None, tmp_path: Path
) -> None:
    path = tmp_path / "x.tsv"
    path.write_bytes(content)
    with pytest.raises(UnreadableError, match=re.escape(words)) as caught:
        read_text(path, FEW)
    assert caught.value.line == line


def test_a_file_that_grows_while_it_is_read_is_refused() -> None:
    """Files of the kernel say that they are empty, and hold what they like."""
    with pytest.raises(UnreadableError, match="at most 0 MB"):
        read_text(Path("/proc/self/maps"), Most(megabytes=0, lines=1))


def test_what_turns_into_a_pipe_before_it_is_opened_does_not_hang(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.tsv"
    path.write_text("x", "utf-8")
    before = path.stat()
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr(Path, "stat", lambda _path: before)
    with pytest.raises(UnreadableError, match="not a named pipe"):
        read_text(path, FEW)


def test_line_ends_of_other_systems_are_read(tmp_path: Path) -> None:
    path = tmp_path / "x.tsv"
    path.write_bytes(b"a\tb\r\nc\td\r\n")
    assert read_text(path, FEW) == "a\tb\r\nc\td\r\n"


@pytest.mark.parametrize(
    "file", ["data/catalogue/units.csv", f"{TABLES}/vii.yml", f"{RAW}/vii.tsv"]
)
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a\x00b", "no control character such as U+0000"),
        ("ế".encode("utf-16"), "not in UTF-16"),
        (b"\xff", "a readable UTF-8 file (invalid start byte): save it as UTF-8"),
        (b"x" * 17_000_000, "a file of at most"),
    ],
    ids=["NUL", "UTF-16", "another encoding", "17 MB"],
)
def test_every_kind_of_file_is_read_so(
    file: str, content: bytes, words: str, project: Project
) -> None:
    refused(project, Hostile(file, holds(content), (words,)))
