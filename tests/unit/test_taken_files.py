"""Files at addresses of their own: made when asked for, of what was chosen and in its language."""

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.ui.frame import taken_files
from dashboard.ui.frame.files_over_http import FILE_ROUTES
from dashboard.ui.frame.on_request import OnRequest
from dashboard.ui.frame.taken_files import file_url


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=FILE_ROUTES))


def test_a_file_is_made_when_it_is_asked_for_and_saved_by_its_name(client: TestClient) -> None:
    made: list[int] = []

    def make() -> bytes:
        made.append(1)
        return "Hà Nội;1".encode()

    address = file_url("tỉnh.csv", ["vi", "this test"], make)
    assert made == []
    answer = client.get(address)
    assert (answer.status_code, answer.content.decode(), made) == (200, "Hà Nội;1", [1])
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''t%E1%BB%89nh.csv"
    # Made anew each time, as a table may be another after the next build.
    assert answer.headers["cache-control"] == "no-store"


def test_the_same_offer_has_the_same_address_and_another_has_another() -> None:
    def nothing() -> bytes:
        return b""

    address = file_url("a.csv", ["vi", [("Vùng", "Tây Nguyên")]], nothing)
    assert file_url("a.csv", ["vi", [("Vùng", "Tây Nguyên")]], nothing) == address
    others = {
        file_url("b.csv", ["vi", [("Vùng", "Tây Nguyên")]], nothing),
        file_url("a.csv", ["en", [("Vùng", "Tây Nguyên")]], nothing),
        file_url("a.csv", ["vi", []], nothing),
    }
    assert len(others | {address}) == 4


def test_an_address_without_an_offer_is_told_in_words(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taken_files, "_contents", OnRequest(2))
    addresses = [file_url("a.csv", number, lambda: b"") for number in range(3)]
    answers = [client.get(address) for address in addresses]
    assert [answer.status_code for answer in answers] == [404, 200, 200]
    assert "Hãy tải lại trang rồi tải lại tệp." in answers[0].text
    assert client.get(f"{addresses[1]}.exe").status_code == 404
