"""A client without a browser: how long the server itself takes to answer a change of the map."""

import time
from collections.abc import Iterator
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from dashboard.ui.frame.pages import MAP
from dashboard.ui.frame.parameters import INDICATOR


def answer_times(address: str, repetitions: int) -> list[float]:
    """Milliseconds from asking for the map of the other indicator to the end of the run.

    One after the other, in one session, between the first two indicators; no warm-up taken off.
    """
    stream = f"ws://{urlsplit(address).netloc}/_stcore/stream"
    with connect(stream, subprotocols=["streamlit"], max_size=None) as connection:
        opened = _run(connection, BackMsg())
        (selector,) = (
            element
            for message in opened
            if (element := message.delta.new_element.selectbox).label == INDICATOR.label
        )
        kept = _cacheable(opened)
        taken = []
        for number in range(repetitions):
            change = BackMsg()
            # As a browser does: what it has, the server names instead of sending it again.
            change.rerun_script.cached_message_hashes.extend(kept)
            state = change.rerun_script.widget_states.widgets.add(id=selector.id)
            state.string_value = selector.options[(number + 1) % 2]
            start = time.perf_counter()
            answer = _run(connection, change)
            taken.append((time.perf_counter() - start) * 1000)
            kept |= _cacheable(answer)
    return taken


def _cacheable(messages: list[ForwardMsg]) -> set[str]:
    return {message.hash for message in messages if message.metadata.cacheable}


def _run(connection: ClientConnection, message: BackMsg) -> list[ForwardMsg]:
    """Have the page's script run; everything the server says until it has."""
    message.rerun_script.page_name = MAP.url_path
    connection.send(message.SerializeToString())
    return list(_until_finished(connection))


def _until_finished(connection: ClientConnection) -> Iterator[ForwardMsg]:
    for received in connection:
        message = ForwardMsg.FromString(received)
        yield message
        if message.WhichOneof("type") == "script_finished":
            return
