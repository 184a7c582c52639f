"""`python -m tests.soak`: readers come and go for half an hour; then what grew, if anything.

With a folder, the server's log and a file of complaints are left in it.
"""

import sys
from argparse import ArgumentParser
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from tests.soak import COMPLAINTS, LOG
from tests.soak.growth import complaints, growths
from tests.soak.soak import REQUESTS, served, soak


def main() -> int:
    """0 where the server is as it was."""
    parser = ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    minutes = given.minutes
    console = Console()
    with (
        nullcontext(given.folder) if given.folder else TemporaryDirectory() as folder,
        served(Path(folder) / LOG) as server,
        console.status(f"Readers come and go for {minutes:g} minutes"),
    ):
        soaked = soak(server, 60 * minutes)
    requests = REQUESTS * (len(soaked.held) - 1)
    console.print(f"{requests} requests after the warm-up, {len(soaked.errors)} errors.")
    for name, (grown, most, unit) in growths(soaked.held).items():
        console.print(f"{name}: {grown:+.3g} {unit} (at most {most:g})")
    last = soaked.held[-1]
    console.print(
        f"In the end: {last.memory / 2**20:.0f} MB, {last.threads} threads, "
        f"{last.open_files} open files, {sum(size for size, _most in last.caches.values())} "
        "entries in caches."
    )
    found = complaints(soaked)
    for complaint in found:
        console.print(complaint, style="red")
    if given.folder:
        (given.folder / COMPLAINTS).write_text("\n".join(found), encoding="utf-8")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
