"""Pages in another language: everything a reader meets there is in it."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl

import pandas as pd
import pytest
from google.protobuf.json_format import MessageToDict
from streamlit.testing.v1 import AppTest

from dashboard.ui.pages import COMPARE, MAP, METHODS, PAGES, PROFILE, QUALITY, RANKING, Page
from dashboard.ui.state import INDICATOR, LANG, LEVEL, SECTION, STRUCTURE, UNIT
from dashboard.warehouse import Warehouse
from tests.pages.conftest import OpenPage

# Letters that English does not have.
VIETNAMESE = re.compile(r"[ăđĩũơưạ-ỹ]", re.IGNORECASE)
KEPT = re.compile(r"“[^”]*”|TCTTKĐA|Tiếng Việt|Ngôn ngữ")

NEW = {STRUCTURE.url: "2025"}
ADDRESSES = [
    *((page, {}) for page in PAGES),
    (MAP, {UNIT.url: "p63-01"}),
    (MAP, {UNIT.url: "p34-48", **NEW}),
    (RANKING, {LEVEL.url: "ministry", INDICATOR.url: "is_plan_deployed_rate"}),
    (RANKING, {INDICATOR.url: "signature_adults", **NEW}),
    (COMPARE, {LEVEL.url: "ministry", **NEW}),
    (PROFILE, {UNIT.url: "bo-cong-an", LEVEL.url: "ministry"}),
    (PROFILE, {UNIT.url: "p34-79", **NEW}),
    *((QUALITY, {SECTION.url: key}) for key in ("ghi-nhan", "day-du", "nguon-goc")),
    *((METHODS, {SECTION.url: key}) for key in ("muc-tieu", "don-vi", "van-ban", "tai-ve")),
]


def strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for key, item in value.items():
                # Ids and addresses are the same in every language.
                if key not in {"id", "url", "urlPathname", "queryString", "fileName", "key"}:
                    yield from strings(item)
        case list() | tuple():
            for item in value:
                yield from strings(item)


def words(app: AppTest) -> Iterator[str]:
    """Every string that goes to the browser: texts, labels, options, cells, charts."""
    for node in app:
        if isinstance(value := getattr(node, "value", None), pd.DataFrame):
            yield from map(str, value.columns)
            yield from strings(value.astype(object).to_numpy().tolist())
        proto = getattr(node, "proto", None)
        if proto is None:
            continue
        content = MessageToDict(proto)
        if "spec" in content:
            content["spec"] = json.loads(content["spec"])
        yield from strings(content)


@pytest.fixture
def printed(source: Warehouse) -> set[str]:
    """What documents print in a cell, which the pages repeat to the letter."""
    rows = source.query(
        """
        SELECT raw_text FROM observation UNION SELECT value_text FROM observation
        UNION SELECT raw_text FROM target UNION SELECT published_text FROM claim
        UNION SELECT due_vi FROM task UNION SELECT owner_vi FROM task
        """
    )
    return set(rows.iloc[:, 0].dropna())


@pytest.mark.parametrize(
    ("page", "params"),
    ADDRESSES,
    ids=[f"{page.id}-{'-'.join(params.values())}" for page, params in ADDRESSES],
)
def test_a_page_is_in_english_and_its_links_keep_it(
    open_page: OpenPage, printed: set[str], page: Page, params: dict[str, str]
) -> None:
    app = open_page(page, {LANG.url: "en", **params})
    assert not app.exception
    left = {
        text for text in words(app) if text not in printed and VIETNAMESE.search(KEPT.sub("", text))
    }
    assert left == set()
    links = [link.proto.query_string for link in app.get("page_link")]
    links += re.findall(r"\]\(/[^)?]*\??([^)]*)\)", "\n".join(words(app)))
    assert links
    assert [query for query in links if (LANG.url, "en") not in parse_qsl(query)] == []


def test_numbers_and_dates_are_written_in_english(open_page: OpenPage) -> None:
    app = open_page(MAP, {LANG.url: "en", UNIT.url: "p63-48"})
    shown = "\n".join(words(app))
    assert "95.56%" in shown
    assert "95,56%" not in shown
    assert "Dec 2024" in shown


def test_a_session_in_english_leaves_others_alone(open_page: OpenPage) -> None:
    open_page(MAP, {LANG.url: "en"})
    assert open_page(MAP).title[0].value == "Bản đồ"
