"""A real nginx with the configuration of `deploy/`, before processes that a test started."""

import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import urllib3
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from dashboard.store.paths import ROOT
from tests.serving import Server

CONFIGURATION = ROOT / "deploy" / "nginx"
_NGINX = shutil.which("nginx") or "/usr/sbin/nginx"


@dataclass(frozen=True)
class Front:
    """The dashboard as readers reach it: one address over several processes."""

    address: str
    processes: Sequence[Server]
    trusted: ssl.SSLContext
    """Knows the certificate."""
    certificate: Path

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> urllib3.BaseHTTPResponse:
        """The answer to one request."""
        with urllib3.PoolManager(ssl_context=self.trusted) as pool:
            return pool.request(
                "GET", self.address + path, headers=headers, redirect=False, retries=False
            )

    def process_of(self, headers: Mapping[str, str]) -> Server:
        """The process that answers those who send these headers: its log has the request's id."""
        request = self.get("/ban-do", headers).headers["X-Request-ID"]
        # The line is written when the answer is under way.
        for _attempt in range(100):
            for process in self.processes:
                if request in process.log.read_text("utf-8"):
                    return process
            time.sleep(0.02)
        raise AssertionError(f"no process has written of {request}")


@contextmanager
def nginx(processes: Sequence[Server], folder: Path) -> Iterator[Front]:
    """Run nginx as `deploy/` says, but with its ports and paths here, for the name `localhost`."""
    port, plain = _free_ports(2)
    certificate = _certificate(folder)
    configuration = _filled_in(
        folder, port, plain, [urlsplit(one.address).port for one in processes]
    )
    command = [_NGINX, "-e", f"{folder}/error.log", "-c", str(configuration)]
    # Workers of a root's nginx would be of a user who may not enter the folders of tests.
    user = "user root; " if os.geteuid() == 0 else ""
    command += ["-g", f"{user}pid {folder}/nginx.pid; daemon off;"]
    tested = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tested.returncode == 0, tested.stderr
    assert "warn" not in tested.stderr, tested.stderr
    process = subprocess.Popen(command)
    trusted = ssl.create_default_context(cafile=certificate)
    front = Front(f"https://localhost:{port}", processes, trusted, certificate)
    try:
        _wait_until_it_listens(port)
        yield front
    finally:
        process.terminate()
        process.wait(timeout=15)


def _filled_in(folder: Path, port: int, plain: int, ports: Sequence[int | None]) -> Path:
    """The files of `deploy/nginx` in a folder, with what an operator fills in, and nothing else."""
    (folder / "cache").mkdir()
    processes = folder / "processes.conf"
    processes.write_text(
        _replaced(
            (CONFIGURATION / "dashboard-processes.conf").read_text("utf-8"),
            {
                f"127.0.0.1:{usual}": (f"127.0.0.1:{actual}", 1)
                for usual, actual in zip((8501, 8502), ports, strict=True)
            },
        ),
        encoding="utf-8",
    )
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    text = _replaced(
        (CONFIGURATION / "nginx.conf").read_text("utf-8"),
        {
            "so-lieu.example.vn": ("localhost", 2),
            "listen 443 ssl": (f"listen 127.0.0.1:{port} ssl", 2),
            "listen 80 default_server": (f"listen 127.0.0.1:{plain} default_server", 1),
            "/etc/nginx/dashboard-processes.conf": (str(processes), 1),
            "/etc/ssl/dashboard/": (f"{folder}/", 2),
            "/var/cache/nginx-dashboard": (f"{folder}/cache/files", 1),
            "/var/log/nginx/": (f"{folder}/", 2),
            "http {\n": (f"http {{\n{temporary}", 1),
        },
    )
    found = folder / "nginx.conf"
    found.write_text(text, encoding="utf-8")
    return found


def _replaced(text: str, replacements: Mapping[str, tuple[str, int]]) -> str:
    for old, (new, times) in replacements.items():
        assert text.count(old) == times, f"{text.count(old)} × {old!r}, not {times}"
        text = text.replace(old, new)
    return text


def _certificate(folder: Path) -> Path:
    """A certificate of our own for `localhost`, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "privkey.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    certificate = folder / "fullchain.pem"
    certificate.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    return certificate


def _free_ports(count: int) -> list[int]:
    holders = [socket.create_server(("127.0.0.1", 0)) for _number in range(count)]
    ports = [holder.getsockname()[1] for holder in holders]
    for holder in holders:
        holder.close()
    return ports


def _wait_until_it_listens(port: int) -> None:
    patience = urllib3.Retry(total=None, connect=100, backoff_factor=0.1, backoff_max=0.1)
    # Without TLS nginx answers 400, which is an answer.
    urllib3.request("GET", f"http://127.0.0.1:{port}/", retries=patience, timeout=10)
