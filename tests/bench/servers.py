"""The two servers a browser asks during the measurements."""

import functools
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import urllib3


@contextmanager
def serve_app(root: Path) -> Iterator[str]:
    """Serve the dashboard in `root` on a free port of this machine; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    options = ["--server.port", str(port), "--server.headless", "true"]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", *options],
        cwd=root,
        stdout=subprocess.DEVNULL,
    )
    try:
        # Refused connections until it listens; then the answer.
        patience = urllib3.Retry(total=None, connect=300, backoff_factor=0.1, backoff_max=0.1)
        urllib3.request("GET", f"{address}/healthz", retries=patience, timeout=30)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=15)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing: the report is all there is to read."""


@contextmanager
def serve_files(folder: Path) -> Iterator[str]:
    """Serve the files of a folder on a free port of this machine; its address."""
    handler = functools.partial(_Quiet, directory=folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
