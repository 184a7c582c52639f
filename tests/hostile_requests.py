"""Requests that no page makes: addresses and messages as somebody sends them who means harm.

Drawn with a fixed seed, so that a failure comes again.
"""

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import quote

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from dashboard.ui.frame.pages import PAGES
from dashboard.ui.frame.parameters import PARAMS

PATHS = (
    *(f"/{page.url_path}" for page in PAGES),
    *("/assets/", "/assets/fonts/", "/static/", "/static/js/", "/media/", "/component/"),
    *("/views/map.json", "/views/ranking.json", "/views/index.json", "/texts.json"),
    *("/search.json", "/maps/2024/", "/maps/2025/vn.svg", "/maps/stills/", "/files/"),
    *("/_stcore/", "/_stcore/health", "/_stcore/host-config", "/_stcore/metrics"),
    *("/_stcore/upload_file/a/", "/_stcore/bidi-components/", "/_stcore/stream"),
    *("/_stcore/agent/", "/_stcore/script-health-check", "/auth/login", "/healthz", "/readyz"),
)
ENDS = (
    *("", "/", "//", "/..", "/../../../etc/passwd", "/%2e%2e/%2e%2e/app.py", "/..%2f..%2fapp.py"),
    *("/%00", "%00.css", "/a%0d%0aSet-Cookie:%20a=b", "/%zz", "/%", "/%e1%bb", "/%c0%ae%c0%ae/"),
    *("/" + "a" * 300, "/" + "a" * 300 + ".css", "/" + "a/" * 600, "/" + "%41" * 2000, "x" * 9000),
    *("/\\\\host\\share", "/%5c%5chost%5cshare", "/C:/Windows/win.ini", "/.git/config", "/~root"),
    *("/<script>alert(1)</script>", "/%3Cscript%3E", "/'%20OR%201=1--", "/{{7*7}}", "/${x}"),
    *("/" + quote("đường dẫn"), "/%F0%9F%98%80", "/style.css/x", "/index.js", "/.", "/;a=b", "/*"),
)
VALUES = (
    *("", "%00", "%0d%0a", "a" * 300, "a" * 20_000, "-1", "0", "1e999", "NaN", "99999999999999999"),
    *(
        "'%3B%20DROP%20TABLE%20unit%3B--",
        "%22%20OR%20%22%22=%22",
        "%3Cscript%3Ealert(1)%3C/script%3E",
    ),
    *(
        "../../etc/passwd",
        "%252e%252e%252f",
        "{{7*7}}",
        "$x$",
        "%5Bk%5D(https://a.example)",
        ":red[w]",
    ),
    *("p63-01", "p34-79", "bo-cong-an", "dvctt_full_rate", "2024", "2025", "province", "ministry"),
    *("vi", "en", "xx", "true", "%F0%9F%98%80", "%C3%28", "%ff%fe", "p63-01,p63-01,,p63-79,x", ","),
    *("2024-13-45", "9999-12-31", "0000-00-00", "2024-07-31.as_of", "chinh-thuc", "%E2%80%AE"),
)
JSON = (
    *(
        "",
        "0",
        "null",
        "[]",
        "{",
        "[" * 2000,
        '{"a":' * 2000,
        '"x"',
        "{}",
        '{"value": {"unit": "x"}}',
    ),
    *('{"unit": ["x"]}', '{"unit": 3}', '{"unit": null}', '{"unit": {"a": 1}}', '{"selection": 3}'),
    *('{"selection": {}}', '{"selection": {"points": 3}}', '{"selection": {"points": [3]}}'),
    *('{"selection": {"points": [{}]}}', '{"selection": {"points": [{"customdata": 1}]}}'),
    *('{"selection": {"points": [{"customdata": [{}]}]}}', '{"event": "unit", "value": [1]}'),
    *('{"event": "unit", "value": "x"}', '[{"event": "unit", "value": {"a": 1}}]'),
)
NAMES = (*(param.url for param in PARAMS), "embed", "embed_options", "v", "build", "a[]", "", "%00")
KINDS = {
    "selectbox": "string_value",
    "text_input": "string_value",
    "button_group": "string_array_value",
    "multiselect": "string_array_value",
    "checkbox": "bool_value",
    "bidi_component": "json_value",
}
"""The kind of value that an element of a page has."""
METHODS = (*("GET",) * 12, "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "BREW")


class Widget(NamedTuple):
    """A widget that a page draws."""

    page: str
    id: str
    element: str


def addresses(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """Methods and addresses, percent-encoded or wrongly so."""
    draw = random.Random(seed)
    for _number in range(count):
        path = draw.choice(PATHS) + (draw.choice(ENDS) if draw.random() < 0.7 else "")
        yield (
            draw.choice(METHODS),
            path.replace(" ", "%20") + ("?" + query(draw) if draw.random() < 0.5 else ""),
        )


def query(draw: random.Random) -> str:
    """A few parameters, ours and others, with values that mean harm or nothing."""
    pairs = (f"{draw.choice(NAMES)}={draw.choice(VALUES)}" for _pair in range(draw.randint(1, 4)))
    return "&".join(pairs)


def sessions(count: int, seed: int, known: Sequence[Widget]) -> Iterator[list[bytes | str]]:
    """What each hostile session sends, one after another.

    `known` are widgets that pages have. One session in five opens a page and
    chooses on it: two messages that are answered with a run.
    """
    draw = random.Random(seed)
    for number in range(count):
        if number % 5:
            yield [_refused(draw) for _frame in range(draw.randint(1, 3))]
        else:
            page = draw.choice(known).page
            opened = BackMsg()
            opened.rerun_script.page_name = page
            yield [opened.SerializeToString(), _rerun(draw, known, page)]


def _refused(draw: random.Random) -> bytes | str:
    kind = draw.randrange(7)
    if kind == 0:
        return "".join(map(chr, draw.choices(range(32, 0x2000), k=draw.randint(0, 200))))
    if kind == 1:
        return draw.randbytes(draw.choice((0, 1, 7, 300, 70_000)))
    if kind == 2:
        cut = _rerun(draw, (), "")
        return cut[: draw.randrange(1, len(cut))]
    message = BackMsg()
    if kind == 6:
        message.rerun_script.fragment_id = "none"
    elif kind == 3:
        name = draw.choice(("clear_cache", "set_run_on_save", "load_git_info", "app_heartbeat"))
        setattr(message, name, True)
    elif kind == 4:
        name = draw.choice(("debug_disconnect_websocket", "debug_shutdown_runtime", "stop_script"))
        setattr(message, name, True)
    elif draw.random() < 0.5:
        message.file_urls_request.request_id = "a"
        message.file_urls_request.file_names.extend(["../../x"] * 50)
    else:
        request = message.backend_operation_request
        request.request_id = "b"
        kinds = [field.name for field in request.DESCRIPTOR.fields if field.message_type]
        getattr(request, draw.choice(kinds)).SetInParent()
    return message.SerializeToString()


def _rerun(draw: random.Random, known: Sequence[Widget], page: str) -> bytes:
    message = BackMsg()
    asked = message.rerun_script
    asked.page_name = draw.choice((page, page, page, "../_router", "x" * 5000, "khong/co"))
    asked.query_string = draw.choice((query(draw), query(draw), "?&&==&%", "a" * 9000))
    if draw.random() < 0.2:
        asked.page_script_hash = draw.choice(("0" * 32, "'; --", "\0"))
    asked.cached_message_hashes.extend(["x" * draw.randrange(99)] * draw.randrange(50))
    asked.context_info.timezone = draw.choice(("Asia/Ho_Chi_Minh", "../../etc/passwd", "\0", ""))
    asked.context_info.timezone_offset = draw.choice((0, -(2**31), 2**31 - 1))
    asked.context_info.url = draw.choice(
        ("http://a.example/x?y", "javascript:1", "http://[::1", "")
    )
    asked.context_info.is_embedded = draw.random() < 0.2
    for _widget in range(draw.randint(1, 3)):
        there = [widget for widget in known if widget.page == page]
        widget = draw.choice(there or [Widget("", "$$ID-0-none", "selectbox")])
        _give(draw, asked.widget_states.widgets.add(id=widget.id), KINDS.get(widget.element))
    return message.SerializeToString()


def _give(draw: random.Random, state: WidgetState, kind: str | None) -> None:
    """A value that the widget cannot have; every third is not even of its kind."""
    if kind is None or draw.random() < 0.3:
        kind = draw.choice((*KINDS.values(), "int_value", "double_array_value", "trigger_value"))
    match kind:
        case "string_value":
            state.string_value = draw.choice((*VALUES, *JSON))
        case "int_value":
            state.int_value = draw.choice((-1, 0, 2**62))
        case "string_array_value":
            state.string_array_value.data.extend(draw.choices(VALUES, k=draw.randrange(5)))
        case "json_value" | "json_trigger_value":
            setattr(state, kind, draw.choice(JSON))
        case "double_array_value":
            state.double_array_value.data.extend([float("nan"), 1e308])
        case _:
            setattr(state, kind, True)


def asks_for_a_run(message: bytes | str) -> bool:
    """Whether a page answers a message, if it is one that a page can answer."""
    if isinstance(message, str):
        return False
    read = BackMsg()
    try:
        read.ParseFromString(message)
    except DecodeError:
        return False
    return read.WhichOneof("type") == "rerun_script" and not read.rerun_script.fragment_id
