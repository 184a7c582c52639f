"""What the server writes of its work: one line of JSON for each event, on standard error.

A line has `time` (UTC), `level`, `event`, and what is known where it was written: the `run` of a
page or the `request` it belongs to, `page`, `build`, `language`, `milliseconds`, `rows`. An error
has its traceback in `error`, in the same line. Who asked is in no line: no address, no name, no
words that a reader typed. `DASHBOARD_ACCESS_LOG=off` leaves errors and warnings only.
"""

import logging
import os
import sys
import threading
import time
from contextvars import ContextVar
from types import TracebackType
from typing import Any

from pythonjsonlogger.json import JsonFormatter
from streamlit import logger as streamlit_logger

SETTING = "DASHBOARD_ACCESS_LOG"
_OWN = "dashboard"
_OF_UVICORN = ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi")
_access = logging.getLogger(f"{_OWN}.access")
_process = logging.getLogger(f"{_OWN}.process")

_told: ContextVar[dict[str, Any] | None] = ContextVar("told", default=None)


class Line(JsonFormatter):
    """Writes a record, and what was told where it came about, as one line of JSON."""

    def __init__(self) -> None:
        super().__init__(
            ["asctime", "levelname", "message", "name"],
            datefmt="%Y-%m-%dT%H:%M:%S",
            rename_fields={
                "asctime": "time",
                "levelname": "level",
                "message": "event",
                "name": "logger",
                "exc_info": "error",
            },
            json_ensure_ascii=False,
        )

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:
        """The time in UTC, to the millisecond."""
        seconds = time.strftime(datefmt or "", time.gmtime(record.created))
        return f"{seconds}.{int(record.msecs):03d}Z"

    def process_log_record(self, log_data: dict[str, Any]) -> dict[str, Any]:
        """Add what was told; what the record says itself goes before it."""
        known = {name: value for name, value in told().items() if name not in log_data}
        return {name: value for name, value in (log_data | known).items() if value is not None}


def begin(**fields: Any) -> None:
    """Start a run or a request: its lines, in this thread or task, have these fields."""
    _told.set(fields)


def tell(**fields: Any) -> None:
    """Add what has become known of the run or request that goes on; outside of one, nothing."""
    told().update(fields)


def told() -> dict[str, Any]:
    """What is known of the run or request that goes on."""
    found = _told.get()
    return {} if found is None else found


def access(event: str, **fields: Any) -> None:
    """Write that a run has ended or a request was answered."""
    _access.info(event, extra=fields)


def event(words: str, **fields: Any) -> None:
    """Write what happens to the process itself."""
    _process.info(words, extra=fields)


def configure() -> None:
    """Have all that this process logs written as lines of JSON, that of its libraries too."""
    handler = logging.StreamHandler()
    handler.setFormatter(Line())
    logging.getLogger().addHandler(handler)
    logging.captureWarnings(True)
    logging.getLogger(_OWN).setLevel(logging.INFO)
    wanted = os.environ.get(SETTING, "on") != "off"
    _access.setLevel(logging.INFO if wanted else logging.WARNING)
    for name in _OF_UVICORN:
        # What it says of each connection has the address of the reader.
        _to_root(logging.getLogger(name)).setLevel(logging.WARNING)
    # Streamlit gives each of its loggers a handler of its own, those made later as well.
    vars(streamlit_logger)["setup_formatter"] = _to_root
    streamlit_logger.update_formatter()
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread


def _to_root(logger: logging.Logger) -> logging.Logger:
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
    logger.propagate = True
    return logger


def _uncaught(
    kind: type[BaseException], error: BaseException, traceback: TracebackType | None
) -> None:
    _process.critical("uncaught", exc_info=(kind, error, traceback))


def _uncaught_in_thread(uncaught: threading.ExceptHookArgs) -> None:
    if uncaught.exc_value is not None:
        _uncaught(uncaught.exc_type, uncaught.exc_value, uncaught.exc_traceback)
