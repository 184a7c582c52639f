"""What a page offers and hardly anyone fetches: made when it is asked for.

A page says only what it would be of, and gets a key for its address. The newest offers are kept, so
an address that has gone unused for long leads nowhere; nor does one of a build that is served no
more, whose pages offer theirs anew when they are next drawn.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, Generic, TypeVar

import orjson

from dashboard.store.builds import build_read_here, documents_read, one_build
from dashboard.store.kept import Builds, when_forgotten
from dashboard.store.warehouse import Documents, Warehouse

T = TypeVar("T")


class OnRequest(Generic[T]):
    """Offers of one kind, as many as `kept`."""

    def __init__(self, kept: int) -> None:
        self._kept = kept
        self._makers: OrderedDict[str, tuple[Warehouse | None, Callable[[], T]]] = OrderedDict()
        self._lock = Lock()
        when_forgotten(self._forget_all_but)

    def offer(self, of: Any, make: Callable[[], T]) -> str:
        """The key of what `make` gives; `of`, plain values, tells it from all else."""
        documents = documents_read()
        told = of if documents == Documents() else [of, documents]
        key = hashlib.sha256(orjson.dumps(told)).hexdigest()[:16]
        with self._lock:
            self._makers[key] = build_read_here(), make
            self._makers.move_to_end(key)
            if len(self._makers) > self._kept:
                self._makers.popitem(last=False)
        return key

    def asked(self, key: str) -> T:
        """What was offered under a key, made now. Raises FileNotFoundError where none is kept."""
        with self._lock:
            offered = self._makers.get(key)
        if offered is None:
            raise FileNotFoundError(key)
        build, make = offered
        with one_build(build):
            return make()

    def _forget_all_but(self, served: Builds) -> None:
        with self._lock:
            for key, (build, _make) in list(self._makers.items()):
                if build is not None and build.build_id not in served:
                    del self._makers[key]
