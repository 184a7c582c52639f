"""Which kind of value each widget has, so that no session can give it another.

Streamlit believes the message: a number for a list of names ends the run in an error. The id of a
widget is made of all that it is drawn with, so it has one kind in every session.
"""

from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.scriptrunner import get_script_run_ctx

_KEPT = 20_000
_kinds: dict[str, str] = {}


def learn_kinds() -> None:
    """Keep the kinds of the widgets that this run has drawn."""
    context = get_script_run_ctx()
    if context is None:
        return
    # Streamlit tells nobody else.
    drawn = context.session_state._state._new_widget_state.widget_metadata
    for widget_id, metadata in list(drawn.items()):
        _kinds[widget_id] = metadata.value_type
    while len(_kinds) > _KEPT:
        _kinds.pop(next(iter(_kinds)), None)


def is_of_its_kind(state: WidgetState) -> bool:
    """Whether the widget has such a value; of one that this process has not drawn, nobody knows."""
    kind = state.WhichOneof("value")
    return kind is None or _kinds.get(state.id, kind) == kind
