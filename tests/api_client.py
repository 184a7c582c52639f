"""The server's own routes, asked in this process, over the real data."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.store import paths
from dashboard.ui.frame import server
from etl.checked import Project


@contextmanager
def asked_of(project: Project) -> Iterator[TestClient]:
    """A client of the routes, which read the build of a project."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "WAREHOUSE", project.warehouse / "warehouse.duckdb")
        yield TestClient(Starlette(routes=server.ROUTES, middleware=server.MIDDLEWARE))
