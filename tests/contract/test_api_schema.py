"""The API keeps what its OpenAPI says: schemathesis asks, with data that fits and that does not.

Always the same data, and few of each: what is new is found by the lists that are enumerated.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import CHECKS
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.queries.listings import LISTINGS
from dashboard.store import paths
from dashboard.ui.frame import server
from dashboard.ui.frame.pages import PAGES
from etl.checked import Project
from etl.language.i18n import LANGUAGES

MODES = schemathesis.GenerationMode


@pytest.fixture(scope="module")
def app(built_project: Project) -> Iterator[Starlette]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "WAREHOUSE", built_project.warehouse / "warehouse.duckdb")
        yield Starlette(routes=server.ROUTES, middleware=server.MIDDLEWARE)


@pytest.fixture(scope="module")
def schema(app: Starlette) -> Any:
    return schemathesis.openapi.from_asgi("/api/openapi.json", app)


def ask(schema: Any, path: str, mode: Any, examples: int, *, free_words: bool = False) -> None:
    """`free_words`: what a parameter takes follows from others, so the schema cannot say it."""
    unfit = [CHECKS.get_one("positive_data_acceptance")] if free_words else []

    @seed(20240731)
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=schema[path]["GET"].as_strategy(generation_mode=mode))
    def check(case: Any) -> None:
        query = case.query or {}
        if mode is MODES.POSITIVE:
            # Nobody can make up where a list goes on, and a cube has no pages.
            query.pop("cursor", None)
            if query.get("format") == "jsonstat":
                query.pop("limit", None)
        answer = case.call()
        if answer.status_code == 414:
            assert answer.json()["type"] == "/api/docs#too-long"
            return
        case.validate_response(answer, excluded_checks=unfit)

    check()


@pytest.mark.parametrize("mode", [MODES.POSITIVE, MODES.NEGATIVE], ids=["fit", "unfit"])
@pytest.mark.parametrize("name", LISTINGS)
def test_a_list_answers_as_described(schema: Any, name: str, mode: Any) -> None:
    ask(schema, f"/api/v1/{name}", mode, 2)


DESCRIPTIONS = ("dcat.jsonld", "dataset.jsonld", "datapackage.json", "units.csv-metadata.json")


@pytest.mark.parametrize("name", DESCRIPTIONS)
def test_descriptions_answer_as_described(schema: Any, name: str) -> None:
    ask(schema, f"/api/v1/{name}", MODES.POSITIVE, 1)
    ask(schema, f"/api/v1/{name}", MODES.NEGATIVE, 1)


@pytest.mark.parametrize("page", PAGES[1::3], ids=lambda page: page.id)
def test_files_of_pages_answer_as_described(schema: Any, page: Any) -> None:
    path = f"/{page.url_path or 'tong-quan'}"
    ask(schema, f"{path}.csv", MODES.POSITIVE, 1, free_words=True)
    ask(schema, f"{path}.json", MODES.NEGATIVE, 1)


def test_every_address_that_is_described_answers(app: Starlette, schema: Any) -> None:
    client = TestClient(app)
    described = schema.raw_schema["paths"]
    assert {f"/api/v1/{name}" for name in LISTINGS} <= described.keys()
    for path, told in described.items():
        if path.endswith(".json") and not path.startswith("/api/"):
            # Of the pages; tests of theirs read them all.
            continue
        answer = client.get(
            f"{path}?limit=1" if path.removeprefix("/api/v1/") in LISTINGS else path
        )
        assert answer.status_code == 200, path
        media = answer.headers["content-type"].partition(";")[0]
        assert media in told["get"]["responses"]["200"]["content"], path


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_of_the_api_tells_every_address_and_problem(app: Starlette, code: str) -> None:
    from lxml import html

    client = TestClient(app)
    answer = client.get(f"/api/docs?lang={code}")
    page = html.fromstring(answer.text)
    assert page.get("lang") == code
    told = {found.text for found in page.xpath("//h2/code")}
    described = client.get("/api/openapi.json").json()
    assert told >= {f"GET {path}" for path in described["paths"]}
    ids = set(page.xpath("//@id"))
    kinds = described["components"]["schemas"]["Problem"]["properties"]["type"]["enum"]
    assert {kind.partition("#")[2] for kind in kinds} <= ids
    # Nothing of another server, and no script.
    assert page.xpath("//script") == []
    for address in page.xpath("//@href | //@src"):
        assert address.startswith("/"), address
        if address.startswith(("/assets/", "/api/v1/", "/favicon")):
            assert client.get(address).status_code == 200, address
    assert "script-src 'self'" in answer.headers["content-security-policy"]
