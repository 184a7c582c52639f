"""A small application behind the same middleware as the dashboard's: one session, one error."""

from collections.abc import Mapping

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.websockets import WebSocket, WebSocketDisconnect
from streamlit.proto.BackMsg_pb2 import BackMsg

from dashboard.ui.frame import server

STREAM = "/_stcore/stream"
FAILS = "/fails"


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


def small_client() -> TestClient:
    """A client of it; the dashboard's own routes are there, too."""
    routes = [WebSocketRoute(STREAM, _tells), Route(FAILS, _fails), *server.ROUTES]
    return TestClient(Starlette(routes=routes, middleware=server.MIDDLEWARE))


def status_of(client: TestClient, headers: Mapping[str, str]) -> int:
    """What a session is answered with; 101 where it is opened."""
    try:
        with client.websocket_connect(STREAM, headers=headers):
            return 101
    except WebSocketDenialResponse as error:
        refused = error
    assert refused.headers["x-content-type-options"] == "nosniff"
    return refused.status_code
