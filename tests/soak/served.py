"""The dashboard, and what it holds at the address `/held`: an ASGI application for uvicorn."""

import functools
import gc
import sys
from typing import Any

from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send
from streamlit import config

from app import app as dashboard

_OWN = ("dashboard.", "etl.")
# Streamlit keeps the session of a reader who left for two minutes, in case they come back. Here
# it is gone after a second, so that two minutes show what else is kept of them.
config.set_option("server.disconnectedSessionTTL", 1)


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer as the dashboard does."""
    if scope["type"] == "http" and scope["path"] == "/held":
        await JSONResponse(_held())(scope, receive, send)
    else:
        await dashboard(scope, receive, send)


def _held() -> dict[str, Any]:
    """The sizes of our caches, and the blocks of memory beside them.

    What has a greatest size may fill until it has it: it is emptied before blocks are counted.
    """
    caches = (item for item in gc.get_objects() if isinstance(item, functools._lru_cache_wrapper))
    own = [cache for cache in caches if str(cache.__module__).startswith(_OWN)]
    sizes = {
        f"{cache.__module__}.{cache.__qualname__}": (
            cache.cache_info().currsize,
            cache.cache_info().maxsize,
        )
        for cache in own
    }
    for cache in own:
        if cache.cache_info().maxsize is not None:
            cache.cache_clear()
    gc.collect()
    return {"blocks": sys.getallocatedblocks(), "caches": sizes}
