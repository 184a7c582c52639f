"""What describes the data to machines is what the standards ask for, and what the data are."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import rdflib
from lxml import etree, html
from starlette.testclient import TestClient

from dashboard.api.atom import ATOM
from dashboard.queries import feeds as feed_queries
from dashboard.queries.listings import LISTINGS
from dashboard.store import history
from dashboard.store.builds import warehouse
from dashboard.ui.frame import feeds
from dashboard.words.feeds import FEEDS
from etl.checked import Project
from etl.language.i18n import LANGUAGES
from tests.api_client import asked_of

DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
DCT = rdflib.Namespace("http://purl.org/dc/terms/")
HOME = "http://testserver"


@pytest.fixture(scope="module")
def client(built_project: Project) -> Iterator[TestClient]:
    with asked_of(built_project) as found:
        yield found


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_catalogue_names_every_list_and_its_files(client: TestClient, code: str) -> None:
    answer = client.get(f"/api/v1/dcat.jsonld?lang={code}")
    graph = rdflib.Graph().parse(
        data=answer.text, format="json-ld", publicID=f"{HOME}/api/v1/dcat.jsonld"
    )
    (catalogue,) = graph.subjects(rdflib.RDF.type, DCAT.Catalog)
    datasets = set(graph.objects(catalogue, DCAT.dataset))
    assert {str(found) for found in datasets} == {f"{HOME}/api/v1/{name}" for name in LISTINGS}
    for dataset in datasets:
        assert (dataset, rdflib.RDF.type, DCAT.Dataset) in graph
        (title,) = graph.objects(dataset, DCT.title)
        assert title.language == code
        for file in graph.objects(dataset, DCAT.distribution):
            (address,) = graph.objects(file, DCAT.downloadURL)
            (media,) = graph.objects(file, DCAT.mediaType)
            if code == "vi":
                found = client.head(f"{address}?limit=1" if "jsonstat" not in address else address)
                assert found.status_code == 200
                assert str(media).endswith(found.headers["content-type"].partition(";")[0])
    (modified,) = graph.objects(catalogue, DCT.modified)
    assert modified.datatype == rdflib.XSD.dateTime
    assert isinstance(modified.toPython(), datetime)


@pytest.mark.parametrize("name", LISTINGS)
def test_the_csv_of_a_list_is_what_csv_on_the_web_is_told(
    client: TestClient, name: str, tmp_path: Path
) -> None:
    answer = client.get(f"/api/v1/{name}.csv?limit=200")
    assert f'</api/v1/{name}.csv-metadata.json>; rel="describedby"' in answer.headers["link"]
    (tmp_path / f"{name}.csv").write_bytes(answer.content)
    metadata = tmp_path / f"{name}.csv-metadata.json"
    metadata.write_bytes(client.get(f"/api/v1/{name}.csv-metadata.json").content)
    # Loading it takes as long as twenty tests.
    from csvw import CSVW

    found = CSVW(str(metadata), validate=True)
    assert found.is_valid, found.warnings
    rows = list(found.tables[0])
    told = client.get(f"/api/v1/{name}?limit=200").json()["rows"]
    assert len(rows) == len(told)
    for row, other in zip(rows, told, strict=True):
        for column in LISTINGS[name].columns:
            if column.kind in ("number", "integer", "boolean", "string"):
                # An empty text and none are one in a CSV.
                assert row[column.name] == (
                    None if other[column.name] == "" else other[column.name]
                )


def test_the_data_package_names_every_list_by_its_columns(client: TestClient) -> None:
    package = client.get("/api/v1/datapackage.json").json()
    assert package["profile"] == "tabular-data-package"
    assert [resource["name"] for resource in package["resources"]] == list(LISTINGS)
    types = {"string", "integer", "number", "boolean", "date", "datetime", "array"}
    for resource in package["resources"]:
        text = client.get(f"/api/v1/{resource['path']}?limit=1").text
        fields = resource["schema"]["fields"]
        assert text.splitlines()[0] == ",".join(f'"{field["name"]}"' for field in fields)
        assert {field["type"] for field in fields} <= types
        assert set(resource["schema"].get("primaryKey", [])) <= {field["name"] for field in fields}


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_of_the_methods_says_what_the_data_set_is(client: TestClient, code: str) -> None:
    page = html.fromstring(client.get(f"/phuong-phap?lang={code}").text)
    (script,) = page.xpath("//head/script[@type='application/ld+json']/text()")
    told: dict[str, Any] = json.loads(script)
    assert (told["@context"], told["@type"]) == ("https://schema.org", "Dataset")
    assert len(told["description"]) >= 50
    assert told["inLanguage"] == code
    for file in told["distribution"] if code == "vi" else ():
        is_list = "/api/" in file["contentUrl"]
        found = client.head(file["contentUrl"] + ("?limit=1" if is_list else ""))
        assert found.status_code == 200
        assert found.headers["content-type"].startswith(file["encodingFormat"])
    assert len(told["variableMeasured"]) == client.get("/api/v1/indicators").json()["count"]
    assert told == client.get(f"/api/v1/dataset.jsonld?lang={code}").json()
    assert not html.fromstring(client.get("/ban-do").text).xpath(
        "//script[@type='application/ld+json']"
    )


def test_no_word_of_the_data_ends_the_script_it_stands_in(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dashboard.ui.frame import index_page

    monkeypatch.setattr(index_page, "dataset", lambda _source: {"name": "</script><b>x</b>"})
    text = client.get("/phuong-phap").text
    assert "</script><b>x" not in text
    (script,) = html.fromstring(text).xpath("//script[@type='application/ld+json']/text()")
    assert json.loads(script) == {"name": "</script><b>x</b>"}


def entries(client: TestClient, name: str, code: str = "vi") -> list[dict[str, str]]:
    """The entries of a feed, which has what RFC 4287 asks of it."""
    answer = client.get(f"/feeds/{name}.atom?lang={code}")
    assert answer.headers["content-type"] == "application/atom+xml"
    feed = etree.fromstring(answer.content)
    assert feed.tag == f"{{{ATOM}}}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == code
    names = {"a": ATOM}
    ids = feed.xpath("//a:id/text()", namespaces=names)
    assert len(set(ids)) == len(ids)
    assert all(found.startswith("urn:uuid:") for found in ids)
    for moment in feed.xpath("//a:updated/text()", namespaces=names):
        assert datetime.fromisoformat(moment).tzinfo is not None
    assert len(feed.xpath("a:author/a:name", namespaces=names)) == 1
    assert feed.xpath("a:link[@rel='self']/@href", namespaces=names) == [f"/feeds/{name}.atom"]
    return [
        {
            "id": entry.findtext(f"{{{ATOM}}}id"),
            "title": entry.findtext(f"{{{ATOM}}}title"),
            "summary": entry.findtext(f"{{{ATOM}}}summary"),
            "href": entry.find(f"{{{ATOM}}}link").get("href"),
        }
        for entry in feed.findall(f"{{{ATOM}}}entry")
    ]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_tells_what_is_new_and_leads_to_it(client: TestClient, name: str, code: str) -> None:
    found = entries(client, name, code)
    assert found
    for entry in found:
        assert entry["title"]
        assert entry["summary"].endswith(".")
        assert client.head(entry["href"].partition("?")[0]).status_code == 200
    head = html.fromstring(client.get("/").text)
    links = head.xpath("//link[@type='application/atom+xml']/@href")
    assert f"/feeds/{name}.atom" in links


def test_a_change_leads_to_its_view(client: TestClient) -> None:
    """What the page of the address would not take is no way to it."""
    found = entries(client, "changes")
    assert len({entry["href"].partition("?")[0] for entry in found}) == 2
    for entry in found[::10]:
        path, _mark, query = entry["href"].partition("?")
        assert client.head(f"{path}.csv?{query}").status_code == 200, entry


def test_changes_are_counted_as_the_build_has_them(
    client: TestClient, built_project: Project
) -> None:
    source = warehouse(built_project.warehouse / "warehouse.duckdb")
    counted = feed_queries.changed_figures(source, 10_000)
    rows = source.rows(
        "SELECT count(*) AS n FROM change JOIN unit USING (unit_id)"
        " WHERE status = 'computed' AND level <> 'region'"
    )
    assert sum(sum(item.units) for item in counted) == rows[0]["n"]
    assert len(entries(client, "changes")) == min(100, len(counted))
    days = [item.known_on for item in counted]
    assert days == sorted(days, reverse=True)


def test_targets_are_told_until_they_are_due(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feeds, "today", lambda: date(2024, 12, 31))
    before = entries(client, "targets")
    monkeypatch.setattr(feeds, "today", lambda: date(2025, 1, 1))
    after = entries(client, "targets")
    passed = [entry for entry in before if entry not in after]
    assert passed
    assert all("31/12/2024" in entry["title"] for entry in passed)
    assert all("31/12/2024" not in entry["title"] for entry in after)
    (rate,) = [entry for entry in passed if entry["title"].startswith("DVCTT toàn trình, tỉnh")]
    assert "ít nhất 85%" in rate["summary"]
    assert "Đạt: 4" in rate["summary"]


def test_builds_are_told_as_they_were_published(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    (first,) = entries(client, "builds")
    assert first["title"] == "Bản số liệu 1"
    at = datetime(2026, 11, 29, 15, tzinfo=UTC)
    noted = (history.Published(1, at, True), history.Published(2, at, False))
    monkeypatch.setattr(feeds, "published", lambda: noted)
    assert [entry["title"] for entry in entries(client, "builds")] == [
        "Quay về bản số liệu 1",
        "Bản số liệu 2",
    ]
    monkeypatch.setattr(feeds, "published", lambda: ())
    (served,) = entries(client, "builds")
    assert served["title"].startswith("Bản số liệu 1, lập")


def test_of_the_history_nobody_is_named(
    built_project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    builds = tmp_path / "builds"
    (builds / "000002").mkdir(parents=True)
    lines = [
        {
            "action": "build",
            "build": 2,
            "by": {"who": "an", "why": ""},
            "at": "2026-11-29T15:11:04Z",
        },
        {"action": "publish", "build": 2, "by": {"who": "an"}, "at": "2026-11-29T15:11:05Z"},
        {"action": "rollback", "build": 1, "by": {"who": "an"}, "at": "2026-11-30T15:11:05Z"},
    ]
    text = "\n".join(json.dumps(line) for line in lines)
    (builds / "history.jsonl").write_text(f'{text}\n{{"action": "publ', encoding="utf-8")
    monkeypatch.setattr(history.paths, "WAREHOUSE", builds / "000002" / "warehouse.duckdb")
    assert [(found.build, found.is_rollback) for found in history.published()] == [
        (1, True),
        (2, False),
    ]
    assert "an" not in str(vars(history.published()[0]).keys())
