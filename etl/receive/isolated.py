"""Read a received file in a process of its own, whose time and memory are bounded.

Whatever a library does with a hostile file, it does it there: it can take no more than its limits,
write nothing, and what it leaves behind ends with it.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryFile

from etl.problems import BuildError, Problem
from etl.receive.limits import CHILD_CPU_SECONDS, CHILD_MEMORY, CHILD_SECONDS
from etl.receive.model import Block, Document, Refused, document_of
from etl.receive.opening import ReceivedFile
from etl.receive.pages import joined_pages
from etl.receive.sizes import Sizes

_TOO_MUCH = (
    f"a file that is read within {CHILD_CPU_SECONDS} seconds and {CHILD_MEMORY // 1_000_000} MB; "
    "give it in parts, or saved anew by an office program"
)


def read_document(
    received: ReceivedFile, report: Callable[[str], None] = lambda _: None
) -> Document:
    """What the file holds; raises BuildError where it is refused or asks too much."""
    first = _read_part(received, 0)
    if first.parts == 1:
        return Document(first.form, tuple(joined_pages(first.blocks)))
    sizes, blocks = Sizes(), list[Block]()
    for part in range(first.parts):
        report(f"part {part + 1} of {first.parts}")
        read = first if part == 0 else _read_part(received, part)
        try:
            sizes.add(read)
        except Refused as error:
            raise BuildError([error.of(str(received.path))]) from error
        blocks += read.blocks
    return Document(first.form, tuple(joined_pages(blocks)))


def _read_part(received: ReceivedFile, part: int) -> Document:
    root = Path(__file__).resolve().parents[2]
    # One thread: what is counted is the memory that threads reserve, too.
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(root)}
    command = [sys.executable, "-m", "etl.receive.child", received.path.suffix.lower(), str(part)]
    try:
        received.handle.seek(0)
        with TemporaryFile() as answer:
            subprocess.run(
                command,
                stdin=received.handle,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                env=environment,
                cwd=root,
                timeout=CHILD_SECONDS,
                check=True,
            )
            answer.seek(0)
            content = json.load(answer)
    except (subprocess.SubprocessError, ValueError) as error:
        raise BuildError([Problem(str(received.path), _TOO_MUCH)]) from error
    except OSError as error:
        expected = f"a process and a temporary file to read it with ({error})"
        raise BuildError([Problem(str(received.path), expected)]) from error
    if refused := content.get("refused"):
        raise BuildError([Refused(**refused).of(str(received.path))])
    return document_of(content)
