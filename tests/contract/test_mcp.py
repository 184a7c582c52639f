"""What assistants get is what the API gives, and they can change nothing."""

import sys
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from starlette.testclient import TestClient

from dashboard.mcp.tools import server
from dashboard.store.paths import ROOT
from etl.checked import Project
from tests.api_client import asked_of
from tests.readers import run

FIGURE = {"indicator": "dvctt_full_rate", "unit": "p63-01"}


@pytest.fixture(scope="module")
def client(built_project: Project) -> Iterator[TestClient]:
    with asked_of(built_project) as found:
        yield found


def ask(tool: str, arguments: Mapping[str, Any]) -> Any:
    """What the tool answers; its words where it refuses."""

    async def asked() -> Any:
        async with Client(server()) as assistant:
            return await assistant.call_tool(tool, dict(arguments))

    answer = run(asked())
    if answer.is_error:
        return "".join(part.text for part in answer.content)
    return answer.structured_content


def test_every_tool_says_that_it_only_reads() -> None:
    async def listed() -> Any:
        async with Client(server()) as assistant:
            return (await assistant.list_tools()).tools

    tools = run(listed())
    assert {tool.name for tool in tools} == {
        *("list_indicators", "list_units", "get_observations", "get_results", "get_provenance")
    }
    for tool in tools:
        assert tool.annotations.read_only_hint
        assert tool.annotations.destructive_hint is False
        assert tool.description


@pytest.mark.parametrize(
    ("tool", "arguments", "address"),
    [
        ("list_indicators", {"language": "en"}, "indicators?lang=en"),
        (
            "list_units",
            {"level": ["province"], "structure": ["2025"]},
            "units?level=province&structure=2025",
        ),
        (
            "get_observations",
            {"indicator": ["dvctt_full_rate", "dti"], "level": ["province"], "limit": 500},
            "observations?indicator=dvctt_full_rate&indicator=dti&level=province&period=latest",
        ),
        (
            "get_observations",
            {"indicator": ["dti_ministry_rank"], "period": ["all"], "official_only": True},
            "observations?indicator=dti_ministry_rank&period=all&sources=official&limit=100",
        ),
        (
            "get_results",
            {"due": ["2025"], "level": ["country"], "verdict": ["not_met"]},
            "results?due=2025&level=country&verdict=not_met",
        ),
    ],
)
def test_a_tool_gives_what_the_address_gives(
    client: TestClient, tool: str, arguments: dict[str, Any], address: str
) -> None:
    known = client.get(f"/api/v1/{address}").json()
    assert known["rows"]
    answer = ask(tool, arguments)
    assert answer["rows"] == known["rows"]
    assert (answer["count"], answer["build"]) == (known["count"], known["build"])
    assert (answer["next_cursor"] is None) == (known["next"] is None)


def test_pages_follow_each_other(client: TestClient) -> None:
    asked = {"indicator": ["dvctt_full_rate"], "level": ["province"], "structure": ["2024"]}
    whole = ask("get_observations", asked)["rows"]
    assert len(whole) == 63
    found, cursor = [], None
    while not found or cursor:
        page = ask("get_observations", asked | {"limit": 20, "cursor": cursor})
        found += page["rows"]
        cursor = page["next_cursor"]
    assert found == whole


def test_a_figure_leads_to_the_cell_it_is_printed_in(client: TestClient) -> None:
    told = ask("get_provenance", FIGURE | {"period_id": "2024-07-31.year_to_date"})
    figure = told["figure"]
    (row,) = (
        row
        for row in client.get(
            "/api/v1/observations?indicator=dvctt_full_rate&unit=p63-01&period=all"
        ).json()["rows"]
        if row["period_id"] == figure["period_id"]
    )
    for name in ("value", "status", "basis", "confirmation", "document_line", "raw_text"):
        assert figure[name] == row[name], name
    lines = (ROOT / figure["raw_file"]).read_text(encoding="utf-8").splitlines()
    assert figure["raw_text"] in lines[figure["raw_line"] - 1].split("\t")


def test_a_merged_figure_names_what_it_is_made_of(client: TestClient) -> None:
    told = ask("get_provenance", {"indicator": "dvctt_full_rate", "unit": "p34-04"})
    assert told["figure"]["raw_file"] is None
    assert told["figure"]["note"]
    assert {cell["unit_id"] for cell in told["computed_from"]} >= {"p63-04"}


@pytest.mark.parametrize(
    ("tool", "arguments", "words"),
    [
        ("get_observations", {"indicator": ["dvct_full_rate"]}, "dvctt_full_rate"),
        ("get_observations", {"indicator": ["dvctt_full_rate"], "limit": 10**6}, "500"),
        ("get_observations", {"indicator": ["dti"], "cursor": "abc"}, "cursor"),
        ("get_results", {"verdict": ["good"]}, "not_met"),
        ("list_indicators", {"language": "fr"}, "vi"),
        ("get_provenance", FIGURE | {"period_id": "1990"}, "không có số"),
        ("get_provenance", FIGURE | {"unit": "x'; DROP TABLE unit"}, "unit"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_words(
    client: TestClient, tool: str, arguments: dict[str, Any], words: str
) -> None:
    assert client is not None
    answer = ask(tool, arguments)
    assert isinstance(answer, str)
    assert words in answer
    assert "Traceback" not in answer


def test_it_is_served_by_standard_input() -> None:
    async def asked() -> Any:
        process = StdioServerParameters(
            command=sys.executable, args=["-m", "dashboard.mcp"], cwd=ROOT
        )
        async with Client(stdio_client(process)) as assistant:
            return await assistant.call_tool("list_units", {"level": ["country"]})

    answer = run(asked())
    assert [row["unit_id"] for row in answer.structured_content["rows"]] == ["vn"]
