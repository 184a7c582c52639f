"""The README's clients run as they stand, against a server of this machine."""

import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from starlette.applications import Starlette

from dashboard.store import paths
from dashboard.ui.frame import server
from etl.checked import Project
from tests.api_client import asked_of

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
WRITTEN_FOR = "http://127.0.0.1:8501"
(OVER_HTTP,) = [
    block
    for block in re.findall(r"```python\n(.*?)\n```", README, flags=re.DOTALL)
    if WRITTEN_FOR in block
]
(IN_R,) = re.findall(r"```r\n(.*?)\n```", README, flags=re.DOTALL)
(IN_POWER_QUERY,) = re.findall(r"```\n(let\n.*?)\n```", README, flags=re.DOTALL)


@pytest.fixture(scope="module")
def address(built_project: Project) -> Iterator[str]:
    app = Starlette(routes=server.ROUTES, middleware=server.MIDDLEWARE)
    served = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "WAREHOUSE", built_project.warehouse / "warehouse.duckdb")
        thread = threading.Thread(target=served.run, daemon=True)
        thread.start()
        while not served.started:
            time.sleep(0.01)
        port = served.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
        served.should_exit = True
        thread.join(timeout=10)


def printed(command: list[str], folder: Path) -> str:
    done = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"LC_ALL": "C.UTF-8", "NO_PROXY": "127.0.0.1"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_client_in_python(address: str, tmp_path: Path) -> None:
    script = OVER_HTTP.replace(WRITTEN_FOR, address)
    text = printed([sys.executable, "-X", "utf8", "-c", script], tmp_path)
    assert len(text.splitlines()) == 35
    assert re.search(r"Hồ Chí Minh +79\.666667 +observed", text)
    assert re.search(r"Vĩnh Long +NaN +partial", text)


def test_a_client_in_r(address: str, tmp_path: Path) -> None:
    r = shutil.which("Rscript")
    assert r is not None, "`make r` installs it"
    script = tmp_path / "client.R"
    script.write_text(IN_R.replace(WRITTEN_FOR, address), encoding="utf-8")
    text = printed([r, "--vanilla", str(script)], tmp_path)
    assert re.search(r"Hồ Chí Minh +79\.6666\d+ +observed", text)
    assert re.search(r"Vĩnh Long +NA +partial", text)
    assert text.count("official_document") == 34


def test_the_query_of_power_query_is_one_that_the_api_answers(built_project: Project) -> None:
    (path,) = re.findall(r'RelativePath = "(.+?)"', IN_POWER_QUERY)
    (query,) = re.findall(r"Query = \[(.+?)\]", IN_POWER_QUERY)
    asked = dict(re.findall(r'(\w+) = "(.+?)"', query))
    (typed,) = re.findall(r"TransformColumnTypes\(Figures, (\{\{.+?\}\})", IN_POWER_QUERY)
    with asked_of(built_project) as client:
        answer = client.get(f"/{path}", params=asked)
    assert answer.status_code == 200
    header = answer.text.splitlines()[0].replace('"', "").split(",")
    assert set(re.findall(r'\{"(\w+)", type', typed)) <= set(header)
    assert len(answer.text.splitlines()) == 35
