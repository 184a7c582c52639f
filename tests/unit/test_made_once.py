"""What is made once: for the same arguments, in a language, of a build; and objects as keys."""

import pytest

from dashboard.queries.as_known import official_only
from dashboard.store import builds
from dashboard.store.builds import one_build
from dashboard.store.made_once import Same, made_once
from dashboard.store.warehouse import Warehouse
from dashboard.ui.frame.taken_files import file_url
from etl.language.i18n import _, using


def test_a_thing_is_made_once_in_each_language_and_of_each_build(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = []

    @made_once(8)
    def words(items: list[str], *, most: int = 1) -> str:
        made.append(items)
        return f"{_('Đạt')} {', '.join(items)} {most}"

    assert words(["a"], most=2) == words(["a"], most=2) == "Đạt a 2"
    assert len(made) == 1
    with using("en"):
        assert words(["a"], most=2) != "Đạt a 2"
    assert words(["a"], most=3) == "Đạt a 3"
    assert len(made) == 3
    monkeypatch.setattr(builds, "_asked_last", "next")
    words(["a"], most=2)
    assert len(made) == 4


def test_a_thing_is_made_once_of_the_documents_that_are_read(source: Warehouse) -> None:
    made = []

    @made_once(8)
    def words() -> int:
        made.append(1)
        return len(made)

    def read_from(build: Warehouse) -> tuple[int, str]:
        with one_build(build):
            return words(), file_url("a.csv", ["vi", "documents"], lambda: b"")

    first, official = read_from(source), read_from(official_only(source))
    assert first[0] != official[0]
    # Nor has a file of the ones the address of a file of the others.
    assert first[1] != official[1]
    assert read_from(source) == first


def test_an_object_as_a_key_is_equal_to_itself_alone() -> None:
    class Frame:
        pass

    frame, other = Frame(), Frame()
    assert Same(frame) == Same(frame)
    assert hash(Same(frame)) == hash(Same(frame))
    assert Same(frame) != Same(other)
    key = Same(frame)
    del frame
    assert key.it is None
    assert key != Same(other)
