"""Hostile files end a command in words within ten seconds of processor time and 500 MB."""

import os
import re
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from etl.checked import Project
from tests.hostile import Edit, holds, replaced

ROOT = Path(__file__).parents[2]
VII = "data/raw/bc-btttt-2024-07/vii.tsv"
ENTRY = "data/catalogue/tables/vii.yml"
LAUGHS = "a0: &a0 [ha]\n" + "".join(
    f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 1_000)
)
LONG_NAMES = "Tỉnh/TP\tTỷ trọng TMDT/tổng doanh thu bán lẻ\n" + "".join(
    f"{'Hà Nội ' * 1_400}{number}\t40%\n" for number in range(400)
)

CASES: dict[str, tuple[str, Edit, str]] = {
    "aliases of aliases": (ENTRY, holds(LAUGHS), "at most 200000 keys and values"),
    "lists in lists": (ENTRY, holds("[" * 99_000), "at most 20 lists and keys"),
    "a million rows": (VII, holds("a\tb\n" * 1_000_000), "at most 200000 lines"),
    "ten million letters": (VII, holds("a" * 10_000_000), "lines of at most 100000"),
    "long names that nobody bears": (VII, holds(LONG_NAMES), "a listed name of a unit"),
    "a named pipe": (VII, replaced(os.mkfifo), "a regular file, not a named pipe"),
    "a device without end": (
        ENTRY,
        replaced(lambda path: path.symlink_to("/dev/zero")),
        "not a link that leads out of it",
    ),
}


# The most memory that it took, as the system knows it of this program alone: what a parent reads of
# its child counts the copy of the parent, too, which the child was at first.
MEASURED = """
import sys
from pathlib import Path
peak = Path(sys.argv.pop(1))
from etl.__main__ import app
try:
    app()
finally:
    peak.write_text(Path("/proc/self/status").read_text())
"""


def _bounded() -> None:
    # Libraries map far more than they use: what is used is looked at when the command has ended.
    resource.setrlimit(resource.RLIMIT_AS, (4_000_000_000, 4_000_000_000))
    resource.setrlimit(resource.RLIMIT_CPU, (10, 10))


@pytest.mark.parametrize(("file", "edit", "words"), CASES.values(), ids=CASES)
def test_a_command_ends_in_words_within_its_bounds(
    file: str, edit: Edit, words: str, project: Project, tmp_path: Path
) -> None:
    edit(project.root / file)
    peak = tmp_path / "peak.txt"
    ended = subprocess.run(
        [sys.executable, "-c", MEASURED, str(peak), "build", "--root", str(project.root)],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=_bounded,
        check=False,
    )
    lines = ended.stderr.splitlines()
    assert ended.returncode == 1, lines
    assert any(line.startswith(file) and words in line for line in lines), lines[:20]
    assert lines[-1].endswith("problem(s). The published build stays in place.")
    (kilobytes,) = re.findall(r"VmHWM:\s+(\d+) kB", peak.read_text("utf-8"))
    assert int(kilobytes) < 500_000
    assert not project.warehouse.exists()
