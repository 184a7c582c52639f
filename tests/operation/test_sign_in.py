"""A deployment that asks everybody to sign in, with a provider of OIDC that the test runs."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey
from websockets.exceptions import InvalidStatus

from dashboard.store.paths import WAREHOUSE
from dashboard.ui.frame.pages import METHODS
from tests.readers import reader, run
from tests.serving import copy_of_product, serve_app

CLIENT = "dashboard"
KEY = RSAKey.generate_key(2048, {"kid": "one"})
VIEW = "/ban-do?chi-so=is_systems&lang=en"


class Provider(BaseHTTPRequestHandler):
    """Signs everybody in as the one whom the test names."""

    email = ""
    nonce = ""

    def do_GET(self) -> None:
        path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        here = f"http://{self.headers['Host']}"
        if path == "/authorize":
            Provider.nonce = query["nonce"][0]
            back = urlencode({"code": "a-code", "state": query["state"][0]})
            self.send_response(302)
            self.send_header("Location", f"{query['redirect_uri'][0]}?{back}")
            self.end_headers()
        elif path == "/keys":
            self._say({"keys": [KEY.as_dict(private=False)]})
        else:
            self._say(
                {
                    "issuer": here,
                    "authorization_endpoint": f"{here}/authorize",
                    "token_endpoint": f"{here}/token",
                    "jwks_uri": f"{here}/keys",
                    "id_token_signing_alg_values_supported": ["RS256"],
                    "code_challenge_methods_supported": ["S256"],
                }
            )

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        now = int(time.time())
        claims = {
            "iss": f"http://{self.headers['Host']}",
            "aud": CLIENT,
            "sub": "1",
            "iat": now,
            "exp": now + 60,
            "nonce": Provider.nonce,
            "email": Provider.email,
            "email_verified": True,
        }
        token = jwt.encode({"alg": "RS256", "kid": "one"}, claims, KEY)
        self._say({"access_token": "x", "token_type": "Bearer", "id_token": token})

    def _say(self, told: dict[str, Any]) -> None:
        content = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def provider() -> Iterator[str]:
    """The address of the provider."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Provider) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_readers_sign_in_and_come_to_their_view(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_SIGN_IN", "all")
    root = copy_of_product(tmp_path / "product")
    (root / "data").mkdir()
    (root / "data" / "warehouse").symlink_to(WAREHOUSE.parent.resolve())
    with provider() as address:
        (root / ".streamlit" / "secrets.toml").write_text(
            '[auth]\nredirect_uri = "http://127.0.0.1:{port}/oauth2callback"\n'
            'cookie_secret = "a secret of thirty-two letters, or more"\n'
            f'client_id = "{CLIENT}"\nclient_secret = "x"\n'
            f'server_metadata_url = "{address}/.well-known/openid-configuration"\n'
            '[readers]\nallow = ["@bo.gov.vn"]\n',
            encoding="utf-8",
        )
        with serve_app(root, tmp_path / "log.txt") as server:
            with httpx.Client(base_url=server.address, follow_redirects=True) as stranger:
                assert stranger.get("/search.json").status_code == 401
                with pytest.raises(InvalidStatus, match="401"):
                    run(first_page(server.address, ""))
                Provider.email = "an@elsewhere.example"
                assert stranger.get(VIEW).status_code == 403
            Provider.email = "an@bo.gov.vn"
            with httpx.Client(base_url=server.address, follow_redirects=True) as browser:
                page = browser.get(VIEW)
                assert (page.status_code, page.url.raw_path.decode()) == (200, VIEW)
                assert browser.get("/search.json").status_code == 200
                cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
                assert run(first_page(server.address, cookies)) == []
        log = (tmp_path / "log.txt").read_text("utf-8")
    assert "an@" not in log
    assert "Traceback" not in log


async def first_page(address: str, cookies: str) -> list[str]:
    """What goes wrong with a session that sends these cookies."""
    async with reader(address, {"Cookie": cookies} if cookies else None) as session:
        return (await session.open(METHODS)).failures
