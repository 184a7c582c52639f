"""What an assistant can ask: the lists of the API, and the way of a figure back to its document."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Annotated, Any
from urllib.parse import parse_qs, urlencode, urlsplit

import orjson
from mcp.server import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field
from starlette.requests import Request

from dashboard.api.asked import EVERY, OFFICIAL, Listed, listed
from dashboard.api.formats import API, written
from dashboard.api.problems import ProblemError, unknown_value
from dashboard.mcp.provenance import provenance
from dashboard.queries.as_known import official_only as without_lesser
from dashboard.queries.listings import LISTINGS
from dashboard.store.builds import build_read_here, one_build
from dashboard.store.warehouse import Warehouse
from etl.language.i18n import LANGUAGES, OWN, _, using

MOST_ROWS = 500
"""In one answer: an assistant reads all of it."""

_INSTRUCTIONS = (
    "Figures of Vietnam's digital transformation: ministries, provinces (63 until 30 June 2025, 34 "
    "since), the country; their targets and what came of them. Every row tells its period, its "
    "document, its status and how well it is confirmed: cite them. A missing value is not zero; "
    "value_low and value_high without a value are bounds. Never compare figures of different "
    "`definition_id`, nor a month with a year. Ids come from `list_indicators` and `list_units`."
)
_READ_ONLY = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)

Language = Annotated[str, Field(description=f"Of names and notes: {', '.join(LANGUAGES)}.")]
Limit = Annotated[int, Field(ge=1, le=MOST_ROWS, description="Rows in one answer.")]
Cursor = Annotated[str | None, Field(description="`next_cursor` of the answer before.")]
Official = Annotated[bool, Field(description="Only what official documents and pages say.")]
Indicators = Annotated[
    Sequence[str], Field(description="Ids from `list_indicators`.", min_length=1)
]
Levels = Annotated[
    Sequence[str], Field(description="country, bloc, region, ministry, province; all if empty.")
]
Units = Annotated[Sequence[str], Field(description="Ids from `list_units`; all if empty.")]
Structures = Annotated[
    Sequence[str], Field(description="2024: 63 provinces; 2025: 34. Both if empty.")
]
Periods = Annotated[Sequence[str], Field(description="latest, all, or labels such as 7/2024.")]


def server() -> MCPServer:
    """The server with its tools. None of them changes anything."""
    made = MCPServer("vietnam-digital-transformation", instructions=_INSTRUCTIONS)
    for tool in (list_indicators, list_units, get_observations, get_results, get_provenance):
        made.tool(annotations=_READ_ONLY)(tool)
    return made


def list_indicators(language: Language = OWN) -> dict[str, Any]:
    """Every indicator: id, name, unit of measure, definition, which direction is better."""
    return _listed("indicators", {}, MOST_ROWS, None, language)


def list_units(
    level: Levels = (),
    structure: Structures = (),
    language: Language = OWN,
    limit: Limit = MOST_ROWS,
    cursor: Cursor = None,
) -> dict[str, Any]:
    """The units that figures are of: the country, its blocs and regions, ministries, provinces."""
    return _listed("units", {"level": level, "structure": structure}, limit, cursor, language)


def get_observations(
    indicator: Indicators,
    level: Levels = (),
    unit: Units = (),
    structure: Structures = (),
    period: Periods = ("latest",),
    official_only: Official = False,
    language: Language = OWN,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> dict[str, Any]:
    """Figures of some indicators by unit and period, each with its document, status, bounds."""
    asked = {
        "indicator": indicator,
        "level": level,
        "unit": unit,
        "structure": structure,
        "period": period,
        "sources": _sources(official_only),
    }
    return _listed("observations", asked, limit, cursor, language)


def get_results(
    indicator: Annotated[Sequence[str], Field(description="All if empty.")] = (),
    level: Levels = (),
    unit: Units = (),
    due: Annotated[Sequence[str], Field(description="Years of due dates; all if empty.")] = (),
    verdict: Annotated[
        Sequence[str], Field(description="met, not_met, undetermined, no_data; all if empty.")
    ] = (),
    official_only: Official = False,
    language: Language = OWN,
    limit: Limit = 100,
    cursor: Cursor = None,
) -> dict[str, Any]:
    """How figures stand to targets. Only rows with `is_result` tell what came of a target."""
    asked = {
        "indicator": indicator,
        "level": level,
        "unit": unit,
        "due": due,
        "verdict": verdict,
        "sources": _sources(official_only),
    }
    return _listed("results", asked, limit, cursor, language)


def get_provenance(
    indicator: str,
    unit: str,
    period_id: Annotated[
        str | None, Field(description="Of an observation; the newest figure without one.")
    ] = None,
    official_only: Official = False,
    language: Language = OWN,
) -> dict[str, Any]:
    """The way of one figure back to the cell it was printed in, and what is said against it."""
    with _build(language) as build:
        source = without_lesser(build) if official_only else build
        # Both ids are checked as a list checks them.
        _page(build, "observations", {"indicator": [indicator], "unit": [unit]}, 1, None)
        found = provenance(source.in_language(language), indicator, unit, period_id)
        if found is None:
            words = _("Đơn vị “{unit}” không có số nào của chỉ số “{indicator}” ở kỳ này.")
            raise ToolError(words.format(unit=unit, indicator=indicator))
        return found


def _sources(official_only: bool) -> Sequence[str]:
    return (OFFICIAL if official_only else EVERY,)


def _listed(
    name: str, asked: Mapping[str, Sequence[str]], limit: int, cursor: str | None, language: str
) -> dict[str, Any]:
    with _build(language) as build:
        page = _page(build, name, {**asked, "lang": [language]}, limit, cursor)
        found: dict[str, Any] = orjson.loads(written(page).content)
    following = found.pop("next")
    next_cursor = parse_qs(urlsplit(following).query)["cursor"][0] if following else None
    return found | {"next_cursor": next_cursor}


def _page(
    build: Warehouse,
    name: str,
    asked: Mapping[str, Sequence[str]],
    limit: int,
    cursor: str | None,
) -> Listed:
    """What the API's address with these parameters asks for."""
    given = [(key, value) for key, values in asked.items() for value in values]
    given.append(("limit", str(limit)))
    given += [("cursor", cursor)] if cursor is not None else []
    scope = {
        "type": "http",
        "path": f"{API}{name}",
        "query_string": urlencode(given).encode(),
        "headers": [],
    }
    return listed(Request(scope), build, LISTINGS[name], None)


@contextmanager
def _build(language: str) -> Iterator[Warehouse]:
    """The newest build, throughout one answer. Raises ToolError in words where it has none."""
    if language not in LANGUAGES:
        raise ToolError(unknown_value("lang", language, tuple(LANGUAGES)).detail)
    with using(language), one_build():
        build = build_read_here()
        if build is None:
            raise ToolError(_("Máy chủ chưa có bản số liệu nào để trả lời."))
        try:
            yield build
        except ProblemError as problem:
            raise ToolError(problem.detail) from problem
