"""The arithmetic of `make bench`, and what it writes."""

import json
import socket
import threading
from dataclasses import replace
from pathlib import Path

import pytest
import urllib3

from dashboard.ui.frame.pages import PAGES
from tests.bench.bench import beside, sample_of
from tests.bench.document import as_data, markdown, write_report
from tests.bench.floor_page import FloorPage
from tests.bench.machine import Run
from tests.bench.report import Gap, Row, Section, amount, judged
from tests.bench.sample import Sample, timed
from tests.bench.wire import counted
from tests.page_changes import FIRST_CHANGES
from tests.serving import serve_files

TIMES = Sample(tuple(float(time) for time in range(1, 101)))
ROW = Row("map → paint", TIMES, "ms", "static page", 50.0, 1.01)
RUN = Run({"machine": "2 cores", "commit": "abc1234"}, is_quick=False)


def test_a_sample_says_where_its_repetitions_lie() -> None:
    assert TIMES.median == 50.5
    assert TIMES.middle == (25.75, 75.25)
    assert TIMES.p95 == pytest.approx(95.05)


def test_a_single_repetition_is_all_there_is_to_say() -> None:
    once = Sample((7.0,))
    assert (once.median, once.middle, once.p95) == (7.0, (7.0, 7.0), 7.0)


def test_every_call_is_timed() -> None:
    calls: list[int] = []
    sample = timed(lambda number=number: calls.append(number) for number in range(3))
    assert calls == [0, 1, 2]
    assert len(sample.values) == 3
    assert min(sample.values) >= 0


def test_a_goal_is_the_greatest_ratio_to_the_reference() -> None:
    assert ROW.ratio == pytest.approx(1.01)
    assert ROW.is_held
    assert ROW.verdict == "median ≤ 1.01: held"
    slow = replace(ROW, limit=1.0)
    assert slow.is_held is False
    assert slow.verdict == "median ≤ 1: missed"


def test_a_goal_of_the_slowest_is_judged_by_them() -> None:
    slow = replace(ROW, judged="p95")
    assert slow.ratio == pytest.approx(95.05 / 50)
    assert slow.verdict == "p95 ≤ 1.01: missed"


def test_a_row_without_a_goal_has_no_verdict() -> None:
    row = replace(ROW, limit=None)
    assert row.is_held is None
    assert row.verdict == ""
    assert list(judged([Section("Map", [row, ROW])])) == [(Section("Map", [row, ROW]), ROW)]


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0123, "0.012"), (7.26, "7.3"), (9.96, "10"), (99.6, "100"), (1234.5, "1,234")],
)
def test_an_amount_has_two_digits_or_all_before_the_point(value: float, text: str) -> None:
    assert amount(value) == text
    assert amount(value, "ms") == f"{text} ms"


def test_a_part_that_did_not_change_every_time_is_not_measured() -> None:
    seen = [{"paint": 20.0, "table": 30.0}, {"paint": 30.0, "table": None}]
    assert sample_of(seen) == Sample((20.0, 30.0))
    assert sample_of(seen, "table") is None
    row = beside("→ paint", sample_of(seen), "static page", Sample((10.0,)), 2)
    assert isinstance(row, Row)
    assert row.ratio == 2.5
    assert isinstance(beside("→ table", None, "static page", 10.0), Gap)
    assert isinstance(beside("→ paint", sample_of(seen), "static page", None), Gap)


def test_the_report_says_what_is_missed_and_what_is_not_measured() -> None:
    late = replace(ROW, name="late", limit=0.5)
    section = Section(
        "Map", [ROW, late, Gap("period", "one only")], dominated_by="It is drawn twice."
    )
    text = markdown(RUN, [section, Section("Ranking", [ROW])])
    head = text.partition("## Map")[0]
    assert "- machine: 2 cores" in head
    assert "2 of 3 are held." in head
    why = "Missed in Map. It is drawn twice.\n\n- late: 1 × static page, goal ≤ 0.5\n"
    assert why in head
    assert "Missed in Ranking" not in head
    assert "- period: one only" in head
    assert "| map → paint | 50 ms | 26–75 | 95 | 100 | static page, 50 ms | 1 |" in text


def test_a_quick_run_says_so() -> None:
    assert "quick run" in markdown(replace(RUN, is_quick=True), [])
    assert "quick run" not in markdown(RUN, [])


def test_the_report_can_be_computed_with(tmp_path: Path) -> None:
    sections = [Section("Map", [ROW, Gap("period", "one only")])]
    write_report(tmp_path / "docs", RUN, sections)
    data = json.loads((tmp_path / "docs" / "performance.json").read_text(encoding="utf-8"))
    assert data == json.loads(json.dumps(as_data(RUN, sections)))
    (row,) = data["rows"]
    assert (row["median"], row["ratio"], row["is_held"]) == (50.5, 1.01, True)
    assert len(row["values"]) == 100
    assert data["not_measured"] == [{"section": "Map", "name": "period", "reason": "one only"}]
    assert (tmp_path / "docs" / "performance.md").read_text(encoding="utf-8").startswith("# ")


def test_bytes_are_counted_on_the_line(tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_bytes(b"x" * 100_000)
    with serve_files(tmp_path) as address, counted(address) as wire:
        pool = urllib3.PoolManager()
        got = pool.request("GET", f"{wire.address}/page.txt", headers={"Connection": "close"}).data
        assert len(got) == 100_000
        # The head comes on top.
        assert 100_000 < wire.take() < 101_000
        assert wire.take() == 0


def test_a_server_that_is_gone_ends_the_connection() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    before = threading.active_count()
    with counted(f"http://127.0.0.1:{port}") as wire, pytest.raises(urllib3.exceptions.HTTPError):
        urllib3.request("GET", wire.address, retries=False, timeout=10)
    assert threading.active_count() <= before + 1


def test_every_page_has_its_first_change() -> None:
    assert [change.page for change in FIRST_CHANGES] == list(PAGES)


def test_the_static_page_holds_all_its_states(tmp_path: Path) -> None:
    figure = {"data": [{"type": "bar", "x": [1]}], "layout": {}}
    FloorPage({"a": {"map": figure}, "b": {}}, {"map": 640.0}).write(tmp_path)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert '<div id="map" style="width: 640.0px">' in page
    assert 'window.next = "a"' in page
    assert json.dumps({"a": {"map": figure}, "b": {}}) in page
    assert (tmp_path / "plotly.min.js").exists()
