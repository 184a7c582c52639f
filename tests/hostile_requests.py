"""Requests that no page makes: addresses and messages as somebody sends them who means harm.

Drawn with a fixed seed, so that a failure comes again.
"""

import random
from collections.abc import Iterator, Sequence
from urllib.parse import quote

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
NAMES = (*(param.url for param in PARAMS), "embed", "embed_options", "v", "build", "a[]", "", "%00")
METHODS = (*("GET",) * 12, "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "BREW")


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


def frames(count: int, seed: int, known: Sequence[tuple[str, str]]) -> Iterator[list[bytes | str]]:
    """What a hostile session sends, one after another.

    `known` are pages with the ids of widgets that they have. One session in five makes pages run.
    """
    draw = random.Random(seed)
    for number in range(count):
        if number % 5 == 0:
            yield [_rerun(draw, known)]
        else:
            yield [_refused(draw) for _frame in range(draw.randint(1, 3))]


def _refused(draw: random.Random) -> bytes | str:
    kind = draw.randrange(6)
    if kind == 0:
        return "".join(map(chr, draw.choices(range(32, 0x2000), k=draw.randint(0, 200))))
    if kind == 1:
        return draw.randbytes(draw.choice((0, 1, 7, 300, 70_000)))
    if kind == 2:
        cut = _rerun(draw, ())
        return cut[: draw.randrange(1, len(cut))]
    message = BackMsg()
    if kind == 3:
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


def _rerun(draw: random.Random, known: Sequence[tuple[str, str]]) -> bytes:
    message = BackMsg()
    asked = message.rerun_script
    page, _widget = draw.choice(known) if known else ("", "")
    asked.page_name = draw.choice((page, page, page, "../_router", "x" * 5000, "khong/co"))
    asked.query_string = draw.choice((query(draw), query(draw), "?&&==&%", "a" * 9000))
    if draw.random() < 0.2:
        asked.page_script_hash = draw.choice(("0" * 32, "'; --", "\0"))
        asked.fragment_id = draw.choice(("", "none"))
    asked.cached_message_hashes.extend(["x" * draw.randrange(99)] * draw.randrange(50))
    asked.context_info.timezone = draw.choice(("Asia/Ho_Chi_Minh", "../../etc/passwd", "\0", ""))
    asked.context_info.timezone_offset = draw.choice((0, -(2**31), 2**31 - 1))
    asked.context_info.url = draw.choice(
        ("http://a.example/x?y", "javascript:1", "http://[::1", "")
    )
    asked.context_info.is_embedded = draw.random() < 0.2
    for _widget in range(draw.randrange(4)):
        ids = [widget for name, widget in known if name == page] or ["$$ID-0-none"]
        state = asked.widget_states.widgets.add(id=draw.choice(ids))
        _give(draw, state)
    return message.SerializeToString()


def _give(draw: random.Random, state: WidgetState) -> None:
    """A value of a kind that the widget may not have."""
    match draw.randrange(7):
        case 0:
            state.string_value = draw.choice(VALUES)
        case 1:
            state.int_value = draw.choice((-1, 0, 2**62))
        case 2:
            state.bool_value = True
        case 3:
            state.string_array_value.data.extend(draw.choices(VALUES, k=3))
        case 4:
            state.json_value = draw.choice(("{", "null", '{"unit": ["x"]}', "[" * 2000))
        case 5:
            state.double_array_value.data.extend([float("nan"), 1e308])
        case 6:
            state.json_trigger_value = draw.choice(("{", '{"value": {"unit": "x"}}', "0"))
