"""What a page offers and hardly anyone fetches: made when it is asked for.

A page says only what it would be of, and gets a key for its address. The newest offers are kept, so
an address that has gone unused for long leads nowhere.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Any, Generic, TypeVar

import orjson

T = TypeVar("T")


class OnRequest(Generic[T]):
    """Offers of one kind, as many as `kept`."""

    def __init__(self, kept: int) -> None:
        self._kept = kept
        self._makers: OrderedDict[str, Callable[[], T]] = OrderedDict()
        self._lock = Lock()

    def offer(self, of: Any, make: Callable[[], T]) -> str:
        """The key of what `make` gives; `of`, plain values, tells it from all else."""
        key = hashlib.sha256(orjson.dumps(of)).hexdigest()[:16]
        with self._lock:
            self._makers[key] = make
            self._makers.move_to_end(key)
            if len(self._makers) > self._kept:
                self._makers.popitem(last=False)
        return key

    def asked(self, key: str) -> T:
        """What was offered under a key, made now. Raises FileNotFoundError where none is kept."""
        with self._lock:
            make = self._makers.get(key)
        if make is None:
            raise FileNotFoundError(key)
        return make()
