"""Bytes as they go over the line: a proxy in front of a server that counts them."""

import socket
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

_BLOCK = 2**16


class Wire(socketserver.ThreadingTCPServer):
    """Passes on whatever comes; heads and frames included, compressed as the two ends agreed."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, server: tuple[str, int]) -> None:
        super().__init__(("127.0.0.1", 0), _Connection)
        self.server = server
        self._sent = 0
        self._lock = threading.Lock()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def pass_on(self, sender: socket.socket, receiver: socket.socket, *, counts: bool) -> None:
        """Until one of the two hangs up."""
        try:
            while block := sender.recv(_BLOCK):
                if counts:
                    with self._lock:
                        self._sent += len(block)
                receiver.sendall(block)
        except OSError:
            pass
        finally:
            for end in (sender, receiver):
                _hang_up(end)

    def take(self) -> int:
        """Bytes from the server to its clients since this was last asked."""
        with self._lock:
            taken, self._sent = self._sent, 0
        return taken


class _Connection(socketserver.BaseRequestHandler):
    server: Wire

    def handle(self) -> None:
        """Both ways until one end hangs up."""
        with socket.create_connection(self.server.server) as upstream:
            upwards = threading.Thread(
                target=self.server.pass_on,
                args=(self.request, upstream),
                kwargs={"counts": False},
                daemon=True,
            )
            upwards.start()
            self.server.pass_on(upstream, self.request, counts=True)
            upwards.join()


def _hang_up(end: socket.socket) -> None:
    # The other end may have done so.
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)


@contextmanager
def counted(address: str) -> Iterator[Wire]:
    """A way to the server at an address that counts."""
    parts = urlsplit(address)
    assert parts.hostname is not None
    assert parts.port is not None
    with Wire((parts.hostname, parts.port)) as wire:
        threading.Thread(target=wire.serve_forever, daemon=True).start()
        yield wire
        wire.shutdown()
