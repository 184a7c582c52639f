"""The project's own files, read so that none of them can hang, fill the memory or lead elsewhere.

A named pipe waits for ever, a device never ends, and a link may show what is no part of the
project: only regular files are opened, of a declared size, and they hold UTF-8 and no control
characters. What is refused is said in words; callers know which file it was.
"""

import codecs
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


class UnreadableError(Exception):
    """A file cannot be read; `expected` says what could, `line` where it is known."""

    def __init__(self, expected: str, line: int | None = None) -> None:
        self.expected = expected
        self.line = line
        super().__init__(expected)


@dataclass(frozen=True)
class Most:
    """How much a file may hold."""

    megabytes: int
    lines: int
    letters: int = 100_000
    """Of a line."""


_MB = 1_000_000
_LARGEST = 16
"""Megabytes of any file among the inputs."""

_REGULAR = "a regular file, not {}"

_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}

# All but tab and line ends.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def read_text(path: Path, most: Most) -> str:
    """The text of a regular UTF-8 file, its line ends as they are.

    Raises UnreadableError if it is none, or holds more than it may.
    """
    content = _read_bytes(path, most.megabytes)
    if content.count(b"\n") > most.lines:
        raise UnreadableError(f"a file of at most {most.lines} lines")
    text = _decoded(content)
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        name = f"U+{ord(found.group()):04X}"
        raise UnreadableError(f"no control character such as {name}: take it out", line)
    for number, line_text in enumerate(text.split("\n"), start=1):
        if len(line_text) > most.letters:
            raise UnreadableError(f"lines of at most {most.letters} characters", number)
    return text


def _read_bytes(path: Path, megabytes: int) -> bytes:
    most = megabytes * _MB
    try:
        # Before it is opened, since to open a device may set it going; and again as it is open.
        _check(path.stat(), megabytes)
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
            _check(os.fstat(file.fileno()), megabytes)
            content = file.read(most + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableError(f"a readable UTF-8 file ({reason})") from error
    if len(content) > most:
        raise UnreadableError(f"a file of at most {megabytes} MB")
    return content


def _check(found: os.stat_result, megabytes: int) -> None:
    if not stat.S_ISREG(found.st_mode):
        kind = _KINDS.get(stat.S_IFMT(found.st_mode), "something else")
        raise UnreadableError(_REGULAR.format(kind))
    if expected := _too_large(found, megabytes):
        raise UnreadableError(expected)


def _too_large(found: os.stat_result, megabytes: int) -> str | None:
    most = f"a file of at most {megabytes} MB"
    return most if found.st_size > megabytes * _MB else None


def _decoded(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableError("text in UTF-8, not in UTF-16: save the file as UTF-8", 1)
    if content.startswith(codecs.BOM_UTF8):
        expected = "UTF-8 without the byte order mark (U+FEFF) before the first character"
        raise UnreadableError(expected, 1)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        expected = f"a readable UTF-8 file ({error.reason}): save it as UTF-8"
        raise UnreadableError(expected, line) from error


def strange_entries(root: Path, folder: str) -> Iterator[tuple[str, UnreadableError]]:
    """What lies in a folder of the project and is no file or folder of it, by its name there.

    No link is followed here; one that stays within the project is no stranger.
    """
    start = root / folder
    home = Path(os.path.realpath(root))
    unread: list[OSError] = []
    entries = (
        os.path.join(place, name)  # noqa: PTH118 - hundreds of paths cost more than to look at them
        for place, folders, files in os.walk(start, onerror=unread.append)
        for name in (*folders, *files)
    )
    if start.is_symlink() and (expected := _strange(str(start), home)):
        yield folder, UnreadableError(expected)
        return
    for path in entries:
        if expected := _strange(path, home):
            yield _shown(Path(path).relative_to(root)), UnreadableError(expected)
    for error in unread:
        if not isinstance(error, FileNotFoundError):
            expected = f"a folder that can be read ({error.strerror})"
            yield _shown(Path(error.filename).relative_to(root)), UnreadableError(expected)


def _strange(path: str, home: Path) -> str | None:
    """What was expected in the place of an entry; None where nothing is wrong with it."""
    if not os.path.basename(path).isprintable():  # noqa: PTH119
        return "a name of letters that can be printed"
    found = os.lstat(path)
    mode = found.st_mode
    if stat.S_ISLNK(mode):
        # `Path.resolve` would fail on links that lead in a circle.
        inside = Path(os.path.realpath(path)).is_relative_to(home)
        return None if inside else "a file of the project, not a link that leads out of it"
    if stat.S_ISREG(mode):
        return _too_large(found, _LARGEST)
    if stat.S_ISDIR(mode):
        return None
    return _REGULAR.format(_KINDS.get(stat.S_IFMT(mode), "something else"))


def _shown(name: Path) -> str:
    text = name.as_posix()
    return text if text.isprintable() else ascii(text)[1:-1]
