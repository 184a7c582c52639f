"""The page that a browser gets first: Streamlit's own, with what is ours."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs

import orjson
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from streamlit import file_util

from dashboard.api.atom import MEDIA_TYPE as ATOM_TYPE
from dashboard.api.descriptions import dataset
from dashboard.store.builds import warehouse
from dashboard.ui.frame.assets import asset_url
from dashboard.ui.frame.feeds import feed_path
from dashboard.ui.frame.files_over_http import asked_by
from dashboard.ui.frame.pages import METHODS
from dashboard.ui.frame.shell import PRODUCT
from dashboard.words.feeds import FEEDS
from etl.language.i18n import _, language

_SCRIPTS = (
    "shell.js",
    "choices_sheet.js",
    "search.js",
    "selects.js",
    "share.js",
    "pictures.js",
    "access.js",
    "tables.js",
    "menus.js",
    "ways.js",
)


# What Streamlit's client fetches once it has seen what is on a page. Run before the client itself,
# they are there when a page comes: its elements have their final size at once, and nothing moves.
_CLIENT = '<script type="module" crossorigin src="./static/js/index.'
_PARTS_OF_EVERY_PAGE = ("Html", "StreamlitMarkdown", "Selectbox", "ButtonGroup", "BidiComponent")


def index(request: Request) -> Response:
    html = index_html()
    if is_embedded(request.url.query):
        # A sheet of its own: rules that ask whether a page is embedded would make the browser style
        # every page from its root again at each change.
        sheet = f'<link rel="stylesheet" href="{asset_url("embedded.css")}" />'
        html = html.replace("</head>", f"  {sheet}\n  </head>")
    if request.url.path == f"/{METHODS.url_path}":
        html = html.replace("</head>", f"  {_dataset_script(request)}\n  </head>")
    return HTMLResponse(html, headers={"Cache-Control": "no-cache"})


def _dataset_script(request: Request) -> str:
    """What search engines for data look for on the page that describes it; no script to be run."""
    with asked_by(request):
        try:
            told = orjson.dumps(dataset(warehouse())).decode()
        except FileNotFoundError:
            return ""
    # Nothing in it can end the element that it stands in.
    safe = told.replace("<", "\\u003c")
    return f'<script type="application/ld+json">{safe}</script>'


def is_embedded(query: str) -> bool:
    return parse_qs(query).get("embed", [""])[-1].lower() == "true"


def streamlit_index_html() -> str:
    return (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")


@cache
def index_html() -> str:
    """Streamlit's page, with the reader's language, our name, font, style and scripts.

    It also tells Streamlit's client where the server is. Left to guess, on `/ban-do` the client
    first asks for `/ban-do/_stcore/health` and `/ban-do/_stcore/host-config`: a round trip, and two
    errors in the browser's log.
    """
    html = streamlit_index_html()
    scripts = "".join(
        f'    <script type="module" src="{asset_url(name)}"></script>\n' for name in _SCRIPTS
    )
    replacements = {
        '<html lang="en">': f'<html lang="{language()}">',
        "<title>Streamlit</title>": f"<title>{_(PRODUCT)}</title>",
        "<script>\n": "<script>\n"
        "      window.__streamlit = { BACKEND_BASE_URL: window.location.origin }\n",
        _CLIENT: f"{_parts_of_every_page()}{_CLIENT}",
        # Streamlit's own is off, and in English.
        '    <link rel="service-desc" href="./_stcore/agent/openapi.json" />\n': "",
        "</head>": f'  <link rel="stylesheet" href="{asset_url("fonts/be-vietnam-pro.css")}" />\n'
        f'    <link rel="stylesheet" href="{asset_url("style.css")}" />\n'
        f'    <link rel="stylesheet" media="print" href="{asset_url("paper.css")}" />\n'
        f"{_descriptions()}{scripts}  </head>",
    }
    for old, new in replacements.items():
        if html.count(old) != 1:
            raise RuntimeError(f"Streamlit's index.html has {html.count(old)} × {old!r}, not one")
        html = html.replace(old, new)
    # Streamlit preloads its own font, which this theme does not use.
    return re.sub(r"<link\s+rel=\"preload\"[^>]*as=\"font\"[^>]*/>\s*", "", html)


def _descriptions() -> str:
    """Where programs find the API and the feeds of what a person looks at."""
    feeds = "".join(
        f'    <link rel="alternate" type="{ATOM_TYPE}" title="{_(title)}" href="{feed_path(name)}"'
        " />\n"
        for name, title in FEEDS.items()
    )
    return f'    <link rel="service-desc" href="/api/openapi.json" />\n{feeds}'


def _parts_of_every_page() -> str:
    scripts = Path(file_util.get_static_dir()) / "static" / "js"
    found = [path.name for name in _PARTS_OF_EVERY_PAGE for path in scripts.glob(f"{name}.*.js")]
    if len(found) != len(_PARTS_OF_EVERY_PAGE):
        raise RuntimeError(
            f"Streamlit's client has {found}, not one of {_PARTS_OF_EVERY_PAGE} each"
        )
    return "".join(
        f'<script type="module" crossorigin src="/static/js/{name}"></script>\n    '
        for name in found
    )
