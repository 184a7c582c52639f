"""Readers without a browser: sessions of the dashboard that open pages and choose on them."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from ssl import SSLContext
from typing import Any, TypeVar
from urllib.parse import urlsplit

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from dashboard.ui.frame.pages import Page
from etl.language.i18n import _
from tests.page_changes import PageChange

Result = TypeVar("Result")
_PATIENCE = 60
"""Seconds that a reader waits for a page; who waits longer has left."""


@dataclass(frozen=True)
class Answer:
    """All that the server said to one request."""

    milliseconds: float
    """From the request to the end of the run."""
    size: int
    """Bytes of the messages, uncompressed."""
    messages: Sequence[ForwardMsg]

    @property
    def failures(self) -> list[str]:
        """What went wrong on the page, in the words that readers see."""
        elements = [message.delta.new_element for message in self.messages]
        alerts = [element.alert for element in elements if element.HasField("alert")]
        said = [alert.body for alert in alerts if alert.format == Alert.ERROR]
        said += [item.exception.message for item in elements if item.HasField("exception")]
        ended = self.messages[-1].script_finished
        if ended != ForwardMsg.FINISHED_SUCCESSFULLY:
            said.append(ForwardMsg.ScriptFinishedStatus.Name(ended))
        return said

    def charts(self) -> dict[str, Any]:
        """The plotly figures that it draws, by the key that the page gave them."""
        elements = [message.delta.new_element for message in self.messages]
        charts = [item.plotly_chart for item in elements if item.HasField("plotly_chart")]
        # The last part of an id is the key, which may have hyphens of its own.
        return {chart.id.split("-", 2)[2]: json.loads(chart.spec) for chart in charts}


@dataclass
class Reader:
    """One session. A page is opened before anything is chosen on it."""

    _connection: ClientConnection
    _cached: set[str] = field(default_factory=set)
    """Messages that the server need not send again."""
    _page: Page | None = None
    _widgets: dict[str, Any] = field(default_factory=dict)
    """By label."""

    async def open(self, page: Page, query: str = "") -> Answer:
        """Go to a page, without any choice but those of the address."""
        self._page = page
        self._widgets = {}
        message = BackMsg()
        message.rerun_script.query_string = query
        return await self._run(message)

    async def choose(self, change: PageChange, turn: int) -> Answer:
        """Choose the other option of a page's selector where `turn` is odd, else the first."""
        widget = self._widgets[_(change.param.label)]
        option = change.options[turn % 2]
        message = BackMsg()
        state = message.rerun_script.widget_states.widgets.add(id=widget.id)
        chosen = widget.options[option]
        if isinstance(chosen, str):
            state.string_value = chosen
        else:
            state.string_array_value.data.append(chosen.content)
        return await self._run(message)

    async def _run(self, message: BackMsg) -> Answer:
        assert self._page is not None
        message.rerun_script.page_name = self._page.url_path
        # As a browser does: what it has, the server names instead of sending it again.
        message.rerun_script.cached_message_hashes.extend(self._cached)
        start = time.perf_counter()
        await self._connection.send(message.SerializeToString())
        received = await asyncio.wait_for(self._until_finished(), _PATIENCE)
        taken = (time.perf_counter() - start) * 1000
        messages = [ForwardMsg.FromString(content) for content in received]
        self._cached |= {item.hash for item in messages if item.metadata.cacheable}
        for item in messages:
            kind = item.delta.new_element.WhichOneof("type")
            if kind in ("selectbox", "button_group"):
                widget = getattr(item.delta.new_element, kind)
                self._widgets[widget.label] = widget
        return Answer(taken, sum(map(len, received)), messages)

    async def _until_finished(self) -> list[bytes]:
        received: list[bytes] = []
        async for content in self._connection:
            assert isinstance(content, bytes)
            received.append(content)
            # The end of a run is a short message: long ones are looked into afterwards.
            if len(content) < _SHORT and _is_end(content):
                return received
        raise ConnectionError("the server closed the session")


_SHORT = 200


def _is_end(content: bytes) -> bool:
    return ForwardMsg.FromString(content).WhichOneof("type") == "script_finished"


@asynccontextmanager
async def reader(
    address: str, headers: Mapping[str, str] | None = None, trusted: SSLContext | None = None
) -> AsyncIterator[Reader]:
    """A session with the server at an address; it ends with the block."""
    stream = urlsplit(address)._replace(scheme="wss" if trusted else "ws").geturl()
    async with connect(
        f"{stream}/_stcore/stream",
        additional_headers=headers,
        ssl=trusted,
        subprotocols=["streamlit"],
        max_size=None,
        open_timeout=_PATIENCE,
    ) as connection:
        yield Reader(connection)


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """What readers have found in the end; in a thread, for a browser keeps a loop of its own."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()
