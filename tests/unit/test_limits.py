"""How many readers there is room for, and what the next one is told."""

import resource

import pytest
from starlette.testclient import TestClient

from dashboard.ui.frame import limits, server
from dashboard.ui.frame.pages import MAP, METHODS
from tests.small_server import STREAM, small_client, status_of


@pytest.fixture
def client() -> TestClient:
    return small_client()


class _Room(limits.Room):
    """Room that has as many descriptors left as a test says."""

    left = 10_000

    def descriptors_left(self) -> int:
        self._left = self.left
        return self.left


def test_beyond_the_most_readers_the_next_is_told_to_come_back(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "ROOM", room := _Room())
    monkeypatch.setattr(server, "ROOM", room)
    monkeypatch.setenv(limits.SETTING, "2")
    page = f"/{MAP.url_path}"
    with client.websocket_connect(STREAM):
        assert client.get(page).status_code == 200
        with client.websocket_connect(STREAM):
            answer = client.get(page)
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "15")
            assert "Trang này tự mở lại sau 15 giây" in answer.text
            assert "in 15 seconds" in client.get(f"{page}?lang=en").text
            assert client.get("/readyz").json()["status"] == "full"
            assert client.get("/healthz").status_code == 200
            # Who has a page already gets what belongs to it.
            assert client.get("/assets/style.css").status_code == 200
            assert status_of(client, {}) == 101
    assert room.readers == 0
    assert client.get(page).status_code == 200


def test_the_last_descriptors_are_for_answers(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "ROOM", room := _Room())
    for room.left, page, session, asset in (
        (200, 200, 101, 200),
        (120, 503, 101, 200),
        (60, 503, 503, 200),
        (20, 503, 503, 503),
    ):
        room.descriptors_left()
        assert client.get(f"/{METHODS.url_path}").status_code == page
        assert status_of(client, {}) == session
        assert client.get("/assets/style.css").status_code == asset
        assert client.get("/healthz").status_code == 200


def test_descriptors_are_counted_until_none_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    room = limits.Room()
    monkeypatch.setattr(resource, "getrlimit", lambda _kind: (1024, 1024))
    before = room.descriptors_left()
    with open(__file__), open(__file__):  # noqa: PTH123
        assert room.descriptors_left() == before - 2
    monkeypatch.setattr(limits, "_DESCRIPTORS", limits.Path("/none/of/them"))
    assert room.descriptors_left() == 0
    assert room.is_full
    assert room.is_exhausted()


@pytest.mark.parametrize(
    ("given", "asked_for"),
    [
        ((1024, 524_288), (65_536, 524_288)),
        ((1024, 4096), (4096, 4096)),
        ((256, resource.RLIM_INFINITY), (65_536, resource.RLIM_INFINITY)),
        ((1024, 1024), None),
        ((100_000, 524_288), None),
    ],
)
def test_the_server_takes_the_descriptors_it_may_have(
    monkeypatch: pytest.MonkeyPatch, given: tuple[int, int], asked_for: tuple[int, int] | None
) -> None:
    asked: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _kind: given)
    monkeypatch.setattr(resource, "setrlimit", lambda _kind, limit: asked.append(limit))
    limits.raise_descriptors()
    assert asked == ([] if asked_for is None else [asked_for])
