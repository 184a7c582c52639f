"""A page run for a program: for the choices of an address, without a browser and without a session.

The page's own script makes its choices of the address and offers its files, so a program gets the
rows that a reader of that address sees. It runs as Streamlit would run it, in a context of its own
that sends what is drawn nowhere.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import CodeType
from urllib.parse import urlencode

from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner_utils.script_run_context import (
    ScriptRunContext,
    add_script_run_ctx,
)
from streamlit.runtime.scriptrunner_utils.script_run_context_attr import (
    SCRIPT_RUN_CONTEXT_ATTR_NAME,
)
from streamlit.runtime.state import SafeSessionState, SessionState

from dashboard.store.paths import PAGES
from dashboard.ui.frame import url_state
from dashboard.ui.frame.offered import Offered, noting
from dashboard.ui.frame.pages import Page
from dashboard.ui.frame.shell import choose_language
from dashboard.ui.frame.sources import chosen_sources, tell_chosen_sources

_ROUTER = str(PAGES / "_router.py")


@dataclass(frozen=True)
class Refused:
    """A value of the address that no option has, by the parameter's name in the address."""

    name: str
    value: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class PageRun:
    """What came of a run."""

    offered: Offered
    refused: tuple[Refused, ...]


def run_page(page: Page, query: Mapping[str, str]) -> PageRun:
    """Run a page in the language and from the build that are read here.

    Choices that an address cannot name stand as a reader finds them.
    """
    thread = threading.current_thread()
    context = _context(urlencode(query))
    add_script_run_ctx(thread, context)
    try:
        context.reset(query_string=context.query_string)
        with context.session_state.query_params() as params:
            params.populate_from_query_string(context.query_string)
        url_state.begin(page.id)
        with noting() as offered, chosen_sources(page):
            choose_language()
            tell_chosen_sources()
            exec(_script(page.file), {"__name__": "__main__", "__file__": str(PAGES / page.file)})
            choices = url_state.session_choices()
            refused = tuple(
                Refused(param.url, value, tuple(choices.options.get(param.url, ())))
                for param, value in choices.rejected
            )
        return PageRun(offered, refused)
    finally:
        # The thread goes on to other work, which is of no session.
        delattr(thread, SCRIPT_RUN_CONTEXT_ATTR_NAME)


def _context(query: str) -> ScriptRunContext:
    return ScriptRunContext(
        session_id="program",
        _enqueue=lambda _message: None,
        query_string=query,
        session_state=SafeSessionState(SessionState(), lambda: None),
        uploaded_file_mgr=MemoryUploadedFileManager(""),
        main_script_path=_ROUTER,
        user_info={},
        fragment_storage=MemoryFragmentStorage(),
        pages_manager=PagesManager(_ROUTER),
    )


@cache
def _script(file: str) -> CodeType:
    path = PAGES / file
    return compile(path.read_bytes(), path, "exec")
