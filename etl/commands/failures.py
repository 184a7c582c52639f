"""Whatever a command ends by, in words: what happened and where, and never a traceback."""

import errno
import sys
import traceback
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import duckdb
import typer
from rich.console import Console
from typer.core import TyperGroup

from etl.load.builds import NoBuildError
from etl.load.warehouse import LoadError
from etl.problems import BuildError

_errors = Console(stderr=True, soft_wrap=True)

INTERRUPTED = 130
"""The exit code of a command that the keyboard ended, as shells know it."""

_FULL = "the disk is full; free some space and run the command again"
_FORBIDDEN = "no permission; let this user read and write it, or run the command as another user"
_SYSTEM_WORDS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: "it lies on a disk that can only be read; make it writable or use another --root",
    errno.EMFILE: "too many files are open; raise the limit (ulimit -n) and run the command again",
}
_OUT_OF_MEMORY = "there is not enough memory; close other programs and run the command again"


class CommandsInWords(TyperGroup):
    """The commands of a Typer app: what one of them raises is told in words, with exit code 1.

    What nobody foresaw is told too, and its details lie in a file for whoever mends it.
    """

    def main(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().main(*args, **kwargs)
        except Exception as error:
            for line in failure(error):
                _errors.print(line, markup=False, highlight=False)
            sys.exit(1)

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as error:
            _errors.print("Interrupted: nothing half done stays; the command can be run again.")
            raise typer.Exit(INTERRUPTED) from error


def failure(error: BaseException) -> list[str]:
    """What happened, in lines for the analyst."""
    match error:
        case BuildError():
            return error.told()
        case LoadError(__cause__=OSError() | duckdb.OutOfMemoryException() as cause):
            return failure(cause)
        case LoadError() | NoBuildError():
            return [str(error)]
        case MemoryError() | duckdb.OutOfMemoryException():
            return [f"Stopped: {_OUT_OF_MEMORY}."]
        case OSError() if error.errno is not None:
            return [f"Stopped: {system_words(error)}."]
    place = traceback.extract_tb(error.__traceback__)[-1:]
    where = "".join(f" at {Path(frame.filename).name}:{frame.lineno}" for frame in place)
    said = str(error).splitlines()[:1]
    return [
        f"Stopped by a fault of the program ({': '.join((type(error).__name__, *said))}){where}.",
        f"Give these details to whoever maintains it: {_details(error)}",
    ]


def system_words(error: OSError) -> str:
    """`data/warehouse: the disk is full; …`: the file, what the system refused, what to do."""
    words = _SYSTEM_WORDS.get(error.errno or 0, error.strerror or str(error))
    files = [str(name) for name in (error.filename, error.filename2) if name is not None]
    return f"{' → '.join(files)}: {words}" if files else words


def _details(error: BaseException) -> str:
    """Where the traceback was written."""
    try:
        with NamedTemporaryFile(
            "w", encoding="utf-8", prefix="etl-failure-", suffix=".txt", delete=False
        ) as file:
            traceback.print_exception(error, file=file)
    except OSError as unwritten:
        return f"(they could not be written: {system_words(unwritten)})"
    return file.name
