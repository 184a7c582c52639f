"""What pure functions made last, so that nothing is made again for the next reader of it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar
from weakref import ref

from dashboard.store.builds import documents_read, opened_build
from dashboard.store.kept import kept
from dashboard.store.warehouse import Documents
from etl.language.i18n import language

Given = ParamSpec("Given")
Made = TypeVar("Made")


def made_once(most: int) -> Callable[[Callable[Given, Made]], Callable[Given, Made]]:
    """Keep the last `most` results of a function of one build, as far as the documents go that are
    read, in the session's language.

    Its arguments must be hashable, or lists of what is; its results are shared and stay as they
    are. Records of two builds may be equal and be said in other names.
    """

    def keeping(make: Callable[Given, Made]) -> Callable[Given, Made]:
        @kept(most)
        def kept_of(
            _build: str, _documents: Documents, _language: str, *args: Any, **kwargs: Any
        ) -> Made:
            return make(*args, **kwargs)

        @wraps(make)
        def made(*args: Given.args, **kwargs: Given.kwargs) -> Made:
            return kept_of(
                opened_build(),
                documents_read(),
                language(),
                *map(_hashable, args),
                **{name: _hashable(given) for name, given in kwargs.items()},
            )

        return made

    return keeping


def _hashable(given: object) -> object:
    return tuple(given) if isinstance(given, list) else given


class Same:
    """An object that has no hash, as a key: equal to itself alone, and not kept by it."""

    def __init__(self, it: Any) -> None:
        self._it, self._hash = ref(it), id(it)

    @property
    def it(self) -> Any:
        """The object; None once it is gone."""
        return self._it()

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        # Another object may come to lie where one that is gone lay.
        return isinstance(other, Same) and self._it() is other._it() is not None
