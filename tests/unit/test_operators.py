"""Who may change what readers are served, and to whom the page for it is there at all."""

from collections.abc import Mapping
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.ui.frame import operators, server
from dashboard.ui.frame.operators import is_local, operator, shown_pages, updates_are_on
from dashboard.ui.frame.pages import MAP, PAGES, UPDATE

HERE = {"Host": "localhost:8501"}


@pytest.mark.parametrize(
    ("address", "headers", "expected"),
    [
        (None, HERE, True),
        ("127.0.0.1", {"Host": "127.0.0.1:8501"}, True),
        ("::1", {"host": "[::1]:8501"}, True),
        ("127.8.9.1", HERE, True),
        # From elsewhere in the network.
        ("192.168.1.7", HERE, False),
        ("2001:db8::7", HERE, False),
        # By another name, which may lead here as well.
        (None, {"Host": "so-lieu.bo.gov.vn"}, False),
        (None, {"Host": "localhost.evil.example"}, False),
        (None, {}, False),
        # A proxy beside the server.
        (None, HERE | {"X-Forwarded-For": "203.0.113.9"}, False),
        (None, HERE | {"x-forwarded-host": "so-lieu.bo.gov.vn"}, False),
        (None, HERE | {"X-Real-IP": "203.0.113.9"}, False),
        (None, HERE | {"Forwarded": "for=203.0.113.9"}, False),
        (None, HERE | {"Via": "1.1 nginx"}, False),
    ],
)
def test_without_sign_in_only_this_machine_may(
    address: str | None, headers: Mapping[str, str], expected: bool
) -> None:
    assert is_local(address, headers) is expected


class Streamlit:
    """What the page knows of who asks."""

    def __init__(self, *, embedded: bool = False, user: Mapping[str, Any] | None = None) -> None:
        self.context = self
        self.is_embedded = embedded
        self.ip_address = None
        self.headers = self
        self.user = _User(user or {})

    def to_dict(self) -> Mapping[str, str]:
        return HERE


class _User(dict[str, Any]):
    @property
    def is_logged_in(self) -> bool:
        return bool(self.get("is_logged_in"))


SECRETS = {"auth": {"client_id": "x"}, "updates": {"allow": ["an@bo.gov.vn"]}}
AN = {"is_logged_in": True, "email": "an@bo.gov.vn"}


def asked(
    monkeypatch: pytest.MonkeyPatch, asks: Streamlit, secrets: Any = None, setting: str = "on"
) -> str | None:
    monkeypatch.setenv(operators.SETTING, setting)
    monkeypatch.setattr(operators, "st", asks)
    monkeypatch.setattr(operators, "secrets", lambda: secrets or {})
    return operator()


def test_it_is_off_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(operators.SETTING, raising=False)
    assert not updates_are_on()
    assert shown_pages() == PAGES
    for setting in ("", "0", "off", "no", "true"):
        assert asked(monkeypatch, Streamlit(), setting=setting) is None
    assert asked(monkeypatch, Streamlit()) == "localhost"
    assert shown_pages() == (*PAGES, UPDATE)


def test_nobody_may_in_a_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    assert asked(monkeypatch, Streamlit(embedded=True)) is None
    assert asked(monkeypatch, Streamlit(embedded=True, user=AN), SECRETS) is None


@pytest.mark.parametrize(
    ("user", "secrets", "expected"),
    [
        (AN, SECRETS, "an@bo.gov.vn"),
        (AN | {"email_verified": True}, SECRETS, "an@bo.gov.vn"),
        (AN | {"email_verified": False}, SECRETS, None),
        (AN | {"is_logged_in": False}, SECRETS, None),
        (AN | {"email": "binh@bo.gov.vn"}, SECRETS, None),
        (AN | {"email": ""}, SECRETS, None),
        ({}, SECRETS, None),
        # Whoever can sign in may nothing until somebody is listed.
        (AN, {"auth": {}}, None),
        (AN, {"auth": {}, "updates": {"allow": []}}, None),
    ],
)
def test_with_sign_in_only_those_listed_may(
    monkeypatch: pytest.MonkeyPatch, user: Any, secrets: Any, expected: str | None
) -> None:
    assert asked(monkeypatch, Streamlit(user=user), secrets) == expected


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=server.ROUTES, middleware=server.MIDDLEWARE))


def test_its_address_is_none_while_it_is_off(client: TestClient) -> None:
    assert client.get(f"/{UPDATE.url_path}").status_code == 404


def test_no_other_site_may_frame_it(client: TestClient) -> None:
    def policy(path: str) -> str:
        return client.get(f"/{path}?embed=true").headers["Content-Security-Policy"]

    assert "frame-ancestors *" in policy(MAP.url_path)
    assert "frame-ancestors 'self'" in policy(UPDATE.url_path)
