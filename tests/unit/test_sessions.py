"""What a session may send, and what a press on a figure may say."""

from types import SimpleNamespace
from typing import Any

import pytest
from starlette.testclient import TestClient
from streamlit.proto.BackMsg_pb2 import BackMsg

from dashboard.ui.controls import charts
from dashboard.ui.frame import component, operators, shell, socket_messages, widget_kinds
from dashboard.ui.frame.pages import MAP
from dashboard.ui.frame.parameters import LEVEL, UNIT
from tests.small_server import STREAM, small_client

FIGURE, CHOICE = "$$ID-0a-figure-map", f"$$ID-0a-{LEVEL.key}"


@pytest.fixture
def client() -> TestClient:
    return small_client()


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
        (rerun(FIGURE, json_value=""), 1002),
        (rerun(FIGURE, json_value="null"), None),
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


@pytest.mark.parametrize(
    ("state", "chosen"),
    [
        ({}, []),
        ({"selection": 3}, []),
        ({"selection": {"points": 3}}, []),
        ({"selection": {"points": []}}, []),
        ({"selection": {"points": [{}]}}, []),
        ({"selection": {"points": [{"customdata": 1}]}}, []),
        ({"selection": {"points": [{"customdata": [{}]}]}}, []),
        ({"selection": {"points": [{"customdata": ["p63-01"]}]}}, [(UNIT, "p63-01")]),
    ],
)
def test_a_click_that_is_none_chooses_nothing(
    monkeypatch: pytest.MonkeyPatch, state: Any, chosen: list[Any]
) -> None:
    said: list[Any] = []
    monkeypatch.setattr(charts.st, "session_state", {"chart": state})
    monkeypatch.setattr(charts.url_state, "set_choice", lambda *choice: said.append(choice))
    charts._choose_clicked("chart", UNIT)
    assert said == chosen


@pytest.mark.parametrize("unit", [None, 3, ["p63-01"], {"a": 1}])
def test_a_press_that_names_no_unit_chooses_nothing(
    monkeypatch: pytest.MonkeyPatch, unit: Any
) -> None:
    pressed = SimpleNamespace(unit="p63-01")
    monkeypatch.setattr(component.st, "session_state", {"figure-map": pressed})
    assert component.chosen_unit_of("figure-map") == "p63-01"
    pressed.unit = unit
    assert component.chosen_unit_of("figure-map") is None


def test_runs_do_not_share_what_navigation_notes_of_a_page(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Which of them may be run, in the page that it chose: another session chooses another."""
    made = SimpleNamespace(_can_be_called=False)
    monkeypatch.setattr(shell, "_streamlit_page", lambda _page, _language: made)
    chosen: Any = shell.streamlit_page(MAP)
    chosen._can_be_called = True
    other: Any = shell.streamlit_page(MAP)
    assert not other._can_be_called
