"""Who may read where a deployment is not for everybody."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient, WebSocketDenialResponse
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from dashboard.store.builds import one_build
from dashboard.ui.frame import server, shell, sign_in
from dashboard.ui.frame.pages import METHODS
from dashboard.ui.frame.sign_in import may_read, wrong_setting

AN = {"is_logged_in": True, "email": "An@bo.gov.vn", "email_verified": True}


@pytest.mark.parametrize(
    ("user", "allowed", "expected"),
    [
        (AN, None, True),
        (AN, ["an@bo.gov.vn"], True),
        (AN, ["binh@bo.gov.vn", "@bo.gov.vn"], True),
        (AN, [], False),
        (AN, ["@tinh.gov.vn", "binh@bo.gov.vn"], False),
        # A domain is all of a domain: neither its end nor a part of it.
        (AN | {"email": "x@evil-bo.gov.vn"}, ["@bo.gov.vn"], False),
        (AN | {"email": "x@bo.gov.vn.evil.example"}, ["@bo.gov.vn"], False),
        (AN | {"email": "x@bo.gov.vn@evil.example"}, ["@bo.gov.vn"], False),
        (AN | {"email": "x@evil.example@bo.gov.vn"}, ["@bo.gov.vn"], False),
        (AN | {"email_verified": False}, ["an@bo.gov.vn"], False),
        (AN | {"email": None}, ["@bo.gov.vn"], False),
        ({"email": "an@bo.gov.vn"}, None, False),
        ({"email": "an@bo.gov.vn", "is_logged_in": "yes"}, None, False),
        ({}, None, False),
    ],
)
def test_who_may_read(user: Mapping[str, Any], allowed: list[str] | None, expected: bool) -> None:
    assert may_read(user, allowed) is expected


@pytest.mark.parametrize(
    ("setting", "configured", "starts"),
    [
        ("", False, True),
        ("", True, True),
        ("all", True, True),
        # Nobody could sign in, and nobody would be asked to.
        ("all", False, False),
        ("al", True, False),
        ("on", True, False),
    ],
)
def test_a_server_does_not_start_open_by_mistake(
    monkeypatch: pytest.MonkeyPatch, setting: str, configured: bool, starts: bool
) -> None:
    monkeypatch.setenv(sign_in.SETTING, setting)
    monkeypatch.setattr(sign_in, "sign_in_is_configured", lambda: configured)
    assert (wrong_setting() is None) is starts


HERE, SECRET = "http://testserver", "a secret of this test"


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """A browser at a deployment that asks everybody to sign in."""
    monkeypatch.setenv(sign_in.SETTING, "all")
    monkeypatch.setattr(sign_in, "get_cookie_secret", lambda: SECRET)
    monkeypatch.setattr(sign_in, "get_origin_from_redirect_uri", lambda: HERE)
    monkeypatch.setattr(sign_in, "encode_provider_token", lambda name: f"token-of-{name}")
    monkeypatch.setattr(sign_in, "secrets", lambda: {"readers": {"allow": ["@bo.gov.vn"]}})
    app = Starlette(routes=server.ROUTES, middleware=server.MIDDLEWARE)
    return TestClient(app, follow_redirects=False)


def signed_in(client: TestClient, secret: str = SECRET, origin: str = HERE, **user: Any) -> None:
    """Give the browser the cookie that Streamlit gives who has signed in."""
    said = json.dumps(AN | {"origin": origin} | user)
    value = create_signed_value(secret, "_streamlit_user", said).decode()
    client.cookies.set("_streamlit_user", value)


DATA = ("/search.json", "/views/index.json", "/_stcore/host-config", "/media/x", "/khong-co")


def test_a_page_leads_to_the_provider_and_back(client: TestClient) -> None:
    answer = client.get("/ban-do?chi-so=is_systems&lang=en")
    assert answer.status_code == 302
    assert answer.headers["location"] == "/auth/login?provider=token-of-default"
    assert client.cookies["dashboard_back"] == "%2Fban-do%3Fchi-so%3Dis_systems%26lang%3Den"


@pytest.mark.parametrize("path", DATA)
def test_nothing_else_is_told(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.text) == (401, "Cần đăng nhập để xem.")


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/assets/style.css"])
def test_what_tells_nothing_stays_open(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 200


def test_no_session_begins(client: TestClient) -> None:
    with (
        pytest.raises(WebSocketDenialResponse) as refused,
        client.websocket_connect("/_stcore/stream"),
    ):
        pass
    assert refused.value.status_code == 401


def test_who_is_allowed_reads(client: TestClient) -> None:
    signed_in(client)
    assert client.get("/ban-do").status_code == 200
    assert client.get("/search.json").status_code == 200


@pytest.mark.parametrize(
    "cookie",
    [{"secret": "another secret"}, {"origin": "http://elsewhere"}, {"is_logged_in": False}],
    ids=["signed by somebody else", "of another site", "signed out"],
)
def test_a_cookie_that_is_not_ours_is_nothing(client: TestClient, cookie: dict[str, Any]) -> None:
    signed_in(client, **cookie)
    assert client.get("/ban-do").status_code == 302
    assert client.get("/search.json").status_code == 401


def test_who_is_not_allowed_is_told_and_can_sign_out(client: TestClient) -> None:
    signed_in(client, email="an@elsewhere.example")
    answer = client.get("/ban-do")
    assert answer.status_code == 403
    assert "Tài khoản đang dùng không có trong danh sách được phép." in answer.text
    assert 'href="/auth/logout"' in answer.text
    assert client.get("/search.json").status_code == 403
    english = client.get("/ban-do?lang=en").text
    assert "The account in use is not on the list of those allowed." in english


@pytest.mark.parametrize(("setting", "offered"), [("all", True), ("", False)])
def test_a_page_offers_to_sign_out_where_all_have_signed_in(
    monkeypatch: pytest.MonkeyPatch, setting: str, offered: bool
) -> None:
    monkeypatch.setenv(sign_in.SETTING, setting)
    drawn: list[str] = []
    monkeypatch.setattr(shell.st, "html", drawn.append)
    with one_build():
        shell._footer(METHODS)
    assert ('href="/auth/logout"' in drawn[0]) is offered
