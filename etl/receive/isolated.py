"""Read a received file in a process of its own, whose time and memory are bounded.

Whatever a library does with a hostile file, it does it there: it can take no more than its limits,
write nothing, and what it leaves behind ends with it.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from etl.problems import BuildError, Problem
from etl.receive.limits import CHILD_CPU_SECONDS, CHILD_MEMORY, CHILD_SECONDS
from etl.receive.model import Document, document_of
from etl.receive.opening import ReceivedFile

_TOO_MUCH = (
    f"a file that is read within {CHILD_CPU_SECONDS} seconds and {CHILD_MEMORY // 1_000_000} MB; "
    "give it in parts, or saved anew by an office program"
)


def read_document(received: ReceivedFile) -> Document:
    """What the file holds; raises BuildError where it is refused or asks too much."""
    root = Path(__file__).resolve().parents[2]
    # One thread: what is counted is the memory that threads reserve, too.
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(root)}
    command = [sys.executable, "-m", "etl.receive.child", received.path.suffix.lower()]
    with TemporaryFile() as answer:
        try:
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
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            raise BuildError([Problem(str(received.path), _TOO_MUCH)]) from error
        content = _content_of(answer)
    if refused := content.get("refused"):
        raise BuildError([Problem(str(received.path), **refused)])
    return document_of(content)


def _content_of(answer: IO[bytes]) -> Any:
    answer.seek(0)
    return json.load(answer)
