"""Open a received file so that nothing else than a file of bounded size is ever read."""

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from etl.problems import BuildError, Problem
from etl.receive.limits import MAX_BYTES


@dataclass(frozen=True)
class ReceivedFile:
    """A file as it was received; `handle` stays open on what was checked."""

    path: Path
    handle: BinaryIO
    sha256: str


@contextmanager
def opened(path: Path) -> Iterator[ReceivedFile]:
    """The file, open for reading and checked.

    Raises BuildError unless it is a regular file of 1 to MAX_BYTES bytes, reached by no link.
    """
    try:
        # A link in the place of the file may lead anywhere; a FIFO would wait for a writer.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except (OSError, ValueError) as error:
        raise _refused(path, _why_not(path, error)) from error
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode):
        os.close(descriptor)
        raise _refused(path, "a regular file: no folder, device or pipe")
    with os.fdopen(descriptor, "rb") as handle:
        if not 0 < found.st_size <= MAX_BYTES:
            expected = f"a file of 1 to {MAX_BYTES:,} bytes; a larger one is given in parts"
            raise _refused(path, expected, f"{found.st_size:,} bytes")
        digest = hashlib.file_digest(handle, "sha256").hexdigest()
        handle.seek(0)
        yield ReceivedFile(path, handle, digest)


def _why_not(path: Path, error: OSError | ValueError) -> str:
    if path.is_symlink():
        return "the file itself, not a link to it: copy it here"
    return f"a file that can be read ({getattr(error, 'strerror', None) or error})"


def _refused(path: Path, expected: str, found: str | None = None) -> BuildError:
    return BuildError([Problem(str(path), expected, found=found)])
