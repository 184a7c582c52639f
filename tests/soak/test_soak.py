"""Two minutes of readers who come and go; no figure of time is tested."""

from tests.soak import COMPLAINTS, LOG
from tests.soak.conftest import Beside


def test_the_server_stays_as_it_is_under_readers_that_come_and_go(beside: Beside) -> None:
    folder = beside.wait()
    said = (folder / "said.txt").read_text(encoding="utf-8")
    assert (folder / COMPLAINTS).exists(), said
    assert (folder / COMPLAINTS).read_text(encoding="utf-8").splitlines() == []
    assert "Traceback" not in (folder / LOG).read_text(encoding="utf-8")
