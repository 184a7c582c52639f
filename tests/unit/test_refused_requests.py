"""Who is answered, and in which words others are not: names, origins, messages, room, errors."""

import logging
import resource
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit import config
from streamlit.proto.BackMsg_pb2 import BackMsg

from dashboard.ui.frame import limits, operators, server, socket_messages, widget_kinds
from dashboard.ui.frame.open_routes import is_streamlits
from dashboard.ui.frame.pages import MAP, METHODS
from dashboard.ui.frame.parameters import LEVEL
from dashboard.ui.sections import update

STREAM = "/_stcore/stream"
FIGURE, CHOICE = "$$ID-0a-figure-map", f"$$ID-0a-{LEVEL.key}"


async def _tells(socket: WebSocket) -> None:
    """A session that says what it was sent."""
    await socket.accept()
    try:
        while True:
            message = BackMsg.FromString(await socket.receive_bytes())
            await socket.send_text(str(message.WhichOneof("type")))
    except WebSocketDisconnect:
        pass


def _fails(_request: Request) -> PlainTextResponse:
    raise RuntimeError("a secret of the server")


@pytest.fixture
def client() -> TestClient:
    routes = [WebSocketRoute(STREAM, _tells), Route("/fails", _fails), *server.ROUTES]
    return TestClient(Starlette(routes=routes, middleware=server.MIDDLEWARE))


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Any], None]:
    """Say an option of Streamlit's otherwise."""
    said: dict[str, Any] = {}
    real = config.get_option
    monkeypatch.setattr(
        config, "get_option", lambda name: said[name] if name in said else real(name)
    )
    return said.__setitem__


def status_of(client: TestClient, headers: Mapping[str, str]) -> int:
    """101 where a session is opened."""
    try:
        with client.websocket_connect(STREAM, headers=headers):
            return 101
    except WebSocketDenialResponse as error:
        refused = error
    assert refused.headers["x-content-type-options"] == "nosniff"
    return refused.status_code


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


def rerun(widget: str, **values: Any) -> bytes:
    message = BackMsg()
    message.rerun_script.widget_states.widgets.add(id=widget, **values)
    return message.SerializeToString()


def of_kind(kind: str) -> bytes:
    message = BackMsg()
    field = BackMsg.DESCRIPTOR.fields_by_name[kind]
    if field.message_type:
        getattr(message, kind).SetInParent()
    else:
        setattr(message, kind, True)
    return message.SerializeToString()


KINDS = [field.name for field in BackMsg.DESCRIPTOR.fields]
UNDERSTOOD = {"rerun_script", "stop_script", "app_heartbeat"}


def test_messages_without_a_use_are_passed_over(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert {"clear_cache", "backend_operation_request"} < set(KINDS) - UNDERSTOOD
    for setting, understood in (("", UNDERSTOOD), ("on", UNDERSTOOD | {"file_urls_request"})):
        monkeypatch.setenv(operators.SETTING, setting)
        with client.websocket_connect(STREAM) as session:
            for kind in KINDS:
                session.send_bytes(of_kind(kind))
            fragment = BackMsg()
            fragment.rerun_script.fragment_id = "none"
            session.send_bytes(fragment.SerializeToString())
            session.send_bytes(b"")
            session.send_bytes(of_kind("app_heartbeat"))
            told = [session.receive_text() for _message in (*understood, "the last")]
        assert told == [kind for kind in KINDS if kind in understood] + ["app_heartbeat"]


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ("text", 1003),
        (b"\xff" * 40, 1002),
        (b"\x00" * (socket_messages.LARGEST + 1), 1009),
        (rerun(FIGURE, json_value="{"), 1002),
        (rerun(FIGURE, json_value="[" * 5000), 1002),
        (rerun(FIGURE, json_value="[]"), 1002),
        (rerun(FIGURE, json_trigger_value="{"), 1002),
        (rerun("$$ID-0a-scatter", string_value="0"), 1002),
        (rerun("$$ID-0a-scatter", string_value='{"selection": 3}'), None),
        (rerun(FIGURE, json_value='{"unit": "p63-01"}'), None),
        (rerun(FIGURE, json_trigger_value='[{"event": "unit"}]'), None),
        (rerun(CHOICE, string_value="{"), None),
        # Of a kind that its widget does not have.
        (rerun(CHOICE, int_value=3), 1002),
        (rerun("$$ID-0a-choice_none", int_value=3), None),
    ],
)
def test_what_is_no_message_of_a_page_ends_the_session(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, sent: str | bytes, code: int | None
) -> None:
    monkeypatch.setitem(widget_kinds._kinds, CHOICE, "string_value")
    with client.websocket_connect(STREAM) as session:
        if isinstance(sent, str):
            session.send_text(sent)
        else:
            session.send_bytes(sent)
        message = session.receive()
        assert message.get("code") == code
        assert (message.get("text") == "rerun_script") is (code is None)


def test_an_error_is_told_in_words_with_headers_and_logged_once(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = client.get("/fails")
    assert answer.status_code == 500
    assert answer.text.startswith("Máy chủ gặp lỗi khi trả lời.")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert client.get("/fails?lang=en").text.startswith("The server met an error")
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


class _Room(limits.Room):
    """Room that has as many descriptors left as a test says."""

    left = 10_000

    def descriptors_left(self) -> int:
        self._left = self.left
        return self.left


def test_beyond_the_most_readers_the_next_is_told_to_come_back(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "ROOM", room := _Room())
    monkeypatch.setattr(server, "ROOM", room)
    monkeypatch.setenv(limits.SETTING, "2")
    page = f"/{MAP.url_path}"
    with client.websocket_connect(STREAM):
        assert client.get(page).status_code == 200
        with client.websocket_connect(STREAM):
            answer = client.get(page)
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "15")
            assert "Trang này tự mở lại sau 15 giây" in answer.text
            assert "in 15 seconds" in client.get(f"{page}?lang=en").text
            assert client.get("/readyz").json()["status"] == "full"
            assert client.get("/healthz").status_code == 200
            # Who has a page already gets what belongs to it.
            assert client.get("/assets/style.css").status_code == 200
            assert status_of(client, {}) == 101
    assert room.readers == 0
    assert client.get(page).status_code == 200


def test_the_last_descriptors_are_for_answers(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "ROOM", room := _Room())
    for room.left, page, session, asset in (
        (200, 200, 101, 200),
        (120, 503, 101, 200),
        (60, 503, 503, 200),
        (20, 503, 503, 503),
    ):
        room.descriptors_left()
        assert client.get(f"/{METHODS.url_path}").status_code == page
        assert status_of(client, {}) == session
        assert client.get("/assets/style.css").status_code == asset
        assert client.get("/healthz").status_code == 200


def test_descriptors_are_counted_until_none_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    room = limits.Room()
    monkeypatch.setattr(resource, "getrlimit", lambda _kind: (1024, 1024))
    before = room.descriptors_left()
    with open(__file__), open(__file__):  # noqa: PTH123
        assert room.descriptors_left() == before - 2
    monkeypatch.setattr(limits, "_DESCRIPTORS", limits.Path("/none/of/them"))
    assert room.descriptors_left() == 0
    assert room.is_full
    assert room.is_exhausted()


@pytest.mark.parametrize(
    ("given", "asked_for"),
    [
        ((1024, 524_288), (65_536, 524_288)),
        ((1024, 4096), (4096, 4096)),
        ((256, resource.RLIM_INFINITY), (65_536, resource.RLIM_INFINITY)),
        ((1024, 1024), None),
        ((100_000, 524_288), None),
    ],
)
def test_the_server_takes_the_descriptors_it_may_have(
    monkeypatch: pytest.MonkeyPatch, given: tuple[int, int], asked_for: tuple[int, int] | None
) -> None:
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _kind: given)
    monkeypatch.setattr(resource, "setrlimit", lambda _kind, limit: asked.append(limit))
    limits.raise_descriptors()
    assert asked == ([] if asked_for is None else [asked_for])


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
