"""`data/` as one state: nobody reads it half written, and an import is there whole or not at all.

An import puts several files in place (raw tables, entries, spellings), and no system renames
several files in one step. So it writes ahead: the new files are written and synced beside the old
ones, in `data/.import/`; then a journal that names them is put there by one rename, and from that
moment the import has happened; then the files are renamed one by one, and the journal goes last.
Whoever reads `data/` looks first for what an import has left that was killed: with a journal the
rest of its renames is done, without one its files are dropped.

Locks are of the folder `data/catalogue`, so that none stays behind: those who read share it, and an
import that writes has it alone. The system ends the lock of a process that dies.
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from pydantic import BaseModel, ConfigDict, ValidationError

from etl.problems import BuildError, Problem

_STAGED = Path("data", ".import")
_JOURNAL = "journal.json"
_TRIAL = ".trial-"


class _Move(BaseModel):
    """A file to be put in place, or away."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    target: str
    """Below `data/`."""
    staged: str | None
    """Its name among the staged files; None: the target goes."""


class _Journal(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    moves: tuple[_Move, ...]


@contextmanager
def reading(root: Path, waits: Callable[[], None] = lambda: None) -> Iterator[None]:
    """While this lasts no import writes; one that was killed has been finished or dropped.

    Raises BuildError if it cannot be.
    """
    with _settled(root, fcntl.LOCK_SH, waits):
        yield


@contextmanager
def writing(root: Path, waits: Callable[[], None]) -> Iterator[None]:
    """While this lasts nobody else reads or writes; `waits` is called if somebody does now."""
    with _settled(root, fcntl.LOCK_EX, waits):
        yield


def replace_together(root: Path, contents: Mapping[str, bytes | None]) -> None:
    """Put files in place below `data/`, all or none; None takes a file away. In `writing` only.

    Raises OSError. Then nothing has happened, or what is left to do is done by whoever reads
    `data/` next.
    """
    staged = root / _STAGED
    staged.mkdir()
    moves = []
    for number, (target, content) in enumerate(contents.items()):
        moves.append(_Move(target=target, staged=None if content is None else str(number)))
        if content is not None:
            _write(staged / str(number), content)
    journal = staged / f"{_JOURNAL}.part"
    _write(journal, _Journal(moves=tuple(moves)).model_dump_json().encode())
    _sync(staged)
    _sync(staged.parent)
    journal.replace(staged / _JOURNAL)
    _sync(staged)
    _carry_out(root)


@contextmanager
def trial_folder(root: Path) -> Iterator[Path]:
    """A folder beside the data for a trial build. In `reading` or `writing` only.

    One whose process was killed is removed by whoever reads `data/` next.
    """
    folder = Path(mkdtemp(prefix=_TRIAL, dir=root / "data"))
    with _lock(folder, fcntl.LOCK_EX):
        try:
            yield folder
        finally:
            shutil.rmtree(folder)


@contextmanager
def _settled(root: Path, kind: int, waits: Callable[[], None]) -> Iterator[None]:
    """A lock on the data of a project, with nothing left over by anybody who died."""
    folder = root / "data" / "catalogue"
    if not folder.is_dir():
        # Whoever reads it says so.
        yield
        return
    while True:
        with _lock(folder, kind, waits):
            if not _left_over(root):
                yield
                return
        with _lock(folder, fcntl.LOCK_EX, waits):
            _settle(root)


def _left_over(root: Path) -> bool:
    return (root / _STAGED).is_dir() or any(_abandoned(root))


def _settle(root: Path) -> None:
    """Finish or drop the import that was killed, and remove its trial builds."""
    try:
        if (root / _STAGED / _JOURNAL).exists():
            _carry_out(root)
        elif (root / _STAGED).is_dir():
            shutil.rmtree(root / _STAGED)
        for folder in _abandoned(root):
            shutil.rmtree(folder)
    except OSError as error:
        expected = f"the rest of an import that was interrupted to be finished ({error})"
        raise BuildError([Problem(_STAGED.as_posix(), expected)]) from error


def _abandoned(root: Path) -> Iterator[Path]:
    """Folders of trial builds that no process has locked."""
    for folder in sorted((root / "data").glob(f"{_TRIAL}*")):
        try:
            with _lock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB):
                pass
        except BlockingIOError:
            continue
        yield folder


def _carry_out(root: Path) -> None:
    """Do what is left of the moves that the journal names, and remove it."""
    staged, data = root / _STAGED, root / "data"
    for move in _journal(staged).moves:
        target = data / move.target
        if move.staged is None:
            target.unlink(missing_ok=True)
        elif (staged / move.staged).exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            (staged / move.staged).replace(target)
        for folder in (target.parent, target.parent.parent):
            if folder.is_dir():
                _sync(folder)
    (staged / _JOURNAL).unlink()
    shutil.rmtree(staged)


def _journal(staged: Path) -> _Journal:
    try:
        return _Journal.model_validate_json((staged / _JOURNAL).read_bytes())
    except ValidationError as error:
        file = (_STAGED / _JOURNAL).as_posix()
        expected = (
            f"the journal of an import as it was written; look at the files beside it ({error})"
        )
        raise BuildError([Problem(file, expected)]) from error


@contextmanager
def _lock(folder: Path, kind: int, waits: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Raises BlockingIOError if `kind` says not to wait."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if kind & fcntl.LOCK_NB:
                raise
            waits()
            fcntl.flock(handle, kind)
        yield
    finally:
        os.close(handle)


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    """Make the names in a folder last."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
