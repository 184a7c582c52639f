"""The servers that tests and measurements start, each on a free port of this machine."""

import functools
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import urllib3

from dashboard.store.paths import ROOT


@dataclass(frozen=True)
class Server:
    """A server in a process of its own."""

    address: str
    pid: int
    log: Path
    """What it has written so far."""

    @property
    def memory(self) -> int:
        """Bytes in memory (RSS)."""
        return 1024 * int(self._status("VmRSS").split()[0])

    @property
    def threads(self) -> int:
        return int(self._status("Threads"))

    @property
    def open_files(self) -> int:
        """File descriptors, sockets included."""
        return sum(1 for _file in Path(f"/proc/{self.pid}/fd").iterdir())

    def _status(self, name: str) -> str:
        lines = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8").splitlines()
        return next(line.partition(":")[2] for line in lines if line.startswith(f"{name}:"))


def copy_of_product(folder: Path) -> Path:
    """A copy of the dashboard in a new folder, without any data."""
    for name in ("dashboard", "etl", "geo", "pages", ".streamlit"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("node_modules"))
    shutil.copy(ROOT / "app.py", folder)
    return folder


@contextmanager
def serve_app(root: Path, log: Path, *options: str, port: int = 0) -> Iterator[Server]:
    """Serve the dashboard in `root`, with options of Streamlit's."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    with serve(
        [*command, "--server.port", "{port}", *options], root, log, ready="/healthz", port=port
    ) as server:
        yield server


@contextmanager
def serve(
    command: Sequence[str], root: Path, log: Path, ready: str, *, port: int = 0
) -> Iterator[Server]:
    """Run a command with `{port}` filled in, once it answers at the path `ready`.

    On a free port, or on the given one, which a server has had that has ended.

    Raises RuntimeError with what it wrote where it does not start.
    """
    if not port:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    filled = [part.replace("{port}", str(port)) for part in command]
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(filled, cwd=root, stdout=output, stderr=subprocess.STDOUT)
    try:
        # Refused connections until it listens; then the answer.
        patience = urllib3.Retry(total=None, connect=300, backoff_factor=0.1, backoff_max=0.1)
        urllib3.request("GET", address + ready, retries=patience, timeout=30)
    except urllib3.exceptions.MaxRetryError as error:
        process.kill()
        raise RuntimeError(f"the server did not start:\n{log.read_text('utf-8')}") from error
    try:
        yield Server(address, process.pid, log)
    finally:
        process.terminate()
        process.wait(timeout=15)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing: the report is all there is to read."""


@contextmanager
def serve_files(folder: Path) -> Iterator[str]:
    """Serve the files of a folder; its address."""
    handler = functools.partial(_Quiet, directory=folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
