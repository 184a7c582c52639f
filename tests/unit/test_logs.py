"""Lines of the log: what they hold, and what they never hold."""

import json
import logging
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.logger import get_logger

from dashboard.queries.build import Build
from dashboard.store.builds import one_build, warehouse
from dashboard.ui.frame import logs, observed, server, shell
from dashboard.ui.frame.observed import Observed, observed_run


class Lines(logging.Handler):
    """Keeps what would be written."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(logs.Line())
        self.written: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.written.append(self.format(record))

    @property
    def told(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.written]


@pytest.fixture
def lines() -> Iterator[Lines]:
    """Lines of the dashboard's own loggers."""
    handler, own = Lines(), logging.getLogger("dashboard")
    level = own.level
    own.addHandler(handler)
    own.setLevel(logging.INFO)
    yield handler
    own.removeHandler(handler)
    own.setLevel(level)


def test_a_run_is_one_line(lines: Lines) -> None:
    with one_build(), observed_run("map"):
        warehouse().records(Build, "SELECT build_id, built_at, data_as_of FROM build")
    (line,) = lines.told
    assert line.pop("time")[-1] == "Z"
    assert len(line.pop("run")) == 16
    assert line.pop("milliseconds") >= 0
    assert line.pop("build") == warehouse().build_id
    assert line == {
        "level": "INFO",
        "event": "run",
        "logger": "dashboard.access",
        "outcome": "done",
        "rows": 1,
        "page": "map",
        "language": "vi",
    }


def test_an_error_is_one_line_of_the_run_that_it_ended(lines: Lines) -> None:
    def fail() -> None:
        raise ValueError("two\nlines")

    with pytest.raises(ValueError, match="two"), observed_run("ranking"):
        fail()
    try:
        fail()
    except ValueError as error:
        logging.getLogger("dashboard.ui.frame.shell").error("A page failed", exc_info=error)
    run, error = lines.told
    assert (run["outcome"], error["event"]) == ("failed", "A page failed")
    assert run["run"] == error["run"]
    assert error["page"] == "ranking"
    assert "Traceback (most recent call last)" in error["error"]
    assert "ValueError: two\nlines" in error["error"]
    assert all("\n" not in line for line in lines.written)


def test_a_reader_gets_the_code_of_the_run_and_nothing_of_the_error(
    lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(shell.st, "error", lambda words, icon: said.append(words))
    before = observed.metrics.ERRORS.labels("security")._value.get()
    error = ValueError("a figure of the inside")
    with pytest.raises(ValueError, match="inside"), observed_run("security"):
        raise error
    assert shell.report_script_error(error) is True
    assert f"(mã {lines.told[0]['run']})" in said[0]
    assert "inside" not in said[0]
    assert observed.metrics.ERRORS.labels("security")._value.get() == before + 1


def test_a_run_that_a_reader_interrupts_has_not_failed(lines: Lines) -> None:
    # As Streamlit's control of scripts does.
    with pytest.raises(KeyboardInterrupt), observed_run("map"):
        raise KeyboardInterrupt
    assert lines.told[0]["outcome"] == "interrupted"


@pytest.fixture
def client() -> TestClient:
    routes = [Route("/nhap/{text}", lambda request: PlainTextResponse(str(request.path_params)))]
    return TestClient(Starlette(routes=[*routes, *server.ROUTES], middleware=server.MIDDLEWARE))


def test_an_answer_tells_nothing_of_who_asked_and_what_they_typed(
    lines: Lines, client: TestClient
) -> None:
    client.get(
        "/nhap/nguyen.van.an@example.vn?tim=0912345678",
        headers={"User-Agent": "An's browser", "X-Forwarded-For": "203.0.113.9", "Cookie": "a=b"},
    )
    (line,) = lines.told
    assert (line["route"], line["status"], line["method"]) == ("/nhap/{text}", 200, "GET")
    for personal in ("nguyen", "0912345678", "An's", "203.0.113", "testclient", "a=b"):
        assert personal not in lines.written[0]


def test_a_request_has_the_id_that_a_proxy_gave_it(lines: Lines, client: TestClient) -> None:
    given = "0123456789abcdef0123456789abcdef"
    assert (
        client.get("/search.json", headers={"X-Request-ID": given}).headers["X-Request-ID"] == given
    )
    made = client.get("/search.json", headers={"X-Request-ID": 'x" injected'}).headers
    first, second = lines.told
    assert first["request"] == given
    assert second["request"] == made["X-Request-ID"] != 'x" injected'
    assert (first["language"], first["build"]) == ("vi", warehouse().build_id)


def test_files_and_questions_after_health_are_told_only_when_they_fail(
    lines: Lines, client: TestClient
) -> None:
    for path in ("/assets/style.css", "/healthz", "/readyz"):
        assert client.get(path).status_code == 200
    assert lines.told == []
    client.get("/assets/none.css")
    assert [line["route"] for line in lines.told] == ["/assets/"]


def test_what_fails_in_an_answer_is_counted(lines: Lines) -> None:
    def fail(_request: Request) -> PlainTextResponse:
        raise ValueError

    before = observed.metrics.ERRORS.labels("http")._value.get()
    app = Observed(Starlette(routes=[Route("/", fail)]))
    assert TestClient(app, raise_server_exceptions=False).get("/").status_code == 500
    assert observed.metrics.ERRORS.labels("http")._value.get() == before + 1
    assert lines.told[0]["status"] == 500


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Loggers as a server has them, put back afterwards."""
    names = ("", "dashboard", "dashboard.access", *logs._OF_UVICORN, "streamlit")
    loggers = [logging.getLogger(name) for name in names]
    before = [(one.level, one.propagate, list(one.handlers)) for one in loggers]
    for name in ("excepthook",):
        monkeypatch.setattr(logs.sys, name, logs.sys.excepthook)
        monkeypatch.setattr(logs.threading, name, logs.threading.excepthook)
    monkeypatch.setattr(logs.streamlit_logger, "setup_formatter", lambda _logger: None)
    yield
    logging.captureWarnings(False)
    for logger, (level, propagate, handlers) in zip(loggers, before, strict=True):
        logger.setLevel(level)
        logger.propagate = propagate
        logger.handlers = handlers


@pytest.mark.parametrize(("setting", "written"), [("on", 1), ("", 1), ("off", 0)])
def test_the_access_log_can_be_off(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    configured: None,
    setting: str,
    written: int,
) -> None:
    monkeypatch.setenv(logs.SETTING, setting)
    logs.configure()
    logs.access("answer", status=200)
    get_logger("streamlit.made_later").warning("words of Streamlit's")
    logging.getLogger("uvicorn.error").info('203.0.113.9:1234 - "WebSocket /" [accepted]')
    told = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    assert [line["event"] for line in told] == ["answer"] * written + ["words of Streamlit's"]
