"""What the server takes by itself: for one, sixteen and sixty-four readers without a browser."""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack

from etl.language.i18n import _
from tests.bench.bench import Bench
from tests.bench.report import Gap, Row, Section
from tests.bench.sample import Sample
from tests.page_changes import FIRST_CHANGES, PageChange
from tests.readers import Reader, reader, run
from tests.tours import LET_DOWN, Tour

_CROWD, _MANY = 16, 64
_THINKING = 4.0
"""Seconds of each of the many between a page and a change."""
_NOTE = (
    "From the request to the end of the run, over a websocket with compression as a browser opens "
    f"it: the first change of every page, by one reader, then by {_CROWD} with a change a second "
    "each. The readers run beside the server on the same cores."
)
_DOMINATED_BY = (
    "Looked at by itself, a change of Dữ liệu và phương pháp, of 23 messages, took 10 ms of "
    "processor for the run of its script and 6 to send them; of Bản đồ, of 42, 19 and 12; of Tổng "
    "quan, of 64, 30 and 17: 0.7 ms a message, most of it Streamlit's own. One waits for the "
    "other, for both hold Python's lock."
)
_TOUR_DOMINATED_BY = (
    "One process answers all, whose changes take 16–47 ms of processor each, and the openings of "
    "pages more; the readers run beside it on the same cores."
)
_TOUR_NOTE = (
    f"{_MANY} readers, each on another page, with {_THINKING:g} s to think before everything. An "
    "error is an answer that failed or did not come within a minute. The memory of a session is "
    "what the server grew by while they came and toured, divided by their number."
)


def answers_section(bench: Bench) -> Section:
    """Every page's change with one reader and with sixteen, and its opening."""
    rows: list[Row | Gap] = []
    for change in FIRST_CHANGES:
        page = _(change.page.title)
        try:
            opened, alone = run(_alone(bench, change))
            crowded = run(_crowded(bench, change))
        except LET_DOWN as error:
            rows.append(Gap(page, f"the server did not answer: {error!r}"))
            continue
        rows.append(Row(f"{page}: opened", opened, "ms", "goal", 60, 1))
        for readers, sample in (("1 reader", alone), (f"{_CROWD} readers", crowded)):
            name = f"{page}: a change, {readers}"
            rows.append(Row(name, sample, "ms", "goal", 20, 1))
            rows.append(Row(f"{name}, p95", sample, "ms", "goal", 60, 1, judged="p95"))
    return Section("Server", rows, _NOTE, _DOMINATED_BY)


def tour_section(bench: Bench) -> Section:
    """Many readers at once on all pages."""
    before = bench.app.memory
    tour, after = run(_tour(bench))
    grown = Sample(((after - before) / 2**20 / _MANY,))
    errors = Sample((float(len(tour.errors)),))
    rows: list[Row | Gap] = [
        Row(
            f"{_MANY} readers: answer, p95",
            Sample(tuple(tour.answers)),
            "ms",
            "goal",
            500,
            1,
            judged="p95",
        ),
        Row(f"{_MANY} readers: errors", errors, "", "answers", len(tour.answers), 0),
        Row("memory of a session", grown, "MB", "goal", 1, 1),
        Gap("memory over thirty minutes", "`make soak` tests it"),
    ]
    return Section("Many readers", rows, _TOUR_NOTE, _TOUR_DOMINATED_BY)


async def _alone(bench: Bench, change: PageChange) -> tuple[Sample, Sample]:
    """One reader's times of opening a page, and of its change."""
    warm, count = bench.counts.warm_up, bench.counts.page_changes
    async with reader(bench.app.address) as session:
        opened = [await session.open(change.page) for _number in range(warm + count)]
        changed = [await session.choose(change, turn + 1) for turn in range(warm + 2 * count)]
    times = [[answer.milliseconds for answer in answers[warm:]] for answers in (opened, changed)]
    return Sample(tuple(times[0])), Sample(tuple(times[1]))


async def _crowded(bench: Bench, change: PageChange) -> Sample:
    """The times of many readers' changes, a second from the start of one to that of the next."""
    async with AsyncExitStack() as stack:
        sessions = [
            await stack.enter_async_context(reader(bench.app.address)) for _n in range(_CROWD)
        ]
        await asyncio.gather(*(session.open(change.page) for session in sessions))
        found = await asyncio.gather(
            *(
                _changes(session, change, number / _CROWD, bench.counts.crowded_seconds)
                for number, session in enumerate(sessions)
            )
        )
    return Sample(tuple(time for times in found for time in times))


async def _changes(
    session: Reader, change: PageChange, start: float, seconds: int
) -> Sequence[float]:
    clock = asyncio.get_running_loop().time
    await asyncio.sleep(start)
    begun, taken = clock(), []
    for turn in range(seconds):
        await asyncio.sleep(max(0, begun + turn - clock()))
        # Who waits for longer than the whole time asks no more.
        if turn and clock() > begun + seconds:
            break
        taken.append((await session.choose(change, turn + 1)).milliseconds)
    return taken


async def _tour(bench: Bench) -> tuple[Tour, int]:
    """What the many met, and the memory of the server while all of them are there."""
    tour = Tour()
    until = asyncio.get_running_loop().time() + 6 * bench.counts.crowded_seconds
    async with AsyncExitStack() as stack:

        async def go(number: int) -> None:
            await asyncio.sleep(_THINKING * number / _MANY)
            try:
                session = await stack.enter_async_context(reader(bench.app.address))
            except LET_DOWN as error:
                tour.errors.append(f"no connection: {error!r}")
            else:
                await tour.round(session, number, thinking=_THINKING, until=until)

        await asyncio.gather(*map(go, range(_MANY)))
        return tour, bench.app.memory
