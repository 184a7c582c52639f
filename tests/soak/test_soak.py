"""Two minutes of readers who come and go; no figure of time is tested."""

from pathlib import Path

from tests.soak.growth import complaints
from tests.soak.soak import served, soak

_SECONDS = 120


def test_the_server_stays_as_it_is_under_readers_that_come_and_go(tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    with served(log) as server:
        soaked = soak(server, _SECONDS)
    assert complaints(soaked) == []
    assert "Traceback" not in log.read_text(encoding="utf-8")
