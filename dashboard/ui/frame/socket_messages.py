"""What a session may send: the messages of Streamlit's client that the pages have a use for.

Streamlit logs a traceback for each frame that is no message, and obeys some that are for whoever
develops an app: one of them empties the caches of all readers.
"""

import json

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from dashboard.ui.frame.operators import updates_are_on
from dashboard.ui.frame.parameters import KEYS
from dashboard.ui.frame.widget_kinds import is_of_its_kind

_UNDERSTOOD = {"rerun_script", "stop_script", "app_heartbeat"}
_OF_UPLOADS = "file_urls_request"
LARGEST = 256 * 1024
"""Bytes of a message. A page's are below 10 KB, with what its figures have been told."""

_NO_BYTES, _NO_MESSAGE, _TOO_LARGE = 1003, 1002, 1009
"""Why a connection is closed (RFC 6455)."""


class SocketMessages:
    """Close sessions that send what is no message, and pass over messages without a use."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what the pages understand."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        is_closed = False

        async def receive_understood() -> Message:
            nonlocal is_closed
            while True:
                message = await receive()
                if message["type"] != "websocket.receive":
                    return message
                code, is_of_use = _read(message.get("bytes"))
                if code is not None:
                    is_closed = True
                    await send({"type": "websocket.close", "code": code})
                    return {"type": "websocket.disconnect", "code": code}
                if is_of_use:
                    return message

        async def send_while_open(message: Message) -> None:
            # What a run still has to say when its session has been closed is for nobody.
            if not is_closed:
                await send(message)

        await self._app(scope, receive_understood, send_while_open)


def _read(content: bytes | None) -> tuple[int | None, bool]:
    """Why the session is closed, if it is, and whether the message is of use."""
    if content is None:
        return _NO_BYTES, False
    if len(content) > LARGEST:
        return _TOO_LARGE, False
    message = BackMsg()
    try:
        message.ParseFromString(content)
    except DecodeError:
        return _NO_MESSAGE, False
    if not all(map(_can_be, message.rerun_script.widget_states.widgets)):
        return _NO_MESSAGE, False
    kind = message.WhichOneof("type")
    is_of_use = kind in _UNDERSTOOD or (kind == _OF_UPLOADS and updates_are_on())
    # No page has a fragment, and each message for one that there is not would be logged.
    return None, is_of_use and not message.rerun_script.fragment_id


def _can_be(widget: WidgetState) -> bool:
    """Whether a widget can have this state: that of a figure is JSON."""
    if not is_of_its_kind(widget):
        return False
    kind = widget.WhichOneof("value")
    if kind == "json_value":
        return _is_json(widget.json_value)
    if kind == "json_trigger_value":
        return _is_json(widget.json_trigger_value)
    if kind == "string_value" and not _is_text_field(widget.id):
        return _is_json(widget.string_value, dict)
    return True


def _is_text_field(widget_id: str) -> bool:
    """Of the choices, by their keys; the operators' page has fields beside them."""
    return f"-{KEYS}" in widget_id or updates_are_on()


def _is_json(text: str, kind: type = object) -> bool:
    try:
        return isinstance(json.loads(text), kind)
    except (ValueError, RecursionError):
        return False
