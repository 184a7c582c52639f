"""Who is not answered, and in which words: by name, origin and address; errors; files."""

import logging
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient
from streamlit import config

from dashboard.ui.frame import operators
from dashboard.ui.frame.open_routes import is_streamlits
from dashboard.ui.frame.pages import MAP
from dashboard.ui.sections import update
from tests.small_server import FAILS, small_client, status_of


@pytest.fixture
def client() -> TestClient:
    return small_client()


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Any], None]:
    """Say an option of Streamlit's otherwise."""
    said: dict[str, Any] = {}
    real = config.get_option
    monkeypatch.setattr(
        config, "get_option", lambda name: said[name] if name in said else real(name)
    )
    return said.__setitem__


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (None, 101),
        ("http://testserver", 101),
        ("https://TESTSERVER", 101),
        ("https://cong.example", 101),
        ("https://a.example", 403),
        ("http://testserver.a.example", 403),
        ("http://testserver:81", 403),
        # What runs on the reader's own machine is no page of ours.
        ("http://localhost:3000", 403),
        ("http://127.0.0.1", 403),
        ("null", 403),
        ("", 403),
        ("http://[::1", 403),
    ],
)
def test_only_own_pages_open_a_session(
    client: TestClient, say: Callable[[str, Any], None], origin: str | None, status: int
) -> None:
    say("server.corsAllowedOrigins", ["https://cong.example"])
    assert status_of(client, {} if origin is None else {"origin": origin}) == status


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("so-lieu.bo.gov.vn", 200),
        ("so-lieu.bo.gov.vn:8443", 200),
        ("a.tinh.gov.vn", 200),
        ("a.example", 421),
        ("so-lieu.bo.gov.vn.a.example", 421),
        ("so-lieu.bo.gov.vn@a.example", 421),
        ("127.0.0.1", 421),
        ("[::1", 421),
    ],
)
def test_only_own_names_are_answered(
    client: TestClient, say: Callable[[str, Any], None], host: str, status: int
) -> None:
    say("server.allowedHosts", ["so-lieu.bo.gov.vn", "*.tinh.gov.vn"])
    answer = client.get("/texts.json", headers={"host": host})
    assert answer.status_code == status
    assert status_of(client, {"host": host}) == (101 if status == 200 else 421)
    if status == 421:
        assert answer.text == "Máy chủ này không phục vụ tên miền trong địa chỉ."
        english = client.get("/texts.json?lang=en", headers={"host": host}).text
        assert english == "This server does not answer under the name in the address."
    # Who watches over it asks by its number.
    assert client.get("/healthz", headers={"host": host}).status_code == 200


def test_without_a_list_any_name_is_answered(client: TestClient) -> None:
    assert client.get("/texts.json", headers={"host": "a.example"}).status_code == 200


def test_an_error_is_told_in_words_with_headers_and_logged_once(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = client.get(FAILS)
    assert answer.status_code == 500
    assert answer.text.startswith("Máy chủ gặp lỗi khi trả lời.")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert client.get(f"{FAILS}?lang=en").text.startswith("The server met an error")
    errors = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert [record.getMessage() for record in errors] == ["A request failed: '/fails'"] * 2
    assert "a secret of the server" in caplog.text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/assets/" + "a" * 300 + ".css", 404),
        ("/assets/fonts/" + "a" * 300 + ".woff2", 404),
        ("/static/js/" + "a" * 300 + ".js", 404),
        ("/static/js/%00.js", 400),
        ("/assets/%00.css", 400),
        ("/%c0%ae%c0%ae/", 400),
        ("/ban-do%0d%0aX:%20y", 400),
        ("/%zz", 404),
        ("/" + "a" * 2000, 414),
        (f"/{MAP.url_path}?tim=" + "a" * 8000, 414),
    ],
)
def test_addresses_that_nobody_writes_are_refused(
    client: TestClient, path: str, status: int
) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_files_are_taken_in_from_operators_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    class Context:
        session_id = "an-operators"

    path = "/_stcore/upload_file/an-operators/1"
    monkeypatch.setattr(operators, "_uploading", {})
    monkeypatch.setattr(operators, "get_script_run_ctx", Context)
    monkeypatch.setenv(operators.SETTING, "on")
    assert not is_streamlits(path)
    operators.open_uploads()
    assert is_streamlits(path)
    assert not is_streamlits("/_stcore/upload_file/a-readers/1")
    for number in range(100):
        Context.session_id = str(number)
        operators.open_uploads()
    assert not is_streamlits(path)
    assert is_streamlits("/_stcore/upload_file/99/1")
    monkeypatch.setenv(operators.SETTING, "")
    assert not is_streamlits("/_stcore/upload_file/99/1")


def test_the_sizes_are_those_that_pages_need() -> None:
    assert config.get_option("server.maxUploadSize") == update._LARGEST
    assert config.get_option("server.maxMessageSize") == 5
    assert config.get_option("server.maxWidgetStateSize") == 1
    assert list(config.get_option("client.allowedOrigins")) == []
