"""Sixty pages are read while thirty builds are published: what does the server hold on to?"""

import asyncio
from pathlib import Path

import pytest
import urllib3

from etl.checked import Project
from etl.load.builds import folder_of, publish
from etl.load.history import By
from tests.made_builds import renumbered
from tests.page_changes import FIRST_CHANGES
from tests.readers import reader, run
from tests.serving import Server, copy_of_product, serve_app
from tests.soak.growth import MOST_HANDLES, MOST_MEGABYTES, growth_of

PUBLISHED, VIEWS = 30, 60
_WARM_UP = 10
"""Publications until the allocator has what it needs for two builds."""
# Sessions of readers who left are kept for two minutes; here they are not what is looked for.
_SHORT_SESSIONS = ("--server.disconnectedSessionTTL", "1")


def open_builds(server: Server) -> set[str]:
    """The folders of the databases that the server holds open, those that are gone included."""
    names = set()
    for held in Path(f"/proc/{server.pid}/fd").iterdir():
        try:
            path = held.readlink()
        except FileNotFoundError:
            continue
        if path.name.startswith("warehouse.duckdb"):
            names.add(path.parent.name)
    return names


@pytest.fixture
def served_builds(built_project: Project, tmp_path: Path) -> Path:
    """A copy of the product with as many builds as are published; the link to them."""
    root = copy_of_product(tmp_path / "product")
    link = root / "data" / "warehouse"
    whole = built_project.warehouse.resolve()
    for number in range(1, PUBLISHED + 1):
        renumbered(whole, folder_of(link, number), number)
    publish(link, 1, By("", ""))
    return link


async def _read(server: Server, views: list[int]) -> list[str]:
    """Readers who come anew, one for each view; what went wrong."""
    failed: list[str] = []

    async def view(number: int) -> None:
        change = FIRST_CHANGES[number % len(FIRST_CHANGES)]
        async with reader(server.address) as session:
            answer = await session.open(change.page)
        failed.extend(f"{change.page.id}: {said}" for said in answer.failures)

    await asyncio.gather(*map(view, views))
    return failed


def test_publishing_leaves_nothing_behind(served_builds: Path, tmp_path: Path) -> None:
    log = tmp_path / "log.txt"
    open_at_once, held, failed = [], [], []
    with serve_app(served_builds.parents[1], log, *_SHORT_SESSIONS) as server:
        for number in range(1, PUBLISHED + 1):
            publish(served_builds, number, By("", ""))
            first = 2 * number
            failed += run(_read(server, [first, first + 1]))
            ready = urllib3.request("GET", f"{server.address}/readyz").json()
            assert ready["status"] == "ready", ready
            open_at_once.append(len(open_builds(server)))
            held.append((server.memory / 2**20, server.threads, server.open_files))
    assert failed == []
    assert "Traceback" not in log.read_text(encoding="utf-8")
    assert max(open_at_once) <= 2, open_at_once
    steady = held[_WARM_UP:]
    for place, (name, most) in enumerate(
        (("MB", MOST_MEGABYTES), ("threads", MOST_HANDLES), ("open files", MOST_HANDLES))
    ):
        grown = growth_of([one[place] for one in steady]) * len(steady)
        print(f"{name}: {grown:+.1f} over {len(steady)} publications, {steady[-1][place]:.0f} held")
        assert grown <= most, (name, grown, [one[place] for one in held])
