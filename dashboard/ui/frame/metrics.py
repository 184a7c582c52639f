"""What the process counts of its work, for Prometheus, at `/metrics`.

Only the server's own machine gets an answer unless `DASHBOARD_METRICS=on` says that everybody does
who reaches the process: numbers of readers and errors are nobody's business outside, and under
systemd Prometheus asks from the same machine. In a container it asks from another address, so there
the setting is on and nginx does not pass the path on. `off` closes it altogether.
"""

import os
import time
from collections.abc import Iterable
from datetime import UTC
from importlib.metadata import version

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from dashboard.queries.build import build_of
from dashboard.store.builds import one_build, state, warehouse
from dashboard.ui.frame.draining import WORK
from dashboard.ui.frame.files_over_http import no_such_file
from dashboard.ui.frame.operators import is_local

SETTING = "DASHBOARD_METRICS"
_SECONDS = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)

disable_created_metrics()  # type: ignore[no-untyped-call]
REGISTRY = CollectorRegistry()
# Memory, descriptors and their limit, seconds of processor, start of the process.
ProcessCollector(registry=REGISTRY)
Info("dashboard", "The program.", registry=REGISTRY).info(
    {"streamlit": version("streamlit"), "duckdb": version("duckdb")}
)
RUN_SECONDS = Histogram(
    "dashboard_run_seconds",
    "Runs of pages, and the time they took.",
    ["page"],
    buckets=_SECONDS,
    registry=REGISTRY,
)
Gauge("dashboard_runs_going", "Runs of pages that go on now.", registry=REGISTRY).set_function(
    lambda: WORK.going
)
ANSWERS = Counter(
    "dashboard_answers", "Answers over HTTP, by kind of status.", ["status"], registry=REGISTRY
)
ERRORS = Counter(
    "dashboard_errors",
    "Pages that failed, by page; answers that failed under “http”.",
    ["page"],
    registry=REGISTRY,
)
SESSIONS = Gauge("dashboard_sessions", "Readers who are connected.", registry=REGISTRY)


class _ServedBuild(Collector):
    """Which build is served, and how old it is, when it is asked."""

    def collect(self) -> Iterable[GaugeMetricFamily]:
        """A figure that is not known is left out."""
        found = state()
        ready = GaugeMetricFamily(
            "dashboard_ready", "Whether readers get the build that is published."
        )
        ready.add_metric([], 1 if found.problem is None else 0)
        yield ready
        if found.build_id is None:
            return
        with one_build():
            build = build_of(warehouse())
        number = GaugeMetricFamily("dashboard_build_number", "The build that is served.")
        number.add_metric([], build.build_id)
        yield number
        age = GaugeMetricFamily("dashboard_build_age_seconds", "Seconds since it was made.")
        age.add_metric([], time.time() - build.built_at.replace(tzinfo=UTC).timestamp())
        yield age

    def describe(self) -> Iterable[GaugeMetricFamily]:
        """Nothing ahead of the first question: no build is opened for it."""
        return ()


REGISTRY.register(_ServedBuild())


def may_ask(setting: str, address: str | None, headers: dict[str, str]) -> bool:
    """Whether a request gets the figures."""
    return setting == "on" or (setting != "off" and is_local(address, headers))


def _metrics(request: Request) -> Response:
    address = request.client.host if request.client is not None else None
    if not may_ask(os.environ.get(SETTING, ""), address, dict(request.headers)):
        return no_such_file()
    content = generate_latest(REGISTRY)
    return Response(content, media_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})


METRICS_ROUTES = (Route("/metrics", _metrics),)
