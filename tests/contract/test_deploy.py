"""The files of `deploy/` agree with each other, with the program, and with the page about them."""

import re
from pathlib import Path
from typing import Any

import yaml

from dashboard.store.paths import ROOT
from dashboard.ui.frame import draining, limits, logs, metrics, operators, sign_in
from dashboard.ui.sections import update

DEPLOY = ROOT / "deploy"
PAGE = (DEPLOY / "README.md").read_text("utf-8")
UNIT = (DEPLOY / "systemd" / "dashboard@.service").read_text("utf-8")
NGINX = (DEPLOY / "nginx" / "nginx.conf").read_text("utf-8")


def setting(name: str) -> str:
    (value,) = re.findall(rf"^{name}=(.*)$", UNIT, re.MULTILINE)
    return value


def compose() -> dict[str, Any]:
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))["services"]


def test_runs_have_their_time_before_a_process_is_killed() -> None:
    assert draining.LONGEST == 20
    for stop in (setting("TimeoutStopSec"), compose()["dashboard-1"]["stop_grace_period"]):
        assert int(stop.removesuffix("s")) >= 2 * draining.LONGEST


def test_processes_in_containers_are_those_that_nginx_knows() -> None:
    services = compose()
    text = (DEPLOY / "nginx" / "dashboard-processes.compose.conf").read_text("utf-8")
    known = dict(re.findall(r"server ([a-z0-9-]+):(\d+)", text))
    assert set(known) == {name for name in services if name.startswith("dashboard-")}
    for name, port in known.items():
        assert services[name]["expose"] == [port]
        assert services[name]["volumes"] == ["data:/srv/dashboard/data:ro"]
        assert services[name]["environment"][metrics.SETTING] == "on"
    assert services["etl"]["volumes"] == ["data:/srv/dashboard/data"]
    command = (DEPLOY / "Containerfile").read_text("utf-8").splitlines()[-1]
    assert f'"--server.port", "{known["dashboard-1"]}"' in command
    for volume in services["nginx"]["volumes"]:
        source = volume.partition(":")[0]
        assert source == "./certificates" or (DEPLOY / source).is_file()


def test_both_lists_of_processes_differ_in_the_processes_only() -> None:
    def without_servers(name: str) -> list[str]:
        lines = (DEPLOY / "nginx" / name).read_text("utf-8").splitlines()
        return [line for line in lines if not line.lstrip().startswith(("#", "server "))]

    plain, containers = "dashboard-processes.conf", "dashboard-processes.compose.conf"
    assert without_servers(plain) == without_servers(containers)


def test_the_page_says_what_the_files_say() -> None:
    assert f"LimitNOFILE`, `ulimits` | {int(setting('LimitNOFILE')):,};" in PAGE
    assert int(setting("LimitNOFILE")) == compose()["dashboard-1"]["ulimits"]["nofile"]
    (descriptors,) = re.findall(r"worker_rlimit_nofile (\d+);", NGINX)
    assert f"`worker_rlimit_nofile` | {int(descriptors):,} |" in PAGE
    (connections,) = re.findall(r"limit_conn connections (\d+);", NGINX)
    (rate,) = re.findall(r"zone=requests:10m rate=(\d+)r/s;", NGINX)
    assert f"| {int(connections):,}; {rate} a second after 600 at once" in PAGE
    assert f"at most {draining.LONGEST:.0f} seconds" in PAGE
    for module in (limits, logs, metrics, operators, sign_in):
        assert f"| `{module.SETTING}` |" in PAGE
    for name in re.findall(r"`(dashboard_\w+?)(?:_total)?`", PAGE):
        assert name in Path(metrics.__file__).read_text("utf-8"), name


def test_the_log_of_nginx_tells_nothing_of_who_asked() -> None:
    (written,) = re.findall(r"log_format lines (.*?);", NGINX, re.DOTALL)
    of_readers = {"remote_addr", "args", "query_string", "request", "request_uri", "remote_user"}
    told = set(re.findall(r"\$(\w+)", written))
    assert "request_id" in told
    assert not told & of_readers
    assert not any(name.startswith(("http_", "cookie_", "arg_")) for name in told)
    assert re.search(r"^error_log \S+ crit;$", NGINX, re.MULTILINE)


def test_a_report_that_the_page_takes_passes_nginx() -> None:
    (upload,) = re.findall(r"client_max_body_size (\d+)m;", NGINX)
    assert int(upload) > update._LARGEST


def test_the_page_leads_to_files_that_are_there() -> None:
    for row in re.findall(r"^\| (`.*?`) \| ", PAGE.partition("## On a Debian")[0], re.MULTILINE):
        for name in re.findall("`([^`]+)`", row):
            assert (DEPLOY / name).is_file(), name
