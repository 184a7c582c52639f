"""What Prometheus is told, and who gets it."""

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.store.builds import warehouse
from dashboard.ui.frame import metrics, server
from dashboard.ui.frame.metrics import may_ask
from dashboard.ui.frame.observed import observed_run

HERE = {"host": "127.0.0.1:8501"}
PROXIED = HERE | {"x-forwarded-for": "203.0.113.9"}


@pytest.mark.parametrize(
    ("setting", "address", "headers", "expected"),
    [
        ("", "127.0.0.1", HERE, True),
        ("", "127.0.0.1", PROXIED, False),
        ("", "10.0.0.7", {"host": "10.0.0.2:8501"}, False),
        ("on", "10.0.0.7", {"host": "10.0.0.2:8501"}, True),
        ("off", "127.0.0.1", HERE, False),
        # A setting that says nothing known opens nothing.
        ("yes", "10.0.0.7", {"host": "10.0.0.2:8501"}, False),
    ],
)
def test_only_this_machine_is_told_unless_the_setting_says_so(
    setting: str, address: str, headers: dict[str, str], expected: bool
) -> None:
    assert may_ask(setting, address, headers) is expected


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setenv(metrics.SETTING, "on")
    return TestClient(Starlette(routes=server.ROUTES, middleware=server.MIDDLEWARE))


def figures(client: TestClient) -> dict[tuple[str, str], float]:
    """By name and the first of its labels."""
    answer = client.get("/metrics")
    assert answer.status_code == 200
    families = text_string_to_metric_families(answer.text)
    return {
        (sample.name, next(iter(sample.labels.values()), "")): sample.value
        for family in families
        for sample in family.samples
        if not sample.name.endswith("_bucket")
    }


def test_runs_answers_and_the_build_are_told(client: TestClient) -> None:
    before = figures(client)
    with observed_run("map"):
        assert figures(client)["dashboard_runs_going", ""] == 1
    client.get("/khong-co")
    found = figures(client)

    def grown(name: str, label: str) -> float:
        return found[name, label] - before.get((name, label), 0)

    assert grown("dashboard_run_seconds_count", "map") == 1
    assert grown("dashboard_run_seconds_sum", "map") > 0
    assert grown("dashboard_answers_total", "4xx") == 1
    assert found["dashboard_runs_going", ""] == 0
    assert found["dashboard_ready", ""] == 1
    assert found["dashboard_build_number", ""] == int(warehouse().build_id.partition("-")[0])
    assert found["dashboard_build_age_seconds", ""] > 0
    assert found["dashboard_sessions", ""] == 0
    for name in ("resident_memory_bytes", "open_fds", "max_fds"):
        assert found[f"process_{name}", ""] > 0


def test_it_is_closed_where_the_setting_says_so(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(metrics.SETTING, "off")
    assert client.get("/metrics").status_code == 404
